"""Waivers: a rule set aside in one place, by somebody, for a reason, until a day."""

from __future__ import annotations

from datetime import date

import pytest

from pkdsl.diagnostics import Severity
from small import MISSION, codes, compiled, findings, only

RULE = 'rule ADE-001 "No more than five" { for u in units require u.deployed <= 5 persons else "{u.title} has {u.deployed}" }\n'
POST = "post dms {}\n"
FULL = 'waive ADE-001 "They leave in autumn" {{ approved_by: dms  granted: 2026-06-10  expires: {} }}'


def plan(waiver: str, where: str = "unit", extra: str = "") -> str:
    """A unit of nine people from D on, where five are allowed, with a waiver somewhere."""
    inside = {"unit": (waiver, ""), "mission": ("", waiver), "extend": ("", "")}[where]
    mission = MISSION.replace("as_of: D }", f"as_of: D\n {inside[1]} }}")
    extension = f"extend unit u {{ {waiver} }}\n" if where == "extend" else ""
    return (
        mission
        + POST
        + RULE
        + extra
        + extension
        + f'unit u "U" {{ type: infantry  strength: 9 persons  arrives: D\n {inside[0]} }}\n'
    )


ALWAYS = FULL.format("2028-01-01")


@pytest.mark.parametrize("where", ["unit", "mission", "extend"])
def test_silences_the_rule_where_the_declaration_is_a_loop_variable_and_in_the_mission_everywhere(where: str) -> None:
    compilation = compiled(plan(ALWAYS, where))
    assert findings(compilation) == []
    assert [finding.code for finding in compilation.waived] == ["ADE-001"]


def test_silences_what_lies_below_the_declaration() -> None:
    text = (
        MISSION
        + POST
        + (
            'rule ADE-001 "Lines" { for l in lines require l.amount <= 5 USD }\n'
            f"budget b {{ period: D .. +12 months\n {ALWAYS}\n line x {{ class: medical  amount: 9 USD }} }}\n"
        )
    )
    assert codes(text) == []


def test_of_one_unit_leaves_the_others() -> None:
    other = 'unit v "V" { type: infantry  strength: 9 persons  arrives: D }\n'
    assert codes(plan(ALWAYS, extra=other)) == ["ADE-001"]


def test_covers_failing_days_up_to_its_expiry_and_leaves_later_ones() -> None:
    compilation = compiled(plan(FULL.format("2026-10-15")))
    left = [finding for finding in findings(compilation) if finding.code == "ADE-001"]
    assert [finding.interval for finding in left] == [(date(2026, 10, 16), date(2027, 6, 30))]
    assert [finding.interval for finding in compilation.waived] == [(date(2026, 7, 1), date(2026, 10, 15))]


def test_that_has_expired_is_a_finding() -> None:
    assert sorted(codes(plan(FULL.format("2026-06-20")))) == ["ADE-001", "WVR-001"]


def test_of_an_unknown_rule_names_the_nearest() -> None:
    text = plan(ALWAYS.replace("ADE-001", "ADE-002"))
    found = {finding.code: finding.message for finding in findings(compiled(text))}
    assert set(found) == {"ADE-001", "WVR-002"}
    assert "ADE-001" in found["WVR-002"]


def test_that_silences_nothing_is_a_warning() -> None:
    finding = only(plan(ALWAYS).replace("strength: 9", "strength: 4"))
    assert (finding.code, finding.severity) == ("WVR-003", Severity.WARNING)


@pytest.mark.parametrize("code", ["SYN-001", "REF-003", "TYP-002", "VAL-001", "PKG-001", "LIM-001", "WVR-001"])
def test_of_a_finding_of_the_compiler_is_refused(code: str) -> None:
    assert sorted(codes(plan(ALWAYS.replace("ADE-001", code)))) == ["ADE-001", "WVR-004"]


@pytest.mark.parametrize(
    "missing", ["approved_by: dms", "granted: 2026-06-10", "expires: 2028-01-01", '"They leave in autumn"']
)
def test_needs_reason_approver_and_expiry(missing: str) -> None:
    found = codes(plan(ALWAYS.replace(missing, "")))
    assert "WVR-005" in found


def test_that_is_incomplete_says_what_is_missing() -> None:
    text = plan(ALWAYS.replace("approved_by: dms", ""))
    finding = next(finding for finding in findings(compiled(text)) if finding.code == "WVR-005")
    assert "approved_by" in finding.message


def test_by_somebody_unknown_is_one_finding() -> None:
    assert [code for code in codes(plan(ALWAYS.replace("dms", "dmz"))) if not code.startswith("ADE")] == ["REF-003"]
