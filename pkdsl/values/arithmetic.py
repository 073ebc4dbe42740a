"""`+ - * /` and comparisons of two plain values."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from pkdsl.values.common import DAY, DAY_SECONDS, MONTH, MONTH_MEASURE
from pkdsl.values.dates import MINUTES_OF_DAY, Months, TimeOfDay, add_days, add_months
from pkdsl.values.dimension import NONE, TIME
from pkdsl.values.errors import Mismatch, Undefined
from pkdsl.values.number import Number, divide, exact, times
from pkdsl.values.quantity import Quantity
from pkdsl.values.said import cannot, do_not_fit
from pkdsl.values.unit import NO_UNIT, PERCENT, UNTYPED, Unit, product, quotient, unit_of

if TYPE_CHECKING:
    from collections.abc import Callable

NOTHING = Quantity(0, UNTYPED)
"""The sum of nothing: zero of whatever it meets."""


def add(left: Any, right: Any) -> Any:  # noqa: ANN401 -- values of any type come in, and their sum goes out
    """`left + right`."""
    if type(left) is Quantity and type(right) is Quantity:
        return _sum(left, right)
    if isinstance(right, date):
        left, right = right, left
    if isinstance(left, date):
        return _later(left, right, 1)
    if isinstance(left, Months) and isinstance(right, Months):
        return Months(left.count + right.count)
    if isinstance(left, TimeOfDay) and _is_exact_duration(right):
        return _clock(left, right, 1)
    _refuse_durations("added", left, right)
    if isinstance(left, str) and isinstance(right, str):
        message = "texts are not added; write one text with `{…}` where a value goes"
        raise Mismatch(message)
    raise cannot("+", left, right)


def subtract(left: Any, right: Any) -> Any:  # noqa: ANN401 -- see add
    """`left - right`."""
    if type(left) is Quantity and type(right) is Quantity:
        return _difference(left, right)
    if isinstance(left, date):
        return Quantity((left - right).days, DAY) if isinstance(right, date) else _later(left, right, -1)
    if isinstance(left, Months) and isinstance(right, Months):
        return Months(left.count - right.count)
    if isinstance(left, TimeOfDay) and _is_exact_duration(right):
        return _clock(left, right, -1)
    _refuse_durations("subtracted", left, right)
    raise cannot("-", left, right)


def multiply(left: Any, right: Any) -> Any:  # noqa: ANN401 -- see add
    """`left * right`."""
    if isinstance(left, Months) and isinstance(right, Quantity):
        return _months_times(left, right)
    if isinstance(right, Months) and isinstance(left, Quantity):
        return _months_times(right, left)
    if not (isinstance(left, Quantity) and isinstance(right, Quantity)):
        raise cannot("*", left, right)
    if left.unit is UNTYPED or right.unit is UNTYPED:
        return NOTHING
    if right.unit is NO_UNIT:
        return Quantity(times(left.number, right.number), left.unit)
    unit, scale = product(left.unit, right.unit)
    return Quantity(times(left.number, right.number, scale), unit)


def quotient_of(left: Any, right: Any) -> Any:  # noqa: ANN401 -- see add
    """`left / right`; a division by zero is `Undefined`."""
    if isinstance(left, Months) and isinstance(right, Quantity) and right.unit.dimension == NONE:
        return _months_times(left, Quantity(divide(1, _divisor(right) * right.unit.factor)))
    left, right = _measured(left), _measured(right)
    if not (isinstance(left, Quantity) and isinstance(right, Quantity)):
        raise cannot("/", left, right)
    divisor = _divisor(right)
    if left.unit is UNTYPED:
        return NOTHING
    unit, scale = quotient(left.unit, right.unit)
    return Quantity(divide(left.number * scale, divisor), unit)


def share_of(left: Any, right: Any) -> Any:  # noqa: ANN401 -- see add
    """`5% of right`."""
    if not (isinstance(left, Quantity) and (left.unit is PERCENT or left.unit is NO_UNIT)):
        message = "`of` takes a percentage on its left, as in `5% of total`"
        raise Mismatch(message)
    if left.unit is PERCENT and isinstance(right, Quantity) and right.unit is not UNTYPED:
        return Quantity(exact(Fraction(left.number) * right.number / 100), right.unit)
    return multiply(left, right)


def is_exact_days(duration: Quantity) -> int | None:
    """How many whole days it is; None if it is not."""
    days = exact(Fraction(duration.number) * duration.unit.factor / DAY_SECONDS)
    return days if isinstance(days, int) else None


def in_common(operator: str, left: Quantity, right: Quantity) -> tuple[Number, Number]:
    """Both numbers in one unit, to compare them."""
    if left.unit is right.unit or left.unit is UNTYPED or right.unit is UNTYPED:
        return left.number, right.number
    if not _addable(left.unit, right.unit):
        raise do_not_fit(operator, left.unit, right.unit)
    return left.number * left.unit.factor, right.number * right.unit.factor


def _sum(left: Quantity, right: Quantity) -> Quantity:
    if left.unit is right.unit or right.unit is UNTYPED:
        return Quantity(exact(left.number + right.number), left.unit)
    if left.unit is UNTYPED:
        return right
    if not _addable(left.unit, right.unit):
        raise do_not_fit("+", left.unit, right.unit)
    return Quantity(exact(left.number + right.number_in(left.unit)), left.unit)


def _difference(left: Quantity, right: Quantity) -> Quantity:
    if left.unit is right.unit or right.unit is UNTYPED:
        return Quantity(exact(left.number - right.number), left.unit)
    if left.unit is UNTYPED:
        return Quantity(-right.number, right.unit)
    if not _addable(left.unit, right.unit):
        raise do_not_fit("-", left.unit, right.unit)
    return Quantity(exact(left.number - right.number_in(left.unit)), left.unit)


def _addable(left: Unit, right: Unit) -> bool:
    return left.dimension == right.dimension


def _is_exact_duration(value: object) -> bool:
    return isinstance(value, Quantity) and value.unit.dimension == TIME


def _later(day: date, duration: object, sign: int) -> date:
    """A date moved by a duration."""
    if isinstance(duration, Months):
        return add_months(day, sign * duration.count)
    if not isinstance(duration, Quantity):
        raise cannot("+" if sign > 0 else "-", day, duration)
    if duration.unit is NO_UNIT:
        message = "a date and a bare number do not add; write a duration, as in `+ 60 days`"
        raise Mismatch(message)
    if duration.unit is not UNTYPED and duration.unit.dimension != TIME:
        raise cannot("+" if sign > 0 else "-", day, duration)
    days = is_exact_days(duration) if duration.number else 0
    if days is None:
        message = "a date moves by whole days only; this duration is not a whole number of days"
        raise Mismatch(message)
    return add_days(day, sign * days)


def _clock(time: TimeOfDay, duration: Quantity, sign: int) -> TimeOfDay:
    minutes = exact(Fraction(duration.number) * duration.unit.factor / 60)
    if not isinstance(minutes, int):
        message = "a time of day moves by whole minutes only"
        raise Mismatch(message)
    return TimeOfDay((time.minute + sign * minutes) % MINUTES_OF_DAY, time.zone)


def _refuse_durations(done: str, left: object, right: object) -> None:
    pair = (left, right)
    if any(isinstance(v, Months) for v in pair) and any(_is_exact_duration(v) for v in pair):
        message = f"exact days and calendar months cannot be {done}; add them to a date, one after the other"
        raise Mismatch(message)


def _months_times(months: Months, factor: Quantity) -> Months | Quantity:
    """A calendar duration times a number stays one while it is whole; times a rate it takes the rate's months."""
    if factor.unit is UNTYPED:
        return NOTHING
    if factor.unit.dimension == NONE:
        count = exact(Fraction(months.count) * factor.number * factor.unit.factor)
        return Months(count) if isinstance(count, int) else Quantity(count, MONTH)
    measured = _measured(months)
    unit, scale = product(factor.unit, measured.unit)
    return Quantity(exact(factor.number * measured.number * scale), unit)


def _measured(value: Any) -> Any:  # noqa: ANN401 -- see add
    """A calendar duration as a quantity, for lack of a calendar."""
    return Quantity(value.count, unit_of(((MONTH_MEASURE, 1),))) if isinstance(value, Months) else value


def _divisor(right: Quantity) -> Number:
    if right.number == 0:
        message = "this divides by zero"
        raise Undefined(message)
    return right.number


ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "+": add, "-": subtract, "*": multiply, "/": quotient_of, "of": share_of,
}  # fmt: skip
