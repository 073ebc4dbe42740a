"""Who can move and treat the wounded, where, and over which roads: in eras in which none of it changes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from pkdsl.entities.force import Unit
from pkdsl.entities.medical import EvacuationAsset, MedicalFacility
from pkdsl.entities.places import Location, Route
from pkdsl.values import HOLE, Steps, Unknown, given
from pkdsl.values.eras import Eras

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pkdsl.plan.plan import Plan
    from pkdsl.schema import Declared
    from pkdsl.values.value import Value

LANDING = {"day": frozenset({"day", "night"}), "night": frozenset({"night"})}
"""What a helipad must be for, by the light."""


class Doubt(NamedTuple):
    """What is not known in some eras, so that there may be a way that nobody can see."""

    unknown: Unknown
    when: int


@dataclass(frozen=True, eq=False, slots=True)
class Station:
    """An asset at one of its bases, and the eras in which it stands ready there."""

    asset: EvacuationAsset
    base: Location
    when: int


@dataclass(frozen=True, eq=False, slots=True)
class Hospital:
    """A facility of any level, its place, and the eras in which it treats."""

    facility: MedicalFacility
    place: Location
    when: int


@dataclass(frozen=True, eq=False, slots=True)
class Net:
    """The routes of one mode that are open together, and when; in the air there are none."""

    routes: tuple[Route, ...]
    when: int


class Pad(NamedTuple):
    """The eras in which a helicopter can land at a place by one light, and those in which nobody has said so."""

    when: int
    unsure: Doubt | None


class Theatre:
    """The plan as a wounded person sees it."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._routes = {route: _steps(route.passable) for route in plan.all(Route) if route.mode in {"road", "river"}}
        helipads = {place: _steps(place.helipad) for place in plan.all(Location)}
        self.eras = Eras((*self._of_means(), *self._of_patrols(), *self._routes.values(), *helipads.values()))
        self.pads = {
            (place, light): self._pad(place, steps, light)
            for (place, steps), light in product(helipads.items(), LANDING)
        }
        self.doubts: list[tuple[Declared, Doubt]] = []
        self.stations = tuple(self._stationed())
        self.hospitals = tuple(self._hospitals())
        self.spare = {asset: self._spare(asset) for asset in plan.all(EvacuationAsset)}
        self.nets: Mapping[str, tuple[Net, ...]] = {
            "air": (Net((), self.eras.all),),
            **{mode: tuple(self._open_together(mode)) for mode in ("road", "river")},
        }

    def _of_means(self) -> Iterator[Steps[Value]]:
        """All that changes about assets and facilities."""
        for asset in self.plan.all(EvacuationAsset):
            yield from map(_steps, (asset.there, asset.base, asset.count))
        for facility in self.plan.all(MedicalFacility):
            yield _steps(facility.there)

    def _of_patrols(self) -> Iterator[Steps[Value]]:
        for unit in self.plan.all(Unit):
            if given(unit.patrol_limit):
                yield _steps(unit.base)

    def _stationed(self) -> Iterator[Station]:
        for asset in self.plan.all(EvacuationAsset):
            there, base = _steps(asset.there), _steps(asset.base)
            ready = self._sure(asset, "there", there, lambda yes: yes is True)
            if ready:
                self._sure(asset, "base", base, given, within=ready)
            for place in dict.fromkeys(base.values):
                when = self.eras.when(base, lambda one, place=place: one is place) & ready if given(place) else 0  # type: ignore[misc]  # -- mypy sees no default in a lambda
                if when:
                    yield Station(asset, place, when)

    def _hospitals(self) -> Iterator[Hospital]:
        for facility in self.plan.all(MedicalFacility):
            when = self._sure(facility, "there", _steps(facility.there), lambda yes: yes is True)
            if when and given(facility.at):
                yield Hospital(facility, facility.at, when)
            elif when:
                self._doubt(facility, "at", facility.at, when)

    def _sure(
        self, means: Declared, field: str, steps: Steps[Value], holds: Callable[[Value], bool], within: int = -1
    ) -> int:
        """The eras in which something holds; where it is not known, that is kept as a doubt."""
        unsure = self.eras.when(steps, lambda value: not given(value)) & within
        if unsure:
            self._doubt(means, field, next(value for value in steps.values if not given(value)), unsure)
        return self.eras.when(steps, holds)

    def _doubt(self, means: Declared, field: str, value: Value, when: int) -> None:
        self.doubts.append((means, doubt(self.plan, means, field, value, when)))

    def _spare(self, asset: EvacuationAsset) -> int:
        """The eras in which there is a second one of it."""
        return self.eras.when(asset.count, lambda count: given(count) and count > 1) if given(asset.count) else 0

    def _open_together(self, mode: str) -> Iterator[Net]:
        """The sets of routes that are open at the same time; where none is, one still gets about at one place."""
        whens = {
            route: self.eras.when(free, lambda yes: yes is True)
            for route, free in self._routes.items()
            if route.mode == mode
        }
        found: dict[tuple[Route, ...], int] = {}
        for era in range(self.eras.count):
            routes = tuple(route for route, when in whens.items() if when >> era & 1)
            found[routes] = found.get(routes, 0) | 1 << era
        return (Net(routes, when) for routes, when in found.items())

    def _pad(self, place: Location, steps: Steps[Value], light: str) -> Pad:
        """When a helicopter can land at a place."""
        unsure = self.eras.when(steps, lambda pad: not given(pad))
        missing = doubt(self.plan, place, "helipad", place.helipad, unsure) if unsure else None
        return Pad(self.eras.when(steps, lambda pad: given(pad) and pad in LANDING[light]), missing)

    def during(self, unit: Unit, place: Location) -> int:
        """The eras in which a unit is based at a place."""
        return self.eras.when(_steps(unit.base), lambda base: base is place)


def doubt(plan: Plan, thing: Declared, field: str, value: Value, when: int) -> Doubt:
    """That a field is not known in some eras; a mistake that has its finding stays a hole."""
    return Doubt(HOLE if value is HOLE else plan.missing(thing, field), when)


def _steps(value: Value) -> Steps[Value]:
    return value if isinstance(value, Steps) else Steps.always(value)
