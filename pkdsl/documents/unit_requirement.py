"""The statement of unit requirement: what a contributor is asked to send, and by what it will be measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from pkdsl.documents import About, order, units
from pkdsl.documents.context import BLANK
from pkdsl.documents.saying import listed, sentence, word
from pkdsl.documents.sheet import Sheet, sheet
from pkdsl.schema.annotations import SustainmentCategory
from pkdsl.values import given

if TYPE_CHECKING:
    from pkdsl.documents.context import Context
    from pkdsl.documents.words import Placed
    from pkdsl.page import Figure, Missing, Run
    from pkdsl.plan.plan import Plan

ABOUT = About(
    name="unit_requirement",
    title="Statement of unit requirement",
    reader="the contributor of the unit, force generation, those who negotiate its memorandum",
    purpose="what the unit is for, what it must bring, when it must be there and how it is measured",
    each="unit",
)

PROVIDERS = ("contributor", "un", "host", "commercial", "other")
TICK = "●"


@dataclass(frozen=True, slots=True)
class Tick:
    """A category of self-sustainment with a tick under who provides it."""

    category: str
    ticks: tuple[str, ...]
    period: Run


@dataclass(frozen=True, slots=True)
class View:
    """What the statement shows."""

    title: str
    facts: Sheet
    mission: Sheet
    employment: Placed
    capabilities: tuple[str, ...]
    duties: tuple[units.Duty, ...]
    people: Sheet
    subunits: tuple[units.Subunit, ...]
    parts: Figure | None
    equipment: tuple[units.Item, ...]
    providers: tuple[str, ...]
    ticks: tuple[Tick, ...]
    unnamed: str
    means: Sheet
    timing: Sheet
    steps: tuple[units.Step, ...]
    milestones: Figure | None
    standards: Sheet
    courses: tuple[units.Course, ...]
    screening: str
    variation: str | Missing
    caveats: tuple[str, ...]


def view(plan: Plan, context: Context) -> View:
    """The unit that this copy is about."""
    unit: Any = context.subject
    found = units.provisions(context, unit)
    given_names = {one.category for one in found}
    unnamed = [name for name in map(word, get_args(SustainmentCategory)) if name not in given_names]
    return View(
        title=context.title(unit), facts=_facts(context, unit), mission=_mission(context, plan.mission),
        employment=context.prose(unit, "employment"), capabilities=_titles(context, unit, "capabilities"),
        duties=units.duties(context, unit), people=_people(context, unit), subunits=units.organisation(context, unit),
        parts=order.parts(context, unit), equipment=units.equipment(context, unit),
        providers=tuple(sentence(word(name)) for name in PROVIDERS), ticks=tuple(map(_tick, found)),
        unnamed=", ".join(unnamed) if found else "", means=_means(context, unit), timing=_timing(context, unit),
        steps=units.steps(context, unit), milestones=units.milestones(context, unit),
        standards=_standards(context, unit), courses=units.courses(context, unit), screening=_screening(context, unit),
        variation=context.text(unit, "variation"), caveats=units.caveats(context, unit),
    )  # fmt: skip


def _titles(context: Context, unit: Any, name: str) -> tuple[str, ...]:  # noqa: ANN401 -- a unit
    return tuple(context.title(one) for one in context.visible(getattr(unit, name)))


def _facts(context: Context, unit: Any) -> Sheet:  # noqa: ANN401 -- a unit
    names = {
        "Type": "type", "Component": "component", "Category": "category", "Size": "echelon", "Requirement": "slot",
        "Base": "base", "Works for": "serves", "Relieves": "relieves", "Agreement": "agreement", "Status": "status",
    }  # fmt: skip
    return sheet({
        **{label: context.text(unit, name) for label, name in names.items()},
        "Contributor": units.contributor(context, unit), "Directed by": units.superior(context, unit),
    })  # fmt: skip


def _mission(context: Context, mission: Any) -> Sheet:  # noqa: ANN401 -- the mission, or None
    if mission is None:
        return sheet({"Mission": BLANK})
    host = context.text(mission, "host")
    return sheet({
        "Mission": context.title(mission), "Host": host, "Type of mission": context.text(mission, "type"),
        "Planned for": context.figure(mission, "period"),
    })  # fmt: skip


def _people(context: Context, unit: Any) -> Sheet:  # noqa: ANN401 -- a unit
    return sheet({
        "Persons in this statement": context.figure(unit, "strength_sur"),
        "Persons in the memorandum": context.figure(unit, "strength_mou"),
        "Persons in the plan": context.through(unit, "strength"),
        "Women among them": context.through(unit, "women"),
        "Carries arms": context.text(unit, "armed"),
    })  # fmt: skip


def _means(context: Context, unit: Any) -> Sheet:  # noqa: ANN401 -- a unit
    radios = [each for each in context.all("pace") if given(each.between) and unit in each.between]
    return sheet({
        "Seats in own vehicles": context.figure(unit, "mobility"), "Patrols up to": context.figure(unit, "patrol_limit"),
        "Languages": units.tongues(context, unit), "Call sign": context.text(unit, "call_sign"),
        "Plans of communication": listed(map(context.title, radios)) or BLANK,
        "First responders": context.figure(unit, "first_responders"),
        "First-aid kits": context.figure(unit, "first_aid_kits"),
        "Protected against": context.text(unit, "protected_against"),
    })  # fmt: skip


def _timing(context: Context, unit: Any) -> Sheet:  # noqa: ANN401 -- a unit
    figures = {
        "Needed on": "needed", "Arrives": "arrives", "Could be ready on": "ready", "Days to spare": "slack",
        "Equipment complete on": "equipment_arrives", "Authority passes to the mission on": "transfer", "Leaves": "leaves",
        "Tour": "tour", "Notice": "notice", "Self-sufficient for": "self_sufficiency",
    }  # fmt: skip
    words = {"Level of readiness": "pcrs_level", "Order of deployment": "deploys_as"}
    return sheet({
        **{label: context.figure(unit, name) for label, name in figures.items()},
        **{label: context.text(unit, name) for label, name in words.items()},
    })  # fmt: skip


def _standards(context: Context, unit: Any) -> Sheet:  # noqa: ANN401 -- a unit
    exercises = [
        each for each in context.all("exercise") if given(each.participants) and unit in each.participants
    ]  # fmt: skip
    reviews = [each for each in context.all("review") if given(each.covers) and unit in each.covers]
    return sheet({
        **units.readiness(context, unit), "Exercises": listed(map(context.title, exercises)) or BLANK,
        "Reviews and inspections": listed(map(context.title, reviews)) or BLANK,
    })  # fmt: skip


def _screening(context: Context, unit: Any) -> str:  # noqa: ANN401 -- a unit
    said = (
        f"{context.text(one, 'screened')} screened, {context.text(one, 'certified')} cleared, {context.text(one, 'date')}"
        for one in context.visible(unit.screening)
    )
    return "; ".join(said)


def _tick(one: units.Provision) -> Tick:
    ticks = tuple(TICK if one.provider == word(name) else "" for name in PROVIDERS)
    return Tick(sentence(one.category), ticks, one.period)
