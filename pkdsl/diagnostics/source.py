"""A text that somebody wrote, under the name its readers know it by."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple


class Position(NamedTuple):
    """A place as people count: lines and columns from 1, columns in characters."""

    line: int
    column: int


class Source:
    """One file of a plan or a package; compared by identity, as two files may say the same."""

    def __init__(self, path: str, text: str, tree: str = "") -> None:
        """`path` is relative to the plan's root, with `/`; `text` has Unix line ends and no byte-order mark.

        `tree` is what an earlier run made of the text, as `syntax.stored` writes it; only texts without a mistake have one.
        """
        self.path = path
        self.text = text
        self.tree = tree

    def __repr__(self) -> str:
        """The path alone: the text would drown a failing test."""
        return f"Source({self.path!r})"

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        find = self.text.find
        at = find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = find("\n", at + 1)
        return starts

    def position(self, offset: int) -> Position:
        """The line and column of a character offset."""
        line = bisect_right(self._line_starts, offset)
        return Position(line, offset - self._line_starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """The text of line `number` without its end; empty beyond the last line."""
        if number > len(self._line_starts):
            return ""
        start = self._line_starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start:] if end < 0 else self.text[start:end]
