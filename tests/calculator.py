"""A small spreadsheet: computes the formulas of a workbook anew, as Excel and LibreOffice do, in binary numbers."""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from openpyxl.utils import range_boundaries

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl import Workbook

TOKEN = re.compile(
    r"""\s*(?:(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<text>"[^"]*")|(?P<function>[A-Z]+)\(|"""
    r"""(?:'(?P<sheet>[^']+)'!)?(?P<range>\$?[A-Z]+\$?[0-9]+(?::\$?[A-Z]+\$?[0-9]+)?)|(?P<sign><=|[-+*/&(),]))"""
)
SIGNS = (("<=",), ("&",), ("+", "-"), ("*", "/"))
"""The signs that bind less first."""
FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 -- days are counted from it


class Calculator:
    """The cells of a workbook; `changed` are typed in by somebody, by sheet and address."""

    def __init__(self, workbook: Workbook, changed: dict[tuple[str, str], Any] | None = None) -> None:
        self.workbook = workbook
        self.known: dict[tuple[str, str], Any] = dict(changed or {})

    def cell(self, sheet: str, address: str) -> Any:
        """What a cell comes to."""
        key = (sheet, address)
        if key not in self.known:
            held = self.workbook[sheet][address]
            self.known[key] = _Formula(self, sheet, held.value[1:]).whole() if held.data_type == "f" else held.value
        value = self.known[key]
        return (value - FIRST_DAY).days if isinstance(value, datetime | date) else value

    def cells(self, sheet: str, area: str) -> list[Any]:
        """What the cells of a column come to."""
        left, top, right, bottom = range_boundaries(area)
        assert left == right, "ranges are columns"
        letter = re.match("[A-Z]+", area.replace("$", "")).group()
        return [self.cell(sheet, f"{letter}{row}") for row in range(top, bottom + 1)]


class _Formula:
    def __init__(self, calculator: Calculator, sheet: str, text: str) -> None:
        self.calculator, self.sheet = calculator, sheet
        self.tokens, at = [], 0
        while at < len(text):
            found = TOKEN.match(text, at)
            assert found, f"cannot be read from here on: {text[at:]}"
            self.tokens.append(found)
            at = found.end()
        self.at = 0

    def whole(self) -> Any:
        value = self._signs(0)
        assert self.at == len(self.tokens)
        return value

    def _sign(self) -> str | None:
        return self.tokens[self.at]["sign"] if self.at < len(self.tokens) else None

    def _signs(self, level: int) -> Any:
        if level == len(SIGNS):
            return self._single()
        value = self._signs(level + 1)
        while self._sign() in SIGNS[level]:
            sign = self._sign()
            self.at += 1
            value = _joined(sign, value, self._signs(level + 1))
        return value

    def _single(self) -> Any:
        token = self.tokens[self.at]
        self.at += 1
        if token["number"]:
            return float(token["number"])
        if token["text"]:
            return token["text"][1:-1]
        if token["range"]:
            sheet, area = token["sheet"] or self.sheet, token["range"].replace("$", "")
            return self.calculator.cells(sheet, area) if ":" in area else self.calculator.cell(sheet, area)
        if token["function"]:
            return FUNCTIONS[token["function"]](*self._arguments())
        assert token["sign"] == "("
        value = self._signs(0)
        assert self._sign() == ")"
        self.at += 1
        return value

    def _arguments(self) -> list[Any]:
        found = [self._signs(0)]
        while self._sign() == ",":
            self.at += 1
            found.append(self._signs(0))
        assert self._sign() == ")"
        self.at += 1
        return found


def _joined(sign: str, left: Any, right: Any) -> Any:
    if sign == "&":
        return f"{left}{right}"
    first, second = left or 0, right or 0
    return {
        "<=": lambda: first <= second, "+": lambda: first + second, "-": lambda: first - second,
        "*": lambda: first * second, "/": lambda: first / second,
    }[sign]()  # fmt: skip


def _sum(*values: Any) -> float:
    flat = [one for value in values for one in (value if isinstance(value, list) else [value])]
    return math.fsum(one for one in flat if isinstance(one, int | float))


def _sumifs(summed: list[Any], *criteria: Any) -> float:
    pairs = list(zip(criteria[::2], criteria[1::2], strict=True))
    return _sum([one for at, one in enumerate(summed) if all(_meets(column[at], wanted) for column, wanted in pairs)])


def _meets(held: Any, wanted: Any) -> bool:
    if isinstance(wanted, str) and wanted[:2] in {">=", "<="}:
        bound = float(wanted[2:])
        return isinstance(held, int | float) and (held >= bound if wanted[0] == ">" else held <= bound)
    return held == wanted if not isinstance(held, str) else held.casefold() == str(wanted).casefold()


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "SUM": _sum,
    "SUMIFS": _sumifs,
    "COUNTIF": lambda column, wanted: sum(_meets(one, wanted) for one in column),
    "RANK": lambda number, column: 1 + sum(one > number for one in column),
    "IF": lambda condition, yes, no: yes if condition else no,
    "INT": math.floor,
    "ROUND": lambda number, digits: round(number, int(digits)),
}
