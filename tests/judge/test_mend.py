"""What would do: the value of one field with which a comparison holds is said beside it, and the comparison then holds."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from small import MISSION, compiled, findings, only

SHIP = """movement ship "Ship" {{ earliest_arrival: D + {early} days  latest_arrival: D + {late} days }}
rule ADE-001 "In order" {{
  for m in movements
  require m.{left} {operator} m.{right}{beside}
}}
"""
WOULD = re.compile(r"(\w+) is [^;]+; (?:more than |less than )?([\d-]+).*would do$")


def said(text: str) -> list[str]:
    """What the labels of the one finding say, with ordinary blanks."""
    return [label.text.replace("\u202f", " ") for label in only(MISSION + text).labels]


@given(st.integers(100, 130), st.integers(100, 130), st.sampled_from(["<", "<=", ">", ">="]), st.integers(-9, 9))
def test_a_day_that_would_do_does_and_the_day_before_it_does_not(early, late, operator, days):
    left, right = "earliest_arrival", "latest_arrival"
    beside = f" + {days} days" if days >= 0 else f" - {-days} days"
    rule = {"left": left, "right": right, "operator": operator, "beside": beside}
    found = findings(compiled(MISSION + SHIP.format(early=early, late=late, **rule)))
    if not found:
        return
    named = dict(WOULD.search(label.text).groups() for label in found[0].labels)
    assert set(named) == {left, right}
    for field, day in named.items():
        there = (date.fromisoformat(day) - date(2026, 7, 1)).days
        nearer = there + (1 if there < {left: early, right: late}[field] else -1)
        for value, holds in ((there, True), (nearer, False)):
            moved = {left: early, right: late, field: value}
            text = MISSION + SHIP.format(early=moved[left], late=moved[right], **rule)
            assert (not findings(compiled(text))) is holds, (field, day, value)


CEILING = """mandate res "S/RES/0" { ceiling troops { value: 1_000 persons } }
unit north { type: infantry  arrives: D  strength { from D = 900 persons  from D + 60 days = 1_200 persons  from D + 90 days = 1_500 persons } }
rule ADE-001 "Ceiling" { for c in ceilings require c.strength <= c.value }
"""


def test_an_amount_that_would_do_is_enough_on_the_worst_of_the_days() -> None:
    assert said(CEILING) == ["value is 1 000 persons; 1 500 persons or more would do"]


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("a.quantity == a.quantity_mou", "quantity is 24; 22 would do"),
        ("a.quantity <= 90% * a.quantity_mou", "quantity is 24; 19.8 or less would do"),
    ],
)
def test_what_would_do_is_said_in_the_unit_of_the_field(rule, text):
    plan = f"""equipment_type digger "Digger" {{}}
    unit north {{ type: infantry  strength: 9 persons  equipment diggers {{ item: digger  quantity: 24  quantity_mou: 22 }} }}
    rule ADE-001 "Equal" {{ for a in equipment require {rule} }}
    """
    assert said(plan)[0] == text


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ("earliest_arrival: D + 9 days  latest_arrival: D - 1 day", "m.earliest_arrival <= m.latest_arrival"),
        ("passengers: 12 persons", "m.passengers == 0 persons"),
        ("earliest_arrival: D + 9 days  latest_arrival: D + 5 days  required_by: D + 7 days",
         "m.earliest_arrival <= min(m.latest_arrival, m.required_by) - 1 day and m.earliest_arrival > today"),
    ],
    ids=["the day is over", "nothing would be left", "two fields decide together"],
)  # fmt: skip
def test_nothing_would_do_where(fields, rule):
    text = f'movement ship "Ship" {{ {fields} }}\nrule ADE-001 "Rule" {{ for m in movements require {rule} }}'
    labels = [label for label in said(text) if not label.startswith("earliest_arrival")]
    assert labels
    assert not [label for label in labels if "would do" in label]
