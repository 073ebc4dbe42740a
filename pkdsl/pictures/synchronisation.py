"""A synchronisation matrix: stretches of time as columns, functions as rows, and in each cell who does what then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pkdsl.pictures.svg import picture, rect, text, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH, EDGE, LEFT, TOP = 720, 8, 92, 8
SIZE, LEADING, PAD, BETWEEN = 9, 10.5, 5, 3
BOLD = 9.9
"""The room that bold words of the size of a cell take."""
LINES = 4


@dataclass(frozen=True, slots=True)
class Column:
    """A stretch of time: its name and its days in words."""

    label: str
    days: str


@dataclass(frozen=True, slots=True)
class Row:
    """A function, and what is done for it in each column."""

    label: str
    cells: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Synchronisation:
    """What the drawing shows."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    name: str = "synchronisation"
    title: str = "Synchronisation matrix"


def synchronisation_matrix(data: Synchronisation) -> str:
    """Each row as high as its fullest cell needs."""
    breadth = (WIDTH - EDGE - LEFT) / max(len(data.columns), 1)
    heads = [_head(column, breadth) for column in data.columns]
    height = max([0, *map(len, heads)]) * LEADING + 2 * PAD
    body, y = [], TOP + height
    for number, head in enumerate(heads):
        corner = (LEFT + number * breadth, TOP)
        body.append(
            rect(corner, (breadth, height), fill="#c7d6e6", class_="pk-bar-1", stroke="#1f4e79", stroke_width=1)
        )
        body += _words(head, corner[0] + PAD, TOP + PAD, bold=True)
    for row in data.rows:
        tall = _height(row, breadth)
        body += _row(row, y, breadth, tall)
        y += tall
    return picture(data.name, (WIDTH, y + EDGE), title=data.title, description=described(data), body=body)


def described(data: Synchronisation) -> str:
    """The drawing in words."""
    return (
        " ".join(
            f"{row.label}, {column.label}: {'; '.join(cell)}."
            for row in data.rows
            for column, cell in zip(data.columns, row.cells, strict=True)
            if cell
        )
        or "Nothing is to be synchronised."
    )


def _head(column: Column, breadth: float) -> tuple[str, ...]:
    room = breadth - 2 * PAD
    return (*wrapped(column.label, room, size=BOLD, lines=3), *wrapped(column.days, room, size=BOLD, lines=2))


def _lines(cell: tuple[str, ...], breadth: float) -> tuple[tuple[str, ...], ...]:
    return tuple(wrapped(one, breadth - 2 * PAD, size=SIZE, lines=LINES) for one in cell)


def _height(row: Row, breadth: float) -> float:
    needed = [sum(len(one) * LEADING + BETWEEN for one in _lines(cell, breadth)) for cell in row.cells]
    named = len(wrapped(row.label, LEFT - EDGE - 2 * PAD, size=BOLD, lines=3)) * LEADING
    return max([named, *needed]) + 2 * PAD


def _row(row: Row, y: float, breadth: float, tall: float) -> Iterator[str]:
    yield rect((EDGE, y), (LEFT - EDGE, tall), fill="#eef0f3", class_="pk-box", stroke="#1f4e79", stroke_width=1)
    yield from _words(wrapped(row.label, LEFT - EDGE - 2 * PAD, size=BOLD, lines=3), EDGE + PAD, y + PAD, bold=True)
    for number, cell in enumerate(row.cells):
        x, top = LEFT + number * breadth, y + PAD
        yield rect((x, y), (breadth, tall), fill="#ffffff", class_="pk-paper", stroke="#1f4e79", stroke_width="0.7")
        for one in _lines(cell, breadth):
            yield from _words(one, x + PAD, top, bold=False)
            top += len(one) * LEADING + BETWEEN


def _words(lines: tuple[str, ...], x: float, top: float, *, bold: bool) -> Iterator[str]:
    for number, words in enumerate(lines):
        yield text(words, x, top + SIZE + number * LEADING, font_size=SIZE, font_weight="600" if bold else "")
