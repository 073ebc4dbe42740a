"""The graphs of a plan: command, communications, schedule, trace; each one function from the plan to boxes and lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pkdsl.entities.command import Command, Hq, Link, Post
from pkdsl.entities.command.chain import Commanded
from pkdsl.entities.force import Movement
from pkdsl.entities.foundations import Agreement
from pkdsl.entities.mandate import Activity, Milestone
from pkdsl.entities.places import Work
from pkdsl.facts import chain
from pkdsl.pictures.graph import Edge, Graph, Node
from pkdsl.values import Period, Steps, given
from pkdsl.values.paper import show

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from pkdsl.pictures.graph import Stroke
    from pkdsl.plan.draft import Node as Node_
    from pkdsl.plan.plan import Plan
    from pkdsl.schema import Declared
    from pkdsl.values.value import Value

STROKES: Mapping[str, Stroke] = {
    "operational_authority": "double",
    "operational_control": "solid",
    "tactical_control": "dashed",
    "tasking": "dotted",
}
"""The authorities that the graph of command shows; the others order nobody into operations."""

SCHEDULED = (Activity, Milestone, Work, Movement, Agreement)
"""The kinds that have a place in the schedule."""


class Request(NamedTuple):
    """A plan, the day on which it is looked at (without a day, all days together), and what must not be shown of it."""

    plan: Plan
    on: date | None = None
    hidden: frozenset[Node_] = frozenset()

    def shows(self, thing: Declared) -> bool:
        """Whether it may be shown."""
        return not self.hidden or self.plan.node_of(thing) not in self.hidden

    def box(self, thing: Declared, detail: str = "", *, strong: bool = False) -> Node:
        """The box of something that is declared."""
        return Node(self.plan.path_of(thing), show(thing), detail, strong)

    def line(self, start: Declared, end: Declared, stroke: Stroke = "solid", *, strong: bool = False) -> Edge:
        """An arrow from one to another."""
        return Edge(self.plan.path_of(start), self.plan.path_of(end), "", stroke, strong)

    def holds(self, period: Value) -> bool:
        """Whether something with this period is there on the day."""
        return self.on is None or not isinstance(period, Period) or self.on in period

    def ever(self, condition: Value) -> bool:
        """Whether a condition over time holds on the day, or ever."""
        return isinstance(condition, Steps) and any(one is True for one in self.values(condition))

    def all_of(self, lists: Value) -> set[Declared]:
        """The members of a list over time on the day, or ever."""
        return {one for some in self.values(lists) for one in some} if isinstance(lists, Steps) else set()

    def values(self, steps: Steps[Value]) -> Iterable[Value]:
        """What a value over time is on the day, or all that it is during the mission."""
        if self.on is not None:
            return (steps.at(self.on),)
        period = self.plan.period()
        return [one for _, _, one in steps.intervals(period)] if isinstance(period, Period) else steps.values


def command(asked: Request) -> Graph:
    """Who has which authority over whom; thick: who has two superiors at a time, or directs and is led by nobody."""
    lines: dict[Edge, None] = {}
    bodies: dict[Declared, None] = {}
    for order in asked.plan.all(Command):
        if order.authority not in STROKES or not given(order.superior) or not asked.holds(order.period):
            continue
        for subordinate in order.subordinate if given(order.subordinate) else ():
            ends = _head(order.superior), _head(subordinate)
            if not all(map(asked.shows, (order, *ends))):
                continue
            bodies.update(dict.fromkeys(ends))
            lines[asked.line(*ends, STROKES[order.authority])] = None
    boxes = [asked.box(body, _role(body), strong=_wrong(asked, body)) for body in bodies]
    legend = tuple((stroke, authority.replace("_", " ")) for authority, stroke in STROKES.items())
    return Graph(tuple(boxes), tuple(lines), "command", f"Command{_day(asked)}", legend)


def _head(body: Commanded) -> Commanded:
    """A headquarters is its head."""
    return body.head if isinstance(body, Hq) and isinstance(body.head, Post) else body


def _role(body: Declared) -> str:
    word = body.role if isinstance(body, Post) else getattr(body, "type", None)
    return show(word) if isinstance(word, str) else ""


def _wrong(asked: Request, body: Declared) -> bool:
    if not isinstance(body, Commanded) or not given(body.superiors):
        return False
    crowded = body.superiors.map(lambda some: len(some) > 1)
    mission = asked.plan.mission
    root = body.root.merge(body.there, lambda top, here: top and here) if given(body.root) else None
    loose = asked.ever(root) and mission is not None and bool(mission.heads) and body not in mission.heads
    return asked.ever(crowded) or bool(asked.all_of(body.circle)) or loose


def communications(asked: Request) -> Graph:
    """Who reaches whom by which bearers; thick: what no other thing stands in for.

    A provider, generator or licence is shown where its failure alone cuts somebody off, with those at the ends of the
    links that hang on it.
    """
    plan = asked.plan
    single = {one for one in asked.all_of(plan.mission.single_points) if asked.shows(one)} if plan.mission else set()
    pairs: dict[tuple[Declared, Declared], list[Link]] = {}
    for link in plan.all(Link):
        if given(link.between) and asked.holds(link.period) and all(map(asked.shows, (link, *link.between))):
            one, other = link.between
            pairs.setdefault((other, one) if (other, one) in pairs else (one, other), []).append(link)
    ends = dict.fromkeys(end for pair in pairs for end in pair)
    boxes = [asked.box(end, _at(asked, end), strong=bool({end, *_places(asked, end)} & single)) for end in ends]
    lines = [_bearers(asked, pair, links, single) for pair, links in pairs.items()]
    for thing in sorted(single - {*ends} - {p for end in ends for p in _places(asked, end)}, key=plan.path_of):
        hung = {end: None for pair, links in pairs.items() for link in links if thing in link.needs for end in pair}
        if not isinstance(thing, Link):
            boxes.append(asked.box(thing, thing.kind.replace("_", " "), strong=True))
            lines += [asked.line(thing, end, "dotted") for end in hung if end is not thing]
    legend: tuple[tuple[Stroke, str], ...] = (("solid", "link"), ("dotted", "cut off without it"))
    return Graph(tuple(boxes), tuple(lines), "communications", f"Communications{_day(asked)}", legend)


def _bearers(asked: Request, pair: tuple[Declared, Declared], links: list[Link], single: set[Declared]) -> Edge:
    words = ", ".join(dict.fromkeys(show(link.bearer) for link in links if given(link.bearer)))
    line = asked.line(*pair, strong=any(link in single for link in links))
    return Edge(line.start, line.end, words, "solid", line.strong, arrow=False)


def _places(asked: Request, end: Declared) -> set[Declared]:
    where = end.place if isinstance(end, Commanded) else None
    return {one for one in (asked.values(where) if isinstance(where, Steps) else ()) if given(one) and asked.shows(one)}


def _at(asked: Request, end: Declared) -> str:
    return ", ".join(sorted(map(show, _places(asked, end))))


def schedule(asked: Request) -> Graph:
    """What waits for what, with the earliest day and the float; thick: what cannot slip, and what holds it up."""
    plan = asked.plan
    everything = [one for kind in SCHEDULED for one in plan.all(kind)]
    lines: dict[Edge, None] = {}
    for entity in everything:
        for what in entity.waits_for if given(entity.waits_for) else ():
            critical = entity.critical is True and entity.driver is what
            lines[asked.line(what, entity, strong=critical)] = None
    drawn = {key for edge in lines for key in (edge.start, edge.end)}
    things = {
        one: None for entity in everything for one in (entity, *(entity.waits_for if given(entity.waits_for) else ()))
    }
    boxes = [
        asked.box(one, _when(one), strong=isinstance(one, SCHEDULED) and one.critical is True)
        for one in things
        if plan.path_of(one) in drawn
    ]
    return Graph(tuple(boxes), tuple(lines), "schedule", "Schedule")


def _when(entity: Declared) -> str:
    """`2026-08-30, float 12 days`; of what has no place in the schedule, what it is."""
    if not isinstance(entity, SCHEDULED):
        return entity.kind.replace("_", " ")
    told = [show(entity.early)] if given(entity.early) else []
    return ", ".join([*told, *([f"float {show(entity.slack)}"] if given(entity.slack) else [])])


def trace(asked: Request) -> Graph:
    """The chain from the mandate to the handover; thick and dashed: what a task lacks."""
    boxes = [Node(node.path, node.title, node.link) for node in chain.nodes(asked.plan)]
    lines = [Edge(edge.start, edge.end) for edge in chain.edges(asked.plan)]
    for gap in chain.gaps(asked.plan):
        if gap.form == "missing":
            task = asked.plan.path_of(gap.subject)
            boxes.append(Node(f"{task} {gap.link}", f"no {gap.link}", "missing", strong=True, open=True))
            lines.append(Edge(task, f"{task} {gap.link}", stroke="dashed"))
    return Graph(tuple({box.key: box for box in boxes}.values()), tuple(dict.fromkeys(lines)), "trace", "Trace chain")


def _day(asked: Request) -> str:
    return f" on {asked.on}" if asked.on is not None else ""


GRAPHS: Mapping[str, Callable[[Request], Graph]] = {
    "command": command,
    "communications": communications,
    "schedule": schedule,
    "trace": trace,
}
"""All graphs by the word that asks for them."""
