"""How the blocks of a brief spread over slides: one section a slide, and as many more as its blocks need."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING, TypeAlias

from pkdsl.formats._columns import fit
from pkdsl.page import SECTION, Figure, Heading, Listing, Note, Number, Paragraph, Spoken, Strong, Table, numbers, plain
from pkdsl.pictures.svg import shape, width_of
from pkdsl.tongues import tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pkdsl.page import Block, Document, Runs

LEFT, TOP, WIDTH, BOTTOM = 44, 104, 872, 486
"""Where a slide has room for its content, in points."""
TEXT, CELL, SMALL = 20, 14, 11
"""Sizes of type: words, tables, and tables with much in them."""
LINE, AFTER = 1.22, 7
PAD = 7
"""What a row of a table takes besides its lines."""
CAPTION = 22
LEAST = 0.55
"""A picture that gets less than this of a slide begins the next."""
HAIR = 0.5
"""What sums of heights may be off."""
FEW = 100
"""Words that are no taller stand under the picture before them."""
NARROW = 0.9


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of a slide, with a dot or without."""

    runs: Runs
    is_item: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Paragraphs that stand under each other."""

    lines: tuple[Line, ...]
    height: float


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of a table that fit on one slide, with its heads and its caption."""

    table: Table
    size: int
    shares: tuple[float, ...]
    height: float


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure with its caption, as large as there is room."""

    figure: Figure
    width: float
    height: float


Piece: TypeAlias = Words | Grid | Picture


@dataclass
class Slide:
    """A title, what stands under it, and what is said to it."""

    title: Runs
    pieces: list[Piece] = field(default_factory=list)
    spoken: list[Runs] = field(default_factory=list)
    is_more: bool = False
    top: float = TOP

    @property
    def room(self) -> float:
        """The height that is left."""
        return BOTTOM - self.top

    def put(self, piece: Piece) -> None:
        """The next piece, below the others."""
        self.pieces.append(piece)
        self.top += piece.height


def slides(document: Document) -> list[Slide]:
    """All slides behind the first."""
    found: list[Slide] = []
    for number, block in enumerate(document.blocks):
        if isinstance(block, Heading) and block.level == SECTION:
            found.append(Slide(block.runs))
            continue
        if not found:
            found.append(Slide((document.title,)))
        if isinstance(block, Spoken):
            found[-1].spoken.append(block.runs)
        elif isinstance(block, Table):
            for piece in _grids(block, found):
                found[-1].put(piece)
        elif isinstance(block, Figure):
            _show(block, found, below=_below(document.blocks[number + 1 :]))
        else:
            for line in _lines(block):
                _say(line, found)
    return found


def _below(blocks: Iterable[Block]) -> float:
    """The height of the words that follow a picture, if they are few enough to stand under it."""
    height: float = 0
    for block in blocks:
        if not isinstance(block, (Paragraph, Listing, Note, Spoken)):
            break
        height += sum(map(_height, _lines(block)))
    return height if height <= FEW else 0


def _more(found: list[Slide]) -> Slide:
    found.append(Slide(found[-1].title, is_more=True))
    return found[-1]


def _lines(block: Block) -> Iterator[Line]:
    if isinstance(block, Paragraph):
        yield Line(block.runs)
    elif isinstance(block, Heading):
        yield Line((Strong(block.runs),))
    elif isinstance(block, Listing):
        yield from (Line(item, is_item=True) for item in block.items)
    elif isinstance(block, Note):
        name = tell("Warning" if block.tone == "warning" else "Note")
        yield Line((Strong((f"{name}.",)), " ", *block.runs))


def _say(line: Line, found: list[Slide]) -> None:
    """A line joins the words above it, on this slide or on a new one."""
    slide = found[-1]
    height = _height(line)
    if height > slide.room + HAIR and slide.pieces:
        slide = _more(found)
    last = slide.pieces[-1] if slide.pieces else None
    if isinstance(last, Words):
        slide.pieces[-1] = Words((*last.lines, line), last.height + height)
        slide.top += height
    else:
        slide.put(Words((line,), height))


def _height(line: Line) -> float:
    return _lines_of(line.runs, WIDTH - 20 * line.is_item, TEXT) * TEXT * LINE + AFTER


def _show(figure: Figure, found: list[Slide], *, below: float) -> None:
    slide = found[-1]
    if slide.room < LEAST * (BOTTOM - TOP) and slide.pieces:
        slide = _more(found)
    ratio = shape(figure.svg)
    width = min(WIDTH, (slide.room - CAPTION - below) / ratio)
    slide.put(Picture(figure, width, width * ratio + CAPTION))


def _grids(table: Table, found: list[Slide]) -> Iterator[Grid]:
    """A table, slide by slide."""
    size = CELL if fit(table, WIDTH / CELL).need <= 1 else SMALL
    shares = fit(table, WIDTH / size).shares
    heads = () if table.is_facts else (tuple(column.runs for column in table.columns),)
    base = sum(_row(row, shares, size) for row in heads) + CAPTION * bool(table.caption)
    rows: list[tuple[Runs, ...]] = []
    height = base
    for row in table.rows:
        more = _row(row, shares, size)
        if height + more > found[-1].room and (rows or found[-1].pieces):
            if rows:
                yield Grid(_part(table, rows), size, shares, height)
            _more(found)
            rows, height = [], base
        rows.append(row)
        height += more
    yield Grid(_part(table, rows), size, shares, height + AFTER)


def _part(table: Table, rows: Iterable[tuple[Runs, ...]]) -> Table:
    return Table(table.columns, tuple(rows), table.caption, table.number)


def _row(row: tuple[Runs, ...], shares: tuple[float, ...], size: int) -> float:
    lines = (_lines_of(cell, share * WIDTH - size, size) for cell, share in zip(row, shares, strict=True))
    return max(lines) * size * LINE + PAD


def _lines_of(runs: Runs, width: float, size: float) -> int:
    """How many lines words take; a word that is longer than a line counts as often as it is broken."""
    lines, left = 1, width
    for word in plain(runs).split(" "):
        wide = width_of(f"{word} ", size * NARROW)
        if wide > left:
            lines += max(ceil(wide / width) if wide > width else 1, 1)
            left = width
        left -= wide % width if wide > width else wide
    return lines


def figures(slide: Slide) -> Iterator[Number]:
    """Every figure that a slide shows, in the order of reading."""
    for piece in slide.pieces:
        if isinstance(piece, Words):
            yield from numbers(Paragraph(line.runs) for line in piece.lines)
        else:
            yield from numbers((piece.table if isinstance(piece, Grid) else piece.figure,))
