"""The mistakes that planners make first, each with a sentence of its own from `grammar/mistakes/`.

A file is a malformed snippet. Its first comment is the message; `# looks like: PATTERN` says what the mistake looks
like on its line, `# write: REPLACEMENT` what to write instead (with the pattern's groups, or `join _` for digits).
"""

from __future__ import annotations

import re
from dataclasses import replace
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
"""As a replacement: the same digits or words with `_` between them."""
_SAID = re.compile(r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"|#.*')
"""A text or a comment: what it says is no mistake of the line around it."""


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
    line = _SAID.sub(lambda said: _muted(said, start - first), line)
    touching = [seen for seen in _all_seen(line, first) if _touches(seen, start, end)]
    return min(touching, key=lambda seen: seen.start, default=None)


def _muted(said: re.Match[str], place: int) -> str:
    """A text or comment with nothing in it; one that the place lies in is left as it is."""
    text = said[0]
    if said.start() < place < said.end():
        return text
    return text[0] + "·" * (len(text) - 2) + text[-1] if len(text) > 1 else text


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
    write = match.expand(mistake.write) if mistake.write != JOIN else re.sub("[ ,-]+", "_", match[name])
    return Seen(mistake, match.start(name) + offset, match.end(name) + offset, write)


def told(code: str, generic: str, source: Source, start: int, end: int) -> Finding:
    """A finding with the sentence of a known mistake where there is one, else with the generic one."""
    return retold(codes.finding(code, generic, source, start, end))


def retold(finding: Finding) -> Finding:
    """The finding with the sentence, place and mend of the known mistake that it is about, if it is about one."""
    span = finding.span
    found = at(span.source, span.start, span.end) if span else None
    if span is None or found is None:
        return finding
    place = Span(span.source, found.start, found.end)
    fixes = (Fix(f"write `{found.replacement}`", place, found.replacement),) if found.replacement else ()
    return replace(finding, message=found.message, span=place, fixes=fixes, help="")
