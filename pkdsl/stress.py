"""What breaks first when something is lost, closed, delayed or changed: the plan beside itself in a trial.

A trial is a scenario that nobody wrote. The plan declares it as an empty one, and notes what each of its values and
verdicts hangs on; so only those rules are asked again that hang on something which the trial sets.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from pkdsl.compiler import Parsed, parse_all, planned
from pkdsl.diagnostics import Finding, Severity, Source
from pkdsl.judge import Failure, explained, judge_by, rules
from pkdsl.plan.beside import Beside, Noted
from pkdsl.plan.paths import node_at
from pkdsl.plan.plan import Plan
from pkdsl.plan.scenarios import SCENARIO
from pkdsl.syntax import parse, tree
from pkdsl.values import Period, Steps, given
from pkdsl.values.operators import forget_lists

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
        self._untried, _ = _written(Trial("", ""), world.options.scenario)
        plan, mistakes = planned([*self.trees, self._untried], world, Noted)
        self.plan: Noted = plan
        found = tuple(judge_by(plan, _codes(plan)))
        self._known = {finding.fingerprint: "" for finding in (*mistakes, *plan.findings)}
        self._known.update((finding.fingerprint, _since(finding)) for finding in found)

    @property
    def objects(self) -> int:
        """How much the plan declares."""
        return sum(1 for _ in self._own())

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
            raise NotFound(path, sorted(self.plan.path_of(node.entity) for node in found or self._own()))
        return self.loss(found[0].entity)

    def _own(self) -> Iterator[Node]:
        """What the plan declares; what is tried is not among it."""
        return (node for node in self.plan.own() if node.home.source != self._untried.source)

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
        forget_lists()
        if not found:
            return Rank(trial.name)
        first = found[0]
        return Rank(trial.name, len(found), first.code, first.severity, _since(first), first.message)

    def _found(self, trial: Trial) -> tuple[list[Finding | Failure], int]:
        """What is new in a trial, the first to happen first, and how many rules were asked.

        A trial whose own text is wrong tries nothing: only that is said.
        """
        written, misspelt = _written(trial, self.world.options.scenario)
        plan, mistakes = self._changed(written)
        codes = _codes(plan)
        judged = tuple(judge_by(plan, codes))
        if plan.exhausted and isinstance(plan, Beside):
            plan, mistakes = self._anew(written)
            judged = tuple(judge_by(plan, _codes(plan)))
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

    def _changed(self, written: Parsed) -> tuple[Plan, list[Finding]]:
        """The plan in a trial; of what the trial does not touch it takes over all that it can."""
        if not _sets_alone(written.tree):
            return self._anew(written)
        base = None if self.world.options.scenario else self.plan
        return planned([*self.trees, written], self._trying(), partial(Beside, self.plan), base)

    def _anew(self, written: Parsed) -> tuple[Plan, list[Finding]]:
        """The plan in a trial, made from nothing."""
        return planned([*self.trees, written], self._trying(), Plan)

    def _trying(self) -> World:
        return replace(self.world, options=replace(self.world.options, scenario=TRIAL, trial=True))


def _most(count: Value) -> int:
    """How many there are, or on the day on which there are most; none where that is not said."""
    counts = count.values if isinstance(count, Steps) else (count,)
    return max((one for one in counts if given(one)), default=0)


def _codes(plan: Plan) -> frozenset[str]:
    """The rules that have to be asked."""
    asked = (node for node in rules(plan) if not (isinstance(plan, Beside) and plan.takes_over(node)))
    return frozenset(node.name for node in asked)


def _sets_alone(file: tree.File) -> bool:
    """Whether a trial declares nothing and takes nothing away."""
    body = file.items[0].body if len(file.items) == 1 and isinstance(file.items[0], tree.Declaration) else None
    return isinstance(body, tree.Body) and all(isinstance(item, tree.Set | tree.Loop) for item in body.items)


def _is_misread(finding: Finding, source: Source) -> bool:
    """Whether it is about the text of the trial itself; that something was so already is no mistake."""
    return finding.span is not None and finding.span.source == source and finding.code != ALREADY_SO


def _written(trial: Trial, parent: str) -> tuple[Parsed, Sequence[Finding]]:
    """The trial as a scenario of the plan, and what is wrong with its text."""
    begins = f" is {parent}" if parent else ""
    source = Source(trial.name, f"{SCENARIO} {TRIAL}{begins} {{\n{trial.text}\n}}\n")
    tree, mistakes = parse(source)
    return Parsed(source, tree, ""), mistakes


def _since(finding: Finding | Failure) -> str:
    """The first day of it; what holds always comes before all days."""
    return finding.interval[0].isoformat() if finding.interval else ""


def _soonest(finding: Finding | Failure) -> tuple[int, str, str]:
    return (-finding.severity, _since(finding), finding.code)
