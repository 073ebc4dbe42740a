"""What a change means, as a neutral page: for a review comment in Markdown, and for a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.changes.wording import SECTIONS, brief, counted, since
from pkdsl.page import SECTION, Code, Column, Document, Fact, Heading, Listing, Paragraph, Strong, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pkdsl.changes import Change, Changes
    from pkdsl.diagnostics import Finding
    from pkdsl.page import Block, Run, Runs

LONGEST = 80
"""How much of a value is shown; json has all of it."""


def document(found: Changes, before: str, after: str, *, marking: str = "", footer: str = "") -> Document:
    """The page; nothing but a sentence where nothing has changed."""
    cover = (Fact("Before", (before,)), Fact("After", (after,)))
    blocks = (Paragraph((Strong((counted(found),)),)), *_blocks(found))
    return Document("changes", "What has changed", "", marking, blocks, cover=cover, footer=footer, layout="sheet")


def _blocks(found: Changes) -> Iterator[Block]:
    if found.figures:
        rows = [
            ((one.label,), (one.before,), (one.after,), (f"{one.by}{since(one.since)}".strip(),))
            for one in found.figures
        ]
        yield Heading(SECTION, ("Figures",))
        yield _table(("Figure", "Before", "After", "Difference"), rows)
    for what, head in SECTIONS.items():
        some = found.of(what)
        if some:
            yield Heading(SECTION, (head,))
            yield from _objects(some)
    if found.lowered:
        marks = [
            ((Code(one.path),), (one.before,), (one.after,), (one.reason or "no reason given",))
            for one in found.lowered
        ]
        yield Heading(SECTION, ("Marked lower",))
        yield _table(("What", "Before", "After", "Reason"), marks)
    for head, findings in (("Found now", found.appeared), ("Found no more", found.gone)):
        if findings:
            yield Heading(SECTION, (head,))
            yield Listing(tuple(map(_finding, findings)))


def _objects(some: list[Change]) -> Iterator[Block]:
    """Those without fields in a list, the others in a table with a row for each field."""
    bare = [one for one in some if not one.fields]
    if bare:
        yield Listing(tuple((*_name(one), f" – {one.place}") for one in bare))
    rows = [
        (
            _name(one) if number == 0 else ("",),
            (field.name,),
            (brief(field.before, LONGEST),),
            (brief(field.after, LONGEST),),
            (f"{field.by}{since(field.since)}".strip(),),
        )
        for one in some
        for number, field in enumerate(one.fields)
    ]
    if rows:
        yield _table(("What", "Field", "Before", "After", "Difference"), rows)


def _name(change: Change) -> Runs:
    title: tuple[Run, ...] = (f" {change.title}",) if change.title else ()
    was: tuple[Run, ...] = (" (was ", Code(change.was), ")") if change.was else ()
    return (Code(change.path), *title, *was)


def _finding(finding: Finding) -> Runs:
    place = f" – {finding.span.place}" if finding.span else ""
    return (Strong((f"{finding.severity} {finding.code}",)), f" {finding.message}{place}")


def _table(heads: tuple[str, ...], rows: Sequence[tuple[Runs, ...]]) -> Table:
    return Table(tuple(Column((head,)) for head in heads), tuple(rows))
