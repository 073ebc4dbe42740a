"""Figures of the strength: peaks, means and person-months, women, components, and what ceilings within ceilings leave.

Source: `peak_percent`, `peak_months`: how far and how fast UN missions filled their ceilings (study of
full deployment, read).
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, get_args

from pkdsl.entities.force import Section, Unit
from pkdsl.entities.foundations import Mission
from pkdsl.entities.mandate import Ceiling
from pkdsl.entities.places import Area, Location
from pkdsl.plan.facts import derives
from pkdsl.schema import Category, Component
from pkdsl.values import Period, Quantity, Steps, Word, given, unknown_of
from pkdsl.values.functions import FUNCTIONS
from pkdsl.values.number import Number, exact
from pkdsl.values.operators import binary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value

COMPONENTS: tuple[str, ...] = get_args(Component)
CATEGORIES: tuple[str, ...] = get_args(Category)
GROUND = frozenset({"troops", "formed_police"})
"""The categories of formed bodies that protect an area."""


@derives(Mission, "components")
def components(mission: Mission, plan: Plan) -> Value:
    """People of units and sections in theatre on each day, by component."""
    bodies = [(unit.component, unit.deployed) for unit in plan.all(Unit)]
    bodies += [(section.component, section.strength) for section in plan.all(Section)]
    return {
        Word(word, COMPONENTS): _sum((people for component, people in bodies if component == word), plan)
        for word in COMPONENTS
    }


@derives(Mission, "women")
def women(mission: Mission, plan: Plan) -> Value:
    """Women of units in theatre on each day, by category; units that do not state theirs are not counted."""
    bodies = [(unit.category, unit.women_deployed) for unit in plan.all(Unit) if given(unit.women)]
    return {
        Word(word, CATEGORIES): _sum((people for category, people in bodies if category == word), plan)
        for word in CATEGORIES
    }


@derives(Unit, "women_deployed")
def women_deployed(unit: Unit, plan: Plan) -> Value:
    """The women of a unit on the days of its life."""
    some, life = unit.women, unit.life
    if not given(some) or not isinstance(life, Period):
        return unknown_of((some, life))
    return some.within(life, Quantity(0, plan.units.parse("persons")))


@derives(Unit, "person_months")
def person_months_of_unit(unit: Unit, plan: Plan) -> Value:
    """Its people times months in the mission's period; one day of an n-day month is one nth of it."""
    return _person_months(unit.deployed, plan)


@derives(Ceiling, "person_months")
def person_months_under_ceiling(ceiling: Ceiling, plan: Plan) -> Value:
    """The people under it times months in the mission's period; one day of an n-day month is one nth of it."""
    return _person_months(ceiling.strength, plan)


@derives(Ceiling, "most")
def most(ceiling: Ceiling, plan: Plan) -> Value:
    """The most people under it on a day of the mission's period."""
    return FUNCTIONS["peak"](ceiling.strength, plan.period())


@derives(Ceiling, "most_on")
def most_on(ceiling: Ceiling, plan: Plan) -> Value:
    """The first day of the mission's period with the most people under it."""
    people, period, top = ceiling.strength, plan.period(), ceiling.most
    if not given(people) or not isinstance(period, Period) or not given(top):
        return unknown_of((people, period, top))
    return next(first for first, _, some in people.intervals(period) if some == top)


@derives(Ceiling, "average")
def average(ceiling: Ceiling, plan: Plan) -> Value:
    """The people under it on an average day of the mission's period."""
    return FUNCTIONS["mean"](ceiling.strength, plan.period())


@derives(Ceiling, "room")
def room(ceiling: Ceiling, plan: Plan) -> Value:
    """The least of its own headroom and that of every ceiling it is part of: who comes under it comes under them too."""
    left, outer, seen = ceiling.headroom, ceiling.part_of, {id(ceiling)}
    while isinstance(outer, Ceiling) and id(outer) not in seen:
        seen.add(id(outer))
        left = FUNCTIONS["min"]((left, outer.headroom))
        outer = outer.part_of
    return left


@derives(Ceiling, "full_on")
def full_on(ceiling: Ceiling, plan: Plan) -> Value:
    """The first day on which the strength is `policy.peak_percent` of what is authorised: as full as missions were."""
    share = plan.parameter("policy", "peak_percent", plan.span_of(ceiling))
    lacks = binary("-", ceiling.strength, binary("*", ceiling.value, share))
    if not isinstance(lacks, Steps):
        return unknown_of((lacks,))
    full = lacks.map(lambda some: given(some) and some.number >= 0)
    authorised = full.merge(ceiling.value, lambda holds, value: holds and given(value) and value.number > 0)
    return next((day for day, holds in authorised.changes if holds), plan.missing(ceiling, "full_on"))


@derives(Area, "troops")
def troops(area: Area, plan: Plan) -> Value:
    """Troops and formed police whose base lies in the area, or in an area within it, on each day."""
    inside = {
        place for place in plan.all(Location) if given(place.area) and any(_lies_in(one, area) for one in place.area)
    }
    there = []
    based = plan.memo(_by_base)
    for unit in dict.fromkeys(unit for place in plan.all(Location) if place in inside for unit in based.get(place, ())):
        if unit.category in GROUND:
            here = unit.base.map(lambda place: place if not given(place) else Quantity(int(place in inside)))
            there.append(binary("*", unit.deployed, here))
    return _sum(there, plan)


def _by_base(plan: Plan) -> Mapping[Value, list[Unit]]:
    """The units that are, at some time, based at each place."""
    found: dict[Value, list[Unit]] = {}
    for unit in plan.all(Unit):
        for place in dict.fromkeys(filter(given, unit.base.values)) if given(unit.base) else ():
            found.setdefault(place, []).append(unit)
    return found


def _lies_in(inner: Value, outer: Area) -> bool:
    seen: set[int] = set()
    while isinstance(inner, Area) and id(inner) not in seen:
        if inner is outer:
            return True
        seen.add(id(inner))
        inner = inner.part_of
    return False


def _person_months(people: Value, plan: Plan) -> Value:
    period = plan.period()
    if not given(people) or not isinstance(period, Period):
        return unknown_of((people, period))
    total: Number = 0
    for first, last, some in people.intervals(period):
        if not given(some):
            return some
        total += some.number * sum(
            (Fraction(days, length) for days, length in Period(first, last).by_month()), Fraction(0)
        )
    return Quantity(exact(total), plan.units.parse("person_months"))


def _sum(groups: Iterable[Value], plan: Plan) -> Value:
    """The sum of people over time; of none, nobody."""
    nobody: Steps[Quantity] = Steps.always(Quantity(0, plan.units.parse("persons")))
    return FUNCTIONS["sum"]((nobody, *groups))
