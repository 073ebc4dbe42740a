"""Where indicators stand: latest value, planned line, how far behind, and whether the figures are still fresh.

Source: results-based budget of UNDOF 2007/08 and the performance assessment system CPAS (read).
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from pkdsl.entities.monitoring import Indicator
from pkdsl.plan.facts import derives
from pkdsl.values import DAY, HOLE, NO_UNIT, PERCENT, ConditionDate, Months, Quantity, Unknown, Word, given, unknown_of
from pkdsl.values.dates import later, months_later
from pkdsl.values.number import exact

if TYPE_CHECKING:
    from datetime import date

    from pkdsl.plan.plan import Plan
    from pkdsl.values import Number
    from pkdsl.values.value import Value

STATUS = ("unknown", "stale", "behind", "on_track", "reached")


@derives(Indicator, "measured")
def measured(indicator: Indicator, plan: Plan) -> Value:
    """The day of the last observation on or before today; where there is none, of the baseline."""
    today = plan.today()
    if not given(today) or _unread(indicator):
        return HOLE if given(today) else today
    days = [day for day, _ in _values(indicator) if day <= _day(today)]
    return max(days) if days else plan.missing(indicator, "observation")


@derives(Indicator, "latest")
def latest(indicator: Indicator, plan: Plan) -> Value:
    """The value of the last observation on or before today; where there is none, the baseline."""
    day = indicator.measured
    return day if not given(day) else dict(_values(indicator))[day]


@derives(Indicator, "fresh_until")
def fresh_until(indicator: Indicator, plan: Plan) -> Value:
    """The day of the latest value plus `every` × `policy.stale_factor`, whole days."""
    day, every = indicator.measured, indicator.every
    factor = plan.parameter("policy", "stale_factor", plan.span_of(indicator))
    if not all(map(given, (day, every, factor))):
        return unknown_of((day, every, factor))
    interval = (months_later(day, every.count) - day).days if isinstance(every, Months) else every.number_in(DAY)
    return later(day, max(int(interval * factor.number), 0))


@derives(Indicator, "expected")
def expected(indicator: Indicator, plan: Plan) -> Value:
    """The straight line from baseline over interim targets to target, on the day of the latest value.

    Before the day of the baseline it is the baseline, after the day on which the target is due the target. An indicator
    that should stay in a range has no such line.
    """
    needed = (indicator.measured, indicator.baseline, indicator.baseline_date, indicator.target, indicator.due)
    if not all(map(given, needed)):
        return unknown_of(needed)
    if indicator.direction == "range" or not _in_one_measure(indicator):
        return Unknown(())
    unit = indicator.target.unit
    ends = [(_day(indicator.baseline_date), indicator.baseline), (_day(indicator.due), indicator.target)]
    steps = [(_day(step.date), step.value) for step in indicator.interim_targets if given(step.date)]
    line = dict(sorted((day, value.number_in(unit)) for day, value in (*steps, *ends) if given(value)))
    return Quantity(_on(line, indicator.measured), unit)


def _on(line: dict[date, Number], day: date) -> Number:
    """The value of a line through points, on a day; beyond its ends it goes on level."""
    days = list(line)
    before = [known for known in days if known <= day]
    after = [known for known in days if known > day]
    if not before or not after:
        return line[before[-1] if before else after[0]]
    first, last = before[-1], after[0]
    share = Fraction((day - first).days, (last - first).days)
    return exact(line[first] + (line[last] - line[first]) * share)


@derives(Indicator, "deviation")
def deviation(indicator: Indicator, plan: Plan) -> Value:
    """(expected − latest) ÷ (expected − baseline): the share of the planned progress that is lacking.

    For a range, whose bounds are baseline and target, the distance to it as a share of its width. Unknown as long as
    no progress is planned.
    """
    if indicator.direction == "range":
        return _outside(indicator)
    needed = (indicator.latest, indicator.expected, indicator.baseline)
    if not all(map(given, needed)):
        return unknown_of(needed)
    now, planned, begun = (value.number_in(indicator.expected.unit) for value in needed)
    return Unknown(()) if planned == begun else _percent(planned - now, planned - begun)


def _outside(indicator: Indicator) -> Value:
    needed = (indicator.latest, indicator.baseline, indicator.target)
    if not all(map(given, needed)) or not _in_one_measure(indicator):
        return unknown_of(needed)
    now, *bounds = (value.number_in(indicator.target.unit) for value in needed)
    low, high = min(bounds), max(bounds)
    return Unknown(()) if low == high else _percent(max(low - now, now - high, 0), high - low)


def _percent(part: Number, whole: Number) -> Quantity:
    return Quantity(exact(Fraction(100 * part) / whole), PERCENT)


@derives(Indicator, "status")
def status(indicator: Indicator, plan: Plan) -> Value:
    """Stale once its latest value is too old; else reached, behind by more than `policy.dev`, or on track.

    Without a value, a target, or a line to hold it against, it is unknown.
    """
    today = plan.today()
    if not given(today):
        return today
    if not given(indicator.latest) or not given(indicator.target) or not _in_one_measure(indicator):
        return _word("unknown")
    if given(indicator.fresh_until) and _day(today) > indicator.fresh_until:
        return _word("stale")
    if _reached(indicator):
        return _word("reached")
    lag = indicator.deviation
    most = plan.parameter("policy", "dev", plan.span_of(indicator))
    if not given(lag) or not given(most):
        return _word("unknown") if given(most) else most
    return _word("behind" if lag.number_in(NO_UNIT) > most.number_in(NO_UNIT) else "on_track")


def _reached(indicator: Indicator) -> bool:
    """Whether the latest value is at the target, or beyond it in the direction; a range is never reached for good."""
    now, target = indicator.latest, indicator.target.number
    value = now.number_in(indicator.target.unit)
    if indicator.direction == "range":
        return False
    if given(indicator.direction):
        return bool(value >= target if indicator.direction == "up" else value <= target)
    return given(indicator.baseline) and bool(
        value >= target if indicator.baseline.number_in(indicator.target.unit) <= target else value <= target
    )


def _values(indicator: Indicator) -> list[tuple[date, Quantity]]:
    """The baseline and all observations, by day; what is observed on the baseline's day holds."""
    found: dict[date, Quantity] = {}
    if given(indicator.baseline_date) and isinstance(indicator.baseline, Quantity):
        found[_day(indicator.baseline_date)] = indicator.baseline
    for each in indicator.observations:
        if given(each.date) and isinstance(each.value, Quantity):
            found[_day(each.date)] = each.value
    return sorted(found.items(), key=lambda item: item[0])


def _unread(indicator: Indicator) -> bool:
    """Whether one of its values has a mistake, which has its finding: then nothing follows from the others."""
    parts = [(indicator.baseline_date, indicator.baseline), *((one.date, one.value) for one in indicator.observations)]
    return any(value is HOLE for pair in parts for value in pair)


def _in_one_measure(indicator: Indicator) -> bool:
    """Whether target, baseline, interim targets and latest value can be compared."""
    amounts = [indicator.target, indicator.baseline, indicator.latest, *(s.value for s in indicator.interim_targets)]
    known = [value for value in amounts if given(value)]
    return len({value.unit.dimension for value in known if isinstance(value, Quantity)}) == 1 and all(
        isinstance(value, Quantity) for value in known
    )


def _word(word: str) -> Word:
    return Word(word, STATUS)


def _day(value: Value) -> Value:
    """A planned date as a day."""
    return value.date if isinstance(value, ConditionDate) else value
