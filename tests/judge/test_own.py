"""The codes of a plan's own rules: one code means one rule, in every plan."""

from __future__ import annotations

import pytest

from small import MISSION, codes, compiled, findings, only

BODY = "{ for l in locations  require given(l.beds) }"


def test_a_code_is_letters_a_dash_and_digits() -> None:
    finding = only(MISSION, f"rule camps_have_beds {BODY}")
    assert (finding.code, finding.span.text) == ("REF-011", "camps_have_beds")


@pytest.mark.parametrize("family", ["FRC", "META", "SYN", "WVR"])
def test_a_shipped_family_takes_no_rule_of_a_plan(family: str) -> None:
    found = findings(compiled(MISSION, f"rule {family}-900 {BODY}", rules=True))
    assert [one.span.text for one in found if one.code == "REF-011"] == [f"{family}-900"]


def test_any_other_family_does() -> None:
    assert codes(MISSION, f"rule ADE-001 {BODY}", f"rule ADE-002 {BODY}") == []


def test_a_rule_without_a_name_is_told_once() -> None:
    assert codes(MISSION, f'rule "Every camp has beds" {BODY}') == ["VAL-001"]


def test_a_new_rule_has_a_code_that_can_be_written(pkdsl, plan) -> None:
    plan({})
    assert pkdsl("new", "rule", "UNSMOK", "Every camp has beds").code == 2
    assert pkdsl("new", "rule", "UNSM", "Every camp has beds").code == 0
    assert pkdsl("check", "--select", "SYN").code == 0
