"""Outputs of the results-based budget: what their factors make, what those who deliver them can do, and the framework.

Source: budget of UNDOF 2007/08 (A/61/671, read): outputs with their arithmetic in brackets; how many of a unit can be
out on a day is the policy value `max_patrol`.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from pkdsl.entities.force import Section, Unit
from pkdsl.entities.mandate import Activity, Objective, Output, RbbComponent
from pkdsl.entities.money import Budget, Line
from pkdsl.plan.facts import derives
from pkdsl.values import DAY, NO_UNIT, Period, Quantity, given
from pkdsl.values.functions import FUNCTIONS
from pkdsl.values.operators import binary

if TYPE_CHECKING:
    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value


@derives(Output, "product")
def product(output: Output, plan: Plan) -> Value:
    """All factors multiplied, in the unit of the quantity; a quantity without a unit takes the bare number."""
    factors, stated = output.factors, output.quantity
    made = reduce(lambda one, two: binary("*", one, two), factors) if given(factors) else factors
    if (
        not isinstance(made, Quantity)
        or not isinstance(stated, Quantity)
        or made.unit.dimension == stated.unit.dimension
    ):
        return made
    return Quantity(made.number) if stated.unit is NO_UNIT else plan.missing(output, "product")


@derives(Output, "capacity")
def capacity(output: Output, plan: Plan) -> Value:
    """The patrols that those who deliver it can make: their person-days, as far as they may be out, by those of one.

    The days are those of the first budget, else of the mission; how many go on a patrol, and that it takes a day, says
    the task's activity. Without one, and for what is not counted in patrols, the plan says no limit.
    """
    if not given(output.by) or not _counts_patrols(output.quantity):
        return plan.missing(output, "capacity")
    doing = [one.people for one in plan.all(Activity) if one.task is output.task and given(one.people)]
    people = [body.deployed if isinstance(body, Unit) else body.strength for body in output.by]
    if not doing:
        return plan.missing(output, "capacity")
    share = plan.parameter("policy", "max_patrol", plan.span_of(output))
    there = binary("*", FUNCTIONS["total"](FUNCTIONS["sum"](tuple(people)), _year(plan)), share)
    times = binary("/", there, binary("*", FUNCTIONS["min"](tuple(doing)), Quantity(1, DAY)))
    return times if not given(times) else Quantity(times.number, output.quantity.unit)


def _year(plan: Plan) -> Value:
    """The period of the budget that shares most days with the mission; the mission's own where there is none."""
    whole = plan.period()
    budgets = [one.period for one in plan.all(Budget) if isinstance(one.period, Period)]
    shared = {period: period.shared(whole) for period in budgets} if isinstance(whole, Period) else {}
    return max((period for period, days in shared.items() if days), key=lambda one: _days(shared[one]), default=whole)


def _days(period: Period | None) -> int:
    return period.days if period is not None else 0


def _counts_patrols(quantity: Value) -> bool:
    bases = quantity.unit.dimension.exponents if isinstance(quantity, Quantity) else ()
    return any(base.startswith("patrol") for base, _ in bases)


@derives(RbbComponent, "accomplishments")
def accomplishments(component: RbbComponent, plan: Plan) -> Value:
    """The objectives that name it."""
    return tuple(one for one in plan.all(Objective) if one.rbb_component is component)


@derives(RbbComponent, "outputs")
def outputs(component: RbbComponent, plan: Plan) -> Value:
    """The outputs of the tasks that serve its accomplishments."""
    aims = set(component.accomplishments)
    return tuple(one for one in plan.all(Output) if given(one.task) and not aims.isdisjoint(_aims(one)))


def _aims(output: Output) -> tuple[Objective, ...]:
    return output.task.objective if given(output.task.objective) else ()


@derives(RbbComponent, "resources")
def resources(component: RbbComponent, plan: Plan) -> Value:
    """The units and sections that name it."""
    return tuple(one for one in (*plan.all(Unit), *plan.all(Section)) if one.rbb_component is component)


@derives(RbbComponent, "amount")
def amount(component: RbbComponent, plan: Plan) -> Value:
    """The sum of the budget lines that name it."""
    return FUNCTIONS["sum"](tuple(line.amount for line in plan.all(Line) if line.rbb_component is component))
