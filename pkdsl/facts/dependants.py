"""Who still needs a unit when it leaves: the surgeon, the reserve, engineers, aircraft and trucks go last.

Source: closing of MINUSMA: who guards, heals and carries goes last (press and UN reports, read).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.entities.force import Unit
from pkdsl.entities.places import Area, Location
from pkdsl.entities.transition import Closure
from pkdsl.plan.facts import derives
from pkdsl.values import HOLE, Period, Unknown, given
from pkdsl.values.dates import LAST_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from pkdsl.plan.plan import Plan
    from pkdsl.schema import Declared
    from pkdsl.values.value import Value

SORTS = {
    "medical": "medical",
    "quick_reaction": "reserve",
    "reserve": "reserve",
    "aviation": "aviation",
    "engineer": "engineer",
    "logistics": "logistics",
    "transport": "logistics",
}
"""The types of unit on which every site depends, and the sort by which one of them stands in for another."""


@derives(Unit, "needed_until")
def needed_until(unit: Unit, plan: Plan) -> Value:
    """The last day on which a place or unit that it serves is there, unless another unit of its sort serves that longer.

    What it serves: the places and units in `serves`, and what stands in the areas; where it names nothing, a medical,
    reserve, aviation, engineer or logistics unit serves all locations that the plan closes. A location is there until
    the day on which its last person leaves, a unit until it leaves.
    """
    found = _last(unit, plan)
    return Unknown(()) if found is None else found[0]


@derives(Unit, "needed_by")
def needed_by(unit: Unit, plan: Plan) -> Value:
    """The place or unit that is there longest of those which depend on it."""
    found = _last(unit, plan)
    return Unknown(()) if found is None else found[1]


def _last(unit: Unit, plan: Plan) -> tuple[date, Declared] | None:
    """The last day on which it is needed, and who needs it; units that another outstays are not asked for."""
    serves: Value = unit.serves
    if not isinstance(unit.life, Period) or serves is HOLE:
        return None
    ends, first = plan.memo(_ends), unit.life.start
    alone = [one for one in _served_alone(unit, plan) if one in ends]
    days = [(_last_day(ends[one]), one) for one in alone]
    return max((pair for pair in days if given(pair[0]) and pair[0] >= first), key=lambda pair: pair[0], default=None)


def _served_alone(unit: Unit, plan: Plan) -> Iterator[Declared]:
    """What it serves, less what another unit of its sort serves longer."""
    longest, sort = plan.memo(_longest), _sort(unit)
    everywhere = longest.get((sort, None))
    if not given(unit.serves):
        for one in plan.memo(_closing) if everywhere is unit else ():
            named = longest.get((sort, one))
            if named is None or _outstays(unit, named, plan):
                yield one
        return
    for one in _named(unit, plan):
        if longest[sort, one] is unit and not (
            everywhere and one in plan.memo(_closing) and _outstays(everywhere, unit, plan)
        ):
            yield one


def _longest(plan: Plan) -> Mapping[tuple[str, Declared | None], Unit]:
    """For each sort of unit and each place or unit named in `serves`, the one that stays longest; under None, of those that serve all."""
    found: dict[tuple[str, Declared | None], Unit] = {}
    for unit in plan.all(Unit):
        sort = _sort(unit)
        serves: Value = unit.serves
        if serves is HOLE:
            continue
        for served in _named(unit, plan) if given(unit.serves) else (None,) * (unit.type in SORTS):
            best = found.get((sort, served))
            if best is None or _outstays(unit, best, plan):
                found[sort, served] = unit
    return found


def _outstays(unit: Unit, other: Unit, plan: Plan) -> bool:
    """Whether it stays longer; of two that leave on one day, the first by path goes last; one without an end stays."""
    ends = [one.life.end if isinstance(one.life, Period) else LAST_DAY for one in (unit, other)]
    return ends[0] > ends[1] or (ends[0] == ends[1] and plan.path_of(unit) < plan.path_of(other))


def _sort(unit: Unit) -> str:
    """What it can be replaced by: units of its sort."""
    return SORTS.get(unit.type, str(unit.type))


def _named(unit: Unit, plan: Plan) -> Iterator[Declared]:
    """The places and units in `serves`, and the places of the areas there."""
    for one in unit.serves:
        if isinstance(one, Area):
            yield from plan.memo(_places).get(one, ())
        else:
            yield one


def _places(plan: Plan) -> Mapping[Area, list[Location]]:
    """The places of each area."""
    found: dict[Area, list[Location]] = {}
    for place in plan.all(Location):
        for area in place.area if given(place.area) else ():
            found.setdefault(area, []).append(place)
    return found


def _closing(plan: Plan) -> Mapping[Declared, None]:
    """The locations that the plan closes."""
    return dict.fromkeys(closure.location for closure in plan.all(Closure) if given(closure.location))


def _ends(plan: Plan) -> Mapping[Declared, Declared]:
    """What says until when each place or unit is there: its closure, else itself where it closes or leaves."""
    found: dict[Declared, Declared] = {unit: unit for unit in plan.all(Unit) if given(unit.leaves)}
    found.update((place, place) for place in plan.all(Location) if given(place.closes))
    found.update((closure.location, closure) for closure in plan.all(Closure) if given(closure.left_by))
    return found


def _last_day(end: Declared) -> Value:
    """The last day on which somebody is there."""
    if isinstance(end, Closure):
        return end.left_by
    return end.life.end if given(end.life) else end.life
