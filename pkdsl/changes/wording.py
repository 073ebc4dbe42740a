"""The words that all forms of a change share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.diagnostics.words import listed

if TYPE_CHECKING:
    from datetime import date

    from pkdsl.changes import Changes

SECTIONS = {"added": "New", "removed": "Gone", "renamed": "Renamed", "changed": "Changed", "follows": "What follows"}
"""What happened to a declaration, and the head of the section that tells it."""


def brief(text: str, longest: int) -> str:
    """On one line, and the beginning alone where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def since(day: date | None) -> str:
    """From when on."""
    return f" from {day}" if day is not None else ""


def counted(found: Changes) -> str:
    """All of it in one sentence: `2 new and 1 changed; findings: 1 new, none gone`."""
    if found.is_none:
        return "Nothing that the plan means has changed."
    words = {**SECTIONS, "follows": "that follow"}
    objects = [f"{len(found.of(what))} {word.lower()}" for what, word in words.items() if found.of(what)]
    lowered = [f"{len(found.lowered)} marked lower"] if found.lowered else []
    findings = f"{_number(len(found.appeared))} new, {_number(len(found.gone))} gone"
    things = listed([*objects, *lowered]) if objects or lowered else "no declaration changed"
    return f"{things[0].upper()}{things[1:]}; findings: {findings}."


def _number(count: int) -> str:
    return str(count) if count else "none"
