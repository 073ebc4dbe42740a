"""Movements leg by leg: how many loads, how many days on the way, how long in the queue, and when all are there.

A movement is sent through its legs in the order of a calendar: each leg waits until the one before it is unloaded; its
loads come in one after the other, as the lift allows; where they land, each place handles so much a day, first come,
first served. So a queue at one port delays what comes after it, and whoever meets it there.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple

from pkdsl.entities.force import Leg, Lift, Movement, Unit
from pkdsl.entities.places import Location, Route
from pkdsl.plan.facts import derives
from pkdsl.values import DAY, KM, NO_UNIT, ConditionDate, Period, Quantity, Steps, Unknown, geodesic, given, unknown_of
from pkdsl.values.dates import ONE_DAY
from pkdsl.values.progress import Clock, worked_off
from pkdsl.values.queues import Load, handle

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pkdsl.plan.plan import Plan
    from pkdsl.values.number import Number
    from pkdsl.values.value import Value

DIMENSIONS = (
    ("passengers", "passengers"),
    ("cargo", "payload"),
    ("volume", "volume"),
    ("containers", "containers"),
)
"""What a movement has of each measure, and what one of its lift carries of it."""
CLOCK_ROUND = frozenset({"sea", "air"})
"""Modes on which the way takes distance by speed; on others each day brings one so far."""
DAYLIGHT, WHOLE_DAY = 12, 24
"""Hours in which an airfield works on aircraft, without lights and with them."""
LAST_PLACE = 1_000_000
"""The place in the order of movements of one that has no priority."""


# --- One leg by itself -----------------------------------------------------------------------------------------------


@derives(Leg, "previous")
def previous(leg: Leg, plan: Plan) -> Value:
    """The leg that stands before it in its movement; unknown for the first."""
    legs = leg.parent.legs
    place = legs.index(leg)
    return legs[place - 1] if place else Unknown(())


@derives(Leg, "distance")
def distance(leg: Leg, plan: Plan) -> Value:
    """The sum of the lengths of its routes; by air without a route, the great circle between its ends."""
    routes = _routes(leg, plan)
    if routes:
        lengths = [route.length for route in routes]
        return Quantity(sum(_number(one, KM) for one in lengths), KM) if all(map(given, lengths)) else unknown_of(lengths)
    ends = [place.at for place in (leg.origin, leg.destination) if given(place)]
    if _mode(leg) == "air" and len(ends) > 1 and all(map(given, ends)):
        return geodesic(*ends)
    return plan.missing(leg, "via")


@derives(Leg, "loads")
def loads(leg: Leg, plan: Plan) -> Value:
    """The most loads that any measure makes: passengers, cargo, volume or containers by what one of its lift carries."""
    lift, movement = leg.by, leg.parent
    if not given(lift):
        return 1
    needed = [1]
    for has, carries in DIMENSIONS:
        amount, capacity = getattr(movement, has), getattr(lift, carries)
        if given(amount) and given(capacity) and _positive(capacity):
            needed.append(ceil(_ratio(amount, capacity)))
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
    passage = plan.memo(passages).get(leg)
    return plan.missing(leg, "depart") if passage is None else passage.vehicles


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
    passage = plan.memo(passages).get(leg)
    return plan.missing(leg, "arrive") if passage is None else passage.lands


@derives(Leg, "unloading")
def unloading(leg: Leg, plan: Plan) -> Value:
    """The days after that of landing which one load takes at what the place handles in a day, with nobody before it."""
    passage = plan.memo(passages).get(leg)
    return plan.missing(leg, "arrive") if passage is None else Quantity(passage.unloading, DAY)


@derives(Leg, "queue")
def queue(leg: Leg, plan: Plan) -> Value:
    """The days between the last load's own unloading and the day on which all of it is through."""
    passage = plan.memo(passages).get(leg)
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


@derives(Leg, "landing")
def landing(leg: Leg, plan: Plan) -> Value:
    """The passengers who are through on each day, in persons a day."""
    passage = plan.memo(passages).get(leg)
    if passage is None:
        return plan.missing(leg, "arrive")
    unit = plan.units.parse("persons/day")
    result: Steps[Quantity] = Steps.always(Quantity(0, unit))
    for day, persons in sorted(passage.people.items()):
        result = result.during(Period(day, day), Quantity(persons, unit))
    return result


# --- Movements, units, lift ------------------------------------------------------------------------------------------


@derives(Movement, "leaves")
def leaves_of_movement(movement: Movement, plan: Plan) -> Value:
    """The day on which its first leg begins."""
    legs = movement.legs
    return legs[0].leaves if legs else plan.missing(movement, "leg")


@derives(Movement, "arrives")
def arrives(movement: Movement, plan: Plan) -> Value:
    """The day on which its last leg is through; without legs its latest arrival, where it ends at that port."""
    legs = movement.legs
    if legs:
        return legs[-1].arrives
    end, port = movement.destination, movement.debarkation
    ends_there = not given(end) or (given(port) and port is end)
    latest = _day(movement.latest_arrival)
    return latest if ends_there and given(latest) else plan.missing(movement, "leg")


@derives(Movement, "slack")
def slack(movement: Movement, plan: Plan) -> Value:
    """Required day minus day of arrival; below nought it is late."""
    required, arrived = _day(movement.required_by), movement.arrives
    if not given(required) or not given(arrived):
        return unknown_of((required, arrived))
    return Quantity((required - arrived).days, DAY)


@derives(Movement, "queue")
def queue_of_movement(movement: Movement, plan: Plan) -> Value:
    """The days that its legs wait in queues, together."""
    waits = [leg.queue for leg in movement.legs]
    if not waits or not all(map(given, waits)):
        return unknown_of(waits) if waits else plan.missing(movement, "leg")
    return Quantity(sum(wait.number for wait in waits), DAY)


@derives(Unit, "equipment_arrives")
def equipment_arrives(unit: Unit, plan: Plan) -> Value:
    """The day on which the last movement with its own equipment is there: movements out of the mission left aside."""
    days = [movement.arrives for movement in plan.memo(_by_unit).get(unit, ()) if _brings(movement, "coe")]
    if not days or not all(map(given, days)):
        return unknown_of(days)
    return max(days)


@derives(Lift, "usable")
def usable(lift: Lift, plan: Plan) -> Value:
    """Count times availability, in whole ones; of those that there are, at least one."""
    if not given(lift.count):
        return lift.count
    share = lift.availability.number_in(NO_UNIT) if given(lift.availability) else 1
    return max(floor(lift.count * share), min(lift.count, 1))


@derives(Lift, "used")
def used(lift: Lift, plan: Plan) -> Value:
    """For each leg that it carries, the vehicles that go at once, from departure until the last is back for the next."""
    result: Steps[int] = Steps.always(0)
    for passage in plan.memo(passages).values():
        if passage.lift is lift:
            busy = Steps.of(0, [(passage.leaves, passage.vehicles), (passage.back + ONE_DAY, 0)])
            result = result.merge(busy, lambda total, more: total + more)
    return result


@derives(Location, "arrivals")
def arrivals(location: Location, plan: Plan) -> Value:
    """The passengers of legs that end there, on the days on which they are through; and units that come without legs.

    A unit none of whose movements has legs with passengers comes to its base on the day it arrives, all at once.
    """
    unit = plan.units.parse("persons/day")
    result: Steps[Quantity] = Steps.always(Quantity(0, unit))
    for coming in _coming(location, plan):
        result = result.merge(coming, lambda total, more: Quantity(total.number + more.number, unit))
    return result


def _coming(location: Location, plan: Plan) -> Iterator[Steps[Quantity]]:
    unit = plan.units.parse("persons/day")
    for leg in plan.memo(passages):
        if leg.destination is location:
            yield leg.landing
    for body in plan.all(Unit):
        day, strength, base = _day(body.arrives), body.strength, body.base
        if not given(day) or not given(strength) or not given(base) or base.at(day) is not location:
            continue
        if not any(m.legs and _brings(m, "personnel") for m in plan.memo(_by_unit).get(body, ())):
            people = strength.at(day)
            if given(people):
                yield Steps.always(Quantity(0, unit)).during(Period(day, day), Quantity(people.number, unit))


def _by_unit(plan: Plan) -> Mapping[Unit, list[Movement]]:
    """The movements of each unit."""
    found: dict[Unit, list[Movement]] = {}
    for movement in plan.all(Movement):
        if given(movement.unit):
            found.setdefault(movement.unit, []).append(movement)
    return found


def _brings(movement: Movement, what: str) -> bool:
    """Whether a movement into the mission carries people, or equipment; one that does not say carries both."""
    into = not given(movement.purpose) or movement.purpose in {"deployment", "rotation"}
    return into and (not given(movement.carries) or what in movement.carries)
