"""What comes in at places that handle so much a day: who waits, for how long, and what that delays elsewhere."""

from __future__ import annotations

from fractions import Fraction
from heapq import heapify, heappop, heappush
from math import ceil, floor
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from pkdsl.values.progress import Clock, worked_off
from pkdsl.values.quantity import Quantity

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping
    from datetime import date

    from pkdsl.values.number import Number
    from pkdsl.values.steps import Steps

T = TypeVar("T")

MOST_DAYS = 10_000
"""Loads that take longer than this are not followed."""


class Load(NamedTuple, Generic[T]):
    """Something that comes in on a day: so many of each measure that its station counts."""

    day: date
    order: tuple[int, str, int, int]
    """Who goes first among those of one day."""
    station: Hashable
    amounts: Mapping[str, Number]
    item: T
    """Whose load it is."""


class Handled(NamedTuple):
    """When a load is through (None: never), and when each of its measures was begun where that has a limit."""

    through: date | None
    begun: Mapping[str, Clock]


def handle(
    loads: Iterable[Load[T]],
    capacity: Callable[[Hashable], Mapping[str, Steps[Number]]],
    onward: Callable[[Load[T], Handled], Iterable[Load[T]]],
) -> None:
    """Send loads through their stations, first come, first served; what is done may send further loads.

    A station works on each measure (passengers, tonnes, containers) by itself, at its capacity of the day; a load is
    through when all its measures are. `onward` is told when that is, and gives the loads that follow from it, none
    earlier than that day.
    """
    waiting = [(load.day, load.order, load) for load in loads]
    heapify(waiting)
    clocks: dict[tuple[Hashable, str], Clock | None] = {}
    while waiting:
        load = heappop(waiting)[2]
        for later in onward(load, _handled(load, capacity(load.station), clocks)):
            heappush(waiting, (later.day, later.order, later))


def _handled(
    load: Load[T], capacity: Mapping[str, Steps[Number]], clocks: dict[tuple[Hashable, str], Clock | None]
) -> Handled:
    """Work off all measures of a load; the clocks of its station go on."""
    done: date | None = load.day
    begun: dict[str, Clock] = {}
    for measure, amount in load.amounts.items():
        if measure not in capacity or not amount:
            continue
        busy = clocks.get((load.station, measure), Clock(load.day))
        clock = None
        if busy is not None:
            begun[measure] = max(busy, Clock(load.day))
            clock = worked_off(amount, capacity[measure], begun[measure])
        clocks[load.station, measure] = clock
        done = None if done is None or clock is None else max(done, clock.day)
    return Handled(done, begun)


def in_rounds(total: int, at_once: int, every: Fraction) -> tuple[tuple[int, int], ...]:
    """How many of `total` loads go on which day, counted from the first: `at_once` of them, again and again.

    `every` is the number of days between two rounds, less than one where there are several in a day. Nothing, where
    that would take longer than plans reach.
    """
    days: list[tuple[int, int]] = []
    sent = number = 0
    while sent < total:
        day = floor(number * every)
        if day > MOST_DAYS:
            return ()
        rounds = ceil((day + 1) / every) - number
        some = min(rounds * at_once, total - sent)
        days.append((day, some))
        sent, number = sent + some, number + rounds
    return tuple(days)


def filled(amount: Quantity | int, capacity: Quantity | int) -> int:
    """How many of a capacity an amount fills, the last of them in part; quantities of one dimension, or counts."""
    some, each = (one.number * one.unit.factor if isinstance(one, Quantity) else one for one in (amount, capacity))
    return ceil(Fraction(some) / each) if each > 0 else 1
