"""A matrix of short words: rows by columns, a few letters or a figure in each cell, its ground telling how much it matters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pkdsl.pictures.grid import FOOT, LEFT, ROW, WIDTH, Grid, ground, heads, names
from pkdsl.pictures.svg import element, fitted, hatch, picture, rect, text, width_of

if TYPE_CHECKING:
    from collections.abc import Iterator

SHADES = ("#ffffff", "#eef3ee", "#fbf0c8", "#eeaaa0")
BANDS = ("pk-paper", "pk-band-0", "pk-band-1", "pk-band-3")
GRAVE = len(SHADES) - 1
"""The rank whose cells are hatched and set in bold, so that they are seen without their colour."""
SIZE, SAMPLE, EDGE = 9.5, 22, 8


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, from rank 1 (as it should be) to 3 (what must be seen); rank 0 is nothing there."""

    words: str = ""
    rank: int = 0
    said: str = ""
    """The same for those who cannot see it, where the letters alone do not tell."""


@dataclass(frozen=True, slots=True)
class Row:
    """What it is about, a cell for each column, and a word at the end."""

    label: str
    cells: tuple[Cell, ...]
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """What the drawing shows; `words` say what each rank means."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    words: tuple[tuple[int, str], ...] = ()
    tail: str = ""
    name: str = "matrix"
    title: str = "Matrix"


def matrix_of_words(data: Matrix) -> str:
    """Rows of cells below heads that are read from below."""
    grid = Grid(data.columns, tuple((row.label, row.tail) for row in data.rows), data.tail)
    body = [element("defs", hatch(f"{data.name}-grave", gap=5, width=0.8, angle=45, colour="#8c2f24")), *heads(grid)]
    for number, row in enumerate(data.rows):
        for column, entry in enumerate(row.cells):
            body += _cell(grid, entry, grid.corner(number, column), data.name)
    body += [*names(grid), *_legend(data, grid.bottom + FOOT - 10)]
    return picture(data.name, (WIDTH, grid.bottom + FOOT), title=data.title, description=described(data), body=body)


def described(data: Matrix) -> str:
    """The drawing in words."""
    return " ".join(_sentence(row, data) for row in data.rows) or "There is nothing to show."


def _sentence(row: Row, data: Matrix) -> str:
    said = [
        f"{head}: {entry.said or entry.words}"
        for head, entry in zip(data.columns, row.cells, strict=True)
        if entry.rank
    ]
    return f"{row.label}{f' ({row.tail})' if row.tail else ''}: {'; '.join(said) or 'nothing'}."


def _cell(grid: Grid, entry: Cell, corner: tuple[float, float], name: str) -> Iterator[str]:
    yield ground(grid, corner, SHADES[entry.rank], BANDS[entry.rank])
    if entry.rank == GRAVE:
        yield rect(corner, (grid.breadth, ROW), fill=f"url(#{name}-grave)", opacity="0.45")
    if entry.words:
        x, y = corner
        words = fitted(entry.words, grid.breadth - 2, size=SIZE)
        yield text(words, x + grid.breadth / 2, y + 13, text_anchor="middle", font_size=SIZE,
                   font_weight="600" if entry.rank == GRAVE else "")  # fmt: skip


def _legend(data: Matrix, y: float) -> Iterator[str]:
    room = sum(SAMPLE + 24 + width_of(words) for _, words in data.words)
    x: float = LEFT if LEFT + room < WIDTH else EDGE
    for rank, words in data.words:
        corner, size = (x, y - 9), (SAMPLE, 11)
        yield rect(corner, size, fill=SHADES[rank], class_=BANDS[rank], stroke="#c9ced6", stroke_width="0.7")
        if rank == GRAVE:
            yield rect(corner, size, fill=f"url(#{data.name}-grave)", opacity="0.45")
        yield text(words, x + SAMPLE + 6, y)
        x += SAMPLE + 6 + width_of(words) + 18
