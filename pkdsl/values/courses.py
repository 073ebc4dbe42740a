"""What is in stores day by day, and what is missing: what was there and comes is used, sent on, or kept."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from math import lcm
from typing import TYPE_CHECKING, Any, NamedTuple

from pkdsl.values.dates import LAST_DAY, ONE_DAY, Period
from pkdsl.values.flows import OUTSIDE
from pkdsl.values.number import divide
from pkdsl.values.steps import Steps

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from pkdsl.values.flows import At, Flow, Net
    from pkdsl.values.number import Number


class Run(NamedTuple):
    """The first days on which something is missing, one after the other."""

    begins: date
    """The first day of those before it on which less came than was used."""
    short: date
    """The first day on which something is missing."""
    last: date
    """The last day of the run."""
    mass: Number
    """How much is missing in all, in tonnes."""


class Course(NamedTuple):
    """What a store holds at the end of each day, what is missing on it, and when it first runs out."""

    level: Steps[Number]
    missing: Steps[Number]
    run: Run | None
    parts: int = 1
    """Level and lack are counted in such a part of a tonne."""


class Change(NamedTuple):
    """By how much more comes in on each day of a stretch than is used and sent on."""

    first: date
    days: int
    a_day: Number
    arrived: Number
    """What is there from its first day on besides."""


def courses(net: Net, flow: Flow, firsts: Sequence[date]) -> Mapping[At, Course]:
    """The course of every store and demand of a net under a flow; `firsts` are the first days of the stretches.

    What is used comes out of what arrives and then out of the store, as long as it lasts; so a store is empty before
    anything is missing. What arrives at a full store stays away. Before a store is there it reads as what it will be.
    """
    gains = _gains(net, flow)
    return {at: _course(at, net, gains, firsts) for at in {**net.demand, **net.stores}}


def _gains(net: Net, flow: Flow) -> Mapping[tuple[Any, Any, int], Number]:
    """What comes in less what is sent on, in a day."""
    gains: defaultdict[tuple[Any, Any, int], Number] = defaultdict(int)
    lines = {line.name: line for line in net.lines}
    for (name, good, stretch), mass in flow.items():
        line = lines[name]
        gains[line.destination, good, stretch] += mass
        if line.origin != OUTSIDE:
            gains[line.origin, good, stretch] -= mass
    return gains


def _course(at: At, net: Net, gains: Mapping[tuple[Any, Any, int], Number], firsts: Sequence[date]) -> Course:
    demand, store = net.demand.get(at), net.stores.get(at)
    changes = [
        Change(
            firsts[stretch],
            net.days[stretch],
            gains.get((*at, stretch), 0) - (demand[stretch] if demand is not None else 0),
            store.amount if store is not None and store.arrives == stretch else 0,
        )
        for stretch in net.stretches
    ]
    days = list(followed(changes, store.level if store is not None else 0))
    before: Number = 0
    if store is not None:
        before, begins = store.amount, firsts[store.arrives]
        days = [(day, level if day >= begins else before, lack) for day, level, lack in days]
    levels = Steps.of(before, [(day, level) for day, level, _ in days])
    missing = Steps.of(0, [(day, lack) for day, _, lack in days])
    end = firsts[-1] + net.days[-1] * ONE_DAY
    missing = missing.during(Period(end, LAST_DAY), 0)
    return Course(levels, missing, _run(levels, missing, net.parts), net.parts)


def _run(levels: Steps[Number], missing: Steps[Number], parts: int) -> Run | None:
    """The first run of days on which something is missing."""
    begun = next((number for number, lack in enumerate(missing.values) if lack), None)
    if begun is None:
        return None
    ends = next(number for number in range(begun, len(missing.values)) if not missing.values[number])
    days, short = missing.days, missing.days[begun - 1]
    mass = sum(missing.values[number] * (days[number] - days[number - 1]).days for number in range(begun, ends))
    return Run(_falling_since(levels, short), short, days[ends - 1] - ONE_DAY, divide(mass, parts))


def _falling_since(levels: Steps[Number], day: date) -> date:
    """The first of the days up to this one on each of which a store held less than on the day before."""
    number = bisect_right(levels.days, day)
    first = day
    while number and levels.values[number] < levels.values[number - 1] and levels.days[number - 1] >= first - ONE_DAY:
        first = levels.days[number - 1]
        number -= 1
    return first


def followed(changes: Sequence[Change], most: Number) -> Iterator[tuple[date, Number, Number]]:
    """Each day on which level or lack may change, with both at its end; once a day changes nothing, its like do not.

    All is counted in the largest part of the unit of which every amount is a whole number.
    """
    parts = lcm(most.denominator, *(one.denominator for change in changes for one in (change.a_day, change.arrived)))
    level, full = 0, int(most * parts)
    for change in changes:
        level += int(change.arrived * parts)
        top, more = max(full, level), int(change.a_day * parts)
        for number in range(change.days):
            before, after = level, level + more
            level = max(min(after, top), 0)
            yield change.first + number * ONE_DAY, divide(level, parts), divide(max(-after, 0), parts)
            if level == before:
                break
