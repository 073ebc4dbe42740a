"""Literate plans: which parts of a Markdown file are plan text, examples, or the prose of a field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkdsl.diagnostics import Source

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})[ \t]*([^\n`]*)$", re.MULTILINE)
_EXPECTED = re.compile(r"#~ ((?:[A-Z][A-Z0-9]{1,3}-[0-9]{3}[ ,]*)+)")
_CODE = re.compile(r"[A-Z][A-Z0-9]{1,3}-[0-9]{3}")


class Fence(NamedTuple):
    """A fenced block: the words after its marks, and where its text starts and ends."""

    info: str
    start: int
    end: int


def fences(source: Source) -> Iterator[Fence]:
    """The fenced blocks of a Markdown text; one that is not closed reaches to the end."""
    text = source.text
    opening = _FENCE.search(text)
    while opening is not None:
        marks, info = opening[1], " ".join(opening[2].split())
        closing = re.compile(rf"^ {{0,3}}{re.escape(marks[0])}{{{len(marks)},}}[ \t]*$", re.MULTILINE)
        start = min(opening.end() + 1, len(text))
        found = closing.search(text, start)
        yield Fence(info, start, found.start() if found else len(text))
        opening = _FENCE.search(text, found.end()) if found else None


def examples(source: Source) -> list[Fence]:
    """The fences that are plans of their own, tagged `pk example`, and what they are said to give, tagged `report`."""
    return [fence for fence in fences(source) if fence.info in {"pk example", "report"}]


def expectations(source: Source, start: int, end: int) -> list[tuple[str, int]]:
    """The findings that `#~ CODE` announces in a stretch of text, each with its line in the source."""
    return [
        (code, source.position(match.start()).line)
        for match in _EXPECTED.finditer(source.text, start, end)
        for code in _CODE.findall(match[1])
    ]
