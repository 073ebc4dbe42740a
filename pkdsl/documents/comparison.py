"""What if: the plan as it stands beside itself in each of its scenarios."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pkdsl.diagnostics import Severity
from pkdsl.documents import About, scenarios, strength
from pkdsl.documents.saying import counted, day
from pkdsl.page import Figure, Missing
from pkdsl.pictures.bullets import Bullets, Row, bullet_bars
from pkdsl.pictures.bullets import described as bullets_described
from pkdsl.pictures.curves import Curve, Curves, Panel, curves_over_time, described
from pkdsl.values import Quantity

if TYPE_CHECKING:
    from pkdsl.documents.context import Context
    from pkdsl.page import Run
    from pkdsl.plan.plan import Plan

ABOUT = About(
    name="comparison",
    title="Comparison of scenarios",
    reader="leadership, planners",
    purpose="what becomes of the plan in each of its scenarios: what fails first, strength, money",
)
NOTHING = Missing("nothing more")


@dataclass(frozen=True, slots=True)
class Verdict:
    """How sound the plan is in one scenario."""

    title: str
    errors: str
    warnings: str
    fresh: str
    first: Run
    what: Run


@dataclass(frozen=True, slots=True)
class People:
    """How many are in theatre in one scenario."""

    title: str
    most: Run
    on: Run
    average: Run


@dataclass(frozen=True, slots=True)
class Money:
    """What it costs in one scenario."""

    title: str
    budgets: Run
    required: Run
    cash: Run
    cash_on: Run


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario in detail."""

    title: str
    note: str
    changes: tuple[scenarios.Change, ...]
    more_changes: str
    comings: str
    goings: str
    failures: tuple[scenarios.Failure, ...]
    more_failures: str


@dataclass(frozen=True, slots=True)
class View:
    """What the comparison shows."""

    count: str
    verdicts: tuple[Verdict, ...]
    people: tuple[People, ...]
    strength: Figure | None
    money: tuple[Money, ...]
    currency: str
    costs: Figure | None
    details: tuple[Scenario, ...]


def view(plan: Plan, context: Context) -> View:
    """The plan as it stands, whatever scenario it is printed in, and all of its scenarios."""
    del plan
    cases = scenarios.cases(context)
    return View(
        count=counted(len(cases) - 1, "scenario") if len(cases) > 1 else "",
        verdicts=tuple(map(_verdict, cases)),
        people=tuple(People(case.title, *scenarios.most(case)) for case in cases), strength=_strength(cases),
        money=tuple(map(_money, cases)), currency=scenarios.currency(cases), costs=_costs(cases),
        details=tuple(map(_scenario, cases[1:])),
    )  # fmt: skip


def _verdict(case: scenarios.Case) -> Verdict:
    fresh = scenarios.failures(case) if case.name else ()
    first = next(iter(fresh), None)
    return Verdict(
        case.title, str(case.context.flagged(Severity.ERROR)), str(case.context.flagged(Severity.WARNING)), str(len(fresh)),
        first.since if first else NOTHING, first.found.message if first else NOTHING,
    )  # fmt: skip


def _money(case: scenarios.Case) -> Money:
    budgets = scenarios.money(case, "total", "the sum of all budgets")
    required = scenarios.money(case, "requirement", "the ledger on the days of all budgets")
    return Money(case.title, budgets, required, *scenarios.lowest_cash(case))


def _scenario(case: scenarios.Case) -> Scenario:
    changes, failures, most = scenarios.changes(case), scenarios.failures(case), scenarios.MOST
    return Scenario(
        case.title, case.note, changes[:most], _more(len(changes) - most, "further value"), scenarios.comings(case),
        scenarios.goings(case), failures[:most], _more(len(failures) - most, "further finding"),
    )  # fmt: skip


def _more(count: int, what: str) -> str:
    return counted(count, what) if count > 0 else ""


def _strength(cases: tuple[scenarios.Case, ...]) -> Figure | None:
    """A panel for each scenario: the people there, and as many as there are in the plan as it stands."""
    spans = [span for case in cases if (span := strength.period(case.context)) is not None]
    standing = scenarios.people(cases[0])
    if not spans or standing is None or len(cases) == 1:
        return None
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    panels = []
    for case in cases[1:]:
        there = scenarios.people(case)
        curves = (Curve("in the scenario", _points(there)), Curve("as the plan stands", _points(standing)))
        panels.append(Panel(case.title, tuple(curve for curve in curves if curve.points)))
    title = "Persons in theatre in each scenario, and as the plan stands"
    data = Curves(tuple(panels), first, last, name="scenarios", title=title, height=72)
    caption = f"{title}, {day(first)} to {day(last)}."
    return Figure(curves_over_time(data), (caption,), described(data))


def _points(steps: Any) -> tuple[Any, ...]:  # noqa: ANN401 -- people over time, or None
    if steps is None:
        return ()
    return tuple((when, int(one.number)) for when, one in steps.changes if isinstance(one, Quantity))


def _costs(cases: tuple[scenarios.Case, ...]) -> Figure | None:
    """What the plan costs in each scenario, against its budgets."""
    rows = tuple(
        Row(case.title, scenarios.millions(case, "requirement"), scenarios.millions(case, "total")) for case in cases
    )
    unit = f"million {scenarios.currency(cases)}"
    if len(cases) == 1 or all(row.amount is None for row in rows):
        return None
    title = "What the plan costs in each scenario, against its budgets"
    data = Bullets(rows, "what the plan costs", "its budgets", unit, name="costs", title=title)
    return Figure(bullet_bars(data), (f"{title}, in {unit}.",), bullets_described(data))
