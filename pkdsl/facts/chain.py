"""The trace chain as a whole: what is missing, doubled or contradictory in it, and its picture as nodes and edges.

Source: as `trace`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pkdsl.entities.force import Section, Unit
from pkdsl.entities.mandate import Activity, Objective, Output, Task
from pkdsl.entities.money import Budget
from pkdsl.entities.monitoring import Benchmark, Indicator
from pkdsl.entities.transition import ExitCriterion, Institution
from pkdsl.values import given
from pkdsl.values.paper import show

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pkdsl.diagnostics import Span
    from pkdsl.plan.plan import Plan
    from pkdsl.schema import Declared
    from pkdsl.values.value import Value


class Gap(NamedTuple):
    """One link that is missing, doubled, contradictory, or loose: with something, but on no task."""

    form: str
    link: str
    subject: Declared
    sentence: str
    span: Span


class Node(NamedTuple):
    """Something in the chain: its path, the link that it stands at (`task` for tasks), and what it is called."""

    path: str
    link: str
    title: str


class Edge(NamedTuple):
    """From a thing of the chain to one that hangs on it, by their paths."""

    start: str
    end: str


MISSING = {
    "mandate": "{task} rests on no mandate; none of its objectives names one",
    "objective": "{task} serves no objective",
    "indicator": "{task} has no indicator; nothing shows whether it works",
    "output": "{task} has neither an output nor an activity",
    "unit": "{task} is carried out by no unit and no section",
    "money": "{task} is paid for by no budget line",
    "exit": "{task} leads to no exit criterion; none rests on an indicator of it or of its objectives",
    "handover": "{task} ends with no handover",
}
DOUBLED = {
    "objective": "{task} names the objective {thing} twice",
    "indicator": "{task} names the indicator {thing} twice",
    "unit": "{task} names {thing} twice among those who carry it out",
    "money": "{task} is paid twice: {thing} covers what another line of its class and budget covers",
    "exit": "{task} leads to {thing}, which measures what another exit criterion of the mandate measures",
    "handover": "{task} is handed over to the same receiver twice: {thing}",
}
CONTRADICTORY = {
    "mandate": "{task} lies outside the days of its mandate, {thing}",
    "indicator": "{task} is measured by {thing}, which speaks for other objectives",
    "output": "{task} has {thing}, which is by others than those who carry the task out",
    "unit": "{task} names {thing}, which is not of the component that leads, or never there while the task runs",
    "money": "{task} is paid for by {thing}, a line for other days",
    "exit": "{task} leads to {thing}, which ends another mandate",
    "handover": "{task} is handed over by {thing} before it ends, or ends without a receiver and has one",
}


def gaps(plan: Plan) -> Iterator[Gap]:
    """Everything wrong with the chain, task by task, then what hangs on no task."""
    for task in plan.all(Task):
        yield from _missing(task, plan)
        for form, links, said in (
            ("doubled", task.doubled, DOUBLED),
            ("contradictory", task.contradictory, CONTRADICTORY),
        ):
            for link, things in links.items():
                for thing in things:
                    sentence = said[link].format(task=show(task), thing=show(thing))
                    yield Gap(form, link, task, sentence, plan.span_of(thing))
    yield from _loose(plan)


def _missing(task: Task, plan: Plan) -> Iterator[Gap]:
    for link in task.unlinked:
        if link != "supply":
            yield Gap("missing", link, task, MISSING[link].format(task=show(task)), plan.span_of(task))
    for body, supplies in task.supplied_by.items():
        if isinstance(body, Unit) and not supplies:
            sentence = f"{show(body)}, who carries out {show(task)}, has no stock, supply line or contract at its base"
            yield Gap("missing", "supply", task, sentence, plan.span_of(body))


def _loose(plan: Plan) -> Iterator[Gap]:
    """What stands in the plan at a link of the chain and hangs on no task."""
    tasks = plan.all(Task)
    hung = {thing for task in tasks for things in task.links.values() for thing in things}
    higher = {objective.contributes_to for objective in plan.all(Objective) if given(objective.contributes_to)}
    for link, things, sentence in (
        ("objective", [one for one in plan.all(Objective) if one not in higher], "no task serves {thing}"),
        ("indicator", [one for one in plan.all(Indicator) if not _speaks(one, plan)], "{thing} measures nothing that the plan wants"),
        ("output", (*plan.all(Output), *plan.all(Activity)), "{thing} belongs to no task"),
        ("unit", (*plan.all(Unit), *plan.all(Section)), "{thing} carries out no task"),
        ("money", [line for budget in plan.all(Budget) for line in budget.lines if not _pays(line)], "{thing} pays for nothing that it names"),
        ("exit", [one for one in plan.all(ExitCriterion) if not _measured(one)], "{thing} rests on no indicator and no benchmark"),
    ):  # fmt: skip
        for thing in things:
            if thing not in hung and not plan.node_of(thing).home.package:
                yield Gap("loose", link, thing, sentence.format(thing=show(thing)), plan.span_of(thing))


def _speaks(indicator: Indicator, plan: Plan) -> bool:
    """Whether an indicator speaks for an objective, or a benchmark, exit criterion or institution rests on it."""
    resting = [one.indicators for one in plan.all(Benchmark) if given(one.indicators)]
    named = [one.indicator for one in (*plan.all(ExitCriterion), *plan.all(Institution))]
    return (
        given(indicator.objective)
        or any(indicator in group for group in resting)
        or any(one is indicator for one in named)
    )


def _pays(line: Value) -> bool:
    return given(line.task) or given(line.covers)


def _measured(criterion: ExitCriterion) -> bool:
    return given(criterion.indicator) or given(criterion.benchmark)


def nodes(plan: Plan) -> tuple[Node, ...]:
    """Every task and everything that hangs on one, each once, in the order of the chain."""
    found: dict[str, Node] = {}
    for task in plan.all(Task):
        found.setdefault(plan.path_of(task), Node(plan.path_of(task), "task", show(task)))
        for link, things in task.links.items():
            for thing in things:
                found.setdefault(plan.path_of(thing), Node(plan.path_of(thing), link, show(thing)))
    return tuple(found.values())


def edges(plan: Plan) -> tuple[Edge, ...]:
    """The chain: mandate, task, objective, indicator, exit; task, output, unit, supply; task, money; task, handover."""
    found: dict[Edge, None] = {}
    for task in plan.all(Task):
        for start, end in _steps(task):
            found[Edge(plan.path_of(start), plan.path_of(end))] = None
    return tuple(found)


def _steps(task: Task) -> Iterator[tuple[Declared, Declared]]:
    hung = task.links
    yield from ((mandate, task) for mandate in hung["mandate"])
    yield from ((task, thing) for link in ("objective", "output", "money", "handover") for thing in hung[link])
    for indicator in hung["indicator"]:
        yield from ((one, indicator) for one in _of(hung["objective"], indicator, "objective") or [task])
    for criterion in hung["exit"]:
        yield from ((one, criterion) for one in _rests_on(criterion, hung["indicator"]) or hung["objective"])
    done = {body: output for output in hung["output"] for body in _of(hung["unit"], output, "by")}
    for body, supplies in task.supplied_by.items():
        yield done.get(body, task), body
        yield from ((body, supply) for supply in supplies)


def _of(things: Iterable[Declared], by: Declared, field: str) -> list[Declared]:
    """Those of some things that a field names."""
    named = getattr(by, field)
    return [thing for thing in things if given(named) and thing in named]


def _rests_on(criterion: Value, indicators: Iterable[Declared]) -> list[Declared]:
    """The indicators that an exit criterion measures, itself or by its benchmark."""
    measured = criterion.benchmark.indicators if given(criterion.benchmark) else ()
    return [one for one in indicators if one is criterion.indicator or (given(measured) and one in measured)]
