"""How long stocks last: at each place, and of what the mission holds besides; and what is left of a line's strength.

Source: days of supply = stock ÷ what is used in a day; margin = throughput ÷ load.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.entities.force import Unit
from pkdsl.entities.foundations import Mission
from pkdsl.entities.places import Location, Supply, SupplyLine
from pkdsl.plan.facts import derives
from pkdsl.values import DAY, Period, Quantity, Steps, Unknown, given, unknown_of
from pkdsl.values.dates import ONE_DAY
from pkdsl.values.functions import FUNCTIONS
from pkdsl.values.operators import binary

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value


UNIT_DAYS = {
    "rations": "rations_unit_days",
    "combat_rations": "rations_reserve_days",
    "water": "water_storage_days",
    "bottled_water": "water_bottle_days",
    "fuel": "fuel_local_days",
    "aviation_fuel": "fuel_local_days",
    "medical": "medical_supply_days",
}
"""The policy that says how many days of a class of supply units hold."""
MISSION_DAYS = {"fuel": "fuel_strategic_days", "aviation_fuel": "fuel_strategic_days"}
"""The policy that says how many days of it the mission holds besides."""


@derives(SupplyLine, "margin")
def margin(line: SupplyLine, plan: Plan) -> Value:
    """Throughput divided by load; unknown on days on which nothing must come by it."""
    return _merged(line.throughput, line.load, lambda can, must: binary("/", can, must) if must.number else Unknown(()))


@derives(Supply, "reserve_unit")
def reserve_unit(supply: Supply, plan: Plan) -> Value:
    """The days that policy asks of its class, if it asks any."""
    return _asked(supply, plan, "reserve_unit", UNIT_DAYS)


@derives(Supply, "reserve_mission")
def reserve_mission(supply: Supply, plan: Plan) -> Value:
    """The days that policy asks of its class, if it asks any."""
    return _asked(supply, plan, "reserve_mission", MISSION_DAYS)


def _asked(supply: Supply, plan: Plan, field: str, policy: Mapping[str, str]) -> Value:
    if not given(supply.class_) or supply.class_ not in policy:
        return plan.missing(supply, field)
    return plan.parameter("policy", policy[supply.class_], plan.span_of(supply))


@derives(Location, "consumes")
def consumes(location: Location, plan: Plan) -> Value:
    """The supplies of which some is used there on some day, as far as that is known."""
    return tuple(
        supply
        for supply, used in location.demand.items()
        if given(used) and any(given(some) and some.number for some in used.values)
    )


@derives(Location, "days_of_supply", by=Supply)
def days_of_supply(location: Location, supply: Supply, plan: Plan) -> Value:
    """Stock at the end of the day ÷ what is used on it; unknown on days on which nothing is used."""
    return _lasting(location.stock_level[supply], location.demand[supply])


@derives(Location, "own_stock", by=Supply)
def own_stock(location: Location, supply: Supply, plan: Plan) -> Value:
    """What is in stock beyond the mission's part of what is kept there, which is used last."""
    level, reserve = location.stock_level[supply], _of_mission(location, supply)
    if reserve is None:
        return level
    return _merged(level, Steps.always(reserve), lambda held, part: binary("-", held, _less(held, part)))


@derives(Location, "before_closure", by=Supply)
def before_closure(location: Location, supply: Supply, plan: Plan) -> Value:
    """On the day before all lines that bring it stop: what is used in `policy.closure_days` from then on; else nothing."""
    used, days = location.demand[supply], plan.parameter("policy", "closure_days", plan.span_of(location))
    brings = [line.running for line in plan.memo(_lines_to).get(location, ()) if _carries(line, supply)]
    if not given(used) or not given(days) or not all(map(given, brings)):
        return unknown_of((used, days, *brings))
    lasting = used.map(lambda some: binary("*", some, days))
    result = lasting.map(lambda some: Quantity(0, some.unit) if given(some) else some)
    open_ = FUNCTIONS["any"](tuple(brings)) if brings else True
    for day, runs in open_.changes if isinstance(open_, Steps) else ():
        if runs is False:
            result = result.during(Period(day - ONE_DAY, day - ONE_DAY), lasting.at(day))
    return result


def _lines_to(plan: Plan) -> Mapping[Location, list[SupplyLine]]:
    """The lines that end at each place."""
    found: dict[Location, list[SupplyLine]] = {}
    for line in plan.all(SupplyLine):
        if given(line.destination):
            found.setdefault(line.destination, []).append(line)
    return found


def _carries(line: SupplyLine, supply: Supply) -> bool:
    return not given(line.carries) or supply in line.carries


@derives(Location, "basic_load", by=Supply)
def basic_load(location: Location, supply: Supply, plan: Plan) -> Value:
    """For the equipment of units based there on each day: number of items × what each takes into the field."""
    total: Value = Steps.always(binary("*", Quantity(0), Quantity(1, plan.units.parse(supply.measure))))
    for unit in plan.memo(_based).get(location, ()):
        here, people = unit.base.map(lambda place: place is location), unit.deployed
        for item in unit.equipment:
            loads = item.item.basic_load if given(item.item) else {}
            if given(loads) and supply in loads and given(people):
                there = here.merge(people, lambda one, some: one is True and given(some) and some.number > 0)
                number = item.quantity.merge(
                    there, lambda count, is_there: Quantity(count) if is_there else Quantity(0)
                )
                total = binary("+", total, binary("*", number, loads[supply]))
    return total


def _based(plan: Plan) -> Mapping[Location, list[Unit]]:
    """The units that are, at some time, based at each place."""
    found: dict[Location, list[Unit]] = {}
    for unit in plan.all(Unit):
        for place in dict.fromkeys(filter(given, unit.base.values)) if given(unit.base) else ():
            found.setdefault(place, []).append(unit)
    return found


@derives(Location, "delivery_interval", by=Supply)
def delivery_interval(location: Location, supply: Supply, plan: Plan) -> Value:
    """The shortest `every` of the lines that end there and carry it."""
    lines = [line for line in plan.memo(_lines_to).get(location, ()) if _carries(line, supply)]
    every = [line.every for line in lines if isinstance(line.every, Quantity)]
    return FUNCTIONS["min"](tuple(every)) if every else plan.missing(location, "delivery_interval")


@derives(Mission, "demand", by=Supply)
def demand(mission: Mission, supply: Supply, plan: Plan) -> Value:
    """What is used of it in a day at all places together."""
    return FUNCTIONS["sum"](tuple(location.demand[supply] for location in plan.all(Location)))


@derives(Mission, "reserve", by=Supply)
def reserve(mission: Mission, supply: Supply, plan: Plan) -> Value:
    """The stocks that the mission holds, all places together; at each it is used after the other stocks there."""
    held = [
        _merged(location.stock_level[supply], Steps.always(part), _less)
        for location in plan.all(Location)
        if (part := _of_mission(location, supply)) is not None
    ]
    return FUNCTIONS["sum"](tuple(held)) if held else plan.missing(mission, "reserve")


@derives(Mission, "days_of_supply", by=Supply)
def days_of_supply_of_mission(mission: Mission, supply: Supply, plan: Plan) -> Value:
    """The mission's own reserve ÷ what is used in a day at all places; unknown on days on which nothing is used."""
    return _lasting(mission.reserve[supply], mission.demand[supply])


def _of_mission(location: Location, supply: Supply) -> Value:
    """How much of what is kept there the mission holds; None where it holds nothing."""
    held = [stock.on_hand for stock in location.stocks if stock.supply is supply and stock.holder == "mission"]
    return FUNCTIONS["sum"](tuple(held)) if held else None


def _less(one: Quantity, two: Quantity) -> Quantity:
    return one if binary("<", one, two) is True else two


def _lasting(held: Value, used: Value) -> Value:
    return _merged(held, used, lambda some, a_day: binary("/", some, a_day).to(DAY) if a_day.number else Unknown(()))


def _merged(left: Value, right: Value, join: Callable[[Quantity, Quantity], Value]) -> Value:
    """Day by day; unknown where one side is."""
    if not given(left) or not given(right):
        return unknown_of((left, right))
    return left.merge(right, lambda one, two: join(one, two) if given(one) and given(two) else unknown_of((one, two)))
