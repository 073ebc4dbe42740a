"""What is used of each supply, where, and by whom."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from pkdsl.diagnostics import Source
from pkdsl.plan.provenance import why
from pkdsl.plan.query import query
from small import codes, compiled, only, reads

PLAN = """use un
let D = 2026-07-01
mission m "Mission" { period: D .. +12 months  as_of: D }
supply tea "Tea" { class: general  measure: kg }
location adeta "Adeta" { at: 2.52N 47.44E }
location belmo "Belmo" { at: 2.00N 47.44E }
unit north "North" { type: infantry  strength: 800 persons  base: adeta  arrives: D + 30 days  leaves: D + 99 days }
"""
DRINKING = "demand drinking { supply: tea  for u in units where given(u.base)  at: u.base  amount: u.strength * 5 g/person/day }\n"


def test_a_demand_counts_while_what_it_ranges_over_is_there() -> None:
    assert reads(PLAN + DRINKING, "location.adeta.demand.tea") == "4 kg/day from 2026-07-31, 0 kg/day from 2026-10-09"


def test_a_unit_that_moves_is_supplied_where_it_is() -> None:
    moving = (
        PLAN
        + DRINKING
        + "unit scouts { type: reconnaissance  strength: 200 persons  base { from D = adeta  from D + 60 days = belmo } }\n"
    )
    assert reads(moving, "at(location.adeta.demand.tea, D)") == "1 kg/day"
    assert reads(moving, "at(location.adeta.demand.tea, D + 60 days)") == "4 kg/day"
    assert reads(moving, "at(location.belmo.demand.tea, D + 60 days)") == "1 kg/day"


def test_nobody_asks_for_nothing() -> None:
    assert reads(PLAN + DRINKING, "location.belmo.demand.tea") == "0 kg/day"


def test_a_condition_over_time_limits_the_days() -> None:
    where = DRINKING.replace("where given(u.base)", "where u.strength > 500 persons")
    growing = PLAN.replace("strength: 800 persons", "strength { from D = 400 persons  from D + 50 days = 800 persons }")
    assert reads(growing + where, "location.adeta.demand.tea") == "4 kg/day from 2026-08-20, 0 kg/day from 2026-10-09"


def test_what_is_used_is_found_by_the_unit_too() -> None:
    assert reads(PLAN + DRINKING, "peak(unit.north.demand.tea)") == "4 kg/day"


def test_an_unknown_factor_leaves_the_demand_unknown() -> None:
    unknown = DRINKING.replace("5 g/person/day", "policy.tea")
    assert reads(PLAN + unknown, "given(location.adeta.demand.tea)") == "yes, no from 2026-07-31, yes from 2026-10-09"


def test_an_amount_of_something_else_is_told_once() -> None:
    litres = DRINKING.replace("5 g/person/day", "5 L/person/day")
    two = PLAN + litres + "unit south { type: infantry  strength: 800 persons  base: belmo }\n"
    finding = only(two)
    assert finding.code == "TYP-002"
    assert "`tea` is counted in kg: ask for kg/day" in finding.message


def test_a_demand_for_something_that_is_no_supply_is_told() -> None:
    assert codes(PLAN + DRINKING.replace("supply: tea", "supply: adeta")) == ["REF-003"]


def test_why_shows_every_contribution_down_to_its_factor() -> None:
    derivation = why(compiled(PLAN + "use un\n").plan, "location.adeta.demand.bottled_water")
    assert derivation is not None
    (drinking,) = [one for one in derivation.inputs if " for " in one.path]
    assert drinking.path == "un.demand.drinking_of_units for unit.north"
    factor = next(one for one in drinking.inputs if "drinking_water" in one.path)
    assert factor.confidence == "verified"


def test_standard_demands_feed_and_water_the_force() -> None:
    assert reads(PLAN, "peak(location.adeta.demand.rations)") == "800 persons"
    assert reads(PLAN, "peak(location.adeta.demand.bottled_water)") == "3 600 L/day"
    assert reads(PLAN, "peak(location.adeta.demand.water)") == "64 000 L/day"


def test_standard_demands_fuel_generators_and_vehicles() -> None:
    """Numbers of a camp with three generators and 120 vehicles: 3,240 and 1,800 litres a day."""
    camp = PLAN + (
        "extend location adeta { generator main { running: 3  hours: 24  fuel_rate: 45 L/h } }\n"
        "equipment_type truck { fuel: un.diesel  fuel_rate: 0.25 L/km }\n"
        "extend unit north { equipment trucks { item: truck  quantity: 120  daily_use: 60 km } }\n"
    )
    assert reads(camp, "at(location.adeta.demand.diesel, D + 40 days)") == "5 040 L/day"
    assert reads(camp, "at(location.adeta.demand.diesel, D)") == "3 240 L/day"


def test_stores_without_a_public_factor_count_once_the_plan_states_one() -> None:
    assert reads(PLAN, "peak(location.adeta.demand.spares)") == "0 kg/day"
    stated = PLAN + 'policy_value spares_use { value: 0.5 kg/person/day  source: "last year" }\n'
    assert reads(stated, "peak(location.adeta.demand.spares)") == "400 kg/day"


@settings(max_examples=50)
@given(
    st.lists(st.tuples(st.integers(1, 900), st.integers(0, 200), st.integers(0, 150)), max_size=5), st.integers(0, 360)
)
def test_the_demand_of_each_day_is_that_of_who_is_there(units: list[tuple[int, int, int]], day: int) -> None:
    text = (
        PLAN
        + DRINKING.replace("g/", "kg/")
        + "".join(
            f"unit u{at} {{ type: infantry  strength: {people} persons  base: belmo  arrives: D + {first} days  leaves: D + {first + stay} days }}\n"
            for at, (people, first, stay) in enumerate(units)
        )
    )
    there = sum(people for people, first, stay in units if first <= day <= first + stay)
    that = date(2026, 7, 1) + timedelta(days=day)
    found, _ = query(compiled(text).plan, Source("query", f"at(location.belmo.demand.tea, {that})"))
    assert (found.number, found.unit.text) == (there * 5, "kg/day")
