"""The timetable of convoys: on which days they leave, whom they meet on the road, and when nobody escorts them.

Source: logic of a timetable: first departure, interval, days on the road.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pkdsl.entities.places import Convoy
from pkdsl.plan.facts import derives
from pkdsl.values import DAY, ConditionDate, Months, Period, Quantity, given, unknown_of
from pkdsl.values.dates import ONE_DAY, later, months_later

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkdsl.entities.places import Route
    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value


@derives(Convoy, "departures")
def departures(convoy: Convoy, plan: Plan) -> Value:
    """The first one, and one more after each interval, up to the end of the mission; not while its line is closed."""
    first, period = _day(convoy.first), plan.period()
    if not isinstance(first, date) or not isinstance(period, Period):
        return unknown_of((first, period))
    closed: tuple[Period, ...] = convoy.parent.closed if given(convoy.parent.closed) else ()
    days = [first] if not given(convoy.every) else list(_days(first, convoy.every, period.end))
    return tuple(day for day in days if not any(one.covers(Period(day, day)) for one in closed))


@derives(Convoy, "meets")
def meets(convoy: Convoy, plan: Plan) -> Value:
    """Other convoys that leave on the same day at the same time and take one of its routes."""
    mine, routes = convoy.departures, _routes(convoy)
    if not given(mine) or not given(convoy.departs):
        return unknown_of((mine, convoy.departs))
    return tuple(
        other
        for other in plan.all(Convoy)
        if other is not convoy
        and other.departs == convoy.departs
        and given(other.departures)
        and any(route in routes for route in _routes(other))
        and any(day in mine for day in other.departures)
    )


@derives(Convoy, "unescorted")
def unescorted(convoy: Convoy, plan: Plan) -> Value:
    """Departures that need an escort and have none: none is named, it is not in theatre, or it is out with another convoy.

    An escort is needed where a route asks for one or its threat level is at least `policy.escort_threat`, and where one
    is named. It is out from the day of departure for as long as the convoy is on the road, there and back.
    """
    days, escort, threat = (
        convoy.departures,
        _escort(convoy),
        plan.parameter("policy", "escort_threat", plan.span_of(convoy)),
    )
    if not given(days) or not given(threat):
        return unknown_of((days, threat))
    if not given(escort):
        return tuple(day for day in days if any(_asks(route, day, threat) for route in _routes(convoy)))
    others = [other for other in plan.all(Convoy) if other is not convoy and _escort(other) is escort]
    out = [span for other in others for span in _spans(other) if plan.path_of(other) < plan.path_of(convoy)]
    return tuple(
        span.start for span in _spans(convoy) if not _is_there(escort, span) or any(span.shared(one) for one in out)
    )


def _days(first: date, every: Value, end: date) -> Iterator[date]:
    """Each interval after the one before it; calendar months are counted from the first."""
    number, day = 0, first
    while day <= end:
        yield day
        number += 1
        step = (
            months_later(first, every.count * number)
            if isinstance(every, Months)
            else later(first, number * _whole(every))
        )
        if step <= day:
            return
        day = step


def _whole(every: Quantity) -> int:
    return max(int(every.number_in(DAY)), 1)


def _spans(convoy: Convoy) -> list[Period]:
    """The days of each departure on which it is on the road."""
    takes: Value = convoy.takes
    days = _whole(takes) if isinstance(takes, Quantity) else 1
    found: Value = convoy.departures
    return [Period(day, day + (days - 1) * ONE_DAY) for day in found] if given(found) else []


def _escort(convoy: Convoy) -> Value:
    return convoy.escort if given(convoy.escort) else convoy.parent.escort


def _routes(convoy: Convoy) -> tuple[Route, ...]:
    return convoy.parent.via if given(convoy.parent.via) else ()


def _asks(route: Route, day: date, threat: Value) -> bool:
    """Whether nothing moves on a route on a day without an escort."""
    level = route.threat_level.at(day) if given(route.threat_level) else route.threat_level
    return (given(route.escort_needed) and route.escort_needed) or (given(level) and level >= threat.number)


def _is_there(escort: Value, span: Period) -> bool:
    """Whether a unit is in theatre on all these days; where that is not known, it is."""
    people = escort.deployed
    return not given(people) or not any(given(some) and some.number == 0 for _, _, some in people.intervals(span))


def _day(value: Value) -> Value:
    """A planned date as a day."""
    return value.date if isinstance(value, ConditionDate) else value
