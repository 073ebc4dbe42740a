"""Which line of a plan made something change on a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from pkdsl.plan.evaluation import LET
from pkdsl.plan.names import Scope
from pkdsl.schema import types
from pkdsl.syntax import tree
from pkdsl.values import ConditionDate, Period, Steps

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pkdsl.diagnostics import Span
    from pkdsl.plan.draft import Given, Node
    from pkdsl.plan.evaluation import Read
    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value

DAY = timedelta(days=1)
DEEPEST = 8
"""How far behind a computed value its cause is looked for."""


def cause_of(plan: Plan, reads: Iterable[Read], day: date, depth: int = 0) -> Span | None:
    """The nearest step or field among the values read, or behind them, that changes something on `day`."""
    computed: list[Read] = []
    for read in reads:
        if read.node.spec.kind == "mission" or not changes(plan.read(*read), day):
            continue  # that the mission begins is no cause of what is wrong on its first day
        given = _given(read)
        if given is not None and given.expression is not None:
            return _place(plan, read.node, given, day)
        computed.append(read)
    if depth < DEEPEST:
        for read in computed:
            found = cause_of(plan, plan.reads(*read), day, depth + 1)
            if found is not None:
                return found
    return None


def changes(value: Value, day: date) -> bool:
    """Whether something begins on `day`, or ended the day before."""
    match value:
        case Steps():
            return day in value.days
        case Period():
            return value.start == day or value.end == day - DAY
        case ConditionDate():
            return value.date in {day, day - DAY}
        case date():
            return value in {day, day - DAY}
        case _:
            return False


def _given(read: Read) -> Given | None:
    if read.name.startswith(LET):
        return read.node.lets.get(read.name[len(LET) :])
    return read.node.given.get(read.name)


def _place(plan: Plan, node: Node, given: Given, day: date) -> Span:
    """The step that changes on the day, or the whole field; what a template gives is shown where it is taken over."""
    if given.home.package != node.home.package:
        return node.header
    if isinstance(given.expression, tree.Steps):
        scope = Scope(given.home.package, node, given.name)
        for step in given.expression.steps:
            code = plan.maker.code(step.when, given.home, scope, types.DATE if step.form == "from" else types.PERIOD)
            if code is not None and changes(code.run((node,)), day):
                return given.home.span(step)
    return given.span
