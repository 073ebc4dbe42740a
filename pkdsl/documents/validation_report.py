"""What the check of the plan found, all of it: errors and warnings first, then what cannot be judged, what is set aside."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pkdsl.diagnostics import Severity
from pkdsl.documents import About, situation, state
from pkdsl.documents.saying import counted, day, digits_of, word
from pkdsl.page import Code, Figure, Missing, State
from pkdsl.pictures.bars import Bars, Group, described, grouped_bars
from pkdsl.plan.paths import path_of
from pkdsl.values import given

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pkdsl.diagnostics import Finding
    from pkdsl.documents.context import Context
    from pkdsl.plan.plan import Plan

ABOUT = About(
    name="validation_report",
    title="Validation report",
    reader="whoever signs the plan",
    purpose="everything that the check found, what it could not judge, and what is set aside by whom",
)

FAMILIES = {
    "FND": "Funding", "FRC": "Force", "GEN": "Generation and readiness", "DEP": "Deployment", "LOG": "Logistics",
    "MED": "Medical support", "COM": "Communications and information", "C2": "Command and control", "BUD": "Budget",
    "CIM": "Civil-military coordination", "TRN": "Training", "RSK": "Risk and contingency", "MON": "Monitoring",
    "TRX": "Transition and exit", "LES": "Lessons", "MND": "Mandate and legal basis", "PRN": "Principles",
    "ASM": "Assumptions", "MET": "The plan as a whole", "WVR": "Waivers", "REF": "Names and references", "SYN": "Reading the text",
    "TYP": "Sorts of values", "VAL": "Values", "LIM": "Limits", "PKG": "Packages", "TPL": "Words of documents",
}  # fmt: skip
"""What findings are about, by the letters of their codes."""
OWN = "Rules of the plan's own"
RANKS = {Severity.ERROR: 3, Severity.WARNING: 1, Severity.INFO: 0, Severity.NOT_ASSESSABLE: 1}
NAMES = {
    Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "remark", Severity.NOT_ASSESSABLE: "cannot be judged",
}  # fmt: skip
CONFIDENCES = ("assumed", "estimated", "verified")


@dataclass(frozen=True, slots=True)
class Found:
    """One finding in full."""

    code: Code
    severity: State
    message: str
    days: str | Missing
    help: str
    place: Code


@dataclass(frozen=True, slots=True)
class Family:
    """What is found in one family of rules."""

    title: str
    findings: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How the rules of one family fare."""

    title: str
    rules: str
    holds: str
    errors: str
    warnings: str
    remarks: str
    unjudged: str
    waived: str
    open: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Confidence:
    """How many declarations are so sure."""

    name: str
    count: str


@dataclass(frozen=True, slots=True)
class View:
    """What the report shows."""

    verdict: State
    summary: str
    rules: str
    objects: str
    tallies: tuple[Tally, ...]
    picture: Figure | None
    families: tuple[Family, ...]
    unjudged: tuple[Found, ...]
    waived: tuple[Found, ...]
    confidences: tuple[Confidence, ...]
    unsourced: str
    assumptions: tuple[situation.Assumption, ...]


def view(plan: Plan, context: Context) -> View:
    """All findings of this compilation."""
    compilation = context.compilation
    judged = [one for one in compilation.findings if one.severity is not Severity.NOT_ASSESSABLE]
    unjudged = [one for one in compilation.findings if one.severity is Severity.NOT_ASSESSABLE]
    tallies = tuple(_tallies(context))
    return View(
        verdict=_verdict(context), summary=state.counts(context), rules=counted(compilation.counts.rules, "rule"),
        objects=counted(compilation.counts.objects, "object"), tallies=tallies, picture=_picture(tallies),
        families=tuple(_families(judged, context)), unjudged=tuple(_found(one, context) for one in unjudged),
        waived=tuple(_found(one, context) for one in compilation.waived), confidences=tuple(_confidences(plan, context)),
        unsourced=_unsourced(plan, context), assumptions=situation.assumptions(context),
    )  # fmt: skip


def _verdict(context: Context) -> State:
    if context.flagged(Severity.ERROR):
        return State("does not hold: it has errors, and can be printed as a draft only", 3)
    if context.flagged(Severity.WARNING):
        return State("holds, with warnings", 1)
    if context.flagged(Severity.NOT_ASSESSABLE):
        return State("holds as far as it can be judged", 1)
    return State("holds", 0)


def _family(code: str) -> str:
    """The family of a code; the plan's own rules have letters that no family has."""
    letters = code.partition("-")[0]
    return FAMILIES.get(letters, FAMILIES.get(letters[:3], OWN))


def _families(findings: Iterable[Finding], context: Context) -> Iterator[Family]:
    groups: dict[str, list[Finding]] = {}
    for finding in sorted(findings, key=lambda one: (-one.severity, one.code, one.order)):
        groups.setdefault(_family(finding.code), []).append(finding)
    for title in (*FAMILIES.values(), OWN):
        if title in groups:
            yield Family(title, tuple(_found(one, context) for one in groups[title]))


def _found(finding: Finding, context: Context) -> Found:
    severity = State(NAMES[finding.severity], RANKS[finding.severity])
    return Found(
        Code(finding.code), severity, context.finding(finding.message), _days(finding),
        context.finding(finding.help), Code("" if finding.span is None else context.place(finding.span.place)),
    )  # fmt: skip


def _days(finding: Finding) -> str | Missing:
    if not finding.interval:
        return Missing("no day")
    first, last = finding.interval
    return day(first) if first == last else f"{day(first)} to {day(last)}"


def _tallies(context: Context) -> Iterator[Tally]:
    """By family: its rules with something to judge, how often they hold, and what they find."""
    findings, waived = context.compilation.findings, context.compilation.waived
    found = Counter((_family(one.code), one.severity) for one in findings)
    aside = Counter(_family(one.code) for one in waived)
    holds: Counter[str] = Counter()
    rules: Counter[str] = Counter()
    for code, verdicts in context.compilation.counts.verdicts.items():
        holds[_family(code)] += verdicts.get("holds", 0)
        rules[_family(code)] += 1
    for title in (*FAMILIES.values(), OWN):
        if rules[title] or aside[title] or any(found[title, severity] for severity in Severity):
            yield Tally(
                title, digits_of(rules[title]), digits_of(holds[title]), errors=digits_of(found[title, Severity.ERROR]),
                warnings=digits_of(found[title, Severity.WARNING]), remarks=digits_of(found[title, Severity.INFO]),
                unjudged=digits_of(found[title, Severity.NOT_ASSESSABLE]), waived=digits_of(aside[title]),
                open=(found[title, Severity.ERROR], found[title, Severity.WARNING]),
            )  # fmt: skip


def _picture(tallies: tuple[Tally, ...]) -> Figure | None:
    """Errors and warnings by family; None where there is none of them."""
    series = ("errors", "warnings")
    groups = tuple(Group(each.title, each.open) for each in tallies if any(each.open))
    if not groups:
        return None
    title = "Findings by what they are about"
    data = Bars(series, groups, name="findings", title=title, limit="")
    return Figure(grouped_bars(data), (f"{title}.",), described(data))


def _confidences(plan: Plan, context: Context) -> Iterator[Confidence]:
    """How sure declarations are, as far as they say so."""
    said = Counter(str(each.confidence) for each in _own(plan, context) if given(each.confidence))
    yield from (Confidence(word(name), digits_of(said[name])) for name in CONFIDENCES if said[name])


def _unsourced(plan: Plan, context: Context) -> str:
    """How many entities name neither a source nor how sure they are."""
    silent = sum(1 for each in _own(plan, context) if not given(each.source) and not given(each.confidence))
    return counted(silent, "declaration")


def _own(plan: Plan, context: Context) -> Iterator[Any]:
    nodes = sorted((node for node in plan.own() if not node.spec.is_part), key=path_of)
    return (node.entity for node in nodes if context.shows(node.entity))
