"""The numbers and anchors that readers cite the parts of a document by; numbers run through the whole document."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pkdsl.page import SECTION, Figure, Heading, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pkdsl.page import Block


def numbered(blocks: Iterable[Block], *, paragraphs: bool) -> tuple[Block, ...]:
    """Blocks with their numbers and anchors; paragraphs have a number where that is asked for."""
    count = _Count()
    return tuple(_with_number(block, count, paragraphs=paragraphs) for block in blocks)


@dataclass(slots=True)
class _Count:
    """How many of each there have been, and the mark of the section that the next sub-section stands in."""

    section: int = 0
    sub: int = 0
    paragraph: int = 0
    figure: int = 0
    table: int = 0
    mark: str = ""


def _with_number(block: Block, count: _Count, *, paragraphs: bool) -> Block:
    if isinstance(block, Heading):
        return _with_section(block, count, shown=paragraphs)
    if isinstance(block, Paragraph) and paragraphs:
        count.paragraph += 1
        return replace(block, number=str(count.paragraph))
    if isinstance(block, Figure):
        count.figure += 1
        return replace(block, number=str(count.figure), anchor=f"figure-{count.figure}")
    if isinstance(block, Table) and block.caption:
        count.table += 1
        return replace(block, number=str(count.table), anchor=f"table-{count.table}")
    return block


def _with_section(heading: Heading, count: _Count, *, shown: bool) -> Heading:
    if heading.level == SECTION:
        count.section += not heading.number
        count.sub = 0
        number = heading.number or str(count.section)
        count.mark = number.rpartition(" ")[2]
    else:
        count.sub += 1
        number = f"{count.mark}.{count.sub}"
    anchor = re.sub(r"[^a-z0-9]+", "-", number.lower())
    return replace(heading, number=number if shown else "", anchor=f"section-{anchor}")
