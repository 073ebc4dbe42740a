"""What a budget states: the sums of its lines, by group and in all; and what a fund still owes.

Source: arithmetic of budgets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from pkdsl.entities.money import Budget, Fund, Line, Scale
from pkdsl.plan.facts import derives
from pkdsl.schema import BudgetClass, BudgetGroup
from pkdsl.values import MONTH, Quantity, given
from pkdsl.values.functions import FUNCTIONS
from pkdsl.values.operators import binary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value

CLASSES: tuple[str, ...] = get_args(BudgetClass)
GROUPS = {"I": CLASSES[:4], "II": CLASSES[4:10], "III": CLASSES[10:22]}
"""The classes of each group, as budgets are printed (A/79/907, enclosure 1); what stands below the line is in none."""


@derives(Line, "amount")
def amount(line: Line, plan: Plan) -> Value:
    """Quantity × unit cost × months, where the amount is not stated; a cost that is not by time needs no months."""
    product = binary("*", _language(line, "quantity", plan), _language(line, "unit_cost", plan))
    if not given(product):
        return plan.missing(line, "amount")
    if not given(line.months):
        return product
    by_time = any(base == "time" for base, _ in product.unit.dimension.exponents)
    return binary("*", product, Quantity(line.months, MONTH) if by_time else Quantity(line.months))


def _language(line: Line, name: str, plan: Plan) -> Value:
    return plan.read(plan.node_of(line), name)


@derives(Budget, "total")
def total(budget: Budget, plan: Plan) -> Value:
    """The sum of the lines of all three groups."""
    return _sum(line.amount for line in budget.lines if any(line.class_ in group for group in GROUPS.values()))


@derives(Budget, "group", by=(BudgetGroup,))
def group(budget: Budget, word: BudgetGroup, plan: Plan) -> Value:
    """The sum of the lines of a group."""
    return _sum(line.amount for line in budget.lines if line.class_ in GROUPS[word])


@derives(Fund, "outstanding")
def outstanding(fund: Fund, plan: Plan) -> Value:
    """The amount minus what was received."""
    return binary("-", fund.amount, _sum(receipt.amount for receipt in fund.receipts))


@derives(Scale, "total")
def total_of_scale(scale: Scale, plan: Plan) -> Value:
    """The sum of all shares."""
    return _sum(share.percent for share in scale.shares)


def _sum(amounts: Iterable[Value]) -> Value:
    return FUNCTIONS["sum"](tuple(amounts))
