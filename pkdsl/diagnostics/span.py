"""A stretch of a source."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pkdsl.diagnostics.source import Position, Source


class Span(NamedTuple):
    """From the offset `start` up to, not including, `end`."""

    source: Source
    start: int
    end: int

    @property
    def text(self) -> str:
        """What stands there."""
        return self.source.text[self.start : self.end]

    @property
    def position(self) -> Position:
        """Where it begins."""
        return self.source.position(self.start)

    @property
    def place(self) -> str:
        """The place as people and editors write it: `force.pk:41:14`."""
        line, column = self.position
        return f"{self.source.path}:{line}:{column}"
