"""Ways, and routes through the year: how far one comes in a day, what the bridges bear, and when they are closed.

Source: arithmetic; the geodesic on WGS84.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.entities.force import Leg
from pkdsl.entities.places import Location, Route
from pkdsl.plan.facts import derives
from pkdsl.values import NO_UNIT, Period, Quantity, Steps, Unknown, geodesic, given
from pkdsl.values.functions import FUNCTIONS
from pkdsl.values.operators import binary
from pkdsl.values.yearly import in_months

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value

DRIVEN = frozenset({"road"})
"""The modes on which one drives by day and rests by night; on others one goes on round the clock."""


@derives(Route, "length")
def length(route: Route, plan: Plan) -> Value:
    """The distance; of a route by air without one, the great circle between its ends."""
    here, there = route.origin, route.destination
    if route.mode != "air" or not given(here) or not given(there):
        return _or_missing(route.distance, route, "distance", plan)
    if given(route.distance) or not given(here.at) or not given(there.at):
        return _or_missing(route.distance, route, "distance", plan)
    return geodesic(here.at, there.at)


@derives(Leg, "previous")
def previous(leg: Leg, plan: Plan) -> Value:
    """The leg that stands before it in its movement; unknown for the first."""
    legs = leg.parent.legs
    place = legs.index(leg)
    return legs[place - 1] if place else Unknown(())


@derives(Leg, "means")
def means(leg: Leg, plan: Plan) -> Value:
    """The mode as stated, else that of its lift, else that of the first of its routes."""
    lift, via = leg.by, leg.via
    modes = (leg.mode, lift.mode if given(lift) else lift, via[0].mode if given(via) and via else via)
    return next(filter(given, modes), plan.missing(leg, "mode"))


@derives(Leg, "routes")
def routes(leg: Leg, plan: Plan) -> Value:
    """Those in `via`; where it names none, the one of its mode between its ends, if there is one."""
    if given(leg.via):
        return leg.via
    ends, means = (leg.origin, leg.destination), leg.means
    if not all(map(given, (*ends, means))):
        return ()
    found = plan.memo(_between).get((frozenset(ends), means))
    return () if found is None else (found,)


@derives(Leg, "distance")
def distance(leg: Leg, plan: Plan) -> Value:
    """The sum of the lengths of its routes; by air without a route, the great circle between its ends."""
    if leg.routes:
        return FUNCTIONS["sum"](tuple(route.length for route in leg.routes))
    ends = [place.at for place in (leg.origin, leg.destination) if given(place)]
    if leg.means == "air" and len(ends) > 1 and all(map(given, ends)):
        return geodesic(*ends)
    return plan.missing(leg, "via")


@derives(Route, "reach")
def reach(route: Route, plan: Plan) -> Value:
    """The day's distance: `daily_distance`, else speed times the hours of a day; less in a season, none when closed.

    In the wet season a stated `wet_daily_distance` or `wet_speed` holds; without one, and in other seasons, the dry
    figure times the season's `road_speed`. Hours of a day on roads are `policy.driving_hours`, elsewhere 24.
    """
    dry = _per_day(route, route.daily_distance, route.speed, plan)
    wet = _per_day(route, route.wet_daily_distance, route.wet_speed, plan)
    return _through_the_year(route, dry, wet, plan)


@derives(Route, "pace")
def pace(route: Route, plan: Plan) -> Value:
    """`speed`, where it gives none its daily distance over 24 hours; less in a season, none when closed.

    In the wet season a stated `wet_speed` (or `wet_daily_distance`) holds; without one, and in other seasons, the dry
    figure times the season's `road_speed`.
    """
    dry = route.speed if given(route.speed) else route.daily_distance
    wet = route.wet_speed if given(route.speed) else route.wet_daily_distance
    return _through_the_year(route, _or_missing(dry, route, "speed", plan), wet, plan)


def _through_the_year(route: Route, dry: Value, wet: Value, plan: Plan) -> Value:
    """How far or fast one moves on each day, from what holds in the dry and in the wet season."""
    if not given(dry):
        return dry
    result: Steps[Value] = Steps.always(dry)
    for season in route.seasons if route.mode == "road" else ():
        slower = wet if given(wet) and season.type == "wet" else _share(dry, season.road_speed)
        result = _laid(result, season.days, slower)
    passable = route.passable
    nothing = Quantity(0, dry.unit)
    return passable if not given(passable) else result.merge(passable, lambda far, free: far if free else nothing)


@derives(Route, "bears")
def bears(route: Route, plan: Plan) -> Value:
    """`max_load`, in a season times its `road_load`."""
    most = route.max_load
    if not given(most):
        return most
    result: Steps[Value] = Steps.always(most)
    for season in route.seasons if route.mode == "road" else ():
        result = _laid(result, season.days, _share(most, season.road_load))
    return result


@derives(Route, "passable")
def passable(route: Route, plan: Plan) -> Value:
    """The days of the months in `open`; every day when it names none."""
    months, period = route.open, plan.period()
    if not given(months):
        return Steps.always(True)  # noqa: FBT003 -- a value
    return in_months(months, period) if isinstance(period, Period) else Unknown(())


def _between(plan: Plan) -> Mapping[tuple[frozenset[Location], str], Route]:
    """The first route of each mode between two places."""
    found: dict[tuple[frozenset[Location], str], Route] = {}
    for route in plan.all(Route):
        if given(route.origin) and given(route.destination):
            found.setdefault((frozenset({route.origin, route.destination}), str(route.mode)), route)
    return found


def _per_day(route: Route, daily: Value, speed: Value, plan: Plan) -> Value:
    """A distance a day: as given, or of a speed and the hours that one moves."""
    if given(daily):
        return daily
    if not given(speed):
        return plan.missing(route, "daily_distance")
    hours = Quantity(24, plan.units.parse("h/day"))
    if route.mode in DRIVEN:
        hours = plan.parameter("policy", "driving_hours", plan.span_of(route))
    return binary("*", speed, hours)


def _laid(below: Steps[Value], days: Value, above: Value) -> Steps[Value]:
    """With another value on the days of a season."""
    if not given(days) or not given(above):
        return below
    return below.merge(days, lambda old, holds: above if holds else old)


def _share(amount: Quantity, percent: Value) -> Value:
    """So many per cent of an amount; unknown where the season does not say."""
    return binary("*", amount, Quantity(percent.number_in(NO_UNIT))) if given(percent) else percent


def _or_missing(value: Value, route: Route, name: str, plan: Plan) -> Value:
    return value if given(value) else plan.missing(route, name)
