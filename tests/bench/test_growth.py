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


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", HERE / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATE = _generator()


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
    rows: dict[str, dict[int, float]] = {name: {} for name in ("pkdsl check", "the same again", "JSON and pydantic")}
    for size in (100, LARGE):
        (tmp_path / "plan.pk").write_text(GENERATE.plan(size), encoding="utf-8")
        (tmp_path / "plan.json").write_text(GENERATE.data(size), encoding="utf-8")
        rows["pkdsl check"][size] = whole("-m", "pkdsl", "check", "--no-cache", "plan.pk")
        rows["the same again"][size] = whole("-m", "pkdsl", "check", "plan.pk")
        rows["JSON and pydantic"][size] = whole(str(HERE / "peer.py"), "plan.json")
    imports = whole("-c", "import click, lark, pydantic")
    print(f"\n{'whole process, CPU s':24} {100:>8} {LARGE:>8,}   ({sys.implementation.name} {sys.version.split()[0]})")
    for name, times in rows.items():
        print(f"{name:24} {times[100]:8.3f} {times[LARGE]:8.3f}")
    print(f"{'import click, lark, …':24} {imports:8.3f}")
    ratio = {size: rows["pkdsl check"][size] / rows["JSON and pydantic"][size] for size in (100, LARGE)}
    print(f"{'ratio to JSON':24} {ratio[100]:8.2f} {ratio[LARGE]:8.2f}")
    assert ratio[100] <= 2


def test_the_example_plan_costs_little_more_than_the_imports(whole: Callable[..., float]) -> None:
    imports = whole("-c", "import click, lark, pydantic")
    plan = str(ROOT / "examples" / "unsmok")
    cold, again = whole("-m", "pkdsl", "check", "--no-cache", plan), whole("-m", "pkdsl", "check", plan)
    print(
        f"\ncheck of examples/unsmok {cold:.3f}, again {again:.3f}, imports {imports:.3f}, ratios {cold / imports:.2f}, {again / imports:.2f}"
    )
    assert cold <= 3 * imports


def test_the_version_is_told_without_loading_what_a_check_needs(whole: Callable[..., float]) -> None:
    bare, version = whole("-c", "pass"), whole("-m", "pkdsl", "--version")
    print(f"\n--version {version:.3f}, bare interpreter {bare:.3f}, ratio {version / bare:.2f}")
    assert version <= 3 * bare
