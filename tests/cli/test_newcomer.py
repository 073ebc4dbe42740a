"""A newcomer's path: render the example, break its budget, be told by how much and why, and read on."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from pkdsl.documents import everything

EXAMPLE = Path(__file__).resolve().parent.parent.parent / "examples" / "unsmok"


@pytest.fixture
def copy(tmp_path):
    """A copy of the example, to break."""
    return shutil.copytree(EXAMPLE, tmp_path / "mine", ignore=shutil.ignore_patterns("out"))


def test_the_example_checks_clean_and_renders_every_document(pkdsl, copy):
    check = pkdsl("check", "mine")
    assert check.code == 0, check.out
    assert check.out.startswith("0 errors, 0 warnings, ")
    assert pkdsl("-C", "mine", "render", "--all").code == 0
    own = {path.name.split(".")[0] for path in (copy / "templates").glob("*.md.j2")}
    written = {path.name.split(".")[0] for path in (copy / "out").glob("*.html")}
    assert written == {path.name.split(".")[0] for path in (copy / "out").glob("*.md")} == {*everything(), *own}


def test_a_broken_budget_is_explained(pkdsl, copy):
    budget = copy / "budget.pk"
    text = budget.read_text(encoding="utf-8")
    broken, count = re.subn(r"(line military_contingents \{\n.*\n +amount: +)[0-9_]+ USD", r"\g<1>20_000_000 USD", text)
    assert count == 1
    budget.write_text(broken, encoding="utf-8")
    run = pkdsl("check", "mine", "--select", "BUD-003")
    assert run.code == 1
    assert "error[BUD-003] force-not-covered: " in run.out
    assert "the budget holds 20 000 000 USD" in run.out.replace("\u202f", " ").replace("\u00a0", " ")
    assert "budget.pk:" in run.out
    assert re.search(r"[0-9]{4}-[0-9]{2}-[0-9]{2} \.\. [0-9]{4}-[0-9]{2}-[0-9]{2}", run.out), "from when"
    assert re.search(r"= [0-9 ]+ persons = \w+ 850 persons \+ ", run.out.replace("\u202f", " ")), "why"
    page = pkdsl("explain", "BUD-003")
    assert page.code == 0
    assert page.out.startswith("BUD-003 ")


def test_why_answers_down_to_the_source(pkdsl, copy):
    run = pkdsl("-C", "mine", "why", "unit.north_1.deployed")
    assert run.code == 0, run.err
    assert "unit.north_1.strength" in run.out
    assert "force.pk:" in run.out or "infantry.csv:" in run.out
    assert "source: " in run.out
