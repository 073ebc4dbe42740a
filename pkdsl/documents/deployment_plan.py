"""How the force comes: in which order, on which ways, in which movements, and what holds it up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pkdsl.documents import About, flow, mapped, moving, programme, risks, schedule, throughput
from pkdsl.documents.context import BLANK, WITHHELD, amounts, computed
from pkdsl.documents.saying import counted, day, listed, say, shortlist
from pkdsl.documents.sheet import Sheet, sheet
from pkdsl.page import Missing, Number
from pkdsl.schema import Declared
from pkdsl.values import given

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from pkdsl.documents.context import Context
    from pkdsl.documents.words import Placed
    from pkdsl.page import Figure, Run
    from pkdsl.plan.plan import Plan

ABOUT = About(
    name="deployment_plan",
    title="Deployment plan with movement table",
    reader="movement control, contributors, sectors, contract managers",
    purpose="the order of arrivals, the ways, the movement table, what must be settled first, and what a delay reaches",
)

KINDS = frozenset({"movement", "leg", "lift", "route", "work", "agreement", "contract", "convoy", "supply_line"})
"""What a risk must touch to be a risk of the deployment."""


@dataclass(frozen=True, slots=True)
class Concept:
    """The words of a concept that say how the force comes and is supported."""

    title: str
    method: str | Missing
    support: str | Missing


@dataclass(frozen=True, slots=True)
class Day:
    """A milestone, with how far it may slip."""

    day: str
    title: str
    slack: Run


@dataclass(frozen=True, slots=True)
class Guarded:
    """A stretch that is escorted, or should be."""

    movement: str
    ends: str
    threat: Run
    needed: str
    escort: str | Missing


@dataclass(frozen=True, slots=True)
class Answer:
    """A contingency that answers a risk of the deployment."""

    title: str
    answers: str
    trigger: str | Missing
    authority: str | Missing
    uses: str | Missing


@dataclass(frozen=True, slots=True)
class View:
    """What the plan shows."""

    concepts: tuple[Concept, ...]
    facts: Sheet
    waves: tuple[moving.Wave, ...]
    flow: Figure | None
    map: Figure | None
    ways: tuple[moving.Way, ...]
    handlings: tuple[throughput.Handling, ...]
    receptions: tuple[throughput.Reception, ...]
    flows: tuple[throughput.Flow, ...]
    loads: tuple[Figure, ...]
    unlimited: str
    phases: tuple[schedule.Phase, ...]
    timeline: Figure | None
    lines: tuple[moving.Line, ...]
    legs: tuple[moving.Leg, ...]
    unmoved: str
    days: tuple[Day, ...]
    programme: tuple[Figure, ...]
    critical: Figure | None
    gates: tuple[moving.Gate, ...]
    means: tuple[moving.Means, ...]
    charters: tuple[moving.Charter, ...]
    guarded: tuple[Guarded, ...]
    held: tuple[moving.Held, ...]
    top_risks: tuple[risks.Row, ...]
    answers: tuple[Answer, ...]


def view(plan: Plan, context: Context) -> View:
    """From the order of arrivals to what is done when something is late."""
    del plan
    touched = tuple(one for one in risks.ranked(context) if _touches(one.risk))
    return View(
        concepts=tuple(_concepts(context)), facts=_facts(context), waves=moving.waves(context), flow=flow.picture(context),
        map=mapped.deployment(context), ways=moving.ways(context), handlings=throughput.handlings(context), receptions=throughput.receptions(context),
        flows=throughput.flows(context), loads=throughput.pictures(context), unlimited=throughput.unlimited(context),
        phases=schedule.rows(context), timeline=schedule.picture(context), lines=moving.lines(context), legs=moving.legs(context),
        unmoved=moving.unmoved(context), days=tuple(_days(context)), programme=programme.coming(context),
        critical=programme.critical_path(context), gates=moving.gates(context), means=moving.means(context),
        charters=moving.charters(context), guarded=tuple(_guarded(context)), held=moving.held(context),
        top_risks=tuple(risks.row(context, one) for one in touched), answers=tuple(_answers(context, touched)),
    )  # fmt: skip


def _concepts(context: Context) -> Iterator[Concept]:
    """The words of the concept of the mission and of the components."""
    for each in sorted(context.all("concept"), key=lambda one: (given(one.component), context.title(one))):
        yield Concept(context.title(each), context.text(each, "method"), context.text(each, "support"))


def _facts(context: Context) -> Sheet:
    """All movements together."""
    found = moving.movements(context)
    if not found:
        return Sheet((), "")
    late = [each for each in found if given(each.slack) and each.slack.number < 0]
    critical = [each for each in found if each.critical is True]
    entries: dict[str, str | Placed] = {
        "Movements": counted(len(found), "movement"),
        "First departure": _ends(context, "leaves", last=False), "Last arrival": _ends(context, "arrives", last=True),
        **{label: _total(context, name) for label, name in
           (("Persons", "passengers"), ("Cargo", "cargo"), ("Volume", "volume"))},
        "Twenty-foot containers": _containers(context),
        "Later than required": shortlist(map(context.title, late)) if late else "none of those whose days are known",
        "Without any slack": shortlist(map(context.title, critical)) if critical else "none of those whose days are known",
    }  # fmt: skip
    return sheet(entries)


def _known(context: Context, name: str) -> list[Any]:
    """What movements say in a field, as far as these readers may see it."""
    return [
        getattr(each, name)
        for each in moving.movements(context)
        if given(getattr(each, name)) and not context.withholds(each, name)
    ]


def _ends(context: Context, name: str, *, last: bool) -> Run:
    """The first or the last day of all movements."""
    found: list[date] = _known(context, name)
    if not found:
        return BLANK
    when = max(found) if last else min(found)
    return computed(day(when), str(when), f"movements: {name}", f"the {'last' if last else 'first'} of all movements")


def _total(context: Context, name: str) -> Run:
    """What all movements carry of something, and how many do not say it."""
    if any(context.withholds(each, name) for each in moving.movements(context)):
        return Missing(WITHHELD)
    found, every = _known(context, name), len(moving.movements(context))
    total = amounts(found)
    if total is None:
        return BLANK
    unsaid = f"; {every - len(found)} do not say" if len(found) < every else ""
    return computed(
        say(total), say(total), f"movements: {name}", f"the sum over {counted(len(found), 'movement')}{unsaid}"
    )


def _containers(context: Context) -> Run:
    found = _known(context, "containers")
    said = str(sum(found))
    return (
        computed(said, said, "movements: containers", f"the sum over {counted(len(found), 'movement')}")
        if found
        else BLANK
    )


def _days(context: Context) -> Iterator[Day]:
    for due, each in schedule.milestones(context):
        yield Day(day(due), context.title(each), context.figure(each, "slack"))


def _guarded(context: Context) -> Iterator[Guarded]:
    """Stretches on ways that need an escort, and those that have one."""
    for movement in moving.movements(context):
        for leg in context.visible(movement.legs):
            routes = context.visible(leg.routes)
            needed = [route for route in routes if given(route.escort_needed) and route.escort_needed]
            if not needed and not given(leg.escort):
                continue
            yield Guarded(
                context.title(movement), moving.ends(context, leg), _threat(context, leg, routes), "yes" if needed else "no", context.text(leg, "escort", absent=Missing("none in the plan")),
            )  # fmt: skip


def _threat(context: Context, leg: Any, routes: tuple[Any, ...]) -> Run:  # noqa: ANN401 -- a leg
    """The highest threat on its ways, on the day on which it leaves."""
    when = leg.leaves if given(leg.leaves) else None
    levels = [one for route in routes if isinstance(one := context.figure(route, "threat_level", on=when), Number)]
    return max(levels, key=lambda one: one.text, default=BLANK)


def _touches(risk: Any) -> bool:  # noqa: ANN401 -- a risk
    return (
        any(isinstance(each, Declared) and each.kind in KINDS for each in risk.affects if given(each))
        if given(risk.affects)
        else False
    )


def _answers(context: Context, touched: tuple[risks.Marked, ...]) -> Iterator[Answer]:
    """The contingencies that answer one of these risks."""
    for each in sorted(context.all("contingency"), key=context.title):
        found = [one for one in touched if given(each.risks) and one.risk in each.risks]
        if found:
            yield Answer(
                context.title(each), listed(f"{one.mark} {context.title(one.risk)}" for one in found),
                context.text(each, "trigger"), context.text(each, "authority"), context.text(each, "uses"),
            )  # fmt: skip
