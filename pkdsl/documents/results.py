"""What documents show of results: components, what each is to achieve, how that is measured, what is delivered for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pkdsl.documents.context import BLANK, WITHHELD, amounts, computed
from pkdsl.documents.money import EVERY
from pkdsl.documents.saying import day, listed, plain_number, say, whole, whole_money, word
from pkdsl.documents.strength import highest, total
from pkdsl.page import Missing, State
from pkdsl.tongues import tell
from pkdsl.values import ConditionDate, Period, given

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from pkdsl.documents.context import Context
    from pkdsl.page import Run

RANKS = {"reached": 0, "on_track": 0, "stale": 2, "unknown": 1, "behind": 3}
WORDS = {"unknown": "cannot be said", "stale": "figures too old", "behind": "behind the plan"}
"""Where an indicator stands, in words a reader expects."""
NO_COMPONENT = "No component named"


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator: where it began, where it stands, where it is to come."""

    title: str
    measure: str | Missing
    baseline: Run
    latest: Run
    measured: Run
    target: Run
    due: Run
    status: Run


@dataclass(frozen=True, slots=True)
class Output:
    """Something delivered that is counted."""

    title: str
    quantity: Run
    by: str | Missing


@dataclass(frozen=True, slots=True)
class Accomplishment:
    """An expected accomplishment, with what shows it, what is delivered for it, and what it depends on."""

    title: str
    measures: tuple[Measure, ...]
    outputs: tuple[Output, ...]
    factors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Component:
    """A component of the results-based budget, with its people and its money."""

    title: str
    accomplishments: tuple[Accomplishment, ...]
    bodies: str
    people: Run
    money: Run


def components(context: Context, budget: Any = None) -> tuple[Component, ...]:  # noqa: ANN401 -- a budget, or none
    """The components by their numbers, and last what stands under none; people and money in the period of a budget."""
    named = sorted(context.all("rbb_component"), key=lambda each: (whole(each.number, absent=99), context.title(each)))
    found = [_component(context, each, budget) for each in named]
    loose = [each for each in context.all("objective") if not given(each.rbb_component)]
    if loose:
        accomplishments = tuple(_accomplishment(context, each) for each in loose)
        found.append(Component(NO_COMPONENT, accomplishments, "", BLANK, BLANK))
    return tuple(found)


def _component(context: Context, each: Any, budget: Any) -> Component:  # noqa: ANN401 -- a component, a budget or none
    span = budget.period if budget is not None and given(budget.period) else context.plan.period()
    bodies = sorted((one for one in context.visible(each.resources) if _works(one, span)), key=context.title)
    goals = [one for one in context.visible(each.accomplishments) if budget is None or not _over(context, one, span)]
    number = f"Component {whole(each.number)}: " if given(each.number) else ""
    return Component(
        f"{number}{context.title(each)}",
        tuple(_accomplishment(context, one) for one in goals),
        listed(map(context.title, bodies)), _people(context, each, bodies, span), _money(context, each, budget),
    )  # fmt: skip


def _present(body: Any) -> Any:  # noqa: ANN401 -- a unit or a section, people over time
    return body.deployed if body.kind == "unit" else body.strength


def _works(body: Any, span: Any) -> bool:  # noqa: ANN401 -- a unit or a section, a period or Unknown
    """Whether a body has people on any day of a period, as far as that is known."""
    most = highest(total([_present(body)]), span) if isinstance(span, Period) else None
    return most is None or bool(most[1].number)


def _over(context: Context, each: Any, span: Any) -> bool:  # noqa: ANN401 -- an objective, a period or Unknown
    """Whether all that measures an objective was due before a period."""
    due = [one.due for one in context.all("indicator") if given(one.objective) and each in one.objective]
    return isinstance(span, Period) and bool(due) and all(given(one) and _day(one) < span.start for one in due)


def _day(due: Any) -> date:  # noqa: ANN401 -- a day, or one that hangs on a condition
    return due.date if isinstance(due, ConditionDate) else due


def _people(context: Context, each: Any, bodies: list[Any], span: Any) -> Run:  # noqa: ANN401 -- as above
    """The most people on one day of a period."""
    if context.hidden:
        return Missing(WITHHELD)
    known = list(map(_present, bodies))
    most = highest(total(known), span) if known and isinstance(span, Period) else None
    if most is None:
        return BLANK
    path = f"{context.plan.path_of(each)}.resources"
    return computed(
        say(most[1]), f"{say(most[1])} on {day(most[0])}", path, "the most of its units and sections on one day"
    )


def _money(context: Context, each: Any, budget: Any) -> Run:  # noqa: ANN401 -- as above
    """What the lines of the budget that name it come to; of all budgets where none is meant."""
    budgets = context.all("budget") if budget is None else (budget,)
    lines = [line for one in budgets for line in one.lines if line.rbb_component is each and line.class_ in EVERY]
    if context.hidden:
        return Missing(WITHHELD)
    found = amounts(line.amount for line in lines)
    if found is None:
        return BLANK if lines else Missing("none")
    path = context.plan.path_of(each if budget is None else budget)
    return computed(
        whole_money(found), say(found), f"{path}.{'amount' if budget is None else 'lines'}", "the lines that name it"
    )


def _accomplishment(context: Context, each: Any) -> Accomplishment:  # noqa: ANN401 -- an objective
    indicators = (one for one in context.all("indicator") if given(one.objective) and each in one.objective)
    tasks = {id(task) for task in context.all("task") if given(task.objective) and each in task.objective}
    outputs = (one for one in context.all("output") if given(one.task) and id(one.task) in tasks)
    return Accomplishment(
        context.title(each), measures(context, indicators),
        tuple(_output(context, one) for one in sorted(outputs, key=context.title)), factors(context, each),
    )  # fmt: skip


def measures(context: Context, indicators: Iterable[Any]) -> tuple[Measure, ...]:
    """Indicators as lines of a table, by title."""
    return tuple(_measure(context, one) for one in sorted(indicators, key=context.title))


def factors(context: Context, each: Any) -> tuple[str, ...]:  # noqa: ANN401 -- an objective
    """What others must do, or must not happen, for an objective to be reached."""
    if not given(each.external_factors) or context.withholds(each, "external_factors"):
        return ()
    return tuple(context.said(one) for one in each.external_factors)


def _measure(context: Context, each: Any) -> Measure:  # noqa: ANN401 -- an indicator
    words = plain_number if given(each.measure) else say
    return Measure(
        context.title(each), context.text(each, "measure"), context.figure(each, "baseline", words=words),
        context.figure(each, "latest", absent=Missing("not measured"), words=words), context.figure(each, "measured"),
        context.figure(each, "target", words=words), context.figure(each, "due"), standing(context, each),
    )  # fmt: skip


def standing(context: Context, each: Any) -> Run:  # noqa: ANN401 -- an indicator
    """Where an indicator stands, as a word and a shade."""
    if not given(each.status):
        return BLANK
    if context.withholds(each, "status"):
        return Missing(WITHHELD)
    return state(str(each.status))


def state(status: str) -> State:
    """A status of an indicator in words, with its shade."""
    return State(tell(WORDS[status]) if status in WORDS else word(status), RANKS.get(status, 1))


def _output(context: Context, each: Any) -> Output:  # noqa: ANN401 -- an output
    return Output(context.title(each), context.figure(each, "quantity"), context.text(each, "by"))
