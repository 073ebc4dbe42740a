"""Whom a contingency brings, from where to where.

An evacuation brings people from the places that it covers to its destination; a reinforcement brings the units that it
uses from their bases to its destination, else to the place that it covers. Where there are several, everybody counts as
on the longest way.

Source: what the plan says; great circles on the ellipsoid (geographiclib).
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from pkdsl.entities.assessment import PopulationGroup
from pkdsl.entities.force import Unit
from pkdsl.entities.places import Area, Location
from pkdsl.entities.risk import Contingency
from pkdsl.plan.facts import derives
from pkdsl.values import Period, geodesic, given, unknown_of
from pkdsl.values.functions import FUNCTIONS
from pkdsl.values.sweep import On, swept

if TYPE_CHECKING:
    from collections.abc import Callable

    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value


class Ends(NamedTuple):
    """Where people wait, and where they are brought; unknown where the plan does not say."""

    start: Value
    goal: Value

    @property
    def apart(self) -> Value:
        """The great circle between both."""
        positions = [place.at if given(place) else place for place in self]
        return geodesic(*positions) if all(map(given, positions)) else unknown_of(positions)


@derives(Contingency, "reserves")
def reserves(contingency: Contingency, plan: Plan) -> Value:
    """The units in `uses`, its escort left out; none, where it is no reinforcement."""
    if not given(contingency.type) or contingency.type != "reinforcement":
        return ()
    escort = _some(contingency.escort)
    return tuple(thing for thing in _some(contingency.uses) if isinstance(thing, Unit) and thing not in escort)


@derives(Contingency, "passengers")
def passengers(contingency: Contingency, plan: Plan) -> Value:
    """`people`; else the strength of the units that reinforce, or all who live at the places that are left."""
    if given(contingency.people):
        return contingency.people
    if given(contingency.type) and contingency.type == "reinforcement":
        groups: list[Value] = [unit.deployed for unit in contingency.reserves]
    else:
        groups = [
            thing.count if isinstance(thing, PopulationGroup) else place.occupants
            for thing in _some(contingency.covers)
            for place in _places(thing, plan)
        ]
    return FUNCTIONS["sum"](tuple(groups)) if groups else plan.missing(contingency, "people")


@derives(Contingency, "pick_up")
def pick_up(contingency: Contingency, plan: Plan) -> Value:
    """Of the pairs of a place to leave and a place to reach, the first place of the pair that is farthest apart."""
    return _over_its_life(contingency, lambda on: _ends(contingency, on, plan).start)


@derives(Contingency, "goal")
def goal(contingency: Contingency, plan: Plan) -> Value:
    """The second place of that pair."""
    return _over_its_life(contingency, lambda on: _ends(contingency, on, plan).goal)


@derives(Contingency, "way")
def way(contingency: Contingency, plan: Plan) -> Value:
    """`distance`; else the great circle from where people wait to where they are brought."""
    if given(contingency.distance):
        return contingency.distance
    return _over_its_life(contingency, lambda on: _ends(contingency, on, plan).apart)


def _over_its_life(contingency: Contingency, compute: Callable[[On], Value]) -> Value:
    life = contingency.life
    if not isinstance(life, Period):
        return life
    result = swept(life, compute)
    return result if result.days or given(result.before) else result.before


def _ends(contingency: Contingency, on: On, plan: Plan) -> Ends:
    """From where to where on a day; of several places, the two that are farthest apart."""
    starts, goals = _starts(contingency, on, plan), _goals(contingency, plan)
    pairs = [Ends(*pair) for pair in product(dict.fromkeys(starts), dict.fromkeys(goals))]
    known = [pair for pair in pairs if given(pair.apart)]
    if len(known) < len(pairs) > 1:
        return Ends(*[unknown_of(pair.apart for pair in pairs)] * 2)
    return max(known, key=lambda pair: Fraction(pair.apart.number)) if len(pairs) > 1 else pairs[0]


def _starts(contingency: Contingency, on: On, plan: Plan) -> tuple[Value, ...]:
    """Where people may wait; a reinforcement that names no unit is where its lift is."""
    if given(contingency.type) and contingency.type == "reinforcement":
        bodies: tuple[Value, ...] = contingency.reserves or _some(contingency.lift)
        places = tuple(on.value(body.base) if given(body.base) else body.base for body in bodies)
    else:
        places = tuple(place for thing in _some(contingency.covers) for place in _places(thing, plan))
    return places or (plan.missing(contingency, "covers"),)


def _goals(contingency: Contingency, plan: Plan) -> tuple[Value, ...]:
    if given(contingency.destination):
        return (contingency.destination,)
    covered: tuple[Value, ...] = ()
    if given(contingency.type) and contingency.type == "reinforcement":
        covered = tuple(place for thing in _some(contingency.covers) for place in _places(thing, plan))
    return covered or (plan.missing(contingency, "destination"),)


def _places(thing: Value, plan: Plan) -> tuple[Location, ...]:
    """A place itself; of an area, all places in it; of a group of people, where it lives."""
    if isinstance(thing, Location):
        return (thing,)
    if isinstance(thing, Area):
        return tuple(place for place in plan.all(Location) if thing in _some(place.area))
    return (thing.at,) if given(thing.at) else ()


def _some(values: Value) -> tuple[Value, ...]:
    """The members of a list that may not be given."""
    return tuple(value for value in values if given(value)) if given(values) else ()
