"""Ways into a place that do not depend on one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pkdsl.entities.places import Location, Route
from pkdsl.plan.facts import derives
from pkdsl.values import Steps, given

if TYPE_CHECKING:
    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value

ENTRIES = frozenset({"port", "border", "logistics_base"})
"""Places by which things come into the mission's area."""
START = "start"
"""Stands for everywhere outside, behind all entries."""


@derives(Location, "independent_routes")
def independent_routes(location: Location, plan: Plan) -> Value:
    """The greatest flow from the entries (ports, border posts, logistics bases) to the place, on each day.

    Each route and each junction carries one way at most, other places any number; routes can be used both ways, in the
    months in which they are open. By the theorem of Menger that is the number of ways that share no route and no
    junction. Of an entry itself, and in a plan without routes, nothing is known.
    """
    if _is(location, ENTRIES) or not plan.all(Route):
        return plan.missing(location, "type")
    return plan.memo(_nets).map(lambda net: _ways(net, location))


def _nets(plan: Plan) -> Steps[Any]:
    """The net of the routes that can be used, on each day; made once for each set of routes."""
    routes = [route for route in plan.all(Route) if given(route.origin) and given(route.destination)]
    usable: Steps[tuple[Route, ...]] = Steps.always(())
    always = tuple(route for route in routes if not given(route.open))
    for route in routes:
        if given(route.open) and given(route.passable):
            usable = usable.merge(route.passable, lambda some, free, one=route: (*some, one) if free else some)  # type: ignore[misc]  # -- mypy sees no default in a lambda
    made: dict[tuple[Route, ...], Any] = {}
    return usable.map(lambda some: made[some] if some in made else made.setdefault(some, _net(plan, (*always, *some))))


def _net(plan: Plan, routes: tuple[Route, ...]) -> Any:  # noqa: ANN401 -- a graph of networkx, which is slow to import
    """Places and routes as nodes in two halves, so that what passes a node can be limited."""
    from networkx import DiGraph  # noqa: PLC0415 -- slow to import, and most plans do not ask

    net: Any = DiGraph()
    for place in plan.all(Location):
        limit = {"capacity": 1} if _is(place, frozenset({"junction"})) else {}
        net.add_edge((place, "in"), (place, "out"), **limit)
        if _is(place, ENTRIES):
            net.add_edge(START, (place, "in"))
    for route in routes:
        net.add_edge((route, "in"), (route, "out"), capacity=1)
        for end in (route.origin, route.destination):
            net.add_edge((end, "out"), (route, "in"))
            net.add_edge((route, "out"), (end, "in"))
    return net


def _ways(net: Any, place: Location) -> int:  # noqa: ANN401 -- as above
    """The greatest flow to a place."""
    from networkx import maximum_flow_value  # noqa: PLC0415 -- as above

    if START not in net:
        return 0
    flow: Any = maximum_flow_value(net, START, (place, "in"))
    return int(flow)


def _is(place: Location, types: frozenset[str]) -> bool:
    return given(place.type) and any(word in types for word in place.type)
