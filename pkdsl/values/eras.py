"""Stretches of days on which the world stands still, and sets of them as the bits of one number."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

from pkdsl.values.steps import Steps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

V = TypeVar("V")


class Eras:
    """The eras of some values over time: none of the values changes within an era.

    A set of eras is a whole number: bit `n` stands for the era that begins on the n-th day of `days`, bit 0 for all
    days before.
    """

    def __init__(self, values: Iterable[Steps[Any]]) -> None:
        self.days: tuple[date, ...] = tuple(sorted({day for steps in values for day in steps.days}))
        self.count = len(self.days) + 1
        self.all = (1 << self.count) - 1

    def when(self, steps: Steps[V], holds: Callable[[V], bool]) -> int:
        """The eras in which a value is one that `holds`."""
        bounds = [0, *(bisect_left(self.days, day) + 1 for day in steps.days), self.count]
        found = 0
        for (first, after), value in zip(pairwise(bounds), steps.values, strict=True):
            if holds(value):
                found |= (1 << after) - (1 << first)
        return found

    def steps(self, values: Sequence[V]) -> Steps[V]:
        """What holds in each era, as a value over time."""
        return Steps.of(values[0], zip(self.days, values[1:], strict=True))


def members(eras: int) -> Iterator[int]:
    """The numbers of the eras in a set."""
    while eras:
        lowest = eras & -eras
        yield lowest.bit_length() - 1
        eras ^= lowest
