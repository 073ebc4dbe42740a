"""A date axis and a count axis: where a day and a number lie, and which of them are worth a label."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import TYPE_CHECKING

from pkdsl import tongues
from pkdsl.pictures.svg import line, text, width_of
from pkdsl.tongues import digits

if TYPE_CHECKING:
    from decimal import Decimal

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240)
GAP = 10


@dataclass(frozen=True, slots=True)
class Days:
    """The days from `first` to `last`, both shown, between two horizontal coordinates."""

    first: date
    last: date
    left: float
    right: float

    def at(self, day: date) -> float:
        """Where `day` begins; days outside lie on the edge."""
        whole = (self.last - self.first).days + 1
        gone = min(max((day - self.first).days, 0), whole)
        return self.left + (self.right - self.left) * gone / whole

    def after(self, day: date) -> float:
        """Where `day` ends."""
        whole = (self.last - self.first).days + 1
        gone = min(max((day - self.first).days + 1, 0), whole)
        return self.left + (self.right - self.left) * gone / whole

    def ticks(self) -> tuple[date, ...]:
        """First days of months, so far apart that their labels do not touch."""
        room = (
            max(
                width_of(words)
                for words in ("Mmm 0000", *(month_words(date(self.first.year, n, 1)) for n in range(1, 13)))
            )
            + GAP
        )
        for step in STEPS:
            days = tuple(_months(self.first, self.last, step))
            if all(self.at(b) - self.at(a) >= room for a, b in pairwise(days)):
                return days
        return ()


def _months(first: date, last: date, step: int) -> list[date]:
    start = first.year * 12 + first.month - (1 if first.day == 1 else 0)
    months = range(-(-start // step) * step, last.year * 12 + last.month, step)
    return [date(m // 12, m % 12 + 1, 1) for m in months if m // 12 > 0]


def date_axis(days: Days, top: float, bottom: float) -> list[str]:
    """Vertical lines at the ticks, labels below; a label that would leave the picture stays inside it."""
    drawn = []
    for day in days.ticks():
        x, words = days.at(day), month_words(day)
        half = width_of(words) / 2
        middle = min(max(x, days.left + half - GAP), days.right - half + GAP)
        drawn += [
            line((x, top), (x, bottom + 4), stroke="#c9ced6", stroke_width="1", class_="pk-grid"),
            text(words, middle, bottom + 16, text_anchor="middle"),
        ]
    return drawn


def count_ticks(highest: int) -> tuple[int, ...]:
    """Zero and up to five round numbers, none above `highest`."""
    step = 1
    while True:
        for factor in (1, 2, 5):
            if step * factor * 5 >= highest:
                return tuple(range(0, highest + 1, step * factor))
        step *= 10


def amount_ticks(low: Fraction | int, high: Fraction | int) -> tuple[Fraction, ...]:
    """Up to six round amounts between two, nought among them where it lies there."""
    room, step = Fraction(high - low), Fraction(1, 1000)
    while True:
        for factor in (1, 2, 5):
            if step * factor * 5 >= room:
                pitch = step * factor
                return tuple(pitch * n for n in range(ceil(low / pitch), floor(high / pitch) + 1))
        step *= 10


def amount_words(amount: Fraction | Decimal | int) -> str:
    """An amount as a label, with at most two decimals below a hundred and one below a thousand."""
    size = abs(Fraction(amount))
    places = 2 if size < 100 else 1 if size < 1000 else 0  # noqa: PLR2004 -- as the docstring says
    whole, rest = divmod(round(size * 10**places), 10**places)
    kept = f"{rest:0{places}d}".rstrip("0") if places else ""
    return digits(f"{'-' if amount < 0 else ''}{_in_threes(whole)}{'.' + kept if kept else ''}")


def grouped(count: int) -> str:
    """`6605` as people read it: `6 605`."""
    return digits(_in_threes(count))


def _in_threes(count: int) -> str:
    return f"{count:,}".replace(",", " ")


def span_words(first: date, last: date) -> str:
    """Two days as a label, the year once where it is the same: `2 May – 19 Sep 2026`; one day alone where both are one."""
    begins, ends = day_words(first), day_words(last)
    if first == last:
        return begins
    return f"{begins.rpartition(' ')[0] if first.year == last.year else begins} – {ends}"


def day_words(day: date) -> str:
    """A date as a label: `29 Sep 2026`."""
    return tongues.day(day, "short", f"{day.day} {MONTHS[day.month - 1]} {day.year}")


def month_words(day: date) -> str:
    """A month as a label: `Sep 2026`."""
    return tongues.day(day, "month", f"{MONTHS[day.month - 1]} {day.year}")
