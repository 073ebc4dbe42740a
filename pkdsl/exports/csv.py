"""CSV: a file a table, UTF-8 with a byte-order mark, headed by the names of columns, figures exact where decimals end.

Programs that open such files compute what begins like a formula. So text that does gets an apostrophe before it, which
they show as text; numbers and days need none.
"""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING

from pkdsl.exports import Export
from pkdsl.exports.book import value
from pkdsl.exports.sheets import book
from pkdsl.page import clean
from pkdsl.values.number import rounded

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from pkdsl.documents.context import Context
    from pkdsl.exports.book import Cell, Sheet

LIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a text begins with that a spreadsheet computes, after the blanks that it skips; the wide forms count in Japan."""
DIGITS = 12
"""So many digits after the point for numbers that no decimal ends."""


def write(context: Context) -> Mapping[str, bytes]:
    """The files by their names."""
    return {f"{sheet.name}.csv": table(sheet) for sheet in book(context).sheets}


EXPORT = Export("csv", "CSV, a file a table", write)


def table(sheet: Sheet) -> bytes:
    """One table; sums are left to whoever reads it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([guarded(column.name) for column in sheet.columns])
    writer.writerows([said(cell) for cell in row] for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def said(cell: Cell) -> str:
    """A cell as text."""
    match value(cell):
        case None:
            return ""
        case str() as text:
            return guarded(text)
        case date() as day:
            return day.isoformat()
        case number:
            return decimal(number)


def guarded(text: str) -> str:
    """A text that no spreadsheet computes, without characters that nobody can see."""
    shown = clean(text)
    return f"'{shown}" if shown.lstrip(" ").startswith(LIVE) else shown


def decimal(number: int | Fraction) -> str:
    """A number as other programs read it: a point, no groups, no exponent."""
    held = rounded(number, DIGITS)
    if isinstance(held, int):
        return str(held)
    digits = f"{abs(int(held * 10**DIGITS)):0{DIGITS + 1}d}"
    return f"{'-' if held < 0 else ''}{digits[:-DIGITS]}.{digits[-DIGITS:].rstrip('0')}"
