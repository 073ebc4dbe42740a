"""How long a contingency needs to bring people out, or a reserve in: waves of lift, from the report to the last landing.

The clock starts with the report. Approval comes first; then the notice of each lift, its way to where people wait,
loading, and the way to the goal; then back for the next wave. Lift that stands where people wait loads during its
notice. Every vehicle goes as soon as it can, and people are there when it lands. Crews are not counted (that is for
`sorties` to say), nor are days without flying weather.

Source: the evacuation time of medical planning (approval + notice + way out + loading + way in), carried on in cycles;
arithmetic.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from math import floor
from typing import TYPE_CHECKING, Any

from pkdsl.entities.force import Lift, Unit
from pkdsl.entities.places import Location, Route
from pkdsl.entities.risk import Contingency
from pkdsl.plan.facts import derives
from pkdsl.values import NO_UNIT, Months, Period, Quantity, Unknown, geodesic, given
from pkdsl.values.dates import MINUTES_OF_DAY, months_later
from pkdsl.values.sweep import On, swept
from pkdsl.values.waves import Carrier, Light, Stand, Wave, arrival, landed, more, reach, waves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pkdsl.plan.plan import Plan
    from pkdsl.values.number import Number
    from pkdsl.values.value import Value

OWN_WHEELS = frozenset({"road", "river", "rail"})
"""The modes by which a unit goes where it is needed without lift."""


class Lacking(Exception):  # noqa: N818 -- no error: the day's answer, given where it turns out
    """Something that is needed is not given."""

    def __init__(self, unknown: Unknown) -> None:
        super().__init__()
        self.unknown = unknown


# --- What is derived --------------------------------------------------------------------------------------------------


@derives(Contingency, "time_needed")
def time_needed(contingency: Contingency, plan: Plan) -> Value:
    """The hour at which the last of them lands; unknown, where the means named never bring all."""
    return _on_each_day(contingency, plan, lambda call: call.last_landing())


@derives(Contingency, "delivered")
def delivered(contingency: Contingency, plan: Plan) -> Value:
    """The people of all waves that land within the promised time: seats × trips done by then, of each vehicle."""
    return _on_each_day(contingency, plan, lambda call: call.persons(landed(call.waves, call.promised)))


@derives(Contingency, "waves")
def waves_of_contingency(contingency: Contingency, plan: Plan) -> Value:
    """First landing = approval + notice + way to the people + loading + way to the goal; then one each cycle.

    A cycle is the way back, loading and the way again; it is no shorter than the lift's `turnaround`, and there are no
    more of them than its `sorties` a day. In the dark an aircraft with `night: no` stays down, and other lift stops on
    its way.
    """
    return _on_each_day(
        contingency, plan, lambda call: {call.time(wave.hour): call.persons(wave.people) for wave in call.waves}
    )


@derives(Contingency, "more_lift")
def more_lift(contingency: Contingency, plan: Plan) -> Value:
    """The people who come too late ÷ (seats × trips that one more vehicle makes in time), rounded up."""

    def needed(call: Call) -> Value:
        if call.able < call.people:
            return plan.missing(contingency, "more_lift")
        late = call.people - landed(call.waves, call.promised)
        counts = {body: more(carrier, late, call.promised) for body, carrier in call.carriers.items()}
        helping = {lift: count for lift, count in counts.items() if isinstance(lift, Lift) and count}
        return helping or plan.missing(contingency, "more_lift")

    return _on_each_day(contingency, plan, needed)


@derives(Contingency, "within_reach")
def within_reach(contingency: Contingency, plan: Plan) -> Value:
    """By halving: the same means on a shorter way."""

    def found(call: Call) -> Value:
        if call.able < call.people:
            return plan.missing(contingency, "within_reach")
        far = call.number(call.at(contingency.way), "km")
        most = reach(tuple(call.carriers.values()), call.people, call.promised, far)
        return plan.missing(contingency, "within_reach") if most is None else Quantity(most, plan.units.parse("km"))

    return _on_each_day(contingency, plan, found)


@derives(Contingency, "grounded")
def grounded(contingency: Contingency, plan: Plan) -> Value:
    """Aircraft find fuel at their base and where what they burn is in stock; from one such place to the next they need range."""
    return _on_each_day(contingency, plan, lambda call: tuple(lift for lift in call.lifts() if not call.reaches(lift)))


def _on_each_day(contingency: Contingency, plan: Plan, compute: Callable[[Call], Value]) -> Value:
    """What holds on each day on which the contingency may be called."""
    life = contingency.life
    if not isinstance(life, Period):
        return life

    def computed(on: On) -> Value:
        try:
            return compute(Call(contingency, on, plan))
        except Lacking as lacking:
            return lacking.unknown

    result = swept(life, computed)
    return result if result.days or given(result.before) else result.before


# --- A day on which it is called --------------------------------------------------------------------------------------


class Call:
    """A contingency that is called on a day: who is to be brought, and what there is for it."""

    def __init__(self, contingency: Contingency, on: On, plan: Plan) -> None:
        self.contingency, self.on, self.plan = contingency, on, plan

    @cached_property
    def people(self) -> Number:
        """How many are to be brought."""
        people: Number = self.at(self.contingency.passengers).number
        return people

    @cached_property
    def promised(self) -> Fraction:
        """The hours in which it must be done."""
        return self.hours(self.contingency.within)

    @cached_property
    def able(self) -> Number:
        """How many of them can be brought at all: of a reserve only those who are in theatre, nobody without escort."""
        reserves: tuple[Unit, ...] = self.contingency.reserves
        if self._named_escorts() and not self._escorts():
            return 0
        return min(self.people, sum(map(self._strength, reserves))) if reserves else self.people

    @cached_property
    def waves(self) -> tuple[Wave, ...]:
        """The landings until all who can be brought are there."""
        return waves(tuple(self.carriers.values()), self.able)

    def last_landing(self) -> Value:
        """When the last of them lands; at once, where there is nobody."""
        some = self.waves
        if sum(wave.people for wave in some) < self.people:
            return self.plan.missing(self.contingency, "time_needed")
        return self.time(some[-1].hour if some else Fraction(0))

    # -- the means -----------------------------------------------------------------------------------------------------

    def lifts(self) -> list[Lift]:
        """The lift that is there; of a reinforcement without lift none is asked for."""
        named = self.contingency.lift
        if not given(named):
            if self.contingency.reserves:
                return []
            raise Lacking(self.plan.missing(self.contingency, "lift"))
        return [lift for lift in named if not isinstance(lift.life, Period) or self.on.within(lift.life)]

    @cached_property
    def carriers(self) -> Mapping[Lift | Unit, Carrier]:
        """What carries people; each waits for its escort, and for people and escort before it loads."""
        found: dict[Lift | Unit, Carrier] = {lift: self._by_lift(lift) for lift in self.lifts() if self.reaches(lift)}
        if not given(self.contingency.lift):
            found = {unit: self._by_itself(unit) for unit in self.contingency.reserves}
        return self._escorted(found) if found else found

    def _escorted(self, carriers: Mapping[Lift | Unit, Carrier]) -> Mapping[Lift | Unit, Carrier]:
        """Whoever stands where an escort stands takes it along; nobody loads before people and escorts are there."""
        escorts, found = self._escorts(), dict[Lift | Unit, Carrier]()
        for body, carrier in carriers.items():
            beside = [unit for unit in escorts if self.at(unit.base) is self.at(body.base)]
            found[body] = carrier._replace(ready=max([carrier.ready, *map(self._ready, beside)]))
        gathered = max([self._gathered(), *(self._escort_there(unit, found) for unit in escorts)])
        return {body: carrier._replace(gathered=gathered) for body, carrier in found.items()}

    def _named_escorts(self) -> tuple[Unit, ...]:
        return _some(self.contingency.escort)

    def _escorts(self) -> list[Unit]:
        """Those of the units named that are in theatre."""
        return [unit for unit in self._named_escorts() if self._strength(unit)]

    def _strength(self, unit: Unit) -> Fraction:
        return self.number(self.at(unit.deployed), "persons")

    def _gathered(self) -> Fraction:
        """When people can get on: after the approval; a reserve after its own notice."""
        return max([self._approved(), *map(self._ready, self.contingency.reserves)])

    def _approved(self) -> Fraction:
        return self.hours(self.contingency.approval)

    def _ready(self, body: Lift | Unit) -> Fraction:
        return self._approved() + self.hours(body.notice)

    def _by_lift(self, lift: Lift) -> Carrier:
        loading = lift.loading
        if not given(loading):
            loading = self.plan.parameter("policy", "lift_loading", self.plan.span_of(lift))
        return Carrier(
            vehicles=_needed(lift.usable),
            seats=self.number(lift.passengers, "persons"),
            ready=self._ready(lift),
            stand=self._stand(lift),
            gathered=Fraction(0),
            loading=self.hours(loading),
            way=self._way(lift),
            every=self.hours(lift.turnaround) if given(lift.turnaround) else Fraction(0),
            a_day=self.number(lift.sorties, "1/day") if given(lift.sorties) else None,
            light=self._light(lift),
            halts=lift.mode != "air",
        )

    def _by_itself(self, unit: Unit) -> Carrier:
        """A unit on its own vehicles: all of it at once, or so many as have a seat."""
        seated = Fraction(unit.mobility.number_in(NO_UNIT)) if given(unit.mobility) else Fraction(1)
        seats = floor(min(seated, Fraction(1)) * self._strength(unit))
        way = self._on_the_ground(self.at(unit.base), self.at(self.contingency.goal), OWN_WHEELS, None)
        return Carrier(1, seats, self._ready(unit), "start", Fraction(0), Fraction(0), way)

    def _escort_there(self, unit: Unit, carriers: Mapping[Lift | Unit, Carrier]) -> Fraction:
        """When an escort is where people wait: from there, with what stands at its base, or on its own vehicles."""
        base, ready = self.at(unit.base), self._ready(unit)
        start = self.contingency.pick_up
        here = [arrival(carrier) for body, carrier in carriers.items() if self.at(body.base) is base]
        with_others = [hour for hour in here if hour is not None]
        if with_others:
            return min(with_others)
        return ready + self._on_the_ground(base, self.at(start), OWN_WHEELS, None)

    # -- the ways ------------------------------------------------------------------------------------------------------

    def _stand(self, lift: Lift) -> Stand:
        base = self.at(lift.base)
        if base is self._known(self.contingency.pick_up):
            return "start"
        if base is self._known(self.contingency.goal):
            return "goal"
        return self._between(base, self.at(self.contingency.pick_up), lift)

    def _way(self, lift: Lift) -> Fraction:
        if given(self.contingency.distance):
            return self.number(self.contingency.distance, "km") / self._speed(lift)
        return self._between(self.at(self.contingency.pick_up), self.at(self.contingency.goal), lift)

    def _between(self, one: Location, other: Location, lift: Lift) -> Fraction:
        """The hours that a lift takes from one place to another."""
        if _needed(lift.mode) == "air":
            return self.number(geodesic(_needed(one.at), _needed(other.at)), "km") / self._speed(lift)
        most = self._speed(lift) if given(lift.speed) else None
        return self._on_the_ground(one, other, frozenset({str(lift.mode)}), most)

    def _speed(self, lift: Lift) -> Fraction:
        speed = self.number(lift.speed, "km/h")
        if speed <= 0:
            raise Lacking(self.plan.missing(lift, "speed"))
        return speed

    def _on_the_ground(self, one: Location, other: Location, modes: frozenset[str], most: Fraction | None) -> Fraction:
        """By the quickest chain of routes of that day's season, no faster than the vehicle."""
        from networkx import NetworkXNoPath, NodeNotFound, dijkstra_path_length  # noqa: PLC0415 -- slow to import

        def hours(_: Location, __: Location, edge: Mapping[str, Any]) -> Fraction | None:
            paces = [(route, self._pace(route, most)) for route in edge["routes"] if route.mode in modes]
            times = [self.number(route.length, "km") / pace for route, pace in paces if pace]
            return min(times, default=None)

        try:
            return Fraction(dijkstra_path_length(self.plan.memo(_net), one, other, weight=hours))
        except (NetworkXNoPath, NodeNotFound):
            if one is other:
                return Fraction(0)
            raise Lacking(self.plan.missing(self.contingency, "distance")) from None

    def _pace(self, route: Route, most: Fraction | None) -> Fraction | None:
        pace = self.number(self.at(route.pace), "km/h") if given(route.pace) and given(route.length) else None
        return pace if pace is None or most is None else min(pace, most)

    def reaches(self, lift: Lift) -> bool:
        """Whether it is no aircraft, or has the range from each place with fuel to the next."""
        if lift.mode != "air" or not given(lift.range):
            return True
        far, most = self.number(self.at(self.contingency.way), "km"), self.number(lift.range, "km")
        base, start, goal = self.at(lift.base), self._known(self.contingency.pick_up), self.at(self.contingency.goal)
        out = self._out(base, start, goal, far)
        if max(out, far) > most:
            return False
        if _fuels(lift, start, base):
            enough = _fuels(lift, goal, base) or 2 * far <= most
        else:
            enough = _fuels(lift, goal, base) and max(out + far, 2 * far) <= most
        if not enough and not given(lift.fuel):
            raise Lacking(self.plan.missing(lift, "fuel"))
        return enough

    def _out(self, base: Location, start: Value, goal: Location, far: Fraction) -> Fraction:
        """How far it is from the base of an aircraft to where people wait."""
        if base is start:
            return Fraction(0)
        if base is goal:
            return far
        return self.number(geodesic(_needed(base.at), _needed(_needed(start).at)), "km")

    def _light(self, lift: Lift) -> Light | None:
        """When it is light, if it does not move in the dark, or has to land where no helicopter does at night."""
        ends = [self._known(self.contingency.pick_up), self._known(self.contingency.goal)]
        pads = [self.on.value(end.helipad) for end in ends if isinstance(end, Location) and given(end.helipad)]
        if not (given(lift.night) and not lift.night) and not (lift.mode == "air" and "day" in pads):
            return None
        dawn, dusk = self._clock("first_light"), self._clock("last_light")
        order = self.contingency.time.utc if given(self.contingency.time) else dusk
        return Light(Fraction((dawn - order) % MINUTES_OF_DAY, 60), Fraction((dusk - dawn) % MINUTES_OF_DAY, 60))

    def _clock(self, name: str) -> int:
        """A policy value that is a time of day, in minutes."""
        value = self.plan.parameter("policy", name, self.plan.span_of(self.contingency))
        minutes: int = _needed(self.on.value(value) if hasattr(value, "days") else value).utc
        return minutes

    # -- values --------------------------------------------------------------------------------------------------------

    def at(self, over_time: Value) -> Value:
        """What holds on the day; nothing is computed where that is not known."""
        return _needed(self._known(over_time))

    def _known(self, over_time: Value) -> Value:
        return self.on.value(over_time) if given(over_time) else over_time

    def hours(self, duration: Value) -> Fraction:
        """A duration in hours; months are those that begin on the day."""
        if isinstance(_needed(duration), Months):
            return Fraction((months_later(self.on.day, duration.count) - self.on.day).days * 24)
        return self.number(duration, "h")

    def number(self, value: Value, unit: str) -> Fraction:
        """The number of an amount in a unit."""
        return Fraction(_needed(value).number_in(self.plan.units.parse(unit)))

    def persons(self, number: Number) -> Quantity:
        """So many people."""
        return Quantity(number, self.plan.units.parse("persons"))

    def time(self, hours: Fraction) -> Quantity:
        """So many hours."""
        return Quantity(hours, self.plan.units.parse("h"))


def _needed(value: Value) -> Value:
    if isinstance(value, Unknown):
        raise Lacking(value)
    return value


def _fuels(lift: Lift, place: Value, base: Location) -> bool:
    """Whether an aircraft finds fuel at a place."""
    if place is base:
        return True
    return isinstance(place, Location) and any(given(lift.fuel) and stock.supply is lift.fuel for stock in place.stocks)


def _net(plan: Plan) -> Any:  # noqa: ANN401 -- a graph of networkx, which has no types
    """Places, and between two of them the routes that join them."""
    from networkx import Graph  # noqa: PLC0415 -- as above

    net: Any = Graph()
    for route in plan.all(Route):
        if given(route.origin) and given(route.destination):
            if not net.has_edge(route.origin, route.destination):
                net.add_edge(route.origin, route.destination, routes=[])
            net.edges[route.origin, route.destination]["routes"].append(route)
    return net


def _some(values: Iterable[Value]) -> tuple[Value, ...]:
    """The members of a list that may not be given."""
    return tuple(value for value in values if given(value)) if given(values) else ()
