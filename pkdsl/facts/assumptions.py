"""Which assumptions are past the day of their check, and what in the plan hangs on each.

Source: military planning doctrine: an assumption is valid, needed, and confirmed or refuted by a day (public
summaries, read).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pkdsl.entities.assessment import Assumption
from pkdsl.entities.mandate import Objective, Task
from pkdsl.entities.risk import Contingency
from pkdsl.plan.facts import derives
from pkdsl.values import ConditionDate, Unknown, given

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pkdsl.plan.plan import Plan
    from pkdsl.schema import Declared
    from pkdsl.values.value import Value


@derives(Assumption, "overdue")
def overdue(assumption: Assumption, plan: Plan) -> Value:
    """Yes when `check_by` lies before today and the status is open or not given."""
    if given(assumption.status) and assumption.status != "open":
        return False
    due: Value = assumption.check_by
    due = due.date if isinstance(due, ConditionDate) else due
    if not isinstance(due, date):
        return due
    return plan.today() if isinstance(plan.today(), Unknown) else due < plan.today()


@derives(Assumption, "rests_on_it")
def rests_on_it(assumption: Assumption, plan: Plan) -> Value:
    """What it affects and the objectives that have it among their external factors; then, step by step, what hangs on these.

    On an objective hang the objectives that contribute to it and its tasks; on a task its outputs, activities and
    handovers; on those who do something their tasks; on what a contingency takes the contingency.
    """
    hanging = plan.memo(_hanging)
    found: dict[Declared, None] = {}
    waiting = [*_some(assumption.affects), *hanging.get(assumption, ())]
    while waiting:
        thing = waiting.pop(0)
        if thing not in found and thing is not assumption:
            found[thing] = None
            waiting += hanging.get(thing, ())
    return tuple(found)


def _hanging(plan: Plan) -> Mapping[Declared, list[Declared]]:
    """What hangs directly on each thing, for the whole plan."""
    found: dict[Declared, list[Declared]] = {}
    for below, above in _pairs(plan):
        if given(above):
            found.setdefault(above, []).append(below)
    return found


def _pairs(plan: Plan) -> Iterator[tuple[Declared, Value]]:
    for objective in plan.all(Objective):
        yield objective, objective.contributes_to
        for factor in _some(objective.external_factors):
            if not isinstance(factor, str):
                yield objective, factor
    for task in plan.all(Task):
        for above in (*_some(task.objective), *_some(task.by)):
            yield task, above
        for below in (*task.links["output"], *task.links["handover"]):
            yield below, task
    for contingency in plan.all(Contingency):
        for thing in contingency.means:
            yield contingency, thing


def _some(values: Value) -> tuple[Value, ...]:
    """The members of a list that may not be given."""
    return tuple(value for value in values if given(value)) if given(values) else ()
