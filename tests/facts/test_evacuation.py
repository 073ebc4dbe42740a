"""Evacuation and reinforcement: which means count on which day, and what the hour, the season and the range change."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pkdsl.values import Steps
from pkdsl.values.waves import Carrier, landed, waves
from small import MISSION, compiled, reads, value

FRAME = f"use un\n{MISSION}"
PLACES = """
location port "Port" { at: 2.00N 45.30E  opens: D  beds: 900 persons }
location adeta "Adeta" { at: 2.52N 47.44E  opens: D }
"""


def plan(*, lift: str = "", contingency: str = "", more: str = "", escort: str = "") -> str:
    """An evacuation of 120 people over 220 km, with two helicopters that stand at the port: an hour each way."""
    lift = f"mode: air  count: 2  passengers: 20 persons  speed: 220 km/h  base: port  notice: 30 min  loading: 30 min  {lift}"
    contingency = (
        "type: evacuation  covers: adeta  destination: port  lift: helicopters  distance: 220 km  "
        f"people: 120 persons  approval: 0 min  within: 8 h  {contingency}"
    )
    return (
        FRAME + PLACES + more + f'lift helicopters "Helicopters" {{ {lift} }}\n'
        f'unit guard "Guard" {{ type: infantry  strength: 30 persons  arrives: D  {escort or "base: port  notice: 30 min"} }}\n'
        f'contingency leave "Evacuation" {{ {contingency} }}\n'
    )


def asked(text: str, field: str) -> str:
    return reads(text, f"contingency.leave.{field}")


# --- The clock --------------------------------------------------------------------------------------------------------


def test_the_clock_starts_with_the_report_and_lift_comes_from_its_base():
    assert asked(plan(), "waves") == "3 h: 40 persons, 5.5 h: 40 persons, 8 h: 40 persons"
    assert asked(plan(contingency="approval: 1 h").replace("approval: 0 min  ", ""), "time_needed") == "9 h"
    assert (asked(plan(), "delivered"), asked(plan(), "time_needed")) == ("120 persons", "8 h")


def test_without_a_distance_the_great_circle_is_flown():
    text = plan().replace("distance: 220 km  ", "")
    assert asked(text, "way") == reads(text, "distance(location.port.at, location.adeta.at)")
    far = value(text, "at(contingency.leave.way, D)").number
    assert value(text, "at(contingency.leave.time_needed, D)").number == Fraction(1, 2) + 6 * Fraction(
        far
    ) / 220 + Fraction(3, 2)


@pytest.mark.parametrize(
    ("lift", "said"),
    [
        ("turnaround: 4 h", "3 h: 40 persons, 7 h: 40 persons, 11 h: 40 persons"),
        ("sorties: 2/day", "3 h: 40 persons, 5.5 h: 40 persons, 27 h: 40 persons"),
    ],
)
def test_what_makes_cycles_longer(lift, said):
    assert asked(plan(lift=lift), "waves") == said
    assert asked(plan(lift="availability: 50%"), "delivered") == "60 persons"


def test_lift_of_several_kinds_goes_at_the_same_time():
    more = """lift plane "Plane" { mode: air  count: 1  passengers: 60 persons  speed: 440 km/h  base: adeta  notice: 1 h }\n"""
    text = plan(more=more).replace("lift: helicopters", "lift: [helicopters, plane]")
    assert asked(text, "waves") == "1.5 h: 60 persons, 3 h: 60 persons"


def test_time_on_the_ground_is_the_policy_value_where_the_lift_gives_none():
    text = plan().replace("loading: 30 min", "")
    assert asked(text, "time_needed") == "8 h"
    slower = text + 'policy { lift_loading: 60 min because "one ramp" }'
    assert asked(slower, "time_needed") == "9.5 h"


# --- Light ------------------------------------------------------------------------------------------------------------


def test_what_flies_by_day_only_waits_for_the_morning():
    assert asked(plan(lift="night: no"), "waves") == "14.5 h: 40 persons, 17 h: 40 persons, 19.5 h: 40 persons"
    assert asked(plan(lift="night: no"), "delivered") == "0 persons"
    assert asked(plan(lift="night: yes"), "time_needed") == "8 h"


def test_the_hour_of_the_order_and_the_hours_of_light_are_the_plans():
    by_day = plan(lift="night: no", contingency="time: 06:00")
    assert asked(by_day, "time_needed") == "8 h"
    assert asked(plan(lift="night: no", contingency="time: 12:00"), "waves") == (
        "3 h: 40 persons, 5.5 h: 40 persons, 20.5 h: 40 persons"
    )
    winter = by_day + 'policy { last_light: 13:30 because "December" }'
    assert asked(winter, "waves") == "3 h: 40 persons, 5.5 h: 40 persons, 25 h: 40 persons"


def test_a_helicopter_does_not_land_where_it_is_dark():
    text = plan(lift="night: yes").replace("47.44E", "47.44E  helipad: day")
    assert asked(text, "time_needed") == "19.5 h"
    assert asked(text.replace("helipad: day", "helipad: night"), "time_needed") == "8 h"


# --- Escort -----------------------------------------------------------------------------------------------------------

TRACK = """route track { origin: port  destination: adeta  mode: road  distance: 220 km  speed: 44 km/h }\n"""


def test_an_escort_that_stands_with_the_lift_comes_with_it_and_the_slower_one_sets_the_pace():
    assert asked(plan(contingency="escort: guard"), "time_needed") == "8 h"
    assert asked(plan(contingency="escort: guard", escort="base: port  notice: 2 h"), "time_needed") == "9.5 h"


def test_an_escort_at_the_place_need_only_be_ready_and_one_elsewhere_comes_by_road():
    at_adeta = plan(contingency="escort: guard", escort="base: adeta  notice: 4 h")
    assert asked(at_adeta, "waves").startswith("5.5 h")
    camp = 'location camp "Camp" { opens: D }\nroute path { origin: camp  destination: adeta  mode: road  distance: 90 km  speed: 30 km/h }\n'
    from_camp = plan(contingency="escort: guard", escort="base: camp  notice: 1 h", more=camp)
    assert asked(from_camp, "waves").startswith("5.5 h")


def test_without_its_escort_in_theatre_nobody_goes():
    text = plan(contingency="escort: guard").replace("arrives: D  base", "arrives: D + 10 days  base")
    assert reads(text, "at(contingency.leave.delivered, D + 9 days)") == "0 persons"
    assert reads(text, "at(contingency.leave.delivered, D + 10 days)") == "120 persons"
    assert reads(text, "given(at(contingency.leave.more_lift, D + 9 days))") == "no"


def test_an_escort_without_a_way_leaves_the_time_open():
    text = plan(
        contingency="escort: guard", escort="base: island  notice: 1 h", more='location island "Island" { opens: D }\n'
    )
    assert reads(text, "given(contingency.leave.time_needed)") == "no"


# --- Range and fuel ---------------------------------------------------------------------------------------------------


def test_aircraft_need_the_range_from_one_place_with_fuel_to_the_next():
    assert asked(plan(lift="range: 440 km"), "delivered") == "120 persons"
    short = plan(lift="range: 439 km  fuel: un.aviation_fuel")
    assert (asked(short, "delivered"), asked(short, "grounded")) == ("0 persons", "Helicopters")
    stocked = short.replace("47.44E", "47.44E  stock jet { supply: un.aviation_fuel  on_hand: 9_000 L }")
    assert (asked(stocked, "delivered"), asked(stocked, "grounded")) == ("120 persons", "")
    assert asked(stocked.replace("range: 439", "range: 219"), "grounded") == "Helicopters"


def test_an_aircraft_that_finds_no_fuel_at_the_goal_needs_the_range_for_both_ways():
    text = plan(lift="range: 440 km  fuel: un.aviation_fuel").replace(
        "base: port  notice: 30 min  loading", "base: adeta  notice: 30 min  loading"
    )
    assert asked(text, "delivered") == "120 persons"
    assert asked(text.replace("range: 440", "range: 439"), "grounded") == "Helicopters"


def test_a_range_that_fuel_would_stretch_asks_what_it_burns():
    assert reads(plan(lift="range: 439 km"), "given(contingency.leave.delivered)") == "no"


# --- Roads, seasons, days ---------------------------------------------------------------------------------------------

ROAD = (
    FRAME
    + """
country kasuri { state: XKS  season rains { type: wet  period: D + 30 days .. D + 59 days  road_speed: 50% } }
location port "Port" { opens: D }
location fork "Fork" { opens: D  type: junction }
location adeta "Adeta" { opens: D }
route coast { origin: port  destination: fork  mode: road  distance: 100 km  speed: 50 km/h }
route hills { origin: fork  destination: adeta  mode: road  distance: 60 km  speed: 60 km/h }
route detour { origin: port  destination: adeta  mode: road  distance: 400 km  speed: 50 km/h }
lift trucks "Trucks" { mode: road  count: 3  passengers: 20 persons  speed: 50 km/h  base: adeta  notice: 1 h  loading: 1 h }
contingency leave "Evacuation" {
  type: evacuation  covers: adeta  destination: port  lift: trucks  people: 60 persons  approval: 0 min  within: 5 h
}
"""
)


def test_trucks_take_the_quickest_roads_no_faster_than_they_go_and_slower_in_the_rains():
    assert asked(ROAD, "time_needed").startswith("4.2 h")
    assert reads(ROAD, "at(contingency.leave.time_needed, D + 30 days)") == "7 h"
    found = [finding for finding in compiled(ROAD, rules=True).findings if finding.code == "RSK-006"]
    late = [finding.message for finding in found if "within 5 h" in finding.message]
    assert late == [
        (
            "Evacuation: within 5 h 0 persons of 60 persons are at Port; all are there after 7 h "
            "(60 persons short, 2026-07-31 .. 2026-08-29)"
        )
    ]


def test_a_closed_road_is_not_driven():
    text = ROAD.replace("distance: 60 km  speed: 60 km/h", "distance: 60 km  speed: 60 km/h  open: [9, 10]")
    assert reads(text, "at(contingency.leave.time_needed, D)") == "9 h"
    assert reads(text, "at(contingency.leave.time_needed, 2026-09-02)") == "4.2 h"


def test_trucks_that_do_not_drive_at_night_halt_on_the_way():
    text = (
        ROAD.replace("base: adeta", "base: adeta  night: no")
        + 'policy { first_light: 06:00 because "x"  last_light: 08:00 because "x" }'
    )
    assert asked(text.replace("within: 5 h", "within: 5 h  time: 06:00"), "time_needed").startswith("48.2 h")


def test_who_lives_there_is_brought_out_where_the_plan_names_no_number():
    more = 'unit battalion "Battalion" { type: infantry  arrives: D  base: adeta  strength { from D = 40 persons  from D + 30 days = 160 persons } }\n'
    text = plan(more=more).replace("people: 120 persons  ", "")
    assert reads(text, "at(contingency.leave.passengers, D + 30 days)") == "160 persons"
    assert reads(text, "at(contingency.leave.time_needed, D)") == "3 h"
    assert reads(text, "at(contingency.leave.delivered, D + 30 days)") == "120 persons"


def test_lift_that_is_not_there_brings_nobody():
    text = plan(lift="period: D + 5 days .. D + 20 days")
    assert [reads(text, f"at(contingency.leave.delivered, D + {n} days)") for n in (4, 5, 20, 21)] == [
        "0 persons", "120 persons", "120 persons", "0 persons",
    ]  # fmt: skip


def test_of_several_places_the_farthest_counts():
    text = plan(more='location near "Near" { at: 2.00N 45.50E  opens: D }\n').replace(
        "covers: adeta", "covers: [near, adeta]"
    )
    assert asked(text, "pick_up") == "Adeta"
    unplaced = text.replace("at: 2.00N 45.50E  ", "")
    assert reads(unplaced, "given(contingency.leave.time_needed)") == "no"


@pytest.mark.parametrize(
    ("old", "what"),
    [
        ("approval: 0 min  ", "contingency.approval"),
        ("within: 8 h", "contingency.within"),
        ("notice: 30 min  loading", "lift.notice"),
        ("count: 2  ", "lift.count"),
        ("passengers: 20 persons  ", "lift.passengers"),
        ("speed: 220 km/h  ", "lift.speed"),
        ("lift: helicopters  ", "contingency.lift"),
        ("base: port  notice: 30 min  loading", "lift.base"),
    ],
)
def test_what_is_missing_is_asked_for_and_never_guessed(old, what):
    new = {"notice: 30 min  loading": "loading", "base: port  notice: 30 min  loading": "notice: 30 min  loading"}.get(
        old, ""
    )
    found = compiled(plan().replace(old, new), rules=True).findings
    open_ = [f.message for f in found if f.code == "RSK-006" and str(f.severity) == "not-assessable"]
    assert open_ == [f"`{what}` is not given (contingency.leave)"]


# --- Reinforcement ----------------------------------------------------------------------------------------------------


def test_a_reserve_brings_no_more_than_are_in_theatre():
    text = (
        FRAME
        + PLACES
        + TRACK
        + """unit reserve "Reserve" { type: reserve  strength: 80 persons  arrives: D + 10 days  base: port  notice: 1 h }
    contingency relief "Relief" { type: reinforcement  covers: adeta  uses: reserve  people: 100 persons  approval: 0 min  within: 8 h }
    """
    )
    assert reads(text, "at(contingency.relief.delivered, D + 9 days)") == "0 persons"
    assert reads(text, "at(contingency.relief.delivered, D + 10 days)") == "80 persons"
    seats = text.replace("people: 100", "people: 80").replace("base: port", "base: port  mobility: 50%")
    assert reads(seats, "at(contingency.relief.waves, D + 10 days)") == "6 h: 40 persons, 16 h: 40 persons"


# --- Laws over whole plans --------------------------------------------------------------------------------------------


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(st.integers(1, 4), st.integers(5, 40), st.sampled_from([110, 220, 440])), min_size=1, max_size=3
    ),
    st.integers(0, 300),
    st.integers(50, 600),
    st.integers(1, 20),
)
def test_a_plan_says_what_the_arithmetic_of_waves_says(lifts, people, far, within):
    text = (
        FRAME
        + PLACES
        + "".join(
            f"lift l{n} {{ mode: air  count: {count}  passengers: {seats} persons  speed: {speed} km/h  base: port  notice: {n} h }}\n"
            for n, (count, seats, speed) in enumerate(lifts)
        )
    )
    names = ", ".join(f"l{n}" for n in range(len(lifts)))
    text += (
        f"contingency c {{ type: evacuation  covers: adeta  destination: port  lift: [{names}]  distance: {far} km  "
        f"people: {people} persons  approval: 15 min  within: {within} h }}\n"
    )
    half = Fraction(1, 2)
    expected = waves(
        [
            Carrier(count, seats, Fraction(1, 4) + n, "goal", Fraction(1, 4), half, Fraction(far, speed))
            for n, (count, seats, speed) in enumerate(lifts)
        ],
        people,
    )
    assert value(text, "at(contingency.c.delivered, D)").number == landed(expected, within)


@settings(max_examples=25)
@given(st.integers(-200, 200), st.integers(0, 40), st.integers(0, 40))
def test_shifting_all_dates_shifts_the_answer(days, first, length):
    start = date(2026, 7, 1)

    def steps(begin: date) -> Steps:
        text = plan(lift=f"period: D + {first} days .. D + {first + length} days", contingency="escort: guard")
        return compiled(text.replace("D = 2026-07-01", f"D = {begin}")).plan.all("contingency")[0].delivered

    here, there = steps(start), steps(start + timedelta(days=days))
    assert there.values == here.values
    assert there.days == tuple(day + timedelta(days=days) for day in here.days)
