"""What a line of the budget counts, as logistics counts it: supplies by demand, aircraft by hours, each with its price.

Source: arithmetic; a line that counts something else than the thing that it covers has no such figure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.entities.force import Lift
from pkdsl.entities.medical import EvacuationAsset
from pkdsl.entities.money import Line
from pkdsl.entities.places import Location, Supply
from pkdsl.plan.facts import derives
from pkdsl.values import Quantity, given
from pkdsl.values.functions import FUNCTIONS

if TYPE_CHECKING:
    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value


@derives(Line, "used")
def used(line: Line, plan: Plan) -> Value:
    """The demand of all places for the supply, or the hours of the aircraft, over the line's days."""
    thing = _counted(line)
    if isinstance(thing, Supply):
        a_day = FUNCTIONS["sum"](tuple(place.demand[thing] for place in plan.all(Location)))
        return _as(line.quantity, FUNCTIONS["total"](a_day, line.life), plan.missing(line, "used"))
    hours = thing.hours if isinstance(thing, Lift | EvacuationAsset) else None
    if hours is None or not given(hours):
        return plan.missing(line, "used")
    return _as(line.quantity, FUNCTIONS["total"](hours, line.life), plan.missing(line, "used"))


@derives(Line, "usual_cost")
def usual_cost(line: Line, plan: Plan) -> Value:
    """The price of the supply, or the hourly rate of the aircraft, on average over the line's days."""
    thing = _counted(line)
    if not isinstance(thing, Supply | Lift | EvacuationAsset):
        return plan.missing(line, "usual_cost")
    price = thing.price if isinstance(thing, Supply) else thing.hourly_rate
    return _as(line.unit_cost, FUNCTIONS["mean"](price, line.life), plan.missing(line, "usual_cost"))


def _counted(line: Line) -> Value:
    """The one thing that a line covers."""
    return line.covers[0] if given(line.covers) and len(line.covers) == 1 else None


def _as(stated: Value, found: Value, missing: Value) -> Value:
    """What was found, where it can be compared with what is stated; nothing used is in no unit."""
    if not isinstance(stated, Quantity) or not isinstance(found, Quantity):
        return missing
    return found.to(stated.unit) if found.unit.dimension == stated.unit.dimension else missing
