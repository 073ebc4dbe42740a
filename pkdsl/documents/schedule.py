"""What documents show of time: phases as bars, milestones as days, and what the Council does next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pkdsl.documents.context import NOT_GIVEN
from pkdsl.documents.saying import day, labelled, say
from pkdsl.page import Figure
from pkdsl.pictures import Bar, Milestone, Timeline, phase_timeline
from pkdsl.pictures.phases import described
from pkdsl.tongues import tell
from pkdsl.values import ConditionDate, Period, given

if TYPE_CHECKING:
    from datetime import date

    from pkdsl.documents.context import Context
    from pkdsl.page import Missing, Run

COUNCIL = ("adoption", "strategic_review", "council_report", "contributor_consultation", "renewal")


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase."""

    title: str
    period: Run
    purpose: str | Missing
    main_effort: str | Missing
    entry: str | Missing
    exit: str | Missing


def rows(context: Context) -> tuple[Phase, ...]:
    """The phases as lines of a table."""
    return tuple(_phase(context, each) for each in phases(context))


def phases(context: Context) -> tuple[Any, ...]:
    """The phases in the order in which they begin; those without a period last."""
    return tuple(sorted(context.all("phase"), key=lambda each: str(each.period.start) if given(each.period) else "~"))


def milestones(context: Context) -> tuple[tuple[date, Any], ...]:
    """The milestones that have a day, in order."""
    found = [(when(each), each) for each in context.all("milestone")]
    return tuple(
        sorted(((due, each) for due, each in found if due is not None), key=lambda pair: (pair[0], pair[1].name))
    )


def when(milestone: Any) -> date | None:  # noqa: ANN401 -- a milestone
    """The day of a milestone: its latest date, else the day it starts."""
    value = milestone.due if given(milestone.due) else milestone.starts
    if isinstance(value, ConditionDate):
        return value.date
    return value if given(value) else None


def picture(context: Context) -> Figure | None:
    """Phases and milestones on one axis; None where no phase has a period."""
    bars = tuple(
        Bar(context.title(each), each.period.start, each.period.end) for each in phases(context) if given(each.period)
    )
    marks = tuple(Milestone(context.title(each), due) for due, each in milestones(context))
    if not bars:
        return None
    span = _span(bars, marks)
    data = Timeline(bars, marks, span.start, span.end, name="phases", title=tell("Phases and milestones"))
    caption = tell("Phases and milestones, {period}.", period=say(span))
    return Figure(phase_timeline(data), (caption,), described(data))


def council(context: Context) -> tuple[tuple[date, Any], ...]:
    """What the Council, or somebody for it, still does, in order."""
    return tuple(
        (due, each)
        for due, each in milestones(context)
        if given(each.type) and each.type in COUNCIL and (context.day is None or due >= context.day)
    )


def next_council(context: Context) -> str:
    """The first of it, with its day; empty when the plan says nothing."""
    later = council(context)
    return labelled(day(later[0][0]), context.title(later[0][1])) if later else ""


def _span(bars: tuple[Bar, ...], marks: tuple[Milestone, ...]) -> Period:
    days = [*(bar.first for bar in bars), *(bar.last for bar in bars), *(mark.day for mark in marks)]
    return Period(min(days), max(days))


def _phase(context: Context, each: Any) -> Phase:  # noqa: ANN401 -- a phase
    return Phase(
        context.title(each), context.figure(each, "period", absent=NOT_GIVEN), context.text(each, "purpose", absent=NOT_GIVEN),
        context.text(each, "main_effort", absent=NOT_GIVEN), context.text(each, "entry", absent=NOT_GIVEN),
        context.text(each, "exit", absent=NOT_GIVEN),
    )  # fmt: skip
