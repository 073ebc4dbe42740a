"""The operation order: five paragraphs, and behind them the annexes by their letters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pkdsl.documents import (
    About,
    annexes,
    evacuating,
    exits,
    lines,
    mapped,
    operations,
    order,
    programme,
    risks,
    schedule,
    signals,
    situation,
    supply,
    synchronising,
    work,
)
from pkdsl.documents.saying import day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkdsl.documents.context import Context
    from pkdsl.documents.sheet import Sheet
    from pkdsl.page import Figure, Missing
    from pkdsl.plan.plan import Plan

ABOUT = About(
    name="opord",
    title="Operation order",
    reader="staffs of sectors and units",
    purpose="situation, mission, execution, sustainment, command and signal, with the annexes that execute them",
)


@dataclass(frozen=True, slots=True)
class Component:
    """A component as the order addresses it."""

    name: str
    orbat: Figure | None
    organisation: tuple[order.Row, ...]
    unit_tasks: tuple[operations.UnitTask, ...]
    measures: tuple[operations.Measure, ...]


@dataclass(frozen=True, slots=True)
class View:
    """What the order shows."""

    time_zone: str | Missing
    references: tuple[str, ...]
    area: Sheet
    map: Figure | None
    reach: Figure | None
    setting: situation.View
    partners: tuple[work.Partner, ...]
    attachments: tuple[order.Command, ...]
    assumptions: tuple[situation.Assumption, ...]
    constraints: tuple[situation.Constraint, ...]
    statement: operations.Statement
    phases: tuple[schedule.Phase, ...]
    timeline: Figure | None
    synchronisation: tuple[Figure, ...]
    programme: tuple[Figure, ...]
    timings: tuple[str, ...]
    components: tuple[Component, ...]
    sectors: tuple[operations.Sector, ...]
    reserves: tuple[operations.Reserve, ...]
    protecting: str
    protection: tuple[operations.Protection, ...]
    questions: tuple[operations.Question, ...]
    sources: tuple[str, ...]
    directives: tuple[operations.Directive, ...]
    procedures: tuple[operations.Procedure, ...]
    support: work.Support
    throughput: tuple[lines.Throughput, ...]
    days_of_supply: tuple[supply.Reserve, ...]
    stages: tuple[evacuating.Stage, ...]
    evacuation: tuple[operations.Evacuation, ...]
    signal: signals.View
    chain: Figure | None
    powers: tuple[operations.Power, ...]
    exit: exits.View
    top_risks: tuple[risks.Row, ...]
    annex: annexes.View
    attached: Mapping[str, bool]
    listing: tuple[annexes.Annex, ...]


def view(plan: Plan, context: Context) -> View:
    """The whole plan, as an order."""
    del plan
    paper = next((each for each in context.all("document") if each.type == ABOUT.name), None)
    parts = _parts(context, paper)
    held = _held(parts)
    listing = annexes.listing(held, paper)
    attached = {each.letter: each.status == "attached" for each in listing}
    return View(attached=attached, listing=listing, **parts)


def _parts(context: Context, paper: Any) -> dict[str, Any]:  # noqa: ANN401 -- what the plan says of this order, or None
    """Everything that the order shows beside the list of its annexes."""
    mission: Any = context.plan.mission
    members = tuple(unit for component in COMPONENTS for unit in order.members(context, component))
    return {
        "time_zone": "" if mission is None else context.text(mission, "time_zone"),
        "references": tuple(_reference(context, each) for each in context.all("reference")),
        "area": operations.area_of_operations(context), "map": mapped.units(context),
        "reach": mapped.evacuation(context), "setting": situation.view(context),
        "partners": work.partners(context), "attachments": order.attachments(context),
        "assumptions": situation.assumptions(context), "constraints": situation.constraints(context),
        "statement": operations.statement(context, ""), "phases": schedule.rows(context),
        "timeline": schedule.picture(context), "synchronisation": synchronising.pictures(context),
        "programme": programme.charts_of_all(context), "timings": _timings(context),
        "components": tuple(_component(context, component) for component in COMPONENTS),
        "sectors": operations.sectors(context, members), "reserves": operations.reserves(context, members),
        "protecting": operations.protecting(context), "protection": operations.protection(context),
        "questions": operations.questions(context), "sources": operations.sources(context),
        "directives": operations.directives(context), "procedures": operations.procedures(context),
        "support": work.support(context), "throughput": lines.throughput(context), "days_of_supply": supply.reserves(context),
        "stages": tuple(each for each in evacuating.stages(context) if each.name == evacuating.STAGES["surgery"]), "evacuation": operations.evacuation(context), "signal": signals.view(context),
        "chain": order.chain(context), "powers": operations.powers(context), "exit": exits.view(context),
        "top_risks": tuple(risks.row(context, marked) for marked in risks.ranked(context)[:TOP]),
        "annex": annexes.view(context, paper),
    }  # fmt: skip


COMPONENTS, TOP = ("military", "police"), 10


def _held(parts: dict[str, Any]) -> dict[str, bool]:
    """For which annexes the plan holds anything."""
    annex: annexes.View = parts["annex"]
    support: work.Support = parts["support"]
    found: dict[str, Any] = {
        "A": any(each.organisation for each in parts["components"]), "B": parts["questions"] or parts["setting"].threats,
        "C": parts["phases"] or parts["programme"], "D": annex.aircraft, "E": annex.sites,
        "F": support.sites or support.lines or support.facilities, "G": annex.works,
        "H": parts["signal"].means or parts["signal"].headquarters, "J": annex.messages, "K": annex.bodies,
        "L": parts["sources"], "M": any(each.measures for each in parts["components"]), "P": annex.agreements,
        "Q": parts["protection"] or parts["protecting"], "R": parts["signal"].reports, "S": annex.gender,
        "T": annex.courses, "U": annex.conduct, "V": parts["partners"] or parts["setting"].needs,
        "W": annex.contingencies, "X": parts["exit"].steps or parts["exit"].handovers, "Z": annex.recipients,
    }  # fmt: skip
    return {letter: bool(content) for letter, content in found.items()}


def _component(context: Context, name: str) -> Component:
    return Component(
        name, order.picture(context, name), order.rows(context, name),
        operations.unit_tasks(context, order.members(context, name)), operations.measures(context, name),
    )  # fmt: skip


def _reference(context: Context, each: Any) -> str:  # noqa: ANN401 -- a reference
    more = [context.text(each, name) for name in ("symbol", "date")]
    return ", ".join([context.title(each), *(one for one in more if isinstance(one, str))])


def _timings(context: Context) -> tuple[str, ...]:
    """The days that everybody must know."""
    return tuple(f"{day(due)}: {context.title(each)}" for due, each in schedule.milestones(context))
