"""The chain from a mandated task to those who do it and the money that pays for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.entities.force import Section, Unit
from pkdsl.entities.mandate import Task
from pkdsl.entities.money import Budget
from pkdsl.plan.facts import derives
from pkdsl.values import Steps, Unknown, given
from pkdsl.values.functions import FUNCTIONS

if TYPE_CHECKING:
    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value


@derives(Task, "assigned")
def assigned(task: Task, plan: Plan) -> Value:
    """The people in theatre of all units and sections that the task names in `by`."""
    if not given(task.by):
        return task.by
    people = [
        body.deployed if isinstance(body, Unit) else body.strength
        for body in task.by
        if isinstance(body, Unit | Section)
    ]
    total = FUNCTIONS["sum"](tuple(people))
    return total if isinstance(total, Steps | Unknown) else Steps.always(total)


@derives(Task, "funded")
def funded(task: Task, plan: Plan) -> Value:
    """The amounts of all budget lines that name the task, or cover one of those who do it."""
    bodies = () if not given(task.by) else task.by
    amounts = []
    for budget in plan.all(Budget):
        for line in budget.lines:
            tasks = () if not given(line.task) else line.task
            covers = () if not given(line.covers) else line.covers
            if task in tasks or any(body in covers for body in bodies):
                amounts.append(line.amount)
    return FUNCTIONS["sum"](tuple(amounts)) if amounts else plan.missing(task, "funded")
