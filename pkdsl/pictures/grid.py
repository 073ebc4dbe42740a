"""What matrices of small cells share: rows with their names, heads that are read from below, words at the ends of rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from pkdsl.pictures.svg import fitted, line, rect, text, width_of

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH, LEFT, TOP, ROW, FOOT = 720, 224, 12, 19, 30
NARROWEST, BROADEST, TAIL, LONGEST = 26, 40, 108, 250

Corner: TypeAlias = "tuple[float, float]"


@dataclass(frozen=True, slots=True)
class Grid:
    """Heads of columns, names of rows with the words at their ends, and the head above these words."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]
    tail: str = ""

    @property
    def left(self) -> float:
        """Where the cells begin: names have more room where there are few columns."""
        longest = max([0, *(width_of(label) + 20 for label, _ in self.rows)])
        return max(LEFT, min(longest, self.right - NARROWEST * len(self.columns)))

    @property
    def right(self) -> float:
        """Where the cells end at most."""
        return WIDTH - (TAIL if any(tail for _, tail in self.rows) else FOOT)

    @property
    def breadth(self) -> float:
        """How broad a cell is."""
        return min((self.right - self.left) / max(len(self.columns), 1), BROADEST)

    @property
    def top(self) -> float:
        """Where the first row begins, below the longest head."""
        return TOP + max([40, *(min(width_of(column), LONGEST) + 10 for column in self.columns)])

    @property
    def bottom(self) -> float:
        """Where the last row ends."""
        return self.top + len(self.rows) * ROW

    def corner(self, row: int, column: int) -> Corner:
        """Where a cell begins."""
        return self.left + column * self.breadth, self.top + row * ROW


def heads(grid: Grid) -> Iterator[str]:
    """The heads of the columns, and that of the words at the ends."""
    for number, words in enumerate(grid.columns):
        x, y = grid.left + (number + 0.5) * grid.breadth + 4, grid.top - 6
        yield text(fitted(words, LONGEST), x, y, transform=f"rotate(-90 {x:g} {y:g})")
    if grid.tail:
        yield text(grid.tail, grid.left + grid.breadth * len(grid.columns) + 10, grid.top - 6, font_weight="600")


def names(grid: Grid) -> Iterator[str]:
    """The names of the rows, a line below each, and the words at their ends."""
    right = grid.left + grid.breadth * len(grid.columns)
    for number, (label, tail) in enumerate(grid.rows):
        top = grid.top + number * ROW
        yield text(fitted(label, grid.left - 18), grid.left - 8, top + 13, text_anchor="end")
        yield text(fitted(tail, WIDTH - right - 12), right + 10, top + 13)
        yield line((grid.left, top + ROW), (right, top + ROW), stroke="#c9ced6", stroke_width="0.7", class_="pk-grid")


def ground(grid: Grid, corner: Corner, fill: str, class_: str) -> str:
    """The ground of a cell."""
    return rect(corner, (grid.breadth, ROW), fill=fill, class_=class_, stroke="#c9ced6", stroke_width="0.7")
