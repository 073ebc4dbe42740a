"""Capability slots through time: who fills each, what is missing or doubled, who left last and who comes next.

Source: gap of the evacuation helicopters in Mali between two contributors, August to October 2019 (press, read).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from pkdsl.entities.force import Requirement, Unit
from pkdsl.plan.facts import derives
from pkdsl.values import DAY, ConditionDate, Period, Quantity, Steps, Unknown, given, unknown_of
from pkdsl.values.dates import LAST_DAY, ONE_DAY
from pkdsl.values.paper import show

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value

PROMISED = frozenset({"pledged"})
SELECTED = frozenset({"selected", "agreed", "ready", "deployed", "repatriated"})
"""The statuses of a unit that fills a slot: selected or further."""
NOBODY: Steps[Value] = Steps.always(())


class Change(NamedTuple):
    """A day on which units leave a slot, or come to it."""

    day: date
    gone: tuple[Unit, ...]
    come: tuple[Unit, ...]


@derives(Requirement, "holders")
def holders(requirement: Requirement, plan: Plan) -> Value:
    """The units in theatre on each day that name the slot and are selected or further, in the order of their names."""
    return _members(requirement, plan, SELECTED)


@derives(Requirement, "filled")
def filled(requirement: Requirement, plan: Plan) -> Value:
    """How many units fill the slot on each day."""
    return requirement.holders.map(_number)


@derives(Requirement, "pledged")
def pledged(requirement: Requirement, plan: Plan) -> Value:
    """How many units that are only pledged would be in the slot on each day."""
    return _members(requirement, plan, PROMISED).map(_number)


@derives(Requirement, "wanted")
def wanted(requirement: Requirement, plan: Plan) -> Value:
    """The quantity from the day on which it is required; where no such day is given, from the first step of quantity."""
    quantity, start = requirement.quantity, _day(requirement.required_by)
    if not given(quantity) or (not isinstance(start, date) and not quantity.days):
        return unknown_of((quantity, start))
    return quantity.within(Period(start, LAST_DAY), 0) if isinstance(start, date) else quantity


@derives(Requirement, "gap")
def gap(requirement: Requirement, plan: Plan) -> Value:
    """Units wanted less units that fill the slot, on each day; none where more are there than are wanted."""
    return _merged(requirement.wanted, requirement.filled, lambda one, two: max(one - two, 0))


@derives(Requirement, "doubled")
def doubled(requirement: Requirement, plan: Plan) -> Value:
    """Units that fill the slot less the quantity asked for, on each day on which it is wanted: a relief in place."""
    return _merged(requirement.wanted, requirement.filled, lambda one, two: max(two - one, 0) if one else 0)


@derives(Requirement, "first_filled")
def first_filled(requirement: Requirement, plan: Plan) -> Value:
    """The first day from which it is wanted on which as many units fill it as are wanted; unknown if they never do."""
    need, there = requirement.wanted, requirement.filled
    if not given(need) or not given(there):
        return unknown_of((need, there))
    full = need.merge(there, lambda one, two: given(one) and given(two) and 0 < one <= two)
    return next((day for day, holds in full.changes if holds), Unknown(()))


@derives(Requirement, "left_by")
def left_by(requirement: Requirement, plan: Plan) -> Value:
    """On each day, the units that were the last to leave the slot until then."""
    return Steps.of((), [(change.day, change.gone) for change in _changes(requirement) if change.gone])


@derives(Requirement, "next_by")
def next_by(requirement: Requirement, plan: Plan) -> Value:
    """On each day, the units that are the next to come to the slot after it."""
    return _ahead(requirement, (), lambda change: change.come)


@derives(Requirement, "next_day")
def next_day(requirement: Requirement, plan: Plan) -> Value:
    """On each day, the next one on which a unit comes to the slot; unknown where none does."""
    return _ahead(requirement, Unknown(()), lambda change: change.day)


@derives(Requirement, "changeover")
def changeover(requirement: Requirement, plan: Plan) -> Value:
    """On each day, who left last, with its last day, and who comes next, with its first."""
    left = [
        (change.day, f"{_names(change.gone)} left after {change.day - ONE_DAY}")
        for change in _changes(requirement)
        if change.gone
    ]
    coming = _ahead(requirement, "nobody comes", lambda change: f"{_names(change.come)} comes on {change.day}")
    return Steps.of("nobody left before", left).merge(coming, lambda one, two: f"{one}, {two}")


@derives(Requirement, "gap_days")
def gap_days(requirement: Requirement, plan: Plan) -> Value:
    """On each day of a gap, how many days the whole gap has, up to the end of the mission; none on other days."""
    missing, period = requirement.gap, plan.period()
    if not given(missing) or not isinstance(period, Period):
        return unknown_of((missing, period))
    none = Quantity(0, DAY)
    lengths: Steps[Quantity] = Steps.always(none)
    open_ = missing.map(lambda units: given(units) and units > 0)
    for first, last, lacks in open_.intervals(period):
        if lacks:
            lengths = lengths.during(Period(first, last), Quantity((last - first).days + 1, DAY))
    return lengths


@derives(Unit, "slot")
def slot(unit: Unit, plan: Plan) -> Value:
    """The first of the slots that it names, in the order of time."""
    slots = _slots(unit)
    return slots[0] if slots else plan.missing(unit, "requirement")


@derives(Unit, "needed")
def needed(unit: Unit, plan: Plan) -> Value:
    """The day on which the unit must be there.

    Of its slot, the first day on which fewer units than wanted fill it when this one is left out; without such a day,
    the one after the last day of the unit that it relieves; else the day on which it arrives.
    """
    days = [_first_lack(slot, unit) for slot in _slots(unit)]
    found = next((day for day in days if isinstance(day, date)), None)
    if found is not None:
        return found
    relieved = _day(unit.relieves.leaves) if given(unit.relieves) else unit.relieves
    return relieved + ONE_DAY if isinstance(relieved, date) and relieved < LAST_DAY else _day(unit.arrives)


def _first_lack(slot: Requirement, unit: Unit) -> Value:
    """The first day on which the others do not fill a slot."""
    need, there = slot.wanted, slot.holders
    if not given(need) or not given(there):
        return unknown_of((need, there))
    lacks = need.merge(
        there, lambda one, two: given(one) and given(two) and len([u for u in two if u is not unit]) < one
    )
    return next((day for day, holds in lacks.changes if holds), Unknown(()))


# --- Who names which slot ---------------------------------------------------------------------------------------------


def _slots(unit: Unit) -> list[Requirement]:
    """The slots that a unit names, in the order of time."""
    slots = unit.requirement
    return [] if not given(slots) else [slot for slot in slots.values if isinstance(slot, Requirement)]


def _by_slot(plan: Plan) -> Mapping[Requirement, list[Unit]]:
    """The units that name each slot."""
    found: dict[Requirement, list[Unit]] = {}
    for unit in plan.all(Unit):
        for slot in dict.fromkeys(_slots(unit)):
            found.setdefault(slot, []).append(unit)
    return found


def _members(requirement: Requirement, plan: Plan, statuses: frozenset[str]) -> Steps[Value]:
    """The units in the slot on each day whose status is one of some; unknown while one is there without a status."""
    total = NOBODY
    for unit in plan.memo(_by_slot).get(requirement, ()):
        status = unit.status
        if not given(status) or status in statuses:
            one: Value = (unit,) if given(status) else status
            total = total.merge(_there(unit, requirement, one), _joined)
    return total


def _there(unit: Unit, requirement: Requirement, one: Value) -> Steps[Value]:
    """`one` on the days on which the unit is in theatre and names the slot."""
    people = unit.deployed
    slot: Steps[Value] = unit.requirement
    if not given(people):
        return Steps.always(people)
    present = people.map(lambda some: some if not given(some) else some.number > 0)
    return present.merge(slot, lambda some, named: () if some is False or named is not requirement else _if(some, one))


def _if(there: Value, one: Value) -> Value:
    return one if there is True else there


def _joined(some: Value, more: Value) -> Value:
    return unknown_of((some, more)) if not given(some) or not given(more) else (*some, *more)


def _number(units: Value) -> Value:
    return units if not given(units) else len(units)


def _merged(left: Value, right: Value, join: Callable[[int, int], int]) -> Value:
    """Day by day; unknown where one side is."""
    if not given(left) or not given(right):
        return unknown_of((left, right))
    return left.merge(
        right,
        lambda one, two: join(one, two) if given(one) and given(two) else 0 if one == 0 else unknown_of((one, two)),
    )


# --- Who leaves and who comes -----------------------------------------------------------------------------------------


def _changes(requirement: Requirement) -> Iterator[Change]:
    """The days on which the holders of a slot change."""
    before = _known(requirement.holders.before)
    for day, units in requirement.holders.changes:
        after = _known(units)
        yield Change(day, tuple(u for u in before if u not in after), tuple(u for u in after if u not in before))
        before = after


def _names(units: tuple[Unit, ...]) -> str:
    return " and ".join(show(unit) for unit in units)


def _known(units: Value) -> tuple[Unit, ...]:
    return units if given(units) else ()


def _ahead(requirement: Requirement, without: Value, say: Callable[[Change], Value]) -> Steps[Value]:
    """On each day, what the next arrival after it says."""
    arrivals = [change for change in _changes(requirement) if change.come]
    said = [*map(say, arrivals), without]
    return Steps.of(said[0], [(change.day, after) for change, after in zip(arrivals, said[1:], strict=True)])


def _day(value: Value) -> Value:
    """A planned date as a day."""
    return value.date if isinstance(value, ConditionDate) else value
