"""Twice the plan costs no more than twice the time, in every stage, and a check costs little beside its peers.

Run with `pytest -m bench -s tests/bench`; only the ratios between rows of one run mean anything.
"""

from __future__ import annotations

import importlib.util
import sys
from functools import cache
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

import pytest

from pages import ROOT, library
from pkdsl import compiler
from pkdsl.diagnostics import Options, Package, Source, World
from pkdsl.judge import judge
from pkdsl.plan.bind import bind
from pkdsl.schema.discovery import vocabulary
from pkdsl.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

pytestmark = pytest.mark.bench

HERE = Path(__file__).parent
SMALL, LARGE = 5_000, 10_000
TWICE = 2.3
"""The most that twice the plan may cost."""
TRIES = 3
RULES = 3
"""The most that all rules, and the facts that they read, may cost for each second from text to resolved plan."""


def _beside(name: str) -> ModuleType:
    """A module of this folder."""
    spec = importlib.util.spec_from_file_location(name, HERE / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATE = _beside("generate")
OTHERS = _beside("others").installed()
SIZES = (100, LARGE)
JSON = "JSON and pydantic"
OURS = {
    "check": ("-m", "pkdsl", "check", "--no-cache", "plan.pk"),
    "check, many findings": ("-m", "pkdsl", "check", "--no-cache", "wounded.pk"),
    "check, the same again": ("-m", "pkdsl", "check", "plan.pk"),
    JSON: (str(HERE / "peer.py"), "plan.json"),
    "import click, lark, …": ("-c", "import click, lark, pydantic"),
}


def stages(size: int) -> dict[str, float]:
    """CPU seconds of each stage of a compilation, the shipped rules among them."""
    shipped = library()
    source = Source("plan.pk", GENERATE.plan(size))
    world = World(Package("", (source,)), shipped.packages, shipped.units, shipped.rules, shipped.words, Options())
    times: dict[str, float] = {}
    started = process_time()

    def lap(stage: str) -> None:
        nonlocal started
        times[stage] = process_time() - started
        started = process_time()

    parse(source)
    lap("parse")
    trees, _ = compiler.parse_all(world)
    started = process_time()
    bind(trees, vocabulary(), {})
    lap("bind")
    plan, _ = compiler.resolve(trees, world)
    lap("resolve, bind included")
    judge(plan)
    lap("judge")
    compiler.compile(world)
    lap("whole")
    return times


@cache
def best(size: int) -> dict[str, float]:
    """The best of some tries, stage by stage."""
    runs = [stages(size) for _ in range(TRIES)]
    return {stage: min(run[stage] for run in runs) for stage in runs[0]}


def test_time_grows_with_the_plan_in_every_stage() -> None:
    stages(100)
    small, large = best(SMALL), best(LARGE)
    print(f"\n{'stage':24} {SMALL:>8,} {LARGE:>8,}  ratio")
    for stage in small:
        print(f"{stage:24} {small[stage]:8.3f} {large[stage]:8.3f}  {large[stage] / small[stage]:.2f}")
    assert {stage: large[stage] / small[stage] for stage in small if large[stage] > TWICE * small[stage]} == {}


def test_rules_and_facts_cost_little_beside_the_way_from_text_to_plan() -> None:
    stages(100)
    large = best(LARGE)
    ratio = large["judge"] / (large["parse"] + large["resolve, bind included"])
    print(f"\nrules and facts at {LARGE:,}: {ratio:.2f} times parse to resolve")
    assert ratio <= RULES


def test_a_check_beside_its_peers(whole: Callable[..., float], tmp_path: Path) -> None:
    """Cold: without a remembered outcome. What is asserted is what is reached; what is aimed at is more, and open.

    The aims are 2 × JSON and pydantic at 100 declarations (reached: 3.8; pydantic and the classes of the vocabulary that
    it makes are a third of it), and 0.3 × TaskJuggler's syntax check at 10,000 (reached: 0.9, which is 13 × JSON and
    pydantic).
    """
    rows: dict[str, dict[int, float]] = {}
    for size in SIZES:
        _write_all(tmp_path, size)
        for name, arguments in OURS.items():
            rows.setdefault(name, {})[size] = whole(*arguments)
        for name, other in OTHERS.items():
            rows.setdefault(name, {})[size] = whole(*other.command[1:], other.file, program=other.command[0])
    print(
        f"\n{'whole process, CPU s':24} {SIZES[0]:>8} {SIZES[1]:>8,}   ({sys.implementation.name} {sys.version.split()[0]})"
    )
    for name, times in rows.items():
        print(f"{name:24} {times[SIZES[0]]:8.3f} {times[SIZES[1]]:8.3f}")
    small, large = ({name: rows["check"][size] / rows[name][size] for name in rows} for size in SIZES)
    print("".join(f"check / {name:18} {small[name]:6.2f} {large[name]:8.2f}\n" for name in (*OTHERS, JSON)))
    assert small[JSON] <= 5
    assert large[JSON] <= 18
    assert all(large[name] <= 2 for name in OTHERS)
    assert rows["check, many findings"][LARGE] <= 2 * rows["check"][LARGE]


def _write_all(folder: Path, size: int) -> None:
    """The plan in every form."""
    forms = {"plan.pk": GENERATE.plan, "wounded.pk": GENERATE.wounded, "plan.json": GENERATE.data}
    texts = {name: write(size) for name, write in forms.items()}
    texts |= {other.file: other.written(GENERATE.records(size)) for other in OTHERS.values()}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")


def test_the_example_plan_costs_little_more_than_the_imports(whole: Callable[..., float]) -> None:
    """What nothing has changed in since the last check is told at less than 3 × the imports: whoever saves twice pays once.

    Cold, with all 2,200 objects bound and judged, it is to cost no more than 14 × them; with the rules added since that was set it costs 23 ×, and this fails.
    """
    imports = whole("-c", "import click, lark, pydantic")
    plan = str(ROOT / "examples" / "unsmok")
    cold, again = whole("-m", "pkdsl", "check", "--no-cache", plan), whole("-m", "pkdsl", "check", plan)
    print(
        f"\ncheck of examples/unsmok {cold:.3f}, again {again:.3f}, imports {imports:.3f}, ratios {cold / imports:.2f}, {again / imports:.2f}"
    )
    assert again <= 3 * imports
    assert cold <= 14 * imports


def test_the_version_is_told_without_loading_what_a_check_needs(whole: Callable[..., float]) -> None:
    bare, version = whole("-c", "pass"), whole("-m", "pkdsl", "--version")
    print(f"\n--version {version:.3f}, bare interpreter {bare:.3f}, ratio {version / bare:.2f}")
    assert version <= 3 * bare
