"""One unit on one page: who it is, what it brings, how far it has come, what it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pkdsl.documents import About, units
from pkdsl.documents.saying import listed
from pkdsl.documents.sheet import Pairs, pairs

if TYPE_CHECKING:
    from pkdsl.documents.context import Context
    from pkdsl.page import Run
    from pkdsl.plan.plan import Plan

ABOUT = About(
    name="unit_sheet",
    title="Unit sheet",
    reader="commanders and staff who work with the unit",
    purpose="one unit on one page: command, strength, equipment, readiness, tasks and limits",
    layout="sheet",
    each="unit",
)


@dataclass(frozen=True, slots=True)
class Provider:
    """Who provides which categories of self-sustainment."""

    name: str
    categories: str


@dataclass(frozen=True, slots=True)
class View:
    """What the sheet shows."""

    facts: Pairs
    people: Pairs
    subunits: tuple[units.Subunit, ...]
    equipment: tuple[units.Item, ...]
    providers: tuple[Provider, ...]
    duties: tuple[units.Duty, ...]
    caveats: tuple[str, ...]
    steps: tuple[units.Step, ...]


def view(plan: Plan, context: Context) -> View:
    """The unit that this copy is about."""
    del plan
    unit: Any = context.subject
    return View(
        facts=_facts(context, unit), people=_people(context, unit), subunits=units.organisation(context, unit),
        equipment=units.equipment(context, unit), providers=_providers(context, unit),
        duties=units.duties(context, unit), caveats=units.caveats(context, unit), steps=units.steps(context, unit),
    )  # fmt: skip


def _facts(context: Context, unit: Any) -> Pairs:  # noqa: ANN401 -- a unit
    texts = {
        "Type": "type", "Component": "component", "Size": "echelon", "Capabilities": "capabilities", "Base": "base",
        "Employment": "employment", "Slot": "requirement", "Status": "status", "Level of readiness": "pcrs_level",
        "Relieves": "relieves", "Agreement": "agreement", "Call sign": "call_sign",
    }  # fmt: skip
    figures = {
        "Arrives": "arrives",
        "Leaves": "leaves",
        "Could be ready on": "ready",
        "Tour": "tour",
        "Notice": "notice",
    }
    return pairs({
        **{label: context.text(unit, name) for label, name in texts.items()},
        "Contributor": units.contributor(context, unit), "Directed by": units.superior(context, unit),
        **{label: context.figure(unit, name) for label, name in figures.items()},
    })  # fmt: skip


def _people(context: Context, unit: Any) -> Pairs:  # noqa: ANN401 -- a unit
    figures = {
        "As required": "strength_sur", "As agreed": "strength_mou",
        "In theatre today": "deployed", "First responders": "first_responders",
        "Seats in own vehicles": "mobility", "Self-sufficient for": "self_sufficiency", "Patrols up to": "patrol_limit",
    }  # fmt: skip
    changing = {"Establishment": "strength", "Women": "women"}
    entries: dict[str, Run] = {label: context.through(unit, name) for label, name in changing.items()}
    entries |= {label: context.figure(unit, name) for label, name in figures.items()}
    return pairs({**entries, **units.readiness(context, unit), "Languages": units.tongues(context, unit)})


def _providers(context: Context, unit: Any) -> tuple[Provider, ...]:  # noqa: ANN401 -- a unit
    groups: dict[str, list[str]] = {}
    for one in units.provisions(context, unit):
        said = one.provider if isinstance(one.provider, str) else "provider not given"
        groups.setdefault(said, []).append(one.category)
    return tuple(Provider(name, listed(categories)) for name, categories in sorted(groups.items()))
