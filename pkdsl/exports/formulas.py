"""Formulas as spreadsheets read them: `SUMIFS('Group I'!$K$2:$K$5,'Group I'!$A$2:$A$5,A2)`.

Addresses alone: names of columns, as in tables of Excel, are not understood everywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.exports.book import Apply, Ref, Span, Term

if TYPE_CHECKING:
    from pkdsl.exports.book import Book, Expression, Sheet


def written(formula: Expression, tables: Book, sheet: Sheet, row: int) -> str:
    """A formula that stands in a row of a sheet; the row of the headings is 0."""
    match formula:
        case Ref(column, of, name):
            place = _place(tables, sheet, name, column)
            return f"{_before(tables, name)}{_address(place, row if of is None else of + 1, fixed=of is not None)}"
        case Span(column, name):
            place = _place(tables, sheet, name, column)
            first, last = _ends(formula, len((tables.sheet(name) if name else sheet).rows), row)
            end = _address(place, last, fixed=formula.last is not None)
            return f"{_before(tables, name)}{_address(place, first, fixed=True)}:{end}"
        case Apply(function, arguments):
            return f"{function}({','.join(written(each, tables, sheet, row) for each in arguments)})"
        case Term(sign, left, right):
            return f"({written(left, tables, sheet, row)}{sign}{written(right, tables, sheet, row)})"
        case str():
            return f'"{formula}"'
        case _:
            return str(formula)


def _ends(span: Span, rows: int, row: int) -> tuple[int, int]:
    """The first and last row of a span; of a sheet without rows, the empty one below the headings."""
    if span.last is None:
        return span.first + 1, row
    return span.first + 1, max(rows, 1) if span.last == -1 else span.last + 1


def _place(tables: Book, sheet: Sheet, name: str, column: str) -> int:
    return (tables.sheet(name) if name else sheet).place(column)


def _before(tables: Book, name: str) -> str:
    """What says that a cell stands in another sheet."""
    return f"'{tables.sheet(name).title}'!" if name else ""


def _address(column: int, row: int, *, fixed: bool) -> str:
    """`B4`, or `$B$4`, which stays when a formula is copied down."""
    sign = "$" if fixed else ""
    return f"{sign}{letters(column)}{sign}{row + 1}"


def letters(column: int) -> str:
    """What a column is called: A, B, … Z, AA and so on."""
    before, last = divmod(column, 26)
    return (letters(before - 1) if before else "") + chr(ord("A") + last)
