"""How far one comes, day by day, at a rate per day that changes: on a road, at a quay, in a queue."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from pkdsl.values.dates import LAST_DAY, ONE_DAY, Period
from pkdsl.values.quantity import Quantity
from pkdsl.values.steps import Steps

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from pkdsl.values.number import Number
    from pkdsl.values.unit import Unit


class Clock(NamedTuple):
    """A day, and the share of it that is used up."""

    day: date
    used: Fraction = Fraction(0)


def worked_off(amount: Number, rate: Steps[Number], start: Clock) -> Clock | None:
    """When an amount is worked off at so much a day; None if that is never.

    A day gives its rate times the share of it that is left; the work goes on the next day, and waits while the rate is
    nought. So 1,400 km at 150 km a day take nine days and a third of the tenth.
    """
    left, used, begins = Fraction(amount), start.used, start.day
    if not left:
        return start
    for first, last, per_day in rate.intervals(Period(begins, LAST_DAY)):
        if per_day <= 0:
            used = Fraction(0)
            continue
        days = (last - first).days + 1
        needed = used + left / per_day
        if needed <= days:
            whole = -(-needed.numerator // needed.denominator) - 1
            return Clock(first + whole * ONE_DAY, needed - whole)
        left -= (days - used) * per_day
        used = Fraction(0)
    return None


def by_day(amount: Number, rate: Steps[Number], start: Clock, last: date) -> Iterator[tuple[date, Fraction]]:
    """How much of an amount is worked off on each day up to the last."""
    left, used, day = Fraction(amount), start.used, start.day
    while left and day <= last:
        some = min(left, (1 - used) * rate.at(day))
        if some:
            yield day, some
        left, used, day = left - some, Fraction(0), day + ONE_DAY


def on_days(amounts: Mapping[date, Fraction], unit: Unit) -> Steps[Quantity]:
    """Amounts on single days as a value over time; nought on all others."""
    result: Steps[Quantity] = Steps.always(Quantity(0, unit))
    for day, some in sorted(amounts.items()):
        result = result.during(Period(day, day), Quantity(some, unit))
    return result
