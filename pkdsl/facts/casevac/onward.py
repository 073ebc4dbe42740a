"""From one hospital to the next, until there is one that gives definitive care."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pkdsl.facts.casevac.ways import LEVEL, Finder, Point, Ways, treats
from pkdsl.values.quickest import Way, lacking, ordered, quickest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pkdsl.entities.medical import MedicalFacility
    from pkdsl.facts.casevac.theatre import Hospital
    from pkdsl.values.number import Number


class Rest(NamedTuple):
    """What is left from a hospital on: minutes, and all that it takes; nothing from where care is definitive."""

    minutes: Number
    needs: tuple[Any, ...]


class Onward:
    """The net of hospitals, by light and ground, with everything there or without one thing."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self.hospitals = [one for one in finder.theatre.hospitals if treats(one, "surgery")]
        self._hops: dict[tuple[Hospital, Hospital, str, str], Ways] = {}
        self._rests: dict[tuple[str, str, Any], Mapping[MedicalFacility, Mapping[Rest, int]]] = {}

    def ways(self, point: Point, light: str, ground: str, lost: Any = None) -> Ways:  # noqa: ANN401 -- an asset or a facility
        """The ways to definitive care: to a hospital that operates, and from there on."""
        found: list[Way] = []
        doubts = list(self._finder.to(point, (), light, ground, level=LEVEL["definitive"]).doubts)
        rests = self._rest(light, ground, lost)
        for hospital in self.hospitals:
            first = self._finder.to(point, [hospital], light, ground)
            doubts += first.doubts
            for way in self._without(first.found, lost):
                found += self._joined(way, rests.get(hospital.facility, {}))
        return Ways(ordered(found), doubts)

    def rest(self, facility: MedicalFacility, light: str, ground: str, lost: Any = None) -> list[Way]:  # noqa: ANN401 -- as above
        """The ways from a hospital to definitive care."""
        rests = self._rest(light, ground, lost).get(facility, {})
        return ordered(Way(rest.minutes, when, rest.needs, {"onward": rest.minutes}) for rest, when in rests.items())

    def _joined(self, way: Way, rests: Mapping[Rest, int]) -> Iterator[Way]:
        for rest, when in rests.items():
            if way.when & when:
                said = {**way.said, "onward": rest.minutes} if rest.needs else way.said
                needs = tuple(dict.fromkeys((*way.needs, *rest.needs)))
                yield Way(way.minutes + rest.minutes, way.when & when, needs, said)

    def _rest(self, light: str, ground: str, lost: Any) -> Mapping[MedicalFacility, Mapping[Rest, int]]:  # noqa: ANN401 -- as above
        """For each hospital what is left from there, with the eras in which that is so; worked out once for each net."""
        key = (light, ground, lost)
        if key in self._rests:
            return self._rests[key]
        eras = self._finder.theatre.eras
        hops = [
            (one, other, quickest(self._without(self._hop(one, other, light, ground).found, lost), eras.count))
            for one in self.hospitals
            for other in self.hospitals
            if one is not other and other.facility is not lost
        ]
        found: dict[MedicalFacility, dict[Rest, int]] = {}
        for era in range(eras.count):
            net = [(one.facility, other.facility, best[era]) for one, other, best in hops]
            there = [one.facility for one in self.hospitals if one.when >> era & 1 and one.facility is not lost]
            for facility, rest in _shortest(net, there).items():
                of_facility = found.setdefault(facility, {})
                of_facility[rest] = of_facility.get(rest, 0) | 1 << era
        self._rests[key] = found
        return found

    def _hop(self, one: Hospital, other: Hospital, light: str, ground: str) -> Ways:
        key = (one, other, light, ground)
        if key not in self._hops:
            self._hops[key] = self._finder.to(Point(one.place), [other], light, ground)
        return self._hops[key]

    def _without(self, ways: list[Way], lost: Any) -> list[Way]:  # noqa: ANN401 -- as above
        return ways if lost is None else lacking(ways, lost, self._finder.theatre.spare.get(lost, 0))


def _shortest(
    hops: list[tuple[MedicalFacility, MedicalFacility, Way | None]], there: list[MedicalFacility]
) -> dict[MedicalFacility, Rest]:
    """The quickest way from each hospital to one of definitive care (Dijkstra, from all of these at once)."""
    from networkx import DiGraph, multi_source_dijkstra  # noqa: PLC0415 -- slow to import, and many plans have no hospitals

    graph: Any = DiGraph()
    goals = [facility for facility in there if facility.level >= LEVEL["definitive"]]
    graph.add_nodes_from(there)
    for one, other, way in hops:
        if way is not None:
            graph.add_edge(other, one, minutes=way.minutes, needs=way.needs)
    if not goals:
        return {}
    minutes, paths = multi_source_dijkstra(graph, goals, weight="minutes")
    return {facility: Rest(takes, _needs(graph, paths[facility])) for facility, takes in minutes.items()}


def _needs(graph: Any, path: list[MedicalFacility]) -> tuple[Any, ...]:  # noqa: ANN401 -- a graph of networkx has no types
    """All that is needed on the way from the last of the path back to its first."""
    steps = zip(path[1:], path, strict=False)
    return tuple(dict.fromkeys(thing for one, other in steps for thing in graph[other][one]["needs"]))
