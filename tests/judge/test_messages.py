"""What a rule says may itself be mistaken: that is a finding about the rule, and the verdict stands."""

from small import MISSION, codes

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
