"""Movements leg by leg: how many loads, how many days on the way, how long in the queue, and when all are there.

A movement goes through its legs by the calendar: each leg waits until the one before it is unloaded; its loads come in
one after the other, as the lift allows; each place handles so much a day, first come, first served. So a queue at one
port delays what comes after it. Source: time-phased force deployment data (public glossaries, read); arithmetic.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple

from pkdsl.entities.force import Leg, Movement
from pkdsl.plan.facts import derives
from pkdsl.values import DAY, ConditionDate, Quantity, Steps, Unknown, given, unknown_of
from pkdsl.values.dates import ONE_DAY
from pkdsl.values.progress import Clock, by_day, on_days, worked_off
from pkdsl.values.queues import Handled, Load, filled, handle, in_rounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from pkdsl.entities.force import Lift
    from pkdsl.plan.plan import Plan
    from pkdsl.values.number import Number
    from pkdsl.values.value import Value

DIMENSIONS = (("passengers", "passengers"), ("cargo", "payload"), ("volume", "volume"), ("containers", "containers"))
"""What a movement has of each measure, and what one of its lift carries of it."""
CLOCK_ROUND = frozenset({"sea", "air"})
"""Modes on which the way takes distance by speed; on others each day brings one so far."""
DAYLIGHT = 12
"""Hours of a day in which aircraft without a turnaround of their own make their sorties."""
UNITS = {"passengers": "persons/day", "cargo": "t/day", "containers": "1/day", "stands": "h/day"}
"""What is counted in a day where something lands; `stands` are hours of aircraft on the ground."""
LAST_PLACE = 1_000_000
"""The priority of movements that have none."""


# --- One leg by itself -----------------------------------------------------------------------------------------------


@derives(Leg, "loads")
def loads(leg: Leg, plan: Plan) -> Value:
    """The most loads that any measure makes: passengers, cargo, volume or containers by what one of its lift carries."""
    lift, movement = leg.by, leg.parent
    if not given(lift):
        return 1
    needed = [1]
    for has, carries in DIMENSIONS:
        amount, capacity = getattr(movement, has), getattr(lift, carries)
        if given(amount) and given(capacity):
            needed.append(filled(amount, capacity))
    return max(needed)


@derives(Leg, "takes")
def takes(leg: Leg, plan: Plan) -> Value:
    """The days on the way from the day it leaves.

    On roads and rivers each day brings one as far as its route's `reach` of that day. By sea and air it is distance by
    speed, round the clock: by sea in whole days, by air on the same day if it takes less than one.
    """
    leaves = leg.leaves
    days = _way(leg, leaves, plan) if given(leaves) else None
    return plan.missing(leg, "via" if given(leaves) else "depart") if days is None else Quantity(days, DAY)


@derives(Leg, "vehicles")
def vehicles(leg: Leg, plan: Plan) -> Value:
    """Loads divided by the journeys that each can make up to the planned day of arrival, rounded up."""
    passage = _passage_of(leg, plan)
    return plan.missing(leg, "depart") if passage is None else passage.course.vehicles


@derives(Leg, "leaves")
def leaves(leg: Leg, plan: Plan) -> Value:
    """The later of the planned departure and the day on which the leg before it is through.

    A first leg without a departure leaves when the movement is available to load, or ready.
    """
    planned, before = _day(leg.depart), leg.previous
    if given(before):
        arrived = before.arrives
        return arrived if not given(arrived) else max(arrived, planned) if given(planned) else arrived
    start = next(filter(given, (planned, _day(leg.parent.available_to_load), _day(leg.parent.ready_to_load))), None)
    return plan.missing(leg, "depart") if start is None else start


@derives(Leg, "lands")
def lands(leg: Leg, plan: Plan) -> Value:
    """The day on which its last load comes in: the planned day, or later when way and lift need longer."""
    passage = _passage_of(leg, plan)
    return plan.missing(leg, "arrive") if passage is None else passage.lands


@derives(Leg, "unloading")
def unloading(leg: Leg, plan: Plan) -> Value:
    """The days after that of landing which one load takes at what the place handles in a day, with nobody before it."""
    passage = _passage_of(leg, plan)
    return plan.missing(leg, "arrive") if passage is None else Quantity(passage.unloading, DAY)


@derives(Leg, "queue")
def queue(leg: Leg, plan: Plan) -> Value:
    """The days between the last load's own unloading and the day on which all of it is through."""
    passage = _passage_of(leg, plan)
    if passage is None or passage.through is None:
        return plan.missing(leg, "arrive")
    return Quantity((passage.through - passage.lands).days - passage.unloading, DAY)


@derives(Leg, "arrives")
def arrives_of_leg(leg: Leg, plan: Plan) -> Value:
    """The day of landing, the days of unloading and those in the queue."""
    parts = [leg.lands, leg.unloading, leg.queue]
    if not all(map(given, parts)):
        return unknown_of(parts)
    landed, unloaded, queued = parts
    return landed + (unloaded.number + queued.number) * ONE_DAY


@derives(Leg, "frees")
def frees(leg: Leg, plan: Plan) -> Value:
    """The day on which the last of its vehicles is back where the leg began: after the last departure, one round."""
    passage = _passage_of(leg, plan)
    return plan.missing(leg, "arrive") if passage is None else passage.course.frees


@derives(Leg, "landing")
def landing(leg: Leg, plan: Plan) -> Value:
    """The passengers who are through on each day, in persons a day."""
    passage = _passage_of(leg, plan)
    if passage is None:
        return plan.missing(leg, "arrive")
    return on_days(passage.done.get("passengers", {}), plan.units.parse(UNITS["passengers"]))


@derives(Leg, "unloads")
def unloads(leg: Leg, plan: Plan) -> Value:
    """Of each measure that places count, what is through on each day: as much as is handled, from the day of landing."""
    passage = _passage_of(leg, plan)
    if passage is None:
        return plan.missing(leg, "arrive")
    return {measure: on_days(days, plan.units.parse(UNITS[measure])) for measure, days in passage.done.items()}


# --- All legs together -----------------------------------------------------------------------------------------------


class Passage(NamedTuple):
    """How a leg goes: when all of it is through (None: never), and what of each measure is done on which day."""

    lands: date
    course: _Course
    unloading: int
    through: date | None
    done: Mapping[str, Mapping[date, Fraction]]


def _passage_of(leg: Leg, plan: Plan) -> Passage | None:
    """How a leg goes; its own days are read beside, so that they count among what its figures are made of."""
    _ = (leg.depart, leg.arrive)
    return plan.memo(passages).get(leg)


class _Turn(NamedTuple):
    """The leg of a movement whose turn it is, by its place."""

    legs: tuple[Leg, ...]
    place: int


class _Course(NamedTuple):
    """How the loads of a leg follow one another: the days on which some come in, each with its share of all."""

    batches: tuple[tuple[date, Fraction], ...]
    vehicles: int
    frees: date


def passages(plan: Plan) -> Mapping[Leg, Passage]:
    """Send all movements through their legs, and the places where these land, in the order of the calendar."""
    flow = _Flow(plan)
    first = [load for movement in plan.all(Movement) for load in flow.start(_Turn(movement.legs, 0), None)]
    handle(first, flow.capacity, flow.onward)
    return flow.passages


class _Flow:
    """All movements on their way; `passages` fills as they come through."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.passages: dict[Leg, Passage] = {}
        self._courses: dict[Leg, _Course] = {}
        self._ends: dict[Leg, list[date | None]] = {}
        self._done: dict[Leg, dict[str, dict[date, Fraction]]] = {}
        self._capacities: dict[Value, Mapping[str, Steps[Number]]] = {}

    def start(self, turn: _Turn, ready: date | None) -> Iterator[Load[_Turn]]:
        """The loads of a leg that can begin on the day `ready`; none when it cannot be told when it begins."""
        if turn.place == len(turn.legs):
            return
        leg = turn.legs[turn.place]
        begins = _begins(leg, ready)
        course = None if begins is None else _course(leg, begins, self.plan)
        if course is None:
            return
        self._courses[leg], self._ends[leg], self._done[leg] = course, [], {}
        rank = leg.parent.priority if given(leg.parent.priority) else LAST_PLACE
        for number, (day, share) in enumerate(course.batches):
            order = (rank, self.plan.path_of(leg.parent), turn.place, number)
            amounts = {measure: amount * share for measure, amount in _amounts(leg, self.plan).items()}
            yield Load(day, order, self._station(leg), amounts, turn)

    def onward(self, load: Load[_Turn], handled: Handled) -> Iterator[Load[_Turn]]:
        """A load is through; with the last of a leg, the next one begins."""
        legs, place = load.item
        leg = legs[place]
        self._count(leg, load, handled)
        ends = self._ends[leg]
        ends.append(handled.through)
        if len(ends) < len(self._courses[leg].batches):
            return
        known = [day for day in ends if day is not None]
        through = max(known) if len(known) == len(ends) else None
        self.passages[leg] = self._passage(leg, through)
        if through is not None:
            yield from self.start(_Turn(legs, place + 1), through)

    def _count(self, leg: Leg, load: Load[_Turn], handled: Handled) -> None:
        """What of a load is through on which day: as it is handled; where nothing limits that, on the day it comes in."""
        for measure, amount in load.amounts.items():
            done, began = self._done[leg].setdefault(measure, {}), handled.begun.get(measure)
            days: Iterable[tuple[date, Number]] = [(load.day, amount)]
            if began is not None:
                rate = self.capacity(load.station)[measure]
                days = by_day(amount, rate, began, handled.through or load.day)
            for day, some in days:
                done[day] = done.get(day, Fraction(0)) + some

    def _passage(self, leg: Leg, through: date | None) -> Passage:
        course = self._courses[leg]
        landed = course.batches[-1][0]
        return Passage(landed, course, self._unloading(leg, landed), through, self._done[leg])

    def _unloading(self, leg: Leg, landed: date) -> int:
        """The days that one load of a leg takes alone."""
        capacity = self.capacity(self._station(leg))
        alone = [
            worked_off(amount / leg.loads, capacity[measure], Clock(landed))
            for measure, amount in _amounts(leg, self.plan).items()
            if measure in capacity
        ]
        return max(((clock.day - landed).days for clock in alone if clock is not None), default=0)

    def _station(self, leg: Leg) -> Value:
        return (leg.destination, leg.means)

    def capacity(self, station: Value) -> Mapping[str, Steps[Number]]:
        """What a place handles in a day of what comes in by one mode, by measure; no word about one means no limit."""
        found = self._capacities.get(station)
        if found is None:
            found = self._capacities[station] = _capacity(station[0], station[1], self.plan)
        return found


def _begins(leg: Leg, ready: date | None) -> date | None:
    """As `leaves` says, before there is a passage: the planned day, or the day on which what comes before is through."""
    planned = _day(leg.depart)
    if ready is not None:
        return max(ready, planned) if given(planned) else ready
    movement = leg.parent
    return next(filter(given, (planned, _day(movement.available_to_load), _day(movement.ready_to_load))), None)


def _course(leg: Leg, begins: date, plan: Plan) -> _Course | None:
    """How the loads follow one another: as many at once as the plan's day of arrival asks for and the lift has."""
    planned = _day(leg.arrive)
    way = _way(leg, begins, plan)
    if way is None:
        way = _planned_way(leg, begins, planned, plan)
    if way is None:
        return None
    every, total = _interval(leg, way, plan), leg.loads
    room = (planned - begins).days - way if given(planned) else None
    limit = _usable(leg, total)
    asked = limit if room is None or room < 0 else -(-total // ceil((room + 1) / every))
    rounds = in_rounds(total, min(asked, limit), every)
    if not rounds:
        return None
    last_round = rounds[-1][0]
    first, last = begins + way * ONE_DAY, begins + (way + last_round) * ONE_DAY
    if given(planned) and planned > last:
        first, last = first + (planned - last), planned
    frees = max(last, begins + (last_round + ceil(every) - 1) * ONE_DAY)
    return _Course(
        tuple((first + day * ONE_DAY, Fraction(some, total)) for day, some in rounds), min(asked, total), frees
    )


def _planned_way(leg: Leg, begins: date, planned: Value, plan: Plan) -> int | None:
    """Where nothing tells the days on the way: none for lift that goes daily, else those that the plan gives it."""
    if not given(planned):
        return None
    left = _day(leg.depart) if given(leg.depart) else begins
    return 0 if _interval(leg, 0, plan) < 1 else max((planned - left).days, 0)


def _way(leg: Leg, begins: date, plan: Plan) -> int | None:
    """The days on the way of one load that leaves on a day; None where distance or speed is not known."""
    if leg.means in CLOCK_ROUND:
        far, speed = leg.distance, _speed(leg)
        if not given(far) or not given(speed):
            return None
        days = _in(far, "km", plan) / (_in(speed, "km/h", plan) * 24)
        return floor(days) if leg.means == "air" else ceil(days)
    clock: Clock | None = Clock(begins)
    for route in leg.routes:
        reach, length = route.reach, route.length
        if clock is None or not given(reach) or not given(length):
            return None
        clock = worked_off(_in(length, "km", plan), reach.map(lambda far: _in(far, "km/day", plan)), clock)
    return None if clock is None or clock == Clock(begins) else (clock.day - begins).days + 1


def _speed(leg: Leg) -> Value:
    """That of its lift, else of its slowest route."""
    if given(leg.by) and given(leg.by.speed):
        return leg.by.speed
    speeds = [route.speed for route in leg.routes]
    return (
        min(speeds, key=lambda speed: speed.number * speed.unit.factor)
        if speeds and all(map(given, speeds))
        else Unknown(())
    )


def _interval(leg: Leg, way: int, plan: Plan) -> Fraction:
    """Days between two departures of one vehicle: by `sorties`; else its turnaround, but at least there and back."""
    lift = leg.by
    if given(lift) and given(lift.sorties) and lift.sorties.number > 0:
        return 1 / _in(lift.sorties, "1/day", plan)
    turnaround = lift.turnaround if given(lift) else lift
    own = _in(turnaround, "day", plan) if isinstance(turnaround, Quantity) else Fraction(0)
    return max(own, Fraction(2 * way)) or Fraction(1)


def _usable(leg: Leg, total: int) -> int:
    """How many of its lift can go at once; all that it needs where that is not said."""
    usable: Value = leg.by.usable if given(leg.by) else leg.by
    return usable if given(usable) and usable else total


def _amounts(leg: Leg, plan: Plan) -> Mapping[str, Fraction]:
    """What a leg brings of each measure that a place counts; for what comes by air also hours on a stand."""
    movement = leg.parent
    amounts: dict[str, Fraction] = {}
    if given(movement.passengers):
        amounts["passengers"] = _in(movement.passengers, "persons", plan)
    if given(movement.cargo):
        amounts["cargo"] = _in(movement.cargo, "t", plan)
    if given(movement.containers):
        amounts["containers"] = Fraction(movement.containers)
    if leg.means == "air" and given(leg.by):
        amounts["stands"] = leg.loads * _stand_hours(leg.by, plan)
    return amounts


def _stand_hours(lift: Lift, plan: Plan) -> Fraction:
    """How long an aircraft stands: its turnaround if that is less than a day, else its part of the hours of daylight."""
    turnaround = lift.turnaround
    if isinstance(turnaround, Quantity) and _in(turnaround, "day", plan) < 1:
        return _in(turnaround, "h", plan)
    return (
        DAYLIGHT / _in(lift.sorties, "1/day", plan) if given(lift.sorties) and lift.sorties.number > 0 else Fraction(0)
    )


def _capacity(place: Value, means: Value, plan: Plan) -> Mapping[str, Steps[Number]]:
    """What a place handles in a day of what comes in by one mode, as numbers in the units of `_amounts`."""
    found = place.handles.get(means, {}) if given(place) else {}
    return {
        measure: steps.map(lambda one, unit=UNITS[measure]: _in(one, unit, plan)) for measure, steps in found.items()
    }


def _day(value: Value) -> Value:
    """A planned date as a day."""
    return value.date if isinstance(value, ConditionDate) else value


def _in(value: Quantity, unit: str, plan: Plan) -> Fraction:
    """The number of an amount in a unit."""
    return Fraction(value.number_in(plan.units.parse(unit)))
