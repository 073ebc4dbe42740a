"""What is used of each supply, where, and by whom: what all demands of the plan and its packages ask for.

Source: addition; the factors stand in the demands themselves, each with its own source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.entities.consumer import Consumer
from pkdsl.entities.money import Demand
from pkdsl.entities.places import Location, Supply
from pkdsl.plan.facts import derives
from pkdsl.values import UNTYPED, Quantity, Steps, given
from pkdsl.values.functions import FUNCTIONS
from pkdsl.values.operators import binary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pkdsl.plan.plan import Plan
    from pkdsl.plan.yields import Yield
    from pkdsl.schema import Declared
    from pkdsl.values.unit import Unit
    from pkdsl.values.value import Value


@derives(Location, "demand", by=Supply)
def demand_of_location(location: Location, supply: Supply, plan: Plan) -> Value:
    """What all demands ask for there on each day; of a unit that moves, on the days on which it is there.

    An amount that is no amount of the supply a day has a finding, and counts for nothing.
    """
    asked = plan.memo(_by_place).get((location, supply), ())
    return _sum((_while_at(one, location) for one in asked), supply, plan)


@derives(Consumer, "demand", by=Supply)
def demand_of_consumer(consumer: Consumer, supply: Supply, plan: Plan) -> Value:
    """What all demands ask for on its behalf, or on behalf of something that it has, on each day."""
    asked = plan.memo(_by_user).get((consumer, supply), ())
    return _sum((one.read("amount") for one in asked), supply, plan)


@derives(Location, "consumes")
def used_at_location(location: Location, plan: Plan) -> Value:
    """The supplies that some demand asks for there, in the order of their paths."""
    return tuple(supply for supply in plan.all(Supply) if (location, supply) in plan.memo(_by_place))


@derives(Consumer, "consumes")
def used_by_consumer(consumer: Consumer, plan: Plan) -> Value:
    """The supplies that some demand asks for on its behalf, in the order of their paths."""
    return tuple(supply for supply in plan.all(Supply) if (consumer, supply) in plan.memo(_by_user))


def _while_at(asked: Yield, location: Location) -> Value:
    """The amount on the days on which it is used at a place."""
    place, amount = asked.read("at"), asked.read("amount")
    if place is location:
        return amount
    there = place.map(lambda one: Quantity(int(one is location)))
    return binary("*", amount, there)


def _sum(amounts: Iterable[Value], supply: Supply, plan: Plan) -> Value:
    """The sum, in the supply's measure a day; of nothing, none of it."""
    if not given(supply.measure):
        return plan.missing(supply, "measure")
    unit = plan.units.parse(f"{supply.measure}/day")
    total = FUNCTIONS["sum"](tuple(amount for amount in amounts if _is_of(amount, unit)), unit)
    steps = total if isinstance(total, Steps) else Steps.always(total)
    return steps.map(lambda one: one.to(unit) if isinstance(one, Quantity) else one)


def _is_of(amount: Value, unit: Unit) -> bool:
    values = amount.values if isinstance(amount, Steps) else (amount,)
    return all(
        one.unit.dimension == unit.dimension for one in values if isinstance(one, Quantity) and one.unit is not UNTYPED
    )


def _by_place(plan: Plan) -> Mapping[tuple[Location, Supply], list[Yield]]:
    """What is asked for at each place; a demand whose place or supply is not known is counted nowhere."""
    found: dict[tuple[Location, Supply], list[Yield]] = {}
    for one in plan.yields(Demand):
        supply, place = one.read("supply"), one.read("at")
        for location in dict.fromkeys(place.values if isinstance(place, Steps) else (place,)):
            if isinstance(location, Location) and isinstance(supply, Supply):
                found.setdefault((location, supply), []).append(one)
    return found


def _by_user(plan: Plan) -> Mapping[tuple[Declared, Supply], list[Yield]]:
    """What is asked for by each thing that demands range over, and by what it stands in."""
    found: dict[tuple[Declared, Supply], list[Yield]] = {}
    for one in plan.yields(Demand):
        supply = one.read("supply")
        users = {user: None for subject in one.subjects for user in (subject, subject.parent) if given(user)}
        for user in users if isinstance(supply, Supply) else ():
            found.setdefault((user, supply), []).append(one)
    return found
