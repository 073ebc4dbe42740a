"""Documents that the tests of all formats share, and what a reader of each must find in it."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from pages import ROOT
from pkdsl import compiler, documents
from pkdsl.diagnostics import Package, Source, World
from pkdsl.documents.numbering import numbered
from pkdsl.page import (
    Break,
    Code,
    Derivation,
    Document,
    Emphasis,
    Fact,
    Figure,
    Heading,
    Link,
    Listing,
    Missing,
    Note,
    Number,
    Paragraph,
    Spoken,
    State,
    Strong,
    Table,
    clean,
    derivations,
    numbers,
    plain,
)  # fmt: skip
from pkdsl.page import Column as Head
from pkdsl.workspace import find, read, shipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkdsl.page import Block, Runs

HOSTILE = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><svg onload=alert(1)>', "</style><b>", "&lt;b&gt;",
    "[x](javascript:alert(1))", "![x](http://evil.example/x.png)", "`code` ```", "**bold** __bold__ ~~gone~~",
    "| a | b |", "# heading", "- item", "1. item", "> quote", "http://evil.example www.evil.example me@evil.example",
    "---", "===", "a\n\nb", "\u202egnp.exe", "\x1b[31mred\x00", "{{ 7 * 7 }}", "{% for x in y %}", "]]>", "<!--",
    "\\", "\\*", "$x$", "^[1]", "[^1]: note", "[figure-1]: http://evil.example", "\ud800",
)  # fmt: skip
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><title>t</title></svg>'
ORIGIN = Derivation(
    "mandate.m.troops.value", "6 500 persons", "6_500 persons", "", "mandate.pk:9:45", "S/RES/0000", "verified", "why"
)


def document(*blocks, draft=False, layout="paper", title="A mission"):
    made = numbered(blocks, paragraphs=layout == "paper")
    return Document(
        "fact_sheet", title, "Fact sheet", "strictly_confidential", made, cover=(Fact("As of", ("1 July 2026",)),),
        footer="As of 1 July 2026", draft=draft, derivations=derivations(numbers(made)), layout=layout, day=date(2026, 7, 1),
    )  # fmt: skip


WHOLE = (
    Heading(2, ("Force",)),
    Paragraph(("There are ", Number("6 500 persons", ORIGIN), " and ", Number("4.5 L", mark="assumed"), ".")),
    Heading(3, ("Details",)),
    Listing((("one",), (Strong(("two",)), Emphasis(("three",))))),
    Table((Head(("What",)), Head(("Much",), "right"), Head(("So",), "centre")), ((("a",), (Missing(),), (State("high", 2),)),), ("A table",)),
    Table((Head(()), Head(())), ((("Lead",), ("FC",)),)),
    Figure(SVG, ("A picture",), "What it shows"),
    Note(("Mind this",)), Note(("Beware",), "warning"), Spoken(("Say this",)), Break(),
    Paragraph((Link(("here",), "https://example.org/x"), Link(("there",), "javascript:alert(1)"))),
)  # fmt: skip


def page_with(words):
    said = Derivation(words, words, f"{words} + 1", words, words, words, words, words)
    return document(
        Heading(2, (words,)), Paragraph((words,)), Listing(((words,),)), Note((words,)),
        Table((Head((words,)), Head(("x",))), (((words,), (Number(words, said, words),)),), (words,)),
        Figure(SVG, (words,), words), Paragraph((Link((words,), words), Missing(words), State(words, 1), Strong((words,)))),
        title=words,
    )  # fmt: skip


@cache
def of_example(example: str, name: str) -> Document:
    """A document of an example plan; the first copy of one that comes several times."""
    return documents.build(_compiled(example), name, of=copies_of(example, name)[0])


def copies_of(example: str, name: str) -> tuple[str, ...]:
    """The names of what a document of an example plan comes once for."""
    return documents.copies(_compiled(example), name)


@cache
def _compiled(example: str) -> compiler.Compilation:
    return compiler.compile(read(find(ROOT / "examples" / example)).world)


def origins(document: Document) -> Iterator[str]:
    """What the appendix says of each figure."""
    for each, number in document.places.items():
        given = each.text if each.says_more else ""
        yield f"{number}{each.path}{each.place}{each.exact}{given}{each.computed}{each.backing}"


class Small:
    """One document of a small plan, as the tests of its content read it: by captions, with plain blanks in figures."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text
        self._made: dict[tuple[str, str], Document] = {}

    def page(self, text: str = "", audience: str = "") -> Document:
        """The document, of the plan or of another in its stead, for all readers or for some."""
        key = text or self.text, audience
        if key not in self._made:
            plan = compiler.compile(World(Package("", (Source("plan.pk", key[0]),)), **shipped()))
            self._made[key] = documents.build(plan, self.name, audience=audience)
        return self._made[key]

    def rows(self, caption: str, document: Document | None = None) -> list[list[str]]:
        """The cells of the table of that caption, or of the first one whose caption begins so."""
        tables = [block for block in (document or self.page()).blocks if isinstance(block, Table)]
        named = [table for table in tables if plain(table.caption) == caption]
        table = next(iter(named), None) or next(each for each in tables if plain(each.caption).startswith(caption))
        return [[_bare(plain(cell)) for cell in row] for row in table.rows]

    def figure(self, words: str, document: Document | None = None) -> Figure:
        """The first picture that has these words in its caption."""
        figures = (block for block in (document or self.page()).blocks if isinstance(block, Figure))
        return next(block for block in figures if words in plain(block.caption))

    def said(self, kind: type[Paragraph | Note]) -> str:
        """What all paragraphs, or all notes, say."""
        return _bare(" ".join(plain(block.runs) for block in self.page().blocks if isinstance(block, kind)))


def _bare(text: str) -> str:
    return text.replace("\u202f", " ")


def squashed(text: str) -> str:
    """Text as second readers agree on it: without blanks and line ends."""
    return re.sub(r"\s+", "", text)


class Signs:
    """How a format writes what is not words: numbers of derivations, marks, the dots of a list, stops behind numbers."""

    def __init__(
        self, document: Document, *, reference: str = "[{}]", mark: str = "{}", bullet: str = "•", numbers: bool = True,
        stop: str = ".",
    ) -> None:  # fmt: skip
        self.blocks, self.places, self.numbers = document.blocks, document.places, numbers
        self.reference, self.mark, self.bullet, self.stop = reference, mark, bullet, stop

    def told(self) -> Iterator[str]:
        """What the blocks of a document tell, piece by piece in the order of reading."""
        for block in self.blocks:
            yield from self.block(block)

    def block(self, block: Block) -> Iterator[str]:
        if isinstance(block, (Heading, Paragraph)):
            stop = self.stop if isinstance(block, Paragraph) and block.number else ""
            counted = block.number[:1].isdigit() or not block.number
            mark = "" if counted else f"{block.number}:"
            yield (f"{block.number}{stop}" if self.numbers else mark) + self.words(block.runs)
        elif isinstance(block, Listing):
            yield from (self.bullet + self.words(item) for item in block.items)
        elif isinstance(block, Table):
            if block.caption:
                yield f"Table {block.number}.{self.words(block.caption)}"
            yield self.heads(block)
            yield from (self.words(cell) for row in block.rows for cell in row)
        elif isinstance(block, Figure):
            yield f"Figure {block.number}.{self.words(block.caption)}"
        elif isinstance(block, (Note, Spoken)):
            names = {"note": "Note.", "warning": "Warning.", "": "Speaker."}
            yield names[getattr(block, "tone", "")] + self.words(block.runs)

    def heads(self, table: Table) -> str:
        return "".join(self.words(column.runs) for column in table.columns)

    def words(self, runs: Runs) -> str:
        return "".join(self.word(run) for run in runs)

    def word(self, run: object) -> str:
        if isinstance(run, str):
            return clean(run)
        if isinstance(run, (Strong, Emphasis, Link)):
            return self.words(run.runs)
        if isinstance(run, Number):
            shown = self.reference.format(self.places[run.derivation]) if run.derivation else ""
            return clean(run.text) + shown + (self.mark.format(clean(run.mark)) if run.mark else "")
        assert isinstance(run, (State, Missing, Code))
        return clean(run.text)


def labelled(svg: str) -> tuple[str, ...]:
    """The labels of a picture, in the order in which it draws them."""
    root = ET.fromstring(svg)  # noqa: S314 -- our own text
    return tuple("".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text"))


def drawn(svg: str) -> str:
    """The words of a picture, one after the other."""
    return "".join(labelled(svg))
