"""Values over time: step functions by day."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Generic, TypeVar

from pkdsl.values.dates import FIRST_DAY, LAST_DAY, ONE_DAY
from pkdsl.values.errors import Mismatch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from pkdsl.values.dates import Period

T = TypeVar("T")
U = TypeVar("U")
V = TypeVar("V")


class Steps(Generic[T]):
    """`values[0]` holds before the first of `days`, `values[i]` from `days[i - 1]` on; neighbours differ."""

    __slots__ = ("days", "values")

    days: tuple[date, ...]
    values: tuple[T, ...]

    def __init__(self, days: tuple[date, ...], values: tuple[T, ...]) -> None:
        self.days = days
        self.values = values

    @staticmethod
    def of(before: V, changes: Iterable[tuple[date, V]]) -> Steps[V]:
        """What holds before the first change, and each change with its day, the days rising."""
        made: _Making[V] = _Making(before)
        latest: date | None = None
        for day, value in changes:
            if latest is not None and day <= latest:
                message = f"steps must rise: {day} does not come after {latest}"
                raise Mismatch(message)
            latest = day
            made.add(day, value)
        return made.steps()

    @staticmethod
    def always(value: V) -> Steps[V]:
        """The same on every day."""
        return Steps((), (value,))

    @property
    def before(self) -> T:
        """What holds before the first change."""
        return self.values[0]

    @property
    def changes(self) -> tuple[tuple[date, T], ...]:
        """Each day on which it changes, with what holds from then on."""
        return tuple(zip(self.days, self.values[1:], strict=True))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Steps):
            return NotImplemented
        return self.days == other.days and self.values == other.values

    def __hash__(self) -> int:
        return hash((self.days, self.values))

    def __repr__(self) -> str:
        return f"Steps.of({self.before!r}, {self.changes!r})"

    def __bool__(self) -> bool:
        """Nothing is true or false but conditions; that also guards the compiler's own code."""
        message = "a value over time is neither true nor false; ask for a day"
        raise TypeError(message)

    def at(self, day: date) -> T:
        """What holds on `day`."""
        return self.values[bisect_right(self.days, day)]

    def map(self, change: Callable[[T], U]) -> Steps[U]:
        """Each value changed."""
        if not self.days:
            return Steps((), (change(self.values[0]),))
        made = _Making(change(self.values[0]))
        for day, value in zip(self.days, self.values[1:], strict=True):
            made.add(day, change(value))
        return made.steps()

    def merge(self, other: Steps[U], join: Callable[[T, U], V]) -> Steps[V]:
        """Day by day, what `join` makes of both."""
        ours, theirs = self.days, other.days
        if not theirs:
            always = other.values[0]
            return self.map(lambda value: join(value, always))
        i = j = 0
        made = _Making(join(self.values[0], other.values[0]))
        while i < len(ours) or j < len(theirs):
            day = ours[i] if j == len(theirs) or (i < len(ours) and ours[i] <= theirs[j]) else theirs[j]
            i += i < len(ours) and ours[i] == day
            j += j < len(theirs) and theirs[j] == day
            made.add(day, join(self.values[i], other.values[j]))
        return made.steps()

    def intervals(self, period: Period) -> Iterator[tuple[date, date, T]]:
        """First day, last day and value of each stretch within `period`."""
        index, first = bisect_right(self.days, period.start), period.start
        while index < len(self.days) and self.days[index] <= period.end:
            yield first, self.days[index] - ONE_DAY, self.values[index]
            first = self.days[index]
            index += 1
        yield first, period.end, self.values[index]

    def first_not_true(self, period: Period) -> tuple[date, date, T] | None:
        """The first stretch within `period` on which a condition over time does not hold."""
        return next((stretch for stretch in self.intervals(period) if stretch[2] is not True), None)

    def during(self, period: Period, value: T) -> Steps[T]:
        """With `value` laid over the days of `period`; what holds otherwise goes on after it."""
        inside = Steps.of(False, [(period.start, True), (period.end + ONE_DAY, False)])  # noqa: FBT003 -- a value
        return self.merge(inside, lambda old, covered: value if covered else old)

    def within(self, life: Period, outside: T) -> Steps[T]:
        """With `outside` before and after `life`; a life as long as the calendar has no outside."""
        from_the_first = life.start <= FIRST_DAY
        index = 0 if from_the_first else bisect_right(self.days, life.start)
        made = _Making(self.values[0] if from_the_first else outside)
        if not from_the_first:
            made.add(life.start, self.values[index])
        for day, value in zip(self.days[index:], self.values[index + 1 :], strict=True):
            if day > life.end:
                break
            made.add(day, value)
        if life.end < LAST_DAY:
            made.add(life.end + ONE_DAY, outside)
        return made.steps()


class _Making(Generic[T]):
    """Steps being put together; equal neighbours become one."""

    __slots__ = ("days", "values")

    def __init__(self, before: T) -> None:
        self.days: list[date] = []
        self.values: list[T] = [before]

    def add(self, day: date, value: T) -> None:
        last = self.values[-1]
        if value is last or (type(value) is type(last) and value == last):
            return
        self.days.append(day)
        self.values.append(value)

    def steps(self) -> Steps[T]:
        return Steps(tuple(self.days), tuple(self.values))
