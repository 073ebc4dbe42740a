"""Bars side by side for each category, and a dashed line where its ceiling is."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, TypeAlias

from pkdsl.pictures.axis import amount_words, count_ticks
from pkdsl.pictures.svg import element, hatch, line, picture, rect, text, width_of, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

WIDTH, LEFT, RIGHT, TOP = 720, 176, 74, 14
BAR, GAP, GROUP, FOOT, EDGE = 11, 2, 14, 48, 16
HEADROOM = 1.04
FILLS = ("#ffffff", "#c7d6e6", "#7fa3c7", "#1f4e79")
CLASSES = ("pk-paper", "pk-bar-1", "pk-bar-0", "pk-series-3")


Value: TypeAlias = "int | Decimal"


@dataclass(frozen=True, slots=True)
class Group:
    """One category: an amount for each series, None where it is not known, and its ceiling if it has one."""

    label: str
    counts: tuple[Value | None, ...]
    ceiling: Value | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """What the drawing shows: up to four series, from the widest to the narrowest."""

    series: tuple[str, ...]
    groups: tuple[Group, ...]
    name: str = "bars"
    title: str = "Counts by category"
    limit: str = "ceiling"
    """What the dashed lines show; nothing where there are none."""


def grouped_bars(data: Bars) -> str:
    """The groups below each other, on one axis of counts."""
    highest = max([1, *(count for group in data.groups for count in _known(group))])
    scale = (WIDTH - LEFT - RIGHT) / (float(highest) * HEADROOM)
    height = len(data.series) * (BAR + GAP) + GROUP
    bottom = TOP + len(data.groups) * height
    body = [element("defs", hatch(f"{data.name}-first", gap=5, width=0.9, angle=45))]
    for tick in count_ticks(ceil(highest)):
        x = LEFT + tick * scale
        body.append(line((x, TOP - 6), (x, bottom), stroke="#c9ced6", stroke_width="0.7", class_="pk-grid"))
        body.append(text(amount_words(tick), x, bottom + 14, text_anchor="middle", font_size="10"))
    for number, group in enumerate(data.groups):
        body += _group(group, TOP + number * height, scale, data)
    body += _legend(data, bottom + FOOT - 14)
    return picture(data.name, (WIDTH, bottom + FOOT), title=data.title, description=described(data), body=body)


def described(data: Bars) -> str:
    """The drawing in words."""
    return " ".join(_sentence(group, data) for group in data.groups) or "There is nothing to show."


def _sentence(group: Group, data: Bars) -> str:
    counts = (
        f"{name} {'not known' if n is None else amount_words(n)}"
        for name, n in zip(data.series, group.counts, strict=True)
    )
    limit = f"; no {data.limit}" if data.limit else ""
    if group.ceiling is not None:
        limit = f"; {data.limit} {amount_words(group.ceiling)}"
    return f"{group.label}: {', '.join(counts)}{limit}."


def _known(group: Group) -> tuple[Value, ...]:
    return tuple(count for count in (*group.counts, group.ceiling) if count is not None)


def _group(group: Group, top: float, scale: float, data: Bars) -> Iterator[str]:
    middle = top + len(data.series) * (BAR + GAP) / 2
    lines = wrapped(group.label, LEFT - 18)
    for row, words in enumerate(lines):
        yield text(words, LEFT - 10, middle + 4 + (row - (len(lines) - 1) / 2) * 12.5, text_anchor="end")
    for number, count in enumerate(group.counts):
        y = top + number * (BAR + GAP)
        if count is not None:
            yield from _bar((LEFT, y), float(count) * scale, number, data)
        said = "not known" if count is None else amount_words(count)
        end = LEFT + float(count or 0) * scale
        edge = LEFT + float(group.ceiling or 0) * scale
        clear = edge + 4 if group.ceiling is not None and end <= edge < end + 6 + width_of(said, 9.5) else end + 4
        yield text(said, clear, y + BAR - 2, font_size="9.5")
    if group.ceiling is not None:
        x = LEFT + float(group.ceiling) * scale
        low = top + len(data.series) * (BAR + GAP) + 2
        yield line((x, top - 4), (x, low), stroke="currentColor", stroke_width="1.8", stroke_dasharray="5 3")


def _bar(corner: tuple[float, float], length: float, number: int, data: Bars) -> Iterator[str]:
    size = (max(length, 0.8), BAR)
    yield rect(corner, size, fill=FILLS[number], stroke="#1f4e79", stroke_width="0.8", class_=CLASSES[number])
    if number == 0:
        yield rect(corner, size, fill=f"url(#{data.name}-first)", opacity="0.6")


def _legend(data: Bars, y: float) -> Iterator[str]:
    x: float = EDGE
    for number, words in enumerate(data.series):
        yield from _bar((x, y - 9), 22, number, data)
        yield text(words, x + 28, y)
        x += width_of(words) + 46
    if data.limit:
        yield line((x, y - 10), (x, y + 3), stroke="currentColor", stroke_width="1.8", stroke_dasharray="5 3")
        yield text(data.limit, x + 8, y)
