"""The seasons of places: on which days they hold, where it is wet, and how much can be flown.

Source: the seasons that the plan states for a country; a season is one thing with many effects.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.entities.foundations import Country, Season
from pkdsl.entities.places import Area, Location, Route
from pkdsl.plan.facts import derives
from pkdsl.values import NO_UNIT, PERCENT, Period, Quantity, Steps, Unknown, given
from pkdsl.values.yearly import in_months

if TYPE_CHECKING:
    from collections.abc import Collection

    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value


@derives(Season, "days")
def days(season: Season, plan: Plan) -> Value:
    """Those of its `period`, else of its `months` in every year; none where it gives neither."""
    period, mission = season.period, plan.period()
    if isinstance(period, Period):
        return Steps.always(False).during(period, True)  # noqa: FBT003 -- a value
    if not given(season.months):
        return Steps.always(False)  # noqa: FBT003 -- a value
    return in_months(season.months, mission) if isinstance(mission, Period) else Unknown(())


@derives(Location, "seasons")
def seasons_of_location(location: Location, plan: Plan) -> Value:
    """Those of its state (of all, where it does not say), everywhere there or in an area that it lies in."""
    return _seasons((location,), plan)


@derives(Route, "seasons")
def seasons_of_route(route: Route, plan: Plan) -> Value:
    """Those of the states and areas that its ends lie in; of all states, where they do not say."""
    return _seasons(tuple(end for end in (route.origin, route.destination) if given(end)), plan)


@derives(Location, "wet")
def wet(location: Location, plan: Plan) -> Value:
    """Yes on the days of its wet seasons."""
    result: Steps[bool] = Steps.always(False)  # noqa: FBT003 -- a value
    for season in location.seasons:
        if season.type == "wet" and given(season.days):
            result = result.merge(season.days, lambda one, two: one or two)
    return result


@derives(Location, "flying")
def flying(location: Location, plan: Plan) -> Value:
    """The share of days on which one can fly: the smallest `flying` of the seasons that hold, else all of them."""
    result: Steps[Quantity] = Steps.always(Quantity(100, PERCENT))
    for season in location.seasons:
        if given(season.flying) and given(season.days):
            share = Quantity(100 * season.flying.number_in(NO_UNIT), PERCENT)
            result = result.merge(season.days, lambda old, holds, share=share: _less(old, share) if holds else old)  # type: ignore[misc]  # -- mypy sees no default in a lambda
    return result


def _less(one: Quantity, two: Quantity) -> Quantity:
    return min(one, two, key=lambda share: share.number)


def _seasons(places: tuple[Location, ...], plan: Plan) -> tuple[Season, ...]:
    states = {place.state for place in places if given(place.state)}
    return tuple(
        season
        for country in plan.all(Country)
        if not states or country.state in states
        for season in country.seasons
        if not given(season.area) or any(_within(place, season.area) for place in places)
    )


def _within(place: Location, areas: Collection[Area]) -> bool:
    """Whether a place lies in one of the areas, or in an area within one."""
    waiting, seen = list(place.area) if given(place.area) else [], set()
    while waiting:
        area = waiting.pop()
        if area in areas:
            return True
        if area not in seen and given(area.part_of):
            waiting.append(area.part_of)
        seen.add(area)
    return False
