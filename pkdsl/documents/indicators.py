"""What documents show of indicators and benchmarks: where they stand, the way they came, where each is reported."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from pkdsl.documents.context import BLANK
from pkdsl.documents.results import WORDS, standing
from pkdsl.documents.saying import counted, day, listed, say, word
from pkdsl.documents.sheet import Pairs, pairs
from pkdsl.page import Figure, Missing
from pkdsl.pictures.axis import day_words
from pkdsl.pictures.curves import Curve, Curves, Mark, Panel, curves_over_time, spread
from pkdsl.pictures.curves import described as curves_described
from pkdsl.pictures.dashboard import Benchmark, Dashboard, Gauge, Standing, dashboard, described
from pkdsl.values import ConditionDate, Quantity, Threshold, given

if TYPE_CHECKING:
    from datetime import date

    from pkdsl.documents.context import Context

PLACES = {"rbb": "results-based budget", "cpas": "performance assessment", "council": "reports to the Council"}
"""Where an indicator is reported."""
NO = Missing("–")


@dataclass(frozen=True, slots=True)
class Entry:
    """One indicator on its sheet."""

    title: str
    facts: Pairs
    way: Figure | None


@dataclass(frozen=True, slots=True)
class Crossing:
    """Where an indicator is reported, and what rests on it."""

    title: str
    places: tuple[str | Missing, ...]
    benchmarks: str | Missing
    criteria: str | Missing


def every(context: Context) -> tuple[Any, ...]:
    """All indicators, by title."""
    return tuple(sorted(context.all("indicator"), key=context.title))


def summary(context: Context) -> str:
    """`4 on track, 1 behind the plan and 2 not to be said`; empty where there is none."""
    found = Counter(str(each.status) if given(each.status) else "unknown" for each in every(context))
    order = ("behind", "stale", "on_track", "reached", "unknown")
    return listed(f"{counted(found[name], _status(name), _status(name))}" for name in order if found[name])


def _status(name: str) -> str:
    return WORDS.get(name, word(name))


def entries(context: Context) -> tuple[Entry, ...]:
    """A sheet for each indicator."""
    return tuple(Entry(context.title(each), _facts(context, each), way(context, each)) for each in every(context))


def _facts(context: Context, each: Any) -> Pairs:  # noqa: ANN401 -- an indicator
    texts = {"Speaks for": "objective", "Level": "level", "Measured in": "measure", "Direction": "direction"}
    figures = {
        "Baseline": "baseline", "Baseline measured on": "baseline_date", "Target": "target", "To be reached by": "due", "Latest value": "latest",
        "Measured on": "measured", "Expected on that day": "expected",
        "Change in 30 days": "trend", "Reached if it goes on like this": "forecast",
    }  # fmt: skip
    return pairs({
        "Stands": standing(context, each), **{label: context.text(each, name) for label, name in texts.items()},
        **{label: context.figure(each, name) for label, name in figures.items()},
        "Progress lacking": context.figure(each, "deviation", words=_lag),
        "Broken down by": context.text(each, "disaggregated"), "Answered for by": context.text(each, "owner"),
    })  # fmt: skip


def _lag(share: Any) -> str:  # noqa: ANN401 -- a share
    """What is lacking of the planned progress; nothing where an indicator is ahead of it."""
    return (
        f"none; {say(Quantity(-share.number, share.unit))} more than was to be expected"
        if share.number < 0
        else say(share)
    )


def crossings(context: Context) -> tuple[Crossing, ...]:
    """The crosswalk: each indicator, where it is reported, and which benchmarks and exit criteria rest on it."""
    return tuple(_crossing(context, each) for each in every(context))


def _crossing(context: Context, each: Any) -> Crossing:  # noqa: ANN401 -- an indicator
    used = each.used_in if given(each.used_in) else ()
    benchmarks = [one for one in context.all("benchmark") if given(one.indicators) and each in one.indicators]
    criteria = [one for one in context.all("exit_criterion") if given(one.indicator) and one.indicator is each]
    return Crossing(
        context.title(each), tuple("yes" if place in used else NO for place in PLACES),
        listed(map(context.title, benchmarks)) or NO, listed(map(context.title, criteria)) or NO,
    )  # fmt: skip


# -- the way so far ---------------------------------------------------------------------------------------------------


def way(context: Context, each: Any) -> Figure | None:  # noqa: ANN401 -- an indicator
    """What was measured beside what was planned; None where there is no value, or these readers may not see it."""
    if context.withholds(each, "latest") or context.withholds(each, "expected"):
        return None
    measured = _points(each, _values(each))
    span = _span(each, measured)
    if not measured or span is None:
        return None
    latest = f"latest {say(each.latest)}, {day(each.measured)}" if given(each.latest) else ""
    title, name, unit = context.title(each), f"way-{context.plan.node_of(each).name}", _unit(each)
    curves = (*_planned(each, span), Curve("measured", measured, "points"))
    panel = Panel(f"{title}, {unit}" if unit else title, curves, latest, _marks(each))
    data = Curves((panel,), *span, "", context.day, name, title, height=92, marked="interim target")
    return Figure(curves_over_time(data), (f"{title}: measured and planned.",), curves_described(data))


def _values(each: Any) -> dict[Any, Any]:  # noqa: ANN401 -- an indicator
    """Baseline and observations by day."""
    return {_when(each.baseline_date): each.baseline, **{_when(one.date): one.value for one in each.observations}}


def _span(each: Any, measured: tuple[tuple[date, Fraction], ...]) -> tuple[date, date] | None:  # noqa: ANN401 -- as above
    """From the first value to the day on which the target is due, or the last value, with some days around."""
    due = _when(each.due)
    ends = (*measured, (due, Fraction(0))) if given(due) else measured
    return spread((Curve("", ends),), margin=14)


def _planned(each: Any, span: tuple[date, date]) -> tuple[Curve, ...]:  # noqa: ANN401 -- an indicator
    """From the baseline over interim targets to the target; of a range its two bounds."""
    if given(each.direction) and each.direction == "range":
        bounds = {"lower bound": each.baseline, "upper bound": each.target}
        levels = ((name, _number(each, value)) for name, value in bounds.items())
        return tuple(
            Curve(name, tuple((one, level) for one in span), "line") for name, level in levels if level is not None
        )
    steps = {_when(one.date): one.value for one in each.interim_targets}
    line = _points(each, {_when(each.baseline_date): each.baseline, **steps, _when(each.due): each.target})
    return (Curve("planned", line, "line"),) if line else ()


def _marks(each: Any) -> tuple[Mark, ...]:  # noqa: ANN401 -- an indicator
    found = _points(
        each, {_when(one.date): one.value for one in each.interim_targets if _when(one.date) != _when(each.due)}
    )
    return tuple(Mark(when, value, "") for when, value in found)


def _points(each: Any, values: dict[Any, Any]) -> tuple[tuple[date, Fraction], ...]:  # noqa: ANN401 -- an indicator
    """The values that are known, by day and in one unit."""
    known = ((when, _number(each, value)) for when, value in values.items() if given(when))
    return tuple(sorted((when, number) for when, number in known if number is not None))


def _number(each: Any, value: Any) -> Fraction | None:  # noqa: ANN401 -- an indicator and an amount
    """An amount in the unit that the indicator is counted in; None where it is of another sort."""
    unit = next((one.unit for one in (each.target, each.baseline, value) if isinstance(one, Quantity)), None)
    if unit is None or not isinstance(value, Quantity) or value.unit.dimension != unit.dimension:
        return None
    return Fraction(value.number_in(unit))


def _when(value: Any) -> Any:  # noqa: ANN401 -- a date, a planned one, or Unknown
    return value.date if isinstance(value, ConditionDate) else value


def _unit(each: Any) -> str:  # noqa: ANN401 -- an indicator
    if given(each.measure):
        return str(each.measure)
    return str(each.latest.unit.text) if isinstance(each.latest, Quantity) else ""


# -- benchmarks -------------------------------------------------------------------------------------------------------


def board(context: Context) -> Figure | None:
    """All benchmarks with what shows them, by the day on which they are due; None where there is none."""
    found = sorted(
        context.all("benchmark"),
        key=lambda each: (str(_when(each.due)) if given(each.due) else "~", context.title(each)),
    )
    if not found:
        return None
    data = Dashboard(tuple(_benchmark(context, each) for each in found), title="Benchmarks and what shows them")
    return Figure(dashboard(data), ("Benchmarks and what their indicators show.",), described(data))


def _benchmark(context: Context, each: Any) -> Benchmark:  # noqa: ANN401 -- a benchmark
    goals = each.indicators.items() if given(each.indicators) else ()
    gauges = tuple(_gauge(context, key, value) for key, value in goals if context.shows(key))
    due = _when(context.get(each, "due"))
    said = BLANK.text if not given(due) or context.withholds(each, "due") else day_words(due)
    return Benchmark(context.title(each), judged(context, each), said, gauges)


def judged(context: Context, each: Any) -> Standing:  # noqa: ANN401 -- a benchmark or an exit criterion
    """Whether somebody judged it to be met, the data say so, they do not, or nothing can be said."""
    if given(each.met) and (context.day is None or each.met <= context.day):
        return "met"
    if not given(each.indicated) or context.withholds(each, "indicated"):
        return "unknown"
    return "indicated" if each.indicated is True else "open"


def _gauge(context: Context, each: Any, goal: Any) -> Gauge:  # noqa: ANN401 -- an indicator and a threshold
    seen = not context.withholds(each, "latest")
    latest, status = context.text(each, "latest"), context.text(each, "status")
    value = goal.quantity if isinstance(goal, Threshold) else goal
    return Gauge(
        context.title(each), _points(each, _values(each)) if seen else (), _number(each, value),
        latest if isinstance(latest, str) else latest.text, say(goal),
        _status(str(each.status)) if isinstance(status, str) else BLANK.text,
    )  # fmt: skip
