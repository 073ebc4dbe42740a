"""What a rule says may itself be mistaken: that is a finding about the rule, and the verdict stands."""

import pytest

from pkdsl.judge import rules
from pkdsl.judge.rule import prepare
from pkdsl.plan import texts
from small import MISSION, codes, compiled

PLAN = """
unit u { type: infantry  strength: 4 persons }
rule KAS-001 "Five at least" {
  for u in units
  require peak(u.strength) >= 5 persons else "{u.strength + 5 vehicles}"
  help: "{1 / 0}"
}
"""


def test_a_mistake_in_a_message_is_a_finding_and_hides_no_verdict():
    assert sorted(codes(MISSION + PLAN)) == ["KAS-001", "TYP-002", "VAL-005"]


def test_no_text_of_a_shipped_rule_has_a_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    """A check looks them up only when a rule fails; here all are."""
    plan = compiled(MISSION).plan
    monkeypatch.setattr(texts, "RULES", "")
    assert {node.name: mistakes for node in rules(plan) if (mistakes := prepare(plan, node)[1])} == {}
