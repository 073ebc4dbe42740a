"""Rules: what they range over, when they fail, and what a failure says."""

from __future__ import annotations

from datetime import date

import pytest

from pkdsl.diagnostics import Finding, Options, Severity
from small import MISSION, codes, compiled, findings, line, only

UNITS = """
unit north "North" { type: infantry  strength { from D = 450 persons  from D + 30 days = 850 persons }  arrives: D }
unit south "South" { type: infantry  strength: 100 persons }
"""
PLAN = MISSION + UNITS


def rule(body: str, plan: str = PLAN) -> str:
    """A plan with one rule."""
    return plan + f'rule ADE-001 "A rule" {{\n{body}\n}}\n'


def verdicts(text: str) -> dict[str, int]:
    """How many bindings hold, fail and cannot be told."""
    counts = compiled(text).counts
    return {"holds": counts.holds, "fails": counts.fails, "not assessable": counts.not_assessable}


def unassessable(text: str) -> list[Finding]:
    """The lines about what cannot be told."""
    return [finding for finding in compiled(text).findings if finding.severity is Severity.NOT_ASSESSABLE]


class TestVerdicts:
    def test_each_binding_holds_fails_or_cannot_be_told(self) -> None:
        text = rule(
            "for l in locations\nrequire l.beds >= 10 persons",
            "location a { beds: 5\n opens: 2026-01-01 } location b { beds: 50 } location c {}",
        )
        assert {key for key, n in verdicts(text + MISSION).items() if n} == {"holds", "fails", "not assessable"}

    def test_what_is_not_given_is_one_line_for_each_rule_and_field_with_the_count(self) -> None:
        text = rule("for u in units\nrequire u.women >= 10 persons")
        lines = unassessable(text)
        assert len(lines) == 1
        assert "2 cases" in lines[0].message
        assert "unit.women" in lines[0].message

    def test_a_rule_that_requires_nothing_is_a_finding_at_its_header(self) -> None:
        finding = only(rule("for u in units"))
        assert (finding.code, line(finding)) == ("VAL-001", 'rule ADE-001 "A rule" {')
        assert "`require`" in finding.message

    def test_what_falls_short_of_a_policy_that_nobody_states_cannot_be_told(self) -> None:
        text = rule('for m in missions\nrequire any(r.every <= policy.often for r in reviews) else "{policy.often}"')
        (untold,) = unassessable(text)
        assert "`policy.often` is not given" in untold.message
        assert codes(text) == []

    def test_a_binding_whose_where_is_unknown_cannot_be_told(self) -> None:
        assert verdicts(rule("for u in units where u.armed == yes\nrequire no == yes"))["not assessable"] == 2

    def test_a_binding_whose_where_does_not_hold_is_none(self) -> None:
        assert verdicts(rule("for u in units where u.type == medical\nrequire no == yes")) == {
            "holds": 0,
            "fails": 0,
            "not assessable": 0,
        }

    def test_an_unknown_that_decides_nothing_does_no_harm(self) -> None:
        assert verdicts(rule("for u in units\nrequire u.type == infantry or u.armed == yes"))["holds"] == 2

    def test_a_hole_is_silent(self) -> None:
        text = rule(
            "for u in units\nrequire u.women >= 10 persons",
            MISSION + "unit a { type: infantry  strength: 5 persons  women: nonsense }",
        )
        assert codes(text) == ["REF-003"]
        assert unassessable(text) == []

    def test_each_requirement_is_a_finding_of_its_own(self) -> None:
        text = rule(
            'for u in units where u.name == "south"\nrequire u.type == medical else "one"\nrequire u.type == guard else "two"'
        )
        assert [finding.message for finding in findings(compiled(text))] == ["one", "two"]

    def test_without_a_loop_a_rule_is_judged_once(self) -> None:
        assert verdicts(rule("require count(units) == 2"))["holds"] == 1
        assert codes(rule("require count(units) == 3")) == ["ADE-001"]

    def test_two_loops_are_a_product(self) -> None:
        assert (
            verdicts(rule("for a in units\nfor b in units where a.name != b.name\nrequire a.type == b.type"))["holds"]
            == 2
        )

    def test_an_inner_loop_may_range_over_what_the_outer_holds(self) -> None:
        plan = "budget b { period: 2026-07-01 .. 2026-12-31\n line x { class: medical  amount: 5 USD } line y { class: medical  amount: 6 USD } }"
        assert verdicts(rule("for b in budgets\nfor l in b.lines\nrequire l.amount <= 5 USD", plan)) == {
            "holds": 1,
            "fails": 1,
            "not assessable": 0,
        }


class TestTime:
    def test_a_rule_holds_if_it_holds_on_every_day_of_the_mission(self) -> None:
        text = rule('for u in units where u.name == "north"\nrequire u.deployed <= 500 persons')
        finding = only(text)
        assert finding.interval == (date(2026, 7, 31), date(2027, 6, 30))

    def test_during_limits_the_days_judged(self) -> None:
        assert (
            codes(
                rule(
                    'for u in units where u.name == "north"\nrequire u.deployed <= 500 persons during D .. D + 29 days'
                )
            )
            == []
        )

    def test_a_where_over_time_limits_the_days_judged(self) -> None:
        text = rule(
            'for u in units where u.name == "north" and u.deployed > 500 persons\nrequire u.deployed == 850 persons'
        )
        assert codes(text) == []

    def test_a_failure_names_the_first_interval_and_how_often_it_comes_again(self) -> None:
        plan = (
            MISSION
            + "supply_line s { capacity { from D = 5 t/day  during D + 10 days .. D + 19 days = 1 t/day  during D + 30 days .. D + 39 days = 1 t/day } }"
        )
        finding = only(rule('for s in supply_lines\nrequire s.capacity >= 2 t/day else "{s.capacity}"', plan))
        assert finding.interval == (date(2026, 7, 11), date(2026, 7, 20))
        assert "1 more time" in finding.message

    def test_a_plan_without_a_mission_cannot_be_judged_over_time(self) -> None:
        plan = "supply_line s { capacity { from 2026-07-01 = 5 t/day } }"
        assert verdicts(rule("for s in supply_lines\nrequire s.capacity >= 2 t/day", plan))["not assessable"] == 1


class TestWhatAFailureSays:
    TEXT = rule(
        'for u in units where u.name == "north"\nrequire u.deployed <= 500 persons else "{u.title}: {u.deployed}, allowed {500 persons}"'
    )

    def test_a_value_over_time_reads_as_on_the_first_failing_day(self) -> None:
        assert only(self.TEXT).message.startswith("North: 850 persons, allowed 500 persons")

    def test_the_margin_and_the_interval_are_added(self) -> None:
        assert "(350 persons over, 2026-07-31 .. 2027-06-30)" in only(self.TEXT).message

    def test_its_place_is_the_step_that_caused_it(self) -> None:
        finding = only(self.TEXT)
        assert finding.span.text.strip().rstrip("}").strip() == "from D + 30 days = 850 persons"

    def test_its_place_is_else_the_header_of_the_subject(self) -> None:
        finding = only(rule('for u in units where u.name == "south"\nrequire u.type == medical'))
        assert finding.span.text == 'unit south "South"'

    def test_its_subject_is_the_first_loop_variable(self) -> None:
        assert only(self.TEXT).subject == "unit.north"

    def test_a_late_day_is_told_in_days(self) -> None:
        plan = MISSION + "unit a { type: infantry  strength: 5 persons  arrives: D + 20 days }"
        assert "5 days late" in only(rule("for u in units\nrequire u.arrives <= D + 15 days", plan)).message

    def test_the_message_of_the_rule_serves_requirements_without_one(self) -> None:
        text = rule(
            'message: "{u.title} is no hospital"\nhelp: "Send {u.title} doctors."\nfor u in units where u.name == "south"\nrequire u.type == medical'
        )
        finding = only(text)
        assert finding.message.startswith("South is no hospital")
        assert finding.help == "Send South doctors."

    def test_each_requirement_may_have_a_mend_of_its_own(self) -> None:
        text = 'help: ["Send {u.title} doctors.", "Move {u.title} away."]\nfor u in units where u.name == "south"\nrequire u.type == medical else "a"\nrequire u.type == engineer else "b"'
        assert {finding.message: finding.help for finding in findings(compiled(rule(text)))} == {
            "a": "Send South doctors.",
            "b": "Move South away.",
        }

    def test_a_mend_too_few_is_found(self) -> None:
        finding = only(rule('help: ["One."]\nfor u in units\nrequire yes\nrequire yes'))
        assert (finding.code, finding.span.text if finding.span else "") == ("TYP-004", '["One."]')
        assert finding.message.startswith("`help` has 1 text, and the rule has `require` 2 times")

    def test_a_rule_without_any_message_says_its_title(self) -> None:
        assert only(rule('for u in units where u.name == "south"\nrequire u.type == medical')).message.startswith(
            "A rule"
        )

    def test_the_other_values_are_labels(self) -> None:
        plan = MISSION + "unit a { type: infantry  strength: 5 persons\n women: 7 persons }"
        finding = only(rule("for u in units\nrequire u.women <= u.strength", plan))
        assert (
            any("7 persons" in label.text or "5 persons" in label.text for label in (*finding.labels,))
            or "2 persons over" in finding.message
        )

    def test_a_waived_family_of_findings_keeps_its_fingerprint_while_text_moves(self) -> None:
        moved = self.TEXT.replace("unit north", "\n\n\nunit north")
        assert only(self.TEXT).fingerprint == only(moved).fingerprint


class TestSeverity:
    BODY = 'for u in units where u.name == "south"\nrequire u.type == medical'

    def severity(self, stage: str, extra: str = "", **levels: str) -> Severity | None:
        plan = PLAN.replace("as_of: D", f"as_of: D  stage: {stage}" if stage else "as_of: D")
        found = findings(
            compiled(
                rule(extra + "\n" + self.BODY, plan),
                options=Options(levels={k.replace("_", "-"): v for k, v in levels.items()}),
            )
        )
        return found[0].severity if found else None

    @pytest.mark.parametrize(
        ("stage", "severity"), [("", 3), ("opord", 3), ("executing", 3), ("conops", 2), ("concept", 1), ("estimate", 1)]
    )
    def test_is_softer_the_earlier_the_stage(self, stage: str, severity: int) -> None:
        assert self.severity(stage) == severity

    def test_is_never_below_info(self) -> None:
        assert self.severity("concept", "severity: info") is Severity.INFO

    def test_is_what_a_map_by_stage_says(self) -> None:
        assert self.severity("concept", "severity: { concept: error }") is Severity.ERROR

    def test_is_what_the_configuration_says_last(self) -> None:
        assert self.severity("concept", ADE_001="error") is Severity.ERROR
        assert self.severity("", ADE="off") is None


class TestMistakesInRules:
    def test_a_mistake_is_found_once_however_many_bindings_there_are(self) -> None:
        assert codes(rule("for u in units\nrequire u.strenth <= 5 persons")) == ["REF-002"]
        assert codes(rule("for u in unitz\nrequire u.strength <= 5 persons")) == ["REF-003"]

    def test_two_dimensions_are_found_once(self) -> None:
        assert codes(rule("for u in units\nrequire u.strength <= 5 USD")) == ["TYP-002"]

    def test_a_requirement_is_a_condition(self) -> None:
        assert codes(rule("for u in units\nrequire u.strength")) == ["TYP-001"]

    def test_require_stands_in_a_rule(self) -> None:
        assert codes("location a { require 1 == 1 }") == ["REF-007"]

    def test_set_stands_in_a_scenario(self) -> None:
        finding = only("set unit.x = 5")
        assert (finding.code, line(finding)) == ("REF-007", "set unit.x = 5")


def test_an_index_on_equal_fields_gives_the_same_bindings() -> None:
    units = "".join(f"unit u{n} {{ type: infantry  strength: {n % 3 + 1} persons }}\n" for n in range(12))
    text = rule(
        "for a in units\nfor b in units where a.strength == b.strength and a.name != b.name\nrequire a.strength == b.strength",
        MISSION + units,
    )
    assert verdicts(text)["holds"] == 36
