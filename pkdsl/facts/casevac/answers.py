"""For every place and patrol the quickest way to each care in each era, and the plan text that it was made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pkdsl.entities.force import Unit
from pkdsl.entities.places import Location
from pkdsl.facts.casevac.onward import Onward
from pkdsl.facts.casevac.ways import Finder, Point, Question
from pkdsl.values import HOLE, KM, Quantity, Unknown, given, unknown_of
from pkdsl.values.eras import members
from pkdsl.values.number import exact
from pkdsl.values.quickest import Loss, Way, lacking, quickest, without_one

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkdsl.entities.medical import Exposed, MedicalFacility
    from pkdsl.facts.casevac.theatre import Doubt
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
        self._eras = self._finder.theatre.eras
        self._onward = Onward(self._finder)
        self._minute = plan.units.parse("min")
        self._best: dict[Question, list[Way | None]] = {}
        self._lost: dict[Question, list[Loss | None]] = {}

    def evacuation(self, exposed: Exposed, case: Case) -> Value:
        """The quickest way on each day."""
        answers: list[Value] = [self._nowhere(exposed)] * self._eras.count
        for point, when in self._points(exposed):
            asked = Question(point, case.care, case.light, case.ground)
            best = self._of(asked) if case.loss == "all" else [loss and loss.way for loss in self._losses(asked)]
            self._answer(answers, best, self._doubts(asked), when)
            self._reread(asked, best)
        return self._eras.steps(answers)

    def by_mode(self, exposed: Exposed, case: Case, mode: str) -> Value:
        """The quickest way on each day with the assets of one mode alone."""
        answers: list[Value] = [self._nowhere(exposed)] * self._eras.count
        for point, when in self._points(exposed):
            asked = Question(point, case.care, case.light, case.ground)
            ways = [way for way in self._finder.ways(asked).found if _moves_by(way, mode)]
            best = quickest(ways, self._eras.count)
            self._answer(answers, best, self._doubts(asked), when)
            self._reread(asked, best)
        return self._eras.steps(answers)

    def surgeons(self, exposed: Exposed, light: str, ground: str, limit: Quantity) -> Value:
        """The hospitals that operate and are reached within a time, on each day."""
        answers: list[Value] = [()] * self._eras.count
        for point, when in self._points(exposed):
            for hospital, reached in self._onward.reached(point, light, ground, limit.number_in(self._minute)):
                _ = hospital.facility.there
                for era in members(when & reached):
                    answers[era] = (*answers[era], hospital.facility)
        return self._eras.steps(answers)

    def hangs_on(self, exposed: Exposed, case: Case) -> Value:
        """The asset or the facility that is missed most, on each day."""
        answers: list[Value] = [NOBODY] * self._eras.count
        for point, when in self._points(exposed):
            for era, loss in enumerate(self._losses(Question(point, case.care, case.light, case.ground))):
                if when >> era & 1 and loss is not None:
                    answers[era] = loss.thing
        return self._eras.steps(answers)

    def onward(self, facility: MedicalFacility, case: Case) -> Value:
        """The quickest way from a hospital to definitive care, in minutes."""
        light, ground = case.light, case.ground
        best = self._onward.rest(facility, light, ground)
        if case.loss == "n_1":
            losses = without_one(best, lambda thing: self._onward.rest(facility, light, ground, thing))
            best = [loss and loss.way for loss in losses]
        return self._eras.steps([NOBODY if way is None else self._duration(way.minutes) for way in best])

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

    def _of(self, asked: Question) -> list[Way | None]:
        """The quickest way in each era."""
        if asked not in self._best:
            if asked.care == "definitive":
                self._best[asked] = self._onward.quickest(asked.point, asked.light, asked.ground)
            else:
                self._best[asked] = quickest(self._finder.ways(asked).found, self._eras.count)
        return self._best[asked]

    def _losses(self, asked: Question) -> list[Loss | None]:
        """What is lost in each era when one thing fails."""
        if asked not in self._lost:
            self._lost[asked] = without_one(self._of(asked), lambda thing: self._without(asked, thing))
        return self._lost[asked]

    def _without(self, asked: Question, thing: Any) -> list[Way | None]:  # noqa: ANN401 -- an asset or a facility
        if asked.care == "definitive":
            return self._onward.quickest(asked.point, asked.light, asked.ground, thing)
        ways = lacking(self._finder.ways(asked).found, thing, self._finder.theatre.spare.get(thing, 0))
        return quickest(ways, self._eras.count)

    def _doubts(self, asked: Question) -> list[Doubt]:
        """What is not known, so that there may be a way that nobody can see."""
        if asked.care == "definitive":
            return self._onward.doubts(asked.point, asked.light, asked.ground)
        return self._finder.ways(asked).doubts

    def _answer(self, answers: list[Value], best: list[Way | None], doubts: list[Doubt], when: int) -> None:
        """Put the ways of one point into the eras in which they count."""
        said = {id(way): self._said(way) for way in {id(one): one for one in best if one is not None}.values()}
        for era in members(when):
            way = best[era]
            unseen = [doubt.unknown for doubt in doubts if doubt.when >> era & 1] if way is None else []
            nobody = unknown_of(unseen) if unseen else NOBODY
            answers[era] = nobody if way is None else said[id(way)]

    def _said(self, way: Way) -> dict[str, Value]:
        """The steps of a way as a plan reads them."""
        return {
            word: value if word in {"asset", "facility"} else self._duration(value)
            for word, value in way.said.steps().items()
        }

    def _duration(self, minutes: Value) -> Quantity:
        return Quantity(exact(minutes), self._minute)

    def _reread(self, asked: Question, best: list[Way | None]) -> None:
        """Read again what the ways were made of, so that it counts among what the answer was made of."""
        if not self.plan.is_asked_why:
            return
        place, journeys = asked.point.place, self._finder.journeys
        chain = place.evacuation_chain
        _ = (chain.approval, chain.loading, chain.transfer) if given(chain) else chain
        for thing in dict.fromkeys(thing for way in best if way is not None for thing in way.needs):
            if thing in self._finder.theatre.spare:
                journeys.notice(thing, asked.light)
                journeys.speed(thing, asked.ground)
                _ = (thing.base, thing.count, place.at if thing.mode == "air" else None)
            _ = thing.there


def _moves_by(way: Way, mode: str) -> bool:
    return way.said.asset is not None and way.said.asset.mode == mode
