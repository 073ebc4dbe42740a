"""Where words stand beside what they name: never on one another, never on a sign, rarely on a line."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, pi, sin
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Point: TypeAlias = "tuple[float, float]"
Segment: TypeAlias = "tuple[Point, Point]"
DISTANCES = (7.0, 13.0, 22.0, 34.0, 50.0, 70.0, 95.0, 125.0, 165.0, 215.0)
"""How far from their point words may stand, tried in this order."""
DIRECTIONS = tuple((cos(n * pi / 8), sin(n * pi / 8)) for n in (0, 8, 12, 4, 15, 9, 1, 7, 14, 10, 2, 6, 13, 11, 3, 5))
"""Right, left, above, below, and between them."""
LED = 14.0
"""From here on a thin line leads from the point to its words."""
CROSSED = 9.0
"""What a line below the words costs, counted in pixels of distance."""
SLACK = 2.0


class Box(NamedTuple):
    """An upright rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two overlap."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def inside(self, other: Box) -> bool:
        """Whether it lies in another."""
        return (
            other.left <= self.left
            and other.top <= self.top
            and self.right <= other.right
            and self.bottom <= other.bottom
        )

    def holds(self, point: Point) -> bool:
        """Whether a point lies in it."""
        return self.left < point[0] < self.right and self.top < point[1] < self.bottom

    def crossed_by(self, segment: Segment) -> bool:
        """Whether a straight line runs through it; most lie so far off that a look at their ends is enough."""
        (x, y), (to_x, to_y) = segment
        if x <= self.left >= to_x or x >= self.right <= to_x or y <= self.top >= to_y or y >= self.bottom <= to_y:
            return False
        return clipped(segment, self) is not None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words that need a place: how wide and high they are, the points beside any of which they may stand, and how far."""

    width: float
    height: float
    points: tuple[Point, ...]
    reach: float = 1000.0


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the words stand, and the line that leads to them where they stand far off."""

    box: Box
    leader: Segment | None = None


def placed(
    wanted: Sequence[Wanted], frame: Box, taken: Iterable[Box] = (), lines: Sequence[Segment] = ()
) -> tuple[Placed | None, ...]:
    """A place for each, those first in line first; None for words that find none. `lines` are better left free."""
    boxes, leaders, found = [*taken], list[Segment](), list[Placed | None]()
    for words in wanted:
        place = _best(words, frame, (boxes, leaders), lines)
        found.append(place)
        if place is not None:
            boxes.append(place.box)
            leaders += [place.leader] if place.leader is not None else []
    return tuple(found)


def _best(
    words: Wanted, frame: Box, occupied: tuple[list[Box], list[Segment]], lines: Sequence[Segment]
) -> Placed | None:
    best, least = None, float("inf")
    for distance in DISTANCES:
        if distance >= min(least, words.reach):
            break
        for place in _candidates(words, distance):
            if _free(place, frame, *occupied):
                cost = _cost(place, distance, lines, least)
                if cost < least:
                    best, least = place, cost
    return best


def _cost(place: Placed, distance: float, lines: Sequence[Segment], least: float) -> float:
    """How far off a place is, and how many lines run through it; no more are counted than would make it the `least`."""
    crossed = 0
    for line in lines:
        crossed += place.box.crossed_by(line)
        if distance + CROSSED * crossed >= least:
            break
    return distance + CROSSED * crossed


def _candidates(words: Wanted, distance: float) -> Iterator[Placed]:
    for x, y in words.points:
        for across, down in DIRECTIONS:
            left = x + across * distance - words.width * (1 - across) / 2
            top = y + down * distance - words.height * (1 - down) / 2
            box = Box(left, top, left + words.width, top + words.height)
            yield Placed(box, ((x, y), _nearest(box, (x, y))) if distance > LED else None)


def _free(place: Placed, frame: Box, boxes: list[Box], leaders: list[Segment]) -> bool:
    wide = Box(place.box.left - SLACK, place.box.top - SLACK, place.box.right + SLACK, place.box.bottom + SLACK)
    if not place.box.inside(frame) or any(wide.meets(box) for box in boxes):
        return False
    if any(wide.crossed_by(leader) for leader in leaders):
        return False
    if place.leader is None:
        return True
    own = place.leader[0]
    return not any(box.crossed_by(place.leader) for box in boxes if not box.holds(own))


def _nearest(box: Box, point: Point) -> Point:
    return min(max(point[0], box.left), box.right), min(max(point[1], box.top), box.bottom)


def clipped(segment: Segment, box: Box) -> Segment | None:
    """The part of a straight line that lies in a box; None where none does."""
    (x, y), (to_x, to_y) = segment
    enters, leaves = 0.0, 1.0
    for way, low, high, start in ((to_x - x, box.left, box.right, x), (to_y - y, box.top, box.bottom, y)):
        if way == 0:
            if not low < start < high:
                return None
            continue
        first, last = sorted(((low - start) / way, (high - start) / way))
        enters, leaves = max(enters, first), min(leaves, last)
    if enters >= leaves:
        return None
    return ((x + (to_x - x) * enters, y + (to_y - y) * enters), (x + (to_x - x) * leaves, y + (to_y - y) * leaves))


def along(points: Sequence[Point], shares: Iterable[float]) -> tuple[Point, ...]:
    """Points on a way at shares of its length."""
    lengths = [hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)]
    return tuple(_at(points, lengths, share * sum(lengths)) for share in shares)


def _at(points: Sequence[Point], lengths: Sequence[float], gone: float) -> Point:
    for (start, end), length in zip(pairwise(points), lengths, strict=True):
        if gone <= length and length > 0:
            share = gone / length
            return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
        gone -= length
    return points[-1]
