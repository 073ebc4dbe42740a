"""The plan of coordination with civil actors: who does what where, where they meet, what keeps them apart, and what is done together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from pkdsl.documents import About, actors, mapped, operations, programme, situation
from pkdsl.documents.context import BLANK, amounts, computed
from pkdsl.documents.saying import counted, listed, say, sentence, unended
from pkdsl.documents.sheet import Sheet, sheet
from pkdsl.page import Missing, State
from pkdsl.pictures.gantt import Group, Task
from pkdsl.values import Estimate, given
from pkdsl.values.number import rounded
from pkdsl.values.operators import binary

if TYPE_CHECKING:
    from pkdsl.documents.context import Context
    from pkdsl.page import Figure, Run
    from pkdsl.plan.plan import Plan

ABOUT = About(
    name="coordination_plan",
    title="Civil-military coordination plan",
    reader="liaison officers, sectors, civil actors",
    purpose="who does what where, where mission and civil actors meet, what keeps them apart, and help in both directions",
)

RATINGS = {"low": 0, "medium": 2, "high": 3}


@dataclass(frozen=True, slots=True)
class Place:
    """A place to keep clear of."""

    title: str
    agency: str | Missing
    type: str | Missing
    at: str | Missing
    period: Run
    notified: Run
    acknowledged: Run


@dataclass(frozen=True, slots=True)
class Request:
    """A civil actor's request for military help."""

    title: str
    by: str | Missing
    type: str | Missing
    unit: str | Missing
    date: Run
    last_resort: str | Missing
    approved_by: str | Missing
    apart: str | Missing


@dataclass(frozen=True, slots=True)
class Project:
    """A quick-impact project: who does it where and when, and what it rests on."""

    title: str
    at: str | Missing
    by: str | Missing
    cost: Run
    starts: Run
    takes: Run
    community: str | Missing
    need: str | Missing
    assessed: Run
    agreed: str | Missing


@dataclass(frozen=True, slots=True)
class Benefit:
    """What projects bring to each head of a group of people."""

    title: str
    count: Run
    each: Run


@dataclass(frozen=True, slots=True)
class Support:
    """Support to security forces that are not the mission's, and what due diligence says of it."""

    title: str
    recipient: str | Missing
    rating: Run
    assessed: Run
    decided: Run
    outcome: str | Missing
    sheet: Sheet
    mitigation: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """A result of the framework that mission and agencies share, and who leads it."""

    title: str
    lead: str | Missing
    objective: str | Missing


@dataclass(frozen=True, slots=True)
class Framework:
    """What mission and agencies share out among them."""

    title: str
    sheet: Sheet
    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class View:
    """What the plan shows."""

    counts: str
    who: tuple[actors.Actor, ...]
    needs: tuple[situation.Need, ...]
    matrix: Figure | None
    frameworks: tuple[Framework, ...]
    architecture: Figure | None
    bodies: tuple[actors.Body, ...]
    closeness: tuple[actors.Closeness, ...]
    principles: tuple[situation.Principle, ...]
    places: tuple[Place, ...]
    unconfirmed: str
    procedures: tuple[operations.Procedure, ...]
    requests: tuple[Request, ...]
    asking: tuple[operations.Procedure, ...]
    projects: tuple[Project, ...]
    total: Run
    map: Figure | None
    calendar: tuple[Figure, ...]
    benefits: tuple[Benefit, ...]
    supports: tuple[Support, ...]
    violations: tuple[operations.Procedure, ...]
    own_contacts: tuple[actors.Contact, ...]
    contacts: tuple[actors.Contact, ...]


def view(plan: Plan, context: Context) -> View:
    """Actors first, then how the mission deals with them."""
    del plan
    setting, places, projects = situation.view(context), context.all("humanitarian_site"), context.all("project")
    own, others = actors.contacts(context)
    return View(
        counts=_counts(context), who=actors.actors(context), needs=setting.needs,
        matrix=actors.who_does_what_where(context), frameworks=_frameworks(context),
        architecture=actors.architecture(context), bodies=actors.bodies(context), closeness=actors.closeness(context),
        principles=setting.principles, places=tuple(_place(context, each) for each in places),
        unconfirmed=listed(context.title(each) for each in places if not given(each.acknowledged)),
        procedures=operations.procedures(context, "deconfliction"),
        requests=tuple(_request(context, each) for each in context.all("assistance_request")),
        asking=_asking(context), projects=tuple(_project(context, each) for each in projects), total=_total(context, projects),
        map=mapped.projects(context), calendar=_calendar(context, projects), benefits=_benefits(context),
        supports=tuple(_support(context, each) for each in context.all("force_support")),
        violations=operations.procedures(context, "escalation"), own_contacts=own, contacts=others,
    )  # fmt: skip


def _counts(context: Context) -> str:
    """How much there is of each."""
    kinds = {
        "agency": ("civil actor",), "coordination_body": ("body of coordination", "bodies of coordination"),
        "humanitarian_site": ("place to keep clear of", "places to keep clear of"),
        "assistance_request": ("request for help", "requests for help"), "project": ("quick-impact project",),
        "force_support": ("support to other security forces", "supports to other security forces"),
    }  # fmt: skip
    return listed(counted(len(context.all(kind)), *words) for kind, words in kinds.items())


def _frameworks(context: Context) -> tuple[Framework, ...]:
    return tuple(
        Framework(
            context.title(each),
            sheet({
                "Vision": context.text(each, "vision"), "Priorities": context.text(each, "priorities"),
                "Last reviewed": context.figure(each, "reviewed"), "Owner": context.text(each, "owner"),
            }),
            tuple(
                Result(context.title(one), context.text(one, "lead"), context.text(one, "objective"))
                for one in context.visible(each.results)
            ),
        )
        for each in context.all("strategic_framework")
    )  # fmt: skip


def _place(context: Context, each: Any) -> Place:  # noqa: ANN401 -- a humanitarian site
    return Place(
        context.title(each), context.text(each, "agency"), context.text(each, "type"), context.text(each, "at"),
        context.figure(each, "period", absent=Missing("always")), context.figure(each, "notified"),
        context.figure(each, "acknowledged", absent=Missing("not yet")),
    )  # fmt: skip


def _request(context: Context, each: Any) -> Request:  # noqa: ANN401 -- a request
    return Request(
        context.title(each), context.text(each, "requested_by"), context.text(each, "type"), context.text(each, "unit"),
        context.figure(each, "date"), context.text(each, "last_resort", absent=Missing("not tested")),
        context.text(each, "approved_by", absent=Missing("nobody yet")), context.text(each, "kept_apart"),
    )  # fmt: skip


def _asking(context: Context) -> tuple[operations.Procedure, ...]:
    """The procedures that bind civil actors, and are neither for keeping clear nor for violations."""
    other = ("deconfliction", "escalation")
    found = [
        each
        for each in context.all("procedure")
        if not (given(each.type) and str(each.type) in other)
        and any(one.kind in actors.CIVIL for one in context.visible(each.applies_to))
    ]
    return tuple(operations.procedure(context, each) for each in found)


def _project(context: Context, each: Any) -> Project:  # noqa: ANN401 -- a project
    return Project(
        context.title(each), context.text(each, "at"), context.text(each, "by"), context.figure(each, "cost"),
        context.figure(each, "starts"), context.figure(each, "takes"), context.text(each, "community"),
        context.text(each, "need"), context.figure(each, "assessed", absent=Missing("not yet")), context.text(each, "coordinated_with"),
    )  # fmt: skip


def _total(context: Context, projects: tuple[Any, ...]) -> Run:
    """What they cost together; not said where the cost of one is not known or may not be seen."""
    whole = amounts(each.cost for each in projects)
    if whole is None or context.hidden:
        return BLANK
    return computed(say(whole), say(whole), "projects: cost", "the sum over all quick-impact projects")


def _calendar(context: Context, projects: tuple[Any, ...]) -> tuple[Figure, ...]:
    """Projects on one axis of days."""
    spans = ((each, _span(each)) for each in projects)
    tasks = [Task(context.title(each), *days) for each, days in spans if days is not None]
    tasks.sort(key=lambda task: (task.first, task.label))
    return programme.charts(context, (Group("Projects", tuple(tasks)),), name="projects", title="Quick-impact projects")


def _span(each: Any) -> tuple[date, date] | None:  # noqa: ANN401 -- a project
    """From its first day to the one before that on which it is over."""
    takes = each.takes.likely if isinstance(each.takes, Estimate) else each.takes
    over = binary("+", each.starts, takes) if given(each.starts) and given(takes) else None
    return (each.starts, max(each.starts, over - timedelta(days=1))) if isinstance(over, date) else None


def _benefits(context: Context) -> tuple[Benefit, ...]:
    """The groups of people for whom there is a project."""
    helped = {group for each in context.all("project") for group in context.visible(each.community)}
    return tuple(
        Benefit(context.title(each), context.figure(each, "count"), context.figure(each, "benefit", words=_cents))
        for each in context.all("population_group")
        if each in helped
    )


def _cents(money: Any) -> str:  # noqa: ANN401 -- money for each person
    return say(replace(money, number=rounded(Fraction(money.number), 2)))


def _support(context: Context, each: Any) -> Support:  # noqa: ANN401 -- support to security forces
    rating = str(each.rating) if given(each.rating) else ""
    return Support(
        context.title(each), context.text(each, "recipient"), State(rating, RATINGS[rating]) if rating else BLANK,
        context.figure(each, "assessed", absent=Missing("not yet")),
        context.figure(each, "decided", absent=Missing("not yet")), context.text(each, "outcome", absent=Missing("open")),
        sheet({
            "Kind": context.text(each, "type"), "Given by": context.text(each, "by"), "From": context.figure(each, "starts"),
            "Watched by": _unended(context.text(each, "monitoring")),
            "Kept impartial by": _unended(context.text(each, "safeguard")),
            "Stopped by": context.text(each, "suspended_by"), "Owner": context.text(each, "owner"),
        }),
        tuple(sentence(unended(str(one))) for one in each.mitigation) if given(each.mitigation) else (),
    )  # fmt: skip


def _unended(words: str | Missing) -> str | Missing:
    return unended(words) if isinstance(words, str) else words
