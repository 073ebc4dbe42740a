"""The pipeline: text, trees, plan, facts, findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from pkdsl.diagnostics import Finding, Package
from pkdsl.judge import Counts, judge
from pkdsl.plan.beside import Beside, Noted
from pkdsl.plan.bind import bind
from pkdsl.plan.checks import check
from pkdsl.plan.clearance import cleared
from pkdsl.plan.facts import discover
from pkdsl.plan.measures import units_of
from pkdsl.plan.plan import Plan
from pkdsl.plan.scenarios import SCENARIO, Stage, sets_alone
from pkdsl.plan.templates import inherit
from pkdsl.plan.texts import RULES
from pkdsl.plan.uses import used
from pkdsl.schema.annotations import MARKINGS
from pkdsl.schema.discovery import vocabulary
from pkdsl.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pkdsl.diagnostics import Layer, Source, World
    from pkdsl.plan.bind import Binder
    from pkdsl.plan.draft import Draft
    from pkdsl.syntax import tree

P = TypeVar("P", bound=Plan)
UNKNOWN_NAME = "REF-003"
UNBALANCED = "SYN-002"
GUESSED = frozenset({"REF-007", "VAL-001"})
"""What stands where it may not, and what is missing: where braces do not match, what stands in what is a guess."""
MEANING = frozenset({"REF", "TYP", "VAL"})
"""Families of findings about what a text means."""


class Parsed(NamedTuple):
    """One file as a tree, and the package it belongs to."""

    source: Source
    tree: tree.File
    package: str


@dataclass(frozen=True, slots=True)
class Compilation:
    """Everything there is to know about a plan, and everything wrong with it; findings in the order of the text."""

    plan: Plan
    findings: tuple[Finding, ...]
    waived: tuple[Finding, ...]
    counts: Counts
    beside: Scenarios = field(repr=False, compare=False)
    """The same plan as it stands and in its scenarios."""
    layer: Layer | None = field(default=None, repr=False, compare=False)
    """What lies under its maps."""

    @property
    def templates(self) -> Mapping[str, Source]:
        """The words of documents that the plan has of its own."""
        return self.beside.templates

    def seen_by(self, audience: str, release_to: tuple[str, ...] = ()) -> Compilation:
        """The same for readers cleared up to a marking, and outside the mission all of those named; what they may not see is not in it."""
        return self.beside.seen_by(audience, release_to)[self.plan.options.scenario]

    @property
    def scenarios(self) -> tuple[str, ...]:
        """The names of the scenarios that the plan declares."""
        named = self.plan.draft.entities.get(("", "scenario"), {})
        return tuple(name for name, node in named.items() if node not in self.plan.closed)


class Scenarios(Mapping[str, Compilation]):
    """A plan as it stands, under the empty name, and in its scenarios: read once, each compiled when first asked for."""

    def __init__(self, world: World, parsed: tuple[list[Parsed], list[Finding]] | None = None) -> None:
        """`parsed` are the trees of the world, where somebody has them already."""
        self._world = world
        self._trees, self._syntax = parsed or parse_all(world)
        self._base: Noted | None = None
        self._found: dict[str, Compilation] = {}
        self._cleared: dict[tuple[str, tuple[str, ...]], Scenarios] = {}

    @property
    def templates(self) -> Mapping[str, Source]:
        """The words of documents that the plan has of its own."""
        return self._world.plan.templates

    def seen_by(self, audience: str, release_to: tuple[str, ...] = ()) -> Scenarios:
        """The same for readers cleared up to a marking, and outside the mission all of those named; what they may not see is not in it."""
        own = self._world.options
        readers = audience, release_to or own.release_to
        if audience in {own.audience, MARKINGS[-1]} and readers[1] == own.release_to:
            return self
        if readers not in self._cleared:
            world = replace(self._world, options=replace(own, audience=audience, release_to=readers[1]))
            self._cleared[readers] = Scenarios(world, (self._trees, self._syntax))
        return self._cleared[readers]

    def __getitem__(self, name: str) -> Compilation:
        if name not in self._found:
            self._found[name] = self._compiled(name)
        return self._found[name]

    def __contains__(self, name: object) -> bool:
        return name in tuple(self)

    def __iter__(self) -> Iterator[str]:
        return iter(("", *self[""].scenarios))

    def __len__(self) -> int:
        return 1 + len(self[""].scenarios)

    def _compiled(self, name: str) -> Compilation:
        world = replace(self._world, options=replace(self._world.options, scenario=name))
        plan, names = resolve(self._trees, world, self._base if name else None, sound=not self._syntax)
        verdicts = judge(plan)
        if plan.exhausted and self._base is not None:
            self._base = None
            return self._compiled(name)
        if isinstance(plan, Noted) and not (self._syntax or names or plan.findings):
            self._base = plan
        found = (*(() if _is_limited(world) else (*world.findings, *self._syntax)), *names, *verdicts.findings)
        ordered = sorted(_not_hidden(dict.fromkeys(found), self._syntax), key=lambda finding: finding.order)
        return Compilation(plan, tuple(_once_per_name(ordered)), verdicts.waived, verdicts.counts, self, world.layer)


def compile(world: World) -> Compilation:  # noqa: A001 -- it is what compilers do
    """Everything there is to know about a plan, and everything wrong with it."""
    return Scenarios(world)[world.options.scenario]


def compile_scenarios(world: World, names: Iterable[str] | None = None) -> dict[str, Compilation]:
    """The plan as it stands, under the empty name, and in the scenarios named, or all."""
    every = Scenarios(world)
    wanted = tuple(every) if names is None else ("", *(name for name in names if name in every[""].scenarios))
    return {name: every[name] for name in wanted}


def merged(found: Mapping[str, Iterable[Finding]]) -> tuple[Finding, ...]:
    """The findings of the same plan in several scenarios, each once, with the scenarios that it holds in."""
    where: dict[Finding, list[str]] = {}
    for name, findings in found.items():
        for finding in findings:
            where.setdefault(finding, []).append(name)
    findings = (replace(finding, scenarios=tuple(names)) for finding, names in where.items())
    return tuple(sorted(findings, key=lambda finding: finding.order))


def _not_hidden(findings: Iterable[Finding], syntax: list[Finding]) -> Iterator[Finding]:
    """All but what is said about the meaning of a line that could not be read: that follows from the first mistake."""
    unread = {line for finding in syntax for line in _lines(finding)}
    unbalanced = {finding.span.source for finding in syntax if finding.code == UNBALANCED and finding.span}
    for finding in findings:
        guessed = finding.code in GUESSED and finding.span is not None and finding.span.source in unbalanced
        if finding.code[:3] not in MEANING or not (guessed or unread.intersection(_lines(finding))):
            yield finding


def _lines(finding: Finding) -> set[tuple[Source, int]]:
    if finding.span is None:
        return set()
    source, start, end = finding.span
    return {(source, source.position(start).line), (source, source.position(max(start, end - 1)).line)}


def _once_per_name(findings: list[Finding]) -> Iterator[Finding]:
    """A name that is unknown in many places is one finding, at the first of them."""
    uses = Counter(finding.message for finding in findings if finding.code == UNKNOWN_NAME)
    said: set[str] = set()
    for finding in findings:
        more = uses[finding.message] - 1 if finding.code == UNKNOWN_NAME else 0
        if not more:
            yield finding
        elif finding.message not in said:
            said.add(finding.message)
            yield replace(finding, help=f"The same name stands in {more} more place{'s' if more > 1 else ''}.")


def parse_all(world: World) -> tuple[list[Parsed], list[Finding]]:
    """The trees of the plan, of every package it uses, directly or not, and of the shipped rules."""
    trees: list[Parsed] = []
    findings: list[Finding] = []
    waiting = [world.plan]
    seen = {""}
    while waiting:
        package = waiting.pop()
        for source in package.sources:
            file, mistakes = parse(source)
            trees.append(Parsed(source, file, package.name))
            findings += mistakes
            for name in used(source, file, package.name, world.packages):
                if isinstance(name, Finding):
                    findings.append(name)
                elif name not in seen:
                    seen.add(name)
                    waiting.append(world.packages[name])
    rules = Package(RULES, world.rules)
    trees += [Parsed(source, parse(source)[0], rules.name) for source in world.rules]
    return trees, findings


def resolve(
    trees: list[Parsed], world: World, base: Noted | None = None, *, sound: bool = True
) -> tuple[Plan, list[Finding]]:
    """The plan behind the trees, as it stands or in a scenario, evaluated, with the mistakes met on the way.

    For readers who are not cleared for all of it, what was read is not told of, and is nothing if it is not `sound`.
    """
    limited, scenario = _is_limited(world), world.options.scenario
    make: Callable[..., Plan] = partial(cleared, sound=sound) if limited else _standing
    if scenario and not limited:
        make = partial(Beside, base) if base is not None and sets_alone(base.draft, scenario) else Plan
    plan, read = planned(trees, world, make, base)
    plan.evaluate()
    return plan, [*(() if limited else read), *check(plan), *plan.findings]


def _standing(draft: Draft, *parts: Any) -> Plan:  # noqa: ANN401 -- what a plan is made of
    """A plan as it stands; one that declares scenarios is noted for them."""
    return Noted(draft, *parts) if ("", SCENARIO) in draft.entities else Plan(draft, *parts)


def _is_limited(world: World) -> bool:
    """Whether its readers may not see everything."""
    return world.options.audience in MARKINGS[:-1] or world.options.release_to != ()


def planned(
    trees: list[Parsed], world: World, make: Callable[..., P], base: Plan | None = None
) -> tuple[P, list[Finding]]:
    """The plan behind the trees, as `make` makes it, of which nothing is evaluated yet.

    `base` is the plan as it stands, for its scenarios.
    """
    tables = {package.name: package.tables for package in (world.plan, *world.packages.values())}
    units = units_of(
        [*(parse(source)[0] for source in world.units), *(parsed.tree for parsed in trees)], world.words["currencies"]
    )
    scenario = world.options.scenario

    def draw() -> tuple[Binder, list[Finding]]:
        return bind(trees, vocabulary(), tables)

    def resolved(draft: Draft) -> P:
        return make(draft, vocabulary(), units, discover("pkdsl.facts"), world.words, world.options)

    if scenario:
        return Stage(draw, lambda draft: list(inherit(draft)), resolved, base).play(scenario)
    binder, findings = draw()
    findings += inherit(binder.draft)
    return resolved(binder.draft), findings
