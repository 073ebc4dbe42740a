"""For every place and patrol the quickest way to each care in each era, and the plan text that it was made of."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, NamedTuple

from pkdsl.entities.force import Unit
from pkdsl.entities.places import Location
from pkdsl.facts.casevac.onward import Onward
from pkdsl.facts.casevac.ways import Finder, Point, Ways
from pkdsl.values import HOLE, KM, Quantity, Unknown, given, unknown_of
from pkdsl.values.eras import members
from pkdsl.values.number import exact
from pkdsl.values.quickest import Loss, Way, lacking, quickest, without_one

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pkdsl.entities.medical import Exposed, MedicalFacility
    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value

NOBODY = Unknown(())
"""No way leads there, whatever may be unknown besides."""


class Case(NamedTuple):
    """One of the questions that are asked of every place."""

    care: str
    light: str
    ground: str
    loss: str


class Answers:
    """The answers for a plan, each worked out when it is asked for."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._finder = plan.memo(Finder)
        self._onward = Onward(self._finder)
        self._minute = plan.units.parse("min")
        self._ways: dict[tuple[Value, ...], Ways] = {}

    def evacuation(self, exposed: Exposed, case: Case, mode: str = "") -> Value:
        """The quickest way on each day; by one mode alone, where one is named."""
        eras = self._finder.theatre.eras
        answers: list[Value] = [self._nowhere(exposed)] * eras.count
        for point, when in self._points(exposed):
            ways = self._of(point, case, mode)
            best = quickest(ways.found, eras.count)
            if case.loss == "n_1":
                best = [loss and loss.way for loss in self._losses(ways, point, case)]
            for era, way in enumerate(best):
                if when >> era & 1:
                    answers[era] = _unless(ways, era) if way is None else self._said(way)
            self._reread(point, [way for way in best if way is not None], case)
        return eras.steps(answers)

    def surgeons(self, exposed: Exposed, light: str, ground: str, limit: Quantity) -> Value:
        """The hospitals that operate and are reached within a time, on each day."""
        eras, most = self._finder.theatre.eras, limit.number_in(self._minute)
        answers: list[Value] = [()] * eras.count
        for point, when in self._points(exposed):
            for hospital in self._onward.hospitals:
                _ = hospital.facility.there
                ways = self._finder.to(point, [hospital], light, ground).found
                for era in members(when & reduce(or_, (way.when for way in ways if way.minutes <= most), 0)):
                    answers[era] = (*answers[era], hospital.facility)
        return eras.steps(answers)

    def onward(self, facility: MedicalFacility, case: Case) -> Value:
        """The quickest way from a hospital to definitive care, in minutes."""
        eras = self._finder.theatre.eras
        light, ground = case.light, case.ground
        best = quickest(self._onward.rest(facility, light, ground), eras.count)
        if case.loss == "n_1":
            losses = without_one(best, lambda thing: self._onward.rest(facility, light, ground, thing))
            best = [loss and loss.way for loss in losses]
        return eras.steps([NOBODY if way is None else self._duration(way.minutes) for way in best])

    def _points(self, exposed: Exposed) -> Iterator[tuple[Point, int]]:
        """Where the wounded lie, and in which eras: at a place; at the limit of patrols around each base of a unit."""
        theatre = self._finder.theatre
        if isinstance(exposed, Location):
            yield Point(exposed), theatre.eras.all
        elif isinstance(exposed, Unit) and given(exposed.patrol_limit) and given(exposed.base):
            limit = exposed.patrol_limit.number_in(KM)
            for base in dict.fromkeys(exposed.base.values):
                if given(base):
                    yield Point(base, limit, in_field=True), theatre.during(exposed, base)

    def _nowhere(self, exposed: Exposed) -> Value:
        """What is missing of a unit in eras in which it cannot be told where its patrols are."""
        if isinstance(exposed, Unit) and given(exposed.patrol_limit):
            base: Value = exposed.base
            return base if base is HOLE else self.plan.missing(exposed, "base")
        return self.plan.missing(exposed, "patrol_limit")

    def _of(self, point: Point, case: Case, mode: str = "") -> Ways:
        key = (point, case.care, case.light, case.ground)
        if key not in self._ways:
            find = self._onward.ways(*key[:1], *key[2:]) if case.care == "definitive" else self._finder.ways(*key)
            self._ways[key] = find
        ways = self._ways[key]
        return ways if not mode else ways._replace(found=[way for way in ways.found if _moves_by(way, mode)])

    def hangs_on(self, exposed: Exposed, case: Case) -> Value:
        """The asset or the facility that is missed most, on each day."""
        answers: list[Value] = [NOBODY] * self._finder.theatre.eras.count
        for point, when in self._points(exposed):
            for era, loss in enumerate(self._losses(self._of(point, case), point, case)):
                if when >> era & 1 and loss is not None:
                    answers[era] = loss.thing
        return self._finder.theatre.eras.steps(answers)

    def _losses(self, ways: Ways, point: Point, case: Case) -> list[Loss | None]:
        """What is lost in each era when one thing fails."""
        spare, eras = self._finder.theatre.spare, self._finder.theatre.eras

        def without(thing: Any) -> Sequence[Way]:  # noqa: ANN401 -- an asset or a facility
            if case.care == "definitive":
                return self._onward.ways(point, case.light, case.ground, thing).found
            return lacking(ways.found, thing, spare.get(thing, 0))

        return without_one(quickest(ways.found, eras.count), without)

    def _said(self, way: Way) -> dict[str, Value]:
        """The steps of a way as a plan reads them."""
        return {
            word: value if word in {"asset", "facility"} else self._duration(value) for word, value in way.said.items()
        }

    def _duration(self, minutes: Value) -> Quantity:
        return Quantity(exact(minutes), self._minute)

    def _reread(self, point: Point, ways: list[Way], case: Case) -> None:
        """Read again what the ways were made of, so that it counts among what the answer was made of."""
        chain = point.place.evacuation_chain
        _ = (chain.approval, chain.loading, chain.transfer) if given(chain) else chain
        for thing in dict.fromkeys(thing for way in ways for thing in way.needs):
            if thing in self._finder.theatre.spare:
                self._finder.journeys.notice(thing, case.light)
                self._finder.journeys.speed(thing, case.ground)
                _ = (thing.base, thing.count, point.place.at if thing.mode == "air" else None)
            _ = thing.there


def _unless(ways: Ways, era: int) -> Unknown:
    """Where there is no way: what is not known, so that there might be one; else that nobody comes."""
    doubts = [doubt.unknown for doubt in ways.doubts if doubt.when >> era & 1]
    return unknown_of(doubts) if doubts else NOBODY


def _moves_by(way: Way, mode: str) -> bool:
    return "asset" in way.said and way.said["asset"].mode == mode
