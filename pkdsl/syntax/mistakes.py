"""The mistakes that planners make first, each with a sentence of its own from `grammar/mistakes/`.

A file is a malformed snippet. Its first comment is the message; `# looks like: PATTERN` says what the mistake looks
like on its line, `# write: REPLACEMENT` what to write instead (with the pattern's groups, or `join _` for digits).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pkdsl import resources
from pkdsl.diagnostics import Fix, Span
from pkdsl.syntax import codes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkdsl.diagnostics import Finding, Source

LONGEST_LINE = 2_000
"""Longer lines are not compared with the patterns."""
JOIN = "join _"
"""As a replacement: the same digits with `_` between them."""


class Mistake(NamedTuple):
    """One file: its name, what it says, what it looks like, what to write instead, and the snippet."""

    slug: str
    message: str
    pattern: re.Pattern[str] | None
    write: str
    snippet: str


class Seen(NamedTuple):
    """A known mistake, found from `start` to `end`."""

    mistake: Mistake
    start: int
    end: int
    replacement: str

    @property
    def message(self) -> str:
        """The sentence for a planner."""
        return self.mistake.message


@cache
def known() -> tuple[Mistake, ...]:
    """All mistakes, in the order of their files' names."""
    return tuple(_read(path.removesuffix(".pk"), text) for path, text in resources.tree("grammar/mistakes").items())


def _read(slug: str, text: str) -> Mistake:
    lines = text.split("\n")
    marks = [line[2:] for line in lines if line.startswith("# ")]
    told = {key: value for key, _, value in (mark.partition(": ") for mark in marks[1:])}
    pattern = re.compile(told["looks like"]) if "looks like" in told else None
    snippet = "\n".join(line for line in lines if not line.startswith("# "))
    return Mistake(slug, marks[0], pattern, told.get("write", ""), snippet)


def at(source: Source, start: int, end: int) -> Seen | None:
    """The known mistake whose text the stretch from `start` to `end` touches, if any; one line is looked at."""
    first = source.text.rfind("\n", 0, start) + 1
    last = source.text.find("\n", start)
    line = source.text[first : len(source.text) if last < 0 else last]
    if len(line) > LONGEST_LINE:
        return None
    touching = [seen for seen in _all_seen(line, first) if _touches(seen, start, end)]
    return min(touching, key=lambda seen: seen.start, default=None)


def _all_seen(line: str, offset: int) -> Iterator[Seen]:
    for mistake in known():
        for match in mistake.pattern.finditer(line) if mistake.pattern else ():
            yield _seen(mistake, match, offset)


def _touches(seen: Seen, start: int, end: int) -> bool:
    return seen.start <= start < max(seen.end, seen.start + 1) or start <= seen.start < end


def _seen(mistake: Mistake, match: re.Match[str], offset: int) -> Seen:
    """The place is the group `here` or `there`, where the pattern has one."""
    groups = match.groupdict()
    name: str | int = next((name for name in ("here", "there") if groups.get(name) is not None), 0)
    write = match.expand(mistake.write) if mistake.write != JOIN else re.sub("[ ,]", "_", match[0])
    return Seen(mistake, match.start(name) + offset, match.end(name) + offset, write)


def lookup(source: Source, start: int, end: int) -> str | None:
    """The sentence of a known mistake at this place: also for text that can be read but is wrong."""
    found = at(source, start, end)
    return found.message if found else None


def told(code: str, generic: str, source: Source, start: int, end: int) -> Finding:
    """A finding with the sentence of a known mistake where there is one, else with the generic one."""
    found = at(source, start, end)
    if found is None:
        return codes.finding(code, generic, source, start, end)
    span = Span(source, found.start, found.end)
    fixes = (Fix(f"write `{found.replacement}`", span, found.replacement),) if found.replacement else ()
    return codes.finding(code, found.message, source, found.start, found.end, fixes=fixes)
