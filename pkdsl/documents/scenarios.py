"""What documents show of scenarios: the plan as it stands beside itself in each of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from pkdsl.diagnostics import Severity
from pkdsl.documents import state, strength
from pkdsl.documents.context import BLANK, WITHHELD, amounts, computed
from pkdsl.documents.saying import day, digits, listed, say, sentence, unended, whole_money, word
from pkdsl.page import Missing, Number
from pkdsl.plan.evaluation import LET
from pkdsl.plan.paths import path_of
from pkdsl.plan.scenarios import settings
from pkdsl.values import Period, Quantity, Steps, given
from pkdsl.values.functions import FUNCTIONS
from pkdsl.values.number import rounded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pkdsl.diagnostics import Finding
    from pkdsl.documents.context import Context
    from pkdsl.page import Run

STANDING = "The plan as it stands"
MOST = 10
"""How many changes and findings of a scenario are listed."""
NO_DAY = Missing("no day")
"""From when on something is found that hangs on no day."""


@dataclass(frozen=True, slots=True)
class Change:
    """A value that a scenario sets."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that is found in a scenario and not in the plan as it stands."""

    since: str | Missing
    found: state.Found


@dataclass(frozen=True, slots=True)
class Case:
    """The plan in one scenario, or as it stands under the empty name, for one group of readers."""

    name: str
    context: Context
    base: Context

    @property
    def title(self) -> str:
        """What the scenario is called."""
        if not self.name:
            return STANDING
        return next(self.base.title(each) for each in self.base.all("scenario") if each.name == self.name)

    @property
    def note(self) -> str:
        """What the plan says of it."""
        scenario: Any = next((each for each in self.base.all("scenario") if each.name == self.name), None)
        said = self.base.text(scenario, "note") if scenario is not None else ""
        return unended(said) if isinstance(said, str) else ""

    def number(self, run: Run) -> Run:
        """A figure whose derivation says in which scenario it holds."""
        if not self.name or not isinstance(run, Number) or run.derivation is None:
            return run
        return replace(run, derivation=replace(run.derivation, path=f"{self.name}: {run.derivation.path}"))


def cases(context: Context) -> tuple[Case, ...]:
    """The plan as it stands first, then its scenarios in the order in which it declares them."""
    base = context.played("")
    shown = {each.name for each in base.all("scenario")}
    names = ("", *(name for name in base.compilation.scenarios if name in shown))
    return tuple(Case(name, context.played(name), base) for name in names)


# -- what it changes --------------------------------------------------------------------------------------------------


def changes(case: Case) -> tuple[Change, ...]:
    """The values that it sets, by what they belong to."""
    return tuple(_changes(case)) if case.name else ()


def _changes(case: Case) -> Iterator[Change]:
    plan = case.context.plan
    for node, name, _, setting in settings(plan, plan.draft):
        after, field = plan.read(node, name), name.removeprefix(LET)
        if name.startswith(LET):
            moved = len(field) == 1 and isinstance(after, date)
            yield Change(
                f"{field}-day" if moved else sentence(word(field)),
                told(case.context, setting.before),
                told(case.context, after),
            )
        elif case.context.shows(node.entity):
            said = (setting.before, after) if not case.context.withholds(node.entity, name) else None
            before, now = (told(case.context, one) for one in said) if said else (WITHHELD, WITHHELD)
            yield Change(f"{case.context.title(node.entity)}: {word(field)}", before, now)


def told(context: Context, value: Any) -> str:  # noqa: ANN401 -- any value
    """A value in words; of one that changes over time each with the day from which on it holds."""
    if not given(value):
        return BLANK.text
    if not isinstance(value, Steps):
        return context.said(value)
    known = [(when, one) for when, one in value.changes if given(one)]
    before = [context.said(value.before)] if given(value.before) else []
    return listed([*before, *(f"{context.said(one)} from {day(when)}" for when, one in known)])


def comings(case: Case) -> str:
    """What the scenario adds, by title."""
    return listed(_only_in(case.context, case.base))


def goings(case: Case) -> str:
    """What the scenario takes away, by title."""
    return listed(_only_in(case.base, case.context))


def _only_in(one: Context, other: Context) -> list[str]:
    there = {path_of(node) for node in other.plan.own()}
    return [
        one.title(node.entity)
        for node in one.plan.own()
        if path_of(node) not in there and not node.spec.is_part and one.shows(node.entity)
    ]


# -- what is found in it ----------------------------------------------------------------------------------------------


def failures(case: Case) -> tuple[Failure, ...]:
    """Errors and warnings that the plan as it stands does not have, or has later: the first to happen first, last what has no day."""
    known = {finding.fingerprint: _since(finding) for finding in case.base.compilation.findings} if case.name else {}
    fresh = [
        finding for finding in case.context.compilation.findings
        if finding.severity >= Severity.WARNING
        and (finding.fingerprint not in known or _since(finding) < known[finding.fingerprint])
    ]  # fmt: skip
    fresh.sort(key=lambda finding: (not finding.interval, _since(finding), -finding.severity, finding.order))
    return tuple(Failure(_said(finding), state.found(finding, case.context)) for finding in fresh)


def _since(finding: Finding) -> str:
    return finding.interval[0].isoformat() if finding.interval else ""


def _said(finding: Finding) -> str | Missing:
    return day(finding.interval[0]) if finding.interval else NO_DAY


# -- strength and money -----------------------------------------------------------------------------------------------


def people(case: Case) -> Steps[Any] | None:
    """Everybody under the ceilings that lie in no other; None where that is not known, or not for these readers."""
    whole = [each for each in strength.ceilings(case.context) if not given(each.part_of)]
    if not whole or any(case.context.withholds(each, "strength") for each in whole):
        return None
    return strength.total(each.strength for each in whole)


def most(case: Case) -> tuple[Run, Run, Run]:
    """The most people on one day, that day, and the people on an average day."""
    steps, span = people(case), strength.period(case.context)
    found = strength.highest(steps, span) if steps is not None else None
    if steps is None or span is None or found is None:
        missing = Missing(WITHHELD) if case.context.hidden else BLANK
        return missing, missing, missing
    mean = FUNCTIONS["mean"](steps, span)
    how = f"over all ceilings that lie in no other, {say(span)}"
    average: Run = BLANK
    if isinstance(mean, Quantity):
        average = _made(
            case, say(Quantity(rounded(mean.number), mean.unit)), say(mean), "ceilings: strength", f"the average {how}"
        )
    return (
        _made(case, say(found[1]), say(found[1]), "ceilings: strength", f"the highest of the days, {how}"),
        _made(case, day(found[0]), day(found[0]), "ceilings: strength", f"the first day of the highest, {how}"), average,
    )  # fmt: skip


def _made(case: Case, text: str, exact: str, path: str, how: str) -> Run:
    return case.number(computed(text, exact, path, how))


def total(case: Case, field: str) -> Quantity | None:
    """What all budgets come to (`total`), or what the plan costs on their days (`requirement`); None where not known."""
    budgets = case.context.all("budget")
    if not budgets or case.context.hidden:
        return None
    if field == "total":
        return amounts(each.total for each in budgets)
    entries = (value for each in budgets for value in getattr(each, field).values())
    known = [value for value in entries if not isinstance(value, Quantity) or value.number]
    return amounts(known)


def money(case: Case, field: str, how: str) -> Run:
    """The same as a figure."""
    found = total(case, field)
    if found is None:
        return Missing(WITHHELD) if case.context.hidden else BLANK
    return _made(case, digits(found), whole_money(found), f"budgets: {field}", how)


def millions(case: Case, field: str) -> Fraction | None:
    """The same for pictures."""
    found = total(case, field)
    return None if found is None else Fraction(found.number) / 1_000_000


def lowest_cash(case: Case) -> tuple[Run, Run]:
    """The least cash on a day of the mission since the first fund was there, and that day."""
    mission: Any = case.context.plan.mission
    span = strength.period(case.context)
    if mission is None or span is None or not isinstance(mission.cash, Steps) or not mission.cash.days:
        return BLANK, BLANK
    if case.context.withholds(mission, "cash"):
        return Missing(WITHHELD), Missing(WITHHELD)
    first = max(span.start, mission.cash.days[0])
    parts = list(mission.cash.intervals(Period(first, span.end))) if first <= span.end else []
    if not parts or not all(isinstance(one, Quantity) for _, _, one in parts):
        return BLANK, BLANK
    when, _, least = min(parts, key=lambda part: part[2].number)
    how = f"the least on a day of the mission, from {day(first)} on"
    return _made(case, digits(least), whole_money(least), "mission.cash", how), _made(
        case, day(when), day(when), "mission.cash", how
    )


def currency(found: Iterable[Case]) -> str:
    """The currency of the budgets; empty where there is none, or more than one."""
    totals = (total(case, "total") for case in found)
    units = {one.unit.text for one in totals if one is not None}
    return units.pop() if len(units) == 1 else ""
