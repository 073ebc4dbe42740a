"""What documents show of a mission that becomes smaller: steps against ceilings, receivers and their capacity, sites."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from pkdsl.documents import programme, strength
from pkdsl.documents.context import BLANK
from pkdsl.documents.saying import day, listed
from pkdsl.page import Figure, Missing
from pkdsl.pictures.curves import Curve, Curves, Mark, Panel, curves_over_time
from pkdsl.pictures.curves import described as curves_described
from pkdsl.pictures.gantt import Group, Task
from pkdsl.pictures.lights import Light, Lights, Row, described, matrix_of_lights
from pkdsl.values import ConditionDate, Period, Quantity, Steps, given
from pkdsl.values.dates import later

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from pkdsl.documents.context import Context
    from pkdsl.page import Run

NONE = Missing("none")
ASPECTS = ("receiver", "day", "agreement", "capacity", "help", "money")
"""What a handover needs before it can take place."""
_NOTHING: tuple[Light, ...] = ("none", "none", "none", "none")
"""The last four of them, for a task that ends."""
WORDS: dict[Light, str] = {
    "done": "settled",
    "ahead": "still to be settled",
    "late": "not enough",
    "none": "does not apply",
}


@dataclass(frozen=True, slots=True)
class Step:
    """A step of drawing down: what the plan says, what the days of units say, and what must come first."""

    mark: str
    title: str
    date: Run
    area: str | Missing
    units: str | Missing
    planned: Run
    computed: Run
    authorised: Run
    remaining: str
    exposed: str
    cover: str | Missing
    conditions: str | Missing
    decision: str | Missing


@dataclass(frozen=True, slots=True)
class Handover:
    """A task that somebody takes over, or that ends."""

    mark: str
    task: str | Missing
    to: str | Missing
    date: Run
    required: Run
    capacity: Run
    support: str | Missing
    supported_by: str | Missing
    funded_by: str | Missing
    signed: Run


@dataclass(frozen=True, slots=True)
class Closure:
    """A site that is closed."""

    location: str | Missing
    starts: Run
    last_person: Run
    last_asset: Run
    guard: str | Missing
    handed_to: str | Missing
    cleared: Run
    after: str


def when(value: Any) -> Any:  # noqa: ANN401 -- a date, a planned one, or Unknown
    """A planned date as a day."""
    return value.date if isinstance(value, ConditionDate) else value


def by_day(context: Context, kind: str, name: str) -> list[Any]:
    """All of a kind by the day in a field; those without one last."""
    found = context.all(kind)
    return sorted(
        found,
        key=lambda each: (str(when(getattr(each, name))) if given(getattr(each, name)) else "~", context.title(each)),
    )


# -- steps ------------------------------------------------------------------------------------------------------------


def steps(context: Context) -> tuple[Step, ...]:
    """The steps by their days, numbered as the picture numbers them."""
    return tuple(_step(context, each, n) for n, each in enumerate(by_day(context, "drawdown", "date"), 1))


def _step(context: Context, each: Any, number: int) -> Step:  # noqa: ANN401 -- a drawdown
    return Step(
        str(number), context.title(each), context.figure(each, "date"), context.text(each, "area"),
        context.text(each, "units"), context.figure(each, "strength_after"), context.figure(each, "strength"),
        context.figure(each, "authorised"), _named(context, each, "remaining"), _named(context, each, "exposed"),
        context.text(each, "cover"), context.text(each, "conditions", absent=NONE), context.text(each, "decision", absent=NONE),
    )  # fmt: skip


def _named(context: Context, each: Any, name: str) -> str:  # noqa: ANN401 -- a drawdown
    said = context.text(each, name, absent=NONE)
    return said if isinstance(said, str) else ""


def picture(context: Context) -> Figure | None:
    """People in uniform against what ceilings allow, and the steps as planned; None where no step has a day."""
    span, ceilings = strength.period(context), [one for one in strength.ceilings(context) if _in_uniform(one)]
    marks = tuple(_marks(context))
    if span is None or not marks or any(context.withholds(each, "strength") for each in ceilings):
        return None
    span = Period(span.start, max(span.end, later(max(mark.day for mark in marks), 14)))
    curves = (
        Curve("in theatre, by the days of units", _people(strength.total(each.strength for each in ceilings), span)),
        Curve("allowed by ceilings", _people(strength.total(each.value for each in ceilings), span)),
    )
    panel = Panel("Persons in uniform", tuple(curve for curve in curves if curve.points), marks=marks)
    title = "Steps of drawing down against strength and ceilings"
    data = Curves(
        (panel,), span.start, span.end, "", context.day, "drawdown", title, 190, "left after a step, as planned"
    )
    return Figure(curves_over_time(data), (f"{title}.",), curves_described(data))


def _in_uniform(ceiling: Any) -> bool:  # noqa: ANN401 -- a ceiling
    civilians = given(ceiling.category) and set(ceiling.category) == {"civilians"}
    return not given(ceiling.part_of) and not civilians


def _marks(context: Context) -> Iterator[Mark]:
    for number, each in enumerate(by_day(context, "drawdown", "date"), 1):
        left = each.strength_after
        hidden = context.withholds(each, "date") or context.withholds(each, "strength_after")
        if given(each.date) and isinstance(left, Quantity) and not hidden:
            yield Mark(when(each.date), Fraction(left.number), str(number))


def _people(people: Any, span: Period) -> tuple[tuple[date, Fraction], ...]:  # noqa: ANN401 -- a value over time
    if not isinstance(people, Steps):
        return ()
    return tuple((first, Fraction(one.number)) for first, _, one in people.intervals(span) if isinstance(one, Quantity))


# -- handovers --------------------------------------------------------------------------------------------------------


def handovers(context: Context) -> tuple[Handover, ...]:
    """The handovers by their days."""
    return tuple(_handover(context, each, n) for n, each in enumerate(by_day(context, "handover", "date"), 1))


def _handover(context: Context, each: Any, number: int) -> Handover:  # noqa: ANN401 -- a handover
    ends = given(each.to) and isinstance(each.to, str)
    absent = NONE if ends else BLANK
    return Handover(
        str(number), context.text(each, "task"), "nobody; it ends" if ends else context.text(each, "to"),
        context.figure(each, "date"), context.figure(each, "required", absent=absent),
        context.figure(each, "capacity", absent=absent), context.text(each, "support", absent=absent),
        context.text(each, "supported_by", absent=absent), context.text(each, "funded_by", absent=absent),
        context.figure(each, "signed", absent=absent),
    )  # fmt: skip


def matrix(context: Context) -> Figure | None:
    """What of each handover is settled; None where there is none, or these readers may not see all of it."""
    found = by_day(context, "handover", "date")
    if not found or any(
        context.withholds(each, name) for each in found for name in ("to", "capacity", "signed", "date")
    ):
        return None
    rows = tuple(
        Row(f"{n} {_task(context, each)}", tuple(_lights(context, each)), _short(each))
        for n, each in enumerate(found, 1)
    )
    title = "What of each handover is settled"
    data = Lights(ASPECTS, rows, "On", "handover", title, WORDS)
    return Figure(matrix_of_lights(data), (f"{title}.",), described(data))


def _task(context: Context, each: Any) -> str:  # noqa: ANN401 -- a handover
    task = context.text(each, "task")
    return task if isinstance(task, str) else context.title(each)


def _short(each: Any) -> str:  # noqa: ANN401 -- a handover
    return day(when(each.date)) if given(each.date) else BLANK.text


def _lights(context: Context, each: Any) -> Iterator[Light]:  # noqa: ANN401 -- a handover
    ends = given(each.to) and isinstance(each.to, str)
    yield "done" if given(each.to) else "ahead"
    yield "done" if given(each.date) else "ahead"
    if ends:
        yield from _NOTHING
        return
    signed = given(each.signed) and (context.day is None or each.signed <= context.day)
    yield "done" if signed else "ahead"
    yield _enough(each)
    yield "done" if given(each.support) else "ahead"
    yield "done" if given(each.funded_by) else "ahead"


def _enough(each: Any) -> Light:  # noqa: ANN401 -- a handover
    """Whether the receiver can do by then what it takes."""
    needed, there = each.required, each.capacity
    if (
        not isinstance(needed, Quantity)
        or not isinstance(there, Quantity)
        or needed.unit.dimension != there.unit.dimension
    ):
        return "ahead"
    return "done" if there.number_in(needed.unit) >= needed.number else "late"


def capacities(context: Context) -> tuple[Figure, ...]:
    """What each receiver is planned to be able to do, and what its handovers take."""
    found = (_capacity(context, each) for each in sorted(context.all("institution"), key=context.title))
    return tuple(figure for figure in found if figure is not None)


def _capacity(context: Context, each: Any) -> Figure | None:  # noqa: ANN401 -- an institution
    marks = tuple(
        Mark(when(one.date), Fraction(one.required.number), str(n))
        for n, one in enumerate(by_day(context, "handover", "date"), 1)
        if given(one.to) and one.to is each and given(one.date) and isinstance(one.required, Quantity)
    )
    planned = each.capacity
    if not isinstance(planned, Steps) or context.withholds(each, "capacity"):
        return None
    ends = [*planned.days, *(mark.day for mark in marks)]
    if not ends:
        return None
    span = Period(later(min(ends), -14), later(max(ends), 60))
    counted = f", {each.measure}" if given(each.measure) else ""
    title, name = context.title(each), f"capacity-{context.plan.node_of(each).name}"
    panel = Panel(f"{title}{counted}", (Curve("capacity as planned", _people(planned, span)),), marks=marks)
    data = Curves(
        (panel,), span.start, span.end, "", context.day, name, title, 96, "what a handover takes, by its number"
    )
    return Figure(curves_over_time(data), (f"{title}: capacity, and what its handovers take.",), curves_described(data))


# -- sites ------------------------------------------------------------------------------------------------------------


def closures(context: Context) -> tuple[Closure, ...]:
    """The sites in the order in which they close."""
    return tuple(_closure(context, each) for each in by_day(context, "closure", "starts"))


def _closure(context: Context, each: Any) -> Closure:  # noqa: ANN401 -- a closure
    after = [context.text(one, "location") for one in context.visible(each.after)]
    return Closure(
        context.text(each, "location"), context.figure(each, "starts"), context.figure(each, "last_person"),
        context.figure(each, "last_asset"), context.text(each, "guard"), context.text(each, "handed_to"),
        context.figure(each, "environment_cleared"), listed(one for one in after if isinstance(one, str)) or "none",
    )  # fmt: skip


def timeline(context: Context) -> tuple[Figure, ...]:
    """Steps, handovers, closures and winding up on one axis of days."""
    groups = (
        Group("Transition", tuple(_spans(context, "transition_plan", "starts", "deadline"))),
        Group("Steps of drawing down", tuple(_spans(context, "drawdown", "date", "date"))),
        Group("Handovers", tuple(_spans(context, "handover", "date", "date"))),
        Group("Sites", tuple(_spans(context, "closure", "starts", "ends"))),
        Group("Equipment goes home", tuple(_homeward(context))),
        Group("Winding up", tuple(_periods(context, "liquidation"))),
    )
    return programme.charts(
        context, tuple(group for group in groups if group.tasks), name="leaving", title="Transition, step by step"
    )


def _spans(context: Context, kind: str, first: str, last: str) -> Iterator[Task]:
    for each in by_day(context, kind, first):
        start, end = when(getattr(each, first)), when(getattr(each, last))
        if given(start) and not context.withholds(each, first) and not context.withholds(each, last):
            yield Task(context.title(each), start, max(end, start) if given(end) else start)


def _homeward(context: Context) -> Iterable[Task]:
    for each in homeward(context):
        start, end = when(each.ready_to_load), when(each.required_by)
        if given(start) and given(end) and not context.withholds(each, "required_by"):
            yield Task(context.title(each), min(start, end), max(start, end))


def homeward(context: Context) -> list[Any]:
    """The movements by which equipment goes home."""
    found = by_day(context, "movement", "required_by")
    return [each for each in found if given(each.purpose) and each.purpose == "repatriation"]


def _periods(context: Context, kind: str) -> Iterator[Task]:
    for each in context.all(kind):
        if isinstance(each.period, Period) and not context.withholds(each, "period"):
            yield Task(context.title(each), each.period.start, each.period.end)
