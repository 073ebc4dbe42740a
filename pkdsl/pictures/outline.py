"""What lies under a map: the coasts and borders of the world, or a layer that a plan brings for its own country.

The world is world-atlas 50m (Natural Earth, public domain; beside this module). Its lines are drawn as they are, so every
map says that they imply no endorsement. A layer of a plan is GeoJSON: surfaces are land, or lakes where their property
`kind` says so; lines are borders, or rivers; points with a `name` are names on the map.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from pkdsl import resources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Place: TypeAlias = "tuple[float, float]"
"""Longitude and latitude, in degrees."""
Line: TypeAlias = "tuple[Place, ...]"
Surface: TypeAlias = "tuple[Line, ...]"
WORLD = "pictures/countries-50m.json"
HALF, TURNS = 180.0, (0.0, 360.0, -360.0)
"""The degrees on either side of Greenwich, and the turns after which the outline is the same again."""
SOURCE = "Coasts and borders: Natural Earth, 1:50 million."


class Extent(NamedTuple):
    """What a map shows, in degrees."""

    west: float
    south: float
    east: float
    north: float

    def meets(self, points: Sequence[Place]) -> bool:
        """Whether the rectangle around some points reaches into it."""
        across, up = [x for x, _ in points], [y for _, y in points]
        return min(across) < self.east and max(across) > self.west and min(up) < self.north and max(up) > self.south

    def holds(self, place: Place) -> bool:
        """Whether a place lies in it."""
        return self.west < place[0] < self.east and self.south < place[1] < self.north

    def turned(self, degrees: float) -> Extent:
        """The same so much further east."""
        return self._replace(west=self.west + degrees, east=self.east + degrees)


@dataclass(frozen=True, slots=True)
class Outline:
    """Surfaces, each with the holes in it; lines; and names of what is not the plan's own: seas, states nearby."""

    surfaces: tuple[Surface, ...] = ()
    coasts: tuple[Line, ...] = ()
    borders: tuple[Line, ...] = ()
    lakes: tuple[Surface, ...] = ()
    rivers: tuple[Line, ...] = ()
    names: tuple[tuple[str, Place], ...] = ()
    source: str = ""
    """Where it comes from, as it is said below the map."""


NOTHING = Outline()


@cache
def world() -> Outline:
    """All land, all coasts and all borders of states."""
    data = json.loads(resources.text(WORLD))
    arcs = [_arc(arc, data["transform"]) for arc in data["arcs"]]
    surfaces = tuple(_rings(polygon, arcs) for polygon in _polygons(data["objects"]["land"]))
    uses: dict[int, int] = {}
    for polygon in _polygons(data["objects"]["countries"]):
        for number in (number for ring in polygon for number in ring):
            uses[_arc_number(number)] = uses.get(_arc_number(number), 0) + 1
    coasts = tuple(arcs[number] for number, count in uses.items() if count == 1)
    borders = tuple(arcs[number] for number, count in uses.items() if count > 1)
    return Outline(surfaces, coasts, borders, source=SOURCE)


def _arc(arc: list[list[int]], transform: dict[str, list[float]]) -> Line:
    """Steps of whole numbers, added up and scaled."""
    (wide, high), (left, low) = transform["scale"], transform["translate"]
    across, up = accumulate(step[0] for step in arc), accumulate(step[1] for step in arc)
    return tuple((x * wide + left, y * high + low) for x, y in zip(across, up, strict=True))


def _arc_number(number: int) -> int:
    """A number below nought names an arc that is gone through backwards."""
    return ~number if number < 0 else number


def _polygons(thing: dict[str, Any]) -> Iterator[list[list[int]]]:
    if thing["type"] == "GeometryCollection":
        for inner in thing["geometries"]:
            yield from _polygons(inner)
    elif thing["type"] == "Polygon":
        yield thing["arcs"]
    elif thing["type"] == "MultiPolygon":
        yield from thing["arcs"]


def _rings(polygon: list[list[int]], arcs: list[Line]) -> Surface:
    return tuple(_ring(ring, arcs) for ring in polygon)


def _ring(numbers: list[int], arcs: list[Line]) -> Line:
    points: list[Place] = []
    for number in numbers:
        arc = arcs[_arc_number(number)]
        points += (arc[::-1] if number < 0 else arc)[1 if points else 0 :]
    return tuple(points)


def read(text: str, source: str = "") -> Outline | None:
    """The layer that a GeoJSON text holds; None where it is none."""
    try:
        found = list(_features(json.loads(text)))
        surfaces = [(kind, rings) for kind, _, shape in found for rings in _surfaces(shape)]
        lines = [(kind, line) for kind, _, shape in found for line in _lines(shape)]
        names = [(name, place) for _, name, shape in found if name for place in _spots(shape)]
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        return None
    land = tuple(rings for kind, rings in surfaces if kind != "lake")
    lakes = tuple(rings for kind, rings in surfaces if kind == "lake")
    rivers = tuple(line for kind, line in lines if kind == "river")
    borders = tuple(line for kind, line in lines if kind != "river")
    coasts = tuple(ring for rings in (*land, *lakes) for ring in rings)
    whole = Outline(land, coasts, borders, lakes, rivers, tuple(names), source)
    return whole if surfaces or lines or names else None


def _features(data: dict[str, Any], kind: str = "", name: str = "") -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every shape, with the kind and the name of the feature that it belongs to."""
    inner = {"FeatureCollection": "features", "GeometryCollection": "geometries"}.get(data["type"])
    if inner is not None:
        for each in data[inner]:
            yield from _features(each, kind, name)
    elif data["type"] == "Feature":
        said = data.get("properties") or {}
        if data["geometry"] is not None:
            yield from _features(data["geometry"], str(said.get("kind", "")), str(said.get("name", "")))
    else:
        yield kind, name, data


def _spots(shape: dict[str, Any]) -> Line:
    return _points([shape["coordinates"]]) if shape["type"] == "Point" else ()


def _surfaces(shape: dict[str, Any]) -> Iterator[Surface]:
    if shape["type"] in {"Polygon", "MultiPolygon"}:
        for polygon in [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]:
            yield tuple(_points(ring) for ring in polygon)


def _lines(shape: dict[str, Any]) -> Iterator[Line]:
    if shape["type"] in {"LineString", "MultiLineString"}:
        for line in [shape["coordinates"]] if shape["type"] == "LineString" else shape["coordinates"]:
            yield _points(line)


def _points(raw: Iterable[Sequence[float]]) -> Line:
    points = tuple((float(point[0]), float(point[1])) for point in raw)
    if not points or not all(abs(x) <= 180 and abs(y) <= 90 for x, y in points):  # noqa: PLR2004 -- degrees
        message = "degrees, longitude first"
        raise ValueError(message)
    return points


# --- What of it lies on a map -----------------------------------------------------------------------------------------


def shown(outline: Outline, extent: Extent) -> Outline:
    """What of an outline lies in an extent, also where that reaches over the line at which the date changes."""
    turns = [turn for turn in TURNS if extent.west - turn < HALF and extent.east - turn > -HALF]
    parts = [_turned(_shown(outline, extent.turned(-turn)), turn) for turn in turns]
    names = ("surfaces", "coasts", "borders", "lakes", "rivers", "names")
    found = {name: tuple(chain.from_iterable(getattr(part, name) for part in parts)) for name in names}
    return Outline(**found, source=outline.source)


def _turned(outline: Outline, turn: float) -> Outline:
    """The same so many degrees further east."""
    if not turn:
        return outline

    def line(points: Line) -> Line:
        return tuple((x + turn, y) for x, y in points)

    return Outline(
        tuple(tuple(map(line, rings)) for rings in outline.surfaces), tuple(map(line, outline.coasts)),
        tuple(map(line, outline.borders)), tuple(tuple(map(line, rings)) for rings in outline.lakes),
        tuple(map(line, outline.rivers)), tuple((name, (x + turn, y)) for name, (x, y) in outline.names), outline.source,
    )  # fmt: skip


def _shown(outline: Outline, extent: Extent) -> Outline:
    """What of it lies in an extent as it is: surfaces cut along its edges, lines as far as they reach into it."""
    return Outline(
        _surfaces_in(outline.surfaces, extent), _lines_in(outline.coasts, extent), _lines_in(outline.borders, extent),
        _surfaces_in(outline.lakes, extent), _lines_in(outline.rivers, extent),
        tuple((name, place) for name, place in outline.names if extent.holds(place)), outline.source,
    )  # fmt: skip


def _surfaces_in(surfaces: tuple[Surface, ...], extent: Extent) -> tuple[Surface, ...]:
    cut = (
        tuple(ring for ring in (_cut(ring, extent) for ring in rings) if ring)
        for rings in surfaces
        if extent.meets(rings[0])
    )
    return tuple(rings for rings in cut if rings)


def _lines_in(lines: tuple[Line, ...], extent: Extent) -> tuple[Line, ...]:
    return tuple(part for line in lines for part in _inside(line, extent))


def _cut(ring: Line, extent: Extent) -> Line:
    """A surface cut along the four edges, one after the other (Sutherland and Hodgman)."""
    points: list[Place] = list(ring)
    for axis, edge, sign in ((0, extent.west, 1), (0, extent.east, -1), (1, extent.south, 1), (1, extent.north, -1)):
        if not points:
            return ()
        kept: list[Place] = []
        for one, other in zip([points[-1], *points], points, strict=False):
            inside, was = (other[axis] - edge) * sign >= 0, (one[axis] - edge) * sign >= 0
            if inside != was:
                kept.append(_crossing(one, other, axis, edge))
            if inside:
                kept.append(other)
        points = kept
    return tuple(points)


def _crossing(one: Place, other: Place, axis: int, edge: float) -> Place:
    share = (edge - one[axis]) / (other[axis] - one[axis])
    found = [one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share]
    found[axis] = edge
    return found[0], found[1]


def _inside(line: Line, extent: Extent) -> Iterator[Line]:
    """The stretches of a line whose steps reach into the extent."""
    if not extent.meets(line):
        return
    part: list[Place] = []
    for one, other in pairwise(line):
        if abs(one[0] - other[0]) <= HALF and extent.meets((one, other)):  # a longer step goes around the world
            part = part or [one]
            part.append(other)
        elif part:
            yield tuple(part)
            part = []
    if part:
        yield tuple(part)
