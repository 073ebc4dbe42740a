"""The closed list of functions that an expression may call, on evaluated values."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from pkdsl.values import paper
from pkdsl.values.arithmetic import NOTHING
from pkdsl.values.common import DAY
from pkdsl.values.comparison import compare
from pkdsl.values.dates import Period
from pkdsl.values.errors import Mismatch
from pkdsl.values.mgrs import read_mgrs
from pkdsl.values.number import Number, ceiled, floored, magnitude, rounded
from pkdsl.values.operators import binary
from pkdsl.values.overtime import at, low, mean_over, most, peak, total
from pkdsl.values.planned import ConditionDate, Estimate
from pkdsl.values.position import Position, geodesic
from pkdsl.values.quantity import Quantity
from pkdsl.values.said import noun
from pkdsl.values.steps import Steps
from pkdsl.values.unit import NO_UNIT, Unit
from pkdsl.values.unknown import HOLE, Hole, Unknown, unknown_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def sum_(items: Any, unit: Unit | None = None) -> Any:  # noqa: ANN401 -- values of any type come in, and go out
    """All of them added; of nothing, zero of `unit`, else a zero that takes any unit."""
    values = _items("sum", items)
    if not values:
        return NOTHING if unit is None else Quantity(0, unit)
    return _folded("+", values)


def count(items: Any) -> Any:  # noqa: ANN401 -- see sum_
    """How many there are; day by day where the list changes."""
    if isinstance(items, Steps):
        return items.map(count)
    return items if isinstance(items, Unknown) else Quantity(len(_items("count", items)), NO_UNIT)


def min_(*items: Any) -> Any:  # noqa: ANN401 -- see sum_
    """The least of a list, or of its arguments; day by day where they change."""
    return _extreme("min", "<", items)


def max_(*items: Any) -> Any:  # noqa: ANN401 -- see sum_
    """The greatest of a list, or of its arguments; day by day where they change."""
    return _extreme("max", ">", items)


def mean(items: Any, period: Any = None) -> Any:  # noqa: ANN401 -- see sum_
    """The average of a list; of a value over time, that of its days within `period`."""
    if period is not None:
        return mean_over(items, period)
    if isinstance(items, Steps):
        message = "the mean of a value over time asks for a period, as in mean(u.strength, mission.period)"
        raise Mismatch(message)
    values = _items("mean", items)
    return binary("/", _folded("+", values), Quantity(len(values))) if values else Unknown()


def any_(items: Any) -> Any:  # noqa: ANN401 -- see sum_
    """Whether at least one holds."""
    values = _items("any", items)
    return _folded("or", (False, *values))


def all_(items: Any) -> Any:  # noqa: ANN401 -- see sum_
    """Whether every one holds."""
    values = _items("all", items)
    return _folded("and", (True, *values))


def first(items: Any) -> Any:  # noqa: ANN401 -- see sum_
    """The first of a list."""
    values = _items("first", items)
    return values[0] if values else Unknown()


def join(items: Any, separator: str = ", ") -> Any:  # noqa: ANN401 -- see sum_
    """A list as text, as people read it; day by day where the list changes."""
    if isinstance(items, Steps):
        return items.map(lambda some: join(some, separator))
    if isinstance(items, Unknown):
        return items
    values = _items("join", items)
    return HOLE if any(isinstance(value, Hole) for value in values) else separator.join(map(paper.show, values))


def given(value: Any) -> Any:  # noqa: ANN401 -- see sum_
    """Whether there is a value; never unknown itself."""
    if isinstance(value, Hole):
        return value
    return value.map(given) if isinstance(value, Steps) else not isinstance(value, Unknown)


def days(period: Any) -> Any:  # noqa: ANN401 -- see sum_
    """How many days a period has, both ends counted."""
    return _lifted(lambda one: Quantity(_a_period("days", one).days, DAY), period)


def start(period: Any) -> Any:  # noqa: ANN401 -- see sum_
    """Its first day."""
    return _lifted(lambda one: _a_period("start", one).start, period)


def end(period: Any) -> Any:  # noqa: ANN401 -- see sum_
    """Its last day."""
    return _lifted(lambda one: _a_period("end", one).end, period)


def covers(period: Any, other: Any) -> Any:  # noqa: ANN401 -- see sum_
    """Whether a day, or every day of another period, lies in it."""
    return _lifted(lambda one, two: _a_period("covers", one).covers(_as_period("covers", two)), period, other)


def overlap(period: Any, other: Any) -> Any:  # noqa: ANN401 -- see sum_
    """Whether two periods have a day in common."""
    return _lifted(
        lambda one, two: _a_period("overlap", one).shared(_as_period("overlap", two)) is not None, period, other
    )


def distance(origin: Any, destination: Any) -> Any:  # noqa: ANN401 -- see sum_
    """The shortest way between two positions, to the metre."""
    return _lifted(lambda one, two: geodesic(_a_position(one), _a_position(two)), origin, destination)


def round_(value: Any, digits: Any = None) -> Any:  # noqa: ANN401 -- see sum_
    """To whole units, or to `digits` after the point; a half goes away from zero."""
    return _rounding("round", rounded, value, digits)


def floor(value: Any, digits: Any = None) -> Any:  # noqa: ANN401 -- see sum_
    """Down to whole units, or to `digits` after the point."""
    return _rounding("floor", floored, value, digits)


def ceil(value: Any, digits: Any = None) -> Any:  # noqa: ANN401 -- see sum_
    """Up to whole units, or to `digits` after the point."""
    return _rounding("ceil", ceiled, value, digits)


def abs_(value: Any) -> Any:  # noqa: ANN401 -- see sum_
    """Without its sign."""
    return _lifted(lambda one: Quantity(magnitude(_a_quantity("abs", one).number), one.unit), value)


def estimate(lowest: Any, likely: Any, highest: Any) -> Any:  # noqa: ANN401 -- see sum_
    """Lowest, most likely and highest of something uncertain, in rising order."""
    parts = (lowest, likely, highest)
    if any(isinstance(part, Unknown) for part in parts):
        return unknown_of(parts)
    if not (compare("<=", lowest, likely) and compare("<=", likely, highest)):
        said = ", ".join(map(paper.show, parts))
        message = f"an estimate rises from lowest over most likely to highest; this one reads {said}"
        raise Mismatch(message)
    return Estimate(*parts)


def when(condition: Any, day: Any) -> Any:  # noqa: ANN401 -- see sum_
    """Planned for `day`, true when the condition is met."""
    if isinstance(day, Unknown):
        return day
    if isinstance(day, date):
        return ConditionDate(day, condition)
    message = f"`when` takes a benchmark or milestone and a date, as in when(benchmark.b3, 2027-03-01); got {noun(day)}"
    raise Mismatch(message)


def mgrs(text: Any) -> Any:  # noqa: ANN401 -- see sum_
    """The position of a grid reference."""
    return _lifted(lambda one: read_mgrs(_a_text(one)), text)


def _lifted(function: Callable[..., Any], *arguments: Any) -> Any:  # noqa: ANN401 -- see sum_
    """The function on plain values; day by day, and through all that is unknown or estimated."""
    if any(isinstance(argument, Unknown) for argument in arguments):
        return unknown_of(arguments)
    if any(isinstance(argument, Steps) for argument in arguments):
        joined: Steps[tuple[Any, ...]] = Steps.always(())
        for argument in arguments:
            steps = argument if isinstance(argument, Steps) else Steps.always(argument)
            joined = joined.merge(steps, lambda done, one: (*done, one))
        return joined.map(lambda plain: _lifted(function, *plain))
    if len(arguments) == 1 and isinstance(arguments[0], Estimate):
        parts = arguments[0]
        return Estimate(function(parts.low), function(parts.likely), function(parts.high))
    return function(*(one.date if isinstance(one, ConditionDate) else one for one in arguments))


def _folded(op: str, values: Sequence[Any]) -> Any:  # noqa: ANN401 -- see sum_
    """All values joined by one operator, in halves, so that many steps are not merged again and again."""
    if len(values) == 1:
        return values[0]
    if not any(isinstance(value, Steps) for value in values):
        result = values[0]
        for value in values[1:]:
            result = binary(op, result, value)
        return result
    middle = len(values) // 2
    return binary(op, _folded(op, values[:middle]), _folded(op, values[middle:]))


def _extreme(name: str, sign: str, arguments: tuple[Any, ...]) -> Any:  # noqa: ANN401 -- see sum_
    values = _items(name, arguments[0]) if len(arguments) == 1 else arguments
    if not any(isinstance(value, Steps) for value in values):
        return most(values, sign)
    pairs = list(values)
    while len(pairs) > 1:
        pairs = [_more(sign, pairs[i : i + 2]) for i in range(0, len(pairs), 2)]
    return pairs[0]


def _more(sign: str, pair: Sequence[Any]) -> Any:  # noqa: ANN401 -- see sum_
    left, right = pair[0], pair[-1]
    if not isinstance(left, Steps) and not isinstance(right, Steps):
        return most(pair, sign)
    ours, theirs = (one if isinstance(one, Steps) else Steps.always(one) for one in (left, right))
    return ours.merge(theirs, lambda one, two: most((one, two), sign))


def _rounding(name: str, to: Callable[[Number, int], Number], value: Any, digits: Any) -> Any:  # noqa: ANN401 -- see sum_
    places = 0 if digits is None else digits
    if isinstance(places, Quantity):
        places = places.number if places.unit is NO_UNIT else None
    if isinstance(places, Unknown):
        return unknown_of((value, places))
    if type(places) is not int:
        message = f"`{name}` takes a whole number of digits, as in {name}(x, 2)"
        raise Mismatch(message)
    return _lifted(lambda one: Quantity(to(_a_quantity(name, one).number, places), one.unit), value)


def _items(name: str, items: Any) -> tuple[Any, ...]:  # noqa: ANN401 -- see sum_
    if isinstance(items, tuple):
        return items
    if isinstance(items, Unknown):
        return (items,)
    message = f"`{name}` takes a list or `x for x in …`; this is {noun(items)}"
    raise Mismatch(message)


def _a_period(name: str, value: Any) -> Period:  # noqa: ANN401 -- see sum_
    if isinstance(value, Period):
        return value
    message = f"`{name}` takes a period, as in 2026-07-01 .. 2027-06-30; this is {noun(value)}"
    raise Mismatch(message)


def _as_period(name: str, value: Any) -> Period:  # noqa: ANN401 -- see sum_
    return Period(value, value) if isinstance(value, date) else _a_period(name, value)


def _a_quantity(name: str, value: Any) -> Quantity:  # noqa: ANN401 -- see sum_
    if isinstance(value, Quantity):
        return value
    message = f"`{name}` takes a number or a quantity; this is {noun(value)}"
    raise Mismatch(message)


def _a_position(value: Any) -> Position:  # noqa: ANN401 -- see sum_
    if isinstance(value, Position):
        return value
    message = f"`distance` takes two positions, as in distance(a.at, b.at); this is {noun(value)}"
    raise Mismatch(message)


def _a_text(value: Any) -> str:  # noqa: ANN401 -- see sum_
    if isinstance(value, str):
        return value
    message = f'`mgrs` takes a text, as in mgrs("38NPF1234567890"); this is {noun(value)}'
    raise Mismatch(message)


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "sum": sum_, "count": count, "min": min_, "max": max_, "mean": mean, "any": any_, "all": all_, "first": first,
    "join": join, "peak": peak, "low": low, "at": at, "total": total, "given": given, "days": days, "covers": covers,
    "overlap": overlap, "start": start, "end": end, "distance": distance, "round": round_, "floor": floor,
    "ceil": ceil, "abs": abs_, "estimate": estimate, "when": when, "mgrs": mgrs,
}  # fmt: skip
"""By the word that a plan calls them with."""
