"""Up to where a budget can be assessed: the part of its period that the mandate covers.

Source: A/RES/80/275, paragraphs 20 and 22: a year's amount in two parts, four and a half and seven and a half months,
the second subject to a decision of the Council to extend the mandate.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from pkdsl.entities.mandate import Mandate
from pkdsl.entities.money import Budget
from pkdsl.plan.facts import derives
from pkdsl.values import PERCENT, Period, Quantity, given, unknown_of
from pkdsl.values.dates import ONE_DAY
from pkdsl.values.number import exact
from pkdsl.values.operators import binary

if TYPE_CHECKING:
    from datetime import date

    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value

MIDDLE = 15
"""The last day of the first half of a month."""


@derives(Budget, "assessable_share")
def assessable_share(budget: Budget, plan: Plan) -> Value:
    """The days, whole months or half months up to the mandate's end, of those of the whole period.

    What is only begun does not count: nothing is assessed beyond the mandate. Without a mandate all can be assessed.
    """
    period, mandate = budget.period, budget.mandate
    if not given(mandate):
        return Quantity(100, PERCENT)
    mandated = mandate.period if isinstance(mandate, Mandate) else mandate
    if not isinstance(period, Period) or not isinstance(mandated, Period):
        return unknown_of((period, mandated))
    end = min(mandated.end, period.end)
    parted = budget.apportionment if given(budget.apportionment) else "days"
    share = Fraction(_counted(period.start, end, parted), _counted(period.start, period.end, parted) or 1)
    return Quantity(exact(100 * share), PERCENT)


@derives(Budget, "assessable")
def assessable(budget: Budget, plan: Plan) -> Value:
    """The total times the share of the period up to the mandate's end."""
    return binary("*", budget.total, budget.assessable_share)


@derives(Budget, "renewable")
def renewable(budget: Budget, plan: Plan) -> Value:
    """The total less what can be assessed up to the mandate's end."""
    return binary("-", budget.total, budget.assessable)


def _counted(first: date, last: date, parted: str) -> int:
    """The days from the first to the last; the whole months; or the halves of months, cut after the fifteenth."""
    if last < first:
        return 0
    if parted == "days":
        return (last - first).days + 1
    halves = max(0, _over(last + ONE_DAY) - _begun(first))
    return halves // 2 if parted == "months" else halves


def _over(day: date) -> int:
    """The halves of months that are over when a day begins."""
    return 2 * (12 * day.year + day.month) + (day.day > MIDDLE)


def _begun(day: date) -> int:
    """The halves of months that have begun before a day."""
    return 2 * (12 * day.year + day.month) + (day.day > 1) + (day.day > MIDDLE + 1)
