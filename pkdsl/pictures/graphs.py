"""The graphs of a plan: command, communications, schedule, supply, tiers, trace; each one function from the plan to boxes and lines."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from pkdsl.entities.command import Command, Hq, Link, Pace, Post
from pkdsl.entities.command.chain import Commanded
from pkdsl.entities.force import Movement
from pkdsl.entities.foundations import Agreement
from pkdsl.entities.mandate import Activity, Milestone
from pkdsl.entities.places import SupplyLine, Work
from pkdsl.facts import chain
from pkdsl.pictures.axis import amount_words
from pkdsl.pictures.graph import Edge, Graph, Node
from pkdsl.values import Period, Steps, given
from pkdsl.values.paper import show

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from pkdsl.entities.places import Location
    from pkdsl.pictures.graph import Stroke
    from pkdsl.plan.plan import Plan
    from pkdsl.schema import Declared
    from pkdsl.values.value import Value

STROKES: Mapping[str, Stroke] = {
    "operational_authority": "double",
    "operational_control": "solid",
    "tactical_control": "dashed",
    "tasking": "dotted",
    "administrative": "thin",
}
"""The authorities that the graph of command shows, the highest first."""

TIERS: Mapping[str, Stroke] = {
    "primary": "solid",
    "alternate": "dashed",
    "contingency": "chained",
    "emergency": "dotted",
    "in no plan": "thin",
}
"""How the ways of a communications plan are drawn, in the order in which they are tried."""

SCHEDULED = (Activity, Milestone, Work, Movement, Agreement)
"""The kinds that have a place in the schedule."""


class Request(NamedTuple):
    """A plan, the day on which it is looked at (without a day, all days together)."""

    plan: Plan
    on: date | None = None

    def shows(self, thing: Declared) -> bool:
        """Whether it may be shown."""
        return not self.plan.hides(thing)

    def box(self, thing: Declared, detail: str = "", *, strong: bool = False) -> Node:
        """The box of something that is declared; a detail that its name says already is not said twice."""
        said = detail.casefold() in show(thing).casefold()
        return Node(self.plan.path_of(thing), show(thing), "" if said else detail, strong)

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
    drawn = {line.stroke for line in lines}
    legend = tuple((stroke, authority.replace("_", " ")) for authority, stroke in STROKES.items() if stroke in drawn)
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
    single, pairs = _single(asked), _pairs(asked)
    boxes = _ends(asked, pairs, single)
    lines = [_bearers(asked, pair, links, single) for pair, links in pairs.items()]
    shown = {place for pair in pairs for end in pair for place in (end, *_places(asked, end))}
    for thing in sorted(single - shown, key=asked.plan.path_of):
        hung = {end: None for pair, links in pairs.items() for link in links if thing in link.needs for end in pair}
        if not isinstance(thing, Link):
            boxes.append(asked.box(thing, thing.kind.replace("_", " "), strong=True))
            lines += [asked.line(thing, end, "dotted") for end in hung if end is not thing]
    legend: tuple[tuple[Stroke, str], ...] = (("solid", "link"), ("dotted", "cut off without it"))
    return Graph(tuple(boxes), tuple(lines), "communications", f"Communications{_day(asked)}", legend)


def tiers(asked: Request) -> Graph:
    """Who reaches whom, each way as the plans of communications use it: primary, alternate, contingency, emergency.

    A link that several plans use is drawn as the first of the four that it is in any of them.
    """
    pairs, used = _pairs(asked), _used(asked)
    boxes = _ends(asked, pairs, _single(asked))
    lines: list[Edge] = []
    for pair, links in pairs.items():
        drawn = sorted(links, key=lambda link: used.get(link, len(TIERS) - 1))
        words = ", ".join(dict.fromkeys(show(link.bearer) for link in drawn if given(link.bearer)))
        strokes = dict.fromkeys([*TIERS.values()][used.get(link, len(TIERS) - 1)] for link in drawn)
        lines += [
            replace(asked.line(*pair, stroke), label="" if n else words, arrow=False)
            for n, stroke in enumerate(strokes)
        ]
    legend = tuple((stroke, tier) for tier, stroke in TIERS.items() if any(line.stroke == stroke for line in lines))
    return Graph(tuple(boxes), tuple(lines), "tiers", f"Ways of communication{_day(asked)}", legend)


def _used(asked: Request) -> dict[Declared, int]:
    """The first of the four ways that each link is in any plan of communications, as a number from nought on."""
    found: dict[Declared, int] = {}
    for pace in filter(asked.shows, asked.plan.all(Pace)):
        for n, link in enumerate((pace.primary, pace.alternate, pace.contingency, pace.emergency)):
            if given(link):
                found[link] = min(n, found.get(link, n))
    return found


def _single(asked: Request) -> set[Declared]:
    """What nothing else stands in for."""
    mission = asked.plan.mission
    return {one for one in asked.all_of(mission.single_points) if asked.shows(one)} if mission else set()


def _pairs(asked: Request) -> dict[tuple[Declared, Declared], list[Link]]:
    """The links between each two ends, the one nearer to where most lines meet first."""
    links = [
        link
        for link in asked.plan.all(Link)
        if given(link.between) and asked.holds(link.period) and all(map(asked.shows, (link, *link.between)))
    ]
    near: dict[Declared, dict[Declared, None]] = {}
    for link in links:
        one, other = link.between
        near.setdefault(one, {})[other] = None
        near.setdefault(other, {})[one] = None
    rank = _outward(near)
    pairs: dict[tuple[Declared, Declared], list[Link]] = {}
    for link in links:
        one, other = sorted(link.between, key=rank.__getitem__)
        pairs.setdefault((one, other), []).append(link)
    return dict(sorted(pairs.items(), key=lambda pair: (rank[pair[0][0]], rank[pair[0][1]])))


def _outward(near: Mapping[Declared, Iterable[Declared]]) -> dict[Declared, int]:
    """All ends in an order that goes from the middle of each net outwards: from where the farthest is nearest."""
    steps = {end: _steps(near, end) for end in near}
    rank: dict[Declared, int] = {}
    for root in sorted(near, key=lambda end: (max(steps[end].values()), -len({*near[end]}))):
        if root not in rank:
            rank.update((end, len(rank) + n) for n, end in enumerate(steps[root]))
    return rank


def _steps(near: Mapping[Declared, Iterable[Declared]], start: Declared) -> dict[Declared, int]:
    """How many steps each end is away from one, the nearest first."""
    found = {start: 0}
    for one in (waiting := [start]):
        for other in near[one]:
            if other not in found:
                found[other] = found[one] + 1
                waiting.append(other)
    return found


def _ends(asked: Request, pairs: Iterable[tuple[Declared, Declared]], single: set[Declared]) -> list[Node]:
    """A box for each end; thick where it or its place is what nothing stands in for."""
    ends = dict.fromkeys(end for pair in pairs for end in pair)
    return [asked.box(end, _at(asked, end), strong=bool({end, *_places(asked, end)} & single)) for end in ends]


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


SUPPLY: Mapping[str, Stroke] = {"road": "solid", "air": "dashed", "river": "dotted", "rail": "double"}
"""How supply lines are drawn, by how they go."""


def supply(asked: Request) -> Graph:
    """Which place is supplied from which, and what each line brings at least and at most while it runs; thick: not enough."""
    lines = [
        line for line in asked.plan.all(SupplyLine)
        if given(line.origin) and given(line.destination) and all(map(asked.shows, (line, line.origin, line.destination)))
    ]  # fmt: skip
    ends = dict.fromkeys(end for line in lines for end in (line.origin, line.destination))
    boxes = [asked.box(end, _enters(end)) for end in ends]
    edges = [
        Edge(asked.plan.path_of(line.origin), asked.plan.path_of(line.destination), _brings(asked, line),
             SUPPLY.get(_goes(line), "solid"), strong=_weak(asked, line))
        for line in lines
    ]  # fmt: skip
    legend = tuple((SUPPLY[mode], f"by {mode}") for mode in SUPPLY if mode in set(map(_goes, lines)))
    return Graph(tuple(boxes), tuple(edges), "supply", f"Supply lines{_day(asked)}", legend)


def _enters(place: Location) -> str:
    return "supplies come in here" if place.is_entry is True else ""


def _goes(line: SupplyLine) -> str:
    """How most of it goes: as its first route does."""
    modes = [route.mode for route in line.via if given(route.mode)] if given(line.via) else []
    return str(modes[0]) if modes else ""


def _brings(asked: Request, line: SupplyLine) -> str:
    """`road, 32 to 75 t/day`."""
    known = [one for one in asked.values(line.throughput) if given(one)] if isinstance(line.throughput, Steps) else []
    running = sorted({Fraction(round(one.number_in(known[0].unit) * 10), 10) for one in known if one.number})
    if not running:
        return "brings nothing" if known else "capacity not given"
    ends = dict.fromkeys((amount_words(running[0]), amount_words(running[-1])))
    by = _goes(line)
    return f"{f'{by}, ' if by else ''}{' to '.join(ends)} {known[0].unit.text}"


def _weak(asked: Request, line: SupplyLine) -> bool:
    if not isinstance(line.needed, Steps) or not isinstance(line.throughput, Steps):
        return False
    both = line.throughput.merge(line.needed, lambda can, must: (can, must))
    return any(
        given(can) and given(must) and can.number_in(must.unit) < must.number for can, must in asked.values(both)
    )


GRAPHS: Mapping[str, Callable[[Request], Graph]] = {
    "command": command,
    "communications": communications,
    "schedule": schedule,
    "supply": supply,
    "tiers": tiers,
    "trace": trace,
}
"""All graphs by the word that asks for them."""
