"""Water, power and waste of a site: what there is when the largest plant or set stands still, and what is needed.

Source: N-1 means without the largest single plant, not an average one; power: sets × rated power.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.entities.places import Location, Supply
from pkdsl.plan.facts import derives
from pkdsl.values import Quantity, given, unknown_of
from pkdsl.values.functions import FUNCTIONS
from pkdsl.values.operators import binary

if TYPE_CHECKING:
    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value


@derives(Location, "makes_n_1", by=Supply)
def makes_n_1(location: Location, supply: Supply, plan: Plan) -> Value:
    """What all plants make less what the largest one makes; all of it on days on which a contractor delivers besides."""
    made, contracted = location.makes[supply], location.contracted[supply]
    if not given(made) or not given(contracted):
        return unknown_of((made, contracted))
    if not any(given(some) and some.number for some in made.values):
        return made
    most = FUNCTIONS["max"](tuple(binary("*", plant.rate, plant.hours) for plant in location.water_plants))
    if not given(most):
        return most
    return made.merge(contracted, lambda all_, beside: all_ if beside or not given(all_) else binary("-", all_, most))


@derives(Location, "power")
def power(location: Location, plan: Plan) -> Value:
    """Count × rated power of all its generators; and the same without the largest single set."""
    each = [(one.rated_power, Quantity(one.count) if given(one.count) else one.count) for one in location.generators]
    if not each:
        return plan.missing(location, "generator")
    total = FUNCTIONS["sum"](tuple(binary("*", rated, count) for rated, count in each))
    return {"all": total, "n_1": binary("-", total, FUNCTIONS["max"](tuple(rated for rated, _ in each)))}


@derives(Location, "running_power")
def running_power(location: Location, plan: Plan) -> Value:
    """Running sets × rated power, all generators together."""
    each = [
        binary("*", one.rated_power, Quantity(one.running)) if given(one.running) else one.running
        for one in location.generators
    ]
    return FUNCTIONS["sum"](tuple(each)) if each else plan.missing(location, "generator")
