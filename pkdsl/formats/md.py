"""Markdown: CommonMark with pipe tables, in which every character of the plan stays the character it is."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import lru_cache
from typing import TYPE_CHECKING

from pkdsl.formats import Format
from pkdsl.page import (
    DRAFT,
    Break,
    Emphasis,
    Figure,
    Heading,
    Link,
    Listing,
    Missing,
    Note,
    Number,
    Paragraph,
    Spoken,
    Strong,
    Table,
    clean,
    safe_address,
)
from pkdsl.tongues import tell

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pkdsl.page import Block, Column, Derivation, Document, Run, Runs

SPECIAL = re.compile(r"([\\`*_\[\]<>|&~$@^#])|(!(?=\[))|(?<=[A-Za-z])(:(?=//))|(?<=www)(\.)", re.IGNORECASE)
BLANKS = re.compile(r"\s+")
LINE_START = re.compile(r"(?:[+=-](?=\s|\Z|[=-])|[0-9]{1,9}(?=[.)](?:\s|\Z))|[=-]{2,})")
RULERS = {"left": ":--", "right": "--:", "centre": ":-:"}

Places = dict["Derivation", int]


def write(document: Document) -> bytes:
    """The whole document: head, text, where the figures come from, foot, and the pictures at the very end."""
    places = document.places
    pieces = [*_head(document, places)]
    for block in document.blocks:
        pieces += _block(block, places)
    pieces += _derivations(places)
    pieces += [_text(document.footer)] if document.footer else []
    pieces += [_banner(document)]
    pieces += [_picture(block) for block in document.blocks if isinstance(block, Figure)]
    return ("\n\n".join(piece for piece in pieces if piece) + "\n").encode()


FORMAT = Format("md", "Markdown", ".md", write)


@lru_cache(maxsize=20_000)
def escape(text: str) -> str:
    """`text` such that any Markdown reader shows exactly these characters."""
    whole = BLANKS.sub(" ", clean(text))
    return SPECIAL.sub(lambda found: "\\" + found.group(), whole)


def _said(english: str) -> str:
    """Words of pkdsl itself, in the language of the document."""
    return escape(tell(english))


def _text(text: str) -> str:
    """A line of its own: also what would begin a list, a heading or a rule is text."""
    line = escape(text).strip()
    start = LINE_START.match(line)
    if start is None:
        return line
    if line[0].isdigit():
        return f"{start.group()}\\{line[start.end() :]}"
    return "\\" + line


def _runs(runs: Runs, places: Places) -> str:
    return "".join(_run(run, places) for run in runs)


def _line(runs: Runs, places: Places) -> str:
    """Runs as a line of their own; the first words are guarded as `_text` does."""
    if runs and isinstance(runs[0], str):
        lead = _text(runs[0]) + (" " if runs[0][-1:].isspace() and runs[0].strip() else "")
        return lead + _runs(runs[1:], places)
    return _runs(runs, places)


def _run(run: Run, places: Places) -> str:
    if isinstance(run, str):
        return escape(run)
    if isinstance(run, (Strong, Emphasis)):
        sign = "**" if isinstance(run, Strong) else "*"
        inner = _runs(run.runs, places)
        return f"{sign}{inner.strip()}{sign}" if inner.strip() else inner
    if isinstance(run, Link):
        inner = _runs(run.runs, places)
        return f"[{inner}](<{run.address}>)" if safe_address(run.address) else inner
    if isinstance(run, Number):
        return _number(run, places)
    return f"*{escape(run.text)}*" if isinstance(run, Missing) else escape(run.text)


def _number(number: Number, places: Places) -> str:
    place = places.get(number.derivation) if number.derivation is not None else None
    words = escape(number.text)
    shown = words if place is None else f"[{words}](#from-{place})"
    return f"{shown} *({escape(number.mark)})*" if number.mark else shown


def _head(document: Document, places: Places) -> Iterator[str]:
    yield _banner(document)
    yield f"# {escape(document.title)}"
    if document.subtitle:
        yield f"**{escape(document.subtitle)}**"
    if document.draft:
        yield f"> **{_said('DRAFT')}.** {_said(DRAFT)}"
    if document.cover:
        rows = [f"| {escape(fact.label)} | {_runs(fact.runs, places)} |" for fact in document.cover]
        yield "\n".join(("| | |", "|:--|:--|", *rows))


def _banner(document: Document) -> str:
    return f"**{escape(document.banner)}**" if document.banner else ""


def _block(block: Block, places: Places) -> Iterator[str]:
    if isinstance(block, Heading):
        number = f"{block.number} " if block.number else ""
        yield f'<a id="{block.anchor}"></a>' if block.anchor else ""
        yield f"{'#' * block.level} {number}{_runs(block.runs, places)}"
    elif isinstance(block, Paragraph):
        yield f"{block.number}\\. {_runs(block.runs, places)}" if block.number else _line(block.runs, places)
    elif isinstance(block, Listing):
        yield "\n".join(f"- {_line(item, places)}" for item in block.items)
    elif isinstance(block, Note):
        yield f"> **{_said('Warning' if block.tone == 'warning' else 'Note')}.** {_runs(block.runs, places)}"
    elif isinstance(block, Spoken):
        yield f"> **{_said('Speaker')}.** {_runs(block.runs, places)}"
    elif isinstance(block, Table):
        yield from _table(block, places)
    elif isinstance(block, Figure):
        yield f"![{escape(block.description)}][{block.anchor or 'figure'}]"
        yield f"*{_said('Figure')} {block.number}. {_runs(block.caption, places)}*"
    elif isinstance(block, Break):
        yield "---"


def _table(table: Table, places: Places) -> Iterator[str]:
    if table.caption:
        yield f"*{_said('Table')} {table.number}. {_runs(table.caption, places)}*"
    heads = " | ".join(_runs(column.runs, places) or " " for column in table.columns)
    rows = [f"| {' | '.join(_runs(cell, places) or ' ' for cell in row)} |" for row in table.rows]
    yield "\n".join((f"| {heads} |", _rulers(table.columns), *rows))


def _rulers(columns: tuple[Column, ...]) -> str:
    return f"|{'|'.join(RULERS[column.align] for column in columns)}|"


def _derivations(places: Mapping[Derivation, int]) -> Iterator[str]:
    if not places:
        return
    yield f"## {_said('Where the figures come from')}"
    yield tell(
        "Each figure of this document that is linked leads here. A path that names one value is what `pkdsl why` answers to."
    )
    heads = " | ".join(map(tell, ("No.", "Path", "Exact value", "How", "Place", "Source and reason")))
    rows = [_origin(derivation, n) for derivation, n in places.items()]
    yield "\n".join((f"| {heads} |", "|--:|:--|:--|:--|:--|:--|", *rows))


def _origin(derivation: Derivation, n: int) -> str:
    text = derivation.text if derivation.says_more else derivation.computed
    cells = (derivation.path, derivation.exact, text, derivation.place, derivation.backing)
    return f'| <a id="from-{n}"></a>{n} | {" | ".join(escape(cell) or " " for cell in cells)} |'


def _picture(figure: Figure) -> str:
    data = b64encode(figure.svg.encode()).decode()
    return f"[{figure.anchor or 'figure'}]: data:image/svg+xml;base64,{data}"
