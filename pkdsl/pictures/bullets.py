"""Amounts as bars in groups, each with a line across it that says how much it should be."""

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
class Row:
    """One amount, and what it should be if that is known; a sum of others is drawn dark."""

    label: str
    amount: Value | None
    target: Value | None = None
    total: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """What the drawing shows: what the bars are, what the lines across them are, and what both are counted in."""

    rows: tuple[Row, ...]
    amount: str
    target: str = ""
    unit: str = ""
    name: str = "bullets"
    title: str = "Amounts"


def bullet_bars(data: Bullets) -> str:
    """The rows below each other on one axis of amounts."""
    highest = max([Fraction(1, 1000), *(Fraction(value) for row in data.rows for value in _known(row))])
    scale = (WIDTH - LEFT - RIGHT) / float(highest)
    bottom = TOP + len(data.rows) * ROW + 4
    body = [element("defs", hatch(f"{data.name}-sum", gap=4, width=1.2, angle=45, colour="#ffffff"))]
    for tick in amount_ticks(0, highest):
        x = LEFT + float(tick) * scale
        body.append(line((x, TOP - 4), (x, bottom), stroke="#c9ced6", stroke_width="0.7", class_="pk-grid"))
        body.append(text(amount_words(tick), x, bottom + 13, text_anchor="middle", font_size="10"))
    for number, row in enumerate(data.rows):
        body += _row(row, TOP + number * ROW, scale, data.name)
    body += _legend(data, bottom + FOOT - 12)
    return picture(data.name, (WIDTH, bottom + FOOT), title=data.title, description=described(data), body=body)


def described(data: Bullets) -> str:
    """The drawing in words."""
    return " ".join(_sentence(row, data) for row in data.rows) or "There is nothing to show."


def _sentence(row: Row, data: Bullets) -> str:
    unit = f" {data.unit}" if data.unit else ""
    said = "not known" if row.amount is None else f"{amount_words(row.amount)}{unit}"
    against = f"; {data.target} {amount_words(row.target)}{unit}" if row.target is not None else ""
    return f"{row.label}: {data.amount} {said}{against}."


def _known(row: Row) -> tuple[Value, ...]:
    return tuple(value for value in (row.amount, row.target) if value is not None)


def _row(row: Row, top: float, scale: float, name: str) -> Iterator[str]:
    middle = top + ROW / 2
    weight = "600" if row.total else ""
    room = LEFT - EDGE - 10
    yield text(
        fitted(row.label, room / (1.08 if row.total else 1)),
        LEFT - 8,
        middle + 4,
        text_anchor="end",
        font_weight=weight,
    )
    end = float(row.amount or 0) * scale
    if row.amount is not None:
        yield from _bar((LEFT, middle - BAR / 2), end, name, total=row.total)
    reach = LEFT + max(end, float(row.target or 0) * scale)
    if row.target is not None:
        yield _target(LEFT + float(row.target) * scale, middle)
    said = "not known" if row.amount is None else amount_words(row.amount)
    yield text(said, reach + 6, middle + 3.5, font_size="10", font_weight=weight)


def _bar(corner: tuple[float, float], length: float, name: str, *, total: bool) -> Iterator[str]:
    size = (max(length, 0.8), BAR)
    yield rect(corner, size, fill="#1f4e79" if total else "#c7d6e6", stroke="#1f4e79", stroke_width="0.8",
               class_="pk-series-3" if total else "pk-bar-1")  # fmt: skip
    if total:
        yield rect(corner, size, fill=f"url(#{name}-sum)", opacity="0.4")


def _target(x: float, middle: float) -> str:
    return line((x, middle - 8), (x, middle + 8), stroke="currentColor", stroke_width="2.4")


def _legend(data: Bullets, y: float) -> Iterator[str]:
    unit = f", {data.unit}" if data.unit else ""
    x: float = LEFT
    yield from _bar((x, y - 9), 24, data.name, total=False)
    yield text(f"{data.amount}{unit}", x + 30, y)
    x += width_of(f"{data.amount}{unit}") + 50
    if data.target and any(row.target is not None for row in data.rows):
        yield _target(x, y - 4)
        yield text(data.target, x + 8, y)
