"""What documents show of operations: tasks and who carries them out, protection, reserve, information, use of force."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pkdsl.documents import results, situation, units
from pkdsl.documents.context import BLANK
from pkdsl.documents.saying import counted, listed, unended, word
from pkdsl.documents.sheet import Sheet, sheet
from pkdsl.page import Missing
from pkdsl.values import given

if TYPE_CHECKING:
    from pkdsl.documents.context import Context
    from pkdsl.documents.words import Placed
    from pkdsl.page import Run

AREAS = {
    "mission": ("mission area",), "sub_sector": ("sub-sector",), "protection": ("protection area",),
    "aor": ("area of responsibility", "areas of responsibility"),
}  # fmt: skip
RESERVES = ("reserve", "quick_reaction")
MISSING = Missing("The plan does not state it.")


@dataclass(frozen=True, slots=True)
class Statement:
    """The concept of a component in its commander's words; where it says nothing, those of the mission."""

    mission: Placed
    purpose: Placed
    method: Placed
    end_state: Placed
    posture: Placed
    support: Placed
    by: str
    instructions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitTask:
    """A unit and what it is told to do."""

    unit: str
    base: str | Missing
    arrives: Run
    tasks: str
    activities: str


@dataclass(frozen=True, slots=True)
class Sector:
    """An area with who answers for it and who is there."""

    title: str
    type: str | Missing
    responsible: str | Missing
    units: str
    population: Run
    threat: Run


@dataclass(frozen=True, slots=True)
class Protection:
    """A threat to people, and the answer to it."""

    threat: str
    people: str | Missing
    level: Run
    responder: str | Missing
    promised: Run
    needed: Run


@dataclass(frozen=True, slots=True)
class Reserve:
    """What is kept back."""

    title: str
    strength: Run
    base: str | Missing
    notice: Run
    mobility: Run
    directed_by: str | Missing
    for_: str


@dataclass(frozen=True, slots=True)
class Question:
    """What must be known, by when, for which decision."""

    title: str
    type: str | Missing
    due: Run
    supports: str | Missing
    collected_by: str | Missing


@dataclass(frozen=True, slots=True)
class Procedure:
    """How something is done every time."""

    title: str
    sheet: Sheet
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Directive:
    """On the use of force."""

    title: str
    type: str | Missing
    approved: Run
    protects: str | Missing
    binds: str | Missing


@dataclass(frozen=True, slots=True)
class Power:
    """What somebody may decide without asking."""

    title: str
    to: str | Missing
    power: str | Missing
    limit: Run
    period: Run


@dataclass(frozen=True, slots=True)
class Measure:
    """How progress on a task is measured."""

    task: str
    indicator: str
    status: Run
    target: Run
    due: Run


@dataclass(frozen=True, slots=True)
class Evacuation:
    """A chain of evacuation."""

    title: str
    area: str | Missing
    authority: str | Missing
    approval: Run
    loading: Run


def statement(context: Context, component: str) -> Statement:
    """The concept of a component, else that of the mission."""
    every = context.all("concept")
    own = next((each for each in every if given(each.component) and each.component == component), None)
    common = next((each for each in every if not given(each.component)), None)
    mission: Any = context.plan.mission
    spoken = [each for each in (own, common) if each is not None]
    source = own or common
    return Statement(
        mission=_said(context, [(each, "statement") for each in spoken]),
        purpose=_said(context, [*((each, "purpose") for each in spoken), (mission, "intent")]),
        method=_said(context, [(each, "method") for each in spoken]),
        end_state=_said(context, [*((each, "end_state") for each in spoken), (mission, "end_state")]),
        posture=_said(context, [(each, "posture") for each in spoken]),
        support=_said(context, [(each, "support") for each in spoken]),
        by=_by(context, source), instructions=instructions(context, source),
    )  # fmt: skip


def _said(context: Context, places: list[tuple[Any, str]]) -> Placed:
    """The first of some fields that says anything."""
    found = (context.prose(entity, name) for entity, name in places if entity is not None)
    return next((said for said in found if not isinstance(said, Missing)), MISSING)


def _by(context: Context, concept: Any) -> str:  # noqa: ANN401 -- a concept, or None
    said = BLANK if concept is None else context.text(concept, "by")
    return said if isinstance(said, str) else ""


def instructions(context: Context, concept: Any) -> tuple[str, ...]:  # noqa: ANN401 -- a concept, or None
    """Coordinating instructions."""
    every = () if concept is None else context.visible(concept.instructions)
    return tuple(f"{context.title(one)}: {context.text(one, 'text')}" for one in every if given(one.text))


def unit_tasks(context: Context, members: tuple[Any, ...]) -> tuple[UnitTask, ...]:
    """The units of a component, each with its tasks and activities."""
    return tuple(_unit_task(context, unit) for unit in members)


def _unit_task(context: Context, unit: Any) -> UnitTask:  # noqa: ANN401 -- a unit
    tasks = [context.title(each) for each in context.all("task") if given(each.by) and unit in each.by]
    acts = [context.title(each) for each in context.all("activity") if given(each.by) and unit in each.by]
    return UnitTask(
        context.title(unit), context.text(unit, "base", on=units.there(context, unit)), context.figure(unit, "arrives"),
        listed(tasks) if tasks else "no task in the plan", listed(acts) if acts else "none",
    )  # fmt: skip


def sectors(context: Context, members: tuple[Any, ...]) -> tuple[Sector, ...]:
    """Sectors and other areas with a unit in them or one that answers for them; the mission's own area first."""
    order = ("mission", "sector", "sub_sector", "aor", "buffer_zone", "protection")
    rank = {name: number for number, name in enumerate(order)}
    areas = sorted(
        context.all("area"), key=lambda each: (rank.get(str(each.type), len(order)), context.title(each))
    )  # fmt: skip
    return tuple(_sector(context, each, members) for each in areas)


def _sector(context: Context, area: Any, members: tuple[Any, ...]) -> Sector:  # noqa: ANN401 -- an area
    found = [context.title(unit) for unit in members if _based_in(unit, area)]
    there = ["all units"] if len(found) == len(members) > 1 else found
    return Sector(
        context.title(area), context.text(area, "type"), context.text(area, "responsible"),
        listed(there) if there else "none", context.figure(area, "population"), context.figure(area, "threat_level"),
    )  # fmt: skip


def _based_in(unit: Any, area: Any) -> bool:  # noqa: ANN401 -- a unit and an area
    if not given(unit.base):
        return False
    return any(given(site) and given(site.area) and area in around(site.area) for site in unit.base.values)


def around(areas: tuple[Any, ...]) -> list[Any]:
    """These areas and all that they lie in."""
    found = list(areas)
    for one in found:
        if given(one.part_of) and one.part_of not in found:
            found.append(one.part_of)
    return found


def protection(context: Context) -> tuple[Protection, ...]:
    """Threats to people, the gravest first."""
    aimed = [each for each in context.all("threat") if not given(each.type) or each.type != "attack_on_mission"]
    return tuple(_protection(context, each) for each in situation.gravest_first(context, aimed))


def _protection(context: Context, threat: Any) -> Protection:  # noqa: ANN401 -- a threat
    return Protection(
        context.title(threat), context.text(threat, "covers"), context.figure(threat, "level"),
        situation.answered_by(context, threat), context.figure(threat, "within"),
        context.figure(threat, "response_time"),
    )  # fmt: skip


def protecting(context: Context) -> str:
    """The tasks that protect civilians."""
    return listed(context.title(each) for each in context.all("task") if each.protects_civilians is True)


def reserves(context: Context, members: tuple[Any, ...]) -> tuple[Reserve, ...]:
    """The units that are kept back, and the contingencies that count on them."""
    kept = [unit for unit in members if given(unit.type) and str(unit.type) in RESERVES]
    return tuple(_reserve(context, unit) for unit in kept)


def _reserve(context: Context, unit: Any) -> Reserve:  # noqa: ANN401 -- a unit
    using = [each for each in context.all("contingency") if given(each.uses) and unit in each.uses]
    return Reserve(
        context.title(unit), units.people(context, unit), context.text(unit, "base"),
        context.figure(unit, "notice"), context.figure(unit, "mobility"), units.superior(context, unit),
        listed(map(context.title, using)) if using else "no contingency in the plan",
    )  # fmt: skip


def questions(context: Context) -> tuple[Question, ...]:
    """What commanders need to know."""
    order = {"priority": 0, "friendly_force": 1, "essential": 2}
    found = sorted(context.all("information_requirement"), key=lambda each: order.get(str(each.type), 3))
    return tuple(
        Question(
            _asked(context, each), context.text(each, "type"), context.figure(each, "due"),
            context.text(each, "supports"), context.text(each, "collected_by"),
        )
        for each in found
    )  # fmt: skip


def _asked(context: Context, each: Any) -> str:  # noqa: ANN401 -- an information requirement
    said = context.text(each, "question")
    return said if isinstance(said, str) else context.title(each)


def sources(context: Context) -> tuple[str, ...]:
    """Where knowledge comes from, and how far it can be relied on."""
    return tuple(_source(context, each) for each in context.all("information_source"))


def _source(context: Context, each: Any) -> str:  # noqa: ANN401 -- a source of information
    parts = [context.text(each, name) for name in ("type", "reliability", "credibility", "every")]
    labels = ("", "reliability ", "credibility ", "every ")
    said = [f"{label}{part}" for label, part in zip(labels, parts, strict=True) if isinstance(part, str)]
    return f"{context.title(each)} ({', '.join(said)})" if said else context.title(each)


def procedures(context: Context, *types: str) -> tuple[Procedure, ...]:
    """Standing procedures of some types, or all."""
    found = [each for each in context.all("procedure") if not types or (given(each.type) and str(each.type) in types)]
    return tuple(procedure(context, each) for each in found)


def procedure(context: Context, each: Any) -> Procedure:  # noqa: ANN401 -- a procedure
    """One of them."""
    names = {
        "Kind": "type", "Applies to": "applies_to", "Area": "area", "Led by": "lead", "Threshold": "threshold",
        "Interoperability": "interoperability",
    }  # fmt: skip
    steps = tuple(unended(str(one)) for one in each.steps) if given(each.steps) else ()
    return Procedure(
        context.title(each), sheet({label: context.text(each, name) for label, name in names.items()}), steps
    )


def directives(context: Context, component: str = "") -> tuple[Directive, ...]:
    """On the use of force, those that bind a component, or all."""
    found = [
        each
        for each in context.all("directive")
        if not component or not given(each.binds) or any(_binds(one, component) for one in each.binds)
    ]
    return tuple(
        Directive(
            context.title(each), DIRECTIVES.get(str(each.type), BLANK), context.figure(each, "approved"),
            context.text(each, "protects"), context.text(each, "binds"),
        )
        for each in found
    )  # fmt: skip


DIRECTIVES: dict[str, str | Missing] = {"roe": "rules of engagement", "duf": "directive on the use of force"}


def _binds(one: Any, component: str) -> bool:  # noqa: ANN401 -- a component or a unit
    return bool(one == component) or (getattr(one, "kind", "") == "unit" and one.component == component)


def powers(context: Context, *words: str) -> tuple[Power, ...]:
    """Who may decide what: some powers, or all."""
    return tuple(
        Power(
            context.title(each), context.text(each, "to"), context.text(each, "power"),
            context.figure(each, "limit", absent=BLANK if each.power == "spend" else Missing("does not apply")),
            context.figure(each, "period"),
        )
        for each in context.all("delegation")
        if not words or (given(each.power) and str(each.power) in words)
    )  # fmt: skip


def measures(context: Context, component: str) -> tuple[Measure, ...]:
    """How the tasks that a component leads are measured."""
    led = [each for each in context.all("task") if given(each.lead) and each.lead == component]
    return tuple(
        Measure(
            context.title(task), context.title(one), results.standing(context, one), context.figure(one, "target"),
            context.figure(one, "due"),
        )
        for task in led
        for one in context.visible(task.indicators)
    )  # fmt: skip


def evacuation(context: Context) -> tuple[Evacuation, ...]:
    """How the wounded are fetched."""
    return tuple(
        Evacuation(
            context.title(each), context.text(each, "area"), context.text(each, "authority"),
            context.figure(each, "approval"), context.figure(each, "loading"),
        )
        for each in context.all("evacuation_chain")
    )  # fmt: skip


def area_of_operations(context: Context) -> Sheet:
    """Where operations take place, with its seasons and people."""
    areas = context.all("area")
    whole = next((each for each in areas if given(each.type) and each.type == "mission"), None)
    kinds = [str(each.type) for each in areas if given(each.type)]
    counts = listed(counted(kinds.count(kind), *AREAS.get(kind, (word(kind),))) for kind in dict.fromkeys(kinds))
    if whole is None:
        return sheet({"Area of operations": BLANK, "Areas in the plan": counts})
    return sheet({
        "Area of operations": context.title(whole), "Size": context.figure(whole, "size"),
        "People": context.figure(whole, "population"), "Security level, 1 to 6": context.figure(whole, "security_level"),
        "Areas in the plan": counts,
    })  # fmt: skip
