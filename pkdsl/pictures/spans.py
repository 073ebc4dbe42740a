"""Rows of days: when each is there, and in which of up to three ways; what is empty between is a gap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pkdsl.pictures.axis import Days, date_axis, day_words
from pkdsl.pictures.svg import element, fitted, hatch, line, picture, rect, text, width_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

WIDTH, LEFT, RIGHT, TOP = 720, 236, 18, 10
ROW, HEAD, BAR, FOOT, SIZE = 17, 20, 10, 46, 10
SLIMMEST = 1.5
FILLS = (("#1f4e79", "pk-series-3"), ("#c7d6e6", "pk-bar-1"), ("#ffffff", "pk-paper"))
"""How the first, the second and the third way are drawn; the third is hatched besides."""


@dataclass(frozen=True, slots=True)
class Span:
    """From its first to its last day something holds in one of the ways."""

    first: date
    last: date
    way: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A name and its spans, in the order of their days."""

    label: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a heading."""

    label: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Spans:
    """What the drawing shows, between two days; `ways` are the words for how something holds."""

    groups: tuple[Group, ...]
    first: date
    last: date
    ways: tuple[str, ...]
    today: date | None = None
    name: str = "spans"
    title: str = "Who is there when"


def spans_over_time(data: Spans) -> str:
    """The groups below each other on one axis of dates."""
    days = Days(data.first, data.last, LEFT, WIDTH - RIGHT)
    bottom = TOP + sum(bool(group.label) * HEAD + len(group.rows) * ROW for group in data.groups) + 4
    body = [element("defs", hatch(f"{data.name}-third", gap=5, width=1.2, angle=45, colour="#a3231a"))]
    body += date_axis(days, TOP, bottom)
    y: float = TOP
    for group in data.groups:
        if group.label:
            body.append(text(fitted(group.label, LEFT - 16), 8, y + 14, font_weight="600"))
            y += HEAD
        for row in group.rows:
            body += _row(row, days, y, data)
            y += ROW
    if _shows_today(data) and data.today is not None:
        x = days.at(data.today)
        body.append(line((x, TOP), (x, bottom), stroke="currentColor", stroke_width="1", stroke_dasharray="2 2"))
    body += _legend(data, bottom + FOOT - 12)
    return picture(data.name, (WIDTH, bottom + FOOT), title=data.title, description=described(data), body=body)


def described(data: Spans) -> str:
    """The drawing in words."""
    return " ".join(_sentence(row, data) for group in data.groups for row in group.rows) or "There is nothing to show."


def _sentence(row: Row, data: Spans) -> str:
    shown = _shown(row, data)
    said = (f"{data.ways[one.way]} from {day_words(one.first)} to {day_words(one.last)}" for one in shown)
    return f"{row.label}: {', '.join(said) or 'on none of these days'}."


def _shown(row: Row, data: Spans) -> list[Span]:
    """The spans as far as they lie between the two days."""
    return [
        Span(max(one.first, data.first), min(one.last, data.last), one.way)
        for one in row.spans
        if one.first <= data.last and one.last >= data.first
    ]


def _shows_today(data: Spans) -> bool:
    return data.today is not None and data.first <= data.today <= data.last


def _row(row: Row, days: Days, y: float, data: Spans) -> Iterator[str]:
    middle = y + ROW / 2
    yield text(fitted(row.label, LEFT - 20, size=SIZE), LEFT - 8, middle + 3.5, text_anchor="end", font_size=SIZE)
    yield line((days.left, middle), (days.right, middle), stroke="#c9ced6", stroke_width="0.7", class_="pk-grid")
    for one in _shown(row, data):
        yield from _bar(days.at(one.first), days.after(one.last), middle, one.way, data.name)


def _bar(start: float, end: float, middle: float, way: int, name: str) -> Iterator[str]:
    corner, size = (start, middle - BAR / 2), (max(end - start, SLIMMEST), BAR)
    fill, kind = FILLS[way]
    yield rect(corner, size, fill=fill, stroke="#1f4e79", stroke_width="0.8", class_=kind)
    if way == len(FILLS) - 1:
        yield rect(corner, size, fill=f"url(#{name}-third)")


def _legend(data: Spans, y: float) -> Iterator[str]:
    x: float = 8
    used = {one.way for group in data.groups for row in group.rows for one in _shown(row, data)}
    for way, words in enumerate(data.ways):
        if way in used:
            yield from _bar(x, x + 26, y - 4, way, data.name)
            yield text(words, x + 32, y)
            x += width_of(words) + 50
    if _shows_today(data):
        yield line((x, y - 10), (x, y + 2), stroke="currentColor", stroke_width="1", stroke_dasharray="2 2")
        yield text("today", x + 6, y)
