"""What the plan costs: entries, units, budgets."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from pkdsl.diagnostics import Source
from pkdsl.entities.money import Entry
from pkdsl.plan.provenance import why
from pkdsl.plan.query import query
from small import codes, compiled, only, reads

MISSION = """let D = 2026-07-01
mission m "Mission" { period: D .. +12 months  currency: USD  as_of: D }
rate meals { value { from 2020-01-01 = 30 USD/person/month  from 2027-01-01 = 60 USD/person/month }  source: "A contract" }
"""
UNIT = "unit north { type: infantry  strength: 100 persons  arrives: 2026-07-16  leaves: 2027-01-31 }\n"
MEALS = "cost meals { class: military_contingents  for u in units  amount: u.deployed * rate.meals }\n"
PLAN = MISSION + UNIT + MEALS


def entries(text: str, field: str) -> list[str]:
    return reads(text, f"[e.{field} for e in ledger]").split(", ")


def test_an_entry_for_each_stretch_on_which_nothing_changes() -> None:
    assert entries(PLAN, "period") == ["2026-07-16 .. 2026-12-31", "2027-01-01 .. 2027-01-31"]
    assert entries(PLAN, "rate") == ["30 USD/person/month", "60 USD/person/month"]
    assert entries(PLAN, "quantity") == ["100 persons", "100 persons"]


def test_a_day_counts_for_one_nth_of_its_month() -> None:
    """Sixteen of the thirty-one days of July, then five whole months."""
    first, _ = query(compiled(PLAN).plan, Source("q", "first(e.amount for e in ledger)"))
    assert first.number == 3000 * (Fraction(16, 31) + 5)


def test_an_entry_names_its_cost_its_thing_its_class_and_the_source_of_its_rate() -> None:
    assert reads(PLAN, "first(e.driver.name for e in ledger)") == "meals"
    assert reads(PLAN, "first(e.entity.name for e in ledger)") == "north"
    assert reads(PLAN, "first(e.class for e in ledger)") == "military contingents"
    assert reads(PLAN, "first(e.source for e in ledger)") == "A contract"


def test_no_entry_crosses_the_end_of_a_budget() -> None:
    year = PLAN + "budget b { period: 2026-07-01 .. 2026-09-30 }\n"
    assert entries(year, "period")[:2] == ["2026-07-16 .. 2026-09-30", "2026-10-01 .. 2026-12-31"]


def test_plain_money_falls_on_its_day_or_is_spread() -> None:
    flight = (
        MISSION
        + UNIT
        + "cost flight { class: official_travel  for u in units  amount: u.strength * 500 USD/person  on: u.arrives }\n"
    )
    assert (entries(flight, "period"), entries(flight, "amount")) == (["2026-07-16 .. 2026-07-16"], ["50 000 USD"])
    spread = (
        MISSION
        + "cost wall { class: facilities_and_infrastructure  amount: 36_500 USD  spread: mission.period }\nbudget b { period: 2026-07-01 .. 2026-12-31 }\n"
    )
    assert entries(spread, "amount") == ["18 400 USD", "18 100 USD"]


def test_plain_money_without_a_day_is_told() -> None:
    finding = only(MISSION + "cost wall { class: facilities_and_infrastructure  amount: 36_500 USD }\n")
    assert finding.code == "VAL-001"
    assert "`on`" in finding.message
    assert "`spread`" in finding.message


def test_an_amount_that_is_no_money_is_told() -> None:
    assert codes(MISSION + "cost wall { class: facilities_and_infrastructure  amount: 3 km/day }\n") == ["TYP-002"]


def test_a_rate_that_nobody_gives_leaves_the_amount_unknown() -> None:
    missing = PLAN.replace("rate.meals }", "rate.lunch }")
    assert reads(missing, "given(sum(e.amount for e in ledger))") == "no"


def test_a_budget_asks_for_what_falls_into_its_year() -> None:
    year = (
        PLAN
        + "budget b { period: 2026-07-01 .. 2026-12-31  line meals { class: military_contingents  amount: 16_000 USD } }\n"
    )
    assert reads(year, "round(budget.b.requirement.military_contingents, 2)") == "16 548.39 USD"
    assert reads(year, "round(budget.b.shortfall.military_contingents, 2)") == "548.39 USD"


def test_what_a_unit_and_the_mission_cost_on_each_day() -> None:
    assert (
        reads(PLAN, "unit.north.cost")
        == "3 000 USD/month from 2026-07-16, 6 000 USD/month from 2027-01-01, 0 USD/month from 2027-02-01"
    )
    assert reads(PLAN, "mission.cost == unit.north.cost") == "yes"


def test_why_leads_from_an_entry_to_the_rate() -> None:
    plan = compiled(PLAN).plan
    derivation = why(plan, "cost.meals.entry.1.amount")
    assert derivation is not None
    (yielded,) = derivation.inputs
    assert yielded.path == "cost.meals for unit.north"
    assert any(one.path == "rate.meals.value" and one.source == "A contract" for one in yielded.inputs)


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(1, 900), st.integers(0, 330), st.integers(0, 60)), min_size=1, max_size=4),
    st.lists(st.integers(1, 364), max_size=3, unique=True),
)
def test_the_entries_of_all_budgets_are_the_whole(units: list[tuple[int, int, int]], ends: list[int]) -> None:
    """However the year is cut into budgets, their requirements sum to the ledger, and that to persons × days."""
    days = [0, *sorted(ends), 365]
    text = MISSION + "".join(
        f"unit u{at} {{ type: infantry  strength: {people} persons  arrives: D + {first} days  leaves: D + {first + stay} days }}\n"
        for at, (people, first, stay) in enumerate(units)
    )
    text += "cost meals { class: medical  for u in units  amount: u.deployed * 7 USD/person/day }\n"
    text += "".join(
        f"budget b{at} {{ period: D + {first} days .. D + {last - 1} days }}\n"
        for at, (first, last) in enumerate(pairwise(days))
    )
    plan = compiled(text).plan
    whole, _ = query(plan, Source("q", "sum(e.amount for e in ledger)"))
    parts, _ = query(plan, Source("q", "sum(b.requirement.medical for b in budgets)"))
    assert whole == parts
    assert whole.number == sum(7 * people * (min(stay, 364 - first) + 1) for people, first, stay in units)
    assert len(plan.all(Entry)) >= len(units)
