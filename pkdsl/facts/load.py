"""How many people of a unit are busy on each day: with activities, and as guards.

Source: arithmetic: people × times ÷ interval.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from pkdsl.entities.force import Section, Unit
from pkdsl.entities.mandate import Activity
from pkdsl.entities.places import Location
from pkdsl.plan.facts import derives
from pkdsl.values import (
    DAY,
    MONTH,
    ConditionDate,
    Estimate,
    Months,
    Period,
    Quantity,
    Steps,
    Unknown,
    given,
    unknown_of,
)
from pkdsl.values.dates import ONE_DAY
from pkdsl.values.number import Number, divide, exact
from pkdsl.values.operators import binary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value


@derives(Unit, "tasked")
def tasked(unit: Unit, plan: Plan) -> Value:
    """People whom its activities use on an average day: people a time, times the times, times days each, over the interval.

    An activity without an interval uses its people on each of its days. Where several units and sections do it, each
    gives people in proportion to its strength in theatre. Activities that do not say how many people are not counted.
    """
    total: Value = Steps.always(_persons(0, plan))
    for activity in plan.memo(_activities).get(unit, ()):
        if given(activity.people):
            bodies = [body for body in activity.by if isinstance(body, Unit | Section)]
            total = binary("+", total, _shared(unit, bodies, _use(activity, plan)))
    return total


@derives(Unit, "guarding")
def guarding(unit: Unit, plan: Plan) -> Value:
    """The guards of the locations that it guards; where several units do, in proportion to their strength in theatre."""
    total: Value = Steps.always(_persons(0, plan))
    for location in plan.memo(_guarded).get(unit, ()):
        if given(location.guards):
            total = binary("+", total, _shared(unit, list(location.guarded_by), location.guards))
    return total


def _use(activity: Activity, plan: Plan) -> Value:
    """People that an activity uses on each day."""
    days = _days(activity, plan)
    if not isinstance(days, Period):
        return days
    times = activity.times if given(activity.times) else 1
    people = activity.people.number * times
    if given(activity.every):
        length = _length(activity.takes)
        people = divide(people * (max(1, ceil(length)) if length is not None else 1), _length(activity.every) or 1)
    return Steps.always(_persons(0, plan)).during(days, _persons(exact(people), plan))


def _days(activity: Activity, plan: Plan) -> Value:
    """Its first and last day: planned, else scheduled; without an end that of its task, its phase, or the mission."""
    first = _day(activity.starts)
    if not isinstance(first, date):
        first = _day(activity.early)
    length, mission = _length(activity.takes), plan.period()
    if not isinstance(first, date) or not isinstance(mission, Period):
        return unknown_of((first, mission))
    ends = [_day(activity.ends)]
    if not given(activity.every) and length is not None:
        ends.append(first + ONE_DAY * (max(1, ceil(length)) - 1))
    if given(activity.task):
        ends.append(_day(activity.task.ends))
    if given(activity.phase) and isinstance(activity.phase.period, Period):
        ends.append(activity.phase.period.end)
    last = next((day for day in ends if isinstance(day, date)), mission.end)
    return Period(first, last) if first <= last else Unknown(())


def _shared(unit: Unit, bodies: list[Value], people: Value) -> Value:
    """What a unit gives of some people, by its share of all who give them and are there; nothing while it is away."""
    own, all_ = unit.deployed, _together(bodies)
    if not given(people) or not given(own) or not given(all_):
        return unknown_of((people, own, all_))
    share = own.merge(all_, _part)
    return binary("*", people, share)


def _together(bodies: list[Value]) -> Value:
    total: Value = None
    for body in bodies:
        people = body.deployed if isinstance(body, Unit) else body.strength
        total = people if total is None else binary("+", total, people)
    return Unknown(()) if total is None else total


def _part(own: Value, all_: Value) -> Value:
    if not given(own) or not given(all_):
        return unknown_of((own, all_))
    return Quantity(divide(own.number, all_.number) if all_.number else 0)


def _length(takes: Value) -> Number | None:
    """A duration in days; a calendar month has 365.25/12 of them."""
    match takes:
        case Estimate():
            return _length(takes.likely)
        case Months():
            return Quantity(takes.count, MONTH).number_in(DAY)
        case Quantity():
            return Fraction(takes.number_in(DAY))
        case _:
            return None


def _activities(plan: Plan) -> Mapping[Value, list[Activity]]:
    """The activities of each unit and section."""
    found: dict[Value, list[Activity]] = {}
    for activity in plan.all(Activity):
        for body in activity.by if given(activity.by) else ():
            found.setdefault(body, []).append(activity)
    return found


def _guarded(plan: Plan) -> Mapping[Value, list[Location]]:
    """The locations that each unit guards."""
    found: dict[Value, list[Location]] = {}
    for location in plan.all(Location):
        for unit in location.guarded_by if given(location.guarded_by) else ():
            found.setdefault(unit, []).append(location)
    return found


def _persons(number: Number, plan: Plan) -> Quantity:
    return Quantity(number, plan.units.parse("persons"))


def _day(value: Value) -> Value:
    """A planned date as a day."""
    return value.date if isinstance(value, ConditionDate) else value
