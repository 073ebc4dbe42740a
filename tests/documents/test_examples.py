"""The documents of the example plans: whole and sound."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from papers import labelled
from pkdsl import compiler, documents, formats
from pkdsl.formats import pdf
from pkdsl.formats._columns import fit
from pkdsl.formats.docx import _blocks
from pkdsl.page import Code, Figure, Table, all_runs, plain
from pkdsl.plan.provenance import why
from pkdsl.workspace import find, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkdsl.page import Document

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ("unsmok", "unisfa", "unsmok-faults")
CASES = [(example, name) for example in EXAMPLES for name in documents.everything()]


@cache
def compiled(example: str):
    return compiler.compile(read(find(ROOT / "examples" / example)).world)


@cache
def pages(example: str, name: str):
    """Every copy of a document; of one that comes once for each unit or site the first, the last and the longest."""
    plan = compiled(example)
    built = [documents.build(plan, name, of=of) for of in documents.copies(plan, name)]
    return (built[0], built[-1], max(built, key=lambda each: len(each.blocks))) if len(built) > 3 else tuple(built)


@pytest.mark.parametrize(("example", "name"), CASES)
def test_documents_of_examples_hold_no_leak_of_the_machinery(example, name):
    for page in pages(example, name):
        text = formats.write(page, "md").decode().split("[figure-1]: data:")[0]
        assert not re.search(
            r"\bNone\b|Unknown\(|Steps\.|Quantity\(|<pkdsl|HOLE|Traceback|\\x0[0-9]|[\x00-\x08\x0e-\x1f\ufffd]", text
        )
        assert "  \n" not in text


CODE = {
    "a word or a number of the language": r"[A-Za-z0-9]_[A-Za-z0-9]",
    "a file of the plan": r"\.(?:pk|csv|md)\b",
    "a day": r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b",
    "a number without groups": r"(?<![\w.,/-])[0-9]{5,}(?![\w.])|(?<![\w.,/-])[0-9]{4} (?:persons?|USD|km|kg|t|m3|L|kW)\b",
    "more decimals than anybody reads": r"(?<!≈0)\.[0-9]{3,}(?![0-9]*[NSEW])",
    "a range or a comparison": r" \.\. |[<>]=?|[!=]=",
    "a value of Python": r"\b(?:None|True|False|nan|inf)\b",
    "an abbreviation of the language": r"(?<![\w-])(?:coe|unoe|mou|sofa|soma|roe|duf|aor|rbb|cpas|fpu(?! [0-9])|opord|conops|rdl|ngo|eod)(?![\w-])",
    "two blanks, or a comma or stop after one": r"  | [,;:](?:\s|$)| \.(?:\s|$)|\(\)|,,|;;",
}
"""What readers must not see, and how it looks."""
FOR_PLANNERS = {"validation_report"}
"""Tells planners what to write, in their language."""


def said(page: Document) -> Iterator[str]:
    """All that readers of a document see but paths, places and codes, and those of its pictures what they show and tell."""
    yield from (page.title, page.footer, *(f"{fact.label}: {plain(fact.runs)}" for fact in page.cover))
    for block in page.blocks:
        yield from (plain(tuple(run for run in runs if not isinstance(run, Code))) for runs in all_runs(block))
        if isinstance(block, Figure):
            yield from (block.description, *labelled(block.svg))


@pytest.mark.parametrize(("example", "name"), [case for case in CASES if case[1] not in FOR_PLANNERS])
def test_documents_of_examples_speak_to_readers_not_to_planners(example, name):
    for page in pages(example, name):
        texts = [text.replace("\u202f", " ").strip() for text in said(page)]
        found = {what: [text for text in texts if re.search(look, text)] for what, look in CODE.items()}
        assert {what: some for what, some in found.items() if some} == {}


@pytest.mark.parametrize(("example", "name"), CASES)
def test_tables_of_examples_find_room_on_a_page_without_breaking_a_word(example, name):
    """On one that lies on its side, if need be, in print and in Word."""
    for page in pages(example, name):
        room = min(pdf.ROOMS[page.layout][-1], _blocks.ROOMS[-1])
        needs = {plain(block.caption): fit(block, room).need for block in page.blocks if isinstance(block, Table)}
        assert {caption: need for caption, need in needs.items() if need > 1} == {}


@pytest.mark.parametrize(("example", "name"), CASES)
def test_documents_of_examples_ask_for_nothing_and_link_to_what_is_there(example, name):
    for page in pages(example, name):
        text = formats.write(page, "html").decode()
        style = re.search(r"<style>(.*?)</style>", text, re.DOTALL).group(1)
        assert f"style-src 'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" in text
        assert not re.search(r"<script|<link|<img|<iframe|\ssrc=|\sstyle=|\son[a-z]+=|@import|url\((?!#)", text)
        inner = set(re.findall(r'href="#([^"]*)"', text))
        ids = re.findall(r'\bid="([^"]*)"', text)
        assert inner <= set(ids)
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize(("example", "name"), CASES)
def test_every_path_of_a_figure_is_one_that_why_answers_to(example, name):
    paths = {origin.path for page in pages(example, name) for origin in page.derivations if ": " not in origin.path}
    assert [path for path in sorted(paths) if why(compiled(example).plan, path) is None] == []


@pytest.mark.parametrize(("example", "name"), CASES)
def test_pictures_of_examples_are_well_formed_and_described(example, name):
    figures = [block for page in pages(example, name) for block in page.blocks if isinstance(block, Figure)]
    for figure in figures:
        ET.fromstring(figure.svg)  # noqa: S314 -- our own text
        assert len(figure.description) > 20


def test_a_plan_that_gives_little_says_what_it_does_not_give():
    (page,) = pages("unisfa", "mission_concept")
    text = formats.write(page, "md").decode()
    assert "The plan names no party." in text
    assert "The plan weighs no options against each other." in text
