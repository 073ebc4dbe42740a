"""How long it takes to bring everything out: what repatriation moves, against the lift that carries it.

Source: as `movement`; difficulties of MINUSMA in taking equipment out (UN reports, read).
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from pkdsl.entities.force import Movement
from pkdsl.entities.transition import TransitionPlan
from pkdsl.plan.facts import derives
from pkdsl.values import DAY, HOLE, NO_UNIT, ConditionDate, Months, Quantity, Unknown, given, unknown_of
from pkdsl.values.dates import later

if TYPE_CHECKING:
    from datetime import date

    from pkdsl.entities.force import Lift
    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value

CARRIED = {"containers": "containers", "cargo": "payload", "volume": "volume"}
"""What a movement is counted in, and what a lift carries of it."""


class _Task(NamedTuple):
    """What one lift has to bring out, by what it is counted in."""

    lift: Lift
    loads: dict[str, Quantity]


@derives(TransitionPlan, "repatriation_time")
def repatriation_time(transition: TransitionPlan, plan: Plan) -> Value:
    """What all repatriation movements carry ÷ (lifts × availability × payload ÷ turnaround), by lift; the slowest decides.

    Containers, cargo and volume are each held against what the lift carries of it, and the longest counts; so many
    sorties a day serve as well as a turnaround. All lifts work at the same time, each from the first day to the last. A
    day that has begun counts.
    """
    movements = _movements(plan)
    if not movements:
        return plan.missing(transition, "movement")
    tasks, unclear = _tasks(movements, plan)
    times = [_time(task, plan) for task in tasks]
    if unclear or not all(map(given, times)):
        return unknown_of((*unclear, *times))
    return Quantity(max(times), DAY)


@derives(TransitionPlan, "repatriation_ends")
def repatriation_ends(transition: TransitionPlan, plan: Plan) -> Value:
    """First day + repatriation time − 1, or the day on which the last repatriation movement arrives if that comes later.

    It begins on the first day on which a movement leaves or is ready to be loaded; where no movement gives a day,
    tomorrow, or on the first day of the transition if that comes later.
    """
    takes = transition.repatriation_time
    begins = _begins(transition, plan)
    if not given(takes) or not given(begins):
        return unknown_of((takes, begins))
    arrivals = [_day(movement.arrives) for movement in _movements(plan) if given(movement.arrives)]
    return max(later(begins, int(takes.number) - 1), *arrivals, begins)


@derives(TransitionPlan, "stranded")
def stranded(transition: TransitionPlan, plan: Plan) -> Value:
    """Lifts with a period that ends before their first day + the days that their loads take − 1.

    Where the movements say when their legs are through, that day counts if it is later.
    """
    begins = _begins(transition, plan)
    tasks, unclear = _tasks(_movements(plan), plan)
    if not given(begins) or unclear:
        return unknown_of((begins, *unclear))
    return tuple(task.lift for task in tasks if _is_stranded(task, begins, plan))


def _is_stranded(task: _Task, begins: date, plan: Plan) -> bool:
    period: Value = task.lift.period
    takes = _time(task, plan)
    if not given(period) or not given(takes):
        return False
    legs = [leg for movement in _movements(plan) for leg in movement.legs if leg.by is task.lift]
    last = [_day(leg.arrives) for leg in legs if given(leg.arrives)]
    return bool(max(later(begins, takes - 1), *last, begins) > period.end)


def _movements(plan: Plan) -> list[Movement]:
    """The movements that take equipment out of the mission."""
    return [movement for movement in plan.all(Movement) if movement.purpose == "repatriation" and _goods(movement)]


def _goods(movement: Movement) -> bool:
    return not given(movement.carries) or any(what != "personnel" for what in movement.carries)


def _tasks(movements: list[Movement], plan: Plan) -> tuple[list[_Task], list[Unknown]]:
    """What each lift carries on all legs together; and the movements of which nobody can say it."""
    tasks: dict[Lift, _Task] = {}
    unclear: list[Unknown] = []
    for movement in movements:
        carriers: list[Value] = [leg.by for leg in movement.legs]
        lifts: list[Lift] = [lift for lift in carriers if given(lift)]
        if not lifts or HOLE in carriers:
            unclear.append(plan.missing(movement, "leg") if not lifts else HOLE)
        for lift in lifts:
            loads = tasks.setdefault(lift, _Task(lift, {})).loads
            for name in CARRIED:
                amount = _amount(getattr(movement, name))
                if amount is not None:
                    loads[name] = Quantity(
                        amount.number + loads.get(name, Quantity(0, amount.unit)).number_in(amount.unit), amount.unit
                    )
    return list(tasks.values()), unclear


def _amount(value: Value) -> Quantity | None:
    """A count or a quantity as a quantity; None where it is not given."""
    if not given(value):
        return None
    return value if isinstance(value, Quantity) else Quantity(value)


def _time(task: _Task, plan: Plan) -> Value:
    """The whole days that a lift needs for all that it carries."""
    lift = task.lift
    trips = _trips_a_day(lift, plan)
    if not given(trips) or not given(lift.count):
        return unknown_of((trips, lift.count))
    days: list[Fraction | None] = []
    for name, amount in task.loads.items():
        each = _amount(getattr(lift, CARRIED[name]))
        if each is not None and each.number:
            share = Fraction(lift.availability.number_in(NO_UNIT)) if given(lift.availability) else Fraction(1)
            a_day = each.number * lift.count * share * trips
            days.append(Fraction(amount.number_in(each.unit)) / a_day if a_day > 0 else None)
    known = [time for time in days if time is not None]
    return ceil(max(known)) if known and len(known) == len(days) else plan.missing(lift, "count" if days else "payload")


def _trips_a_day(lift: Lift, plan: Plan) -> Value:
    """How often one of a lift leaves in a day: by its turnaround, else by its sorties."""
    takes = lift.turnaround
    if given(takes) and not isinstance(takes, Months) and takes.number:
        return 1 / Fraction(takes.number_in(DAY))
    if given(lift.sorties) and lift.sorties.number:
        return Fraction(lift.sorties.number_in(plan.units.parse("1/day")))
    return plan.missing(lift, "turnaround")


def _begins(transition: TransitionPlan, plan: Plan) -> Value:
    planned = [_first_day(movement) for movement in _movements(plan)]
    known: list[date] = [day for day in planned if given(day)]
    if known:
        return min(known)
    today, first = _day(plan.today()), _day(transition.starts)
    if not given(today):
        return today
    return max(later(today, 1), first) if given(first) else later(today, 1)


def _first_day(movement: Movement) -> Value:
    """The day on which a movement leaves, else on which it is ready to be loaded."""
    legs = [leg.depart for leg in movement.legs if given(leg.depart)]
    return _day(legs[0] if legs else movement.ready_to_load)


def _day(value: Value) -> Value:
    """A planned date as a day."""
    return value.date if isinstance(value, ConditionDate) else value
