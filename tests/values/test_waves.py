"""Waves of lift, held against a calendar that is walked minute by minute."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice, takewhile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkdsl.values.waves import Carrier, Light, Wave, arrival, landed, landings, more, reach, waves

DAY = 1440
HORIZON = 3 * DAY
"""How many minutes are walked."""


def hours(minutes: int) -> Fraction:
    return Fraction(minutes, 60)


@st.composite
def carriers(draw: st.DrawFn) -> Carrier:
    """Vehicles whose times are whole minutes."""
    minutes = st.integers(1, 600)
    light = draw(st.none() | st.tuples(st.integers(0, DAY - 1), st.integers(300, DAY - 1)))
    stand = draw(st.sampled_from(["start", "goal", "elsewhere"]))
    return Carrier(
        vehicles=draw(st.integers(1, 4)),
        seats=draw(st.integers(1, 30)),
        ready=hours(draw(st.integers(0, 600))),
        stand=hours(draw(minutes)) if stand == "elsewhere" else stand,
        gathered=hours(draw(st.integers(0, 600))),
        loading=hours(draw(st.integers(0, 120))),
        way=hours(draw(minutes)),
        every=hours(draw(st.integers(0, 900))),
        a_day=draw(st.none() | st.sampled_from([Fraction(1), Fraction(2), Fraction(3), Fraction(1, 2)])),
        light=None if light is None else Light(hours(light[0]), hours(light[1])),
        halts=draw(st.booleans()),
    )


# --- The minute by minute walk ----------------------------------------------------------------------------------------


class Walk:
    """One vehicle, minute by minute; knows nothing of the arithmetic it is held against."""

    def __init__(self, carrier: Carrier) -> None:
        self.carrier = carrier
        self.departures: list[int] = []
        light = carrier.light
        begins, lasts = (0, DAY) if light is None else (int(light.begins * 60), int(light.lasts * 60))
        self.lit = [(minute - begins) % DAY < lasts for minute in range(HORIZON + 2 * DAY)]

    def gone(self, minute: int, way: int) -> tuple[int, int] | None:
        """From a minute on, a way of so many: when it sets out and when it is there; None after the horizon."""
        if self.carrier.halts:
            departs = self.lit.index(True, minute)
            minute = departs
            while way and minute < HORIZON:
                way -= self.lit[minute]
                minute += 1
            return None if way else (departs, minute)
        while minute < HORIZON:
            if all(self.lit[minute : minute + way]):
                return minute, minute + way
            minute += 1
        return None

    def may_leave(self, minute: int) -> int:
        """The first minute from which on the crew may set out again."""
        carrier, made = self.carrier, len(self.departures)
        if made:
            minute = max(minute, self.departures[-1] + int(carrier.every * 60))
        if made and carrier.a_day is not None:
            days = 0
            while (days + 1) * carrier.a_day <= made:
                days += 1
            minute = max(minute, self.departures[0] + days * DAY)
        return minute

    def landings(self) -> list[int]:
        carrier = self.carrier
        way, loading, gathered = (int(value * 60) for value in (carrier.way, carrier.loading, carrier.gathered))
        minute = int(carrier.ready * 60)
        if carrier.stand == "start":
            minute = max(minute, gathered)
        else:
            out = self.gone(minute, way if carrier.stand == "goal" else int(carrier.stand * 60))
            if out is None:
                return []
            minute = max(out[1], gathered) + loading
        found: list[int] = []
        while True:
            there = self.gone(self.may_leave(minute), way)
            if there is None or there[1] > HORIZON:
                return found
            self.departures.append(there[0])
            found.append(there[1])
            back = self.gone(there[1], way)
            if back is None:
                return found
            minute = back[1] + loading


@given(carriers())
def test_a_vehicle_lands_when_one_that_is_walked_minute_by_minute_does(carrier):
    found = [int(hour * 60) for hour in takewhile(lambda hour: hour * 60 <= HORIZON, islice(landings(carrier), 10_000))]
    assert found == Walk(carrier).landings()


@given(st.lists(carriers(), min_size=1, max_size=3), st.integers(0, 400))
def test_people_land_as_the_seats_of_all_vehicles_do(some, people):
    seats = sorted(
        (minute, carrier.vehicles * carrier.seats) for carrier in some for minute in Walk(carrier).landings()
    )
    found = waves(some, people)
    for hour in range(0, HORIZON // 60, 7):
        expected = min(people, sum(seat for minute, seat in seats if minute <= hour * 60))
        assert landed(found, hour) == expected
    assert sum(wave.people for wave in found) <= people
    assert [wave.hour for wave in found] == sorted({wave.hour for wave in found})


# --- What a planner takes for granted ---------------------------------------------------------------------------------


@given(st.lists(carriers(), min_size=1, max_size=3), carriers(), st.integers(0, 400), st.integers(0, 96))
def test_more_lift_never_brings_fewer(some, another, people, hour):
    assert landed(waves([*some, another], people), hour) >= landed(waves(some, people), hour)


@given(st.lists(carriers(), min_size=1, max_size=3), st.integers(0, 400), st.integers(1, 100))
def test_more_people_are_never_through_earlier(some, people, extra):
    few, many = waves(some, people), waves(some, people + extra)
    if sum(wave.people for wave in many) == people + extra and few:
        assert many[-1].hour >= few[-1].hour


@given(st.lists(carriers(), min_size=1, max_size=3), st.integers(1, 400), st.integers(0, 96))
def test_so_many_more_vehicles_do_it_and_one_fewer_does_not(some, people, hour):
    late = people - landed(waves(some, people), hour)
    count = more(some[0], late, hour)
    if not late or count is None:
        return
    extra = [some[0]._replace(vehicles=vehicles) for vehicles in (count, count - 1)]
    assert landed(waves([*some, extra[0]], people), hour) == people
    assert landed(waves([*some, extra[1]], people), hour) < people


@given(st.lists(carriers(), min_size=1, max_size=2), st.integers(1, 200), st.integers(0, 96), st.integers(1, 60))
def test_the_longest_way_is_found_as_by_trying_them_all(some, people, hour, length):
    tried = [
        far
        for far in range(length + 1)
        if landed(waves([one.nearer(Fraction(far, length)) for one in some], people), hour) >= people
    ]
    assert reach(some, people, hour, length) == (max(tried) if tried else None)


# --- Cases worked by hand ---------------------------------------------------------------------------------------------

HELICOPTERS = Carrier(
    vehicles=3,
    seats=20,
    ready=Fraction(1, 2),
    stand="start",
    gathered=Fraction(0),
    loading=Fraction(1, 2),
    way=Fraction(300, 220),
)


def test_t35_sixty_land_after_1_86_hours_and_sixty_after_5_09():
    found = waves([HELICOPTERS], 120)
    assert [(round(float(wave.hour), 2), wave.people) for wave in found] == [(1.86, 60), (5.09, 60)]
    assert round(float(found[1].hour - found[0].hour), 2) == 3.23
    assert landed(found, 4) == 60
    assert more(HELICOPTERS, 60, 4) == 3
    assert reach([HELICOPTERS], 120, 4, 300) == 220


@pytest.mark.parametrize(
    ("stand", "first"), [("start", Fraction(4)), ("goal", Fraction(8)), (Fraction(2), Fraction(7))]
)
def test_who_has_to_come_first_loads_when_there(stand, first):
    one = Carrier(1, 10, Fraction(1), stand, Fraction(0), Fraction(1), Fraction(3))
    assert next(landings(one)) == first
    assert arrival(one) == {"start": 1, "goal": 4}.get(stand, 3)


def test_whoever_is_not_yet_gathered_is_waited_for():
    one = Carrier(1, 10, Fraction(1), "start", Fraction(5), Fraction(1), Fraction(3))
    assert next(landings(one)) == 8


def test_an_aircraft_stays_down_at_night_and_a_truck_goes_on_in_the_morning():
    night_first = Light(begins=Fraction(12), lasts=Fraction(12))
    plane = Carrier(1, 10, Fraction(0), "start", Fraction(0), Fraction(1), Fraction(7), light=night_first)
    assert list(islice(landings(plane), 2)) == [19, 19 + 48]
    truck = plane._replace(halts=True)
    assert list(islice(landings(truck), 2)) == [19, 46]
    assert list(landings(plane._replace(way=Fraction(13)))) == []


def test_a_slow_vehicle_is_not_sent_for_those_whom_a_fast_one_fetches():
    slow = Carrier(1, 100, Fraction(0), "start", Fraction(0), Fraction(0), Fraction(50))
    assert waves([HELICOPTERS, slow], 120) == waves([HELICOPTERS], 120)


def test_no_seats_bring_nobody_and_nobody_needs_no_wave():
    assert waves([HELICOPTERS._replace(vehicles=0)], 120) == ()
    assert waves([HELICOPTERS], 0) == ()
    assert waves([HELICOPTERS._replace(way=Fraction(0), loading=Fraction(0))], 120) == (Wave(Fraction(1, 2), 120),)
