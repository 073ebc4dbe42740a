"""The military concept of operations; and, asked for the police, theirs: the same paper about another component."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pkdsl.documents import (
    About,
    generation,
    mapped,
    operations,
    order,
    programme,
    risks,
    schedule,
    situation,
    strength,
    synchronising,
    work,
)
from pkdsl.documents.saying import counted, sentence
from pkdsl.values import given

if TYPE_CHECKING:
    from pkdsl.documents.context import Context
    from pkdsl.documents.sheet import Sheet
    from pkdsl.page import Figure
    from pkdsl.plan.plan import Plan

ABOUT = About(
    name="conops",
    title="Military concept of operations",
    reader="Force Commander, contributors of troops, sectors",
    purpose="mission, intent, phases, tasks, force, support and command of the military component",
)

TOP = 10


@dataclass(frozen=True, slots=True)
class Partner:
    """A host institution that the component works with."""

    title: str
    programmes: str


@dataclass(frozen=True, slots=True)
class View:
    """What the paper shows of one component."""

    component: str
    statement: operations.Statement
    area: Sheet
    map: Figure | None
    reach: Figure | None
    setting: situation.View
    partners: tuple[work.Partner, ...]
    assumptions: tuple[situation.Assumption, ...]
    constraints: tuple[situation.Constraint, ...]
    phases: tuple[schedule.Phase, ...]
    timeline: Figure | None
    synchronisation: tuple[Figure, ...]
    tasks: tuple[work.Task, ...]
    sectors: tuple[operations.Sector, ...]
    unit_tasks: tuple[operations.UnitTask, ...]
    protecting: str
    protection: tuple[operations.Protection, ...]
    reserves: tuple[operations.Reserve, ...]
    questions: tuple[operations.Question, ...]
    sources: tuple[str, ...]
    procedures: tuple[operations.Procedure, ...]
    institutions: tuple[Partner, ...]
    ceilings: tuple[strength.Row, ...]
    bars: Figure | None
    gaps: tuple[generation.Gap, ...]
    support: work.Support
    evacuation: tuple[operations.Evacuation, ...]
    orbat: Figure | None
    organisation: tuple[order.Row, ...]
    chain: Figure | None
    powers: tuple[operations.Power, ...]
    directives: tuple[operations.Directive, ...]
    top_risks: tuple[risks.Row, ...]
    risk_count: str
    critical: Figure | None
    measures: tuple[operations.Measure, ...]


def view(plan: Plan, context: Context) -> View:
    """The military component."""
    del plan
    return of(context, "military")


def of(context: Context, component: str) -> View:
    """One component."""
    members, ranked = order.members(context, component), risks.ranked(context)
    return View(
        component=component, statement=operations.statement(context, component),
        area=operations.area_of_operations(context), map=mapped.units(context), reach=mapped.evacuation(context), setting=situation.view(context), partners=work.partners(context),
        assumptions=situation.assumptions(context), constraints=situation.constraints(context),
        phases=schedule.rows(context), timeline=schedule.picture(context),
        synchronisation=synchronising.pictures(context), tasks=_tasks(context, component),
        sectors=operations.sectors(context, members), unit_tasks=operations.unit_tasks(context, members),
        protecting=operations.protecting(context), protection=operations.protection(context),
        reserves=operations.reserves(context, members), questions=operations.questions(context),
        sources=operations.sources(context), procedures=operations.procedures(context, "joint_military_police"),
        institutions=_institutions(context, component), ceilings=strength.rows(context), bars=generation.bars(context),
        gaps=generation.gaps(context), support=work.support(context), evacuation=operations.evacuation(context),
        orbat=order.picture(context, component), organisation=order.rows(context, component), chain=order.chain(context),
        powers=operations.powers(context), directives=operations.directives(context, component),
        top_risks=tuple(risks.row(context, marked) for marked in ranked[:TOP]), risk_count=counted(len(ranked), "risk"),
        critical=programme.critical_path(context), measures=operations.measures(context, component),
    )  # fmt: skip


def _tasks(context: Context, component: str) -> tuple[work.Task, ...]:
    """The tasks that the component leads."""
    heading = f"{sentence(component)} component"
    return next((each.tasks for each in work.components(context) if each.name == heading), ())


def _institutions(context: Context, component: str) -> tuple[Partner, ...]:
    """The host institutions of the same trade, with what is done for them."""
    trade = {"military": "defence"}.get(component, component)
    found = [each for each in context.all("institution") if given(each.type) and each.type == trade]
    return tuple(
        Partner(
            context.title(each), ", ".join(map(context.title, context.visible(each.programmes))) or "none in the plan"
        )
        for each in found
    )
