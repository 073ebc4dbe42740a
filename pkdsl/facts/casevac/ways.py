"""All ways from where somebody is wounded to care: on foot, with a team that comes, or carried to a facility."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pkdsl.entities.places import Location
from pkdsl.facts.casevac.journeys import Journeys, Motion
from pkdsl.facts.casevac.theatre import Doubt, Hospital, Station, Theatre
from pkdsl.values import KM, Unknown, given, unknown_of
from pkdsl.values.quickest import Way, ordered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pkdsl.diagnostics import Span
    from pkdsl.facts.casevac.theatre import Net
    from pkdsl.plan.plan import Plan
    from pkdsl.values.nets import Travel
    from pkdsl.values.number import Number
    from pkdsl.values.value import Value

LEVEL = {"resuscitation": 1, "surgery": 2, "definitive": 3}
"""The lowest level of a facility that gives each care."""


class Point(NamedTuple):
    """Where somebody is wounded: at a place, or in the field so many km beyond it, on the far side of all that helps."""

    place: Location
    beyond: Number = 0
    in_field: bool = False


class Terms(NamedTuple):
    """What the evacuation chain of a place adds to every way, in minutes."""

    approval: Number | Unknown
    loading: Number | Unknown
    transfer: Number | Unknown


class Ways(NamedTuple):
    """The ways that there are, the quickest first, and what is not known about others."""

    found: list[Way]
    doubts: list[Doubt]


class Finder:
    """Finds the ways of a plan: all of the plan that they are made of is read at once, so that it is known what they hang on."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.theatre = Theatre(plan)
        self.journeys = Journeys(plan)
        self._terms = {
            place: self.terms_of(place.evacuation_chain, plan.span_of(place)) for place in plan.all(Location)
        }

    def ways(self, point: Point, care: str, light: str, ground: str) -> Ways:
        """All ways to a care, but those that can be the best or the second-best on no day."""
        fitting = [one for one in self.theatre.hospitals if treats(one, care)]
        return self.to(point, fitting, light, ground, team=care == "resuscitation", level=LEVEL[care])

    def to(
        self, point: Point, hospitals: Sequence[Hospital], light: str, ground: str, *, team: bool = False, level: int = 2
    ) -> Ways:  # fmt: skip
        """The ways to some facilities; with a `team` that comes, where its first treatment is all that is asked for."""
        found: list[Way | Doubt] = [*self._on_foot(point, hospitals, surgery=not team)]
        for station in self.theatre.stations:
            found += self._with(station, point, hospitals, (light, ground), team=team)
        found += (each for means, each in self.theatre.doubts if _may_help(means, level))
        return Ways(
            ordered(one for one in found if isinstance(one, Way)), [one for one in found if isinstance(one, Doubt)]
        )

    def terms(self, place: Location) -> Terms:
        """What the evacuation chain of a place adds."""
        return self._terms[place]

    def terms_of(self, chain: Value, span: Span) -> Terms:
        """What an evacuation chain adds; loading by the policy where it does not say; without a chain no approval is known."""
        minutes = self.journeys.minutes
        loading = chain.loading if given(chain) else chain
        if not given(loading):
            loading = self.plan.parameter("policy", "casevac_loading", span)
        transfer = minutes(chain.transfer) if given(chain) and given(chain.transfer) else 0
        approval = minutes(chain.approval) if given(chain) else chain
        return Terms(approval, minutes(loading), transfer)

    def _on_foot(self, point: Point, hospitals: Sequence[Hospital], *, surgery: bool) -> Iterator[Way | Doubt]:
        """To a facility at the place itself nobody must move the wounded but those beside him."""
        terms = self.terms(point.place)
        for hospital in () if point.in_field else hospitals:
            if hospital.place is not point.place:
                continue
            if isinstance(terms.loading, Unknown):
                yield Doubt(terms.loading, hospital.when)
                continue
            said = {"loading": terms.loading, **_handed_over(terms, surgery=surgery), "facility": hospital.facility}
            yield Way(_total(said), hospital.when, (hospital.facility,), said)

    def _with(
        self, station: Station, point: Point, hospitals: Sequence[Hospital], case: tuple[str, str], *, team: bool
    ) -> Iterator[Way | Doubt]:
        """What one asset can do from one base."""
        terms, motion = self.terms(point.place), self.journeys.motion(station.asset, *case)
        if motion is None:
            return
        unknown = [value for value in (motion, *terms) if isinstance(value, Unknown)]
        if isinstance(motion, Unknown) or unknown:
            yield Doubt(unknown_of(unknown), station.when)
            return
        when, unsure = self._landing(point, motion, case[0])
        if unsure is not None and unsure.when & station.when:
            yield unsure
        for net in self.theatre.nets[motion.mode]:
            ready = station._replace(when=station.when & net.when & when)
            if ready.when:
                yield from self._over(net, ready, point, hospitals, _Run(motion, terms, case[0], team))

    def _landing(self, point: Point, motion: Motion, light: str) -> tuple[int, Doubt | None]:
        """When the wounded can be picked up or set down at a place; in the field an aircraft lands wherever it is called."""
        if motion.mode != "air" or point.in_field:
            return self.theatre.eras.all, None
        return self.theatre.pads(point.place, light)

    def _over(
        self, net: Net, station: Station, point: Point, hospitals: Sequence[Hospital], run: _Run
    ) -> Iterator[Way | Doubt]:
        """The ways over one set of routes."""
        out = self._journey(station.base, point, net, run.motion)
        if out is None or isinstance(out, Unknown):
            if out is not None:
                yield Doubt(out, station.when)
            return
        begun: dict[str, Value] = {"approval": run.terms.approval, "notice": run.motion.notice, "out": out.minutes}
        asset = station.asset
        if run.team and given(asset.medical_team) and asset.medical_team:
            said = {**begun, "asset": asset}
            yield Way(_total(said), station.when, (asset,), said)
            return
        once = twice = 0
        for hospital, back in self._nearest(point, hospitals, net, run.motion):
            when = station.when & hospital.when
            if isinstance(back, Unknown):
                yield Doubt(back, when)
                continue
            if not when & ~twice or not _in_range(asset, out, back):
                continue
            pads, unsure = self._landing(Point(hospital.place), run.motion, run.light)
            if unsure is not None and unsure.when & when:
                yield unsure._replace(when=unsure.when & when)
            when &= pads
            if not when:
                continue
            carried: dict[str, Value] = {
                "loading": run.terms.loading,
                "in": back.minutes,
                **_handed_over(run.terms, surgery=not run.team),
            }
            said = {**begun, **carried, "asset": asset, "facility": hospital.facility}
            yield Way(_total(said), when, (asset, hospital.facility), said)
            once, twice = once | when, twice | once & when

    def _nearest(
        self, point: Point, hospitals: Sequence[Hospital], net: Net, motion: Motion
    ) -> list[tuple[Hospital, Travel | Unknown]]:
        """The facilities that can be reached, the nearest first; those of which it cannot be told come at the end."""
        found = [(one, self._journey(one.place, point, net, motion)) for one in hospitals]
        known = [(one, back) for one, back in found if back is not None]
        return sorted(known, key=lambda pair: (isinstance(pair[1], Unknown), getattr(pair[1], "minutes", 0)))

    def _journey(self, source: Location, point: Point, net: Net, motion: Motion) -> Travel | Unknown | None:
        """From a base or a facility to where somebody is wounded, and as long back."""
        near: Travel | Unknown | None = self.journeys.travel(source, point.place, motion, net.routes)
        far = self.journeys.beyond(point.beyond, motion)
        if near is None or isinstance(near, Unknown) or far is None:
            return None if far is None else near
        return near._replace(km=near.km + far.km, minutes=near.minutes + far.minutes)


class _Run(NamedTuple):
    """How an asset moves for one place, by which light, and whether its team is all that is asked for."""

    motion: Motion
    terms: Terms
    light: str
    team: bool


def treats(hospital: Hospital, care: str) -> bool:
    """Whether a facility gives a care; the first of them is given by a doctor."""
    facility = hospital.facility
    enough = given(facility.level) and facility.level >= LEVEL[care]
    return enough and (care != "resuscitation" or not given(facility.doctors) or facility.doctors > 0)


def _may_help(means: Value, level: int) -> bool:
    return not hasattr(means, "level") or not given(means.level) or means.level >= level


def _handed_over(terms: Terms, *, surgery: bool) -> dict[str, Value]:
    """From the arrival to the operating table, where that is more than nothing."""
    return {"transfer": terms.transfer} if surgery and terms.transfer else {}


def _in_range(asset: Value, out: Travel, back: Travel) -> bool:
    return not given(asset.range) or out.km + back.km <= asset.range.number_in(KM)


def _total(said: dict[str, Value]) -> Value:
    return sum(step for word, step in said.items() if word not in {"asset", "facility"})
