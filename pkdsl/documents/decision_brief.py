"""The decision brief: slides that put one question, the options weighed against each other, and the advice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pkdsl.documents import About, money, options, risks, schedule, situation, strength
from pkdsl.documents.context import BLANK
from pkdsl.documents.saying import listed, say, unended
from pkdsl.documents.sheet import Sheet, sheet
from pkdsl.page import Chart, Figure, Missing, Series
from pkdsl.pictures.bars import Bars, Group, described, grouped_bars
from pkdsl.values import Unknown, given

if TYPE_CHECKING:
    from pkdsl.documents.context import Context
    from pkdsl.plan.plan import Plan

ABOUT = About(
    name="decision_brief",
    title="Decision brief",
    reader="whoever decides",
    purpose="one decision: the question, the options, how they compare, what is recommended",
    layout="brief",
    each="decision",
)

TOP, SHOWN = 6, 7
"""How many risks and assumptions a slide holds."""


@dataclass(frozen=True, slots=True)
class Screening:
    """Whether an option passes each test of a sound option."""

    title: str
    verdicts: tuple[str | Missing, ...]


@dataclass(frozen=True, slots=True)
class Played:
    """The scenario in which an option is played through."""

    title: str
    scenario: str | Missing


@dataclass(frozen=True, slots=True)
class View:
    """What the slides show."""

    decision: options.Decision
    problem: str
    reasons: tuple[str, ...]
    background: Sheet
    ceilings: tuple[strength.Row, ...]
    budgets: tuple[money.BudgetRow, ...]
    assumptions: tuple[situation.Assumption, ...]
    more_assumptions: int
    constraints: tuple[situation.Constraint, ...]
    tests: tuple[str, ...]
    screening: tuple[Screening, ...]
    played: tuple[Played, ...]
    totals: Figure | None
    timeline: Figure | None
    top_risks: tuple[risks.Row, ...]
    has_outcome: bool


def view(plan: Plan, context: Context) -> View:
    """The decision that this copy is about."""
    asked: Any = context.subject
    ranked, assumptions = risks.ranked(context), situation.assumptions(context)
    found = context.visible(asked.options)
    note = context.text(asked, "note")
    return View(
        decision=options.decision(context, asked), problem=unended(note) if isinstance(note, str) else "",
        reasons=_reasons(context, asked), background=_background(context, plan.mission or Unknown()),
        ceilings=strength.rows(context), budgets=money.budgets(context), assumptions=assumptions[:SHOWN],
        more_assumptions=max(len(assumptions) - SHOWN, 0), constraints=situation.constraints(context)[:SHOWN],
        tests=options.TESTS, screening=tuple(_screened(context, each) for each in found),
        played=tuple(Played(context.title(each), context.text(each, "scenario")) for each in found if given(each.scenario)),
        totals=_totals(context, found), timeline=schedule.picture(context),
        top_risks=tuple(risks.row(context, marked) for marked in ranked[:TOP]), has_outcome=given(asked.outcome),
    )  # fmt: skip


def _reasons(context: Context, asked: Any) -> tuple[str, ...]:  # noqa: ANN401 -- a decision
    """What speaks for the option that is recommended."""
    chosen = asked.recommended
    if not given(chosen) or not context.shows(chosen) or not given(chosen.advantages):
        return ()
    return tuple(str(one) for one in chosen.advantages)


def _background(context: Context, mission: Any) -> Sheet:  # noqa: ANN401 -- the mission, or Unknown
    now = [
        context.title(phase)
        for phase in schedule.phases(context)
        if given(phase.period) and context.day is not None and context.day in phase.period
    ]
    return sheet({
        "Mission": context.title(mission) if given(mission) else BLANK, "Host": context.text(mission, "host"),
        "Mandate": listed(context.title(each) for each in strength.mandates(context)) or BLANK,
        "Planned for": context.figure(mission, "period"), "Phase today": listed(now) or BLANK,
        "Next before the Council": schedule.next_council(context), "Intent": context.text(mission, "intent"),
        "End state": context.text(mission, "end_state"),
    })  # fmt: skip


def _screened(context: Context, each: Any) -> Screening:  # noqa: ANN401 -- a course of action
    return Screening(
        context.title(each), tuple(context.text(each, test, absent=Missing("not judged")) for test in options.TESTS)
    )


def _totals(context: Context, found: tuple[Any, ...]) -> Figure | None:
    """The weighted sums of all options side by side; None where one of them is not known."""
    if (
        not found
        or not all(given(each.total) for each in found)
        or any(context.withholds(each, "total") for each in found)
    ):
        return None
    whole = all(each.total == round(each.total) for each in found)
    label, scale = ("weighted sum", 1) if whole else ("weighted sum, in hundredths", 100)
    counts = tuple(round(each.total * scale) for each in found)
    names = tuple(context.title(each) for each in found)
    groups = tuple(
        Group(f"{name}: {say(each.total)}", (n,)) for name, n, each in zip(names, counts, found, strict=True)
    )
    data = Bars((label,), groups, name="totals", title="Options by their weighted sum", limit="")
    chart = Chart("bars", names, (Series(label, counts),))
    return Figure(grouped_bars(data), ("Options by their weighted sum; more is better.",), described(data), chart=chart)
