"""All ways from where somebody is wounded to care: on foot, with a team that comes, or carried to a facility."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pkdsl.entities.places import Location
from pkdsl.facts.casevac.journeys import Journeys, Motion
from pkdsl.facts.casevac.theatre import Doubt, Hospital, Pad, Station, Theatre
from pkdsl.values import Unknown, given, unknown_of
from pkdsl.values.quickest import Way, ordered, sooner

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pkdsl.diagnostics import Span
    from pkdsl.entities.medical import EvacuationAsset, MedicalFacility
    from pkdsl.facts.casevac.journeys import Pace
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


class Question(NamedTuple):
    """From where, to which care, by which light, on which ground."""

    point: Point
    care: str
    light: str
    ground: str


class Ways(NamedTuple):
    """The ways that there are, the quickest first, and what is not known about others."""

    found: list[Way]
    doubts: list[Doubt]


class Carried(NamedTuple):
    """How a way goes: the minutes of each step, where there is that step; who moves the wounded, and who treats them."""

    approval: Number | None = None
    notice: Number | None = None
    out: Number | None = None
    loading: Number | None = None
    back: Number | None = None
    transfer: Number | None = None
    onward: Number | None = None
    asset: EvacuationAsset | None = None
    facility: MedicalFacility | None = None

    def steps(self) -> Mapping[str, Value]:
        """By the words of the language, without those that there are not."""
        words = ("approval", "notice", "out", "loading", "in", "transfer", "onward", "asset", "facility")
        return {word: value for word, value in zip(words, self, strict=True) if value is not None}


class Finder:
    """Finds the ways of a plan: all of the plan that they are made of is read at once, so that it is known what they hang on."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.theatre = Theatre(plan)
        self.journeys = Journeys(plan)
        self._terms = {
            place: self.terms_of(place.evacuation_chain, plan.span_of(place)) for place in plan.all(Location)
        }
        self._giving = {care: [one for one in self.theatre.hospitals if treats(one, care)] for care in LEVEL}
        self._teams = {one for one in self.theatre.stations if given(one.asset.medical_team) and one.asset.medical_team}
        self._known: dict[tuple[Question, bool], Ways] = {}
        self._near: dict[tuple[Point, str, Pace, Net], list[tuple[Hospital, Travel | Unknown]]] = {}
        self._with_one: dict[tuple[Value, ...], list[Way | Doubt]] = {}

    def ways(self, asked: Question) -> Ways:
        """All ways to a care, but those that can be the best or the second-best on no day."""
        return self._ways(asked, every=False)

    def every_way(self, asked: Question) -> Ways:
        """All ways to a care, also where two quicker ones are there on the same days."""
        return self._ways(asked, every=True)

    def _ways(self, asked: Question, *, every: bool) -> Ways:
        if (asked, every) not in self._known:
            found = list(self._on_foot(asked))
            for station in self.theatre.stations:
                found += self._with(station, asked, every=every)
            ways = ordered(one for one in found if isinstance(one, Way))
            unseen = [each for means, each in self.theatre.doubts if _may_help(means, LEVEL[asked.care])]
            doubts = [*(one for one in found if isinstance(one, Doubt)), *unseen]
            self._known[asked, every] = Ways(ways, doubts)
        return self._known[asked, every]

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

    def _on_foot(self, asked: Question) -> Iterator[Way | Doubt]:
        """To a facility at the place itself nobody must move the wounded but those beside him."""
        _, loading, transfer = self.terms(asked.point.place)
        for hospital in () if asked.point.in_field else self._giving[asked.care]:
            if hospital.place is not asked.point.place:
                continue
            if isinstance(loading, Unknown) or isinstance(transfer, Unknown):
                yield Doubt(unknown_of((loading, transfer)), hospital.when)
                continue
            handed = _transfer(asked.care, transfer)
            said = Carried(loading=loading, transfer=handed or None, facility=hospital.facility)
            yield Way(loading + handed, hospital.when, (hospital.facility,), said)

    def _with(self, station: Station, asked: Question, *, every: bool) -> list[Way | Doubt]:
        """What one asset can do from one base; by the same motion on wet ground as on dry the same."""
        motion = self.journeys.motion(station.asset, asked.light, asked.ground)
        if motion is None:
            return []
        unknown = [value for value in (motion, *self.terms(asked.point.place)) if isinstance(value, Unknown)]
        if isinstance(motion, Unknown) or unknown:
            return [Doubt(unknown_of(unknown), station.when)]
        key = (station, asked.point, asked.care, asked.light, motion.pace, every)
        if key not in self._with_one:
            self._with_one[key] = list(self._over_all(station, asked, motion, every=every))
        return self._with_one[key]

    def _over_all(self, station: Station, asked: Question, motion: Motion, *, every: bool) -> Iterator[Way | Doubt]:
        """The ways of one asset over each set of routes that are open together."""
        pad = self._pad(asked.point.place, motion.pace, asked.light) if not asked.point.in_field else None
        if pad is not None and pad.unsure is not None and pad.unsure.when & station.when:
            yield pad.unsure
        known = _known(self.terms(asked.point.place))
        for net in self.theatre.nets[motion.pace.mode]:
            ready = station.when & net.when & (pad.when if pad is not None else -1)
            out = self._journey(station.base, asked.point, motion.pace, net) if ready else None
            if isinstance(out, Unknown):
                yield Doubt(out, ready)
            elif out is not None and station in self._teams and asked.care == "resuscitation":
                yield _come(_Run(station.asset, ready, asked, motion, out), known.approval)
            elif out is not None:
                yield from self._bring(_Run(station.asset, ready, asked, motion, out), known, net, every=every)

    def _bring(self, run: _Run, known: _Known, net: Net, *, every: bool) -> Iterator[Way | Doubt]:
        """The ways of one asset over one set of routes, to the nearest facility first."""
        transfer = _transfer(run.asked.care, known.transfer)
        begun = known.approval + run.motion.notice + run.out.minutes + known.loading + transfer
        once = twice = 0
        for hospital, back in self._nearest(run.asked, run.motion.pace, net):
            when = run.ready & hospital.when
            if isinstance(back, Unknown):
                yield Doubt(back, when)
                continue
            if not (when if every else when & ~twice) or _too_far(run, back):
                continue
            pad = self._pad(hospital.place, run.motion.pace, run.asked.light)
            if pad is not None and pad.unsure is not None and pad.unsure.when & when:
                yield pad.unsure._replace(when=pad.unsure.when & when)
            when &= pad.when if pad is not None else when
            if when:
                said = Carried(
                    known.approval, run.motion.notice, run.out.minutes, known.loading, back.minutes, transfer or None,
                    asset=run.asset, facility=hospital.facility,
                )  # fmt: skip
                yield Way(begun + back.minutes, when, (run.asset, hospital.facility), said)
                once, twice = once | when, twice | once & when

    def _pad(self, place: Location, pace: Pace, light: str) -> Pad | None:
        """When somebody can be picked up or set down at a place; in the field an aircraft lands wherever it is called."""
        return self.theatre.pads[place, light] if pace.mode == "air" else None

    def _nearest(self, asked: Question, pace: Pace, net: Net) -> list[tuple[Hospital, Travel | Unknown]]:
        """The facilities that can be reached, the nearest first; those of which it cannot be told come at the end."""
        key = (asked.point, asked.care, pace, net)
        if key not in self._near:
            found = [(one, self._journey(one.place, asked.point, pace, net)) for one in self._giving[asked.care]]
            known = [(one, back) for one, back in found if back is not None]
            known.sort(key=lambda pair: (1,) if isinstance(pair[1], Unknown) else (0, *sooner(pair[1].minutes)))
            self._near[key] = known
        return self._near[key]

    def _journey(self, source: Location, point: Point, pace: Pace, net: Net) -> Travel | Unknown | None:
        """From a base or a facility to where somebody is wounded, and as long back."""
        near = self.journeys.travel(source, point.place, pace, net)
        if not point.beyond or near is None or isinstance(near, Unknown):
            return near
        far = self.journeys.beyond(point.beyond, pace)
        return None if far is None else near._replace(km=near.km + far.km, minutes=near.minutes + far.minutes)


class _Known(NamedTuple):
    """The minutes that an evacuation chain adds."""

    approval: Number
    loading: Number
    transfer: Number


class _Run(NamedTuple):
    """An asset on its way to where somebody is wounded."""

    asset: EvacuationAsset
    ready: int
    asked: Question
    motion: Motion
    out: Travel


def treats(hospital: Hospital, care: str) -> bool:
    """Whether a facility gives a care; the first of them is given by a doctor."""
    facility = hospital.facility
    enough = given(facility.level) and facility.level >= LEVEL[care]
    return enough and (care != "resuscitation" or not given(facility.doctors) or facility.doctors > 0)


def _may_help(means: Value, level: int) -> bool:
    return not hasattr(means, "level") or not given(means.level) or means.level >= level


def _come(run: _Run, approval: Number) -> Way:
    """A team treats as soon as it is there."""
    said = Carried(approval, run.motion.notice, run.out.minutes, asset=run.asset)
    return Way(approval + run.motion.notice + run.out.minutes, run.ready, (run.asset,), said)


def _known(terms: Terms) -> _Known:
    """The terms, once it is clear that all of them are known."""
    return _Known(*(0 if isinstance(one, Unknown) else one for one in terms))


def _transfer(care: str, minutes: Number) -> Number:
    """From the arrival to the operating table; a doctor comes to the door."""
    return 0 if care == "resuscitation" else minutes


def _too_far(run: _Run, back: Travel) -> bool:
    return run.motion.range is not None and run.out.km + back.km > run.motion.range
