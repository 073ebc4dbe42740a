"""Ways into a place that do not depend on one another.

Source: theorem of Menger.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pkdsl.entities.places import Location, Route
from pkdsl.plan.facts import derives
from pkdsl.values import Steps, given

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value

ENTRIES = frozenset({"port", "border", "logistics_base"})
"""Places by which things come into the mission's area."""
START = "start"
"""Stands for everywhere outside, behind all entries."""
ENOUGH = 2
"""Ways are counted up to this; whoever has two is not cut off by the loss of one."""


@derives(Location, "independent_routes")
def independent_routes(location: Location, plan: Plan) -> Value:
    """No way, one, or two for two and more, on each day: ways from the ports, border posts and logistics bases.

    No way leads there where no chain of open routes does; one, where every chain passes the same route or the same
    junction (a dominator of the place in the net); else there are at least two that share neither, by the theorem of
    Menger. Routes can be used both ways. Of an entry itself, and in a plan without routes, nothing is known.
    """
    if _is(location, ENTRIES) or not plan.all(Route):
        return plan.missing(location, "type")
    return plan.memo(_ways).map(lambda ways: ways.get(location, 0))


def _ways(plan: Plan) -> Steps[Mapping[Location, int]]:
    """The ways into every place that can be reached, on each day; worked out once for each set of open routes."""
    made: dict[tuple[Route, ...], Mapping[Location, int]] = {}

    def ways(routes: tuple[Route, ...]) -> Mapping[Location, int]:
        if routes not in made:
            made[routes] = _counted(plan, routes)
        return made[routes]

    return _open_routes(plan).map(ways)


def _open_routes(plan: Plan) -> Steps[tuple[Route, ...]]:
    """The routes that can be used on each day; those that are open in the same months go together."""
    groups: dict[tuple[int, ...], list[Route]] = {}
    for route in plan.all(Route):
        if given(route.origin) and given(route.destination):
            groups.setdefault(tuple(route.open) if given(route.open) else (), []).append(route)
    result: Steps[tuple[Route, ...]] = Steps.always(())
    for group in groups.values():
        passable, routes = group[0].passable, tuple(group)
        if given(passable):
            free = passable.map({True: routes, False: ()}.__getitem__)
            result = result.merge(free, lambda some, more: (*some, *more))
    return result


def _counted(plan: Plan, routes: tuple[Route, ...]) -> Mapping[Location, int]:
    """The ways into every place in a net of routes: one where a route or a junction dominates it."""
    from networkx import immediate_dominators  # noqa: PLC0415 -- slow to import, and many plans have no routes

    above: dict[Any, Any] = immediate_dominators(_net(plan, routes), START)
    single: dict[Any, bool] = {START: False}
    for node in above:
        chain = [node]
        while chain[-1] not in single:
            chain.append(above[chain[-1]])
        for lower, upper in zip(chain[-2::-1], chain[:0:-1], strict=True):
            single[lower] = single[upper] or _is_one_way(upper)
    return {place: 1 if single[place] else ENOUGH for place in above if isinstance(place, Location)}


def _net(plan: Plan, routes: tuple[Route, ...]) -> Any:  # noqa: ANN401 -- a graph of networkx, which has no types
    """Places and routes as nodes; the start leads to all entries."""
    from networkx import DiGraph  # noqa: PLC0415 -- as above

    net: Any = DiGraph()
    net.add_node(START)
    net.add_edges_from((START, place) for place in plan.all(Location) if _is(place, ENTRIES))
    for route in routes:
        for end in (route.origin, route.destination):
            net.add_edges_from([(end, route), (route, end)])
    return net


def _is_one_way(node: Value) -> bool:
    """Whether only one way can pass it: a route, or a junction."""
    return isinstance(node, Route) or (isinstance(node, Location) and _is(node, frozenset({"junction"})))


def _is(place: Location, types: frozenset[str]) -> bool:
    return given(place.type) and any(word in types for word in place.type)
