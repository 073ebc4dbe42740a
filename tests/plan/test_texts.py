"""Texts with something filled in: read by people, so dates stand in them as people write them."""

from __future__ import annotations

import pytest

from small import MISSION, compiled


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("by {D + 9 days}", "by 10 July 2026"),
        ("from {D .. +1 months}", "from 1 July 2026 to 31 July 2026"),
        ("on {[D, D + 1 days]}", "on 1 July 2026, 2 July 2026"),
        ("{6_500 persons} at most", "6\u202f500 persons at most"),
        ("{mission} begins", "Mission begins"),
    ],
)
def test_what_is_filled_in_reads_as_prose(written: str, read: str) -> None:
    plan = compiled(f'{MISSION}risk r "R" {{ cause: "{written}" }}').plan
    (risk,) = plan.all("risk")
    assert risk.cause == read


def test_the_message_of_a_rule_keeps_dates_as_the_language_writes_them() -> None:
    rule = 'rule TST-001 "T" { for r in risks require r.reviewed > D else "{r.title}: {r.reviewed}" }'
    found = compiled(f'{MISSION}risk r "R" {{ reviewed: D }}\n{rule}').findings
    assert [f.message for f in found if f.code == "TST-001"] == ["R: 2026-07-01"]
