"""How long the documents of the example take to write, and an annex of 5,000 rows to print; a second render does nothing.

Run with `pytest -m bench -s tests/bench/test_documents.py`.
"""

from __future__ import annotations

import shutil
from time import process_time
from typing import TYPE_CHECKING

import pytest

from pages import ROOT
from papers import document
from pkdsl import formats
from pkdsl.page import Column, Derivation, Heading, Number, Table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pkdsl.page import Document

pytestmark = pytest.mark.bench

WRITTEN, EVERYTHING, ANNEX = 5, 60, 10
"""The most that all documents may take in Markdown and HTML, in every format, and an annex in PDF, in seconds.

The comparison of scenarios compiles and judges the plan anew in each of them; with it, Markdown and HTML take longer.
"""
ROWS = 5_000


def annex(rows: int) -> Document:
    cells = tuple(
        (
            (str(row),),
            (f"Movement of unit {row} with all that it brings along",),
            (Number(f"{row} persons", Derivation(f"movement.m{row}.people", f"{row} persons", "x + 1")),),
            ("Port Sabel",),
            (Number(f"{row * 3} t"),),
        )
        for row in range(rows)
    )
    heads = [Column((head,), align) for head, align in (("No.", "right"), ("What", "left"), ("People", "right"), ("To", "left"), ("Cargo", "right"))]  # fmt: skip
    return document(Heading(2, ("Annex",)), Table(tuple(heads), cells, ("All movements",)))


def test_all_documents_are_written_in_time_and_not_twice(whole: Callable[..., float], tmp_path: Path) -> None:
    plan = tmp_path / "plan"
    shutil.copytree(ROOT / "examples" / "unsmok", plan, ignore=shutil.ignore_patterns("out"))
    ask = ("-m", "pkdsl", "render", "-C", str(plan), "--all", "--format")
    check = whole("-m", "pkdsl", "check", "--no-cache", str(plan))
    anew = whole("-m", "pkdsl", "render", "-C", str(plan), "comparison", "--format", "md", "--no-cache") - check
    light = whole(*ask, "md,html", "--no-cache")
    heavy = whole(*ask, "md,html,pdf,docx,pptx,xlsx", "--no-cache")
    whole(*ask, "md,html,pdf,docx,pptx,xlsx")
    again = whole(*ask, "md,html,pdf,docx,pptx,xlsx")
    files = len(list((plan / "out").iterdir()))
    print(
        f"\n{files} files: check {check:.2f}, scenarios {anew:.2f}, "
        f"md and html {light:.2f}, every format {heavy:.2f}, again {again:.2f} CPU s"
    )
    assert light <= WRITTEN
    assert heavy <= EVERYTHING
    assert again <= check / 2


@pytest.mark.parametrize("form", ["md", "html", "docx", "pdf"])
def test_a_long_annex_is_written_in_time(form: str) -> None:
    started = process_time()
    size = len(formats.write(annex(ROWS), form))
    spent = process_time() - started
    print(f"\n{ROWS} rows in {form}: {spent:.2f} CPU s, {size / 1e6:.1f} MB")
    assert spent <= ANNEX
