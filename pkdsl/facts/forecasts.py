"""When targets, benchmarks and exit criteria will be met, if things go on as they have; and since when they are.

The method is the line of least squares through the baseline and all observations up to today. It is exact: sums of
fractions, no rounding before the day, and a day that has begun counts. The uncertainty that it states is that of the
trend alone: one standard error better and worse, the line turned about the mean of the values. In about two cases of
three the truth lies between, if what drove the indicator so far goes on driving it; the method knows of nothing else.

Source: ordinary least squares and the standard error of its slope.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import ceil, isqrt
from typing import TYPE_CHECKING, NamedTuple

from pkdsl.entities.monitoring import Benchmark, Indicator
from pkdsl.entities.transition import ExitCriterion
from pkdsl.plan.facts import derives
from pkdsl.values import ConditionDate, Mismatch, Months, Quantity, Steps, Threshold, Unknown, given, unknown_of
from pkdsl.values.common import DAY
from pkdsl.values.dates import LAST_DAY, ONE_DAY, later, months_later
from pkdsl.values.number import exact
from pkdsl.values.operators import binary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pkdsl.plan.plan import Plan
    from pkdsl.values import Number, Unit
    from pkdsl.values.value import Value

TREND_DAYS = 30
"""The days that a trend is said for."""
SCATTERED = 3
"""So many values are needed to see how they scatter about their line."""
ZERO = Fraction(0)
DIGITS = 10**9
"""A root is taken to so many parts of one."""


class _Line(NamedTuple):
    """The line of least squares: a value and a day it passes through, its slope a day, and that slope's error."""

    unit: Unit
    middle: Fraction
    height: Fraction
    slope: Fraction
    error: Fraction | None

    def reaches(self, level: Number, more: Number = 0) -> date | None:
        """The day on which it comes to `level`, its slope changed by so many standard errors."""
        if more and self.error is None:
            return None
        slope = self.slope + more * (self.error or 0)
        if not slope:
            return None
        ordinal = ceil(self.middle + (level - self.height) / slope)
        return date.fromordinal(ordinal) if 1 <= ordinal <= LAST_DAY.toordinal() else None


def _line(indicator: Indicator, plan: Plan) -> _Line | None:
    """Least squares: slope = Σ(x − x̄)(y − ȳ) ÷ Σ(x − x̄)²; error² = Σ(residual²) ÷ (n − 2) ÷ Σ(x − x̄)²."""
    points = _points(indicator, plan)
    if len(points) < 2:  # noqa: PLR2004 -- two points make a line
        return None
    unit = points[-1][1].unit
    xs = [Fraction(day.toordinal()) for day, _ in points]
    ys = [Fraction(value.number_in(unit)) for _, value in points]
    middle, height = sum(xs, ZERO) / len(xs), sum(ys, ZERO) / len(ys)
    spread = sum(((x - middle) ** 2 for x in xs), ZERO)
    slope = sum(((x - middle) * (y - height) for x, y in zip(xs, ys, strict=True)), ZERO) / spread
    rest = sum(((y - height - slope * (x - middle)) ** 2 for x, y in zip(xs, ys, strict=True)), ZERO)
    error = _root(rest / (len(xs) - 2) / spread) if len(xs) >= SCATTERED else None
    return _Line(unit, middle, height, slope, error)


def _points(indicator: Indicator, plan: Plan) -> list[tuple[date, Quantity]]:
    """Baseline and observations up to today, in one measure, by day."""
    today = _day(plan.today())
    found: dict[date, Quantity] = {}
    if not given(today) or not given(indicator.measured):
        return []
    pairs = [(indicator.baseline_date, indicator.baseline), *((one.date, one.value) for one in indicator.observations)]
    for when, value in pairs:
        if given(when) and isinstance(value, Quantity) and _day(when) <= today:
            found[_day(when)] = value
    if len({value.unit.dimension for value in found.values()}) > 1:
        return []
    return sorted(found.items(), key=lambda item: item[0])


def _nothing(indicator: Indicator, plan: Plan) -> Value:
    """What stands for a line or a value where there are too few: what is missing for the latest, else an observation."""
    return plan.missing(indicator, "observation") if given(indicator.measured) else indicator.measured


def _root(square: Fraction) -> Fraction:
    """The square root, to a thousand-millionth."""
    return Fraction(isqrt(square.numerator * DIGITS**2 // square.denominator), DIGITS)


@derives(Indicator, "trend")
def trend(indicator: Indicator, plan: Plan) -> Value:
    """Slope of the line of least squares through baseline and observations up to today, for 30 days."""
    line = _line(indicator, plan)
    return _nothing(indicator, plan) if line is None else _in_30_days(line.slope, line.unit)


@derives(Indicator, "trend_error")
def trend_error(indicator: Indicator, plan: Plan) -> Value:
    """Standard error of the slope, for 30 days: √(Σ residual² ÷ (n − 2) ÷ Σ (day − mean day)²), of three values or more."""
    line = _line(indicator, plan)
    if line is None or line.error is None:
        return _nothing(indicator, plan)
    return _in_30_days(line.error, line.unit)


def _in_30_days(number: Fraction, unit: Unit) -> Quantity:
    return Quantity(exact(number * TREND_DAYS), unit)


@derives(Indicator, "forecast")
def forecast(indicator: Indicator, plan: Plan) -> Value:
    """Day on which the line of least squares through baseline and observations reaches the target, no sooner than today.

    Once the target is reached, the day since which it is. Not given where the line leads away from the target or where
    there is none. What it is uncertain by: `forecast_earliest`, `forecast_latest`.
    """
    target = _target(indicator)
    if not isinstance(target, Threshold):
        return target
    _ = indicator.trend, indicator.forecast_earliest, indicator.forecast_latest  # read here, `why` shows them
    return _when(indicator, target, plan)


@derives(Indicator, "forecast_earliest")
def forecast_earliest(indicator: Indicator, plan: Plan) -> Value:
    """The forecast with the trend better by one standard error, the line turned about the mean of the values."""
    return _turned(indicator, plan, 1)


@derives(Indicator, "forecast_latest")
def forecast_latest(indicator: Indicator, plan: Plan) -> Value:
    """The forecast with the trend worse by one standard error, the line turned about the mean of the values."""
    return _turned(indicator, plan, -1)


def _turned(indicator: Indicator, plan: Plan, better: int) -> Value:
    target, error = _target(indicator), indicator.trend_error
    if not isinstance(target, Threshold) or not given(error):
        return unknown_of((target, error))
    return _when(indicator, target, plan, better if target.operator in RISING else -better)


RISING, FALLING = frozenset({">", ">="}), frozenset({"<", "<="})


def _when(indicator: Indicator, target: Threshold, plan: Plan, more: int = 0) -> Value:
    """The day since which, or the day on which, an indicator meets a threshold."""
    held = _held(indicator, target, plan)
    since = _since(held, plan)
    if given(since):
        return since
    line = _line(indicator, plan)
    if line is None or not isinstance(target.quantity, Quantity):
        return _nothing(indicator, plan)
    slope = line.slope + more * (line.error or 0)
    wanted = slope > 0 if target.operator in RISING else slope < 0 and target.operator in FALLING
    if not wanted or target.quantity.unit.dimension != line.unit.dimension:
        return Unknown(())
    day = line.reaches(target.quantity.number_in(line.unit), more)
    return Unknown(()) if day is None else max(day, _day(plan.today()))


def _target(indicator: Indicator) -> Value:
    """The target as a threshold, by the direction; where that is not given, from baseline to target."""
    target, begun, direction = indicator.target, indicator.baseline, indicator.direction
    if not isinstance(target, Quantity):
        return unknown_of((target,))
    if direction == "range":
        return Unknown(())
    if not given(direction):
        if not isinstance(begun, Quantity) or begun.unit.dimension != target.unit.dimension:
            return unknown_of((begun,))
        return Threshold(">=" if begun.number_in(target.unit) <= target.number else "<=", target)
    return Threshold(">=" if direction == "up" else "<=", target)


# -- since when a threshold is met --------------------------------------------------------------------------------


def _held(indicator: Indicator, target: Threshold, plan: Plan) -> Value:
    """On which days the values meet a threshold: each holds until the next, the latest until it is no longer fresh."""
    missing = plan.missing(indicator, "observation")
    points = _points(indicator, plan)
    if not points:
        return _nothing(indicator, plan)
    steps = [(day, _meets(value, target)) for day, value in points]
    fresh = indicator.fresh_until
    if given(fresh) and fresh < LAST_DAY:
        steps.append((fresh + ONE_DAY, missing))
    return Steps.of(missing, steps)


def _meets(value: Quantity, target: Threshold) -> Value:
    try:
        return binary(target.operator, value, target.quantity)
    except Mismatch:
        return Unknown(())


def _since(held: Value, plan: Plan) -> Value:
    """The first day of the stretch of yes that lasts until today."""
    today = _day(plan.today())
    if not given(held) or not given(today):
        return unknown_of((held, today))
    if held.at(today) is not True:
        return unknown_of((held.at(today),))
    changes = [day for day, _ in held.changes if day <= today]
    return max(changes, default=today)


@derives(Benchmark, "held")
def held_of_benchmark(benchmark: Benchmark, plan: Plan) -> Value:
    """Day by day whether the indicators, all of them or with `logic: any` one, meet their thresholds.

    A value holds until the next is observed; the latest one until it is stale (`fresh_until` of the indicator).
    """
    if not given(benchmark.indicators):
        return benchmark.indicators
    word = "or" if benchmark.logic == "any" else "and"
    result: Value = Steps.always(word == "and")
    for indicator, threshold in benchmark.indicators.items():
        result = binary(word, result, _held(indicator, threshold, plan))
    return result


@derives(Benchmark, "indicated")
def indicated_by_benchmark(benchmark: Benchmark, plan: Plan) -> Value:
    """Whether the indicators meet their thresholds today; whether it is met, a person judges."""
    return _today(benchmark.held, plan)


@derives(Benchmark, "forecast")
def forecast_of_benchmark(benchmark: Benchmark, plan: Plan) -> Value:
    """The latest (with `logic: any` the earliest) of the days on which the lines of its indicators reach the thresholds."""
    if not given(benchmark.indicators):
        return benchmark.indicators
    days = [_when(indicator, threshold, plan) for indicator, threshold in benchmark.indicators.items()]
    known = [day for day in days if given(day)]
    if benchmark.logic == "any":
        return min(known) if known else unknown_of(days)
    return max(known) if known and len(known) == len(days) else unknown_of(days)


# -- exit criteria ------------------------------------------------------------------------------------------------


@derives(ExitCriterion, "held")
def held_of_criterion(criterion: ExitCriterion, plan: Plan) -> Value:
    """Day by day whether its indicator is at the target, and its benchmark indicated, where it names both."""
    parts = []
    if given(criterion.benchmark):
        parts.append(criterion.benchmark.held)
    if given(criterion.indicator):
        wanted = _wanted(criterion)
        parts.append(_held(criterion.indicator, wanted, plan) if isinstance(wanted, Threshold) else wanted)
    return _both(parts) if parts else plan.missing(criterion, "indicator")


@derives(ExitCriterion, "held_since")
def held_since(criterion: ExitCriterion, plan: Plan) -> Value:
    """The first day of the stretch, still going on today, in which the data reach the value."""
    return _since(criterion.held, plan)


@derives(ExitCriterion, "indicated")
def indicated_by_criterion(criterion: ExitCriterion, plan: Plan) -> Value:
    """Whether the data have reached the value on every day for as long as `sustained` asks, today included."""
    now = _today(criterion.held, plan)
    if now is not True:
        return now
    return _lasting(criterion.held_since, criterion.sustained) <= _day(plan.today())


@derives(ExitCriterion, "forecast")
def forecast_of_criterion(criterion: ExitCriterion, plan: Plan) -> Value:
    """Day on which the line of least squares is at the value, and `sustained` after that; of several, the latest."""
    if given(criterion.held_since):
        return _lasting(criterion.held_since, criterion.sustained)
    days = []
    if given(criterion.benchmark):
        days.append(criterion.benchmark.forecast)
    if given(criterion.indicator):
        wanted = _wanted(criterion)
        days.append(_when(criterion.indicator, wanted, plan) if isinstance(wanted, Threshold) else wanted)
    if not days or not all(map(given, days)):
        return unknown_of(days) if days else plan.missing(criterion, "indicator")
    return _lasting(max(days), criterion.sustained)


def _wanted(criterion: ExitCriterion) -> Value:
    """The threshold of the criterion, else the target of its indicator."""
    return criterion.target if given(criterion.target) else _target(criterion.indicator)


def _lasting(day: date, sustained: Value) -> date:
    """The last day of a stretch of that length; without a length, the day itself."""
    if isinstance(sustained, Months):
        return max(months_later(day, sustained.count) - ONE_DAY, day)
    days = ceil(sustained.number_in(DAY)) if given(sustained) else 1
    return later(day, max(days, 1) - 1)


def _both(parts: Iterable[Value]) -> Value:
    result: Value = Steps.always(True)  # noqa: FBT003 -- a value
    for part in parts:
        result = binary("and", result, part)
    return result


def _today(held: Value, plan: Plan) -> Value:
    today = _day(plan.today())
    if not given(held) or not given(today):
        return unknown_of((held, today))
    return held.at(today) if isinstance(held, Steps) else held


def _day(value: Value) -> Value:
    """A planned date as a day."""
    return value.date if isinstance(value, ConditionDate) else value
