"""The decision brief: slides that put one question, the options weighed against each other, and the advice."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from pkdsl.documents import About, mapped, money, options, risks, schedule, situation, strength
from pkdsl.documents.context import BLANK
from pkdsl.documents.saying import listed, say, unended
from pkdsl.documents.sheet import Sheet, sheet
from pkdsl.page import Chart, Figure, Missing, Series
from pkdsl.pictures.bars import Bars, Group, described, grouped_bars
from pkdsl.pictures.phases import Bar, Milestone, Timeline, phase_timeline
from pkdsl.pictures.phases import described as described_time
from pkdsl.pictures.scatter import Point, Scatter, scattered
from pkdsl.pictures.scatter import described as described_points
from pkdsl.values import ConditionDate, Period, Quantity, Unknown, given

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

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
class Mapped:
    """Where units are based in a course of action."""

    title: str
    picture: Figure


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
    maps: tuple[Mapped, ...]
    trade: Figure | None
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
        maps=_maps(context, found),
        totals=_totals(context, found), trade=_trade(context, asked, found), timeline=_timeline(context, asked) or schedule.picture(context),
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


def _maps(context: Context, found: tuple[Any, ...]) -> tuple[Mapped, ...]:
    """A map of each option, as its scenario has it; none where all look alike."""
    drawn = [
        (context.title(each), mapped.units(_played(context, each), f"option-map-{n}", height=mapped.SMALL))
        for n, each in enumerate(found, 1)
    ]
    maps = tuple(Mapped(title, picture) for title, picture in drawn if picture is not None)
    return maps if len({each.picture.description for each in maps}) > 1 else ()


def _played(context: Context, each: Any) -> Context:  # noqa: ANN401 -- a course of action
    """The plan in the scenario of an option; as it is, where that names none."""
    known = given(each.scenario) and context.shows(each.scenario)
    return context.played(context.plan.node_of(each.scenario).name) if known else context


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


def _trade(context: Context, asked: Any, found: tuple[Any, ...]) -> Figure | None:  # noqa: ANN401 -- a decision
    """The options by two criteria of which less is better, cost and risk as a rule; money stands across.

    Of several such criteria the two that weigh most; None where there are fewer, or no option has both scores.
    """
    less = [each for each in context.visible(asked.criteria) if given(each.direction) and each.direction == "down"]
    less = sorted(less, key=lambda each: -each.weight.number if given(each.weight) else 0)[:2]
    if len(less) < 2:  # noqa: PLR2004 -- a plane has two axes
        return None
    across, up = sorted(less, key=lambda each: (not _is_money(context, each), context.plan.path_of(each)))
    points = tuple(
        Point(context.title(each), *scores, strong=each is asked.recommended)
        for each in found
        if (scores := _scores(context, each, (across, up))) is not None
    )
    if not points:
        return None
    title = f"{context.title(across)} against {context.title(up)}"
    data = Scatter(points, _measured(context, across), _measured(context, up), "trade", title, "recommended")
    return Figure(scattered(data), (f"{data.title}; less of both is better.",), described_points(data))


def _is_money(context: Context, criterion: Any) -> bool:  # noqa: ANN401 -- a criterion
    return given(criterion.measure) and context.plan.units.parse(criterion.measure).currency is not None


def _measured(context: Context, criterion: Any) -> str:  # noqa: ANN401 -- a criterion
    return f"{context.title(criterion)}, {criterion.measure}" if given(criterion.measure) else context.title(criterion)


def _scores(context: Context, option: Any, criteria: tuple[Any, Any]) -> tuple[Any, Any] | None:  # noqa: ANN401 -- a course of action
    """How an option does on both, as plain numbers; None where that is not known or may not be said."""
    found = {
        one.criterion: one
        for one in context.visible(option.scores)
        if given(one.value) and not context.withholds(one, "value")
    }
    plain = [_plain(context, found[each].value, each.measure) for each in criteria if each in found]
    return (plain[0], plain[1]) if len(plain) == len(criteria) and None not in plain else None


def _plain(context: Context, value: Any, measure: Any) -> Fraction | None:  # noqa: ANN401 -- an amount and a unit
    """An amount as a number in a measure; None where it is of another dimension."""
    if not isinstance(value, Quantity):
        return Fraction(value)
    unit = context.plan.units.parse(measure) if given(measure) else value.unit
    return Fraction(value.number_in(unit)) if unit.dimension == value.unit.dimension else None


def _timeline(context: Context, asked: Any) -> Figure | None:  # noqa: ANN401 -- a decision
    """The time that is left to decide, what must be known before, and what waits for it; None where it has no day."""
    due = _day(context, asked, "due")
    if due is None:
        return None
    marks = [Milestone("Last day to decide", due), *_marks(context, asked)]
    open_ = not given(asked.outcome) and context.day is not None and context.day <= due
    bars = [Bar("Time left to decide", context.day, due)] if open_ and context.day is not None else []
    days = [*(mark.day for mark in marks), *(bar.first for bar in bars)]
    whole = Period(min(days), max(days))
    running = [(each, each.period.shared(whole)) for each in schedule.phases(context) if given(each.period)]
    bars += [Bar(context.title(each), part.start, part.end) for each, part in running if part is not None]
    data = Timeline(tuple(bars), tuple(marks), whole.start, whole.end, name="deciding", title="Time to decide")
    caption = "When it must be decided, what must be known before, and what waits for it."
    return Figure(phase_timeline(data), (caption,), described_time(data))


def _marks(context: Context, asked: Any) -> Iterator[Milestone]:  # noqa: ANN401 -- a decision
    """What must be known before, the steps of drawing down that wait for it, and what the Council does next."""
    for each in context.all("information_requirement"):
        known = _day(context, each, "due") if each.supports is asked else None
        if known is not None:
            yield Milestone(f"Known: {context.title(each)}", known)
    for each in context.all("drawdown"):
        when = _day(context, each, "date") if each.decision is asked else None
        if when is not None:
            yield Milestone(f"Waits for it: {context.title(each)}", when)
    for due, each in schedule.council(context)[:1]:
        yield Milestone(context.title(each), due)


def _day(context: Context, each: Any, name: str) -> date | None:  # noqa: ANN401 -- any declaration
    """A date as a day; None where it is not given or may not be said."""
    value = getattr(each, name)
    if not given(value) or context.withholds(each, name):
        return None
    day: date = value.date if isinstance(value, ConditionDate) else value
    return day
