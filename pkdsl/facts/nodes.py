"""Places and means that movements share: what a port handles in a day, and how much lift is taken.

Source: throughput arithmetic: what is handled in a day, and count × availability.
"""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING, get_args

from pkdsl.entities.force import Leg, Lift
from pkdsl.entities.places import Location
from pkdsl.plan.facts import derives
from pkdsl.schema import Mode
from pkdsl.values import NO_UNIT, Quantity, Steps, given, unknown_of
from pkdsl.values.dates import ONE_DAY
from pkdsl.values.functions import FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value

DAYLIGHT, WHOLE_DAY = 12, 24
"""The hours in which aircraft are worked on, without lights and with them."""


@derives(Location, "handles")
def handles(location: Location, plan: Plan) -> Value:
    """The sum over its handlings of a mode: passengers, cargo and containers a day, as they state them.

    `stands` is parking places for aircraft times the hours of a day: 24 where it works at night, else 12.
    """
    found: dict[str, dict[str, Value]] = {}
    for handling in location.handlings:
        limits = {"passengers": handling.passengers, "cargo": handling.cargo, "containers": handling.containers}
        for mode in handling.mode if given(handling.mode) else get_args(Mode):
            mine = found.setdefault(mode, {})
            for measure, limit in limits.items():
                if given(limit):
                    mine[measure] = FUNCTIONS["sum"]((mine[measure], limit)) if measure in mine else limit
            if mode == "air" and given(handling.parking):
                hours = WHOLE_DAY if given(handling.night) and handling.night else DAYLIGHT
                stands = Steps.always(Quantity(handling.parking * hours, plan.units.parse("h/day")))
                mine["stands"] = FUNCTIONS["sum"]((mine["stands"], stands)) if "stands" in mine else stands
    return found


@derives(Lift, "usable")
def usable(lift: Lift, plan: Plan) -> Value:
    """Count times availability, in whole ones; of those that there are, at least one."""
    if not given(lift.count):
        return lift.count
    share = lift.availability.number_in(NO_UNIT) if given(lift.availability) else 1
    return max(floor(lift.count * share), min(lift.count, 1))


@derives(Lift, "used")
def used(lift: Lift, plan: Plan) -> Value:
    """For each leg that it carries, the vehicles that go at once, from departure until the last is back for the next."""
    result: Steps[int] = Steps.always(0)
    for leg in plan.memo(_by_lift).get(lift, ()):
        taken, start, end = leg.vehicles, leg.leaves, leg.frees
        if not all(map(given, (taken, start, end))):
            return unknown_of((taken, start, end))
        busy = Steps.of(0, [(start, taken), (end + ONE_DAY, 0)])
        result = result.merge(busy, lambda total, more: total + more)
    return result


def _by_lift(plan: Plan) -> Mapping[Lift, list[Leg]]:
    """The legs that each lift carries."""
    found: dict[Lift, list[Leg]] = {}
    for leg in plan.all(Leg):
        if given(leg.by):
            found.setdefault(leg.by, []).append(leg)
    return found
