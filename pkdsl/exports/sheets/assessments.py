"""What states are assessed: the sums that are shared out, state by state how, and what each is asked to pay.

The sharing out is computed in the sheet as the plan computes it: each state's share to the whole unit, then one more for
the largest remainders, among equals for the first. Whoever changes an amount sees all shares follow, and sum to it.
"""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, Any, NamedTuple

from pkdsl.exports import cells
from pkdsl.exports.book import Apply, Cell, Column, Computed, Ref, Row, Sheet, Span, Term, times, total
from pkdsl.exports.sheets import Sheets
from pkdsl.values import PERCENT, Quantity, Word, allocate, given
from pkdsl.values.number import rounded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkdsl.documents.context import Context
    from pkdsl.exports.book import Expression

SECTIONS = (
    Column("section", "Section"), Column("fund", "Fund"), Column("credit", "Credit"), Column("scale", "Scale"),
    Column("first_day", "In force from", "date"), Column("last_day", "until", "date"), Column("currency", "Currency"),
    Column("amount", "Shared out", "money"),
)  # fmt: skip
SHARES = (
    Column("section", "Section"), Column("state", "State"), Column("title", "Name"), Column("level", "Level"),
    Column("percent", "Share", "percent"), Column("exact", "Exactly", "money"), Column("whole", "Whole", "number"),
    Column("remainder", "Remainder", "number"), Column("pays", "Pays", "money"), Column("confidence", "How sure"),
)  # fmt: skip
DIGITS = 7
"""Equal remainders are equal in a spreadsheet too when they are rounded so."""


class Section(NamedTuple):
    """A sum that one scale shares out: of a fund, or of a credit of it."""

    fund: Any
    credit: Any
    scale: Any
    amount: Quantity

    @property
    def shares(self) -> list[Any]:
        """The shares, in the order in which equal remainders are served."""
        return sorted(self.scale.shares, key=lambda share: str(share.state))


def build(context: Context) -> Iterator[Sheet]:
    """Sections, shares, and what each state is assessed."""
    sections = list(_sections(context))
    yield Sheet("sections", "Sections", SECTIONS, tuple(_section(context, at, one) for at, one in enumerate(sections)))
    yield Sheet("shares", "Shares", SHARES, tuple(_shares(context, sections)))
    yield _assessed(context, sections)


SHEETS = Sheets(3, build)


def _sections(context: Context) -> Iterator[Section]:
    """All sums that are shared out and that these readers may see."""
    for fund in context.all("fund"):
        if fund.type != "assessed" or any(context.withholds(fund, name) for name in ("sections", "credited")):
            continue
        found = {scale: amount for scale, amount in fund.sections.items() if isinstance(amount, Quantity)}
        yield from (Section(fund, None, scale, amount) for scale, amount in found.items() if amount.number)
        for credit in fund.credits if given(fund.credits) else ():
            if given(credit.scale) and given(credit.amount):
                yield Section(fund, credit, credit.scale, credit.amount)


def _section(context: Context, at: int, section: Section) -> Row:
    return (
        _name(at),
        cells.path(context, section.fund),
        None if section.credit is None else cells.path(context, section.credit),
        cells.path(context, section.scale),
        *cells.days(context, section.scale, "period"),
        section.amount.unit.text,
        section.amount.number,
    )


def _name(at: int) -> str:
    return f"S{at + 1}"


class Place(NamedTuple):
    """Where shares of a section stand: the row of the section, and the first and last of the shares."""

    section: int
    first: int
    last: int

    def all(self, column: str) -> Span:
        """A column, over all shares of the section."""
        return Span(column, first=self.first, last=self.last)


def _shares(context: Context, sections: list[Section]) -> Iterator[Row]:
    """Every state of every section, section by section."""
    first = 0
    for at, section in enumerate(sections):
        place = Place(at, first, first + len(section.shares) - 1)
        percents = [share.percent.number_in(PERCENT) for share in section.shares]
        parts = allocate(section.amount.number, percents)
        for share, percent, part in zip(section.shares, percents, parts, strict=True):
            exactly = Fraction(section.amount.number) * percent / sum(percents)
            yield (
                _name(at),
                str(share.state),
                *(cells.words(context, share, name) for name in ("title", "level")),
                cells.number(context, share, "percent"),
                *_reckoned(exactly, part, place, whole_amount=section.amount.number == int(section.amount.number)),
                cells.words(context, share, "confidence"),
            )
        first = place.last + 1


def _reckoned(exactly: Fraction, part: int | Fraction, place: Place, *, whole_amount: bool) -> tuple[Cell, ...]:
    """Exactly, whole, remainder, and what the state pays; an amount with cents is shared out by the plan alone."""
    amount = Ref("amount", place.section, "sections")
    whole = floor(rounded(exactly, DIGITS))
    left = Term("-", amount, Apply("SUM", (place.all("whole"),)))
    pays = Computed(part, Term("+", Ref("whole"), Apply("IF", (Term("<=", _rank(place), left), 1, 0))))
    return (
        Computed(exactly, Term("/", times(amount, Ref("percent")), Apply("SUM", (place.all("percent"),)))),
        Computed(whole, Apply("INT", (Apply("ROUND", (Ref("exact"), DIGITS)),))),
        Computed(rounded(exactly - whole, DIGITS), Apply("ROUND", (Term("-", Ref("exact"), Ref("whole")), DIGITS))),
        pays if whole_amount else part,
    )


def _rank(place: Place) -> Expression:
    """The place of the row's remainder among all of the section, equal ones in the order of rows."""
    equals = Apply("COUNTIF", (Span("remainder", first=place.first, last=None), Ref("remainder")))
    return Term("-", Term("+", Apply("RANK", (Ref("remainder"), place.all("remainder"))), equals), 1)


def _assessed(context: Context, sections: list[Section]) -> Sheet:
    """A row a state: what it is assessed of each fund, less what is credited to it."""
    funds = list(dict.fromkeys(section.fund for section in sections))
    columns = [Column("state", "State"), Column("title", "Name")]
    for fund in funds:
        name = str(fund.name)
        columns += [
            Column(f"{name}_assessed", f"Assessed of {name}", "money"),
            Column(f"{name}_credited", f"Credited of {name}", "money"),
            Column(f"{name}_due", f"Due for {name}", "money"),
        ]
    names = {str(share.state): cells.words(context, share, "title") for one in sections for share in one.shares}
    rows = tuple(
        (state, names[state], *(cell for fund in funds for cell in _of_fund(fund, state, sections)))
        for state in sorted(names)
    )
    sums = [total(rows, at, column.name) for at, column in enumerate(columns) if column.style == "money"]
    return Sheet("assessed", "Assessed", tuple(columns), rows, ("Total", None, *sums) if any(sums) else ())


def _of_fund(fund: Any, state: str, sections: list[Section]) -> Iterator[Cell]:  # noqa: ANN401 -- a fund
    """Assessed, credited, due."""
    key, name = Word(state), str(fund.name)
    here = [(at, one) for at, one in enumerate(sections) if one.fund is fund]
    for field, at_all in (
        ("assessed", [at for at, one in here if one.credit is None]),
        ("credited", [at for at, one in here if one.credit is not None]),
    ):
        held = getattr(fund, field)[key]
        formula = Apply("SUM", tuple(_paid(at) for at in at_all)) if at_all else 0
        yield Computed(held.number, formula) if isinstance(held, Quantity) else None
    due = fund.due[key]
    difference = Term("-", Ref(f"{name}_assessed"), Ref(f"{name}_credited"))
    yield Computed(due.number, difference) if isinstance(due, Quantity) else None


def _paid(at: int) -> Expression:
    """What the row's state pays of a section."""
    shares = (Span(name, "shares") for name in ("pays", "section", "state"))
    pays, section, state = shares
    return Apply("SUMIFS", (pays, section, Ref("section", at, "sections"), state, Ref("state")))
