"""Nets of ways between places: how far, and how long, from one place to every other by the quickest way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pkdsl.values.number import Number


class Stretch(NamedTuple):
    """A way between two places, both ways."""

    one: Any
    other: Any
    km: Number
    minutes: Number


class Travel(NamedTuple):
    """A journey: how far and how long."""

    km: Number
    minutes: Number


def net_of(stretches: Iterable[Stretch]) -> Any:  # noqa: ANN401 -- a graph of networkx, which has no types
    """The net that they make; of two between the same places, the quicker."""
    from networkx import Graph  # noqa: PLC0415 -- slow to import, and many plans have no ways

    net: Any = Graph()
    for stretch in stretches:
        known = net.get_edge_data(stretch.one, stretch.other)
        if known is None or stretch.minutes < known["minutes"]:
            net.add_edge(stretch.one, stretch.other, km=stretch.km, minutes=stretch.minutes)
    return net


def travels(net: Any, source: Any) -> Mapping[Any, Travel]:  # noqa: ANN401 -- as above; places are of any kind
    """The journey from a place to each that can be reached, by the quickest way (Dijkstra)."""
    from networkx import dijkstra_predecessor_and_distance  # noqa: PLC0415 -- as above

    if source not in net:
        return {source: Travel(0, 0)}
    before, minutes = dijkstra_predecessor_and_distance(net, source, weight="minutes")
    found: dict[Any, Travel] = {}
    for place, takes in minutes.items():
        last = before[place][0] if before[place] else None
        km = 0 if last is None else found[last].km + net[last][place]["km"]
        found[place] = Travel(km, takes)
    return found
