"""The worked cases of monitoring: T40 and T42, through plans written in the language."""

from fractions import Fraction

import pytest

from pkdsl.diagnostics import Severity
from small import compiled, value

FRAME = """use un
let D = 2026-07-01
mission m "Mission" { period: D .. +12 months  currency: USD  as_of: D + 40 days }
"""


def found(text: str, code: str) -> list[tuple[Severity, str]]:
    """The findings of one rule, with ordinary blanks."""
    return [
        (finding.severity, finding.message.replace("\u202f", " "))
        for finding in compiled(FRAME + text, rules=True).findings
        if finding.code == code
    ]


def test_t40_incidents_that_should_fall_to_a_target_above_their_baseline():
    text = """indicator incidents "Incidents" {{
      measure: incidents/month  direction: {}  baseline: 42 incidents/month  target: 50 incidents/month
    }}"""
    assert found(text.format("down"), "MON-002") == [
        (
            Severity.ERROR,
            "Incidents should go down, and its target of 50 incidents/month lies above the baseline of "
            "42 incidents/month (8 incidents/month over)",
        )
    ]
    assert not found(text.format("up"), "MON-002")


PROGRESS = """indicator posts "Police posts" {{
  direction: up  baseline: 0  baseline_date: D  target: 90  due: D + 100 days  every: 1 month
  observation {{ date: D + 40 days  value: {} }}
}}
"""


def test_t42_forty_per_cent_of_the_time_is_over_and_a_sixth_of_the_progress_is_lacking():
    text = PROGRESS.format(30)
    assert value(FRAME + text, "indicator.posts.expected").number == 36
    assert value(FRAME + text, "indicator.posts.latest / indicator.posts.expected").number == Fraction(30, 36)
    assert value(FRAME + text, "indicator.posts.deviation").number == Fraction(100, 6)
    assert value(FRAME + text, "indicator.posts.status") == "behind"
    assert found(text, "MON-007") == [
        (
            Severity.WARNING,
            "Police posts stood at 30 on 2026-08-10, where its line has 36: 16.7 % of the progress is lacking, 15 % may "
            "be without a corrective action (≈1.7 % over)",
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        PROGRESS.format(31),
        PROGRESS.format(30) + 'corrective_action more "More masons" { indicator: posts  due: D + 60 days }',
    ],
    ids=["less behind", "with a corrective action"],
)
def test_t42_within_fifteen_per_cent_or_with_an_action_it_is_in_order(text):
    assert not found(text, "MON-007")
