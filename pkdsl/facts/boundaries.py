"""Sectors side by side: the ground that two of them claim, and the ground that none does.

Source: plane geometry on the sphere; military boundaries leave neither gap nor overlap (general knowledge).
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, pairwise
from math import radians, sin
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from pkdsl.entities.places import Area
from pkdsl.plan.facts import derives
from pkdsl.values import Quantity, given

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value

Corners: TypeAlias = "list[tuple[Fraction, Fraction]]"
COMMANDED = frozenset({"sector", "sub_sector", "aor"})
"""Types of areas for which one commander answers, so that no other does."""
DIGITS = 10**12
DEGREE = Fraction("6371.0072") ** 2 * Fraction("0.017453292519943295")
"""Square kilometres of one degree of longitude by one of the sine of latitude, on the sphere with the earth's surface."""


@derives(Area, "overlaps")
def overlaps(area: Area, plan: Plan) -> Value:
    """What at least two of its sectors, sub-sectors or areas of responsibility cover, by their boundaries.

    The earth is drawn with longitude to the right and the sine of latitude upwards, which keeps surfaces true (Lambert's
    cylindrical projection), and corners are joined by straight lines there. Areas of different types may overlap.
    """
    parts = _parts(area, plan)
    if not parts:
        return plan.missing(area, "boundary")
    sorts = {str(part.type) for part, _ in parts}
    groups = [[corners for part, corners in parts if part.type == sort] for sort in sorted(sorts)]
    return _surface(sum((_measured(group, lambda inside: len(inside) > 1) for group in groups), Fraction(0)), plan)


@derives(Area, "gaps")
def gaps(area: Area, plan: Plan) -> Value:
    """What of it none of its sectors, sub-sectors or areas of responsibility covers, by the boundaries of all."""
    parts, own = _parts(area, plan), area.boundary
    if not parts or not given(own) or not all(map(given, own)):
        return plan.missing(area, "boundary")
    polygons = [_corners(own), *(corners for _, corners in parts)]
    return _surface(_measured(polygons, lambda inside: inside == {0}), plan)


def _parts(area: Area, plan: Plan) -> list[tuple[Area, Corners]]:
    """The parts that have a commander; none, where one of them has no boundary."""
    parts = [one for one in plan.memo(by_whole).get(area, ()) if given(one.type) and one.type in COMMANDED]
    if any(not given(part.boundary) or not all(map(given, part.boundary)) for part in parts):
        return []
    return [(part, _corners(part.boundary)) for part in parts]


def by_whole(plan: Plan) -> dict[Area, list[Area]]:
    """The parts of each area, by path."""
    found: dict[Area, list[Area]] = {}
    for area in plan.all(Area):
        if given(area.part_of):
            found.setdefault(area.part_of, []).append(area)
    return found


def _corners(boundary: Sequence[Value]) -> Corners:
    heights = (Fraction(round(sin(radians(corner.latitude)) * DIGITS), DIGITS) for corner in boundary)
    return [(Fraction(corner.longitude), height) for corner, height in zip(boundary, heights, strict=True)]


def _surface(plane: Fraction, plan: Plan) -> Quantity:
    """In whole square kilometres."""
    return Quantity(round(plane * DEGREE), plan.units.parse("km2"))


# --- Polygons, exactly ------------------------------------------------------------------------------------------------


class Side(NamedTuple):
    """A side of a polygon, from left to right."""

    left: tuple[Fraction, Fraction]
    right: tuple[Fraction, Fraction]
    polygon: int

    def height(self, x: Fraction) -> Fraction:
        """How high it is at `x`."""
        (a, b), (c, d) = self.left, self.right
        return b + (d - b) * (x - a) / (c - a)


def _measured(polygons: Sequence[Corners], counts: Callable[[set[int]], bool]) -> Fraction:
    """The surface of all points for which the polygons around them count: strip by strip between corners and crossings."""
    sides = [side for number, corners in enumerate(polygons) for side in _sides(corners, number)]
    total = Fraction(0)
    for start, end in pairwise(
        sorted({x for side in sides for x in (side.left[0], side.right[0])} | set(_crossings(sides)))
    ):
        here = [side for side in sides if side.left[0] <= start and side.right[0] >= end]
        levels = sorted((side.height(start) + side.height(end), side.polygon) for side in here)
        inside: set[int] = set()
        for (low, polygon), (high, _) in pairwise(levels):
            inside ^= {polygon}
            total += (high - low) / 2 * (end - start) if counts(inside) else 0
    return total


def _sides(corners: Corners, polygon: int) -> Iterator[Side]:
    for one, other in pairwise([*corners, corners[0]]):
        if one[0] != other[0]:
            yield Side(min(one, other), max(one, other), polygon)


def _crossings(sides: Sequence[Side]) -> Iterator[Fraction]:
    """Where two sides cross between their ends."""
    for one, other in combinations(sides, 2):
        start, end = max(one.left[0], other.left[0]), min(one.right[0], other.right[0])
        if start >= end:
            continue
        before, after = (one.height(x) - other.height(x) for x in (start, end))
        if before * after < 0:
            yield start + (end - start) * before / (before - after)
