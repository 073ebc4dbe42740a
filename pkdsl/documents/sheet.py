"""A short list of what a plan says about one thing, with one line that names what it does not say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pkdsl.documents.saying import listed
from pkdsl.page import Missing

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


def sheet(entries: Mapping[str, str | Placed]) -> Sheet:
    """The entries that are given, and in one line the names of the others."""
    given = tuple(Line(label, value) for label, value in entries.items() if not _absent(value))
    return Sheet(given, listed(label[:1].lower() + label[1:] for label, value in entries.items() if _absent(value)))


def _absent(value: str | Placed) -> bool:
    return value == "" or (isinstance(value, Missing) and value.text.startswith("not given"))
