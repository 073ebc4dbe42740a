"""The ground from which the wounded are fetched in time: how far an asset reaches, and how much of an area is left out.

Source: radius of the worked cases: (limit − approval − notice − loading) ÷ 2 × speed; Lambert's cylindrical projection.
"""

from __future__ import annotations

from fractions import Fraction
from functools import reduce
from math import asin, cos, degrees, radians, sin, sqrt
from operator import or_
from typing import TYPE_CHECKING, NamedTuple

from pkdsl.entities.medical import EvacuationAsset, EvacuationChain
from pkdsl.entities.places import Area
from pkdsl.facts.casevac.journeys import Motion
from pkdsl.facts.casevac.ways import Finder, Terms, treats
from pkdsl.plan.facts import derives
from pkdsl.schema import Ground, Light, Standard
from pkdsl.values import KM, PERCENT, Position, Quantity, Unknown, geodesic, given, unknown_of
from pkdsl.values.eras import members
from pkdsl.values.number import exact

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pkdsl.entities.places import Location
    from pkdsl.plan.plan import Plan
    from pkdsl.values.number import Number
    from pkdsl.values.value import Value

STEPS = 24
"""An area is looked at in so many columns and rows, between its westernmost and easternmost, southernmost and northernmost point."""
CARE = {"min_60": "resuscitation", "min_120": "surgery"}
EARTH = 6371.0
"""Kilometres; distances on the sphere are within one in a hundred of those on the ellipsoid."""
NEAR = 0.01


@derives(EvacuationAsset, "radius", by=(Light, Ground))
def radius(asset: EvacuationAsset, light: Light, ground: Ground, plan: Plan) -> Value:
    """(Time allowed − approval − notice − loading − transfer) ÷ 2 × speed, on days on which a hospital operates at its base.

    The time allowed is `policy.surgery_time`. Nought where nothing of it is left, and where the asset rests by that
    light; unknown without a hospital at its base: the ground that it covers is no circle then.
    """
    finder = plan.memo(Finder)
    limit, motion = _limit(finder, "surgery"), finder.journeys.motion(asset, light, ground)
    answers: list[Value] = [Unknown(())] * finder.theatre.eras.count
    for station in finder.theatre.stations:
        if station.asset is asset:
            here = [
                one.when for one in finder.theatre.hospitals if one.place is station.base and treats(one, "surgery")
            ]
            far = _radius(limit, motion, finder.terms(station.base))
            for era in members(station.when & reduce(or_, here, 0)):
                answers[era] = far
    return finder.theatre.eras.steps(answers)


def _radius(limit: Value, motion: Motion | Unknown | None, terms: Terms) -> Value:
    if motion is None:
        return Quantity(0, KM)
    values: list[Value] = [limit, motion, *terms]
    if isinstance(motion, Unknown) or not all(map(given, values)) or motion.pace.speed is None:
        return unknown_of(values)
    left = max(limit - motion.notice - sum(_minutes(terms)), 0)
    return Quantity(exact(Fraction(left) / 2 * motion.pace.speed), KM)


def _limit(finder: Finder, care: str) -> Value:
    """The policy's minutes from wounding to a care."""
    mission = finder.plan.mission
    span = finder.plan.span_of(mission) if mission is not None else None
    limit = finder.plan.parameter("policy", f"{care}_time", span)  # type: ignore[arg-type]  # -- without a mission nobody asks
    return finder.journeys.minutes(limit)


def _minutes(terms: Terms) -> list[Number]:
    return [one for one in terms if not isinstance(one, Unknown)]


# --- Areas ------------------------------------------------------------------------------------------------------------


@derives(Area, "uncovered", by=(Standard, Light, Ground))
def uncovered(area: Area, standard: Standard, light: Light, ground: Ground, plan: Plan) -> Value:
    """The share of points of the area from which no aircraft brings the wounded to care within the policy's time.

    The points are the middles of the cells of a grid of 24 columns and 24 rows of one surface each, as far as they lie
    within the boundary; distances are geodesics. In the field an aircraft lands wherever it is called, at night if it
    moves at night. What lies beside a road is not counted: that is no ground. In whole per cent.
    """
    return plan.memo(Coverage).uncovered(area, CARE[standard], light, ground)


class Flight(NamedTuple):
    """Out from one place and back to another (None: treated where they lie), so many km at most together, and when."""

    base: Location
    goal: Location | None
    km: Number
    when: int


class Coverage:
    """Works out for each area its points, and from which of them care is reached."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._finder = plan.memo(Finder)
        self._points: dict[Area, list[Position]] = {}
        self._far: dict[tuple[Area, Location], list[float]] = {}
        self._reach: dict[tuple[Area, Location, Location | None, Number], int] = {}

    def uncovered(self, area: Area, care: str, light: str, ground: str) -> Value:
        """The share that is left out on each day."""
        eras, limit, chain = self._finder.theatre.eras, _limit(self._finder, care), _chain(area, self._plan)
        boundary = area.boundary
        if not given(boundary) or not all(map(given, boundary)):
            return self._plan.missing(area, "boundary")
        terms = self._finder.terms_of(chain, self._plan.span_of(area))
        unknown = [value for value in (limit, *terms) if not given(value)]
        if unknown:
            return unknown_of(unknown)
        flights = list(self._flights(care, light, ground, (limit, terms)))
        reached = [(self._reached(area, flight), flight.when) for flight in flights]
        total = len(self._of(area))
        bare = [
            total - reduce(or_, (b for b, when in reached if when >> e & 1), 0).bit_count() for e in range(eras.count)
        ]
        return eras.steps([Quantity(round(Fraction(100 * some, total)), PERCENT) for some in bare])

    def _flights(self, care: str, light: str, ground: str, allowed: tuple[Number, Terms]) -> Iterator[Flight]:
        """All pairs of an aircraft's base and a facility, with how far it may be by both to a point between."""
        limit, terms = allowed
        approval, *rest = _minutes(terms)
        for station in self._finder.theatre.stations:
            motion = self._finder.journeys.motion(station.asset, light, ground)
            if not isinstance(motion, Motion) or motion.pace.mode != "air" or motion.pace.speed is None:
                continue
            left, speed = limit - approval - motion.notice, motion.pace.speed
            if care == "resuscitation" and given(station.asset.medical_team) and station.asset.medical_team:
                yield Flight(station.base, None, _capped(left * speed, motion), station.when)
            loaded = left - (sum(rest) if care == "surgery" else rest[0])
            for hospital in self._finder.theatre.hospitals:
                when = station.when & hospital.when & self._finder.theatre.pads[hospital.place, light].when
                if when and treats(hospital, care):
                    yield Flight(station.base, hospital.place, _capped(loaded * speed, motion), when)

    def _reached(self, area: Area, flight: Flight) -> int:
        """The points that a flight reaches, as bits; many flights differ only in when they are flown."""
        ends = [flight.base] if flight.goal is None else [flight.base, flight.goal]
        if flight.km <= 0 or not all(given(end.at) for end in ends):
            return 0
        key = (area, flight.base, flight.goal, flight.km)
        if key not in self._reach:
            self._reach[key] = self._within(area, ends, flight.km)
        return self._reach[key]

    def _within(self, area: Area, ends: list[Location], km: Number) -> int:
        """The points from which all ends together are so far; the ellipsoid is asked where the sphere cannot tell."""
        most, found = float(km), 0
        for number, far in enumerate(zip(*(self._distances(area, end) for end in ends), strict=True)):
            about = sum(far)
            if about * (1 - NEAR) > most:
                continue
            point = self._of(area)[number]
            if about * (1 + NEAR) < most or sum(geodesic(end.at, point).number for end in ends) <= km:
                found |= 1 << number
        return found

    def _distances(self, area: Area, place: Location) -> list[float]:
        key = (area, place)
        if key not in self._far:
            self._far[key] = [_on_sphere(place.at, point) for point in self._of(area)]
        return self._far[key]

    def _of(self, area: Area) -> list[Position]:
        if area not in self._points:
            self._points[area] = list(_grid(area.boundary))
        return self._points[area]


def _capped(km: Number, motion: Motion) -> Number:
    """No farther than it can fly without fuelling."""
    return km if motion.range is None else min(km, motion.range)


def _chain(area: Area, plan: Plan) -> Value:
    """The evacuation chain of an area, of a larger one, or for everywhere."""
    chains, around = plan.all(EvacuationChain), area
    seen: set[Area] = set()
    while given(around) and around not in seen:
        found = next((chain for chain in chains if given(chain.area) and around in chain.area), None)
        if found is not None:
            return found
        seen.add(around)
        around = around.part_of
    return next((chain for chain in chains if not given(chain.area)), plan.missing(area, "evacuation_chain"))


def _grid(boundary: Sequence[Position]) -> Iterator[Position]:
    """The middles of cells of one surface: even steps of longitude, and of the sine of latitude (Lambert's projection)."""
    corners = [(float(one.longitude), sin(radians(one.latitude))) for one in boundary]
    west, east = min(x for x, _ in corners), max(x for x, _ in corners)
    south, north = min(y for _, y in corners), max(y for _, y in corners)
    for row in range(STEPS):
        y = south + (north - south) * (row + 0.5) / STEPS
        for column in range(STEPS):
            x = west + (east - west) * (column + 0.5) / STEPS
            if _is_inside(x, y, corners):
                yield Position(_rounded(degrees(asin(y))), _rounded(x))


def _is_inside(x: float, y: float, corners: list[tuple[float, float]]) -> bool:
    """Whether a line from the point to the east crosses the boundary an odd number of times."""
    sides = zip(corners, [*corners[1:], corners[0]], strict=True)
    return sum((b > y) != (d > y) and x < a + (c - a) * (y - b) / (d - b) for (a, b), (c, d) in sides) % 2 == 1


def _rounded(angle: float) -> Number:
    """To a millionth of a degree, a tenth of a metre."""
    return exact(Fraction(round(angle * 1_000_000), 1_000_000))


def _on_sphere(one: Position, other: Position) -> float:
    """The great circle on a sphere, in km (the haversine formula)."""
    a, b, c, d = (radians(angle) for angle in (one.latitude, one.longitude, other.latitude, other.longitude))
    half = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(half)))
