"""What can go wrong between values, said in words that a planner understands.

These exceptions stay inside the compiler: whoever evaluates an expression catches them and makes a finding.
"""

from __future__ import annotations


class Mismatch(Exception):  # noqa: N818 -- it is a planner's mistake, not an error of the program
    """Two values that do not go together; `message` says what they are and what would fit."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Undefined(Exception):  # noqa: N818 -- see Mismatch
    """An operation that has no result for these values, a division by zero for instance."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Backwards(Mismatch):
    """A period that would end before it starts."""


class OutOfCalendar(Undefined):
    """A date beyond the years that a plan can speak of."""


class Unreadable(Exception):  # noqa: N818 -- see Mismatch
    """A literal that says nothing, `2026-02-30` for instance; `message` says why."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class UnknownUnit(Exception):  # noqa: N818 -- see Mismatch
    """A word that is no unit; it stands at `start` up to `end` in the text of the unit."""

    def __init__(self, word: str, start: int, end: int) -> None:
        super().__init__(word)
        self.word = word
        self.start = start
        self.end = end
