"""How wide the columns of a table should be, for formats that have to say so: by what stands in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pkdsl.page import Code, Emphasis, Heading, Link, Number, State, Strong, Table, leads, plain
from pkdsl.pictures.svg import width_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pkdsl.page import Block, Run, Runs

NARROW = 0.9
"""How wide this type is beside the widest that a picture may be shown in."""
SHORT = 24
"""A figure, a code or a word of a scale of so many characters is not broken at the end of a line."""
PIECE = 18
"""A longer word may be broken anywhere if it must."""
ADDRESS = 36
"""But an address for mail, which people copy by hand, only beyond so many characters."""
REFERENCE = 1.3
"""What the number of a derivation takes behind a figure, in ems."""
GAP = 1.4
"""What lies between two columns, in ems."""
FULL = (0.92, 0.94)
"""How much of a line may be taken by what cannot be broken, in usual and in small type: the rest is for what can."""
STEPS = 40
"""In how many pieces the line is given away."""
SAMPLE = 60
"""So many rows, spread over the table, stand for all."""
FACTS = (0.3, 0.7)
"""A list of facts: what, and what of it."""


@dataclass(frozen=True, slots=True)
class Fit:
    """The share of the line that each column gets, and how much of the line all words need: above 1 some break."""

    shares: tuple[float, ...]
    need: float


def fit(table: Table, room: float) -> Fit:
    """Columns for a line of `room` ems: first what cannot be broken, then what is broken into the most lines."""
    if _holds_facts(table):
        return Fit(FACTS, 0)
    rows = [tuple(column.runs for column in table.columns), *table.rows]
    least = _least(table)
    sample = rows[:: -(-len(rows) // SAMPLE)]
    lines = [[_width(plain(cell)) + GAP for cell in row] for row in sample]
    widths = _shortened(least, lines, room)
    return Fit(tuple(round(width / sum(widths), 4) for width in widths), sum(least) / room)


def _holds_facts(table: Table) -> bool:
    """Whether it is a list of facts, whose columns are the same everywhere."""
    return table.is_facts and len(table.columns) == len(FACTS)


def _least(table: Table) -> list[float]:
    """How wide each column must be for what cannot be broken in it."""
    rows = [tuple(column.runs for column in table.columns), *table.rows]
    return [max(map(_longest_word, column)) + GAP for column in zip(*rows, strict=True)]


def sizes(blocks: Sequence[Block], rooms: tuple[float, float, float]) -> list[str]:
    """How each block is set, by the ems of a line: as `usual`, in `small` type, or on a page that is `turned`.

    A heading goes with the table below it, and so do the words between them.
    """
    found, leading = [_size(block, rooms) for block in blocks], leads(blocks)
    for place in range(len(blocks) - 2, -1, -1):
        if (isinstance(blocks[place], Heading) or leading[place]) and found[place + 1] == "turned":
            found[place] = "turned"
    return found


def _size(block: Block, rooms: tuple[float, float, float]) -> str:
    if not isinstance(block, Table) or _holds_facts(block):
        return "usual"
    usual, small, _ = rooms
    need = sum(_least(block))
    return "usual" if need <= FULL[0] * usual else "small" if need <= FULL[1] * small else "turned"


def unbroken(run: Run) -> bool:
    """Whether a run stays on one line."""
    return isinstance(run, (Number, Code, State)) and len(run.text) <= SHORT


def _shortened(least: list[float], lines: list[list[float]], room: float) -> list[float]:
    """The widths, piece by piece to the column that gains the most by it, until every row is one line."""
    widths, piece = list(least), room / STEPS
    columns = list(zip(*lines, strict=True))
    gains = [_gain(column, width, piece) for column, width in zip(columns, widths, strict=True)]
    while sum(widths) + piece <= room and any(gains):
        most = gains.index(max(gains))
        widths[most] += piece
        gains[most] = _gain(columns[most], widths[most], piece)
    return widths


def _gain(column: Sequence[float], width: float, piece: float) -> float:
    """How much less there is to break in a column that gets another piece of the line."""
    return _crowded(column, width) - _crowded(column, width + piece)


def _crowded(column: Sequence[float], width: float) -> float:
    """How much there is to break in a column so wide: cubed, since the tallest cell of a row makes the row."""
    return sum(max(1, line / width) ** 3 for line in column)


def _longest_word(runs: Runs) -> float:
    return max(_words(runs), default=0)


def _words(runs: Runs) -> Iterator[float]:
    """How wide the pieces of a line are that must not be broken."""
    for run in runs:
        if isinstance(run, (Strong, Emphasis, Link)):
            yield from _words(run.runs)
        elif not isinstance(run, str) and unbroken(run):
            led = isinstance(run, Number) and run.derivation is not None
            yield _width(run.text) + REFERENCE * led
        else:
            for word in re.split(r"[ \t\n]+", plain((run,))):
                yield _width(word[: ADDRESS if "@" in word else PIECE])


def _width(words: str) -> float:
    """How wide words are, in ems of the type that documents are set in."""
    return width_of(words, NARROW)
