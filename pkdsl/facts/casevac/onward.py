"""From one hospital to the next, until there is one that gives definitive care."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pkdsl.facts.casevac.ways import LEVEL, Finder, Point, Question, treats
from pkdsl.values.quickest import Way, lacking, quickest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pkdsl.entities.medical import MedicalFacility
    from pkdsl.facts.casevac.theatre import Doubt, Hospital
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
        self._rests: dict[tuple[str, str, Any], list[dict[MedicalFacility, Rest]]] = {}

    def doubts(self, point: Point, light: str, ground: str) -> list[Doubt]:
        """What is not known of ways to definitive care: what is not known of those to surgery."""
        return self._finder.every_way(Question(point, "surgery", light, ground)).doubts

    def quickest(self, point: Point, light: str, ground: str, lost: Any = None) -> list[Way | None]:  # noqa: ANN401 -- an asset or a facility
        """In each era the quickest way to definitive care: to a hospital that operates, and from there on."""
        best: list[Way | None] = [None] * self._finder.theatre.eras.count
        rests = self._rest(light, ground, lost)
        for hospital in self.hospitals if best else ():
            for era, way in enumerate(self._to(point, hospital, light, ground, lost)):
                rest = rests[era].get(hospital.facility) if way is not None else None
                so_far = best[era]
                if way is None or rest is None or (so_far is not None and so_far.minutes <= way.minutes + rest.minutes):
                    continue
                best[era] = _joined(way, rest)
        return best

    def rest(self, facility: MedicalFacility, light: str, ground: str, lost: Any = None) -> list[Way | None]:  # noqa: ANN401 -- as above
        """In each era the quickest way from a hospital to definitive care."""
        rests = (era.get(facility) for era in self._rest(light, ground, lost))
        return [None if rest is None else Way(rest.minutes, -1, rest.needs, None) for rest in rests]

    def reached(self, point: Point, light: str, ground: str, most: Number) -> list[tuple[Hospital, int]]:
        """The hospitals that operate and are reached in so many minutes, and when."""
        found: dict[MedicalFacility, int] = {}
        for way in self._finder.every_way(Question(point, "surgery", light, ground)).found:
            if way.minutes <= most:
                found[way.needs[-1]] = found.get(way.needs[-1], 0) | way.when
        return [(one, found[one.facility]) for one in self.hospitals if one.facility in found]

    def _to(self, point: Point, hospital: Hospital, light: str, ground: str, lost: Any) -> list[Way | None]:  # noqa: ANN401 -- as above
        """In each era the quickest way to one hospital."""
        every = self._finder.every_way(Question(point, "surgery", light, ground)).found
        ways: Sequence[Way] = [way for way in every if way.needs[-1] is hospital.facility]
        if lost is not None:
            ways = lacking(ways, lost, self._finder.theatre.spare.get(lost, 0))
        return quickest(ways, self._finder.theatre.eras.count)

    def _rest(self, light: str, ground: str, lost: Any) -> list[dict[MedicalFacility, Rest]]:  # noqa: ANN401 -- as above
        """For each era what is left from each hospital; worked out once for each net of them."""
        key = (light, ground, lost)
        if key not in self._rests:
            there = [one for one in self.hospitals if one.facility is not lost]
            hops = [
                (one, other, self._to(Point(one.place), other, light, ground, lost))
                for one in there
                for other in there
                if one is not other
            ]
            known: dict[tuple[Any, ...], dict[MedicalFacility, Rest]] = {}
            self._rests[key] = [self._in(era, there, hops, known) for era in range(self._finder.theatre.eras.count)]
        return self._rests[key]

    @staticmethod
    def _in(
        era: int,
        hospitals: list[Hospital],
        hops: list[tuple[Hospital, Hospital, list[Way | None]]],
        known: dict[tuple[Any, ...], dict[MedicalFacility, Rest]],
    ) -> dict[MedicalFacility, Rest]:
        """What is left from each hospital in one era; nets that are alike are worked out once."""
        there = tuple(one.facility for one in hospitals if one.when >> era & 1)
        ways = tuple(best[era] for _, _, best in hops)
        key = (there, tuple(map(id, ways)))
        if key not in known:
            net = [(one.facility, other.facility, way) for (one, other, _), way in zip(hops, ways, strict=True)]
            known[key] = _shortest(net, there)
        return known[key]


def _joined(way: Way, rest: Rest) -> Way:
    """One way after another."""
    if not rest.needs:
        return way
    needs = tuple(dict.fromkeys((*way.needs, *rest.needs)))
    return Way(way.minutes + rest.minutes, way.when, needs, way.said._replace(onward=rest.minutes))


def _shortest(
    hops: list[tuple[MedicalFacility, MedicalFacility, Way | None]], there: tuple[MedicalFacility, ...]
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
