"""Plain values out of values over time: peak, low, mean, at, total."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from pkdsl.values.arithmetic import NOTHING
from pkdsl.values.common import DAY
from pkdsl.values.dates import Period
from pkdsl.values.errors import Mismatch
from pkdsl.values.number import times
from pkdsl.values.operators import binary
from pkdsl.values.planned import ConditionDate, Estimate
from pkdsl.values.quantity import Quantity
from pkdsl.values.said import noun
from pkdsl.values.steps import Steps
from pkdsl.values.unit import UNTYPED, Unit, product, unit_of
from pkdsl.values.unknown import Unknown, unknown_of

if TYPE_CHECKING:
    from collections.abc import Sequence


def at(value: Any, day: Any) -> Any:  # noqa: ANN401 -- values of any type come in, and go out
    """What holds on `day`."""
    if isinstance(day, Unknown):
        return unknown_of((value, day))
    when = day.date if isinstance(day, ConditionDate) else day
    if not isinstance(when, date):
        message = f"`at` asks for a day, as in at(u.strength, 2026-07-01); this is {noun(day)}"
        raise Mismatch(message)
    return value.at(when) if isinstance(value, Steps) else value


def peak(value: Any, period: Any = None) -> Any:  # noqa: ANN401 -- see at
    """The most it reaches, ever or within `period`."""
    return most(_values("peak", value, period), ">")


def low(value: Any, period: Any = None) -> Any:  # noqa: ANN401 -- see at
    """The least it falls to, ever or within `period`."""
    return most(_values("low", value, period), "<")


def mean_over(value: Any, period: Any) -> Any:  # noqa: ANN401 -- see at
    """The average of its days within `period`."""
    if isinstance(period, Unknown):
        return unknown_of((value, period))
    if not isinstance(value, Steps):
        return value
    result: Any = NOTHING
    for first, last, one in value.intervals(_period("mean", period)):
        result = binary("+", result, binary("*", one, Quantity((last - first).days + 1)))
    return binary("/", result, Quantity(period.days))


def total(value: Any, period: Any) -> Any:  # noqa: ANN401 -- see at
    """Its days within `period` taken together; one day of an n-day month is one nth of what is said per month."""
    if isinstance(value, Unknown) or isinstance(period, Unknown):
        return unknown_of((value, period))
    days = _period("total", period)
    if not isinstance(value, Steps):
        return _integral(value, days)
    parts = [_integral(one, Period(first, last)) for first, last, one in value.intervals(days)]
    result = parts[0]
    for part in parts[1:]:
        result = binary("+", result, part)
    return result


def most(values: Sequence[Any], sign: str) -> Any:  # noqa: ANN401 -- see at
    """The greatest (`>`) or least (`<`) of some values; unknown when one is, or when there are none."""
    if not values or any(isinstance(value, Unknown) for value in values):
        return unknown_of(values)
    best = values[0]
    for value in values[1:]:
        best = value if binary(sign, value, best) else best
    return best


def _integral(value: Any, period: Period) -> Any:  # noqa: ANN401 -- see at
    """The same value on each day of a period, taken together."""
    if isinstance(value, Unknown):
        return value
    if isinstance(value, Estimate):
        return Estimate(*(_integral(one, period) for one in (value.low, value.likely, value.high)))
    if not isinstance(value, Quantity):
        message = f"`total` adds up quantities by day; this is {noun(value)}"
        raise Mismatch(message)
    if value.unit is UNTYPED:
        return NOTHING
    if value.unit.months:
        return _by_calendar(value, period)
    unit, scale = product(value.unit, DAY)
    return Quantity(times(value.number, period.days, scale), unit)


def _by_calendar(value: Quantity, period: Period) -> Quantity:
    """What is said per month or year, over the months that the period touches."""
    unit, months = _without_calendar(value.unit)
    return Quantity(times(value.number, _months(period), Fraction(1, months)), unit)


@cache
def _without_calendar(unit: Unit) -> tuple[Unit, int]:
    """A unit by month or year, taken over months: what is left of it, and how many months it speaks of."""
    measure = next(m for m, power in unit.factors if power == -1 and m.months)
    return unit_of(tuple(factor for factor in unit.factors if factor != (measure, -1))), measure.months


@lru_cache(maxsize=10_000)
def _months(period: Period) -> Fraction:
    """How many months a period is, each of its days one nth of its month."""
    return sum((Fraction(days, length) for days, length in period.by_month()), Fraction(0))


def _values(name: str, value: Any, period: Any) -> Sequence[Any]:  # noqa: ANN401 -- see at
    if isinstance(period, Unknown):
        return (unknown_of((value, period)),)
    if not isinstance(value, Steps):
        return (value,)
    if period is None:
        return value.values
    return [one for _, _, one in value.intervals(_period(name, period))]


def _period(function: str, period: object) -> Period:
    if isinstance(period, Period):
        return period
    message = f"`{function}` asks for a period, as in {function}(u.strength, mission.period); this is {noun(period)}"
    raise Mismatch(message)
