"""A scenario that takes over what it does not touch says what it says when the plan is compiled in it from nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pages import ROOT, library
from pkdsl.compiler import Compilation, Parsed, Scenarios, parse_all
from pkdsl.diagnostics import Options, Package, Source, World
from pkdsl.judge import rules
from pkdsl.plan import evaluation
from pkdsl.plan.beside import VERDICT, Beside, Noted
from pkdsl.plan.ledger import Ledger
from pkdsl.plan.plan import PER_BINDING, Plan
from pkdsl.syntax import parse
from pkdsl.workspace import find, read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SHARE = settings().max_examples // 10
"""How often a plan is changed at random: each time it is compiled twice."""

FRAME = """use un
let D = 2026-07-01
let rate_of_loss = 3%
mission m "Mission" { period: D .. +12 months  currency: USD  as_of: D  stage: opord }
mandate res "S/RES/0" { adopted: D  period: D .. +12 months  ceiling troops { category: troops  value: 900 persons } }
policy { drinking_water: 4 L/person/day because "no source" }
budget b { period: D .. +12 months  line food { class: other_supplies  amount: 1M USD } }
location port "Port" { at: 2.00N 45.30E }
location adeta "Adeta" { at: 2.52N 47.44E }
unit north "North" { type: infantry  strength: 800 persons  base: adeta  arrives: D + 30 days }
unit south "South" { type: infantry  strength: 150 persons  base: port  arrives: D + 60 days }
command under { superior: north  subordinate: south  authority: operational_control }
equipment_type truck "Truck" { dry_lease: 1_000 USD/month }
rule OWN-001 "Water" { for u in units  let need = u.strength * policy.drinking_water
  require need <= 3_000 L/day else "{u.name} needs {need}" }
rule OWN-002 "Ledger" { require sum(e.amount for e in ledger where e.driver == cost.food) <= 1 USD else "{sum(e.amount for e in ledger where e.driver == cost.food)}" }
rule OWN-005 "Again" { require max(e.amount for e in ledger where e.driver == cost.food) <= 1 USD else "{max(e.amount for e in ledger where e.driver == cost.food)}" }
rule OWN-006 "By cost" { for b in budgets  require b.by_cost[cost.food] <= 1 USD else "{b.by_cost[cost.food]}" }
rule OWN-007 "By another" { for b in budgets  require b.by_cost[cost.water] <= 1 USD else "{b.by_cost[cost.water]}" }
rule OWN-008 "Lease" { for t in equipment_types  require not given(t.maintenance) else "{t.maintenance}" }
rule OWN-003 "Command" { for c in commands  require c.authority == tactical_control else "{c.name}" }
rule OWN-004 "Index" { for l in locations  for u in units where u.base == l  require u.arrives >= D + 31 days else "{u.name} at {l.name}" }
cost water { for u in units  class: other_supplies  amount: u.strength * 2 USD/person/day }
cost food { for u in units  let people = u.strength * (100% - rate_of_loss)  class: other_supplies  amount: people * 5 USD/person/day }
"""
SETTINGS = (
    "set unit.north.strength = 700 persons",
    "set unit.south.base = adeta",
    "set D = 2026-08-01",
    "set rate_of_loss = 9%",
    "set policy.drinking_water = 2 L/person/day",
    "set mission.stage = concept",
    "set budget.b.food.amount = 2M USD",
    "set command.under.period = D .. D + 20 days",
    "set unit.south.leaves = D + 99 days",
    "set unit.north.marking = un_secret",
    "set equipment_type.truck.wet_lease = 1_500 USD/month",
    "set u.arrives = u.arrives + 3 days for u in units",
)
"""What scenarios set, each for a door through which rules and facts look at the plan."""


def world_of(text: str) -> World:
    """A plan of one text, judged by its own rules."""
    shipped = library()
    return World(Package("", (Source("a.pk", text),)), shipped.packages, shipped.units, (), shipped.words, Options())


def both(
    world: World, parsed: tuple[list[Parsed], list[object]] | None = None
) -> Iterator[tuple[str, Compilation, Compilation]]:
    """Each scenario of a world, beside the plan as it stands and compiled alone."""
    beside = Scenarios(world, parsed)
    for name in beside[""].scenarios:
        alone = replace(world, options=replace(world.options, scenario=name))
        yield name, beside[name], Scenarios(alone, parsed)[name]


def said(compilation: Compilation) -> tuple[object, ...]:
    """All that a compilation says."""
    return compilation.findings, compilation.waived, compilation.counts


def planted() -> str:
    scenarios = (f"scenario s{number} {{ {one} }}\n" for number, one in enumerate(SETTINGS))
    return FRAME + "".join(scenarios)


def test_what_a_scenario_says_does_not_hang_on_what_it_takes_over() -> None:
    for name, beside, alone in both(world_of(planted())):
        assert isinstance(beside.plan, Beside)
        assert not isinstance(alone.plan, Beside)
        assert said(beside) == said(alone), name
        values = {node.path: node for node in alone.plan.own() if node.spec.kind not in PER_BINDING}
        for node in beside.plan.own():
            for field in node.given if node.path in values else ():
                assert repr(beside.plan.read(node, field)) == repr(alone.plan.read(values[node.path], field))


@pytest.mark.parametrize("example", ["unsmok", "unisfa"])
def test_the_scenarios_of_the_examples_say_what_they_say_alone(example: str) -> None:
    found = list(both(read(find(ROOT / "examples" / example)).world))
    assert any(isinstance(beside.plan, Beside) for _, beside, _ in found)
    for name, beside, alone in found:
        assert said(beside) == said(alone), name


@pytest.mark.parametrize("door", ["read", "_evaluate", "collection", "gives"])
def test_what_is_read_unseen_is_found_out(door: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a door is not watched, a scenario says something else than alone: so these settings would show it."""
    monkeypatch.setattr(Noted, door, getattr(Plan, door))
    assert any(said(beside) != said(alone) for _, beside, alone in both(world_of(planted())))


class Later:
    """Works something out when it is asked for it, and keeps it."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    @cached_property
    def strength(self) -> object:
        return self.plan.all("unit")[0].__getattr__("strength")


def test_what_is_kept_for_later_hangs_for_all_on_what_it_was_made_of() -> None:
    plan = Scenarios(world_of(planted()))[""].plan
    assert isinstance(plan, Noted)
    first, second, third = list(rules(plan))[:3]
    plan.judged(first, lambda: plan.memo(Later).strength)
    plan.judged(second, lambda: plan.memo(Later).strength)
    plan.judged(third, lambda: plan.memo(Later))
    north = plan.node_of(plan.all("unit")[0])
    assert {(first, VERDICT), (second, VERDICT), (third, VERDICT)} <= plan.hanging_on([(north, "strength")])


def test_facts_look_at_a_plan_through_its_doors_alone() -> None:
    """What a fact reads of a declaration itself, no plan notes."""
    unseen = re.compile(r"\.(?:given|lets|memo\[|names|parent_node|options\.)")
    allowed = "lineage(plan.draft, plan.options.scenario)"
    found = [
        (path.name, line)
        for path in sorted((ROOT / "pkdsl" / "facts").rglob("*.py"))
        for line in path.read_text("utf-8").split("\n")
        if "plan" in line and unseen.search(line) and allowed not in line
    ]
    assert not found


def test_a_plan_with_a_mistake_takes_nothing_over() -> None:
    wrong = planted() + "unit west { type: infantry  strength: 5 persons + 3 days }\n"
    for name, beside, alone in both(world_of(wrong)):
        assert not isinstance(beside.plan, Beside)
        assert said(beside) == said(alone), name


def test_where_both_together_would_be_too_much_a_scenario_is_made_from_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was evaluated for what is taken over counts too; it must not keep a scenario from being told whole."""
    text = FRAME + "scenario s { set unit.north.strength = 700 persons }\n"
    alone = Scenarios(world_of(text))[""].plan
    monkeypatch.setattr(evaluation, "STEPS", alone.steps + 1)
    ((_, beside, other),) = both(world_of(text))
    assert not isinstance(beside.plan, Beside)
    assert said(beside) == said(other)


def test_who_declares_or_removes_something_takes_nothing_over() -> None:
    for change in ("remove unit.south", "unit east { type: infantry }"):
        ((_, beside, alone),) = both(world_of(FRAME + f"scenario s {{ {change} }}\n"))
        assert not isinstance(beside.plan, Beside)
        assert said(beside) == said(alone)


def test_only_entries_of_costs_that_a_setting_touches_are_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    afresh = Ledger._of_cost
    monkeypatch.setattr(Ledger, "_of_cost", lambda ledger, cost: made.append(cost.name) or afresh(ledger, cost))
    beside = Scenarios(world_of(FRAME + "scenario s { set rate_of_loss = 9% }\n"))
    assert {"food", "water"} <= {entry.driver.name for entry in beside[""].plan.all("entry")}
    made.clear()
    drivers = {entry.driver for entry in beside["s"].plan.all("entry")}
    assert made == ["food"]
    assert drivers <= set(beside["s"].plan.all("cost"))


def swaps(compilation: Compilation) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """For each field of each declaration, what others of its kind say there."""
    said: dict[tuple[str, str], dict[str, None]] = {}
    nodes = [node for node in compilation.plan.own() if node.spec.kind not in PER_BINDING and node.path.count(".") < 2]
    for node in nodes:
        for name, one in node.given.items():
            if one.expression is not None and not one.home.package:
                said.setdefault((node.spec.kind, name), {})[one.place.text] = None
    return {
        (node.path, name): tuple(texts)
        for node in nodes for (kind, name), texts in said.items() if kind == node.spec.kind
    }  # fmt: skip


@pytest.fixture(scope="module")
def example() -> tuple[World, tuple[list[Parsed], list[object]], Mapping[tuple[str, str], tuple[str, ...]]]:
    world = read(find(ROOT / "tests" / "golden" / "breaker")).world
    parsed = parse_all(world)
    return world, parsed, swaps(Scenarios(world, parsed)[""])


@settings(max_examples=SHARE)
@given(data=st.data())
def test_values_of_others_say_the_same_beside_and_alone(example, data) -> None:
    world, (trees, mistakes), known = example
    chosen = data.draw(st.lists(st.sampled_from(sorted(known)), min_size=1, max_size=3, unique=True))
    lines = [f"set {path}.{name} = {data.draw(st.sampled_from(known[path, name]))}" for path, name in chosen]
    source = Source("random.pk", "scenario random {\n" + "\n".join(lines) + "\n}\n")
    tree, wrong = parse(source)
    assert not wrong
    found = {name: (one, other) for name, one, other in both(world, ([*trees, Parsed(source, tree, "")], mistakes))}
    beside, alone = found["random"]
    assert said(beside) == said(alone), source.text
