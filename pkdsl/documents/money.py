"""What documents show of money: budgets by group and class, and who pays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from pkdsl.documents.context import BLANK, amounts, computed
from pkdsl.documents.saying import day, exact, say, sentence, whole, word
from pkdsl.tongues import tell
from pkdsl.values import Period, Quantity, given

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

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
EVERY = tuple(name for names in GROUPS.values() for name in names)
"""All classes of expenditure."""
Words: TypeAlias = "Callable[[object], str]"


@dataclass(frozen=True, slots=True)
class ClassRow:
    """What a budget gives one class of expenditure, and what was spent on it."""

    name: str
    amount: Run
    spent: Run


@dataclass(frozen=True, slots=True)
class Group:
    """The classes of one group, and their sums."""

    name: str
    classes: tuple[ClassRow, ...]
    amount: Run
    spent: Run


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """A budget with its groups, and which of the two columns of figures it has."""

    title: str
    period: Run
    dated: bool
    """Whether its title says the period."""
    groups: tuple[Group, ...]
    total: Run
    total_spent: Run
    has_amounts: bool
    has_spent: bool
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


def budgets(context: Context, *, words: Words = say) -> tuple[BudgetRow, ...]:
    """All budgets, in the order of their periods. Tables want exact `words`: figures below each other, of one form."""
    found = sorted(context.all("budget"), key=lambda each: str(each.period.start) if given(each.period) else "")
    return tuple(_budget(Sums(context, each, words)) for each in found)


def funds(context: Context) -> tuple[FundRow, ...]:
    """All sources of money, by title."""
    return tuple(
        FundRow(
            context.title(each), context.text(each, "type"), context.figure(each, "amount", words=exact),
            context.text(each, "status"), context.figure(each, "period"),
        )
        for each in sorted(context.all("fund"), key=context.title)
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sums:
    """The sums of a budget's lines, in words."""

    context: Context
    budget: Any
    words: Words

    def lines(self, names: Iterable[str]) -> list[Any]:
        """The lines of these classes that the reader may see."""
        wanted = frozenset(names)
        return [line for line in self.context.visible(self.budget.lines) if line.class_ in wanted]

    def of(self, field: str, names: Iterable[str], what: str) -> Run:
        """The figure of the one line, or the sum of several."""
        lines = self.lines(names)
        if len(lines) == 1:
            return self.context.figure(lines[0], field, words=self.words)
        total = amounts(getattr(line, field) for line in lines)
        if self.context.hidden or not isinstance(total, Quantity):
            return BLANK
        path = f"{self.context.plan.path_of(self.budget)}.lines"
        return computed(self.words(total), exact(total), path, what)


def _dated(title: str, period: Any) -> bool:  # noqa: ANN401 -- a period, or Unknown
    ends = (period.start, period.end) if isinstance(period, Period) else ()
    return bool(ends) and all(day(one).rpartition(" ")[0] in title for one in ends)


def _budget(sums: Sums) -> BudgetRow:
    context, each = sums.context, sums.budget
    groups = (_group(sums, group, names) for group, names in GROUPS.items())
    lines = sums.lines(EVERY)
    has_spent = bool(lines) and all(given(line.spent) for line in lines)
    return BudgetRow(
        title=context.title(each),
        period=context.figure(each, "period"),
        dated=_dated(context.title(each), each.period),
        groups=tuple(group for group in groups if group.classes),
        total=context.figure(each, "total", words=sums.words)
        if given(each.total)
        else sums.of("amount", EVERY, tell("sum of all lines")),
        total_spent=sums.of("spent", EVERY, tell("sum of what was spent on all lines")),
        has_amounts=not has_spent or any(given(line.amount) for line in lines),
        has_spent=has_spent,
        size=whole(each.total),
    )


def _group(sums: Sums, group: str, names: tuple[str, ...]) -> Group:
    key = group.partition(" ")[0]
    if given(sums.budget.group):
        amount = sums.context.one_of(sums.budget, "group", key, words=sums.words)
    else:
        amount = sums.of("amount", names, tell("sum of the lines of group {key}", key=key))
    classes = tuple(_class(sums, name) for name in names if sums.lines([name]))
    spent = tell("sum of what was spent on the lines of group {key}", key=key)
    return Group(tell(group), classes, amount, sums.of("spent", names, spent))


def _class(sums: Sums, name: str) -> ClassRow:
    amount = tell("sum of the lines of class {name}", name=word(name))
    spent = tell("sum of what was spent on the lines of class {name}", name=word(name))
    return ClassRow(sentence(word(name)), sums.of("amount", [name], amount), sums.of("spent", [name], spent))
