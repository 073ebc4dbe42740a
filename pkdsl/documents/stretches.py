"""Values over time as a plan of support looks at them: from today on, what is least, what is most, and on which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from pkdsl.documents import strength
from pkdsl.documents.context import BLANK, WITHHELD, computed
from pkdsl.documents.saying import day, say
from pkdsl.page import Missing
from pkdsl.pictures.axis import MONTHS
from pkdsl.tongues import tell
from pkdsl.values import Period, Quantity, Steps, Unknown, given
from pkdsl.values.dates import later

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pkdsl.documents.context import Context
    from pkdsl.page import Run
    from pkdsl.schema import Declared

SIDES = {"least": "the lowest of its days", "most": "the highest of its days"}


class Stretch(NamedTuple):
    """From its first to its last day a value holds."""

    first: date
    last: date
    value: Any


@dataclass(frozen=True, slots=True)
class Extreme:
    """The least or the most of a value over time, as a figure, and the first day on which it holds."""

    figure: Run
    day: str | Missing
    found: Stretch | None = None


def ahead(context: Context) -> Period | None:
    """The days of the mission from today on; all of them, where today is none of them."""
    span = strength.period(context)
    if span is None or context.day is None or context.day not in span:
        return span
    return Period(context.day, span.end)


def entry(entity: Declared | Unknown, name: str, *keys: Any) -> Any:  # noqa: ANN401 -- any value of a plan
    """A field, or one entry of a computed map."""
    found: Any = entity if isinstance(entity, Unknown) else getattr(entity, name)
    for key in keys:
        found = found.get(key, Unknown()) if given(found) else found
    return found


def known(value: Any, span: Period | None) -> list[Stretch]:  # noqa: ANN401 -- a value over time, or Unknown
    """The stretches of a period on which something is known."""
    if not isinstance(value, Steps) or span is None:
        return []
    return [Stretch(*part) for part in value.intervals(span) if given(part[2])]


def while_(condition: Any, span: Period | None) -> list[Period]:  # noqa: ANN401 -- a condition over time, or Unknown
    """The stretches of a period on which a condition holds."""
    return [Period(one.first, one.last) for one in known(condition, span) if one.value is True]


def on(value: Any, days: Steps[bool]) -> Any:  # noqa: ANN401 -- a value over time
    """A value on some days alone; on all others nobody asks."""
    return value.merge(days, lambda one, holds: one if holds else Unknown()) if isinstance(value, Steps) else value


def count(stretches: Iterable[Stretch]) -> int:
    """How many days some stretches have together."""
    return sum((one.last - one.first).days + 1 for one in stretches)


def months(span: Period, *, most: int = 14) -> tuple[tuple[str, Period], ...]:
    """The calendar months of a period, several as one where there would be too many, each with what it is called."""
    first, last = (day.year * 12 + day.month - 1 for day in (span.start, span.end))
    step = next(step for step in (1, 2, 3, 6, 12, 24, 60, 120, 1200) if (last - first) // step < most)
    starts = [_first(month) for month in range(first, last + 1, step)]
    found = [span.shared(Period(one, later(_next(one, step), -1))) for one in starts]
    return tuple((_label(one, step), part) for one, part in zip(starts, found, strict=True) if part is not None)


def _first(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def _next(day_: date, step: int) -> date:
    return _first(day_.year * 12 + day_.month - 1 + step)


def _label(day_: date, step: int) -> str:
    """`Jun 2026`, and of several months `Jun to Aug 2026`."""
    last = later(_next(day_, step), -1)
    words = f"{MONTHS[day_.month - 1]} {day_.year}"
    return (
        words
        if step == 1
        else f"{words if last.year != day_.year else MONTHS[day_.month - 1]} to {MONTHS[last.month - 1]} {last.year}"
    )


def size(value: Any) -> Fraction:  # noqa: ANN401 -- a quantity or a number
    """What amounts are put in order by."""
    return Fraction(value.number * value.unit.factor) if isinstance(value, Quantity) else Fraction(value)


def extreme(stretches: Iterable[Stretch], side: str) -> Stretch | None:
    """The first stretch with the least or the most; None where there is none."""
    found = list(stretches)
    if not found:
        return None
    sign = 1 if side == "least" else -1
    return min(found, key=lambda one: (sign * size(one.value), one.first))


def told(
    context: Context, entity: Declared, name: str, *keys: Any, side: str = "most",  # noqa: ANN401 -- keys of a map
    words: Callable[[object], str] = say,
) -> Extreme:  # fmt: skip
    """The least or the most of a field, from today on, with its derivation and its day."""
    if context.withholds(entity, name):
        return Extreme(Missing(WITHHELD), Missing(WITHHELD))
    found = extreme(known(entry(entity, name, *keys), ahead(context)), side)
    if found is None:
        return Extreme(BLANK, BLANK)
    names = (key if isinstance(key, str) else context.plan.node_of(key).name for key in keys)
    path = ".".join((context.plan.path_of(entity), name, *names))
    return Extreme(computed(words(found.value), say(found.value), path, tell(SIDES[side])), day(found.first), found)


def since(context: Context, entity: Declared, name: str) -> Run:
    """The day from which on something is there; with its last one where that comes before the end of the mission."""
    span = strength.period(context)

    def words(period: object) -> str:
        to_the_end = isinstance(period, Period) and span is not None and period.end >= span.end
        return day(period.start) if isinstance(period, Period) and to_the_end else say(period)

    return context.figure(entity, name, words=words)
