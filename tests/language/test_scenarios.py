"""Named changes to a plan, each on the smallest plan that shows it."""

from __future__ import annotations

from pkdsl.diagnostics import Options, Severity
from small import MISSION, compiled, findings, reads

FORCE = """unit north "North" { type: infantry  strength: 800 persons  arrives: D + 30 days  contributor: BGD }
unit south "South" { type: infantry  strength: 600 persons  arrives: D + 60 days  contributor: XVD }
unit trucks "Trucks" { type: transport  strength: 100 persons  arrives: D }
task patrol "Patrol" { lead: military  by: [north, south] }
"""
PLAN = MISSION + FORCE


def play(scenario: str, expression: str, plan: str = PLAN) -> str:
    """What an expression reads in scenario `s`, whose body is given; the scenario has no mistake."""
    text = plan + (scenario if scenario.startswith("scenario") else f"scenario s {{ {scenario} }}\n")
    return reads(text, expression, options=Options(scenario="s"))


def mistakes(scenario: str, plan: str = PLAN) -> list[str]:
    """The codes of the findings in scenario `s`."""
    text = plan + (scenario if scenario.startswith("scenario") else f"scenario s {{ {scenario} }}\n")
    return [finding.code for finding in findings(compiled(text, options=Options(scenario="s")))]


def test_a_let_can_be_set_and_all_dates_move_with_it() -> None:
    assert play("set D = 2026-08-01", "unit.north.arrives") == "2026-08-31"


def test_nothing_outside_the_scenario_changes() -> None:
    assert reads(PLAN + "scenario s { set D = 2026-08-01 }", "unit.north.arrives") == "2026-07-31"


def test_a_field_can_be_set_whether_it_was_given_or_not() -> None:
    assert play("set unit.north.strength = 700 persons", "unit.north.strength") == "700 persons"
    assert play("set unit.north.leaves = D + 99 days", "unit.north.leaves") == "2026-10-08"


def test_on_the_right_the_path_means_the_value_before() -> None:
    assert play("set unit.north.strength = 75% of unit.north.strength", "unit.north.strength") == "600 persons"


def test_all_other_names_mean_the_changed_plan() -> None:
    both = "set unit.south.strength = unit.north.strength  set unit.north.strength = 500 persons"
    assert play(both, "unit.south.strength") == "500 persons"


def test_one_setting_ranges_over_many() -> None:
    less = "set u.strength = 50% of u.strength\nfor u in units where u.type == infantry"
    assert play(less, "[u.strength for u in units]") == "400 persons, 300 persons, 100 persons"


def test_parts_and_policy_can_be_set() -> None:
    budget = "budget b { period: D .. +12 months  line fuel { class: official_travel  amount: 1M USD } }\n"
    cut = "set budget.b.fuel.amount = 85% of budget.b.fuel.amount"
    assert play(cut, "budget.b.fuel.amount", PLAN + budget) == "850 000 USD"
    assert (
        play("set policy.drinking_water = 6 L/person/day", "policy.drinking_water", "use un\n" + PLAN)
        == "6 L/person/day"
    )


def test_what_is_removed_is_gone_from_collections_and_lists() -> None:
    assert play("remove unit.south", "count(units)") == "2"
    assert play("remove unit.south", "count(task.patrol.by)") == "1"


def test_a_list_of_one_loses_its_one() -> None:
    alone = PLAN + 'task drive "Drive" { lead: support  by: trucks }\n'
    assert play("remove unit.trucks", "count(task.drive.by)", alone) == "0"


def test_a_pair_that_loses_one_is_no_pair_and_not_given() -> None:
    link = PLAN + "link radio { between: [north, south]  bearer: vhf }\n"
    assert play("remove unit.south", "given(link.radio.between)", link) == "no"
    assert mistakes("remove unit.south", link) == []
    assert mistakes("", PLAN + "link radio { between: [north]  bearer: vhf }\n") == ["TYP-004"]


def test_a_single_reference_to_what_is_removed_is_one_finding_and_a_hole() -> None:
    relief = PLAN + 'unit relief "Relief" { type: infantry  strength: 800 persons  relieves: north }\n'
    assert mistakes("remove unit.north", relief) == ["REF-012"]


def test_a_part_can_be_removed() -> None:
    budget = "budget b { period: D .. +12 months  line fuel { class: official_travel  amount: 1M USD } }\n"
    assert play("remove budget.b.fuel", "count(budget.b.lines)", PLAN + budget) == "0"


def test_a_scenario_adds_what_it_declares() -> None:
    more = 'unit relief "Relief" { type: infantry  strength: 50 persons  arrives: D } set u.strength = 60 persons for u in units where u.name == "relief"'
    assert play(more, "unit.relief.strength") == "60 persons"
    assert reads(PLAN + f"scenario s {{ {more} }}", "count(units)") == "3"


def test_a_scenario_begins_with_its_parent() -> None:
    family = (
        "scenario less { set unit.north.strength = 50% of unit.north.strength  remove unit.trucks }\n"
        "scenario s is less { set unit.north.strength = 50% of unit.north.strength }\n"
    )
    assert play(family, "unit.north.strength") == "200 persons"
    assert play(family, "count(units)") == "2"


def test_a_scenario_can_take_away_what_its_parent_added() -> None:
    family = 'scenario more { unit guard "Guard" { type: guard  strength: 9 persons } }\nscenario s is more { remove unit.guard }\n'
    assert play(family, "count(units)") == "3"


def test_rules_judge_the_changed_plan() -> None:
    ceiling = (
        PLAN
        + "mandate m { adopted: D  period: D .. +12 months  ceiling troops { category: troops  value: 1_500 persons } }\n"
    )
    grown = ceiling + "scenario s { set unit.north.strength = 900 persons }"
    over = [f for f in compiled(grown, rules=True, options=Options(scenario="s")).findings if f.code == "FRC-001"]
    assert len(over) == 1
    assert over[0].severity is Severity.ERROR
    assert "FRC-001" not in [f.code for f in compiled(grown, rules=True).findings]


def test_paths_that_lead_nowhere_are_told_without_playing_the_scenario() -> None:
    wrong = "set unit.nroth.strength = 1 person  set unit.north.strenght = 1 person  set E = D  remove unit.x"
    assert [f.code for f in findings(compiled(PLAN + f"scenario s {{ {wrong} }}"))] == [
        "REF-003",
        "REF-002",
        "REF-003",
        "REF-003",
    ]


def test_a_path_through_what_has_no_fields_is_a_finding() -> None:
    wrong = "set unit.north.strength.number.size = 3 persons"
    assert [f.code for f in findings(compiled(PLAN + f"scenario s {{ {wrong} }}"))] == ["TYP-001"]


def test_what_is_computed_cannot_be_set() -> None:
    assert [f.code for f in findings(compiled(PLAN + "scenario s { set unit.north.deployed = 3 persons }"))] == [
        "REF-007"
    ]


def test_setting_twice_is_an_error() -> None:
    assert mistakes("set D = 2026-08-01  set D = 2026-09-01") == ["REF-006"]


def test_setting_what_is_already_so_is_an_error() -> None:
    assert mistakes("set unit.north.strength = 800 persons") == ["VAL-009"]
    assert mistakes("set u.strength = 800 persons for u in units where u.type == infantry") == []


def test_a_value_of_another_type_is_told_where_it_stands() -> None:
    assert mistakes("set unit.north.strength = 5 km") == ["TYP-002"]


def test_scenarios_that_begin_with_each_other_are_one_finding() -> None:
    circle = "scenario s is t {}\nscenario t is s {}\n"
    assert [f.code for f in findings(compiled(PLAN + circle))] == ["REF-008"]


def test_a_statement_of_a_rule_cannot_stand_in_a_scenario() -> None:
    assert [f.code for f in findings(compiled(PLAN + "scenario s { require 1 < 2 }"))] == ["REF-007"]


def test_an_estimate_for_a_scenario_counts_in_it_and_in_what_begins_with_it() -> None:
    estimates = PLAN + (
        "casualty_estimate always { surge: 3 persons }\n"
        "casualty_estimate ambush { surge: 30 persons  scenario: attack }\n"
        "scenario attack { set D = 2026-08-01 }\nscenario s is attack { set D = 2026-09-01 }\nscenario other { set D = 2026-10-01 }\n"
    )
    assert reads(estimates, "casualty_estimate.ambush.applies") == "no"
    assert reads(estimates, "casualty_estimate.always.applies") == "yes"
    assert [
        reads(estimates, "casualty_estimate.ambush.applies", options=Options(scenario=name))
        for name in ("attack", "s", "other")
    ] == ["yes", "yes", "no"]
