"""Hours that aircraft fly: with movements, and on supply lines.

Source: there and back, distance ÷ speed for each load.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from pkdsl.entities.force import Leg, Lift
from pkdsl.entities.places import SupplyLine
from pkdsl.plan.facts import derives
from pkdsl.values import Period, Quantity, Steps, given, unknown_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pkdsl.plan.plan import Plan
    from pkdsl.values.number import Number
    from pkdsl.values.value import Value


@derives(Lift, "hours_flown")
def hours_flown(lift: Lift, plan: Plan) -> Value:
    """In each month, loads × 2 × distance ÷ speed of its legs, and of what must come by its supply lines.

    A leg counts in the month in which it leaves. A line counts for the aircraft of who runs it, by its load; several
    sorts of aircraft of one provider share it equally.
    """
    period, speed = plan.period(), lift.speed
    if not isinstance(period, Period) or not given(speed) or lift.mode != "air":
        return unknown_of((period, speed)) if lift.mode == "air" else plan.missing(lift, "hours_flown")
    hours: defaultdict[date, Number] = defaultdict(Fraction)
    for leg in plan.all(Leg):
        if leg.by is lift and given(leg.leaves) and given(leg.distance):
            hours[leg.leaves.replace(day=1)] += leg.loads * _there_and_back([leg.distance], lift, plan)
    for line in plan.all(SupplyLine):
        for month, some in _of_line(line, lift, period, plan):
            hours[month] += some
    unit = plan.units.parse("h/month")
    return Steps.of(Quantity(0, unit), [(first, Quantity(hours[first], unit)) for first in _months(period)])


def _of_line(line: SupplyLine, lift: Lift, period: Period, plan: Plan) -> Iterator[tuple[date, Number]]:
    """The hours that a lift flies for a supply line in each month."""
    routes = line.via if given(line.via) else ()
    lengths = [route.length for route in routes]
    if not given(line.by) or line.by is not lift.provider or not lengths or any(one.mode != "air" for one in routes):
        return
    if not given(line.load) or not given(lift.payload) or not all(map(given, lengths)):
        return
    sorts = sum(1 for other in plan.all(Lift) if other.provider is line.by and other.mode == "air")
    each = _there_and_back(lengths, lift, plan) / lift.payload.number_in(plan.units.parse("t")) / sorts
    tonnes = plan.units.parse("t/day")
    for first, last, load in line.load.intervals(period):
        for start, end in _by_month(first, last):
            yield start.replace(day=1), each * load.number_in(tonnes) * ((end - start).days + 1) if given(load) else 0


def _there_and_back(lengths: Sequence[Quantity], lift: Lift, plan: Plan) -> Fraction:
    km, speed = plan.units.parse("km"), lift.speed.number_in(plan.units.parse("km/h"))
    return Fraction(2 * sum(length.number_in(km) for length in lengths)) / speed


def _months(period: Period) -> Iterator[date]:
    """The first day of each month that a period touches, and of the one after it."""
    day = period.start.replace(day=1)
    while day <= period.end:
        yield day
        day = _next(day)
    yield day


def _by_month(first: date, last: date) -> Iterator[tuple[date, date]]:
    """A stretch, cut at the ends of months."""
    while first <= last:
        end = min(last, date.fromordinal(_next(first.replace(day=1)).toordinal() - 1))
        yield first, end
        first = date.fromordinal(end.toordinal() + 1)


def _next(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
