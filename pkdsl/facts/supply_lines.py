"""What a supply line can bring on each day: where it leads, what its vehicles carry, and when nothing gets through.

Source: arithmetic: vehicles × availability × payload ÷ turnaround; the turnaround holds loading, escort and repair.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.entities.force import Lift, Unit
from pkdsl.entities.places import SupplyLine
from pkdsl.plan.facts import derives
from pkdsl.values import NO_UNIT, PERCENT, Period, Quantity, Steps, given, unknown_of
from pkdsl.values.dates import FIRST_DAY, LAST_DAY
from pkdsl.values.functions import FUNCTIONS
from pkdsl.values.number import divide
from pkdsl.values.operators import binary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pkdsl.entities.places import Fleet, Location, Route
    from pkdsl.plan.plan import Plan
    from pkdsl.schema import Declared
    from pkdsl.values.value import Value

ALWAYS: Steps[bool] = Steps.always(True)  # noqa: FBT003 -- a value


@derives(SupplyLine, "origin")
def origin(line: SupplyLine, plan: Plan) -> Value:
    """Where the first route of `via` begins."""
    ends = _ends(line)
    return ends[0] if ends else plan.missing(line, "origin")


@derives(SupplyLine, "destination")
def destination(line: SupplyLine, plan: Plan) -> Value:
    """Where the last route of `via` ends."""
    ends = _ends(line)
    return ends[-1] if ends else plan.missing(line, "destination")


@derives(SupplyLine, "throughput")
def throughput(line: SupplyLine, plan: Plan) -> Value:
    """Its `capacity`, else what its vehicles carry; nought on days on which it does not run."""
    most = line.capacity if given(line.capacity) else line.carried
    nothing = Quantity(0, plan.units.parse("t/day"))
    if not given(most) or not given(line.running):
        return unknown_of((most, line.running))
    return most.merge(line.running, lambda amount, runs: amount if runs is True else nothing if runs is False else runs)


@derives(SupplyLine, "carried")
def carried(line: SupplyLine, plan: Plan) -> Value:
    """Vehicles × availability × payload ÷ turnaround, all fleets together; by air aircraft × availability × sorties × payload.

    A vehicle carries no more than the weakest bridge of the routes bears. A line that brings something every so many
    days sends no vehicle oftener than that. On wet days the `wet_turnaround` holds; without one, the turnaround grows
    as the slowest route slows. Aircraft are those that who runs the line provides, on the days of their period and on
    the smaller share of days on which one can fly at its ends.
    """
    fleets = [_fleet(fleet, line, plan) for fleet in line.fleets]
    if fleets:
        return FUNCTIONS["sum"](tuple(fleets))
    aircraft = [_aircraft(lift, line, plan) for lift in plan.memo(_aircraft_by_provider).get(line.by, ())]
    return FUNCTIONS["sum"](tuple(aircraft)) if aircraft else plan.missing(line, "capacity")


@derives(SupplyLine, "running")
def running(line: SupplyLine, plan: Plan) -> Value:
    """Yes on the days that are in no period of `closed`, and on which routes, drivers, escort and both ends are there."""
    result = ALWAYS
    for period in line.closed if given(line.closed) else ():
        result = result.during(period, False)  # noqa: FBT003 -- a value
    for _, there in _needs(line):
        if not given(there):
            return there
        result = result.merge(there, lambda one, two: False if one is False or two is False else two if one else one)
    return result


@derives(SupplyLine, "bottleneck")
def bottleneck(line: SupplyLine, plan: Plan) -> Value:
    """On the day of the mission on which it brings least: what is not there, else the slowest route, else its fleet.

    Where only its own capacity or closure limits it, the line itself.
    """
    period, brings = plan.period(), line.throughput
    if not isinstance(period, Period) or not given(brings):
        return unknown_of((period, brings))
    stretches = [(first, amount) for first, _, amount in brings.intervals(period) if given(amount)]
    if not stretches:
        return brings.before
    day = min(stretches, key=lambda stretch: stretch[1].number * stretch[1].unit.factor)[0]
    absent = [what for what, there in _needs(line) if given(there) and there.at(day) is False]
    if absent:
        return absent[0]
    slow = [route for route in _routes(line) if given(route.reach) and _slowdown(route).at(day) != Quantity(1)]
    if slow and not given(line.capacity):
        return slow[0]
    return line.fleets[0] if line.fleets and not given(line.capacity) else line


# --- The way ----------------------------------------------------------------------------------------------------------


def _routes(line: SupplyLine) -> Sequence[Route]:
    return line.via if given(line.via) else ()


def _ends(line: SupplyLine) -> list[Location]:
    """The places on the way, in order; each route is taken from the end at which the one before it arrives."""
    routes = [route for route in _routes(line) if given(route.origin) and given(route.destination)]
    if not routes:
        return []
    first = routes[0]
    turned = len(routes) > 1 and first.destination not in (routes[1].origin, routes[1].destination)
    places = [first.destination, first.origin] if turned else [first.origin, first.destination]
    for route in routes[1:]:
        places.append(route.origin if places[-1] is route.destination else route.destination)
    return places


def _needs(line: SupplyLine) -> Iterator[tuple[Declared, Value]]:
    """What must be there for it to run, with the days on which it is."""
    for route in _routes(line):
        yield route, route.passable
    for body in (line.by, line.escort):
        if isinstance(body, Unit):
            people: Value = body.deployed
            yield body, people.map(lambda some: some.number > 0 if given(some) else some) if given(people) else people
        elif given(body):
            yield body, _days(body.life)
    for place in (line.origin, line.destination):
        if given(place):
            yield place, _days(place.life)


def _days(life: Value) -> Value:
    """Yes on the days of a life; on every day where nothing bounds it."""
    if not isinstance(life, Period) or (life.start <= FIRST_DAY and life.end >= LAST_DAY):
        return ALWAYS
    return ALWAYS.within(life, False)  # noqa: FBT003 -- a value


# --- What is carried --------------------------------------------------------------------------------------------------


def _fleet(fleet: Fleet, line: SupplyLine, plan: Plan) -> Value:
    """What one fleet carries in a day."""
    share = Quantity(fleet.availability.number_in(NO_UNIT)) if given(fleet.availability) else Quantity(1)
    vehicles: Value = fleet.vehicles if not given(fleet.vehicles) else Quantity(fleet.vehicles)
    load: Value = fleet.payload
    for route in _routes(line):
        if given(route.bears):
            load = FUNCTIONS["min"]((load, route.bears))
    a_day = binary("/", binary("*", binary("*", vehicles, share), load), _interval(fleet, line, plan))
    tonnes = plan.units.parse("t/day")
    return a_day.map(lambda one: one.to(tonnes) if given(one) else one) if isinstance(a_day, Steps) else a_day


def _interval(fleet: Fleet, line: SupplyLine, plan: Plan) -> Value:
    """The time between two departures of one vehicle, on each day."""
    every, dry, wet = line.every, fleet.turnaround, fleet.wet_turnaround
    if not given(dry):
        return every if given(every) else plan.missing(fleet, "turnaround")
    result = Steps.always(dry)
    if given(wet):
        result = _wet(line).map(lambda holds: wet if holds else dry)
    else:
        slower = [binary("*", _slowdown(route), dry) for route in _routes(line) if given(route.reach)]
        result = FUNCTIONS["max"]((result, *slower))
    return FUNCTIONS["max"]((result, every)) if given(every) else result


def _slowdown(route: Route) -> Steps[Quantity]:
    """How many times longer it takes than on its best days; once where it is closed, since nothing drives then."""
    far = [reach.number * reach.unit.factor for reach in route.reach.values if given(reach)]
    return route.reach.map(
        lambda reach: (
            reach
            if not given(reach)
            else Quantity(divide(max(far), reach.number * reach.unit.factor) if reach.number else 1)
        )
    )


def _wet(line: SupplyLine) -> Steps[bool]:
    """Yes on days on which it is wet at one of the places on the way."""
    places = {place: None for place in (line.origin, *_ends(line), line.destination) if given(place)}
    result: Steps[bool] = Steps.always(False)  # noqa: FBT003 -- a value
    for place in places:
        result = result.merge(place.wet, lambda one, two: one or two)
    return result


def _aircraft(lift: Lift, line: SupplyLine, plan: Plan) -> Value:
    """What one sort of aircraft carries in a day."""
    share = Quantity(lift.availability.number_in(NO_UNIT)) if given(lift.availability) else Quantity(1)
    count: Value = lift.count if not given(lift.count) else Quantity(lift.count)
    a_day: Value = binary("*", binary("*", binary("*", count, share), lift.sorties), lift.payload)
    if not given(a_day):
        return a_day
    tonnes, most = plan.units.parse("t/day"), Quantity(100, PERCENT)
    flying = FUNCTIONS["min"]((most, *(place.flying for place in (line.origin, line.destination) if given(place))))
    return binary("*", _days(lift.life).map(lambda there: a_day.to(tonnes) if there else Quantity(0, tonnes)), flying)


def _aircraft_by_provider(plan: Plan) -> Mapping[Value, list[Lift]]:
    """The aircraft that each unit or contract provides."""
    found: dict[Value, list[Lift]] = {}
    for lift in plan.all(Lift):
        if given(lift.provider) and lift.mode == "air":
            found.setdefault(lift.provider, []).append(lift)
    return found
