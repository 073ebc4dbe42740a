"""How the mission is supplied: what is used where, what lies there and for how long, how it comes, and what keeps sites going."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pkdsl.documents import About, annexes, lines, mapped, operations, programme, supply, supply_charts, upkeep, work
from pkdsl.documents import throughput as gateways
from pkdsl.documents.context import BLANK
from pkdsl.documents.saying import listed, shortlist
from pkdsl.documents.sheet import Sheet, sheet
from pkdsl.pictures.gantt import Group, Task
from pkdsl.values import DAY, ConditionDate, Period, Quantity, given
from pkdsl.values.dates import later

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from pkdsl.documents.context import Context
    from pkdsl.documents.words import Placed
    from pkdsl.page import Figure, Missing, Run
    from pkdsl.plan.plan import Plan

ABOUT = About(
    name="logistic_plan",
    title="Logistic support plan",
    reader="mission support, logisticians of the force and of sectors, contributors",
    purpose="what is used where, how long stocks last, how they are filled up, and what keeps sites going",
)

NONE = "none"
SUPPLY_LOSS = frozenset({"supply_loss", "disaster"})
"""Contingencies that are about supply."""


@dataclass(frozen=True, slots=True)
class Contract:
    """A service that is bought."""

    title: str
    service: str | Missing
    supplier: str | Missing
    awarded: Run
    mobilisation: Run
    period: Run
    value: Run
    covers: str | Missing


@dataclass(frozen=True, slots=True)
class Source:
    """Where a supply comes from, and where nobody answers for it."""

    supply: str
    contracts: str
    lines: str
    made_at: str
    nobody: str


@dataclass(frozen=True, slots=True)
class Asset:
    """Equipment of the United Nations."""

    title: str
    quantity: Run
    at: str | Missing
    counted: Run
    discrepancy: str | Missing


@dataclass(frozen=True, slots=True)
class View:
    """What the plan of support shows."""

    concept: Placed
    facts: Sheet
    demand: supply.Demand
    classes: tuple[supply.Class, ...]
    contracts: tuple[Contract, ...]
    sources: tuple[Source, ...]
    days_of_supply: tuple[supply.Reserve, ...]
    days_by_place: Figure | None
    days_by_month: Figure | None
    stocks_over_time: Figure | None
    shortages: tuple[supply.Shortage, ...]
    map: Figure | None
    network: Figure | None
    supply_lines: tuple[lines.Line, ...]
    throughput: tuple[lines.Throughput, ...]
    bars: Figure | None
    fleets: tuple[lines.Fleet, ...]
    means: tuple[lines.Means, ...]
    sites: tuple[work.Site, ...]
    works: tuple[annexes.Work, ...]
    water: tuple[upkeep.Water, ...]
    power: tuple[upkeep.Power, ...]
    waste: tuple[upkeep.Waste, ...]
    workshops: tuple[upkeep.Workshop, ...]
    serviceable: str
    unfit: tuple[upkeep.Unfit, ...]
    gates: tuple[gateways.Handling, ...]
    convoys: tuple[lines.Convoy, ...]
    calendar: Figure | None
    seasons: tuple[lines.Season, ...]
    running: Figure | None
    prestocks: tuple[supply.Prestock, ...]
    kept_back: tuple[supply.Stock, ...]
    contingencies: tuple[annexes.Contingency, ...]
    schedule: tuple[Figure, ...]
    inventory: tuple[supply.Store, ...]
    assets: tuple[Asset, ...]


def view(plan: Plan, context: Context) -> View:
    """From the concept of support to the inventory."""
    del plan
    return View(
        concept=operations.statement(context, "").support, facts=_facts(context), demand=supply.demand(context),
        classes=supply.classes(context), contracts=tuple(_contracts(context)), sources=tuple(_sources(context)),
        days_of_supply=supply.reserves(context), days_by_place=supply_charts.days_by_place(context),
        days_by_month=supply_charts.days_by_month(context), stocks_over_time=supply_charts.stocks(context),
        shortages=supply.shortages(context), map=mapped.mission(context), network=supply_charts.network(context), supply_lines=lines.rows(context),
        throughput=lines.throughput(context), bars=supply_charts.throughput(context), fleets=lines.fleets(context),
        means=lines.means(context), sites=work.support(context).sites, works=annexes.works(context),
        water=upkeep.water(context), power=upkeep.power(context), waste=upkeep.waste(context),
        workshops=upkeep.workshops(context), serviceable=upkeep.serviceable(context), unfit=upkeep.unfit(context),
        gates=gateways.handlings(context), convoys=lines.convoys(context), calendar=lines.calendar(context),
        seasons=lines.seasons(context), running=supply_charts.running(context), prestocks=supply.prestocks(context),
        kept_back=supply.of(context, lambda stock: given(stock.holder) and stock.holder == "mission"), contingencies=tuple(_contingencies(context)), schedule=_schedule(context),
        inventory=supply.stores(context), assets=tuple(_assets(context)),
    )  # fmt: skip


def _facts(context: Context) -> Sheet:
    heads = [each for each in context.all("post") if given(each.role) and each.role == "director_of_support"]
    begins = {line.origin for line in lines.every(context) if given(line.origin)}
    known = begins | set(supply.places(context))
    entries = [context.title(each) for each in context.all("location") if each.is_entry is True and each in known]
    return sheet({
        "Answered for by": listed(map(context.title, heads)) or BLANK,
        "Supplies come in at": listed(entries) or BLANK,
        "Places that are supplied": listed(map(context.title, supply.places(context))) or BLANK,
        "Supplies that are counted": listed(map(context.title, supply.supplies(context))) or BLANK,
    })  # fmt: skip


# -- sources ----------------------------------------------------------------------------------------------------------


def _contracts(context: Context) -> Iterator[Contract]:
    """The contracts, by what they are for."""
    for each in sorted(context.all("contract"), key=lambda one: (str(one.service), context.title(one))):
        covers = shortlist((context.said(one) for one in context.visible(each.covers)), most=3)
        yield Contract(
            context.title(each), context.text(each, "service"), context.text(each, "supplier"),
            context.figure(each, "awarded"), context.figure(each, "mobilisation"), context.figure(each, "period"),
            context.figure(each, "value"), covers or BLANK,
        )  # fmt: skip


def _sources(context: Context) -> Iterator[Source]:
    places = supply.places(context)
    for one in supply.supplies(context):
        contracts = [each for each in context.all("contract") if given(each.supplies) and one in each.supplies]
        carrying = [each for each in lines.every(context) if not given(each.carries) or one in each.carries]
        making = [each for each in places if each.water_plants and given(one.class_) and one.class_ == "water"]
        lacking = [each for each in places if one in context.visible(each.unprovided)]
        yield Source(context.title(one), *(
            listed(map(context.title, some)) or NONE for some in (contracts, carrying, making, lacking)
        ))  # fmt: skip


# -- contingencies, schedule, inventory -------------------------------------------------------------------------------


def _contingencies(context: Context) -> Iterator[annexes.Contingency]:
    for each in sorted(context.all("contingency"), key=context.title):
        if given(each.type) and str(each.type) in SUPPLY_LOSS:
            yield annexes.contingency(context, each)


def _schedule(context: Context) -> tuple[Figure, ...]:
    """What must be there when: contracts, works, sites, stocks before a season."""
    groups = (
        Group("Contracts, from the award to the first service", tuple(_mobilising(context))),
        Group("Works", tuple(programme.scheduled(context, context.all("work")))), Group("Sites open", tuple(_opening(context))),
        Group("Stocks that must lie there", tuple(_due(context))),
    )  # fmt: skip
    shown = tuple(group for group in groups if group.tasks)
    return programme.charts(context, shown, name="support", title="Schedule of support")


def _mobilising(context: Context) -> Iterator[Task]:
    for each in context.all("contract"):
        first, takes = _day(each.awarded), each.mobilisation
        if first is not None and isinstance(takes, Quantity) and not context.withholds(each, "awarded"):
            yield Task(context.title(each), first, later(first, int(takes.number_in(DAY))))


def _opening(context: Context) -> Iterator[Task]:
    for each in supply.places(context):
        opens = _day(each.opens)
        if opens is not None and not context.withholds(each, "opens"):
            yield Task(context.title(each), opens, opens)


def _due(context: Context) -> Iterator[Task]:
    for place in supply.places(context):
        for each in context.visible(place.stocks):
            due = _day(each.prestock_due)
            if due is not None and not context.withholds(each, "prestock_due"):
                yield Task(f"{context.text(each, 'supply')}, {context.title(place)}", due, due)


def _day(value: Any) -> date | None:  # noqa: ANN401 -- a date, a planned one, or Unknown
    if isinstance(value, ConditionDate):
        return value.date
    return value if given(value) and not isinstance(value, Period) else None


def _assets(context: Context) -> Iterator[Asset]:
    for each in sorted(context.all("asset"), key=context.title):
        yield Asset(
            context.title(each), context.figure(each, "quantity"), context.text(each, "at"),
            context.figure(each, "counted"), context.text(each, "discrepancy"),
        )  # fmt: skip
