"""How each portion of a document is marked, its headings too, so that readers know what they may pass on.

A portion is marked as low as the lowest audience that reads it, word for word, in the same section, and released to whom
outside the mission does: what such readers get is made without anything that is hidden from them, so it tells nothing of it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from pkdsl.page import Figure, Heading, Listing, Note, Paragraph, Spoken, Table, all_runs, plain
from pkdsl.tongues import tell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from pkdsl.page import Block

MARKS = {"unclassified": "(U)", "confidential": "(C)", "strictly_confidential": "(SC)"}
"""What stands before a portion."""


class Readers(NamedTuple):
    """What other readers get of the same document: those cleared for less, lowest first, and those outside the mission."""

    lower: Mapping[str, Iterable[Block]]
    highest: str
    released: Iterable[tuple[frozenset[str] | None, Iterable[Block]]] | None
    """What readers of one sort get, if they get anything; the sort None is everybody. None where nothing is restricted."""
    say: Callable[[frozenset[str] | None], str]
    """How a mark names a set of readers."""


def marked(blocks: Iterable[Block], readers: Readers) -> tuple[Block, ...]:
    """The blocks with their marks."""
    seen = {marking: frozenset(_told(theirs)) for marking, theirs in readers.lower.items()}
    given = [(whom, frozenset(_told(theirs))) for whom, theirs in readers.released or ()]

    def mark(section: tuple[str, ...], words: object) -> str:
        lowest = next((marking for marking, told in seen.items() if (section, words) in told), readers.highest)
        whom = (group for group, told in given if (section, words) in told)
        release = readers.say(None if readers.released is None else _joined(whom))
        level = tell(MARKS[lowest])
        return f"{level[:-1]}//{release}) " if release else f"{level} "

    return tuple(_marked(block, partial(mark, section)) for section, block in _placed(blocks))


def _joined(groups: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    """All readers of some groups; everybody, where that is one of them."""
    found: frozenset[str] = frozenset()
    for group in groups:
        if group is None:
            return None
        found |= group
    return found


def _placed(blocks: Iterable[Block]) -> Iterator[tuple[tuple[str, ...], Block]]:
    """Each block with the headings that it stands under."""
    section: tuple[str, ...] = ()
    for block in blocks:
        if isinstance(block, Heading):
            section = (*section[: block.level - 2], plain(block.runs))
        yield section, block


def _told(blocks: Iterable[Block]) -> Iterator[tuple[tuple[str, ...], object]]:
    """What each portion says, and where."""
    for section, block in _placed(blocks):
        yield from ((section, words) for words in _portions(block))


def _portions(block: Block) -> Iterator[object]:
    """What a block says: of a list each item, of anything else all of it."""
    if isinstance(block, Listing):
        yield from map(plain, block.items)
    else:
        picture = (block.svg, block.description) if isinstance(block, Figure) else ()
        yield (type(block).__name__, *map(plain, all_runs(block)), *picture)


def _marked(block: Block, mark: Callable[[object], str]) -> Block:
    """A block that begins with its mark; a table without a caption has it in its first cell that says something."""
    if isinstance(block, Listing):
        return replace(block, items=tuple((mark(plain(item)), *item) for item in block.items))
    said = mark(next(_portions(block)))
    if isinstance(block, Heading | Paragraph | Note | Spoken):
        return replace(block, runs=(said, *block.runs))
    if isinstance(block, Figure) or (isinstance(block, Table) and block.caption):
        return replace(block, caption=(said, *block.caption))
    if isinstance(block, Table) and not block.is_facts:
        first, *others = block.columns
        return replace(block, columns=(replace(first, runs=(said, *first.runs)), *others))
    if isinstance(block, Table) and block.rows:
        (first_cell, *cells), *rows = block.rows
        return replace(block, rows=(((said, *first_cell), *cells), *rows))
    return block
