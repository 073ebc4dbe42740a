"""The state of the plan behind a document: what was found, what is waived, where the plan departs from policy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pkdsl.diagnostics import Severity
from pkdsl.documents import origins
from pkdsl.documents.context import BLANK
from pkdsl.documents.retold import is_known
from pkdsl.documents.saying import counted, day, listed, say, spelled, word
from pkdsl.page import Code, Missing, Number, State
from pkdsl.tongues import tell
from pkdsl.values import given

if TYPE_CHECKING:
    from pkdsl.diagnostics import Finding
    from pkdsl.documents.context import Context
    from pkdsl.page import Run
    from pkdsl.plan.plan import Plan

MOST = 25
"""How many findings a document lists; `pkdsl check` lists all."""
WORDS = {
    Severity.ERROR: ("error",),
    Severity.WARNING: ("warning",),
    Severity.INFO: ("remark",),
    Severity.NOT_ASSESSABLE: ("rule that cannot be judged yet", "rules that cannot be judged yet"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """One open finding."""

    code: Code
    severity: State
    message: str
    place: Code


@dataclass(frozen=True, slots=True)
class Waiver:
    """One rule that is set aside."""

    code: Code
    where: str
    reason: str
    approved_by: str | Missing
    expires: Run
    compensating: str | Missing


@dataclass(frozen=True, slots=True)
class Override:
    """One policy value that the plan sets itself."""

    name: str
    policy: Run
    value: Run
    reason: str | Missing


@dataclass(frozen=True, slots=True)
class View:
    """What the annex of every document shows."""

    checked: str
    counts: str
    waived: str
    concerned: str
    findings: tuple[Found, ...]
    english: bool
    """Whether one of them is said in English, though the page is not."""
    more: str
    waivers: tuple[Waiver, ...]
    others: str
    overrides: tuple[Override, ...]
    unjudged: str
    limited: bool
    released: bool
    """Whether its readers are outside the mission."""
    fresh_page: bool


def view(plan: Plan, context: Context, *, fresh_page: bool) -> View:
    """The state of the plan, for readers who have to trust it."""
    flagged = [f for f in context.compilation.findings if f.severity >= Severity.WARNING and _concerns(f, context)]
    flagged.sort(key=lambda finding: (-finding.severity, finding.order))
    more = len(flagged) - MOST
    in_force = waivers(context)
    own = [each for each in in_force if _silences(each, context)]
    others = len(in_force) - len(own)
    return View(
        checked=day(context.day) if context.day else "",
        counts=counts(context),
        waived=counted(len(context.compilation.waived), "finding is", "findings are"),
        concerned=context.title(context.subject) if context.subject is not None else "",
        findings=tuple(found(finding, context) for finding in flagged[:MOST]),
        english=not all(is_known(finding.message) for finding in flagged[:MOST]),
        more=counted(more, "more finding") if more > 0 else "",
        waivers=tuple(_waiver(each, context) for each in own),
        others=counted(others, "further waiver is", "further waivers are") if others else "",
        overrides=_overrides(plan, context),
        unjudged=_unjudged(context),
        limited=context.limited,
        released=context.release_to != (),
        fresh_page=fresh_page,
    )


def _concerns(finding: Finding, context: Context) -> bool:
    """Whether a finding is about what this copy is about; all are, where it is about the whole plan."""
    path = "" if context.subject is None else context.plan.path_of(context.subject)
    return not path or f"{finding.subject}.".startswith(f"{path}.")


def _silences(waiver: Any, context: Context) -> bool:  # noqa: ANN401 -- a waiver of the plan
    """Whether a waiver is about what this copy is about: one of it, of something below it, or of the whole mission."""
    if context.subject is None or waiver.parent is context.plan.mission:
        return True
    return f"{context.plan.path_of(waiver)}.".startswith(f"{context.plan.path_of(context.subject)}.")


def waivers(context: Context) -> tuple[Any, ...]:
    """The waivers that hold on the day of the document, or all where there is no such day."""
    return tuple(each for each in context.all("waive") if _in_force(each, context))


def _in_force(waiver: Any, context: Context) -> bool:  # noqa: ANN401 -- a waiver of the plan
    if context.day is None:
        return True
    begun = not given(waiver.granted) or waiver.granted <= context.day
    return begun and (not given(waiver.expires) or context.day <= waiver.expires)


def counts(context: Context) -> str:
    """How many findings there are of each severity."""
    found = {words: context.flagged(severity) for severity, words in WORDS.items()}
    return listed(counted(number, *words) for words, number in found.items() if number) or tell("nothing to report")


def _unjudged(context: Context) -> str:
    codes = (f.code for f in context.compilation.findings if f.severity is Severity.NOT_ASSESSABLE)
    return listed(sorted(set(codes)))


def found(finding: Finding, context: Context) -> Found:
    """A finding as a line of a table."""
    rank = 3 if finding.severity is Severity.ERROR else 1
    place = "" if finding.span is None else context.place(finding.span.place)
    message = context.finding(finding.message)
    return Found(Code(finding.code), State(word(str(finding.severity)), rank), message, Code(place))


def _waiver(waiver: Any, context: Context) -> Waiver:  # noqa: ANN401 -- a waiver of the plan
    return Waiver(
        code=Code(context.plan.node_of(waiver).name),
        where=context.said(waiver.parent),
        reason=context.title(waiver),
        approved_by=context.text(waiver, "approved_by"),
        expires=context.figure(waiver, "expires"),
        compensating=context.text(waiver, "compensating"),
    )


def _overrides(plan: Plan, context: Context) -> tuple[Override, ...]:
    policy = plan.names.entity("", "policy", "")
    if policy is None:
        return ()
    return tuple(_override(plan, context, policy.entity, name) for name in sorted(policy.given))


def _override(plan: Plan, context: Context, policy: Any, name: str) -> Override:  # noqa: ANN401 -- the policy block
    standard = [each for each in plan.all("policy_value") if each.name == name]
    value = plan.read(plan.node_of(policy), name)
    derivation = origins.of(plan, policy, name)
    return Override(
        name=spelled(name),
        policy=Number(context.said(context.get(standard[0], "value"))) if standard else BLANK,
        value=Number(say(value), derivation),
        reason=derivation.because or BLANK,
    )
