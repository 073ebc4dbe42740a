"""A short list of what a plan says about one thing, with one line that names what it does not say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pkdsl.documents.saying import listed
from pkdsl.page import Missing
from pkdsl.tongues import tell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkdsl.documents.words import Placed


@dataclass(frozen=True, slots=True)
class Line:
    """What, and what of it."""

    label: str
    value: str | Placed


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is given, in order, and the labels of what is not."""

    lines: tuple[Line, ...]
    absent: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two lines beside each other."""

    left: Line
    right: Line


@dataclass(frozen=True, slots=True)
class Pairs:
    """A sheet of half the height, for a page with little room."""

    lines: tuple[Pair, ...]
    absent: str


def sheet(entries: Mapping[str, str | Placed]) -> Sheet:
    """The entries that are given, and in one line the names of the others."""
    given = tuple(Line(tell(label), value) for label, value in entries.items() if not _absent(value))
    absent = (tell(label) for label, value in entries.items() if _absent(value))
    return Sheet(given, listed(label[:1].lower() + label[1:] for label in absent))


def pairs(entries: Mapping[str, str | Placed]) -> Pairs:
    """The same, the second half of it beside the first."""
    whole = sheet(entries)
    half = -(-len(whole.lines) // 2)
    right = (*whole.lines[half:], Line("", ""))
    return Pairs(tuple(map(Pair, whole.lines[:half], right)), whole.absent)


def _absent(value: str | Placed) -> bool:
    return value == "" or (isinstance(value, Missing) and value.text.startswith("not given"))
