"""When movements are there: at their end, with their unit's equipment, and what comes in at each place.

Source: arithmetic; what a place handles in a day, first come, first served.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.entities.force import Leg, Movement, Unit
from pkdsl.entities.places import Location
from pkdsl.plan.facts import derives
from pkdsl.values import DAY, ConditionDate, Period, Quantity, Steps, given, unknown_of
from pkdsl.values.functions import FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value


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
    """Required day minus day of arrival; below nought it is late.

    The people of a unit that deploys are required, besides, on the day from which the unit counts.
    """
    required, arrived = [_day(movement.required_by)], movement.arrives
    if movement.purpose == "deployment" and _brings(movement, "personnel") and given(movement.unit):
        required.append(_day(movement.unit.arrives))
    days = [day for day in required if given(day)]
    if not days or not given(arrived):
        return unknown_of((*required, arrived))
    return Quantity((min(days) - arrived).days, DAY)


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
    for leg in plan.memo(_by_place).get(location, ()):
        if given(leg.landing):
            yield leg.landing
    for body in plan.all(Unit):
        base = body.base
        if not given(base) or location not in base.values:
            continue
        day, strength = _day(body.arrives), body.strength
        if not given(day) or not given(strength) or base.at(day) is not location:
            continue
        if not any(m.legs and _brings(m, "personnel") for m in plan.memo(_by_unit).get(body, ())):
            people = strength.at(day)
            if given(people):
                yield Steps.always(Quantity(0, unit)).during(Period(day, day), Quantity(people.number, unit))


@derives(Location, "unloads")
def unloads(location: Location, plan: Plan) -> Value:
    """The sum over the legs that end there by a mode, of each measure that such a place counts."""
    found: dict[str, dict[str, Value]] = {}
    for leg in plan.memo(_by_place).get(location, ()):
        if given(leg.means) and given(leg.unloads):
            mine = found.setdefault(leg.means, {})
            for measure, days in leg.unloads.items():
                mine[measure] = FUNCTIONS["sum"]((mine[measure], days)) if measure in mine else days
    return found


def _by_unit(plan: Plan) -> Mapping[Unit, list[Movement]]:
    """The movements of each unit."""
    found: dict[Unit, list[Movement]] = {}
    for movement in plan.all(Movement):
        if given(movement.unit):
            found.setdefault(movement.unit, []).append(movement)
    return found


def _by_place(plan: Plan) -> Mapping[Location, list[Leg]]:
    """The legs that end at each place."""
    found: dict[Location, list[Leg]] = {}
    for leg in plan.all(Leg):
        if given(leg.destination):
            found.setdefault(leg.destination, []).append(leg)
    return found


def _day(value: Value) -> Value:
    """A planned date as a day."""
    return value.date if isinstance(value, ConditionDate) else value


def _brings(movement: Movement, what: str) -> bool:
    """Whether a movement into the mission carries people, or equipment; one that does not say carries both."""
    into = not given(movement.purpose) or movement.purpose in {"deployment", "rotation"}
    return into and (not given(movement.carries) or what in movement.carries)
