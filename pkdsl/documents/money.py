"""What documents show of money: budgets by group and class, and who pays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pkdsl.documents.context import BLANK, amounts, computed
from pkdsl.documents.saying import say, sentence, whole, word
from pkdsl.values import Quantity, given
from pkdsl.values.paper import show

if TYPE_CHECKING:
    from pkdsl.documents.context import Context
    from pkdsl.page import Missing, Run

GROUPS = {
    "I Military and police personnel": (
        "military_observers", "military_contingents", "united_nations_police", "formed_police_units",
    ),
    "II Civilian personnel": (
        "international_staff", "national_professional_officers", "national_general_service",
        "united_nations_volunteers", "general_temporary_assistance", "government_provided_personnel",
    ),
    "III Operational costs": (
        "electoral_observers", "consultants", "official_travel", "facilities_and_infrastructure",
        "ground_transportation", "air_operations", "marine_operations", "communications_and_it", "medical",
        "special_equipment", "other_supplies", "quick_impact_projects",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClassRow:
    """What a budget gives one class of expenditure."""

    name: str
    amount: Run


@dataclass(frozen=True, slots=True)
class Group:
    """The classes of one group, and their sum."""

    name: str
    classes: tuple[ClassRow, ...]
    amount: Run


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """A budget with its groups."""

    title: str
    period: Run
    groups: tuple[Group, ...]
    total: Run
    size: int
    """The whole units of currency in the total, to tell large budgets from small ones."""


@dataclass(frozen=True, slots=True)
class FundRow:
    """A source of money."""

    title: str
    type: str | Missing
    amount: Run
    status: str | Missing
    period: Run


def budgets(context: Context) -> tuple[BudgetRow, ...]:
    """All budgets, in the order of their periods."""
    found = sorted(context.all("budget"), key=lambda each: str(each.period.start) if given(each.period) else "")
    return tuple(_budget(context, each) for each in found)


def funds(context: Context) -> tuple[FundRow, ...]:
    """All sources of money, by title."""
    return tuple(
        FundRow(
            context.title(each), context.text(each, "type"), context.figure(each, "amount"),
            context.text(each, "status"), context.figure(each, "period"),
        )
        for each in sorted(context.all("fund"), key=context.title)
    )  # fmt: skip


def _budget(context: Context, each: Any) -> BudgetRow:  # noqa: ANN401 -- a budget
    every = [name for names in GROUPS.values() for name in names]
    total = context.figure(each, "total") if given(each.total) else _sum(context, each, every, "all lines")
    groups = (_group(context, each, group, names) for group, names in GROUPS.items())
    return BudgetRow(
        context.title(each),
        context.figure(each, "period"),
        tuple(group for group in groups if group.classes),
        total,
        whole(each.total),
    )


def _group(context: Context, budget: Any, group: str, names: tuple[str, ...]) -> Group:  # noqa: ANN401 -- a budget
    used = [name for name in names if _lines(context, budget, [name])]
    classes = (
        ClassRow(sentence(word(name)), _sum(context, budget, [name], f"the lines of class {word(name)}"))
        for name in used
    )
    key = group.partition(" ")[0]
    amount = (
        context.one_of(budget, "group", key)
        if given(budget.group)
        else _sum(context, budget, names, f"the lines of group {key}")
    )
    return Group(group, tuple(classes), amount)


def _lines(context: Context, budget: Any, names: list[str] | tuple[str, ...]) -> list[Any]:  # noqa: ANN401 -- a budget
    return [line for line in context.visible(budget.lines) if line.class_ in names]


def _sum(context: Context, budget: Any, names: list[str] | tuple[str, ...], what: str) -> Run:  # noqa: ANN401 -- a budget
    lines = _lines(context, budget, names)
    if len(lines) == 1:
        return context.figure(lines[0], "amount")
    total = amounts(line.amount for line in lines)
    if context.hidden or not isinstance(total, Quantity):
        return BLANK
    return computed(say(total), show(total), f"{context.plan.path_of(budget)}.lines", f"sum of {what}")
