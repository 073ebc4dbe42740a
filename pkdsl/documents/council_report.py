"""The report to the Council: what the mandate asks, what happened, how each task stands, what is asked for next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pkdsl.documents import (
    About,
    annexes,
    exits,
    fact_sheet,
    funding,
    generation,
    indicators,
    leaving,
    mapped,
    operations,
    options,
    results,
    risks,
    schedule,
    situation,
    strength,
    work,
)  # fmt: skip
from pkdsl.documents.saying import counted, day, say, whole, whole_money, word
from pkdsl.page import Figure, Missing
from pkdsl.pictures.bars import Bars, Group, described, grouped_bars
from pkdsl.values import Period, Quantity, given

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkdsl.documents.context import Context
    from pkdsl.documents.words import Placed
    from pkdsl.page import Run
    from pkdsl.plan.plan import Plan

ABOUT = About(
    name="council_report",
    title="Report to the Council",
    reader="members of the Council",
    purpose="what happened, how each mandated task stands, strength, safety, money, and what the Council is asked",
)

TOP = 5
"""How many risks and happenings the last page names."""
SAFETY = ("security", "medical")
"""Themes of what happened to the mission itself."""


@dataclass(frozen=True, slots=True)
class Mandate:
    """What the Council decided, and what it asked to hear."""

    title: str
    adopted: Run
    period: Run
    asks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened."""

    title: str
    date: Run
    theme: str | Missing
    where: str | Missing
    by: str | Missing
    casualties: Run


@dataclass(frozen=True, slots=True)
class Task:
    """A mandated task and how it stands."""

    title: str
    paragraph: str | Missing
    lead: str | Missing
    status: Run
    shown: str


@dataclass(frozen=True, slots=True)
class Review:
    """A look at performance, and how it went."""

    title: str
    type: str | Missing
    date: Run
    covers: str | Missing
    result: str | Missing


@dataclass(frozen=True, slots=True)
class Money:
    """A budget, and what of it can be assessed."""

    title: str
    total: Run
    assessable: Run
    confirmed: Run


@dataclass(frozen=True, slots=True)
class Owed:
    """What a contributor is owed."""

    state: str
    amount: Run


@dataclass(frozen=True, slots=True)
class Day:
    """A day before the Council."""

    date: str
    what: str


@dataclass(frozen=True, slots=True)
class View:
    """What the report shows."""

    name: str
    period: str
    mandates: tuple[Mandate, ...]
    setting: situation.View
    events: tuple[Event, ...]
    trend: Figure | None
    tasks: tuple[Task, ...]
    board: Figure | None
    benchmarks: tuple[exits.Judged, ...]
    measures: tuple[results.Measure, ...]
    protecting: str
    protection: tuple[operations.Protection, ...]
    ceilings: tuple[strength.Row, ...]
    picture: Figure | None
    map: Figure | None
    contributors: tuple[generation.Contributor, ...]
    women: Placed
    reviews: tuple[Review, ...]
    incidents: tuple[Event, ...]
    support: work.Support
    evacuation: tuple[operations.Evacuation, ...]
    conduct: tuple[annexes.Course, ...]
    budgets: tuple[Money, ...]
    sources: tuple[funding.Source, ...]
    owed: tuple[Owed, ...]
    has_passages: bool
    points: tuple[options.Point, ...]
    steps: tuple[leaving.Step, ...]
    renewal: tuple[str, ...]
    days: tuple[Day, ...]
    recent: tuple[Event, ...]
    top_risks: tuple[risks.Row, ...]
    decisions: tuple[options.Decision, ...]
    positions: tuple[str, ...]


def view(plan: Plan, context: Context) -> View:
    """The whole mission, at the height of the Council."""
    paper = next((each for each in context.all("document") if str(each.type) == ABOUT.name), None)
    span = paper.period if paper is not None and given(paper.period) else None
    happened = _events(context, span)
    decisions = tuple(one for one in options.decisions(context) if isinstance(one.outcome, Missing))
    told = tuple(_event(context, each) for each in happened)
    return View(
        name=context.title(plan.mission) if plan.mission is not None else "the mission",
        period=say(span) if span is not None else "", mandates=tuple(_mandate(context, each) for each in strength.mandates(context)),
        setting=situation.view(context), events=told, trend=_trend(context, happened), tasks=tuple(_tasks(context)),
        board=indicators.board(context), benchmarks=exits.judged(context), measures=_measures(context),
        protecting=operations.protecting(context), protection=operations.protection(context),
        ceilings=strength.rows(context), picture=strength.picture(context, height=60), map=mapped.mission(context),
        contributors=generation.contributors(context), women=fact_sheet.women(context), reviews=tuple(_reviews(context)),
        incidents=tuple(_event(context, each) for each in happened if given(each.theme) and str(each.theme) in SAFETY),
        support=work.support(context), evacuation=operations.evacuation(context), conduct=annexes.view(context, None).conduct,
        budgets=tuple(_budgets(context)), sources=funding.sources(context), owed=tuple(_owed(context)),
        has_passages=paper is not None and bool(paper.passages), points=options.points(context), steps=leaving.steps(context),
        renewal=tuple(_renewals(context)), days=tuple(_days(context)), recent=told[-TOP:],
        top_risks=tuple(risks.row(context, marked) for marked in risks.ranked(context)[:TOP]),
        decisions=decisions, positions=tuple(f"{one.title}: {said}" for one in decisions for said in one.positions),
    )  # fmt: skip


def _mandate(context: Context, each: Any) -> Mandate:  # noqa: ANN401 -- a mandate
    asks = tuple(f"{context.title(one)}{_rhythm(context, one)}" for one in context.visible(each.obligations))
    return Mandate(context.title(each), context.figure(each, "adopted"), context.figure(each, "period"), asks)


def _rhythm(context: Context, one: Any) -> str:  # noqa: ANN401 -- an obligation
    every = context.text(one, "every")
    return f", every {every}" if isinstance(every, str) else ""


# -- what happened ----------------------------------------------------------------------------------------------------


def _events(context: Context, span: Period | None) -> list[Any]:
    """What happened in the period, else up to today, by day."""
    known = [each for each in context.all("event") if given(each.date)]
    seen = [
        each
        for each in known
        if (each.date in span if span is not None else context.day is None or each.date <= context.day)
    ]
    return sorted(seen, key=lambda each: (each.date, context.title(each)))


def _event(context: Context, each: Any) -> Event:  # noqa: ANN401 -- an event
    at, area = context.text(each, "at"), context.text(each, "area")
    return Event(
        context.title(each), context.figure(each, "date"), context.text(each, "theme"), at if isinstance(at, str) else area,
        context.text(each, "party"), context.figure(each, "casualties"),
    )  # fmt: skip


def _trend(context: Context, happened: list[Any]) -> Figure | None:
    """How much happened in each month, and to how many people; None where it is too little for a picture."""
    months: dict[str, list[Any]] = {}
    for each in happened:
        months.setdefault(day(each.date).partition(" ")[2], []).append(each)
    if len(months) < 3 or any(context.withholds(each, "casualties") for each in happened):  # noqa: PLR2004 -- two make no trend
        return None
    groups = tuple(
        Group(month, (sum(whole(one.count, absent=1) for one in some), sum(_people(one.casualties) for one in some)))
        for month, some in months.items()
    )
    title = "What happened, by month"
    data = Bars(("happenings", "casualties"), groups, name="trend", title=title, limit="")
    return Figure(grouped_bars(data), (f"{title}.",), described(data))


def _people(value: Any) -> int:  # noqa: ANN401 -- persons, or Unknown
    return whole(value) if isinstance(value, Quantity) else 0


# -- how the mandate stands -------------------------------------------------------------------------------------------


def _tasks(context: Context) -> Iterator[Task]:
    for each in sorted(context.all("task"), key=lambda one: (whole(one.priority, absent=9), context.title(one))):
        shown = (f"{context.title(one)}: {_latest(context, one)}" for one in context.visible(each.indicators))
        yield Task(
            context.title(each), context.text(each, "paragraph"), context.text(each, "lead"), fact_sheet.status(context, each),
            "; ".join(shown) or "no indicator given",
        )  # fmt: skip


def _latest(context: Context, indicator: Any) -> str:  # noqa: ANN401 -- an indicator
    latest, target = context.text(indicator, "latest"), context.text(indicator, "target")
    said = latest if isinstance(latest, str) else "not measured"
    return f"{said}, target {target}" if isinstance(target, str) else said


def _measures(context: Context) -> tuple[results.Measure, ...]:
    """The indicators that are reported to the Council."""
    return results.measures(
        context, (each for each in context.all("indicator") if given(each.used_in) and "council" in each.used_in)
    )


def _reviews(context: Context) -> Iterator[Review]:
    wanted = ("performance", "coe_verification")
    for each in leaving.by_day(context, "review", "date"):
        if given(each.type) and str(each.type) in wanted:
            covered = counted(len(context.visible(each.covers)), "unit")
            yield Review(context.title(each), context.text(each, "type"), context.figure(each, "date"), covered,
                         context.text(each, "result", absent=Missing("none yet")))  # fmt: skip


# -- money ------------------------------------------------------------------------------------------------------------


def _budgets(context: Context) -> Iterator[Money]:
    for each in leaving.by_day(context, "budget", "period"):
        if not isinstance(each.period, Period) or context.day is None or each.period.end >= context.day:
            yield Money(
                context.title(each), context.figure(each, "total", words=whole_money),
                context.figure(each, "assessable", words=whole_money),
                context.one_of(each, "funded", "confirmed", words=whole_money),
            )  # fmt: skip


def _owed(context: Context) -> Iterator[Owed]:
    for each in sorted(context.all("contributor"), key=lambda one: context.state(str(one.name))):
        arrears = each.arrears
        if isinstance(arrears, Quantity) and arrears.number:
            yield Owed(context.state(str(each.name)), context.figure(each, "arrears", words=whole_money))


# -- what the Council is asked ----------------------------------------------------------------------------------------


def _renewals(context: Context) -> Iterator[str]:
    """What a mandate that ends asks for: its renewal, for as long as usual."""
    for each in strength.mandates(context):
        if isinstance(each.period, Period) and not context.withholds(each, "period"):
            until = context.text(each, "renewal")
            length = f" for {until}" if isinstance(until, str) else ""
            yield f"to decide before {day(each.period.end)} on the extension of {context.title(each)}{length}"


def _days(context: Context) -> Iterator[Day]:
    """What comes before the Council from today on."""
    for due, each in schedule.milestones(context):
        before = given(each.type) and each.type in schedule.COUNCIL
        if before and (context.day is None or due >= context.day) and not context.withholds(each, "due"):
            kind = word(str(each.type))
            yield Day(
                day(due),
                f"{context.title(each)} ({kind})" if kind not in context.title(each).lower() else context.title(each),
            )
