"""What documents show of supply: what is used where, how long stocks last against what is asked, and what runs out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pkdsl.documents import stretches
from pkdsl.documents.context import BLANK, WITHHELD, computed
from pkdsl.documents.saying import day, digits, say
from pkdsl.page import Missing, State
from pkdsl.values import DAY, Quantity, Steps, Unknown, given
from pkdsl.values.operators import binary

if TYPE_CHECKING:
    from collections.abc import Callable

    from pkdsl.documents.context import Context
    from pkdsl.documents.stretches import Stretch
    from pkdsl.page import Run

NONE = "none"
EATEN = {"combat_rations": "rations"}
"""A reserve of one class that stands in for what is used of another: packs for what is cooked."""
HELD, SHORT, OUT = "held", "fewer days", "runs out"
RANKS = {HELD: 0, SHORT: 2, OUT: 3}


@dataclass(frozen=True, slots=True)
class Class:
    """A supply: what it is, and how much of it policy wants to lie where."""

    title: str
    sort: str | Missing
    mass: Run
    storage: str | Missing
    price: Run
    each_site: Run
    mission: Run


@dataclass(frozen=True, slots=True)
class Used:
    """The most of each supply that one place uses in a day."""

    place: str
    amounts: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Demand:
    """What is used in a day: a head for each supply, a row for each place, and all places together."""

    heads: tuple[str, ...]
    rows: tuple[Used, ...]
    withheld: bool
    """There may be more than these readers see."""


@dataclass(frozen=True, slots=True)
class Held:
    """The fewest days for which a supply lies at a place, against the days that are asked for."""

    place: Any
    supply: Any
    least: Stretch | None
    asked: Quantity | None
    state: str
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Reserve:
    """A supply, and where it lies for the fewest days of what policy asks."""

    supply: str
    asked: Run
    place: str | Missing
    days: Run
    when: str | Missing
    standing: Run
    asked_of_mission: Run
    mission: Run


@dataclass(frozen=True, slots=True)
class Shortage:
    """A supply that runs out at a place, and what would mend that."""

    place: str
    supply: str
    on: Run
    store: Run
    by: Run
    held_up_by: str | Missing


@dataclass(frozen=True, slots=True)
class Stock:
    """A stock as it was counted."""

    place: str
    supply: str | Missing
    holder: str | Missing
    on_hand: Run
    minimum: Run
    room: Run
    storage: str | Missing
    counted: Run
    expires: Run


@dataclass(frozen=True, slots=True)
class Store:
    """A place and its stocks."""

    place: str
    stocks: tuple[Stock, ...]


@dataclass(frozen=True, slots=True)
class Prestock:
    """What must lie somewhere before a season, and what the plan brings there by then."""

    place: str
    supply: str | Missing
    amount: Run
    due: Run
    there: Run


def places(context: Context) -> tuple[Any, ...]:
    """The places that use or store anything, in the order in which they open."""
    found = [each for each in context.all("location") if each.stocks or used(context, each)]
    return tuple(sorted(found, key=lambda each: (str(each.opens) if given(each.opens) else "~", context.title(each))))


def used(context: Context, place: Any) -> tuple[Any, ...]:  # noqa: ANN401 -- a location
    """The supplies of which a place uses some from today on."""
    span = stretches.ahead(context)
    found = context.visible(place.consumes)
    return tuple(one for one in found if any(stretches.size(s.value) for s in stretches.known(place.demand[one], span)))


def supplies(context: Context) -> tuple[Any, ...]:
    """The supplies that are used or stored anywhere; what can wait least comes first."""
    found = {
        one: None for place in places(context) for one in (*used(context, place), *context.visible(place.stored))
    }  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.patience, context.title(one))))


def classes(context: Context) -> tuple[Class, ...]:
    """The supplies and what policy asks of them."""
    return tuple(
        Class(
            context.title(one), context.text(one, "class_"), context.figure(one, "unit_mass"), context.text(one, "storage"),
            context.figure(one, "price"), context.figure(one, "reserve_unit", absent=Missing(NONE)),
            context.figure(one, "reserve_mission", absent=Missing(NONE)),
        )
        for one in supplies(context)
    )  # fmt: skip


# -- demand -----------------------------------------------------------------------------------------------------------


def demand(context: Context) -> Demand:
    """The most of each supply that is used in a day, from today on."""
    eating = [(place, used(context, place)) for place in places(context)]
    wanted = [one for one in supplies(context) if any(one in some for _, some in eating)]
    rows = [
        Used(context.title(place), tuple(_most(context, place, one) if one in some else NONE for one in wanted))
        for place, some in eating
        if some
    ]
    mission: Any = context.plan.mission
    if mission is not None and len(rows) > 1:
        rows.append(Used("All together", tuple(_most(context, mission, one) for one in wanted)))
    return Demand(tuple(f"{context.title(one)}, {_a_day(context, one)}" for one in wanted), tuple(rows), context.hidden)


def _most(context: Context, place: Any, supply: Any) -> Run:  # noqa: ANN401 -- a location or the mission, and a supply
    return stretches.told(context, place, "demand", supply, words=digits).figure


def _a_day(context: Context, supply: Any) -> str:  # noqa: ANN401 -- a supply
    """What its demand is counted in."""
    return context.plan.units.parse(f"{supply.measure}/day").text if given(supply.measure) else "a day"


# -- reserves ---------------------------------------------------------------------------------------------------------


def holdings(context: Context) -> tuple[Held, ...]:
    """Each place and each supply that is used there, or stands in for one, and is stored or should be."""
    span = stretches.ahead(context)
    return tuple(
        held(context, place, one)
        for place in places(context)
        for one in supplies(context)
        if any(stretches.size(part.value) for part in stretches.known(consumption(context, place, one), span))
        and (
            given(one.reserve_unit)
            or any(stretches.size(part.value) for part in stretches.known(place.own_stock[one], span))
        )
    )


def held(context: Context, place: Any, supply: Any) -> Held:  # noqa: ANN401 -- a location and a supply
    """How a supply lies at a place."""
    asked = supply.reserve_unit if isinstance(supply.reserve_unit, Quantity) else None
    if context.withholds(place, "own_stock") or context.withholds(place, "demand"):
        return Held(place, supply, None, asked, "", withheld=True)
    least = stretches.extreme(stretches.known(days_held(context, place, supply), stretches.ahead(context)), "least")
    if given(place.runs_out[supply]):
        return Held(place, supply, least, asked, OUT)
    if least is None or asked is None:
        return Held(place, supply, least, asked, "")
    return Held(place, supply, least, asked, HELD if least.value.number_in(DAY) >= asked.number_in(DAY) else SHORT)


def consumption(context: Context, place: Any, supply: Any) -> Any:  # noqa: ANN401 -- a location, a supply, a value over time
    """What a stock of it is there for in a day."""
    stands_for = EATEN.get(str(supply.class_))
    if stands_for is None:
        return place.demand[supply]
    fresh = [one for one in used(context, place) if given(one.class_) and one.class_ == stands_for]
    return place.demand[fresh[0]] if fresh else Unknown()


def days_held(context: Context, place: Any, supply: Any) -> Any:  # noqa: ANN401 -- as above
    """For how many days it lasts, the mission's own part left out; unknown on days on which nothing is used."""
    own, spent = place.own_stock[supply], consumption(context, place, supply)
    if not isinstance(own, Steps) or not isinstance(spent, Steps):
        return Unknown()
    return own.merge(spent, _lasting)


def _lasting(own: Any, spent: Any) -> Any:  # noqa: ANN401 -- quantities, or Unknown
    if not given(own) or not given(spent) or not spent.number:
        return Unknown()
    ratio = binary("/", own, spent)
    return ratio.to(DAY) if isinstance(ratio, Quantity) else Unknown()


def reserves(context: Context) -> tuple[Reserve, ...]:
    """The supplies of which policy wants a reserve, each with the place where it is tightest."""
    every = holdings(context)
    return tuple(
        _reserve(context, one, [each for each in every if each.supply is one])
        for one in supplies(context)
        if given(one.reserve_unit) or given(one.reserve_mission)
    )


def tightest(some: list[Held]) -> Held | None:
    """Where the fewest of the days asked for are held."""
    known = [one for one in some if one.least is not None]
    return min(known, key=lambda one: one.least.value.number_in(DAY) if one.least else 0) if known else None


def _reserve(context: Context, supply: Any, some: list[Held]) -> Reserve:  # noqa: ANN401 -- a supply
    asked = context.figure(supply, "reserve_unit", absent=Missing(NONE))
    place, days, when, standing = _tightest(context, some)
    mission: Any = context.plan.mission
    besides: Run = Missing(NONE)
    if given(supply.reserve_mission):
        besides = BLANK if mission is None else stretches.told(context, mission, "days_of_supply", supply, side="least", words=whole_days).figure  # fmt: skip
    return Reserve(
        context.title(supply), asked, place, days, when, standing,
        context.figure(supply, "reserve_mission", absent=Missing(NONE)), besides,
    )  # fmt: skip


def _tightest(context: Context, some: list[Held]) -> tuple[str | Missing, Run, str | Missing, Run]:
    """The place, its days, when, and how that stands."""
    if any(one.withheld for one in some):
        return Missing(WITHHELD), Missing(WITHHELD), Missing(WITHHELD), Missing(WITHHELD)
    worst = tightest(some)
    if worst is None or worst.least is None:
        absent = Missing("no stock known" if some else "no use known")
        return absent, absent, absent, absent
    return context.title(worst.place), lasting(context, worst), day(worst.least.first), standing(worst)


def lasting(context: Context, held: Held) -> Run:
    """The fewest days for which a supply lies at a place, from today on."""
    if held.least is None:
        return Missing(WITHHELD) if held.withheld else BLANK
    path = f"{context.plan.path_of(held.place)}.own_stock.{context.plan.node_of(held.supply).name}"
    return computed(whole_days(held.least.value), say(held.least.value), path, "own stock ÷ what is used in a day; the lowest of its days")  # fmt: skip


def standing(one: Held) -> Run:
    """How a stock stands, in a word."""
    return State(one.state, RANKS[one.state]) if one.state else BLANK


def whole_days(value: Any) -> str:  # noqa: ANN401 -- a duration
    """Whole days, rounded down: so long it lasts for sure."""
    return say(Quantity(int(value.number_in(DAY)), DAY)) if isinstance(value, Quantity) else say(value)


# -- what runs out ----------------------------------------------------------------------------------------------------


def shortages(context: Context) -> tuple[Shortage, ...]:
    """What runs out, the first first."""
    found = [
        (place.runs_out[one], place, one)
        for place in places(context)
        for one in used(context, place)
        if given(place.runs_out[one]) and not context.withholds(place, "shortfall")
    ]
    return tuple(
        Shortage(
            context.title(place), context.title(one), context.one_of(place, "runs_out", one),
            context.one_of(place, "to_store", one), context.one_of(place, "to_store_by", one), _line(context, place, one),
        )
        for _, place, one in sorted(found, key=lambda each: (each[0], context.title(each[1]), context.title(each[2])))
    )  # fmt: skip


def _line(context: Context, place: Any, supply: Any) -> str | Missing:  # noqa: ANN401 -- a location and a supply
    line = place.held_up_by[supply]
    return context.said(line) if given(line) else Missing("what comes in at the place itself")


# -- inventory --------------------------------------------------------------------------------------------------------


def stores(context: Context) -> tuple[Store, ...]:
    """All stocks as counted, place by place."""
    found = ((place, context.visible(place.stocks)) for place in places(context))
    return tuple(
        Store(context.title(place), tuple(_stock(context, place, each) for each in some))
        for place, some in found
        if some
    )


def of(context: Context, wanted: Callable[[Any], bool]) -> tuple[Stock, ...]:
    """The stocks of one sort, at whatever place: those of the mission, those of a class."""
    return tuple(
        _stock(context, place, each)
        for place in places(context)
        for each in context.visible(place.stocks)
        if wanted(each)
    )


def _stock(context: Context, place: Any, each: Any) -> Stock:  # noqa: ANN401 -- a location and a stock
    on_hand, minimum, room = (_bare(context, each, name) for name in ("on_hand", "minimum", "capacity"))
    return Stock(
        context.title(place), _counted_in(context, each), context.text(each, "holder"), on_hand, minimum, room,
        context.text(each, "storage"), context.figure(each, "counted"), context.figure(each, "expires"),
    )  # fmt: skip


def _counted_in(context: Context, stock: Any) -> str | Missing:  # noqa: ANN401 -- a stock
    """Its supply, with what that is counted in: `Diesel, L`."""
    said = context.text(stock, "supply")
    unit = measure(context, stock.supply) if given(stock.supply) else ""
    return f"{said}, {unit}" if isinstance(said, str) and unit else said


def _bare(context: Context, stock: Any, name: str) -> Run:  # noqa: ANN401 -- a stock
    """An amount without its unit, where that is the one that its supply is counted in."""
    unit = measure(context, stock.supply) if given(stock.supply) else ""

    def words(value: object) -> str:
        alone = isinstance(value, Quantity) and value.unit.text.replace("_", "-") == unit
        return digits(value) if alone else say(value)

    return context.figure(stock, name, words=words)


def measure(context: Context, supply: Any) -> str:  # noqa: ANN401 -- a supply
    """What it is counted in, as readers say it."""
    return context.plan.units.parse(supply.measure).text.replace("_", "-") if given(supply.measure) else ""


def prestocks(context: Context) -> tuple[Prestock, ...]:
    """What must lie somewhere before a season."""
    found = [
        (place, each) for place in places(context) for each in context.visible(place.stocks) if given(each.prestock)
    ]
    return tuple(
        Prestock(
            context.title(place), context.text(each, "supply"), context.figure(each, "prestock"),
            context.figure(each, "prestock_due"), _there(context, place, each),
        )
        for place, each in found
    )  # fmt: skip


def _there(context: Context, place: Any, each: Any) -> Run:  # noqa: ANN401 -- a location and a stock
    due = getattr(each.prestock_due, "date", each.prestock_due)
    return context.one_of(place, "stock_level", each.supply, on=due) if given(due) else BLANK
