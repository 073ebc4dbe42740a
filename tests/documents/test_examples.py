"""The documents of the example plans: whole and sound."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from pkdsl import compiler, documents, formats
from pkdsl.page import Code, Figure, all_runs, plain
from pkdsl.plan.provenance import why
from pkdsl.workspace import find, read

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


@pytest.mark.parametrize(("example", "name"), [case for case in CASES if case[0] != "unsmok-faults"])
def test_documents_of_examples_speak_to_readers_not_to_planners(example, name):
    """Words of the language, files of the plan and dates as the language writes them stand in the appendix alone."""
    said = [
        plain((run,))
        for page in pages(example, name)
        for block in page.blocks
        for runs in all_runs(block)
        for run in runs
        if not isinstance(run, Code)
    ]
    assert [text for text in said if re.search(r"[a-z]_[a-z]|\.pk\b|\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b", text)] == []


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
