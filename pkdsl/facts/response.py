"""How long whoever answers a threat takes to get there: notice, and the quickest way by land or water.

Source: arithmetic: notice, and distance over speed.
"""

from __future__ import annotations

from fractions import Fraction
from heapq import heappop, heappush
from itertools import count
from typing import TYPE_CHECKING

from pkdsl.entities.assessment import PopulationGroup, Threat
from pkdsl.entities.places import Area, Location, Route
from pkdsl.plan.facts import derives
from pkdsl.values import Quantity, Steps, Unknown, given
from pkdsl.values.operators import binary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value

MODES = frozenset({"road", "river", "rail"})
"""The modes by which a unit goes where it is needed at once; an aircraft or ship is planned as a movement."""


@derives(Threat, "response_time")
def response_time(threat: Threat, plan: Plan) -> Value:
    """The responder's notice + the quickest way from its base to the farthest of the places that the threat covers.

    Each route takes its length ÷ its speed, where it gives none its length ÷ its daily distance. A group of people is
    where it lives; an area is reached when each of its locations is. Where the responder moves, the worst base counts.
    """
    unit = threat.responder
    if not given(unit):
        return unit
    for value in (unit.notice, unit.base):
        if not given(value):
            return value
    goals = [goal for place in _some(threat.covers) for goal in _goals(place, plan)]
    bases = [base for base in unit.base.values if given(base)] if isinstance(unit.base, Steps) else []
    travels = [_travel(base, goals, plan) for base in bases]
    known = [travel for travel in travels if travel is not None]
    if not goals or not known or len(known) < len(travels):
        return Unknown(())
    return binary("+", unit.notice, Quantity(max(known), plan.units.parse("h")))


def _goals(place: Value, plan: Plan) -> Iterable[Location]:
    """The locations that must be reached for a place or a group of people."""
    if isinstance(place, Location):
        return (place,)
    if isinstance(place, Route):
        return tuple(_some((place.origin, place.destination)))
    if isinstance(place, PopulationGroup):
        return (place.at,) if given(place.at) else _goals_of_areas(_some(place.area), plan)
    return _goals_of_areas((place,), plan)


def _goals_of_areas(areas: Iterable[Value], plan: Plan) -> tuple[Location, ...]:
    wanted = {area for area in areas if isinstance(area, Area)}
    return tuple(place for place in plan.all(Location) if wanted & set(_some(place.area)))


def _travel(base: Location, goals: Iterable[Location], plan: Plan) -> Fraction | None:
    """Hours from a base to the farthest of some places, each by its quickest way; None where there is none."""
    ways, left = plan.memo(_ways), set(goals)
    order = count()
    waiting: list[tuple[Fraction, int, Location]] = [(Fraction(0), next(order), base)]
    done: set[Location] = set()
    while waiting:
        hours, _, here = heappop(waiting)
        if here in done:
            continue
        done.add(here)
        left.discard(here)
        if not left:
            return hours
        for there, takes in ways.get(here, ()):
            heappush(waiting, (hours + takes, next(order), there))
    return None


def _ways(plan: Plan) -> Mapping[Location, list[tuple[Location, Fraction]]]:
    """Neighbouring places, and the hours to each, in both directions."""
    found: dict[Location, list[tuple[Location, Fraction]]] = {}
    for route, hours in _timed(plan):
        found.setdefault(route.origin, []).append((route.destination, hours))
        found.setdefault(route.destination, []).append((route.origin, hours))
    return found


def _timed(plan: Plan) -> Iterator[tuple[Route, Fraction]]:
    hour = plan.units.parse("h")
    for route in plan.all(Route):
        speed = route.speed if given(route.speed) else route.daily_distance
        ends = (route.origin, route.destination)
        if route.mode in MODES and given(speed) and speed.number and all(map(given, (*ends, route.length))):
            takes = binary("/", route.length, speed)
            yield route, Fraction(takes.number) * takes.unit.factor / hour.factor


def _some(values: Value) -> tuple[Value, ...]:
    """The members of a list that may not be given."""
    return tuple(value for value in values if given(value)) if given(values) else ()
