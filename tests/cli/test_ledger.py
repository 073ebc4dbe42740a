"""What a planner asks of the ledger: why a class needs so much, and sums by cost, by unit, by any condition."""

from __future__ import annotations

import json

import pytest

PLAN = """use un
let D = 2026-07-01
mission m "Mission" { period: D .. +12 months  currency: USD  as_of: D }
unit north "North" { type: infantry  strength: 800 persons  arrives: D - 10 days }
unit fpu   "Police" { type: formed_police  strength: 140 persons  arrives: D - 10 days }
rate troop_travel { value: 870 USD/person  source: "a quotation" }
rate troop_rotation { value: 1_500 USD/person  source: "a quotation" }
budget fy "First year" { period: D .. +12 months }
"""


@pytest.fixture
def ask(pkdsl, tmp_path):
    (tmp_path / "plan.pk").write_text(PLAN, encoding="utf-8")
    (tmp_path / "pkdsl.toml").write_text("[plan]\nname = 'plan'\n", encoding="utf-8")

    def asked(*words):
        run = pkdsl(*words, "-C", str(tmp_path))
        assert run.code == 0, run.err
        return run.out.replace("\u202f", " ").replace("\u00a0", " ")

    return asked


def test_why_a_class_needs_so_much_leads_down_to_the_rate_and_its_source(ask):
    said = ask("why", "budget.fy.requirement.formed_police_units")
    for step in (
        "budget.fy.requirement.formed_police_units = 2 826 348 USD",
        "un.cost.formed_police_reimbursement.entry.",
        "un.cost.formed_police_reimbursement for unit.fpu",
        "= u.deployed * rate.troops",
        "un.rate.troops.value",
        "A/RES/76/276",
        "A/RES/76/276; read in A/80/6 (Sect. 3)/Add.1, paragraph 130",
    ):
        assert step in said
    assert "unit.north" not in said


def test_the_ledger_is_summed_by_any_condition(ask):
    pay = "sum(e.amount for e in ledger where e.class == military_contingents and e.driver == un.cost.troop_reimbursement and e.period in budget.fy.period)"
    assert ask("query", pay) == "13 900 800 USD\n"
    assert (
        ask("query", "count(e for e in ledger where e.entity == unit.fpu and e.driver == un.cost.daily_allowance)")
        == "1\n"
    )


def test_the_ledger_is_grouped_by_class_by_cost_and_by_unit(ask):
    by_unit = {row["key"]: row["value"] for row in json.loads(ask("query", "budget.fy.by_unit", "--format", "json"))}
    assert set(by_unit) == {"unit.fpu", "unit.north"}
    by_cost = ask("query", "budget.fy.by_cost")
    assert "un.cost.daily_allowance" in by_cost
    assert "439 168 USD" in by_cost
    assert "2 826 348 USD" in ask("query", "budget.fy.requirement")
