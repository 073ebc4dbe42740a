"""The ground of a map: where degrees lie on paper, what land and water there is, a grid, a scale."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, radians, sin
from typing import TYPE_CHECKING

from pkdsl.pictures.labels import Box
from pkdsl.pictures.outline import Extent
from pkdsl.pictures.svg import element, line, number, path, rect, text, width_of
from pkdsl.tongues import digits, perhaps

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pkdsl.pictures.labels import Point
    from pkdsl.pictures.outline import Outline, Place, Surface

WIDTH, EDGE, MARGIN = 720, 8, 30
LOWEST, HIGHEST = 260.0, 560.0
"""The least and the greatest height of a map."""
AROUND, LEAST = 0.09, 0.12
"""The room around what is shown, as a share of it, and the least extent in degrees."""
KM_PER_DEGREE = 111.32
FINE = 0.35
"""Points of coasts nearer than this on paper are left out."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Degrees on paper: north is up, and both ways one kilometre is as long in the middle of the map."""

    extent: Extent
    frame: Box
    scale: float
    """Pixels for a degree of latitude."""

    @property
    def squeeze(self) -> float:
        """How much narrower a degree of longitude is."""
        return _squeeze(self.extent)

    def at(self, place: Place) -> Point:
        """Where a longitude and latitude lie."""
        x = self.frame.left + (place[0] - self.extent.west) * self.scale * self.squeeze
        return x, self.frame.top + (self.extent.north - place[1]) * self.scale

    def line(self, places: Iterable[Place]) -> list[Point]:
        """A line through places."""
        return [self.at(place) for place in places]


def _squeeze(extent: Extent) -> float:
    return max(cos(radians((extent.north + extent.south) / 2)), 0.05)


def ground(places: Sequence[Place], *, top: float, highest: float = HIGHEST) -> Ground:
    """The ground on which all these places lie, in a frame as wide as the picture and at most so high."""
    whole = _around(places)
    squeeze = _squeeze(whole)
    left, right = MARGIN, WIDTH - EDGE
    across, up = (whole.east - whole.west) * squeeze, whole.north - whole.south
    scale = min((right - left) / across, highest / up)
    height = max(up * scale, min(LOWEST, highest))
    wide, high = (right - left) / scale / squeeze, height / scale
    middle, centre = (whole.west + whole.east) / 2, (whole.south + whole.north) / 2
    extent = Extent(middle - wide / 2, centre - high / 2, middle + wide / 2, centre + high / 2)
    return Ground(extent, Box(left, top, right, top + height), scale)


def _around(places: Sequence[Place]) -> Extent:
    west, east = min(x for x, _ in places), max(x for x, _ in places)
    south, north = min(y for _, y in places), max(y for _, y in places)
    wide, high = max((east - west) * AROUND, LEAST), max((north - south) * AROUND, LEAST)
    return Extent(west - wide, south - high, east + wide, north + high)


def circle(middle: Place, km: float, *, corners: int = 72) -> tuple[Place, ...]:
    """Places at one distance around another, on a sphere: right to half a percent."""
    gone, up = km / KM_PER_DEGREE, radians(middle[1])
    found = []
    for n in range(corners):
        turn = 2 * pi * n / corners
        found.append((middle[0] + gone * sin(turn) / max(cos(up), 0.05), middle[1] + gone * cos(turn)))
    return tuple(found)


def land(seen: Outline, on: Ground) -> Iterator[str]:
    """Land, lakes, rivers, coasts and borders, as far as they lie on the ground."""
    yield from _surfaces(seen.surfaces, on, fill="#f1f0ea", class_="pk-box")
    yield from _surfaces(seen.lakes, on, fill="#ffffff", class_="pk-diamond")
    for river in seen.rivers:
        yield element("path", d=_way(on.line(river)), fill="none", stroke="#8fb0cc", stroke_width="1")
    for coast in seen.coasts:
        yield element("path", d=_way(on.line(coast)), fill="none", stroke="#9aa3ad", stroke_width="0.8")
    for border in seen.borders:
        yield element("path", d=_way(on.line(border)), fill="none", stroke="#9aa3ad", stroke_width="1",
                      stroke_dasharray="5 2 1 2")  # fmt: skip


def _surfaces(surfaces: Iterable[Surface], on: Ground, **style: str) -> Iterator[str]:
    for rings in surfaces:
        ways = "".join(_way(on.line(ring), close=True) for ring in rings)
        yield element("path", d=ways, fill_rule="evenodd", **style)


def _way(points: list[Point], *, close: bool = False) -> str:
    """A path that leaves out points too near to the one before."""
    kept = points[:1]
    for x, y in points[1:]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= FINE:
            kept.append((x, y))
    if len(kept) == 1:
        kept.append(points[-1])
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in kept) + ("Z" if close else "")


def grid(on: Ground) -> Iterator[str]:
    """Parallels and meridians."""
    for degree in _meridians(on):
        x = on.at((degree, 0))[0]
        yield line((x, on.frame.top), (x, on.frame.bottom), stroke="#c9ced6", stroke_width="0.5", class_="pk-grid")
    for degree in _parallels(on):
        y = on.at((0, degree))[1]
        yield line((on.frame.left, y), (on.frame.right, y), stroke="#c9ced6", stroke_width="0.5", class_="pk-grid")


def edge(on: Ground) -> Iterator[str]:
    """Their degrees at the edge of the map."""
    for degree in _meridians(on):
        x = on.at((degree, 0))[0]
        if on.frame.left + 14 < x < on.frame.right - 14:
            yield text(_degrees(degree, "EW"), x, on.frame.bottom + 12, text_anchor="middle", font_size="9")
    for degree in _parallels(on):
        y = on.at((0, degree))[1]
        if on.frame.top + 6 < y < on.frame.bottom - 4:
            yield text(_degrees(degree, "NS"), on.frame.left - 3, y + 3, text_anchor="end", font_size="9")


def _meridians(on: Ground) -> list[float]:
    return _multiples(on.extent.west, on.extent.east, _pitch(on))


def _parallels(on: Ground) -> list[float]:
    return _multiples(on.extent.south, on.extent.north, _pitch(on))


def _pitch(on: Ground) -> float:
    return _step(max(on.extent.east - on.extent.west, on.extent.north - on.extent.south))


def _step(span: float) -> float:
    return next((step for step in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30) if span / step <= 9), 60)  # noqa: PLR2004 -- lines


def _multiples(low: float, high: float, step: float) -> list[float]:
    first = int(-(-low // step))
    return [round(n * step, 6) for n in range(first, int(high // step) + 1)]


def _degrees(value: float, sides: str) -> str:
    turned = value - 360 if value > 180 else value  # noqa: PLR2004 -- degrees around the earth
    side = "" if turned == 0 else f" {perhaps(sides[0] if turned > 0 else sides[1])}"
    return f"{digits(number(abs(turned)))}°{side}"


def scale_bar(on: Ground) -> Iterator[str]:
    """A bar of round kilometres below the map, as long as so many are in its middle, and where north is."""
    pixels = on.scale / KM_PER_DEGREE
    most = (on.frame.right - on.frame.left) / 4 / pixels
    km = max((n * 10**power for power in range(5) for n in (1, 2, 5) if n * 10**power <= most), default=1)
    left, base, length = on.frame.left, on.frame.bottom + 30, km * pixels
    words = f"{digits(f'{km:,}'.replace(',', ' '))} km"
    yield rect((left, base - 7), (length, 5), fill="none", stroke="currentColor", stroke_width="1")
    yield rect((left, base - 7), (length / 2, 5), fill="currentColor")
    yield text(words, left + length + 6, base, font_size="10")
    x = left + length + 6 + width_of(words, 10) + 24
    corners = ((x, base - 12), (x + 5, base), (x, base - 3), (x - 5, base))
    yield path(corners, close=True, fill="currentColor")
    yield text("N", x + 9, base, font_size="10", font_weight="600")
