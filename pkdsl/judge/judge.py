"""Every rule of the plan and its packages, on everything it ranges over: holds, fails, or cannot be told."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from pkdsl.diagnostics import Finding, Severity
from pkdsl.diagnostics.said import say
from pkdsl.judge import own, waivers
from pkdsl.judge.completeness import completeness
from pkdsl.judge.explain import Failure, finding_of, with_more
from pkdsl.judge.rule import Requirement, Rule, nothing_to_judge, prepare, unstated
from pkdsl.judge.severity import severity_of
from pkdsl.plan.code import Located
from pkdsl.plan.drivers import Binding, bindings
from pkdsl.plan.paths import Missing
from pkdsl.schema.base import Declared
from pkdsl.values import HOLE, Period, Steps, Unknown
from pkdsl.values.operators import binary, unary

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from pkdsl.plan.code import Frame
    from pkdsl.plan.draft import Node
    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value


@dataclass(slots=True)
class Counts:
    """What was looked at: rules with something to judge, objects of the plan, and verdicts by kind."""

    rules: int = 0
    objects: int = 0
    holds: int = 0
    fails: int = 0
    not_assessable: int = 0
    waived: int = 0
    verdicts: dict[str, dict[str, int]] = field(default_factory=dict)


class Verdict(NamedTuple):
    """What one rule finds, what of it is waived, and how often it holds, fails, or cannot be told."""

    findings: tuple[Finding, ...]
    waived: tuple[Finding, ...]
    counts: dict[str, int]


class Verdicts(NamedTuple):
    """All findings of rules, those that a waiver silences, and the counts."""

    findings: tuple[Finding, ...]
    waived: tuple[Finding, ...]
    counts: Counts


def judge(plan: Plan) -> Verdicts:
    """Judge by every rule, and judge the waivers, and how much could be judged at all."""
    findings: list[Finding] = []
    waived: list[Finding] = []
    counts = Counts(objects=sum(1 for _ in plan.own()))
    silencing = waivers.Waivers(plan)
    findings += own.findings(plan)
    for node in rules(plan):
        verdict = plan.judged(node, partial(_verdict_of, plan, node, silencing))
        findings += verdict.findings
        waived += verdict.waived
        _count(counts, node.name, verdict.counts)
    findings += silencing.findings({node.name for node in rules(plan)})
    findings += completeness(plan, counts.verdicts)
    counts.waived = len(waived)
    return Verdicts((*findings, *plan.findings), tuple(waived), counts)


def judge_by(plan: Plan, codes: Collection[str]) -> Iterator[Finding | Failure]:
    """What some rules alone find, failures as yet unexplained; what is waived is left out."""
    silencing = waivers.Waivers(plan)
    for node in rules(plan):
        if node.name in codes:
            yield from plan.judged(node, partial(_found_by, plan, node, silencing))


def rules(plan: Plan) -> Iterator[Node]:
    """The rules in force, of the plan and of all that it uses."""
    return (node for node in plan.draft.drivers if node.spec.kind == "rule")


def _by_rule(plan: Plan, node: Node, silencing: waivers.Waivers) -> tuple[tuple[Finding, ...], _Judgement | None]:
    """The mistakes in the text of a rule, and its judgement where it has none and is in force."""
    if nothing_to_judge(plan, node):
        return (), None
    rule, mistakes = prepare(plan, node)
    severity = severity_of(rule, plan)
    return mistakes, None if mistakes or severity is None else _Judgement(plan, rule, severity, silencing)


def _found_by(plan: Plan, node: Node, silencing: waivers.Waivers) -> tuple[Finding | Failure, ...]:
    """What one rule finds, failures as yet unexplained."""
    mistakes, judged = _by_rule(plan, node, silencing)
    return (*mistakes, *(judged.failures() if judged is not None else ()))


def _verdict_of(plan: Plan, node: Node, silencing: waivers.Waivers) -> Verdict:
    """The verdict of one rule, with all that there is to say."""
    mistakes, judged = _by_rule(plan, node, silencing)
    if judged is None:
        return Verdict(mistakes, (), {})
    findings = (*mistakes, *map(explained, judged.failures()))
    return Verdict(findings, tuple(map(finding_of, judged.waived)), judged.counts)


def _count(counts: Counts, code: str, verdicts: dict[str, int]) -> None:
    if not any(verdicts.values()):
        return
    counts.rules += 1
    counts.holds += verdicts["holds"]
    counts.fails += verdicts["fails"]
    counts.not_assessable += verdicts["not assessable"]
    counts.verdicts[code] = verdicts


class _Judgement:
    """One rule being judged."""

    def __init__(self, plan: Plan, rule: Rule, severity: Severity, silencing: waivers.Waivers) -> None:
        self.plan, self.rule, self.severity, self._silencing = plan, rule, severity, silencing
        self.counts = {"holds": 0, "fails": 0, "not assessable": 0}
        self.waived: list[Failure] = []
        self._missing: dict[str, list[tuple[str, Missing | None]]] = {}

    def failures(self) -> Iterator[Finding | Failure]:
        """The failures, then a finding for each thing that is missing."""
        for binding in bindings(self.rule.ranges, (self.rule.node,), self._guarded):
            for number, requirement in enumerate(self.rule.requirements):
                yield from self._verdict(binding, requirement, number)
        yield from self._not_assessable()

    def _guarded(self, run: Value, frame: Frame) -> Value:
        """The value; a mistake that only evaluation can see is kept as a finding about the rule's text."""
        try:
            return self.plan.told(lambda: run(frame))
        except Located as mistake:
            self.plan.findings[mistake.finding] = None
            return HOLE

    def _verdict(self, binding: Binding, requirement: Requirement, number: int) -> Iterator[Failure]:
        """The verdict on one binding; over time, on the days that `where` and `during` leave."""
        if any(map(self.plan.hides, binding.frame[1:])):
            return
        if isinstance(binding.where, Unknown):
            self._unknown(binding, binding.where)
            return
        value = self._guarded(requirement.condition, binding.frame)
        if isinstance(binding.where, Steps):
            value = binary("or", value, unary("not", binding.where))
        if isinstance(value, Steps) or requirement.during is not None:
            yield from self._over_time(binding, requirement, number, value)
        elif isinstance(value, Unknown):
            self._unknown(binding, value)
        elif value is True:
            self.counts["holds"] += 1
        else:
            yield from self._failure(requirement, number, binding, None)

    def _over_time(self, binding: Binding, requirement: Requirement, number: int, value: Value) -> Iterator[Failure]:
        period = self.plan.period() if requirement.during is None else self._guarded(requirement.during, binding.frame)
        if not isinstance(period, Period):
            self._unknown(binding, period if isinstance(period, Unknown) else Unknown(()))
            return
        steps = value if isinstance(value, Steps) else Steps.always(value)
        stretches = list(steps.intervals(period))
        failing = [(first, last) for first, last, holds in stretches if holds is False]
        unknown = [holds for _, _, holds in stretches if isinstance(holds, Unknown)]
        if failing:
            yield from self._failure(requirement, number, binding, failing)
        elif unknown:
            self._unknown(binding, unknown[0])
        else:
            self.counts["holds"] += 1

    def _failure(
        self, requirement: Requirement, number: int, binding: Binding, failing: list[tuple[date, date]] | None
    ) -> Iterator[Failure]:
        """The failure; what a waiver covers is kept aside, what it does not cover stays.

        What falls short of a measure that nobody states does not fail: it cannot be told.
        """
        missing = unstated(self.plan, self.rule.node.home, requirement.expression)
        if missing is not None:
            self._unknown(binding, missing)
            return
        self.counts["fails"] += 1
        failure = Failure(self.plan, self.rule, self.severity, requirement, number, binding.frame, failing)
        covered, left = self._silencing.split(failure)
        if covered is not None:
            self.waived.append(covered)
        if left is not None:
            yield left

    def _unknown(self, binding: Binding, value: Unknown) -> None:
        """Note what is missing, so that it is said once for all bindings."""
        if value is HOLE:
            return
        self.counts["not assessable"] += 1
        subject = subject_of(self.plan, binding.frame)
        first = next((item for item in value.missing if isinstance(item, Missing)), None)
        key = "" if first is None else first.what
        self._missing.setdefault(key, []).append((subject, first))

    def _not_assessable(self) -> Iterator[Finding]:
        for key, cases in self._missing.items():
            subject, missing = cases[0]
            what = say("`{key}` is not given", key=key) if key else say("something it needs is not known")
            more = say("{count} cases, the first {subject}", count=len(cases), subject=subject)
            message = with_more(what, (subject if len(cases) == 1 else more,))
            span = missing.span if missing is not None else self.rule.node.header
            yield Finding(
                self.rule.code, Severity.NOT_ASSESSABLE, message, span, name=self.rule.slug, subject=subject, detail=key
            )


def explained(found: Finding | Failure) -> Finding:
    """What was found, with all that there is to say about it."""
    return finding_of(found) if isinstance(found, Failure) else found


def subject_of(plan: Plan, frame: Frame) -> str:
    """The path of the first loop variable; the rule's own where it has none."""
    for value in frame[1:2]:
        if isinstance(value, Declared):
            return plan.path_of(value)
    path: str = frame[0].path
    return path
