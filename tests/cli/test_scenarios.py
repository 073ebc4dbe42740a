"""`--scenario`: one, all, those of the configuration, and what is said where."""

from __future__ import annotations

import json

import pytest

PLAN = """use un
let D = 2026-07-01
mission m "Mission" { period: D .. +12 months  currency: USD  as_of: D }
mandate res "S/RES/0" { adopted: D  period: D .. +12 months  ceiling troops { category: troops  value: 800 persons } }
unit north "North" { type: infantry  strength: 800 persons  arrives: D }
scenario surge "More people" { set unit.north.strength = 900 persons }
scenario rush "And later" is surge { set unit.north.arrives = D + 10 days }
"""
OVER = ("check", "--select", "FRC-001", "--no-cache")


@pytest.fixture
def surge(plan):
    return plan({"plan.pk": PLAN})


def found(run) -> list[tuple[list[str], str]]:
    """Where each finding holds, and from which day on."""
    return sorted((row["scenarios"], row["interval"][0]) for row in json.loads(run.out)["findings"])


def test_a_check_looks_at_the_plan_as_it_stands(pkdsl, surge):
    run = pkdsl(*OVER)
    assert run.code == 0
    assert run.out.startswith("0 errors")


def test_a_scenario_by_name(pkdsl, surge):
    run = pkdsl(*OVER, "--scenario", "surge")
    assert run.code == 1
    assert "900 persons deployed, 800 persons authorised (100 persons over, 2026-07-01 ..".replace(
        " ", ""
    ) in run.out.replace("\u202f", "").replace(" ", "")


def test_all_scenarios_and_where_each_finding_holds(pkdsl, surge):
    run = pkdsl(*OVER, "--scenario", "all", "--format", "json")
    assert found(run) == [(["rush"], "2026-07-11"), (["surge"], "2026-07-01")]
    assert " = in scenario rush\n" in pkdsl(*OVER, "--scenario", "all").out


def test_what_holds_in_several_is_told_once(pkdsl, plan):
    plan({"plan.pk": PLAN.replace("value: 800", "value: 700")})
    run = pkdsl("check", "--select", "BUD-014", "--no-cache", "--scenario", "all", "--format", "json")
    assert [row["scenarios"] for row in json.loads(run.out)["findings"]] in ([], [["", "surge", "rush"]])
    over = pkdsl(*OVER, "--scenario", "all").out
    assert over.count("error[FRC-001]") == 3


def test_the_settings_of_a_plan_choose_scenarios(pkdsl, plan):
    plan({"plan.pk": PLAN, "pkdsl.toml": '[scenarios]\ncheck = ["rush"]\n'})
    assert found(pkdsl(*OVER, "--format", "json")) == [(["rush"], "2026-07-11")]


def test_outcomes_are_remembered_for_each_choice(pkdsl, surge):
    check = ("check", "--select", "FRC-001")
    assert [pkdsl(*check, *more).code for more in ((), ("--scenario", "surge"), (), ("--scenario", "all"))] == [
        0,
        1,
        0,
        1,
    ]


def test_a_scenario_that_is_none(pkdsl, surge):
    run = pkdsl("check", "--scenario", "sruge")
    assert run.code == 2
    assert "Did you mean `surge`?" in run.err


def test_commands_about_one_plan_take_one_scenario(pkdsl, surge):
    assert pkdsl("query", "unit.north.arrives", "--scenario", "rush").out == "2026-07-11\n"
    assert pkdsl("query", "unit.north.arrives", "--scenario", "all").code == 2


def test_why_tells_the_scenario_and_what_stood_before(pkdsl, surge):
    run = pkdsl("why", "unit.north.deployed", "--scenario", "surge")
    assert "set by scenario surge, in place of 800 persons" in run.out.replace("\u202f", " ")
