"""Budgets: each group line by line, what groups and classes come to, and what the ledger says of each class."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, get_args

from pkdsl.documents.context import WITHHELD
from pkdsl.documents.saying import word
from pkdsl.exports import cells
from pkdsl.exports.book import Apply, Cell, Column, Computed, Ref, Row, Sheet, Span, Term, added, less, times
from pkdsl.exports.sheets import Sheets
from pkdsl.schema import BudgetClass
from pkdsl.values import Quantity, Word, given

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkdsl.documents.context import Context
    from pkdsl.exports.book import Expression

CLASSES: tuple[str, ...] = get_args(BudgetClass)
GROUPS = {
    "group_i": ("I", "Group I", CLASSES[:4]),
    "group_ii": ("II", "Group II", CLASSES[4:10]),
    "group_iii": ("III", "Group III", CLASSES[10:22]),
    "below_the_line": ("", "Below the line", CLASSES[22:]),
}
"""The sheet of each group: its word in the plan, its heading and its classes."""

LINE = (
    Column("budget", "Budget"), Column("line", "Line"), Column("title", "Title"), Column("class", "Class"),
    Column("currency", "Currency"), Column("quantity", "Quantity", "number"), Column("quantity_unit", "of"),
    Column("unit_cost", "Unit cost", "money"), Column("unit_cost_unit", "in"), Column("months", "Months", "number"),
    Column("amount", "Amount", "money"), Column("committed", "Committed", "money"), Column("spent", "Spent", "money"),
    Column("covers", "Pays for"), Column("funded_by", "Funded by"), Column("source", "Source"),
    Column("confidence", "How sure"), Column("note", "Note"),
)  # fmt: skip
SUMMARY = (
    Column("budget", "Budget"), Column("title", "Title"), Column("first_day", "First day", "date"),
    Column("last_day", "Last day", "date"), Column("currency", "Currency"),
    *(Column(sheet, title, "money") for sheet, (group, title, _) in GROUPS.items() if group),
    Column("total", "Total", "money"),
)  # fmt: skip
CLASS = (
    Column("budget", "Budget"), Column("class", "Class"), Column("first_day", "First day", "date"),
    Column("last_day", "Last day", "date"), Column("amount", "Lines", "money"),
    Column("requirement", "Required by the ledger", "money"), Column("shortfall", "Lines fall short by", "money"),
)  # fmt: skip


def build(context: Context) -> Iterator[Sheet]:
    """A summary, the classes, and a sheet a group."""
    budgets = context.all("budget")
    yield Sheet("summary", "Summary", SUMMARY, tuple(_summary(context, budget) for budget in budgets))
    yield Sheet("classes", "Classes", CLASS, tuple(row for budget in budgets for row in _classes(context, budget)))
    for name, (_, title, classes) in GROUPS.items():
        yield Sheet(name, title, LINE, tuple(_line(context, line) for line in _lines(context, classes)))


SHEETS = Sheets(1, build)


def _lines(context: Context, classes: tuple[str, ...]) -> Iterator[Any]:
    for budget in context.all("budget"):
        yield from (line for line in context.visible(budget.lines) if given(line.class_) and line.class_ in classes)


def _line(context: Context, line: Any) -> Row:  # noqa: ANN401 -- a line of a budget
    amount = cells.number(context, line, "amount")
    factors = {name: cells.number(context, line, name) for name in ("quantity", "unit_cost")}
    factors["months"] = line.months if given(line.months) else None
    return (
        cells.path(context, line.parent),
        line.name if given(line.name) else None,
        cells.words(context, line, "title"),
        word(line.class_),
        cells.unit(context, line, "amount"),
        factors["quantity"],
        cells.unit(context, line, "quantity"),
        factors["unit_cost"],
        cells.unit(context, line, "unit_cost"),
        factors["months"],
        product(amount, factors),
        *(cells.number(context, line, name) for name in ("committed", "spent")),
        *(cells.words(context, line, name) for name in ("covers", "funded_by", "source", "confidence", "note")),
    )


def product(amount: Cell, factors: dict[str, Cell]) -> Cell:
    """An amount that is the product of other cells of its row says so; any other is a plain number."""
    numbers = {name: one for name, one in factors.items() if isinstance(one, int | Fraction)}
    whole = Fraction(1)
    for one in numbers.values():
        whole *= one
    if len(numbers) > 1 and isinstance(amount, int | Fraction) and whole == amount:
        return Computed(amount, times(*map(Ref, numbers)))
    return amount


def _summary(context: Context, budget: Any) -> Row:  # noqa: ANN401 -- a budget
    groups = [
        _sum(context, budget, "group", budget.group[Word(group)], _lines_of(sheet))
        for sheet, (group, _, _) in GROUPS.items()
        if group
    ]
    columns = [Ref(sheet) for sheet, (group, _, _) in GROUPS.items() if group]
    return (
        cells.path(context, budget),
        cells.words(context, budget, "title"),
        *cells.days(context, budget, "period"),
        cells.unit(context, budget, "total"),
        *groups,
        _sum(context, budget, "total", budget.total, Apply("SUM", tuple(columns))),
    )


def _sum(context: Context, budget: Any, field: str, held: Any, formula: Expression) -> Cell:  # noqa: ANN401 -- a budget and a value of it
    """A sum of lines; nothing where one of them has no amount."""
    if context.withholds(budget, field):
        return WITHHELD
    return Computed(held.number, formula) if isinstance(held, Quantity) else None


def _lines_of(sheet: str, *more: Expression) -> Expression:
    """The lines of the row's budget."""
    return Apply("SUMIFS", (Span("amount", sheet), Span("budget", sheet), Ref("budget"), *more))


def _classes(context: Context, budget: Any) -> Iterator[Row]:  # noqa: ANN401 -- a budget
    """A row for each class that the budget or the ledger knows."""
    withheld = context.withholds(budget, "shortfall")
    for sheet, (_, _, classes) in GROUPS.items():
        for class_ in classes:
            lines = [line for line in budget.lines if line.class_ == class_]
            needed = budget.requirement[Word(class_)]
            if lines or (isinstance(needed, Quantity) and needed.number):
                sums = (WITHHELD,) * 3 if withheld else _class(context, lines, needed, sheet)
                yield (cells.path(context, budget), word(class_), *cells.days(context, budget, "period"), *sums)


def _class(context: Context, lines: list[Any], needed: Any, sheet: str) -> tuple[Cell, Cell, Cell]:  # noqa: ANN401 -- lines, and a value
    """What the lines of a class hold, what the ledger asks for, and the difference, as far as they are known."""
    held = added(cells.number(context, line, "amount") for line in lines)
    amount = None if held is None else Computed(held, _lines_of(sheet, Span("class", sheet), Ref("class")))
    required = Computed(needed.number, _of_ledger()) if isinstance(needed, Quantity) else None
    return amount, required, less(required, amount, Term("-", Ref("requirement"), Ref("amount")))


def _of_ledger() -> Expression:
    """The entries of the row's class whose days lie in the budget's period."""
    return Apply(
        "SUMIFS",
        (
            Span("amount", "ledger"), Span("class", "ledger"), Ref("class"),
            Span("first_day", "ledger"), Term("&", ">=", Ref("first_day")),
            Span("last_day", "ledger"), Term("&", "<=", Ref("last_day")),
        ),
    )  # fmt: skip
