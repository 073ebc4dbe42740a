"""The neutral workbook: tables of typed cells, some computed of others, before anybody chooses xlsx or csv.

What a cell holds is exact; a format that cannot keep a cell says so and writes nothing. Text in a cell is text: whatever
a planner wrote, no format lets a spreadsheet compute it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

Style: TypeAlias = Literal["text", "date", "money", "number", "percent"]


@dataclass(frozen=True, slots=True)
class Ref:
    """One cell: of a column, in this row or the one of that number from 0; in this sheet or another."""

    column: str
    row: int | None = None
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """The cells of a column: all, or from row to row; None as `last` is this row."""

    column: str
    sheet: str = ""
    first: int = 0
    last: int | None = -1


@dataclass(frozen=True, slots=True)
class Apply:
    """A function of a spreadsheet."""

    function: Literal["SUM", "SUMIFS", "COUNTIF", "RANK", "IF", "INT", "ROUND"]
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """Two expressions and the sign between them."""

    sign: Literal["+", "-", "*", "/", "<=", "&"]
    left: Expression
    right: Expression


Expression: TypeAlias = Ref | Span | Apply | Term | int | str


@dataclass(frozen=True, slots=True)
class Computed:
    """A number, and how a spreadsheet computes it of other cells."""

    value: int | Fraction
    formula: Expression


Cell: TypeAlias = str | date | int | Fraction | Computed | None
"""What a cell holds: text, a day, an exact number, one that is computed, or nothing."""
Row: TypeAlias = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, by which formulas and other programs know it, its heading, and what its cells hold."""

    name: str
    title: str
    style: Style = "text"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: one heading, rows of cells, and where it has sums, a last row of them."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    totals: Row = ()

    def place(self, column: str) -> int:
        """The place of a column, from 0."""
        return next(at for at, one in enumerate(self.columns) if one.name == column)


@dataclass(frozen=True, slots=True)
class Book:
    """All tables of a plan, and how they are marked."""

    title: str
    marking: str
    sheets: tuple[Sheet, ...]
    released: str = ""
    """To whom outside the mission it may be given, as marks say it; nothing where that is everybody."""

    @property
    def banner(self) -> str:
        """How every page is marked."""
        level = self.marking.replace("_", " ").upper()
        return f"{level}//{self.released}" if self.released else level

    def sheet(self, name: str) -> Sheet:
        """The sheet of a name."""
        return next(one for one in self.sheets if one.name == name)


def value(cell: Cell) -> str | date | int | Fraction | None:
    """What a cell shows."""
    return cell.value if isinstance(cell, Computed) else cell


def times(*factors: Expression) -> Expression:
    """The product."""
    first, *rest = factors
    for factor in rest:
        first = Term("*", first, factor)
    return first


def less(left: Cell, right: Cell, formula: Term) -> Cell:
    """The difference of two numbers; nothing where one is none."""
    first, second = value(left), value(right)
    if isinstance(first, int | Fraction) and isinstance(second, int | Fraction):
        return Computed(first - second, formula)
    return None


def added(cells: Iterable[Cell]) -> int | Fraction | None:
    """The sum of numbers; nothing where one of them is none."""
    found = [value(cell) for cell in cells]
    numbers = [one for one in found if isinstance(one, int | Fraction)]
    return sum(numbers) if len(numbers) == len(found) else None


def total(rows: tuple[Row, ...], at: int, column: str) -> Cell:
    """The sum of a column, whatever of it is empty; nothing where it holds no number, or something else as well."""
    found = [row[at] for row in rows if row[at] is not None]
    whole = added(found) if found else None
    return whole if whole is None else Computed(whole, Apply("SUM", (Span(column),)))
