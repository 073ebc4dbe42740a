"""Nothing: what is not given, and what already has a finding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_MISSING = 20
"""How many missing things a value remembers; nobody reads a longer list."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value that is not given, or that cannot be told without one; `missing` says what should be written."""

    missing: tuple[object, ...] = ()

    def __bool__(self) -> NoReturn:
        """Nothing is true or false but conditions; that also guards the compiler's own code."""
        message = "an unknown value is neither true nor false; ask given(value)"
        raise TypeError(message)


class Hole(Unknown):
    """A value that could not be read and has its finding; what reads it is silent."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "HOLE"


HOLE = Hole()


def given(value: object) -> bool:
    """Whether there is a value at all."""
    return not isinstance(value, Unknown)


def unknown_of(values: Iterable[object]) -> Unknown:
    """What is unknown because these are: all that is missing, once each; a hole hides the rest."""
    missing: dict[object, None] = {}
    for value in values:
        if isinstance(value, Hole):
            return HOLE
        if isinstance(value, Unknown):
            missing.update(dict.fromkeys(value.missing))
    return Unknown(tuple(missing)[:MOST_MISSING])
