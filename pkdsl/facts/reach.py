"""The net of all links on each day: what single failure cuts somebody off, and how an alert comes from any place to who decides.

Whoever is at one place speaks without a link: posts, units and headquarters are drawn together to the places where they
are. Between places there are the links that the plan has on that day.

Source: graph theory: articulation points and bridges, shortest paths.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pkdsl.entities.command import Link, Report
from pkdsl.entities.command.chain import Commanded
from pkdsl.entities.foundations import Mission
from pkdsl.entities.places import Location
from pkdsl.plan.facts import derives
from pkdsl.values import Period, Quantity, Steps, Unknown, given
from pkdsl.values.dates import LAST_DAY, ONE_DAY
from pkdsl.values.operators import binary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from pkdsl.plan.plan import Plan
    from pkdsl.schema import Declared
    from pkdsl.values.value import Value

ALERTS = frozenset({"flash", "incident", "protection_alert", "casevac"})
"""The types of reports that warn."""


class Net(NamedTuple):
    """The net from a day on (None: from the beginning): `ends` are the two nodes of each link that is there."""

    since: date | None
    ends: dict[Link, tuple[Declared, Declared]]


# --- Single failures --------------------------------------------------------------------------------------------------


@derives(Mission, "single_points")
def single_points(mission: Mission, plan: Plan) -> Value:
    """Places, links, and what links need, without any one of which some node no longer reaches another that it reached.

    Places by the articulation points and links by the bridges of the net (networkx); what several links need, by taking
    all of these links away together.
    """
    return _over_time(plan, lambda net: tuple(sorted(_points(net), key=plan.path_of)))


def _points(net: Net) -> set[Declared]:
    import networkx as nx  # noqa: PLC0415 -- slow to import, and few ask

    graph, links = _graph(net)
    bridges = {links[pair][0] for pair in map(frozenset, nx.bridges(graph)) if len(links[pair]) == 1}
    found: set[Declared] = {*nx.articulation_points(graph), *bridges}
    needed: dict[Declared, list[Link]] = {}
    for link in net.ends:
        for thing in link.needs:
            if thing not in link.between:
                needed.setdefault(thing, []).append(link)
    return found | {thing for thing, lost in needed.items() if _parts(net, lost, bridges)}


def _parts(net: Net, lost: list[Link], bridges: set[Link]) -> bool:
    """Whether the net falls into more parts without some links."""
    if any(link in bridges for link in lost):
        return True
    if len(lost) == 1:
        return False
    import networkx as nx  # noqa: PLC0415 -- as above

    left = _graph(net, without=frozenset(lost))[0]
    whole: bool = nx.number_connected_components(left) == nx.number_connected_components(_graph(net)[0])
    return not whole


@derives(Link, "cuts")
def cuts(link: Link, plan: Plan) -> Value:
    """The nodes that no longer reach the head of mission when the link fails, and with it all that need it.

    Where the head of mission is not among them nor among those they reach: the nodes outside the largest part that is left.
    """
    mission = plan.mission
    heads = mission.heads if mission is not None else ()
    return _over_time(plan, lambda net: tuple(sorted(_lost(net, link, heads, plan), key=plan.path_of)))


def _lost(net: Net, link: Link, heads: tuple[Commanded, ...], plan: Plan) -> set[Declared]:
    import networkx as nx  # noqa: PLC0415 -- as above

    lost = frozenset(one for one in net.ends if link in one.needs)
    if not lost:
        return set()
    centre = {_node(head, net.since) for head in heads}
    left = _graph(net, without=lost)[0]
    found: set[Declared] = set()
    for whole in nx.connected_components(_graph(net)[0]):
        parts = [set(part) for part in nx.connected_components(left.subgraph(whole))]
        parts.sort(key=lambda part: (not centre & part, -len(part), min(map(plan.path_of, part))))
        found |= {node for part in parts[1:] for node in part}
    return found


# --- Alerts -----------------------------------------------------------------------------------------------------------


@derives(Location, "alert_hops")
def alert_hops(location: Location, plan: Plan) -> Value:
    """The fewest over all alert reports: the links from here to the place of the sender, and the report's own hops."""
    return _over_time(
        plan, lambda net: _least(net, location, plan, lambda report, links: Quantity(report.hops + links))
    )


@derives(Location, "alert_delay")
def alert_delay(location: Location, plan: Plan) -> Value:
    """The shortest over all alert reports: its delay, and for each link to the sender what one of its hops takes."""
    return _over_time(
        plan,
        lambda net: _least(
            net, location, plan,
            lambda report, links: binary("+", report.delay, binary("*", report.takes, Quantity(links))),
        ),
    )  # fmt: skip


def _least(net: Net, location: Location, plan: Plan, cost: Callable[[Report, int], Value]) -> Value:
    """The least cost of a way from a place; unknown where no alert report can be reached, or none says what it costs."""
    import networkx as nx  # noqa: PLC0415 -- as above

    graph = _graph(net)[0]
    graph.add_node(location)
    away = nx.single_source_shortest_path_length(graph, location)
    costs = [
        cost(report, away[sender])
        for report in plan.all(Report)
        if report.type in ALERTS and given(report.hops) and (sender := _node(report.sender, net.since)) in away
    ]
    known = [one for one in costs if given(one)]
    best = next(iter(known), plan.missing(location, "alert_hops"))
    for one in known[1:]:
        best = one if binary("<", one, best) else best
    return best


# --- The net ----------------------------------------------------------------------------------------------------------


def _over_time(plan: Plan, value: Callable[[Net], Value]) -> Value:
    """What a net gives, on the days of each net."""
    before, *later = plan.memo(nets)
    return Steps.of(value(before), ((net.since, value(net)) for net in later if net.since is not None))


def nets(plan: Plan) -> tuple[Net, ...]:
    """The net before the first change, and after each: a link begins or ends, or somebody moves."""
    links = [link for link in plan.all(Link) if given(link.between)]
    days = {day for link in links for end in link.between for day in _moves(end)}
    for period in (link.period for link in links):
        if isinstance(period, Period):
            days |= {period.start, *([period.end + ONE_DAY] if period.end < LAST_DAY else [])}
    days |= {day for report in plan.all(Report) if given(report.sender) for day in _moves(report.sender)}
    return tuple(_net(links, day) for day in (None, *sorted(days)))


def _net(links: list[Link], day: date | None) -> Net:
    ends = {}
    for link in links:
        period = link.period
        if not isinstance(period, Period) or (day is not None and day in period):
            one, other = (_node(end, day) for end in link.between)
            ends[link] = one, other
    return Net(day, ends)


def _moves(end: Declared) -> Iterator[date]:
    where = end.place if isinstance(end, Commanded) else Unknown(())
    yield from where.days if isinstance(where, Steps) else ()


def _node(end: Declared, day: date | None) -> Declared:
    """The place of an end on a day; the end itself, where that is not known."""
    where = end.place if isinstance(end, Commanded) else Unknown(())
    if not isinstance(where, Steps):
        return end
    place = where.before if day is None else where.at(day)
    return place if isinstance(place, Location) else end


def _graph(net: Net, without: frozenset[Link] = frozenset()) -> tuple[Any, dict[frozenset[Declared], list[Link]]]:
    """The net as a simple graph, and the links on each of its edges; links within one place are no edges."""
    import networkx as nx  # noqa: PLC0415 -- as above

    graph = nx.Graph()
    links: dict[frozenset[Declared], list[Link]] = {}
    for link, (one, other) in net.ends.items():
        graph.add_nodes_from((one, other))
        if one is not other and link not in without:
            graph.add_edge(one, other)
            links.setdefault(frozenset((one, other)), []).append(link)
    return graph, links
