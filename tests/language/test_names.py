"""Names and logic: which meaning a word has, what is not known, and what goes in circles."""

from __future__ import annotations

import re

import pytest

from small import MISSION, codes, compiled, findings, line, only, reads, refused

PLACES = "location adeta { beds: 4,  helipad: night }\nlocation port {}\n"
UNIT = "unit u {{ type: infantry  strength: 5 persons  {} }}\n"


class TestOrderOfLookUp:
    def test_a_loop_variable_comes_first(self) -> None:
        assert reads("let x = 1", "sum(x for x in [5, 6])") == "11"

    def test_a_kind_before_a_dot_means_one_of_the_kind(self) -> None:
        plan = PLACES + 'closure c { location: port  note: "{location.adeta.helipad}" }'
        assert reads(plan, "closure.c.note") == "night"

    def test_fields_of_the_enclosing_declarations_come_before_named_values(self) -> None:
        plan = 'let period = 5\nbudget b { period: 2026-07-01 .. 2026-07-31  note: "{days(period)}" }'
        assert reads(plan, "budget.b.note") == "31 days"

    def test_the_inner_declaration_comes_first(self) -> None:
        plan = 'budget b { period: 2026-07-01 .. 2026-07-31  line x { class: medical  period: 2026-07-01 .. 2026-07-02  note: "{days(period)}" } }'
        assert reads(plan, "budget.b.x.note") == "2 days"

    def test_a_field_of_what_something_stands_in_is_in_reach(self) -> None:
        plan = "budget b { period: 2026-07-01 .. 2026-07-31  control_total t { of: total  amount: 1 USD * days(period) / 1 day } }"
        assert reads(plan, "budget.b.t.amount") == "31 USD"

    def test_a_fields_own_name_is_not_in_scope_in_its_value(self) -> None:
        assert reads("let beds = 7 persons\nlocation l { beds: beds * 2 }", "location.l.beds") == "14 persons"

    def test_self_is_the_declaration(self) -> None:
        assert reads('location l "North" { note: "{self.title}" }', "location.l.note") == "North"

    def test_a_named_value_of_a_body_comes_before_that_of_the_plan(self) -> None:
        plan = 'let n = 1\nlocation l { let n = 2\n note: "{n}" }\nlocation k { note: "{n}" }'
        assert (reads(plan, "location.l.note"), reads(plan, "location.k.note")) == ("2", "1")

    def test_the_plural_of_a_kind_is_all_of_them(self) -> None:
        assert reads(PLACES, "count(locations)") == "2"

    def test_a_collection_is_ordered_by_path(self) -> None:
        assert reads("location b {} location a {} location c {}", "join(l.name for l in locations)") == "a, b, c"

    def test_the_mission_goes_by_its_kind_alone_or_with_its_name(self) -> None:
        assert reads(MISSION, "mission.currency") == "USD"
        assert reads(MISSION, "mission.m.currency") == "USD"

    def test_a_package_comes_last(self) -> None:
        assert reads("use un\nlet un = 5", "un") == "5"

    def test_a_name_before_a_parenthesis_is_a_function(self) -> None:
        assert reads("let sum = 5", "sum([1, 2]) + sum") == "8"
        assert refused("", "summ([1])").code == "REF-010"

    def test_in_a_field_of_a_reference_the_word_is_looked_up_there_first(self) -> None:
        assert reads("let adeta = 5\n" + PLACES + UNIT.format("base: adeta"), "unit.u.base") == "adeta"

    def test_in_a_field_of_words_the_word_is_looked_up_there_first(self) -> None:
        assert reads("let night = 5\n" + PLACES, "location.adeta.helipad") == "night"

    @pytest.mark.parametrize(
        "written", ["l.helipad == night", "night == l.helipad", "l.helipad in [day, night]", "l.helipad != day"]
    )
    def test_beside_a_comparison_the_word_is_looked_up_on_the_other_side(self, written: str) -> None:
        assert (
            reads("let night = 5\n" + PLACES, f"count(l for l in locations where l.name == 'adeta' and {written})")
            == "1"
        )


class TestAmbiguity:
    def test_two_things_that_a_reference_could_mean_are_both_listed(self) -> None:
        finding = only(
            "post a {} unit a { type: infantry  strength: 5 persons } command c { superior: a  subordinate: [post.a]  authority: tasking }"
        )
        assert finding.code == "REF-004"
        assert "`post.a`" in finding.message
        assert "`unit.a`" in finding.message

    def test_a_kind_before_the_name_says_which(self) -> None:
        assert (
            codes(
                "post a {} unit a { type: infantry  strength: 5 persons } command c { superior: post.a  subordinate: [unit.a]  authority: tasking }"
            )
            == []
        )

    def test_a_policy_value_of_two_packages_is_an_error(self) -> None:
        package = 'policy_value wells { value: 5  source: "x" }'
        plan = "use p\nuse q\nlet a = policy.wells"
        assert codes(plan, packages={"p": package, "q": package}) == ["REF-004"]
        assert reads(plan.replace("use q\n", ""), "a", packages={"p": package, "q": package}) == "5"

    def test_the_plan_of_two_meanings_decides_in_its_policy_block(self) -> None:
        package = 'policy_value wells { value: 5  source: "x" }'
        plan = 'use p\nuse q\npolicy { wells: 7 because "counted" }'
        assert reads(plan, "policy.wells", packages={"p": package, "q": package}) == "7"


class TestUnknownNames:
    def test_one_used_in_forty_places_is_one_finding(self) -> None:
        uses = "\n".join(f"location l{n} {{ beds: capacty * 2 }}" for n in range(40))
        assert codes("let capacity = 4 persons\n" + uses) == ["REF-003"]

    def test_the_nearest_known_name_is_offered(self) -> None:
        assert "`capacity`" in only("let capacity = 4\nlet a = capacty").message

    def test_what_reads_a_mistake_is_silent(self) -> None:
        assert codes("let a = nothing_here\nlet b = a + 1\nlet c = b * 2 USD\nlocation l { beds: c }") == ["REF-003"]

    def test_a_field_that_a_kind_does_not_have_is_found_before_anything_is_evaluated(self) -> None:
        assert codes("let a = sum(l.bets for l in locations)") == ["REF-002"]


class TestCircles:
    @pytest.mark.parametrize(
        "plan",
        [
            "let a = a",
            "let a = b + 1\nlet b = c\nlet c = a",
            "location l { beds: self.beds }",
            "location l { beds: location.k.beds }\nlocation k { beds: location.l.beds }",
            "location l { beds: n }\nlet n = location.l.beds",
        ],
    )
    def test_are_one_finding_that_shows_the_circle(self, plan: str) -> None:
        finding = only(plan)
        assert finding.code == "REF-008"
        assert "→" in finding.message

    def test_name_every_member_once_and_the_first_again(self) -> None:
        finding = only("let c = a\nlet a = b + 1\nlet b = c")
        members = re.findall(r"`(?:let )?([a-c])`", finding.message)
        assert members == ["a", "b", "c", "a"]
        assert len(finding.labels) == 2

    def test_are_the_same_wherever_one_enters(self) -> None:
        one = only("let a = b\nlet b = a\nlet z = b")
        two = only("let z = b\nlet b = a\nlet a = b")
        assert one.message == two.message


class TestNothing:
    """A hole, what is not given, what holds before the first step, and what lies outside a life are four things."""

    def test_what_is_not_given_spreads_through_arithmetic(self) -> None:
        assert reads(PLACES, "location.port.beds + 5 persons") == "not given"

    def test_given_asks_and_is_never_unknown(self) -> None:
        assert reads(PLACES, "given(location.port.beds)") == "no"
        assert reads(PLACES, "given(location.port.beds + 5 persons)") == "no"
        assert reads(PLACES, "given(location.adeta.beds)") == "yes"

    def test_there_is_no_truthiness(self) -> None:
        assert refused("", "if 1 then 2 else 3").code in {"TYP-001", "TYP-002"}
        assert refused("", "1 and 2").code in {"TYP-001", "TYP-002"}

    @pytest.mark.parametrize(
        ("written", "truth"),
        [
            ("no and u", "no"), ("u and no", "no"), ("yes and u", "?"), ("u and yes", "?"), ("u and u", "?"),
            ("yes or u", "yes"), ("u or yes", "yes"), ("no or u", "?"), ("u or no", "?"), ("not u", "?"),
            ("any([no, u, yes])", "yes"), ("any([no, u])", "?"), ("all([yes, u, no])", "no"), ("all([yes, u])", "?"),
        ],
    )  # fmt: skip
    def test_logic_is_that_of_three_values(self, written: str, truth: str) -> None:
        plan = "unit x { type: infantry  strength: 1 person }\nlet u = unit.x.armed == yes"
        assert reads(plan, written) == truth.replace("?", "not given")

    def test_a_sum_of_nothing_is_zero_of_what_would_be_added(self) -> None:
        assert reads("", "sum(u.strength for u in units)") == "0 persons"
        assert reads("", "sum(u.strength for u in units) + 5 persons") == "5 persons"
        assert refused("", "sum(u.strength for u in units) + 5 vehicles").code == "TYP-002"

    def test_where_only_values_could_tell_the_unit_a_sum_of_nothing_takes_any(self) -> None:
        assert reads("", "sum(u.strength * 2 t/person for u in units) + 5 t") == "5 t"
        assert reads("", "sum(f.amount for f in funds) + 5 USD") == "5 USD"

    @pytest.mark.parametrize("function", ["min", "max", "mean", "first"])
    def test_the_least_most_mean_and_first_of_nothing_are_unknown(self, function: str) -> None:
        assert reads("", f"{function}(l.beds for l in locations)") == "not given"

    def test_a_sum_with_something_unknown_is_unknown(self) -> None:
        assert reads(PLACES, "sum(l.beds for l in locations)") == "not given"
        assert reads(PLACES, "sum(l.beds for l in locations where given(l.beds))") == "4 persons"

    def test_outside_a_life_there_is_nobody(self) -> None:
        plan = MISSION + UNIT.format("arrives: D + 10 days  leaves: D + 19 days")
        assert [reads(plan, f"at(unit.u.deployed, D + {n} days)") for n in (9, 10, 19, 20)] == [
            "0 persons",
            "5 persons",
            "5 persons",
            "0 persons",
        ]

    def test_what_never_arrives_is_not_known_to_be_there(self) -> None:
        assert reads(UNIT.format(""), "unit.u.deployed") == "not given"


class TestToday:
    def test_is_that_of_the_mission(self) -> None:
        assert reads(MISSION, "today") == "2026-07-01"

    def test_is_unknown_without_a_mission_that_says_it(self) -> None:
        assert reads("", "today") == "not given"

    def test_is_chosen_by_the_caller_first(self) -> None:
        from datetime import date

        from pkdsl.diagnostics import Options

        assert reads(MISSION, "today", options=Options(as_of=date(2027, 1, 1))) == "2027-01-01"


class TestExpressions:
    @pytest.mark.parametrize(
        ("written", "paper"),
        [
            ("1 - 2 - 3", "-4"), ("2 + 3 * 4", "14"), ("(2 + 3) * 4", "20"), ("12 / 2 / 3", "2"), ("-2 * 3", "-6"),
            ("1 + 1 == 2 and not 1 > 2", "yes"), ("not 1 > 2 or 1 / 1 == 2", "yes"), ("no and no or yes", "yes"),
            ("50% of 4 + 1", "3"), ("if 1 < 2 then 3 else 4", "3"), ("if 1 > 2 then 3 else if 2 > 1 then 4 else 5", "4"),
            ("1 in [1, 2] and 3 not in [1, 2]", "yes"), ("2026-07-02 in 2026-07-01 .. 2026-07-03", "yes"),
            ("abs(-3) + count([1, 1])", "5"), ("mean([1, 2, 6])", "3"), ("min(3, 1, 2) + max([3, 1, 2])", "4"),
            ("first([7, 8])", "7"), ("join(['a', 'b'])", "a, b"), ("sum(a * b for a in [1, 2] for b in [10, 20])", "90"),
            ("sum(a for a in [1, 2, 3] where a != 2)", "4"),
        ],
    )  # fmt: skip
    def test_bind_as_in_arithmetic(self, written: str, paper: str) -> None:
        assert reads("", written) == paper

    def test_look_into_a_list_of_references(self) -> None:
        plan = "use un\n" + UNIT.format("") + "task t { by: [u] }"
        assert reads(plan, "sum(b.strength for b in task.t.by)") == "5 persons"

    def test_measure_the_way_between_two_places(self) -> None:
        plan = "location a { at: 2.52N 47.44E } location b { at: 2.00N 45.30E }"
        assert (
            reads(plan, "distance(location.a, location.b)")
            == reads("", "distance(2.52N 47.44E, 2.00N 45.30E)")
            == "244.885 km"
        )

    def test_that_take_too_many_values_say_how_many(self) -> None:
        finding = refused("", "days(1, 2)")
        assert (finding.code, "1 value" in finding.message) == ("TYP-004", True)

    def test_conditions_over_time_choose_day_by_day(self) -> None:
        plan = MISSION + "let s = { from D = 1  from D + 2 days = 3 }"
        assert reads(plan, "if s > 2 then 10 else 20") == "20 from 2026-07-01, 10 from 2026-07-03"

    def test_a_where_over_time_counts_only_the_days_on_which_it_holds(self) -> None:
        plan = MISSION + PLACES + UNIT.format("arrives: D  base { from D = adeta  from D + 5 days = port }")
        total = "sum(v.strength for v in units where v.base == adeta)"
        assert reads(plan, f"at({total}, D + 4 days)") == "5 persons"
        assert reads(plan, f"at({total}, D + 5 days)") == "0 persons"


def test_a_finding_stands_at_the_smallest_place() -> None:
    finding = findings(compiled(PLACES + UNIT.format("base: adeeta")))[0]
    assert (finding.span.text, line(finding)) == ("adeeta", UNIT.format("base: adeeta").strip())
