"""A table whose cells are shaded by how grave they are: the words tell how much, shade and hatching how bad."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pkdsl.pictures.heat import SHADES
from pkdsl.pictures.svg import element, hatch, picture, rect, text, width_of, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH, EDGE, TOP, LEAST_LEFT, MOST_LEFT = 720, 8, 8, 96, 210
BROADEST, SIZE, SMALL, LEADING, PAD = 112, 10, 8.5, 11, 5
FOOT, SAMPLE = 30, 18
HATCHED = {2: "high", 3: "top"}
"""The ranks that are hatched besides, by what their hatching is called."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What is told, how grave it is from 0 to 3 (None: nothing to judge), and a smaller line below."""

    words: str
    rank: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A name and a cell for each column."""

    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class HeatTable:
    """What the drawing shows; `legend` says what a rank means."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    legend: tuple[tuple[int, str], ...] = ()
    name: str = "heat-table"
    title: str = "How grave it is"


class _Grid(NamedTuple):
    """Where the columns begin, how broad they are, and where the rows begin."""

    left: float
    breadth: float
    top: float


def heat_table(data: HeatTable) -> str:
    """Heads, then the rows below each other, then the legend."""
    left = min(max([LEAST_LEFT, *(width_of(row.label, SIZE) + 2 * EDGE + 6 for row in data.rows)]), MOST_LEFT)
    breadth = min((WIDTH - EDGE - left) / max(len(data.columns), 1), BROADEST)
    heads = [wrapped(column, breadth - 4, size=SIZE, lines=3) for column in data.columns]
    grid = _Grid(left, breadth, TOP + max([1, *map(len, heads)]) * LEADING + 4)
    body = [_patterns(data)]
    for number, lines in enumerate(heads):
        middle = left + (number + 0.5) * breadth
        first = grid.top - 5 - (len(lines) - 1) * LEADING
        body += [
            text(words, middle, first + n * LEADING, text_anchor="middle", font_size=SIZE)
            for n, words in enumerate(lines)
        ]
    y = grid.top
    for row in data.rows:
        body += _row(row, y, grid, data.name)
        y += _height(row, grid)
    body += _legend(data, y + FOOT - 10)
    return picture(
        data.name,
        (WIDTH, y + (FOOT if data.legend else EDGE)),
        title=data.title,
        description=described(data),
        body=body,
    )


def described(data: HeatTable) -> str:
    """The drawing in words."""
    meaning = dict(data.legend)
    said = (
        f"{row.label}, {column}: {_said(cell)}{_meant(cell, meaning)}."
        for row in data.rows
        for column, cell in zip(data.columns, row.cells, strict=True)
        if cell.words
    )
    return " ".join(said) or "There is nothing to show."


def _said(cell: Cell) -> str:
    return f"{cell.words}, {cell.note}" if cell.note else cell.words


def _meant(cell: Cell, meaning: dict[int, str]) -> str:
    return f" ({meaning[cell.rank]})" if cell.rank in meaning and cell.rank is not None else ""


def _patterns(data: HeatTable) -> str:
    wide = hatch(f"{data.name}-high", gap=9, width=0.7, angle=45, colour="#8a5a20")
    close = hatch(f"{data.name}-top", gap=5, width=0.8, angle=45, colour="#8c2f24")
    return element("defs", wide, close)


def _label(row: Row, grid: _Grid) -> tuple[str, ...]:
    return wrapped(row.label, grid.left - 2 * EDGE, size=SIZE, lines=2)


def _height(row: Row, grid: _Grid) -> float:
    told = max([1, *(1 + len(_note(cell, grid)) for cell in row.cells)])
    return max(told, len(_label(row, grid))) * LEADING + 2 * PAD


def _note(cell: Cell, grid: _Grid) -> tuple[str, ...]:
    return wrapped(cell.note, grid.breadth - 6, size=SMALL, lines=2) if cell.note else ()


def _row(row: Row, y: float, grid: _Grid, name: str) -> Iterator[str]:
    tall, lines = _height(row, grid), _label(row, grid)
    first = y + tall / 2 + 3.5 - (len(lines) - 1) * LEADING / 2
    for n, words in enumerate(lines):
        yield text(words, grid.left - 6, first + n * LEADING, text_anchor="end", font_size=SIZE)
    for number, cell in enumerate(row.cells):
        corner = (grid.left + number * grid.breadth, y)
        yield from _shade(cell.rank, corner, (grid.breadth, tall), name)
        yield from _words(cell, (corner[0] + grid.breadth / 2, y + tall / 2), grid)


def _shade(rank: int | None, corner: tuple[float, float], size: tuple[float, float], name: str) -> Iterator[str]:
    yield rect(
        corner, size, fill="#ffffff" if rank is None else SHADES[rank],
        class_="pk-paper" if rank is None else f"pk-band-{rank}", stroke="#c9ced6", stroke_width="0.7",
    )  # fmt: skip
    if rank in HATCHED:
        yield rect(corner, size, fill=f"url(#{name}-{HATCHED[rank]})", opacity="0.45")


def _words(cell: Cell, middle: tuple[float, float], grid: _Grid) -> Iterator[str]:
    x, notes = middle[0], _note(cell, grid)
    y = middle[1] + 3.5 - len(notes) * LEADING / 2
    (words,) = wrapped(cell.words, grid.breadth - 4, size=SIZE, lines=1) or ("",)
    yield text(
        words, x, y, text_anchor="middle", font_size=SIZE, font_weight="600" if cell.rank == max(HATCHED) else ""
    )
    for n, note in enumerate(notes, 1):
        yield text(note, x, y + n * LEADING, text_anchor="middle", font_size=SMALL)


def _legend(data: HeatTable, y: float) -> Iterator[str]:
    x: float = EDGE
    for rank, words in data.legend:
        yield from _shade(rank, (x, y - 9), (SAMPLE, 11), data.name)
        yield text(words, x + SAMPLE + 6, y)
        x += SAMPLE + width_of(words) + 22
