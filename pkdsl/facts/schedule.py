"""The calendar of what waits for what: earliest and latest days, how far each can slip, and what holds it up.

The critical path method: forward, each begins on the latest of its own planned day and the days on which what it waits
for is over; backward, each must be over by the earliest day on which what waits for it must begin. Inside, days are
those on which something can begin: an activity of three days from the first is over on the fourth; a milestone without
work of its own is reached on a day and over on the next.

Source: the critical path method, as textbooks give it.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from pkdsl.entities.force import Lift, Movement, Unit
from pkdsl.entities.foundations import Agreement
from pkdsl.entities.mandate import Activity, Milestone
from pkdsl.entities.monitoring import Benchmark
from pkdsl.entities.places import Contract, Location, Work
from pkdsl.plan.facts import derives
from pkdsl.schema import Entity
from pkdsl.values import DAY, ConditionDate, Estimate, Months, Period, Quantity, Unknown, add_months, given, unknown_of
from pkdsl.values.dates import LAST_DAY, ONE_DAY

if TYPE_CHECKING:
    from datetime import date

    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value

SCHEDULED = (Activity, Milestone, Work, Movement, Agreement)
"""The kinds that have a place in the schedule."""


class _Hold(NamedTuple):
    """Something that keeps an entity from beginning, and the first day on which it no longer does."""

    what: Value
    day: date


@derives(Entity, "early")
def early(entity: Entity, plan: Plan) -> Value:
    """The latest of its own planned day and of the days on which all that it waits for is over, or there.

    Of what it waits for by name (`after`, `of`) everything must have a day; of builders, means and places those count
    that have one. Forward pass of the critical path method.
    """
    own, holds = _own(entity, plan), _holds(entity)
    if not isinstance(holds, list):
        return holds
    days = [hold.day for hold in holds] + ([own] if given(own) else [])
    return _shown(entity, max(days)) if days else own


@derives(Entity, "over")
def over(entity: Entity, plan: Plan) -> Value:
    """Its earliest day and what it takes: for movements from departure to arrival, for agreements nothing.

    What goes on until a day (`ends` without `takes`) is over on the next.
    """
    begins = entity.early
    return begins if not given(begins) else _finish(entity, _begins(entity, begins), plan)


@derives(Entity, "late")
def late(entity: Entity, plan: Plan) -> Value:
    """The latest day on which it can begin so that all that waits for it is in time, and all that is due.

    Due are a milestone by its day, a movement where it is required, works before the place that they enable opens, and
    all by the end of the mission. Backward pass of the critical path method.
    """
    starts, ends = entity.early, entity.over
    if not given(starts) or not given(ends):
        return unknown_of((starts, ends))
    if _goes_on(entity):
        return max(_day(entity.ends), starts)
    must = [_deadline(entity, plan, ends), *(_latest(one, entity) for one in entity.followed_by)]
    known = [day for day in must if given(day)]
    return _shown(entity, min(known) - (ends - _begins(entity, starts)))


@derives(Entity, "slack")
def slack(entity: Entity, plan: Plan) -> Value:
    """Latest minus earliest day: the total float."""
    if not isinstance(entity, SCHEDULED):
        return plan.missing(entity, "slack")
    return _between(entity.early, entity.late)


@derives(Entity, "critical")
def critical(entity: Entity, plan: Plan) -> Value:
    """Whether the total float is nought or less."""
    if not isinstance(entity, SCHEDULED):
        return plan.missing(entity, "critical")
    left = _between(entity.early, entity.late)
    return left if not given(left) else left.number <= 0


@derives(Entity, "free_slack")
def free_slack(entity: Entity, plan: Plan) -> Value:
    """The days between its end and the earliest beginning of what waits for it, and never more than the total float."""
    left, ends = _between(entity.early, entity.late), entity.over
    if not given(left) or not given(ends):
        return left
    followers = [(one, one.early) for one in entity.followed_by]
    begin = [day if _reached_with(one, entity) else _begins(one, day) for one, day in followers if given(day)]
    return Quantity(min([(day - ends).days for day in begin] + [left.number]), DAY)


@derives(Entity, "driver")
def driver(entity: Entity, plan: Plan) -> Value:
    """What it waits for longest: of what is over or there last, the first named; none where its own day is later."""
    own, holds = _own(entity, plan), _holds(entity)
    if not isinstance(holds, list) or not holds:
        return Unknown(())
    last = max(hold.day for hold in holds)
    if given(own) and own > last:
        return Unknown(())
    return next(hold.what for hold in holds if hold.day == last)


# --- Forward ----------------------------------------------------------------------------------------------------------


def _holds(entity: Entity) -> Value:
    """What keeps it from beginning, each with its day; unknown when that of something named is."""
    found: list[_Hold] = []
    waits = entity.waits_for
    if not given(waits):
        return waits
    for thing in waits:
        day = _there(thing)
        if given(day):
            found.append(_Hold(thing, day + ONE_DAY if _reached_with(entity, thing) else day))
        elif _is_named(entity, thing):
            return day
    return found


def _is_named(entity: Entity, thing: Value) -> bool:
    """Whether it waits for a thing by name, and not only for what brings or builds something."""
    if not isinstance(entity, Activity | Milestone):
        return False
    of = entity.of if isinstance(entity, Milestone) else None
    return thing is of or (given(entity.after) and thing in entity.after)


def _there(thing: Value) -> Value:
    """The first day on which something is over, or there."""
    match thing:
        case Activity() | Milestone() | Work() | Movement() | Agreement():
            return thing.over
        case Unit():
            return _day(thing.arrives)
        case Location():
            return _day(thing.opens)
        case Contract():
            return _first(thing.period, thing.awarded, thing.mobilisation)
        case Lift():
            return _first(thing.period, Unknown(()), Unknown(()))
        case Benchmark():
            return _day(thing.met) if given(thing.met) else _day(thing.due)
        case _:
            return Unknown(())


def _first(period: Value, awarded: Value, mobilisation: Value) -> Value:
    """The first day of a service: of its period, else the award and the time to begin."""
    if isinstance(period, Period):
        return period.start
    begun = _day(awarded)
    return _after(begun, mobilisation) if given(begun) and given(mobilisation) else begun


def _own(entity: Value, plan: Plan) -> Value:
    """The first day that the entity itself gives; unknown where it gives none."""
    match entity:
        case Movement():
            return entity.leaves
        case Agreement():
            force = entity.in_force
            days = [day for day, holds in force.changes if holds is True] if given(force) else []
            return days[0] if days else plan.missing(entity, "signed")
        case Milestone() if not given(entity.takes):
            reached = next(filter(given, map(_day, (entity.ends, entity.starts))), entity.ends)
            if not given(reached) and not entity.waits_for:
                reached = _day(entity.due)
            return reached + ONE_DAY if given(reached) else reached
        case _:
            starts, ends = _day(entity.starts), _day(entity.ends)
            if given(starts) or not given(ends) or not given(entity.takes):
                return starts
            return ends + ONE_DAY - (_after(ends, entity.takes) - ends)


def _finish(entity: Value, begins: date, plan: Plan) -> Value:
    """The day on which something that begins on a day is over."""
    match entity:
        case Agreement():
            return begins
        case Movement():
            leaves, arrives = entity.leaves, entity.arrives
            both = given(leaves) and given(arrives)
            return begins + (arrives - leaves) if both else unknown_of((leaves, arrives))
    if given(entity.takes):
        return _after(begins, entity.takes)
    if isinstance(entity, Milestone):
        return begins
    return max(begins, _day(entity.ends)) + ONE_DAY if given(entity.ends) else plan.missing(entity, "takes")


def _after(day: date, takes: Value) -> date:
    """The day that a duration is over that begins on a day: calendar months by the calendar, parts of a day as a day."""
    if isinstance(takes, Estimate):
        takes = takes.likely
    if isinstance(takes, Months):
        return add_months(day, takes.count)
    days: int = ceil(takes.number_in(DAY))
    return day + days * ONE_DAY if days <= (LAST_DAY - day).days else LAST_DAY


# --- Backward ---------------------------------------------------------------------------------------------------------


def _latest(entity: Value, awaited: Value) -> Value:
    """The latest day on which what it waits for must be over, or there, so that something is in time."""
    day = entity.late
    return day if not given(day) or _reached_with(entity, awaited) else _begins(entity, day)


def _deadline(entity: Value, plan: Plan, ends: date) -> date:
    """The day by which it must be over: its own, else the day after the mission ends, or after itself if that is later."""
    own: Value = Unknown(())
    match entity:
        case Milestone() if given(entity.due):
            own = _day(entity.due) + ONE_DAY
        case Movement() if given(entity.required_by):
            own = _day(entity.required_by)
        case Work() if given(entity.enables):
            opening = [_day(place.opens) for place in entity.enables if isinstance(place, Location)]
            own = min(filter(given, opening), default=own)
        case Activity() if given(entity.ends):
            own = _day(entity.ends) + ONE_DAY
    mission = plan.period()
    end = mission.end + ONE_DAY if isinstance(mission, Period) else ends
    latest: date = own if given(own) else max(end, ends)
    return latest


def _goes_on(entity: Value) -> bool:
    """Whether it goes on until a day, however late it begins: it has an end, and takes no time of its own."""
    return isinstance(entity, Activity | Work) and given(entity.ends) and not given(entity.takes)


# --- Days -------------------------------------------------------------------------------------------------------------


def _at_its_end(entity: Value) -> bool:
    """Whether its day is the one on which it is reached, and not the one on which it begins."""
    return isinstance(entity, Milestone) and not given(entity.takes)


def _reached_with(entity: Value, thing: Value) -> bool:
    """Whether a milestone is reached on the very day on which a thing is there: people come, a law is in force."""
    return _at_its_end(entity) and not isinstance(thing, Activity | Milestone | Work)


def _shown(entity: Value, begins: date) -> date:
    """The day that is said of something that begins, inside the calculation, on a day."""
    return begins - ONE_DAY if _at_its_end(entity) else begins


def _begins(entity: Value, shown: date) -> date:
    """The other way round."""
    return shown + ONE_DAY if _at_its_end(entity) else shown


def _between(first: Value, last: Value) -> Value:
    if not given(first) or not given(last):
        return unknown_of((first, last))
    return Quantity((last - first).days, DAY)


def _day(value: Value) -> Value:
    """A planned date as a day."""
    return value.date if isinstance(value, ConditionDate) else value
