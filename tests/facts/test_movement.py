"""Movements: distance by season, loads by lift, queues at ports, and what a delay delays."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pkdsl.values import Steps
from pkdsl.values.progress import Clock, by_day, worked_off
from pkdsl.values.queues import Handled, Load, handle, in_rounds
from small import MISSION, compiled, reads, value

if TYPE_CHECKING:
    from collections.abc import Iterable

D = date(2026, 7, 1)
DAY = timedelta(days=1)
FRAME = f"use un\n{MISSION}"
RATES = st.lists(st.integers(0, 9), min_size=1, max_size=6)


def rates(values: list[int]) -> Steps[int]:
    """One rate after the other, each for three days; the last goes on, and is never nought."""
    steps: Steps[int] = Steps.of(values[0], [(D + 3 * DAY * i, rate) for i, rate in enumerate(values) if i])
    return steps.merge(
        Steps.of(before=False, changes=[(D + 3 * DAY * len(values), True)]),
        lambda rate, later: max(rate, 1) if later else rate,
    )


# --- The arithmetic, against a calendar that is walked day by day -----------------------------------------------------


@given(st.integers(0, 60), RATES, st.fractions(0, 1, max_denominator=4))
def test_work_is_done_on_the_day_on_which_a_day_by_day_count_reaches_it(amount, values, used):
    rate = rates(values)
    left, day = Fraction(amount), D
    share = used
    while left > (1 - share) * rate.at(day):
        left -= (1 - share) * rate.at(day)
        share, day = Fraction(0), day + DAY
    done = worked_off(amount, rate, Clock(D, used))
    assert done is not None
    assert done.day == day
    assert not amount or not left or done.used == share + left / rate.at(day)


def test_work_at_a_rate_of_nought_is_never_done():
    assert worked_off(1, Steps.always(0), Clock(D)) is None


@given(st.integers(0, 60), RATES, st.fractions(0, 1, max_denominator=4))
def test_what_is_done_on_each_day_adds_up(amount, values, used):
    rate, start = rates(values), Clock(D, used)
    done = worked_off(amount, rate, start)
    assert done is not None
    days = dict(by_day(amount, rate, start, done.day))
    assert sum(days.values()) == amount
    assert all(some <= rate.at(day) for day, some in days.items())
    assert not amount or max(days) == done.day


@given(st.integers(1, 40), st.integers(1, 9), st.fractions(Fraction(1, 3), 5, max_denominator=3))
def test_rounds_follow_one_another(total, at_once, every):
    days: dict[int, int] = {}
    for number in range(-(-total // at_once)):
        day = number * every // 1
        days[day] = days.get(day, 0) + min(at_once, total - number * at_once)
    assert in_rounds(total, at_once, every) == tuple(days.items())


LOADS = st.lists(
    st.tuples(
        st.integers(0, 10),  # day
        st.integers(1, 3),  # priority
        st.sampled_from("ab"),  # station
        st.integers(0, 30),  # passengers
        st.integers(0, 30),  # cargo
    ),
    max_size=8,
)


@settings(max_examples=200)
@given(LOADS, st.fixed_dictionaries({"passengers": RATES, "cargo": RATES}))
def test_queues_agree_with_a_port_that_is_watched_day_by_day(raw, limits):
    capacity = {measure: rates(values) for measure, values in limits.items()}
    loads = [
        Load(D + day * DAY, (priority, "", 0, number), station, {"passengers": people, "cargo": cargo}, number)
        for number, (day, priority, station, people, cargo) in enumerate(raw)
    ]
    done: dict[int, date | None] = {}

    def onward(load: Load[int], handled: Handled) -> Iterable[Load[int]]:
        done[load.item] = handled.through
        return ()

    handle(loads, lambda _: capacity, onward)
    assert done == _watched(loads, capacity)


def _watched(loads: list[Load[int]], capacity: dict[str, Steps[int]]) -> dict[int, date | None]:
    """Each day each station works through its queue in order, each measure by itself, until its capacity is used."""
    left = {(load.item, measure): amount for load in loads for measure, amount in load.amounts.items()}
    done: dict[int, date | None] = {}
    day = D
    while len(done) < len(loads):
        for station in "ab":
            queue = sorted((o for o in loads if o.station == station and o.day <= day), key=lambda o: (o.day, o.order))
            for measure, rate in capacity.items():
                free = rate.at(day)
                for load in queue:
                    taken = min(free, left[load.item, measure])
                    left[load.item, measure] -= taken
                    free -= taken
            for load in queue:
                if not any(left[load.item, measure] for measure in capacity):
                    done.setdefault(load.item, day)
        day += DAY
    return done


# --- Ways -------------------------------------------------------------------------------------------------------------

ROAD = """
country kasuri "Kasuri" { state: XKS  season rains { type: wet  period: D + 10 days .. D + 60 days  road_speed: 50% } }
location port "Port" { at: 2.0N 45.0E }
location camp "Camp" { at: 4.0N 45.0E }
"""


def route(fields: str) -> str:
    """A road of 600 km between port and camp."""
    return f"""{ROAD}
    route msr "Main supply route" {{ origin: port  destination: camp  mode: road  distance: 600 km  {fields} }}
    """


def convoy(fields: str = "", leg: str = "depart: D") -> str:
    """A convoy over that road."""
    return f"""movement convoy "Convoy" {{
      {fields}
      leg road {{ origin: port  destination: camp  mode: road  {leg} }}
    }}"""


@pytest.mark.parametrize(
    ("fields", "leg", "arrives"),
    [
        ("daily_distance: 150 km/day", "depart: D", D + 4 * DAY),
        ("daily_distance: 150 km/day", "depart: D + 10 days", D + 18 * DAY),
        ("daily_distance: 150 km/day  wet_daily_distance: 120 km/day", "depart: D + 10 days", D + 15 * DAY),
        ("daily_distance: 150 km/day", "depart: D + 8 days", D + 14 * DAY),
        ("speed: 30 km/h", "depart: D", D + 3 * DAY),
        ("daily_distance: 150 km/day  open: [9, 10]", "depart: D", date(2026, 9, 5)),
    ],
    ids=[
        "a day's march in the dry season",
        "half of it in the rains",
        "the route's own figure wins over the season's",
        "two dry days, then the rains",
        "speed times the hours that a convoy drives",
        "closed until September",
    ],
)
def test_a_road_takes_as_long_as_its_season_says(fields, leg, arrives):
    found = value(FRAME + route(fields) + convoy(leg=leg), "movement.convoy.arrives")
    assert found == arrives


def test_several_routes_share_a_day():
    text = f"""{ROAD}
    location fork "Fork" {{ type: junction }}
    route first_half "First" {{ origin: port  destination: fork  mode: road  distance: 100 km  daily_distance: 200 km/day }}
    route second_half "Second" {{ origin: fork  destination: camp  mode: road  distance: 50 km  daily_distance: 100 km/day }}
    {convoy(leg="via: [first_half, second_half]  depart: D")}
    """
    assert value(FRAME + text, "movement.convoy.arrives") == D + DAY
    assert reads(FRAME + text, "movement.convoy.road.distance") == "150 km"


def test_an_air_route_without_a_distance_has_the_great_circle():
    text = f"""{ROAD} route air "Air" {{ origin: port  destination: camp  mode: air }}"""
    assert reads(FRAME + text, "route.air.length") == "221.155 km"


def test_a_bridge_bears_less_in_the_rains():
    text = route("max_load: 40 t").replace("road_speed: 50%", "road_load: 60%")
    shown = reads(FRAME + text, "route.msr.bears")
    assert shown == "40 t, 24 t from 2026-07-11, 40 t from 2026-08-31"


@pytest.mark.parametrize(
    ("leg", "arrives"),
    [
        ("mode: sea  by: ship", D + 4 * DAY),  # 2,000 km at 25 km/h: 80 hours
        ("mode: air  by: plane", D),
        ("mode: air  by: slow", D + DAY),  # 40 hours
    ],
)
def test_ships_and_aircraft_go_round_the_clock(leg, arrives):
    text = f"""
    location home "Home" {{}}
    location port "Port" {{}}
    route sea_way "Sea" {{ origin: home  destination: port  mode: sea  distance: 2_000 km }}
    route air_way "Air" {{ origin: home  destination: port  mode: air  distance: 2_000 km }}
    lift ship "Ship" {{ mode: sea  speed: 25 km/h }}
    lift plane "Aircraft" {{ mode: air  speed: 500 km/h }}
    lift slow "Airship" {{ mode: air  speed: 50 km/h }}
    movement m "Load" {{ leg way {{ origin: home  destination: port  depart: D  {leg} }} }}
    """
    assert value(FRAME + text, "movement.m.arrives") == arrives


# --- Lift -------------------------------------------------------------------------------------------------------------


def trucks(fields: str) -> str:
    """A fleet of ten-tonne trucks on a road of two days."""
    return f"""{route("daily_distance: 300 km/day")}
    lift trucks "Trucks" {{ mode: road  payload: 10 t  {fields} }}
    """


@pytest.mark.parametrize(
    ("fleet", "cargo", "arrives"),
    [
        ("count: 20", "200 t", D + 2 * DAY),
        ("count: 10", "200 t", D + 6 * DAY),  # back after four days, and two days on the road again
        ("count: 10  turnaround: 7 days", "200 t", D + 9 * DAY),
        ("count: 20  availability: 50%", "200 t", D + 6 * DAY),
        ("count: 1  availability: 90%", "10 t", D + 2 * DAY),
    ],
)
def test_a_fleet_that_is_too_small_goes_again(fleet, cargo, arrives):
    text = trucks(fleet) + convoy(f"cargo: {cargo}", "depart: D  by: trucks")
    assert value(FRAME + text, "movement.convoy.arrives") == arrives


def test_lift_is_taken_from_departure_until_it_is_back():
    text = trucks("count: 30") + convoy("cargo: 200 t", "depart: D + 1 day  arrive: D + 3 days  by: trucks")
    assert reads(FRAME + text, "lift.trucks.used") == "20 from 2026-07-02, 0 from 2026-07-06"


def test_fewer_go_at_once_when_the_plan_leaves_them_time_to_go_again():
    text = trucks("count: 30") + convoy("cargo: 200 t", "depart: D  arrive: D + 6 days  by: trucks")
    assert value(FRAME + text, "movement.convoy.road.vehicles").number == 10


# --- Queues -----------------------------------------------------------------------------------------------------------

QUAY = f"""{ROAD}
location home "Home" {{}}
route msr "Main supply route" {{ origin: port  destination: camp  mode: road  distance: 600 km  daily_distance: 200 km/day }}
extend location port {{ handling quay {{ mode: sea  cargo: 400 t/day }} }}
"""


def ship(name: str, cargo: int, priority: int, arrive: str = "D + 10 days") -> str:
    """Cargo by ship to the port, and on by road."""
    return f"""movement {name} "{name}" {{
      cargo: {cargo} t  priority: {priority}
      leg sea  {{ origin: home  destination: port  mode: sea  depart: D  arrive: {arrive} }}
      leg road {{ origin: port  destination: camp  mode: road }}
    }}"""


def test_a_ship_is_unloaded_at_what_the_quay_handles_in_a_day():
    text = QUAY + ship("alpha", 1_900, 1)
    assert reads(FRAME + text, "movement.alpha.sea.unloading") == "4 days"
    assert reads(FRAME + text, "movement.alpha.queue") == "0 days"
    assert value(FRAME + text, "movement.alpha.sea.arrives") == D + 14 * DAY


def test_the_second_ship_waits_and_so_does_its_convoy():
    text = QUAY.replace("season rains", "season dry_months").replace("type: wet", "type: dry").replace(
        "road_speed: 50%", ""
    ) + ship("alpha", 800, 1) + ship("bravo", 800, 2)  # fmt: skip
    assert reads(FRAME + text, "movement.bravo.queue") == "2 days"
    assert value(FRAME + text, "movement.alpha.sea.arrives") == D + 11 * DAY
    assert value(FRAME + text, "movement.bravo.sea.arrives") == D + 13 * DAY
    assert value(FRAME + text, "movement.bravo.road.leaves") == D + 13 * DAY
    assert value(FRAME + text, "movement.bravo.arrives") == D + 16 * DAY


def test_a_delay_at_one_place_meets_others_at_the_next():
    text = QUAY.replace("road_speed: 50%", "") + """
    extend location camp { handling gate { cargo: 800 t/day } }
    """ + ship("alpha", 800, 1) + ship("bravo", 800, 2, "D + 8 days") + """
    movement late "Late convoy" {
      cargo: 800 t  priority: 3
      leg road { origin: port  destination: camp  mode: road  depart: D + 9 days }
    }
    """  # fmt: skip
    plan = compiled(FRAME + text).plan
    arrives = {movement.name: movement.arrives for movement in plan.all("movement")}
    assert arrives == {"bravo": D + 12 * DAY, "alpha": D + 14 * DAY, "late": D + 13 * DAY}


def test_people_come_in_as_aircraft_bring_them():
    text = """
    location strip "Airstrip" { handling { mode: air  passengers: 300 persons/day } }
    lift plane "Aircraft" { mode: air  count: 1  passengers: 200 persons  sorties: 2/day }
    movement people "People" { passengers: 800 persons  leg air { destination: strip  mode: air  by: plane  depart: D  arrive: D + 1 day } }
    """
    assert reads(FRAME + text, "movement.people.air.queue") == "1 day"
    assert reads(FRAME + text, "location.strip.arrivals") == (
        "300 persons/day from 2026-07-01, 200 persons/day from 2026-07-03, 0 persons/day from 2026-07-04"
    )


def test_a_place_counts_what_is_through_of_each_measure_by_the_way_it_comes():
    text = QUAY + ship("alpha", 700, 1) + ship("bravo", 300, 2, "D + 11 days")
    assert reads(FRAME + text, "location.port.unloads.sea.cargo") == (
        "400 t/day from 2026-07-11, 200 t/day from 2026-07-13, 0 t/day from 2026-07-14"
    )
    by_road = reads(FRAME + text, "location.camp.unloads.road.cargo")
    assert by_road.startswith("700 t/day from ")
    assert "300 t/day from " in by_road


def test_a_unit_without_legs_comes_to_its_base_all_at_once():
    text = 'location camp "Camp" {}\nunit north is un.infantry_battalion { base: camp  arrives: D + 60 days }'
    assert (
        reads(FRAME + text, "location.camp.arrivals")
        == "850 persons/day from 2026-08-30, 0 persons/day from 2026-08-31"
    )


# --- What is not known ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "leg", ["origin: port  destination: camp  mode: road", "mode: road  depart: D", "mode: sea  depart: D"]
)
def test_without_a_day_or_a_way_nobody_can_tell_when_it_arrives(leg):
    text = f'{ROAD} movement m "Load" {{ leg way {{ {leg} }} }}'
    assert reads(FRAME + text, "movement.m.arrives") == "not given"


def test_a_plan_that_gives_both_days_is_believed_where_nothing_tells_the_way():
    text = f'{ROAD} movement m "Load" {{ leg way {{ mode: sea  depart: D  arrive: D + 20 days }} }}'
    assert value(FRAME + text, "movement.m.arrives") == D + 20 * DAY
