"""How locations close: on which day, under whose guard, in which order, and how fast the closure teams can be.

Source: closing of MINUSMA, far sites first and each with its certificate (press and UN reports, read); scheduling on
equal teams.
"""

from __future__ import annotations

from functools import cache
from math import ceil
from typing import TYPE_CHECKING

from pkdsl.entities.places import SupplyLine
from pkdsl.entities.transition import Closure, TransitionPlan
from pkdsl.plan.facts import derives
from pkdsl.values import DAY, HOLE, ConditionDate, Estimate, Months, Period, Quantity, Steps, given, unknown_of
from pkdsl.values.dates import ONE_DAY, later, months_later
from pkdsl.values.functions import FUNCTIONS
from pkdsl.values.operators import binary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from pkdsl.entities.places import Location
    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value

SEARCHED = 12
"""Up to so many closures of different lengths the best distribution is searched for; beyond, a good one is taken."""


@derives(Closure, "ends")
def ends(closure: Closure, plan: Plan) -> Value:
    """First day + what it takes − 1; where one of them is not given, the last of the days that are."""
    first, takes = _day(closure.starts), closure.takes
    if first is HOLE or takes is HOLE:
        return HOLE
    if given(first) and given(takes):
        return _after(first, takes) - ONE_DAY
    known = [_day(day) for day in (closure.last_person, closure.last_asset, closure.environment_cleared) if given(day)]
    return max(known) if known else unknown_of((first, takes))


@derives(Closure, "vacated")
def vacated(closure: Closure, plan: Plan) -> Value:
    """The later of the days on which the last person and the last asset leave; where neither is given, its last day."""
    days: list[Value] = [_day(day) for day in (closure.last_person, closure.last_asset)]
    known = [day for day in days if given(day)]
    if HOLE in days:
        return HOLE
    return max(known) if known else closure.ends


@derives(Closure, "left_by")
def left_by(closure: Closure, plan: Plan) -> Value:
    """The day on which the last person leaves; where it is not given, the day on which the location is vacated."""
    day = _day(closure.last_person)
    return day if given(day) or day is HOLE else closure.vacated


@derives(Closure, "guards")
def guards(closure: Closure, plan: Plan) -> Value:
    """The unit named in `guard`; where none is, those that guard the location."""
    guard: Value = closure.guard
    if given(guard) or guard is HOLE:
        return (guard,) if given(guard) else guard
    location: Value = closure.location
    return location.guarded_by if given(location) else location


@derives(Closure, "guarded")
def guarded(closure: Closure, plan: Plan) -> Value:
    """Yes on the days on which somebody of one of its guards is in theatre."""
    units: Value = closure.guards
    if not given(units):
        return units if units is HOLE else plan.missing(closure, "guard")
    people = FUNCTIONS["sum"](tuple(unit.deployed for unit in units))
    return binary(">", people, FUNCTIONS["sum"](()))


@derives(Closure, "unguarded")
def unguarded(closure: Closure, plan: Plan) -> Value:
    """How many days from its first to the one on which it is vacated have no guard."""
    first, last, held = _day(closure.starts), closure.vacated, closure.guarded
    if not all(map(given, (first, last, held))):
        return unknown_of((first, last, held))
    if last < first:
        return Quantity(0, DAY)
    steps = held if isinstance(held, Steps) else Steps.always(held)
    stretches = list(steps.intervals(Period(first, last)))
    if not all(given(there) for _, _, there in stretches):
        return unknown_of([there for _, _, there in stretches])
    return Quantity(sum((end - start).days + 1 for start, end, there in stretches if not there), DAY)


@derives(Closure, "after")
def after(closure: Closure, plan: Plan) -> Value:
    """The closures of the places at which supply lines from this one end."""
    return tuple(plan.memo(_beyond).get(closure.location, ()))


def _beyond(plan: Plan) -> Mapping[Location, list[Closure]]:
    """The closures of the places that are supplied from each place."""
    closing: dict[Location, list[Closure]] = {}
    for closure in plan.all(Closure):
        closing.setdefault(closure.location, []).append(closure)
    found: dict[Location, list[Closure]] = {}
    for line in plan.all(SupplyLine):
        origin, end = _ends_of(line)
        if given(origin) and given(end) and origin is not end:
            found.setdefault(origin, []).extend(c for c in closing.get(end, ()) if c not in found.get(origin, ()))
    return found


def _ends_of(line: SupplyLine) -> tuple[Value, Value]:
    """Where a supply line begins and ends: as stated, else where its first route begins and its last one ends."""
    routes = line.via if given(line.via) else ()
    origin: Value = line.origin if given(line.origin) or not routes else routes[0].origin
    end: Value = line.destination if given(line.destination) or not routes else routes[-1].destination
    return origin, end


@derives(TransitionPlan, "closing")
def closing(transition: TransitionPlan, plan: Plan) -> Value:
    """On each day, the closures that have begun and are not over."""
    result: Steps[int] = Steps.always(0)
    for closure in plan.all(Closure):
        first, last = _day(closure.starts), closure.ends
        if given(first) and given(last) and first <= last:
            one = Steps.always(0).during(Period(first, last), 1)
            result = result.merge(one, lambda so_far, more: so_far + more)
    return result


@derives(TransitionPlan, "closure_time")
def closure_time(transition: TransitionPlan, plan: Plan) -> Value:
    """The shortest time in which the teams, one location each at a time, get through all closures, in whatever order.

    Exact where all closures take as long, and up to 12 of different lengths. Beyond that the longest is always given to
    the team that is free first, which takes at most a third longer than the best (Graham, 1969). Whether remote sites
    close before hubs, TRX-009 judges.
    """
    closures, teams = plan.all(Closure), transition.closure_teams
    lengths = [_days(closure) for closure in closures]
    if not closures:
        return plan.missing(transition, "closure")
    if not given(teams) or not all(map(given, lengths)):
        return unknown_of((teams, *lengths))
    return (
        Quantity(shortest(tuple(sorted(lengths, reverse=True)), teams), DAY)
        if teams
        else plan.missing(transition, "closure_teams")
    )


@cache
def shortest(lengths: tuple[int, ...], teams: int) -> int:
    """The fewest days in which so many teams do jobs of these lengths, longest first."""
    least = max(lengths[0], -(-sum(lengths) // teams))
    most = _longest_first(lengths, teams)
    if len(lengths) > SEARCHED:
        return most
    while least < most:
        middle = (least + most) // 2
        least, most = (least, middle) if _fits(lengths, teams, middle) else (middle + 1, most)
    return most


def _longest_first(lengths: Sequence[int], teams: int) -> int:
    """Each job, longest first, to the team that is free first."""
    busy = [0] * min(teams, len(lengths))
    for length in lengths:
        free = busy.index(min(busy))
        busy[free] += length
    return max(busy)


def _fits(lengths: tuple[int, ...], teams: int, days: int) -> bool:
    """Whether the teams get done in so many days: for each set of jobs, the fewest teams, and how busy the last is."""
    best: list[tuple[int, int]] = [(1, 0)]
    for jobs in range(1, 1 << len(lengths)):
        tried = []
        for job, length in enumerate(lengths):
            if jobs >> job & 1:
                used, busy = best[jobs & ~(1 << job)]
                tried.append((used, busy + length) if busy + length <= days else (used + 1, length))
        best.append(min(tried))
    return best[-1][0] <= teams


def _days(closure: Closure) -> Value:
    """How many days a closure takes: as stated, else from its first day to its last."""
    first, takes = _day(closure.starts), closure.takes
    if given(takes):
        likely = takes.likely if isinstance(takes, Estimate) else takes
        if not isinstance(likely, Months):
            return ceil(likely.number_in(DAY))
        return (months_later(first, likely.count) - first).days if given(first) else first
    last = closure.ends
    return (last - first).days + 1 if given(first) and given(last) else takes


def _after(day: date, takes: Value) -> date:
    """The day so long after another."""
    likely = takes.likely if isinstance(takes, Estimate) else takes
    if isinstance(likely, Months):
        return months_later(day, likely.count)
    return later(day, ceil(likely.number_in(DAY)))


def _day(value: Value) -> Value:
    """A planned date as a day."""
    return value.date if isinstance(value, ConditionDate) else value
