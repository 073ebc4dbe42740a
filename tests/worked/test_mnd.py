"""The worked case of the mandate: T39, through a plan written in the language."""

from datetime import date

from small import MISSION, compiled

FRAME = f"use un\n{MISSION}"


def found(text: str, code: str) -> list[str]:
    """What the findings of one rule say, with ordinary blanks."""
    return [
        finding.message.replace("\u202f", " ")
        for finding in compiled(FRAME + text, rules=True).findings
        if finding.code == code
    ]


def reports(*days: date) -> str:
    """A mandate that asks for a report every 90 days, and the days planned."""
    planned = ", ".join(map(str, days))
    return f"""mandate res0000 "S/RES/0000 (2026)" {{
      adopted: 2025-12-01  period: 2026-01-01 .. 2026-12-31
      obligation reports "Report to the Council" {{ to: "Security Council"  every: 90 days  dates: [{planned}] }}
    }}"""


def test_t39_a_report_after_104_days_is_14_days_late():
    assert found(reports(date(2026, 1, 1), date(2026, 4, 15)), "MND-008") == [
        (
            "Report to the Council: after the report of 2026-01-01 the next is planned for 2026-04-15, 104 days later; "
            "one is due every 90 days, so by 2026-04-01 (14 days late)"
        )
    ]
    assert not found(reports(date(2026, 1, 1), date(2026, 4, 1)), "MND-008")
