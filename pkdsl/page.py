"""The neutral page: what a document says, before anybody chooses between Markdown, HTML or another format.

A template's words and a view's figures become these values; a format only writes them down. Text in a page is text:
no piece of it is ever read as markup again, so what a planner wrote can neither break a document nor script it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from pkdsl import tongues

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date
    from decimal import Decimal

SECTION, SUB_SECTION = 2, 3

Alignment: TypeAlias = Literal["left", "right", "centre"]
Tone: TypeAlias = Literal["note", "warning"]
Layout: TypeAlias = Literal["paper", "sheet", "brief"]
LAYOUTS: tuple[Layout, ...] = ("paper", "sheet", "brief")

DRAFT = "This copy was asked for as a draft, whatever the findings. It is not an order and gives no authority."

# Control characters, line and paragraph separators, surrogates, and the invisible ones that turn or hide text.
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True)
class Derivation:
    """Where one figure comes from, as the appendix of a document shows it."""

    path: str
    """How `pkdsl why` reaches it: `mandate.res0000.troops.value`."""
    exact: str
    """The value without any rounding."""
    text: str = ""
    """The text of the plan that gives it."""
    computed: str = ""
    """What computes it, where no text gives it."""
    place: str = ""
    """Where that text stands: `mandate.pk:9:45`."""
    source: str = ""
    """What the plan names as its source."""
    confidence: str = ""
    """How sure it is: assumed, estimated, verified."""
    because: str = ""
    """The reason the plan gives."""

    @property
    def says_more(self) -> bool:
        """Whether the text that gave the value says more than the value: `D + 30 days`, not `6_500 persons`."""
        return re.sub(r"[\s_]", "", self.text) != re.sub(r"[\s_]", "", self.exact) and bool(self.text)

    @property
    def backing(self) -> str:
        """Source, reason and confidence in one line."""
        return "; ".join(filter(None, (self.source, self.because, self.confidence)))


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that must not be missed."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words set apart: a foreign term, a title, a remark."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead elsewhere; only to `http`, `https` and `mailto` addresses and to places in the document."""

    runs: Runs
    address: str


@dataclass(frozen=True, slots=True)
class Number:
    """A figure that knows where it comes from, with a word of warning if it is assumed or set aside from policy."""

    text: str
    derivation: Derivation | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """Words in place of something that the plan does not say."""

    text: str = "not given in the plan"


@dataclass(frozen=True, slots=True)
class State:
    """A word of a scale, such as a risk band, with its rank from 0 (calm) to 3 (alarming); shown as word and shade."""

    text: str
    rank: int


@dataclass(frozen=True, slots=True)
class Code:
    """A code, a path or a place in a file: a word that must not be broken or changed."""

    text: str


Run: TypeAlias = str | Strong | Emphasis | Link | Number | Missing | State | Code
Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a section; level 2 is a section, 3 a sub-section. `anchor` and `number` are given by `numbered`.

    A section of its own mark, such as `Annex C`, comes with it and does not count among the numbered ones.
    """

    level: int
    runs: Runs
    number: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `number` is what other papers cite it by."""

    runs: Runs
    number: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """Items that stand under each other."""

    items: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column and how its cells are aligned."""

    runs: Runs
    align: Alignment = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells. Without any words in its heads it is a list of facts: the first column names, the second tells."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Runs, ...], ...]
    caption: Runs = ()
    number: str = ""
    anchor: str = ""

    @property
    def is_facts(self) -> bool:
        """Whether the heads are empty."""
        return not any(column.runs for column in self.columns)


@dataclass(frozen=True, slots=True)
class Series:
    """One line or one set of bars: what it is called, and a value for each category, None where there is none."""

    name: str
    values: tuple[Decimal | int | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """The data behind a picture, for formats that draw charts which readers can edit; days may be categories."""

    kind: Literal["bars", "stack", "lines"]
    categories: tuple[str, ...] | tuple[date, ...]
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its caption, in words what it shows for those who cannot see it, and the data if it is a chart."""

    svg: str
    caption: Runs
    description: str
    number: str = ""
    anchor: str = ""
    chart: Chart | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """Something that a reader must know before reading on."""

    runs: Runs
    tone: Tone = "note"


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a speaker says to the section it stands in: notes of a slide, an aside elsewhere."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Break:
    """What follows begins on a new page when printed."""


Block: TypeAlias = Heading | Paragraph | Listing | Table | Figure | Note | Spoken | Break


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a cover: what, and what of it."""

    label: str
    runs: Runs


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document, ready to be written in any format."""

    name: str
    title: str
    subtitle: str
    marking: str
    blocks: tuple[Block, ...]
    cover: tuple[Fact, ...] = ()
    footer: str = ""
    draft: bool = False
    derivations: tuple[Derivation, ...] = ()
    layout: Layout = "paper"
    language: str = "en"
    day: date | None = None
    """The day that the plan counts as today; files are dated with it, never by the clock."""
    release: str = ""
    """For whom it was made: those who are cleared for what it may hold."""
    released: str = ""
    """To whom outside the mission it may be given, as marks say it: `REL GHA, KEN`; nothing where that is everybody."""

    @property
    def keywords(self) -> tuple[str, ...]:
        """What a file says of itself to those who sort files: how it is marked, and for whom it was made."""
        return tuple(clean(said) for said in (self.banner, self.release) if said)

    @property
    def banner(self) -> str:
        """How every page is marked."""
        level = tongues.word(self.marking, self.marking.replace("_", " ")).upper() if self.marking else ""
        words = f"{level}//{self.released}" if self.released else level
        return f"{words} – {tongues.tell('DRAFT')}" if self.draft and words else words

    @property
    def places(self) -> dict[Derivation, int]:
        """The number by which the appendix knows each derivation."""
        return {derivation: number for number, derivation in enumerate(self.derivations, 1)}

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The sections, in order: a table of contents."""
        return tuple(block for block in self.blocks if isinstance(block, Heading) and block.level == SECTION)


def leads(blocks: Sequence[Block]) -> tuple[bool, ...]:
    """Whether each is a paragraph that leads to the list or the table right below it, and stays with that."""
    before, after = (None, *blocks), (*blocks[1:], None)
    return tuple(
        isinstance(block, Paragraph)
        and (isinstance(under, Listing) or (isinstance(above, Heading) and isinstance(under, Table)))
        for above, block, under in zip(before, blocks, after, strict=False)
    )


def clean(text: str) -> str:
    """`text` without characters that nobody can see or that turn the direction of reading."""
    return UNPRINTABLE.sub("\ufffd", text)


def plain(runs: Runs) -> str:
    """The words of `runs` alone."""
    return "".join(_words(run) for run in runs)


def _words(run: Run) -> str:
    if isinstance(run, str):
        return run
    if isinstance(run, (Strong, Emphasis, Link)):
        return plain(run.runs)
    return f"{run.text} ({run.mark})" if isinstance(run, Number) and run.mark else run.text


def prose(text: str) -> tuple[Block, ...]:
    """A planner's running text: paragraphs parted by empty lines, and lists whose lines begin with `- `."""
    pieces = re.split(r"\n[ \t]*\n", text.strip("\n"))
    return tuple(block for piece in pieces if piece.strip() for block in _piece(piece))


def _piece(text: str) -> Iterator[Block]:
    lead, *items = re.split(r"(?:^|\n)[ \t]*[-*] ", text)
    if lead.strip():
        yield Paragraph((_one_line(lead),))
    if items:
        yield Listing(tuple((_one_line(item),) for item in items))


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())


def safe_address(address: str) -> bool:
    """Whether a link may lead to `address`."""
    return re.match(r"(?:https?://|mailto:|#)[^\s<>\"'`\\]+\Z", address) is not None and clean(address) == address


def numbers(blocks: Iterable[Block]) -> Iterator[Number]:
    """Every figure that the text of `blocks` shows, in the order of reading."""
    for block in blocks:
        for runs in all_runs(block):
            yield from _numbers_in(runs)


def all_runs(block: Block) -> Iterator[Runs]:
    """Every line of words in a block, in the order of reading."""
    if isinstance(block, (Heading, Paragraph, Note, Spoken)):
        yield block.runs
    elif isinstance(block, Listing):
        yield from block.items
    elif isinstance(block, Figure):
        yield block.caption
    elif isinstance(block, Table):
        yield block.caption
        yield from (column.runs for column in block.columns)
        yield from (cell for row in block.rows for cell in row)


def _numbers_in(runs: Runs) -> Iterator[Number]:
    for run in runs:
        if isinstance(run, Number):
            yield run
        elif isinstance(run, (Strong, Emphasis, Link)):
            yield from _numbers_in(run.runs)


def derivations(found: Iterable[Number]) -> tuple[Derivation, ...]:
    """What the appendix lists: each derivation once, in the order in which the document first uses it."""
    return tuple(dict.fromkeys(number.derivation for number in found if number.derivation is not None))
