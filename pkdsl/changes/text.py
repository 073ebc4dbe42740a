"""What a change means, for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.changes.wording import SECTIONS, brief, counted, since
from pkdsl.page import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkdsl.changes import Change, Changes, Difference
    from pkdsl.diagnostics import Finding

LONGEST = 60
"""How much of a value is shown; json has all of it."""


def write(found: Changes, before: str, after: str) -> str:
    """Sections under their heads, one line for each thing, and a last line that counts."""
    lines = [f"{clean(before)} → {clean(after)}", ""]
    if found.figures:
        lines += ["Figures"]
        lines += [
            f"  {clean(one.label)}: {_both(one.before, one.after, one.by)}{since(one.since)}" for one in found.figures
        ]
        lines += [""]
    for what, head in SECTIONS.items():
        some = found.of(what)
        if some:
            lines += [f"{head} ({len(some)})", *(line for one in some for line in _object(one)), ""]
    if found.lowered:
        lines += [f"Marked lower ({len(found.lowered)})"]
        lines += [f"  {one.path}: {one.before} → {one.after}{_reason(one.reason)}" for one in found.lowered]
        lines += [""]
    for head, findings in (("Found now", found.appeared), ("Found no more", found.gone)):
        if findings:
            lines += [f"{head} ({len(findings)})", *map(_finding, findings), ""]
    return "\n".join((*lines, f"{counted(found)}\n"))


def _object(change: Change) -> Iterator[str]:
    title = f' "{clean(change.title)}"' if change.title else ""
    was = f" (was {change.was})" if change.was else ""
    if change.what == "follows":
        yield from (f"  {change.path}.{clean(field.name)}: {_field(field)}" for field in change.fields)
        return
    yield f"  {change.path}{title}{was}  {change.place}"
    for field in change.fields:
        yield f"    {clean(field.name)}: {_field(field)}"


def _field(field: Difference) -> str:
    return f"{_both(field.before, field.after, field.by)}{since(field.since)}"


def _both(before: str, after: str, by: str) -> str:
    if by.startswith(("with ", "without ")):
        return clean(by)
    more = f" ({clean(by)})" if by else ""
    return f"{clean(brief(before, LONGEST))} → {clean(brief(after, LONGEST))}{more}"


def _reason(reason: str) -> str:
    return f", because {clean(reason)}" if reason else ""


def _finding(finding: Finding) -> str:
    place = f"  {finding.span.place}" if finding.span else ""
    return f"  {finding.severity}[{finding.code}] {clean(finding.message)}{place}"
