"""Markdown pages that hold plan text in fences: which fences there are, and what each is for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkdsl.diagnostics import Source

_OPENING = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})[ \t]*(.*?)[ \t]*$")
_CLOSING = re.compile(r" {0,3}(`{3,}|~{3,})[ \t]*$")
_EXPECTED = re.compile(r"#~((?:[ \t,]*[A-Z][A-Z0-9]{1,3}-[0-9]{3})+)")
_CODE = re.compile(r"[A-Z][A-Z0-9]{1,3}-[0-9]{3}")


class Fence(NamedTuple):
    """A fence: what stands behind its opening marks (`pk example`), and where its content begins and ends."""

    info: str
    start: int
    end: int

    @property
    def is_source(self) -> bool:
        """Whether it is part of the plan or package that the page belongs to."""
        return self.info == "pk"

    @property
    def prose_of(self) -> str:
        """The path of the field whose prose it is (`text mission.intent`); empty for all else."""
        word, _, path = self.info.partition(" ")
        return path.strip() if word == "text" else ""


def is_literate(path: str) -> bool:
    """Whether a file is Markdown with plan text in it."""
    return path.endswith(".md")


def fences(source: Source) -> Iterator[Fence]:
    """All fences of a page, in the order of the text; one that is not closed goes on to the end."""
    text, at = source.text, 0
    mark, info, start = "", "", 0
    while at < len(text):
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        line = text[at : min(stop, at + 1_000)]
        if not mark and (opening := _OPENING.match(line)):
            mark, info, start = opening[1], opening[2], min(stop + 1, len(text))
        elif mark and (closing := _CLOSING.match(line)) and closing[1].startswith(mark):
            yield Fence(info, start, at)
            mark = ""
        at = stop + 1
    if mark:
        yield Fence(info, start, len(text))


def examples(source: Source) -> tuple[Fence, ...]:
    """The fences that are no part of the plan itself: `pk example`, `report`, `console` and the like."""
    return tuple(fence for fence in fences(source) if not fence.is_source and not fence.prose_of)


def expectations(source: Source, start: int, end: int) -> list[tuple[str, int]]:
    """The findings that a text says it has, `#~ FRC-001` at the end of a line: code and line of each."""
    return [
        (code, source.position(match.start()).line)
        for match in _EXPECTED.finditer(source.text, start, end)
        for code in _CODE.findall(match[1])
    ]
