"""A waterfall: from one amount to another over what each part of it adds or takes away."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from pkdsl.pictures.axis import amount_ticks, amount_words
from pkdsl.pictures.svg import element, fitted, hatch, line, picture, rect, text, width_of

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH, LEFT, RIGHT, TOP = 720, 256, 60, 10
ROW, BAR, FOOT, EDGE = 19, 11, 46, 8

Value: TypeAlias = "int | Fraction"


@dataclass(frozen=True, slots=True)
class Change:
    """What one part adds, or takes away where it is below nought."""

    label: str
    amount: Value


@dataclass(frozen=True, slots=True)
class Waterfall:
    """What the drawing shows: where it begins, the changes in their order, and what the end is called."""

    start: Change
    changes: tuple[Change, ...]
    end: str
    unit: str = ""
    name: str = "waterfall"
    title: str = "From one amount to the other"


def waterfall(data: Waterfall) -> str:
    """Rows below each other: the start, each change where the one before it ended, and the end."""
    levels = [Fraction(data.start.amount)]
    for change in data.changes:
        levels.append(levels[-1] + change.amount)
    low, high = min(Fraction(0), *levels), max(Fraction(1, 1000), *levels)
    scale = (WIDTH - LEFT - RIGHT) / float(high - low)
    bottom = TOP + (len(data.changes) + 2) * ROW + 4

    def x(level: Value) -> float:
        return LEFT + float(level - low) * scale

    body = [element("defs", hatch(f"{data.name}-less", gap=4, width=1.2, angle=45))]
    for tick in amount_ticks(low, high):
        body.append(line((x(tick), TOP - 4), (x(tick), bottom), stroke="#c9ced6", stroke_width="0.7", class_="pk-grid"))
        body.append(text(amount_words(tick), x(tick), bottom + 13, text_anchor="middle", font_size="10"))
    body += _whole(data.start, (x(Fraction(0)), x(levels[0])), 0)
    for number, change in enumerate(data.changes, 1):
        body += _change(change, (x(levels[number - 1]), x(levels[number])), number, data.name)
    body += _whole(Change(data.end, levels[-1]), (x(Fraction(0)), x(levels[-1])), len(data.changes) + 1)
    body += _legend(data, bottom + FOOT - 12)
    return picture(data.name, (WIDTH, bottom + FOOT), title=data.title, description=described(data), body=body)


def described(data: Waterfall) -> str:
    """The drawing in words."""
    unit = f" {data.unit}" if data.unit else ""
    end = sum((Fraction(change.amount) for change in data.changes), Fraction(data.start.amount))
    ways = (
        f"{one.label}: {'less' if one.amount < 0 else 'more'} by {amount_words(abs(Fraction(one.amount)))}{unit}."
        for one in data.changes
    )
    head, tail = (
        f"{data.start.label}: {amount_words(data.start.amount)}{unit}.",
        f"{data.end}: {amount_words(end)}{unit}.",
    )
    return " ".join([head, *ways, tail])


def _row(label: str, number: int, *, bold: bool) -> tuple[str, float]:
    middle = TOP + number * ROW + ROW / 2
    room = (LEFT - EDGE - 10) / (1.08 if bold else 1)
    return text(fitted(label, room), LEFT - 8, middle + 4, text_anchor="end", font_weight="600" if bold else ""), middle


def _whole(one: Change, ends: tuple[float, float], number: int) -> Iterator[str]:
    label, middle = _row(one.label, number, bold=True)
    yield label
    left, right = min(ends), max(ends)
    yield rect((left, middle - BAR / 2), (max(right - left, 0.8), BAR), fill="#1f4e79", stroke="#1f4e79",
               stroke_width="0.8", class_="pk-series-3")  # fmt: skip
    yield text(amount_words(one.amount), right + 6, middle + 3.5, font_size="10", font_weight="600")


def _change(one: Change, ends: tuple[float, float], number: int, name: str) -> Iterator[str]:
    label, middle = _row(one.label, number, bold=False)
    yield label
    left, right = min(ends), max(ends)
    yield line(
        (ends[0], middle - ROW + BAR / 2), (ends[0], middle - BAR / 2), stroke="currentColor", stroke_width="0.6"
    )
    yield from _bar((left, middle - BAR / 2), right - left, name, less=one.amount < 0)
    sign = "+" if one.amount > 0 else ""
    yield text(f"{sign}{amount_words(one.amount)}", right + 6, middle + 3.5, font_size="10")


def _bar(corner: tuple[float, float], length: float, name: str, *, less: bool) -> Iterator[str]:
    size = (max(length, 0.8), BAR)
    yield rect(corner, size, fill="#ffffff" if less else "#c7d6e6", stroke="#1f4e79", stroke_width="0.8",
               class_="pk-paper" if less else "pk-bar-1")  # fmt: skip
    if less:
        yield rect(corner, size, fill=f"url(#{name}-less)", opacity="0.7")


def _legend(data: Waterfall, y: float) -> Iterator[str]:
    x: float = LEFT
    for less, words in ((False, "more"), (True, "less")):
        said = f"{words}{f', {data.unit}' if data.unit else ''}"
        yield from _bar((x, y - 9), 24, data.name, less=less)
        yield text(said, x + 30, y)
        x += width_of(said) + 50
