"""What documents show of the work: objectives, tasks by component, partners, and what supports them all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pkdsl.documents import stretches
from pkdsl.documents.saying import listed, plain_number, sentence, whole
from pkdsl.page import Missing
from pkdsl.tongues import tell
from pkdsl.values import given

if TYPE_CHECKING:
    from pkdsl.documents.context import Context
    from pkdsl.page import Run

HELIPADS = {"night": "by day and by night", "day": "by day"}
COMPONENTS = ("military", "police", "civilian", "support", "")


@dataclass(frozen=True, slots=True)
class Objective:
    """What the mission is to reach, and how that is measured."""

    title: str
    level: str | Missing
    indicators: str | Missing
    tasks: str | Missing


@dataclass(frozen=True, slots=True)
class Task:
    """A mandated task."""

    title: str
    paragraph: str | Missing
    priority: Run
    by: str | Missing
    area: str | Missing
    phase: str | Missing
    limits: str


@dataclass(frozen=True, slots=True)
class Component:
    """A component and the tasks it leads."""

    name: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Partner:
    """Somebody who works beside the mission."""

    title: str
    type: str | Missing
    role: str | Missing


@dataclass(frozen=True, slots=True)
class Site:
    """A place the mission lives at."""

    title: str
    type: str | Missing
    opens: Run
    beds: Run
    helipad: str | Missing


@dataclass(frozen=True, slots=True)
class Line:
    """A line of supply."""

    title: str
    ends: str
    carries: str | Missing
    capacity: Run
    by: str | Missing


@dataclass(frozen=True, slots=True)
class Facility:
    """A place of treatment."""

    title: str
    level: Run
    at: str | Missing
    beds: Run
    surgeries: Run


@dataclass(frozen=True, slots=True)
class Support:
    """What carries the mission."""

    sites: tuple[Site, ...]
    lines: tuple[Line, ...]
    facilities: tuple[Facility, ...]


def objectives(context: Context) -> tuple[Objective, ...]:
    """The objectives, strategic ones first."""
    found = sorted(
        context.all("objective"),
        key=lambda each: (not (given(each.level) and each.level == "strategic"), context.title(each)),
    )
    return tuple(_objective(context, each) for each in found)


def components(context: Context) -> tuple[Component, ...]:
    """The components that lead a task, and last the tasks that nobody leads."""
    tasks = sorted(context.all("task"), key=lambda each: (whole(each.priority, absent=9), context.title(each)))
    groups = {
        name: [task for task in tasks if (str(task.lead) if given(task.lead) else "") == name] for name in COMPONENTS
    }
    return tuple(
        Component(
            tell(f"{sentence(name)} component" if name else "No component named"),
            tuple(_task(context, task) for task in led),
        )
        for name, led in groups.items()
        if led
    )


def partners(context: Context) -> tuple[Partner, ...]:
    """Partners and agencies, by title."""
    found = sorted((*context.all("partner"), *context.all("agency")), key=context.title)
    return tuple(Partner(context.title(each), context.text(each, "type"), _role(context, each)) for each in found)


def support(context: Context) -> Support:
    """Sites, supply lines and places of treatment."""
    places = [
        each
        for each in context.all("location")
        if given(each.type) and not {"junction", "embarkation", "border"} & set(each.type)
    ]
    return Support(
        tuple(
            _site(context, each)
            for each in sorted(
                places, key=lambda each: (str(each.opens) if given(each.opens) else "~", context.title(each))
            )
        ),
        tuple(_line(context, each) for each in sorted(context.all("supply_line"), key=context.title)),
        tuple(
            _facility(context, each)
            for each in sorted(
                context.all("medical_facility"), key=lambda each: (-whole(each.level), context.title(each))
            )
        ),
    )


def _objective(context: Context, each: Any) -> Objective:  # noqa: ANN401 -- an objective
    indicators = (one for one in context.all("indicator") if given(one.objective) and each in one.objective)
    tasks = (one for one in context.all("task") if given(one.objective) and each in one.objective)
    return Objective(
        context.title(each), context.text(each, "level"),
        listed(map(context.title, indicators)) or Missing("no indicator in the plan"),
        listed(map(context.title, tasks)) or Missing("no task in the plan"),
    )  # fmt: skip


def _task(context: Context, each: Any) -> Task:  # noqa: ANN401 -- a task
    limits = context.text(each, "limits")
    return Task(
        context.title(each), context.text(each, "paragraph"), context.figure(each, "priority"), context.text(each, "by"),
        context.text(each, "area"), _phases(context, each), limits if isinstance(limits, str) else "",
    )  # fmt: skip


def _phases(context: Context, task: Any) -> str | Missing:  # noqa: ANN401 -- a task
    every = context.all("phase")
    return (
        tell("all phases")
        if given(task.phase) and len(every) > 1 and set(every) <= set(task.phase)
        else context.text(task, "phase")
    )


def _role(context: Context, each: Any) -> str | Missing:  # noqa: ANN401 -- a partner or an agency
    name = "role" if each.kind == "partner" else "cluster"
    return context.text(each, name)


def helipad(context: Context, site: Any) -> str | Missing:  # noqa: ANN401 -- a location
    """When helicopters can land at a site today."""
    said = context.text(site, "helipad")
    return tell(HELIPADS[said]) if isinstance(said, str) and said in HELIPADS else said


def _site(context: Context, each: Any) -> Site:  # noqa: ANN401 -- a location
    return Site(
        context.title(each), context.text(each, "type"), context.figure(each, "opens"),
        stretches.told(context, each, "beds", words=plain_number).figure,
        helipad(context, each),
    )  # fmt: skip


def _line(context: Context, each: Any) -> Line:  # noqa: ANN401 -- a supply line
    ends = (context.text(each, "origin"), context.text(each, "destination"))
    said = (
        tell("{origin} to {destination}", origin=ends[0], destination=ends[1])
        if all(isinstance(end, str) for end in ends)
        else ""
    )
    via = context.text(each, "via")
    by = context.text(each, "by")
    return Line(context.title(each), said or (tell("via {places}", places=via) if isinstance(via, str) else ""), context.text(each, "carries"),
                stretches.told(context, each, "capacity").figure, by)  # fmt: skip


def _facility(context: Context, each: Any) -> Facility:  # noqa: ANN401 -- a medical facility
    return Facility(
        context.title(each), context.figure(each, "level"), context.text(each, "at"),
        context.figure(each, "beds", words=plain_number),
        context.figure(each, "surgeries"),
    )  # fmt: skip
