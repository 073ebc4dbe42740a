"""Where supplies come from, and what is to lie where: what the net of supply lines is made of.

Source: arithmetic on what the plan states; who provides what, as contracts, lines and plants say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.entities.force import Unit
from pkdsl.entities.places import Contract, Location, Supply, SupplyLine
from pkdsl.plan.facts import derives
from pkdsl.values import HOLE, NO_UNIT, ConditionDate, Period, Quantity, Steps, UnknownUnit, given, unknown_of
from pkdsl.values.dates import LAST_DAY
from pkdsl.values.functions import FUNCTIONS
from pkdsl.values.operators import binary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pkdsl.entities.places import Stock
    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value

INTO = frozenset({"port", "border"})
"""Places at which things come into the mission's area, even where a line ends there."""
PATIENCE = (
    "water", "bottled_water", "rations", "combat_rations", "medical", "fuel", "aviation_fuel", "ammunition", "spares",
    "construction", "training_ammunition", "general",
)  # fmt: skip
"""The classes of supply in the order in which they are brought when not everything can come; what has none comes last."""
NEVER: Steps[bool] = Steps.always(False)  # noqa: FBT003 -- a value
ALWAYS: Steps[bool] = Steps.always(True)  # noqa: FBT003 -- a value


@derives(Supply, "unit_mass")
def unit_mass(supply: Supply, plan: Plan) -> Value:
    """Its `mass` times one of its measure; of what is measured by mass, just that."""
    measure = supply.measure
    if not given(measure):
        return plan.missing(supply, "measure")
    try:
        one = Quantity(1, plan.units.parse(measure))
    except UnknownUnit:
        return plan.missing(supply, "measure")
    if given(supply.mass):
        return binary("*", one, supply.mass)
    return one if one.unit.dimension == plan.units.parse("t").dimension else plan.missing(supply, "mass")


@derives(Supply, "patience")
def patience(supply: Supply, plan: Plan) -> Value:
    """The place of its class in the order in which supplies are brought when not all can come."""
    known = given(supply.class_) and supply.class_ in PATIENCE
    return PATIENCE.index(supply.class_) if known else len(PATIENCE)


@derives(Location, "is_entry")
def is_entry(location: Location, plan: Plan) -> Value:
    """Ports and border posts, and places at which a line begins and none ends."""
    ends = plan.memo(_ends)
    return (given(location.type) and any(word in INTO for word in location.type)) or ends.get(location) is False


@derives(Location, "takes_in")
def takes_in(location: Location, plan: Plan) -> Value:
    """The cargo that it handles in a day, by all modes together."""
    cargo = [limits["cargo"] for limits in location.handles.values() if "cargo" in limits]
    return FUNCTIONS["sum"](tuple(cargo)) if cargo else plan.missing(location, "handling")


@derives(Location, "makes", by=Supply)
def makes(location: Location, supply: Supply, plan: Plan) -> Value:
    """Of water, rate × hours × count of all its plants together; of other supplies nothing."""
    plants = location.water_plants if given(supply.class_) and supply.class_ == "water" else ()
    made = [_of_plant(plant.rate, plant.hours, plant.count) for plant in plants]
    if not given(supply.measure):
        return plan.missing(supply, "measure")
    unit = plan.units.parse(f"{supply.measure}/day")
    total = FUNCTIONS["sum"](tuple(made), unit)
    return Steps.always(total.to(unit) if given(total) else total)


def _of_plant(rate: Value, hours: Value, count: Value) -> Value:
    return binary("*", binary("*", rate, hours), Quantity(count)) if given(count) else count


@derives(Location, "contracted", by=Supply)
def contracted(location: Location, supply: Supply, plan: Plan) -> Value:
    """Yes on the days of a contract that supplies it and covers the place, or a unit that is based there."""
    result: Steps[bool] = NEVER
    for contract in plan.memo(_by_supply).get(supply, ()):
        life, there = contract.life, _covered(contract, location)
        if not isinstance(life, Period):
            return life if life is HOLE else unknown_of((life,))
        if there is not None:
            result = result.merge(there.within(life, False), lambda one, two: one or two)  # noqa: FBT003 -- a value
    return result


@derives(Location, "delivered", by=Supply)
def delivered(location: Location, supply: Supply, plan: Plan) -> Value:
    """Yes on the days of a contract for it there, where no supply line ends that carries it.

    Where one does, the contractor hands over where that line begins.
    """
    if any(_carries(line, supply) for line in plan.memo(_ending).get(location, ())):
        return NEVER
    return location.contracted[supply]


@derives(Location, "provided", by=Supply)
def provided(location: Location, supply: Supply, plan: Plan) -> Value:
    """Yes on the days of a contract for it there, and on all days where a line carries it there or a plant makes it."""
    made = location.makes[supply]
    plants = given(made) and any(given(some) and some.number > 0 for some in made.values)
    carried = any(given(line.carries) and supply in line.carries for line in plan.memo(_ending).get(location, ()))
    if plants or carried or location.is_entry:
        return ALWAYS
    return location.contracted[supply]


@derives(Location, "unprovided")
def unprovided(location: Location, plan: Plan) -> Value:
    """The supplies that are used or stored there while nobody answers for them, on days of the site and the mission."""
    life, period = location.life, plan.period()
    days = life.shared(period) if isinstance(life, Period) and isinstance(period, Period) else None
    if days is None:
        return ()
    wanted = dict.fromkeys((*location.consumes, *location.stored))
    return tuple(supply for supply in wanted if _lacks(location, supply, days))


def _lacks(location: Location, supply: Supply, days: Period) -> bool:
    """Whether on one of these days nobody answers for a supply though it is used or stored."""
    answered, used = location.provided[supply], location.demand[supply]
    counted = location.counted[supply]
    since = counted if given(counted) else days.start
    stored = ALWAYS.within(Period(since, LAST_DAY), False) if supply in location.stored else NEVER  # noqa: FBT003 -- a value
    if not given(answered) or not given(used):
        return False
    asked = used.merge(stored, lambda some, there: there or (given(some) and some.number > 0))
    return any(is_asked and not there for _, _, (is_asked, there) in asked.merge(answered, _pair).intervals(days))


def _pair(one: Value, two: Value) -> tuple[Value, Value]:
    return one, two


@derives(Location, "stored")
def stored(location: Location, plan: Plan) -> Value:
    """The supplies of its stocks, once each."""
    return tuple(dict.fromkeys(stock.supply for stock in location.stocks))


@derives(Location, "counted", by=Supply)
def counted(location: Location, supply: Supply, plan: Plan) -> Value:
    """The first of the days on which its stocks were counted."""
    days = [_day(stock.counted) for stock in location.stocks if stock.supply is supply and given(stock.counted)]
    return min(days) if days else plan.missing(location, "stock")


@derives(Location, "on_hand", by=Supply)
def on_hand(location: Location, supply: Supply, plan: Plan) -> Value:
    """What its stocks have on hand, all together."""
    return _of_stocks(location, supply, plan, lambda stock: stock.on_hand)


@derives(Location, "kept", by=Supply)
def kept(location: Location, supply: Supply, plan: Plan) -> Value:
    """For each of its stocks the most of `on_hand`, `minimum` and `prestock`, all together."""
    return _of_stocks(location, supply, plan, _level)


@derives(Location, "least_stock", by=Supply)
def least_stock(location: Location, supply: Supply, plan: Plan) -> Value:
    """The minima of its stocks, as far as they have one, all together."""
    minima = [stock.minimum for stock in location.stocks if stock.supply is supply and given(stock.minimum)]
    return _in_measure(FUNCTIONS["sum"](tuple(minima)), supply, plan) if minima else plan.missing(location, "stock")


@derives(Location, "room", by=Supply)
def room(location: Location, supply: Supply, plan: Plan) -> Value:
    """The capacities of its stocks, all together."""
    return _of_stocks(location, supply, plan, lambda stock: stock.capacity)


def _of_stocks(location: Location, supply: Supply, plan: Plan, of: Callable[[Stock], Value]) -> Value:
    amounts = [of(stock) for stock in location.stocks if stock.supply is supply]
    return _in_measure(FUNCTIONS["sum"](tuple(amounts)), supply, plan) if amounts else plan.missing(location, "stock")


def _in_measure(amount: Value, supply: Supply, plan: Plan) -> Value:
    """An amount in the supply's own measure; what is given as a mass counts by the mass of one."""
    if not given(amount) or not given(supply.measure):
        return amount if given(supply.measure) else plan.missing(supply, "measure")
    unit = plan.units.parse(supply.measure)
    if amount.unit.dimension == unit.dimension:
        return amount.to(unit)
    one = supply.unit_mass
    return Quantity(binary("/", amount, one).number_in(NO_UNIT), unit) if given(one) else one


def _level(stock: Stock) -> Value:
    if not given(stock.on_hand):
        return stock.on_hand
    return FUNCTIONS["max"](tuple(filter(given, (stock.on_hand, stock.minimum, stock.prestock))))


# --- Lines and contracts ----------------------------------------------------------------------------------------------


def _carries(line: SupplyLine, supply: Supply) -> bool:
    return not given(line.carries) or supply in line.carries


def _ending(plan: Plan) -> Mapping[Location, list[SupplyLine]]:
    """The lines that end at each place."""
    found: dict[Location, list[SupplyLine]] = {}
    for line in plan.all(SupplyLine):
        if given(line.destination):
            found.setdefault(line.destination, []).append(line)
    return found


def _ends(plan: Plan) -> Mapping[Location, bool]:
    """The places at which lines begin or end: whether one ends there."""
    found: dict[Location, bool] = {}
    for line in plan.all(SupplyLine):
        if given(line.origin):
            found.setdefault(line.origin, False)
        if given(line.destination):
            found[line.destination] = True
    return found


def _covered(contract: Contract, location: Location) -> Steps[bool] | None:
    """On which days a contract covers a place, by itself or for a unit that is based there; None for never."""
    days = list(_days_covered(contract, location))
    result = days[0] if days else None
    for more in days[1:]:
        result = more if result is None else result.merge(more, lambda one, two: one or two)
    return result


def _days_covered(contract: Contract, location: Location) -> Iterator[Steps[bool]]:
    for one in contract.covers if given(contract.covers) else ():
        if one is location:
            yield ALWAYS
        elif isinstance(one, Unit) and given(one.base) and location in one.base.values:
            yield one.base.map(lambda place: place is location)


def _by_supply(plan: Plan) -> Mapping[Supply, list[Contract]]:
    """The contracts for each supply."""
    found: dict[Supply, list[Contract]] = {}
    for contract in plan.all(Contract):
        for supply in contract.supplies if given(contract.supplies) else ():
            found.setdefault(supply, []).append(contract)
    return found


def _day(value: Value) -> Value:
    """A planned date as a day."""
    return value.date if isinstance(value, ConditionDate) else value
