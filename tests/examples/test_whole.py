"""What the example plans promise: the whole vocabulary in use, figures with their sources, one style."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pkdsl import compiler
from pkdsl.ide.format import format_source
from pkdsl.plan.evaluation import Read
from pkdsl.plan.provenance import derivation
from pkdsl.values import Quantity, Steps
from pkdsl.entities.money import Entry
from pkdsl.workspace import find, read

if TYPE_CHECKING:
    from pkdsl.compiler import Compilation
    from pkdsl.diagnostics import World

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PLANS = sorted(path.parent.name for path in EXAMPLES.glob("*/pkdsl.toml"))


@cache
def world(example: str) -> World:
    """All that an example is made of."""
    return read(find(EXAMPLES / example)).world


@cache
def compiled(example: str) -> Compilation:
    """An example, and all there is to know about it."""
    return compiler.compile(world(example))


def test_unsmok_uses_every_kind_and_every_part_at_least_once() -> None:
    plan = compiled("unsmok").plan
    known = {cls.kind for cls in (*plan.schema.kinds.values(), *plan.schema.parts.values())}
    computed = {entry.kind for entry in plan.all(Entry)}
    assert computed == {"entry"}
    assert known - computed - {node.spec.kind for node in plan.own()} == set()


def test_unsmok_is_a_whole_plan_of_a_file_a_section() -> None:
    sources = world("unsmok").plan.sources
    assert len(sources) >= 10
    assert sum(source.text.count("\n") for source in sources) >= 1200


def test_every_figure_of_unisfa_has_a_source_or_a_reason() -> None:
    plan = compiled("unisfa").plan
    figures = [
        derivation(plan, Read(node, name))
        for node in plan.own()
        for name in node.given
        if isinstance(plan.read(node, name), (Quantity, Steps))
    ]
    assert len(figures) > 100
    assert [came.path for came in figures if not (came.source or came.reason)] == []


def test_nobody_is_missing_from_unisfa_on_a_day_that_its_plan_covers() -> None:
    """The only count that was read is of 12 March 2025: before it, a curve would show that nobody was there."""
    plan = compiled("unisfa").plan
    assert [unit.name for unit in plan.all("unit") if unit.deployed.at(plan.mission.period.start).number == 0] == []


@pytest.mark.parametrize(("fund", "amount", "bangladesh"), [("part_one", 114_157_000, 1142), ("part_two", 190_261_900, 1903)])
def test_unisfa_shows_what_each_member_state_is_assessed(fund: str, amount: int, bangladesh: int) -> None:
    (part,) = (one for one in compiled("unisfa").plan.all("fund") if one.name == fund)
    assert len(part.assessed) == 193
    assert sum(paid.number for paid in part.assessed.values()) == part.amount.number == amount
    assert part.assessed["BGD"].number == bangladesh
    assert {scale.name: months.number for scale, months in part.sections.items() if months.number} == (
        {"peacekeeping_2026": 114_157_000}
        if fund == "part_one"
        else {"peacekeeping_2026": 38_052_380, "peacekeeping_2027": 152_209_520}
    )


def commands(page: Path) -> list[str]:
    """The commands that a page shows, without what is said beside them."""
    return re.findall(r"^pkdsl (.*?)(?: +#.*)?$", page.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("words", [words for name in PLANS for words in commands(EXAMPLES / name / "README.md")])
def test_a_command_on_the_page_of_an_example_works(words: str, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES, tmp_path / "examples", ignore=shutil.ignore_patterns("out"))
    command = [sys.executable, "-m", "pkdsl", *shlex.split(words)]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.stdout or run.stderr.startswith("wrote "), run.stderr
    assert run.returncode == (1 if "unsmok-faults" in words else 0), run.stderr


@pytest.mark.parametrize("example", PLANS)
def test_examples_are_laid_out_in_the_one_style(example: str) -> None:
    changed = [source.path for source in world(example).plan.sources if format_source(source).text != source.text]
    assert changed == []
