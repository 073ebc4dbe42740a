"""What comes back every year, laid out over the years that a plan reaches."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pkdsl.values.steps import Steps

if TYPE_CHECKING:
    from collections.abc import Collection

    from pkdsl.values.dates import Period

YEARS_AROUND = 2
"""Months are laid out for so many years before and after the period that is planned for."""


def in_months(months: Collection[int], period: Period) -> Steps[bool]:
    """Yes on the days of these months, by number, of the years around a period; no on others."""
    years = range(period.start.year - YEARS_AROUND, period.end.year + YEARS_AROUND + 1)
    firsts = [date(year, month, 1) for year in years for month in range(1, 13)]
    return Steps.of(before=False, changes=[(first, first.month in months) for first in firsts])
