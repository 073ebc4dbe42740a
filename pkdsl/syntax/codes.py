"""The findings about text: their codes, titles, and limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.diagnostics import Finding, Severity, Span

if TYPE_CHECKING:
    from pkdsl.diagnostics import Fix, Label, Source

TITLES = {
    "SYN-001": "Unexpected text",
    "SYN-002": "Bracket without its counterpart",
    "SYN-003": "Text without its closing quote",
    "SYN-004": "Character that is not allowed",
    "SYN-005": "Malformed number, date, time or position",
    "SYN-006": "File that is not UTF-8",
    "SYN-007": "Table row that does not fit its header",
    "SYN-008": "Name that mixes scripts",
    "LIM-001": "Nested too deeply",
    "LIM-002": "Too many operands in one expression",
    "LIM-003": "Line too long",
    "LIM-004": "Number with too many digits",
    "LIM-005": "Too many findings in one file",
    "LIM-006": "Text or name too long",
}

PARTS = "Write it in several parts, each with a name of its own."
MENDS = {
    "LIM-003": "Break it: a line may end wherever a blank may stand, except in a row of a table.",
    "LIM-004": "Round it; `k` and `M` directly after a number stand for thousands and millions.",
    "LIM-006": "Write a shorter one.",
}
"""What to do about a limit, where it is not to write something in parts."""


def finding(  # noqa: PLR0913 -- what a finding about text is made of
    code: str,
    message: str,
    source: Source,
    start: int,
    end: int,
    *,
    help: str = "",  # noqa: A002 -- the finding's own word
    fixes: tuple[Fix, ...] = (),
    labels: tuple[Label, ...] = (),
) -> Finding:
    """An error at a place of the text."""
    return Finding(
        code=code,
        severity=Severity.ERROR,
        message=message,
        span=Span(source, start, max(start, end)),
        name=TITLES[code],
        detail=message,
        labels=labels,
        help=help,
        fixes=fixes,
    )


def limit(code: str, seen: str, most: int, source: Source, start: int, end: int) -> Finding:
    """A limit that the text goes beyond."""
    message = f"{seen} are more than a plan may hold: at most {most:,} are read."
    return finding(code, message, source, start, end, help=MENDS.get(code, PARTS))
