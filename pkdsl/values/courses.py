"""What is in stores day by day, and what is missing: what was there and comes is used, sent on, or kept."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from pkdsl.values.dates import ONE_DAY
from pkdsl.values.flows import OUTSIDE
from pkdsl.values.steps import Steps

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from pkdsl.values.flows import At, Flow, Net
    from pkdsl.values.number import Number

NONE = Fraction(0)


class Course(NamedTuple):
    """What a store holds at the end of each day, and what is missing on it."""

    level: Steps[Number]
    missing: Steps[Number]


class Change(NamedTuple):
    """By how much more comes in on each day of a stretch than is used and sent on."""

    first: date
    days: int
    a_day: Fraction
    arrived: Number
    """What is there from its first day on besides."""


def courses(net: Net, flow: Flow, firsts: Sequence[date]) -> Mapping[At, Course]:
    """The course of every store and demand of a net under a flow; `firsts` are the first days of the stretches.

    What is used comes out of what arrives and then out of the store, as long as it lasts; so a store is empty before
    anything is missing. What arrives at a full store stays away.
    """
    gains = _gains(net, flow)
    return {at: _course(at, net, gains, firsts) for at in {**net.demand, **net.stores}}


def _gains(net: Net, flow: Flow) -> Mapping[tuple[Any, Any, int], Fraction]:
    """What comes in less what is sent on, in a day."""
    gains: defaultdict[tuple[Any, Any, int], Fraction] = defaultdict(Fraction)
    lines = {line.name: line for line in net.lines}
    for (name, good, stretch), mass in flow.items():
        line = lines[name]
        gains[line.destination, good, stretch] += mass
        if line.origin != OUTSIDE:
            gains[line.origin, good, stretch] -= mass
    return gains


def _course(at: At, net: Net, gains: Mapping[tuple[Any, Any, int], Fraction], firsts: Sequence[date]) -> Course:
    demand, store = net.demand.get(at), net.stores.get(at)
    changes = [
        Change(
            firsts[stretch],
            net.days[stretch],
            gains.get((*at, stretch), NONE) - (demand[stretch] if demand is not None else 0),
            store.amount if store is not None and store.arrives == stretch else 0,
        )
        for stretch in net.stretches
    ]
    days = list(followed(changes, store.level if store is not None else 0))
    return Course(
        Steps.of(0, [(day, level) for day, level, _ in days]), Steps.of(0, [(day, missing) for day, _, missing in days])
    )


def followed(changes: Sequence[Change], most: Number) -> Iterator[tuple[date, Number, Number]]:
    """Each day on which level or lack may change, with both at its end; once a day changes nothing, its like do not."""
    level = NONE
    for change in changes:
        level += change.arrived
        for number in range(change.days):
            before, after = level, level + change.a_day
            level = max(min(after, max(Fraction(most), before)), NONE)
            yield change.first + number * ONE_DAY, level, max(-after, NONE)
            if level == before:
                break
