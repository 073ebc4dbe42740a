"""What all workbooks share: what a spreadsheet can hold, and how text is written so that it is never computed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from pkdsl.page import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST, MOST_ROWS, MOST_COLUMNS = 32_767, 1_048_576, 16_384
LARGEST = 10**15
"""Above it a spreadsheet no longer tells whole numbers apart."""
MADE = datetime(1980, 1, 1)  # noqa: DTZ001 -- no moment: the same in every file, so that the same plan gives the same bytes
OPTIONS: Mapping[str, Any] = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}  # fmt: skip


def length(text: str) -> int:
    """How many characters a spreadsheet counts in a text."""
    return len(clean(text).encode("utf-16-le")) // 2
