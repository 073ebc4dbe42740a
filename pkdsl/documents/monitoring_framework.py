"""How the mission knows whether it helps: results, indicators, benchmarks, reviews, and what is done when they lag."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pkdsl.documents import About, exits, indicators, results, situation, work
from pkdsl.documents.context import BLANK, WITHHELD, amounts, computed
from pkdsl.documents.saying import counted, listed, say, sentence, shortlist, whole_money
from pkdsl.page import Missing
from pkdsl.values import Months, Quantity, add_months, given
from pkdsl.values.common import DAY
from pkdsl.values.dates import later

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from pkdsl.documents.context import Context
    from pkdsl.page import Figure, Run
    from pkdsl.plan.plan import Plan

ABOUT = About(
    name="monitoring_framework",
    title="Monitoring and evaluation framework",
    reader="planners, heads of components, evaluators",
    purpose="what success is, how it is measured, when it is looked at, and what is done when it lags",
)


@dataclass(frozen=True, slots=True)
class Collection:
    """When, from where and by whom an indicator is collected, and what that costs."""

    title: str
    source: str | Missing
    every: Run
    measured: Run
    fresh_until: Run
    owner: str | Missing
    cost: Run


@dataclass(frozen=True, slots=True)
class Delivered:
    """An output, and the result that it is delivered for."""

    result: str
    output: results.Output


@dataclass(frozen=True, slots=True)
class Review:
    """A look back, and when the next one is."""

    title: str
    type: str | Missing
    every: Run
    next: str | Missing
    covers: str | Missing
    owner: str | Missing
    result: str | Missing
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """What is done because an indicator lags."""

    indicator: str | Missing
    cause: str | Missing
    action: str | Missing
    due: Run
    status: str | Missing
    owner: str | Missing


@dataclass(frozen=True, slots=True)
class View:
    """What the framework shows."""

    vision: str
    objectives: tuple[work.Objective, ...]
    outputs: tuple[Delivered, ...]
    count: str
    summary: str
    board: Figure | None
    benchmarks: tuple[exits.Judged, ...]
    crossings: tuple[indicators.Crossing, ...]
    entries: tuple[indicators.Entry, ...]
    collections: tuple[Collection, ...]
    cost: Run
    reviews: tuple[Review, ...]
    corrections: tuple[Correction, ...]
    uncorrected: str
    lessons: tuple[situation.Lesson, ...]


def view(plan: Plan, context: Context) -> View:
    """From what is to be achieved to what is done when it does not come."""
    del plan
    every = indicators.every(context)
    corrections = sorted(
        context.all("corrective_action"),
        key=lambda each: (str(each.due) if given(each.due) else "~", context.title(each)),
    )
    vision = (context.text(each, "vision") for each in context.all("strategic_framework"))
    return View(
        vision=next((one for one in vision if isinstance(one, str)), ""),
        objectives=work.objectives(context), outputs=tuple(_outputs(context)),
        count=counted(len(every), "indicator"), summary=indicators.summary(context), board=indicators.board(context),
        benchmarks=exits.judged(context), crossings=indicators.crossings(context), entries=indicators.entries(context),
        collections=tuple(_collection(context, each) for each in every), cost=_cost(context, every),
        reviews=tuple(_reviews(context)), corrections=tuple(_correction(context, each) for each in corrections),
        uncorrected=listed(_uncorrected(context, every, corrections)) if every else "", lessons=situation.lessons(context),
    )  # fmt: skip


def _outputs(context: Context) -> Iterator[Delivered]:
    for part in results.components(context):
        for each in part.accomplishments:
            yield from (Delivered(each.title, output) for output in each.outputs)


def _collection(context: Context, each: Any) -> Collection:  # noqa: ANN401 -- an indicator
    return Collection(
        context.title(each), context.text(each, "source"), context.figure(each, "every"), context.figure(each, "measured"),
        context.figure(each, "fresh_until"), context.text(each, "owner"), context.figure(each, "cost", words=whole_money),
    )  # fmt: skip


def _cost(context: Context, every: tuple[Any, ...]) -> Run:
    """What collecting costs, of those indicators that say so."""
    known = [each.cost for each in every if given(each.cost)]
    found = amounts(known)
    if context.hidden or found is None:
        return Missing(WITHHELD) if context.hidden else BLANK
    return computed(
        whole_money(found), say(found), "indicators: cost", f"the sum over {counted(len(known), 'indicator')}"
    )


def _reviews(context: Context) -> Iterator[Review]:
    found = [(_next(each, context.day), each) for each in context.all("review")]
    for when, each in sorted(found, key=lambda pair: (str(pair[0] or "~"), context.title(pair[1]))):
        yield Review(
            context.title(each), context.text(each, "type"), context.figure(each, "every", absent=Missing("once")),
            say(when) if when is not None else _last(each), _covered(context, each), context.text(each, "owner"),
            context.text(each, "result", absent=Missing("none yet")),
            tuple(str(one) for one in each.findings) if given(each.findings) else (),
        )  # fmt: skip


def _covered(context: Context, review: Any) -> str | Missing:  # noqa: ANN401 -- a review
    """What it looks at; of many things the first, and how many others."""
    said = context.text(review, "covers")
    return shortlist(context.said(one) for one in review.covers) if isinstance(said, str) else said


def _next(review: Any, today: date | None) -> date | None:  # noqa: ANN401 -- a review
    """Its first day on or after today; None where it is over, or says no day."""
    if not given(review.date):
        return None
    first: date = getattr(review.date, "date", review.date)
    if today is None or first >= today:
        return first
    if not given(review.every):
        return None
    turn = 1
    while _after(first, review.every, turn) < today:
        turn += 1
    return _after(first, review.every, turn)


def _after(first: date, every: Any, turns: int) -> date:  # noqa: ANN401 -- months, or days
    if isinstance(every, Months):
        return add_months(first, max(every.count, 1) * turns)
    days = int(every.number_in(DAY)) if isinstance(every, Quantity) else 1
    return later(first, max(days, 1) * turns)


def _last(review: Any) -> str | Missing:  # noqa: ANN401 -- a review
    return f"was on {say(review.date)}" if given(review.date) else BLANK


def _correction(context: Context, each: Any) -> Correction:  # noqa: ANN401 -- a corrective action
    action = context.text(each, "action")
    return Correction(
        context.text(each, "indicator"), context.text(each, "cause"),
        action if isinstance(action, str) else sentence(context.title(each)), context.figure(each, "due"),
        context.text(each, "status"), context.text(each, "owner"),
    )  # fmt: skip


def _uncorrected(context: Context, every: tuple[Any, ...], corrections: list[Any]) -> list[str]:
    """Indicators behind the plan for which nothing is done that is not done yet."""
    open_ = {id(each.indicator) for each in corrections if not given(each.status) or each.status != "done"}
    behind = (each for each in every if given(each.status) and str(each.status) == "behind")
    return [context.title(each) for each in behind if id(each) not in open_]
