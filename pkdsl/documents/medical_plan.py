"""How the sick and the wounded are treated and fetched: who is at risk, by whom, in which time, and what is left uncovered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pkdsl.documents import About, care, care_charts, evacuating, launching, mapped, operations
from pkdsl.documents.context import BLANK
from pkdsl.documents.saying import listed
from pkdsl.documents.sheet import Sheet, sheet
from pkdsl.values import given

if TYPE_CHECKING:
    from pkdsl.documents import supply
    from pkdsl.documents.context import Context
    from pkdsl.page import Figure, Missing, Run
    from pkdsl.plan.plan import Plan

ABOUT = About(
    name="medical_plan",
    title="Medical support plan and evacuation of the wounded",
    reader="medical officers, air operations, commanders of sectors and units",
    purpose="who is at risk, who treats and fetches them, in which time, and where nobody comes in time",
)


@dataclass(frozen=True, slots=True)
class Report:
    """How an evacuation is asked for."""

    title: str
    sender: str | Missing
    receiver: str | Missing
    channel: str | Missing
    takes: Run


@dataclass(frozen=True, slots=True)
class View:
    """What the plan of medical support shows."""

    facts: Sheet
    at_risk: tuple[care.AtRisk, ...]
    entitled: tuple[care.Entitled, ...]
    estimates: tuple[care.Estimate, ...]
    surge: Figure | None
    facilities: tuple[care.Facility, ...]
    means: tuple[care.Means, ...]
    loads: tuple[care.Load, ...]
    chains: tuple[Figure, ...]
    stages: tuple[evacuating.Stage, ...]
    coverage: Figure | None
    steps: Figure | None
    assets: tuple[evacuating.Means, ...]
    paces: tuple[evacuating.Pace, ...]
    rota: Figure | None
    bloodless: str
    operating: str
    many: tuple[care.Surge, ...]
    without_plan: str
    stores: tuple[supply.Stock, ...]
    diseases: tuple[care.Disease, ...]
    first_aid: tuple[care.FirstAid, ...]
    cards: tuple[launching.Card, ...]
    reports: tuple[Report, ...]
    procedures: tuple[operations.Procedure, ...]
    powers: tuple[operations.Power, ...]
    rehearsals: tuple[launching.Rehearsal, ...]
    unrehearsed: str
    uncovered: tuple[evacuating.Uncovered, ...]
    gaps: tuple[str, ...]
    map: Figure | None


def view(plan: Plan, context: Context) -> View:
    """From the people at risk to the ground that nobody covers."""
    del plan
    return View(
        facts=_facts(context), at_risk=care.at_risk(context), entitled=care.entitled(context),
        estimates=care.estimates(context), surge=care_charts.surge(context), facilities=care.rows(context),
        means=care.means(context), loads=care.loads(context), chains=care_charts.chains(context),
        stages=evacuating.stages(context), coverage=care_charts.coverage(context), steps=care_charts.steps(context),
        assets=evacuating.means(context), paces=evacuating.paces(context), rota=care_charts.rota(context),
        bloodless=care.bloodless(context), operating=listed(map(context.title, care.operating(context))) if care.operating(context) else "",
        many=care.many(context), without_plan=care.without_plan(context), stores=care.stores(context),
        diseases=care.diseases(context), first_aid=care.first_aid(context), cards=launching.cards(context),
        reports=_reports(context), procedures=operations.procedures(context, "casevac"), powers=operations.powers(context, "casevac_launch"),
        rehearsals=launching.rehearsals(context), unrehearsed=launching.unrehearsed(context),
        uncovered=evacuating.uncovered(context), gaps=evacuating.late(context), map=mapped.evacuation(context),
    )  # fmt: skip


def _facts(context: Context) -> Sheet:
    chiefs = [one for one in context.all("post") if given(one.role) and one.role == "chief_medical"]
    return sheet({
        "Answered for by": listed(map(context.title, chiefs)) or BLANK,
        "To a doctor within": _policy(context, "resuscitation_time"), "To a surgeon within": _policy(context, "surgery_time"),
        "To definitive care within": _policy(context, "l4_hours"),
        "Hospitals": listed(map(context.title, care.operating(context))) or BLANK,
        "Means of evacuation": listed(map(context.title, evacuating.assets(context))) or BLANK,
    })  # fmt: skip


def _policy(context: Context, name: str) -> str | Missing:
    value: Any = context.policy(name)
    return context.said(value) if given(value) else BLANK


def _reports(context: Context) -> tuple[Report, ...]:
    """The reports by which an evacuation is asked for."""
    return tuple(
        Report(
            context.title(one), context.text(one, "sender"), context.text(one, "receiver"), context.text(one, "channel"),
            context.figure(one, "delay"),
        )
        for one in context.all("report")
        if given(one.type) and one.type == "casevac"
    )  # fmt: skip
