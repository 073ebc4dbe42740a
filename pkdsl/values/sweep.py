"""A value over time that is worked out afresh only on days on which something it is made of changes."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, TypeVar

from pkdsl.values.dates import LAST_DAY, ONE_DAY, Period
from pkdsl.values.steps import Steps

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

T = TypeVar("T")


class On:
    """What holds on a day; whoever asks it for values also learns until when none of them changes."""

    def __init__(self, day: date) -> None:
        self.day = day
        self.until = LAST_DAY

    def value(self, over_time: Steps[T]) -> T:
        """A value over time on that day."""
        place = bisect_right(over_time.days, self.day)
        if place < len(over_time.days):
            self.until = min(self.until, over_time.days[place] - ONE_DAY)
        return over_time.values[place]

    def within(self, life: Period) -> bool:
        """Whether the day lies in a period."""
        if self.day < life.start:
            self.until = min(self.until, life.start - ONE_DAY)
        elif self.day <= life.end:
            self.until = min(self.until, life.end)
        return self.day in life


def swept(period: Period, compute: Callable[[On], T]) -> Steps[T]:
    """What `compute` gives on each day of a period; on the days around it, what it gives on the nearest."""
    here = On(period.start)
    value = compute(here)
    changes = []
    while here.until < period.end:
        here = On(here.until + ONE_DAY)
        changes.append((here.day, compute(here)))
    return Steps.of(value, changes)
