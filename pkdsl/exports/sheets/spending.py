"""The ledger entry by entry, the people whom it is spent on, and the funds that pay for it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

from pkdsl.documents.context import WITHHELD
from pkdsl.documents.saying import word
from pkdsl.exports import cells
from pkdsl.exports.book import Cell, Column, Computed, Ref, Row, Sheet, Term, added, less, times, total
from pkdsl.exports.sheets import Sheets
from pkdsl.values import Quantity, Steps, given
from pkdsl.values.functions import FUNCTIONS
from pkdsl.values.number import exact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkdsl.documents.context import Context

Names: TypeAlias = "tuple[str, ...]"
"""Fields, in the order of columns; the empty one leaves its cell empty."""

LEDGER = (
    Column("entry", "Entry"), Column("class", "Class"), Column("for", "For"), Column("first_day", "First day", "date"),
    Column("last_day", "Last day", "date"), Column("quantity", "Quantity", "number"), Column("quantity_unit", "of"),
    Column("rate", "Rate", "money"), Column("rate_unit", "in"), Column("times", "Times", "number"),
    Column("amount", "Amount", "money"), Column("currency", "Currency"), Column("source", "Source of the rate"),
)  # fmt: skip
STAFFING = (
    Column("path", "What"), Column("title", "Title"), Column("category", "Category"), Column("grade", "Grade"),
    Column("contributor", "Contributor"), Column("first_day", "First day", "date"), Column("last_day", "Last day", "date"),
    Column("authorised", "Authorised", "number"), Column("present", "There at most", "number"),
    Column("vacant", "Vacant", "number"),
)  # fmt: skip
FUNDING = (
    Column("fund", "Fund"), Column("title", "Title"), Column("type", "Type"), Column("donor", "From"),
    Column("status", "Status"), Column("first_day", "First day", "date"), Column("last_day", "Last day", "date"),
    Column("currency", "Currency"), Column("amount", "Amount", "money"), Column("received", "Received", "money"),
    Column("outstanding", "Outstanding", "money"), Column("source", "Source"), Column("confidence", "How sure"),
)  # fmt: skip


def build(context: Context) -> Iterator[Sheet]:
    """Ledger, staffing, funding."""
    entries = tuple(_entry(context, entry) for entry in context.plan.all("entry"))
    yield _summed("ledger", "Ledger", LEDGER, entries, ("amount",))
    yield _summed("staffing", "Staffing", STAFFING, tuple(_people(context)), ("authorised", "present", "vacant"))
    funds = tuple(_fund(context, fund) for fund in context.all("fund"))
    yield _summed("funding", "Funding", FUNDING, funds, ("amount", "received", "outstanding"))


SHEETS = Sheets(2, build)


def _summed(
    name: str, title: str, columns: tuple[Column, ...], rows: tuple[Row, ...], summed: tuple[str, ...]
) -> Sheet:
    """A sheet with the sums of some columns below; of several currencies there is no sum."""
    currencies = {row[at] for at, one in enumerate(columns) if one.name == "currency" for row in rows}
    sums = [
        total(rows, at, column.name) if column.name in summed and len(currencies) <= 1 else None
        for at, column in enumerate(columns)
    ]
    return Sheet(name, title, columns, rows, ("Total", *sums[1:]) if any(sums) else ())


def _entry(context: Context, entry: Any) -> Row:  # noqa: ANN401 -- an entry of the ledger
    quantity, rate, amount = (cells.number(context, entry, name) for name in ("quantity", "rate", "amount"))
    factor = _factor(amount, quantity, rate)
    if factor is not None:
        amount = Computed(entry.amount.number, times(Ref("quantity"), Ref("rate"), Ref("times")))
    return (
        cells.path(context, entry),
        word(entry.class_) if given(entry.class_) else None,
        cells.path(context, entry.entity),
        *cells.days(context, entry, "period"),
        quantity,
        cells.unit(context, entry, "quantity"),
        rate,
        cells.unit(context, entry, "rate"),
        factor,
        amount,
        cells.unit(context, entry, "amount"),
        cells.words(context, entry, "source"),
    )


def _factor(amount: Cell, quantity: Cell, rate: Cell) -> Cell:
    """How many times quantity and rate count: the months of the entry, or its days, or once."""
    known = (one for one in (amount, quantity, rate) if isinstance(one, int | Fraction))
    match tuple(known):
        case whole, many, each if many and each:
            return exact(Fraction(whole) / many / each)
        case _:
            return None


def _people(context: Context) -> Iterator[Row]:
    """Units, then the staff of sections, then posts that stand in no section."""
    for unit in context.all("unit"):
        authorised, present = _most(context, unit, "strength"), _most(context, unit, "deployed")
        yield _staff(
            context, unit, ("category", "echelon", "contributor"), ("arrives", "leaves"), (authorised, present)
        )
    for section in context.all("section"):
        for staff in context.visible(section.staffing):
            held = _most(context, staff, "posts"), _most(context, staff, "filled")
            yield _staff(context, staff, ("category", "grade", ""), ("", ""), held)
    for post in context.all("post"):
        if not given(post.section):
            yield _staff(context, post, ("role", "grade", ""), ("starts", "ends"), (1, None))


def _staff(context: Context, who: Any, said: Names, life: Names, people: tuple[Cell, Cell]) -> Row:  # noqa: ANN401 -- as above
    authorised, present = people
    return (
        cells.path(context, who),
        cells.words(context, who, "title"),
        *(cells.words(context, who, name) if name else None for name in said),
        *(cells.day(context, who, name) if name else None for name in life),
        authorised,
        present,
        less(authorised, present, Term("-", Ref("authorised"), Ref("present"))),
    )


def _most(context: Context, who: Any, name: str) -> Cell:  # noqa: ANN401 -- as above
    """The most people on any day."""
    if context.withholds(who, name):
        return WITHHELD
    held = getattr(who, name)
    most = FUNCTIONS["max"](held.values) if isinstance(held, Steps) else held
    return most.number if isinstance(most, Quantity) else None


def _fund(context: Context, fund: Any) -> Row:  # noqa: ANN401 -- a fund
    amount = cells.number(context, fund, "amount")
    received = added(cells.number(context, receipt, "amount") for receipt in context.visible(fund.receipts))
    return (
        cells.path(context, fund),
        *(cells.words(context, fund, name) for name in ("title", "type", "donor", "status")),
        *cells.days(context, fund, "period"),
        cells.unit(context, fund, "amount"),
        amount,
        received,
        less(amount, received, Term("-", Ref("amount"), Ref("received"))),
        *(cells.words(context, fund, name) for name in ("source", "confidence")),
    )
