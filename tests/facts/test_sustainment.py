"""Supply of places through time: what is known and what is not, who delivers, what lies there, and what is shifted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pages import ROOT
from pkdsl.compiler import compile as compile_world
from pkdsl.diagnostics import Source
from pkdsl.workspace import Request, find, read
from small import MISSION, compiled, reads, value

D = date(2026, 7, 1)
NET = """
supply food "Food" { class: rations  measure: kg }
supply fuel "Fuel" { class: fuel  measure: L  mass: 0.8 kg/L }
location port "Port" { type: port }
location camp "Camp" {}
demand eating "Eating"   { supply: food  at: camp  amount: 1_000 kg/day }
demand driving "Driving" { supply: fuel  at: camp  amount: 1_000 L/day }
"""
FRAME = f"use un\n{MISSION}{NET}"


def test_what_neither_comes_nor_lies_there_is_missing():
    text = FRAME + "supply_line road { origin: port  destination: camp  capacity: 1.5 t/day }"
    assert reads(text, "peak(location.camp.shortfall[fuel])") == "375 L/day"
    assert reads(text, "peak(location.camp.shortfall[food])") == "0 kg/day"
    assert reads(text, "location.camp.runs_out[fuel]") == "2026-07-01"


def test_a_stock_is_used_before_anything_is_missing():
    text = (
        FRAME
        + """
    extend location camp { stock tank { supply: fuel  on_hand: 3_750 L } }
    supply_line road { origin: port  destination: camp  capacity: 1.5 t/day }
    """
    )
    assert reads(text, "at(location.camp.stock_level[fuel], D)") == "3 375 L"
    assert reads(text, "location.camp.runs_out[fuel]") == "2026-07-11"
    assert reads(text, "location.camp.to_store_by[fuel]") == "2026-06-30"
    assert reads(text, "location.camp.to_store[fuel]") == f"{375 * 355:,} L".replace(",", " ")


def test_a_stock_fills_up_to_what_is_kept_as_soon_as_it_can():
    text = (
        FRAME
        + """
    extend location camp { stock tank { supply: fuel  on_hand: 0 L  prestock: 10_000 L } }
    supply_line road { origin: port  destination: camp  capacity: 3 t/day }
    """
    )
    assert reads(text, "at(location.camp.stock_level[fuel], D + 6 days)") != "0 L"
    assert reads(text, "at(location.camp.stock_level[fuel], D + 15 days)") == "10 000 L"
    assert reads(text, "location.camp.runs_out[fuel]") == "not given"


def test_where_nobody_knows_what_a_line_brings_nobody_knows_what_is_missing():
    text = FRAME + "supply_line road { origin: port  destination: camp  every: 7 days }"
    assert reads(text, "location.camp.shortfall[food]") == "not given"
    assert reads(text, "at(supply_line.road.load, D)") == "1.8 t/day"


def test_where_nobody_knows_what_is_used_nobody_knows_what_a_line_must_bring():
    text = (
        FRAME
        + """
    unit north { type: infantry  strength: 100 persons  base: camp }
    demand more "More" { supply: food  for u in units  at: u.base  amount: u.deployed * 1 kg/person/day }
    supply_line road { origin: port  destination: camp  capacity: 9 t/day }
    """
    )
    assert reads(text, "supply_line.road.load") == "not given"
    assert reads(text, "location.camp.shortfall[food]") == "not given"


def test_a_contractor_delivers_where_no_line_ends_and_else_hands_over_where_it_begins():
    contract = 'contract caterer "Food" { service: rations  supplies: food  covers: camp  period: D .. D + 9 days }'
    assert reads(FRAME + contract, "location.camp.runs_out[food]") == "2026-07-11"
    line = "supply_line road { origin: port  destination: camp  capacity: 0.8 t/day }"
    assert reads(FRAME + contract + line, "location.camp.runs_out[food]") == "2026-07-01"


def test_a_port_brings_in_what_it_handles():
    text = FRAME.replace('"Port" { type: port }', '"Port" { type: port  handling { mode: sea  cargo: 1.4 t/day } }')
    text += "supply_line road { origin: port  destination: camp  capacity: 9 t/day }"
    assert reads(text, "peak(location.camp.shortfall[fuel])") == "500 L/day"
    assert reads(text, "location.camp.held_up_by[fuel]") == "not given"


def test_the_largest_plant_stands_still():
    text = (
        MISSION
        + """
    supply water "Water" { class: water  measure: L  mass: 1 kg/L }
    location camp "Camp" {
      water_plant big   { rate: 1_000 L/h  hours: 10  count: 1 }
      water_plant small { rate: 300 L/h  hours: 20  count: 2 }
    }
    """
    )
    assert reads(text, "location.camp.makes[water]") == "22 000 L/day"
    assert reads(text, "location.camp.makes_n_1[water]") == "12 000 L/day"
    backed = (
        text + 'contract trucks "Trucks" { service: water  supplies: water  covers: camp  period: D .. +12 months }'
    )
    assert reads(backed, "at(location.camp.makes_n_1[water], D)") == "22 000 L/day"


def test_the_reserve_of_the_mission_is_used_last():
    text = (
        FRAME
        + """
    extend location camp {
      stock own     { supply: fuel  on_hand: 3_000 L }
      stock reserve { supply: fuel  on_hand: 5_000 L  holder: mission }
    }
    """
    )
    for day, own, reserve in (
        ("D", "2 000 L", "5 000 L"),
        ("D + 3 days", "0 L", "4 000 L"),
        ("D + 8 days", "0 L", "0 L"),
    ):
        assert reads(text, f"at(location.camp.own_stock[fuel], {day})") == own
        assert reads(text, f"at(mission.reserve[fuel], {day})") == reserve
    assert reads(text, "at(mission.days_of_supply[fuel], D)") == "5 days"


def test_a_supply_that_states_its_reserve_is_judged_by_it_and_else_by_policy():
    camp = FRAME + "extend location camp { stock { supply: food  on_hand: 0 kg } }"

    def told(more=""):
        found = compiled(camp + more, rules=True).findings
        return " ".join(one.message for one in found if one.code == "LOG-001").replace("\u202f", " ")

    assert "for 14 days it needs 14 000 kg" in told()
    assert "for 3 days it needs 3 000 kg" in told("extend supply food { reserve_unit: 3 days }")
    assert reads(FRAME, "supply.fuel.reserve_mission") == "30 days"
    besides = "extend supply fuel { reserve_mission: 5 days }"
    assert reads(FRAME + besides, "supply.fuel.reserve_mission") == "5 days"


def test_a_count_says_what_was_there_on_its_day():
    text = FRAME + "extend location camp { stock tank { supply: fuel  on_hand: 3_000 L  counted: D + 10 days } }"
    assert reads(text, "at(location.camp.stock_level[fuel], D + 5 days)") == "3 000 L"
    assert reads(text, "location.camp.runs_out[fuel]") == "2026-07-14"


def test_lines_full_together_and_places_that_compete():
    text = (
        FRAME
        + """
    location fork "Fork" {}
    location far "Far camp" {}
    demand more "More" { supply: food  at: far  amount: 500 kg/day }
    supply_line first { origin: port  destination: fork  capacity: 2 t/day }
    supply_line left  { origin: fork  destination: camp  capacity: 9 t/day }
    supply_line right { origin: fork  destination: far   capacity: 9 t/day }
    """
    )
    assert reads(text, "supply_line.first.mend") == "0.3 t/day"
    assert sorted(place.name for place in value(text, "supply_line.first.competing")) == ["camp", "far"]
    assert value(text, "supply_line.left.competing") == ()


@settings(max_examples=8)  # each compiles a plan eight times
@given(st.integers(1, 400), st.integers(0, 25), st.integers(5, 60))
def test_a_plan_moved_by_some_days_is_answered_as_many_days_later(days, stock, closed):
    """Every date hangs on D: what it moves by, every answer moves by."""
    text = (
        FRAME
        + f"""
    extend location camp {{ stock tank {{ supply: fuel  on_hand: {stock * 1000} L }} }}
    supply_line road {{ origin: port  destination: camp  capacity: 3 t/day  closed: D + 10 days .. D + {9 + closed} days }}
    """
    )
    moved = text.replace("let D = 2026-07-01", f"let D = {D + timedelta(days=days)}")
    moved = moved.replace("D .. +12 months", f"D .. D + {364} days")
    here = text.replace("D .. +12 months", f"D .. D + {364} days")
    for field in ("runs_out", "to_store_by"):
        one, two = (value(plan, f"location.camp.{field}[fuel]") for plan in (here, moved))
        assert isinstance(one, date) == isinstance(two, date)
        assert not isinstance(one, date) or (two - one).days == days
    for field in ("shortfall", "stock_level"):
        one, two = (value(plan, f"location.camp.{field}[fuel]") for plan in (here, moved))
        assert [day + timedelta(days=days) for day in one.days] == list(two.days)
        assert one.values == two.values


# --- Convoys and aircraft -----------------------------------------------------------------------------------------------

CONVOY = """
location port "Port" { type: port }
location camp "Camp" {}
route road "Road" { origin: port  destination: camp  mode: road  threat_level: 2 }
unit guards { type: infantry  strength: 100 persons  arrives: D + 20 days }
"""


def test_a_timetable_leaves_out_what_is_closed():
    text = (
        f"use un\n{MISSION}{CONVOY}"
        """
    supply_line msr { via: road  closed: D + 20 days .. D + 40 days  convoy weekly { first: D  every: 14 days } }
    """
    )
    days = value(text, "supply_line.msr.weekly.departures")
    assert days[:3] == (D, D + timedelta(days=14), D + timedelta(days=42))
    assert value(text, "supply_line.msr.weekly.unescorted") == ()


@pytest.mark.parametrize(
    ("convoy", "line", "number"),
    [("", "escort: guards", 2), ("escort: guards", "", 2), ("", "", 0)],
    ids=["the escort of the line", "the escort of the convoy", "none is needed"],
)
def test_an_escort_is_there_or_it_is_not(convoy, line, number):
    text = (
        f"use un\n{MISSION}{CONVOY}"
        f"""
    supply_line msr {{ via: road  {line}  convoy weekly {{ first: D  every: 14 days  takes: 2 days  {convoy} }} }}
    """
    )
    assert len(value(text, "supply_line.msr.weekly.unescorted")) == number


def test_an_escort_goes_with_one_convoy_at_a_time():
    text = (
        f"use un\n{MISSION}{CONVOY}"
        """
    supply_line msr {
      via: road  escort: guards
      convoy a { first: D + 30 days  departs: 06:00Z  takes: 5 days }
      convoy b { first: D + 33 days  departs: 06:00Z  takes: 5 days }
      convoy c { first: D + 30 days  departs: 06:00Z  takes: 1 day }
    }
    """
    )
    assert value(text, "supply_line.msr.a.unescorted") == ()
    assert value(text, "supply_line.msr.b.unescorted") == (D + timedelta(days=33),)
    assert [convoy.name for convoy in value(text, "supply_line.msr.a.meets")] == ["c"]


def test_hours_flown_on_a_line_are_there_and_back_for_each_load():
    text = (
        FRAME
        + """
    unit wing { type: aviation  strength: 100 persons  arrives: D }
    lift planes { mode: air  payload: 2 t  speed: 100 km/h  provider: wing }
    route flight { origin: port  destination: camp  mode: air  distance: 150 km }
    supply_line bridge { via: flight  by: wing  carries: food  capacity: 4 t/day }
    """
    )
    assert reads(text, "at(lift.planes.hours_flown, D)") == "46.5 h/month"
    assert reads(text, "at(lift.planes.hours_flown, 2027-02-01)") == "42 h/month"


# --- The rains come, and one line closes --------------------------------------------------------------------------------


def unsmok_in_the_rains(more: str = "") -> dict[str, str]:
    """What check says of a copy of UNSMOK in which the northern line closes in the rains, and what would mend it."""
    world = read(find(ROOT / "examples" / "unsmok"), Request()).world
    line = 'supply_line msr_north "Main supply route, north" {\n'
    assert any(line in source.text for source in world.plan.sources)
    files = [Source(one.path, one.text.replace(line, f"{line}  closed: rains\n")) for one in world.plan.sources]
    plan = replace(world.plan, sources=(*files, Source("more.pk", more)))
    found = compile_world(replace(world, plan=plan)).findings
    return {finding.message.replace("\u202f", " "): finding.help.replace("\u202f", " ") for finding in found}


def test_in_unsmok_the_rains_come_and_the_northern_line_closes():
    """Check says on which day Adeta runs out of what, which line holds it up, and how much by when would mend it."""
    said, adeta = unsmok_in_the_rains(), "Adeta, headquarters of Sector North"
    for start, mend in (
        (f"{adeta} runs out of Bottled drinking water: ", "store 542 170 L more there by 2026-07-14"),
        (f"{adeta} runs out of Diesel: ", "store 350 848 L more there by 2026-07-14"),
        ("Main supply route, north brings 0 t/day; ", "or store 836.88232 t more beyond it by 2026-07-14"),
    ):
        (message,) = [one for one in said if one.startswith(start)]
        assert mend in said[message]
    (fuel,) = [one for one in said if " runs out of Diesel" in one]
    assert "2026-08-30 .. 2026-10-15" in fuel
    assert said[fuel].endswith("it is held up by Main supply route, north")


def test_the_stocks_that_were_asked_for_mend_it():
    said = unsmok_in_the_rains("""
    extend location adeta {
      stock more_bottles { supply: un.bottled_water  on_hand: 542_170 L }
      stock more_diesel  { supply: un.diesel  on_hand: 350_848 L }
    }
    """)
    assert not [message for message in said if "runs out of" in message or "must come by it" in message]
