"""XLSX: the workbook for Excel and LibreOffice, with live formulas, typed cells, and the same bytes for the same plan.

A spreadsheet keeps fifteen digits of a number, 32,767 characters of a text and 1,048,576 rows. What is more is refused,
never cut.
"""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from pkdsl.exports import Export, Unexportable
from pkdsl.exports.book import Computed, value
from pkdsl.exports.formulas import letters, written
from pkdsl.exports.sheets import book
from pkdsl.formats import Extra
from pkdsl.formats._spreadsheet import LARGEST, LONGEST, MADE, MOST_COLUMNS, MOST_ROWS, OPTIONS, length
from pkdsl.page import clean
from pkdsl.values.number import magnitude

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from pkdsl.documents.context import Context
    from pkdsl.exports.book import Book, Cell, Sheet

    Number: TypeAlias = int | Fraction | Computed

LOOKS: Mapping[str, Mapping[str, object]] = {
    "text": {"text_wrap": True, "valign": "top"},
    "date": {"num_format": "yyyy-mm-dd", "valign": "top"},
    "money": {"num_format": "#,##0.00", "valign": "top"},
    "number": {"num_format": "#,##0.#######", "valign": "top"},
    "percent": {"num_format": "0.0000%", "valign": "top"},
}
LONGEST_HEADER = 250
"""How many characters a spreadsheet prints above a page."""
WIDTHS = {"text": 22, "date": 12, "money": 18, "number": 14, "percent": 11}


def write(context: Context) -> Mapping[str, bytes]:
    """The one file."""
    return {"budget.xlsx": workbook(book(context))}


EXPORT = Export(
    "xlsx",
    "Workbook for Excel and LibreOffice, with live formulas",
    write,
    Extra("office", ("xlsxwriter",), ("xlsxwriter",)),
)


def workbook(tables: Book) -> bytes:
    """The workbook as bytes."""
    from xlsxwriter import Workbook  # noqa: PLC0415 -- an extra: whoever never exports need not have it

    out = io.BytesIO()
    with Workbook(out, dict(OPTIONS)) as made:
        made.set_properties({"title": clean(tables.title)[:255], "created": MADE, **_keywords(tables)})
        made.set_calc_mode("auto")
        looks = {style: made.add_format(look) for style, look in LOOKS.items()}
        bold = {style: made.add_format({**look, "bold": True}) for style, look in LOOKS.items()}
        for sheet in tables.sheets:
            _Page(tables, sheet, looks, bold).fill(made.add_worksheet(sheet.title))
    return out.getvalue()


def _keywords(tables: Book) -> dict[str, str]:
    """What the file says of itself to those who sort files, where not everybody may have it."""
    if len(tables.banner) > LONGEST_HEADER:
        raise Unexportable(f"`{tables.banner}` is more than a spreadsheet prints on each page. Export as csv or json.")
    return {"keywords": tables.banner} if tables.released else {}


class _Page:
    """One sheet of the workbook being written."""

    def __init__(self, tables: Book, sheet: Sheet, looks: Mapping[str, Any], bold: Mapping[str, Any]) -> None:
        self.tables, self.sheet, self.looks, self.bold = tables, sheet, looks, bold

    def fill(self, page: Any) -> None:  # noqa: ANN401 -- xlsxwriter ships no types
        """Headings, rows, sums; the headings stay in sight and are printed on each page, with the marking."""
        sheet = self.sheet
        if len(sheet.rows) + 2 > MOST_ROWS or len(sheet.columns) > MOST_COLUMNS:
            raise Unexportable(
                f"The sheet `{sheet.title}` would have {len(sheet.rows) + 2} rows and {len(sheet.columns)} columns; a "
                f"spreadsheet has {MOST_ROWS} and {MOST_COLUMNS}. Export as csv."
            )
        page.freeze_panes(1, 0)
        page.repeat_rows(0)
        page.set_landscape()
        page.set_header(f"&C{self.tables.banner}")
        for at, column in enumerate(sheet.columns):
            page.set_column(at, at, WIDTHS[column.style])
            self._put(page, 0, at, column.title, self.bold["text"])
        for number, row in enumerate(sheet.rows, 1):
            for at, (column, cell) in enumerate(zip(sheet.columns, row, strict=True)):
                self._put(page, number, at, cell, self.looks[column.style])
        for at, (column, cell) in enumerate(zip(sheet.columns, sheet.totals, strict=False)):
            self._put(page, len(sheet.rows) + 1, at, cell, self.bold[column.style])

    def _put(self, page: Any, row: int, at: int, cell: Cell, look: Any) -> None:  # noqa: ANN401 -- as above
        if cell is None:
            return
        if isinstance(cell, str):
            self._text(page, row, at, cell, look)
        elif isinstance(cell, date):
            page.write_datetime(row, at, datetime(cell.year, cell.month, cell.day), look)  # noqa: DTZ001 -- a day
        else:
            self._number(page, row, at, cell, look)

    def _text(self, page: Any, row: int, at: int, text: str, look: Any) -> None:  # noqa: ANN401 -- a cell is where, what and how
        shown = clean(text)
        if length(text) > LONGEST:
            raise Unexportable(
                f"{self._where(row, at)} holds a text of {len(shown)} characters; a spreadsheet keeps {LONGEST} in a "
                "cell. Export as csv, or shorten it."
            )
        if page.write_string(row, at, shown, look):
            raise Unexportable(f"{self._where(row, at)} cannot be written.")

    def _number(self, page: Any, row: int, at: int, cell: Number, look: Any) -> None:  # noqa: ANN401 -- as above
        number = cell.value if isinstance(cell, Computed) else cell
        if magnitude(number) >= LARGEST:
            raise Unexportable(
                f"{self._where(row, at)} holds a number of more than 15 digits, which a spreadsheet would round. "
                "Export as csv."
            )
        if isinstance(cell, Computed):
            page.write_formula(row, at, f"={written(cell.formula, self.tables, self.sheet, row)}", look, float(number))
        else:
            page.write_number(row, at, float(number), look)

    def _where(self, row: int, at: int) -> str:
        """Where a cell is, and what its row is about, for who has no workbook to look at."""
        about = value(self.sheet.rows[row - 1][0]) if 0 < row <= len(self.sheet.rows) else "the heading"
        return f"The cell {letters(at)}{row + 1} of the sheet `{self.sheet.title}` ({about}, {self.sheet.columns[at].title})"
