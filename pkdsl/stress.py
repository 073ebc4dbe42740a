"""What breaks first when something is lost, closed, delayed or changed: the plan beside itself in a trial.

A trial is a scenario that nobody wrote. Of the rules only those are asked again that hang on a kind of thing which the
trial touches; what no such thing was ever read for cannot have changed.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from pkdsl.compiler import Parsed, parse_all, planned
from pkdsl.diagnostics import Finding, Severity, Source
from pkdsl.judge import Failure, explained, judge_by, rules
from pkdsl.plan.draft import with_parts
from pkdsl.plan.kinds import Watched
from pkdsl.plan.paths import node_at
from pkdsl.plan.plan import Plan
from pkdsl.plan.scenarios import SCENARIO
from pkdsl.syntax import parse
from pkdsl.values import Period, Steps, given

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pkdsl.diagnostics import World
    from pkdsl.plan.draft import Node
    from pkdsl.schema import Declared
    from pkdsl.values.value import Value

TRIAL = "trial"
DAY_BEFORE = "start(mission.period) - 1 day"
NO_DAYS = f"set {{0}}.period = {DAY_BEFORE} .. {DAY_BEFORE}"
NEVER_THERE = {
    "lift": NO_DAYS, "evacuation_asset": NO_DAYS, "medical_facility": NO_DAYS, "link": NO_DAYS,
    "supply_line": "set {0}.closed = [mission.period]", "post": "set {0}.vacant = [mission.period]",
}  # fmt: skip
"""The kinds of things that are taken away one by one, and what says that they are there on no day of the mission."""
COUNTED = frozenset({"lift", "evacuation_asset"})
"""Kinds of which one declaration may stand for several."""
ALREADY_SO = "VAL-009"
"""What was never there cannot be lost; that is no mistake of the plan."""


class NotFound(Exception):  # noqa: N818 -- a word on the command line that names nothing, and what could have been meant
    """Nothing in the plan, or more than one thing, is called so."""

    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(name)
        self.name, self.known = name, known


class Trial(NamedTuple):
    """Something that is tried: what it is called, what it says in the language, and whether it is the loss of something."""

    name: str
    text: str
    loss: bool = False


class Break(NamedTuple):
    """What comes of a trial: the findings that the plan does not have without it, the first to happen first."""

    findings: tuple[Finding, ...]
    rules: int

    @property
    def first(self) -> Finding | None:
        """The first standard that fails."""
        return next(iter(self.findings), None)


class Rank(NamedTuple):
    """What a loss breaks first, from when on, and how much it breaks; nothing where `code` is empty."""

    lost: str
    breaks: int = 0
    code: str = ""
    severity: int = 0
    since: str = ""
    message: str = ""

    @property
    def order(self) -> tuple[bool, int, str, int, str]:
        """The worst first: an error before a warning, the sooner before the later, the more before the fewer."""
        return (not self.code, -self.severity, self.since, -self.breaks, self.lost)


class Bench:
    """A plan on which trials are made."""

    def __init__(self, world: World) -> None:
        """The plan as it stands, or in the scenario of the options."""
        self.world = world
        self.trees, self.syntax = parse_all(world)
        plan, mistakes = planned(self.trees, world, Watched)
        self.plan: Plan = plan
        self._known = {finding.fingerprint: "" for finding in mistakes}
        self._hanging: dict[str, frozenset[str]] = {}
        for code in [node.name for node in rules(plan)]:
            found, kinds = plan.hangs_on(partial(_judged, plan, code))
            self._known.update((finding.fingerprint, _since(finding)) for finding in found)
            self._hanging[code] = kinds

    @property
    def objects(self) -> int:
        """How much the plan declares."""
        return sum(1 for _ in self.plan.own())

    def losses(self) -> Iterator[Trial]:
        """The loss of each asset, line, hospital, link and post; of several alike in one declaration, the loss of one."""
        for kind in NEVER_THERE:
            for entity in self.plan.all(kind):
                yield self.loss(entity)

    def loss(self, entity: Declared) -> Trial:
        """The loss of one thing: it is there on no day, so that what is planned with it finds nothing.

        A thing that has no such field is removed.
        """
        path = self.plan.path_of(entity)
        count = _most(getattr(entity, "count")) if entity.kind in COUNTED else 0  # noqa: B009 -- not every kind has it
        if count > 1:
            return Trial(f"{path} (one of {count})", f"set {path}.count = max({path}.count - 1, 0)")
        text = NEVER_THERE.get(entity.kind, "remove {0}") if self.plan.mission is not None else "remove {0}"
        return Trial(path, text.format(path), loss=True)

    def closing(self, line: str, period: str) -> Trial:
        """A supply line closed for some more days."""
        entity = self._named("supply_line", line)
        before = self.plan.node_of(entity).given.get("closed")
        days = [before.place.text.strip("[]")] if before is not None else []
        return Trial(f"{line} closed {period}", f"set supply_line.{line}.closed = [{', '.join((*days, period))}]")

    def delay(self, unit: str, by: str) -> Trial:
        """A unit that arrives later."""
        self._named("unit", unit)
        return Trial(f"{unit} {by} late", f"set unit.{unit}.arrives = unit.{unit}.arrives + {by}")

    def losing(self, path: str) -> Trial:
        """The loss of what a path names: `unit.north`, or `north` where only one thing is called so."""
        words = path.split(".")
        nodes = self.plan.names.any("", path) if len(words) == 1 else [node_at(self.plan.names, words)[0]]
        found = [node for node in nodes if node is not None]
        if len(found) != 1:
            raise NotFound(path, sorted(self.plan.path_of(node.entity) for node in found or self.plan.own()))
        return self.loss(found[0].entity)

    def _named(self, kind: str, name: str) -> Declared:
        node = self.plan.names.entity("", kind, name)
        if node is None:
            raise NotFound(name, sorted(entity.name for entity in self.plan.all(kind)))
        return node.entity

    def tried(self, trial: Trial) -> Break:
        """What breaks in a trial that does not break without it."""
        found, asked = self._found(trial)
        return Break(tuple(map(explained, found)), asked)

    def ranked(self, trial: Trial) -> Rank:
        """What a trial breaks first, in a few words."""
        found, _ = self._found(trial)
        if not found:
            return Rank(trial.name)
        first = found[0]
        return Rank(trial.name, len(found), first.code, first.severity, _since(first), first.message)

    def _found(self, trial: Trial) -> tuple[list[Finding | Failure], int]:
        """What is new in a trial, the first to happen first, and how many rules were asked.

        A trial whose own text is wrong tries nothing: only that is said.
        """
        written, misspelt = _written(trial, self.world.options.scenario)
        trees = [*self.trees, written]
        options = replace(self.world.options, scenario=TRIAL, trial=True)
        plan, mistakes = planned(trees, replace(self.world, options=options), Plan)
        touched = self._touched(plan)
        codes = {code for code, kinds in self._hanging.items() if touched is None or kinds & touched}
        judged = tuple(judge_by(plan, codes))
        found = (*dict.fromkeys((*misspelt, *mistakes, *plan.findings)), *judged)
        wrong = [one for one in found if isinstance(one, Finding) and _is_misread(one, written.source)]
        if wrong:
            return list(wrong), 0
        new = (one for one in found if self._is_new(one) and not (trial.loss and one.code == ALREADY_SO))
        return sorted(new, key=_soonest), len(codes)

    def _is_new(self, finding: Finding | Failure) -> bool:
        """Whether something fails that does not fail without the trial, or fails sooner, on days of the mission."""
        known, mission = self._known.get(finding.fingerprint), self.plan.period()
        later = known is not None and _since(finding) >= known
        outside = finding.interval and isinstance(mission, Period) and mission.shared(Period(*finding.interval)) is None
        return finding.severity > Severity.INFO and not later and not outside

    def _touched(self, plan: Plan) -> frozenset[str] | None:
        """The kinds of all that a trial removes or sets; None where it sets a name that anything may hang on."""
        draft = plan.draft
        if any(given_.setting is not None for given_ in draft.lets.get("", {}).values()):
            return None
        removed = (node for shelf in draft.removed.values() for node in shelf.values())
        kinds = {part.spec.kind for node in removed for part in with_parts(node)}
        return frozenset(kinds | {node.spec.kind for node in draft.all() if _is_set(node)})


def _most(count: Value) -> int:
    """How many there are, or on the day on which there are most; none where that is not said."""
    counts = count.values if isinstance(count, Steps) else (count,)
    return max((one for one in counts if given(one)), default=0)


def _is_set(node: Node) -> bool:
    return any(given_.setting is not None for given_ in node.given.values())


def _is_misread(finding: Finding, source: Source) -> bool:
    """Whether it is about the text of the trial itself; that something was so already is no mistake."""
    return finding.span is not None and finding.span.source == source and finding.code != ALREADY_SO


def _written(trial: Trial, parent: str) -> tuple[Parsed, Sequence[Finding]]:
    """The trial as a scenario of the plan, and what is wrong with its text."""
    begins = f" is {parent}" if parent else ""
    source = Source(trial.name, f"{SCENARIO} {TRIAL}{begins} {{\n{trial.text}\n}}\n")
    tree, mistakes = parse(source)
    return Parsed(source, tree, ""), mistakes


def _judged(plan: Plan, code: str) -> tuple[Finding | Failure, ...]:
    return tuple(judge_by(plan, {code}))


def _since(finding: Finding | Failure) -> str:
    """The first day of it; what holds always comes before all days."""
    return finding.interval[0].isoformat() if finding.interval else ""


def _soonest(finding: Finding | Failure) -> tuple[int, str, str]:
    return (-finding.severity, _since(finding), finding.code)
