"""What documents show of civil actors: who they are, what they do where, in which bodies they meet the mission, how to reach them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pkdsl.documents.operations import around
from pkdsl.documents.saying import listed, sentence, word
from pkdsl.page import Figure, Missing
from pkdsl.pictures.graph import Edge, Graph, Node, graph_picture
from pkdsl.pictures.graph import described as graph_described
from pkdsl.pictures.synchronisation import Column, Row, Synchronisation, described, synchronisation_matrix
from pkdsl.values import given

if TYPE_CHECKING:
    from pkdsl.documents.context import Context
    from pkdsl.page import Run

CIVIL = ("agency", "partner", "institution", "party")
"""The kinds of those who do not belong to the mission."""
MEETING = ("cmcoord", "cimic_centre", "deconfliction", "access", "hub")
"""The bodies in which military and civil actors meet, whoever their members are."""
LIAISON = ("deputy_resident_coordinator", "un_cimic", "un_cmcoord", "liaison")
NOBODY = "nobody named"


@dataclass(frozen=True, slots=True)
class Actor:
    """A civil actor: what it works on, where, and how it is bound to the mission."""

    title: str
    type: str | Missing
    work: str | Missing
    where: str | Missing
    bodies: str


@dataclass(frozen=True, slots=True)
class Body:
    """Where people meet to coordinate."""

    title: str
    type: str | Missing
    strategy: str | Missing
    chair: str | Missing
    members: str | Missing
    area: str | Missing
    every: Run


@dataclass(frozen=True, slots=True)
class Closeness:
    """How close civil and military work together, and in which bodies."""

    strategy: str
    bodies: str
    where: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to speak to, and how."""

    title: str
    person: str | Missing
    contact: str | Missing


def actors(context: Context) -> tuple[Actor, ...]:
    """Agencies by title, then partners."""
    agencies = sorted(context.all("agency"), key=context.title)
    partners = sorted(context.all("partner"), key=context.title)
    return (
        *(_actor(context, each, "cluster", context.text(each, "area")) for each in agencies),
        *(_actor(context, each, "role", Missing("not said of partners")) for each in partners),
    )


def _actor(context: Context, each: Any, work: str, where: str | Missing) -> Actor:  # noqa: ANN401 -- an agency or a partner
    sits = [context.title(body) for body in context.all("coordination_body") if each in _members(context, body)]
    return Actor(
        context.title(each), context.text(each, "type"), context.text(each, work), where, listed(sits) or "none"
    )


def _members(context: Context, body: Any) -> tuple[Any, ...]:  # noqa: ANN401 -- a coordination body
    """Its chair first, then its members."""
    chair = (body.chair,) if given(body.chair) and context.shows(body.chair) else ()
    return tuple(dict.fromkeys((*chair, *context.visible(body.members))))


def bodies(context: Context) -> tuple[Body, ...]:
    """All bodies of coordination, those in which the mission meets civil actors first."""
    found = sorted(context.all("coordination_body"), key=lambda each: not _meets(context, each))
    return tuple(
        Body(
            context.title(each), context.text(each, "type"), context.text(each, "strategy"), context.text(each, "chair"),
            context.text(each, "members"), context.text(each, "area", absent=Missing("the mission")),
            context.figure(each, "every"),
        )
        for each in found
    )  # fmt: skip


def _meets(context: Context, body: Any) -> bool:  # noqa: ANN401 -- a coordination body
    """Whether military and civil actors meet in it."""
    named = given(body.type) and str(body.type) in MEETING
    return named or any(each.kind in CIVIL for each in _members(context, body))


def closeness(context: Context) -> tuple[Closeness, ...]:
    """The bodies that the mission shares with civil actors, by how close they work together, the closest first."""
    found: dict[Any, list[Any]] = {}
    for body in context.all("coordination_body"):
        if _meets(context, body) and given(body.strategy):
            found.setdefault(body.strategy, []).append(body)
    return tuple(
        Closeness(sentence(str(strategy)), listed(map(context.title, some)), _places(context, some))
        for strategy, some in sorted(found.items(), key=lambda pair: pair[0].rank)
    )


def _places(context: Context, some: list[Any]) -> str:
    areas = dict.fromkeys(context.title(area) for body in some for area in context.visible(body.area))
    return listed(areas) or "the mission area"


def contacts(context: Context) -> tuple[tuple[Contact, ...], tuple[Contact, ...]]:
    """Of the mission those who deal with civil actors, and of these whom to speak to."""
    posts = [each for each in context.all("post") if given(each.role) and str(each.role) in LIAISON]
    own = tuple(Contact(context.title(each), context.text(each, "hq"), context.text(each, "contact")) for each in posts)
    others = sorted((*context.all("agency"), *context.all("partner")), key=context.title)
    return own, tuple(_contact(context, each) for each in others)


def _contact(context: Context, each: Any) -> Contact:  # noqa: ANN401 -- an agency or a partner
    reached = context.text(each, "contact") if each.kind == "agency" else context.text(each, "liaison")
    through = f"through: {reached}" if each.kind == "partner" and isinstance(reached, str) else reached
    return Contact(context.title(each), context.text(each, "focal_point"), through)


# -- pictures --------------------------------------------------------------------------------------------------------


def architecture(context: Context) -> Figure | None:
    """Who of the mission meets which civil actors in which bodies; None where there is no such body."""
    shared = [each for each in context.all("coordination_body") if _meets(context, each)]
    if not shared:
        return None
    nodes: dict[Any, Node] = {}
    edges: list[Edge] = []
    for body in shared:
        nodes[body] = _node(context, body, context.text(body, "strategy"))
        for member in _members(context, body):
            nodes.setdefault(member, _node(context, member, ""))
            ends = (body, member) if member.kind in CIVIL else (member, body)
            start, end = map(context.plan.path_of, ends)
            edges.append(Edge(start, end, strong=member is body.chair, arrow=False))
    alone = {
        each: _node(context, each, "in no body", open_=True) for each in context.all("agency") if each not in nodes
    }
    graph = Graph((*nodes.values(), *alone.values()), tuple(edges), "architecture", "Coordination with civil actors")
    caption = "Who meets in which body: on the left the mission, on the right civil actors; thick: who chairs; dashed: a civil actor in no body."
    return Figure(graph_picture(graph), (caption,), graph_described(graph))


def _node(context: Context, each: Any, detail: str | Missing, *, open_: bool = False) -> Node:  # noqa: ANN401 -- a body or a member
    return Node(context.plan.path_of(each), context.title(each), detail if isinstance(detail, str) else "", open=open_)


def who_does_what_where(context: Context) -> Figure | None:
    """Clusters against areas: what is needed and who works on it; None where no actor and no need names a cluster."""
    agencies = [each for each in context.all("agency") if given(each.cluster)]
    needs = [each for each in context.all("need") if given(each.cluster)]
    clusters = sorted({each.cluster for each in (*agencies, *needs)}, key=lambda each: each.rank)
    areas = _areas(context, [*agencies, *needs])
    if not clusters or not areas:
        return None
    rows = tuple(
        Row(sentence(word(str(cluster))), tuple(_cell(context, [each for each in agencies if each.cluster == cluster], [each for each in needs if each.cluster == cluster], area) for area in areas))
        for cluster in clusters
    )  # fmt: skip
    data = Synchronisation(
        tuple(Column(context.title(area), _people(context, area)) for area in areas), rows, "who-what-where", "Who does what where"
    )  # fmt: skip
    caption = "Who does what where: needs, and the actors who work on them in each area."
    people = (f"{column.label}: {column.days}." for column in data.columns if column.days)
    return Figure(synchronisation_matrix(data), (caption,), " ".join((*people, described(data))))


def _areas(context: Context, some: list[Any]) -> list[Any]:
    """The areas that are named, without those that hold others of them."""
    named = dict.fromkeys(area for each in some for area in context.visible(each.area))
    holding = {outer for area in named for outer in around((area,)) if outer is not area}
    return sorted((area for area in named if area not in holding), key=context.title)


def _people(context: Context, area: Any) -> str:  # noqa: ANN401 -- an area
    said = context.text(area, "population")
    return said if isinstance(said, str) else ""


def _cell(context: Context, agencies: list[Any], needs: list[Any], area: Any) -> tuple[str, ...]:  # noqa: ANN401 -- an area
    wanted = [f"Need: {context.title(each)}" for each in needs if _reaches(context, each, area)]
    working = [context.title(each) for each in agencies if _reaches(context, each, area)]
    return (*wanted, *(working or [NOBODY] * bool(wanted)))


def _reaches(context: Context, each: Any, area: Any) -> bool:  # noqa: ANN401 -- an agency or a need, and an area
    """Whether it is in an area, or in all of one that holds it."""
    return any(one in around((area,)) for one in context.visible(each.area))
