"""What documents show of how sites and equipment are kept going: water, power, waste, workshops, what is serviceable."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from pkdsl.documents import stretches
from pkdsl.documents.saying import counted, listed
from pkdsl.page import Missing
from pkdsl.values import NO_UNIT, Quantity, given
from pkdsl.values.paper import show_number

if TYPE_CHECKING:
    from pkdsl.documents.context import Context
    from pkdsl.page import Run

NONE = Missing("none")


@dataclass(frozen=True, slots=True)
class Water:
    """What a site makes of water with its largest plant standing still, and what it uses."""

    place: str
    made: Run
    made_n_1: Run
    used: Run


@dataclass(frozen=True, slots=True)
class Power:
    """What the sets of a site give, and what it needs at once."""

    place: str
    all: Run
    n_1: Run
    running: Run
    needed: Run


@dataclass(frozen=True, slots=True)
class Waste:
    """Where the waste of a site goes."""

    place: str
    plants: str | Missing
    contract: str | Missing


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where vehicles and equipment are repaired."""

    place: str
    title: str
    capacity: Run


@dataclass(frozen=True, slots=True)
class Unfit:
    """Equipment of which fewer can be used than policy asks."""

    unit: str
    item: str | Missing
    quantity: Run
    serviceable: Run


def water(context: Context) -> tuple[Water, ...]:
    """The sites that use or make water."""
    found = []
    for place in context.all("location"):
        for one in context.visible(place.consumes):
            if given(one.class_) and one.class_ == "water":
                made, spare, used = (
                    stretches.told(context, place, name, one, side=side).figure
                    for name, side in (("makes", "least"), ("makes_n_1", "least"), ("demand", "most"))
                )
                found.append(Water(context.title(place), made, spare, used))
    return tuple(found)


def power(context: Context) -> tuple[Power, ...]:
    """The sites that need or make power."""
    return tuple(
        Power(
            context.title(each), context.one_of(each, "power", "all"), context.one_of(each, "power", "n_1"),
            context.figure(each, "running_power"), stretches.told(context, each, "power_demand").figure,
        )
        for each in context.all("location")
        if each.generators or given(each.power_demand)
    )  # fmt: skip


def waste(context: Context) -> tuple[Waste, ...]:
    """The sites that have a place for waste, or where people live."""
    contracts = [one for one in context.all("contract") if one.service == "waste"]
    return tuple(
        Waste(
            context.title(each), listed(_plant(context, one) for one in context.visible(each.waste_plants)) or NONE,
            listed(context.title(one) for one in contracts if given(one.covers) and each in one.covers) or NONE,
        )
        for each in context.all("location")
        if each.waste_plants or _lived_in(context, each)
    )  # fmt: skip


def _plant(context: Context, plant: Any) -> str:  # noqa: ANN401 -- a waste plant
    """`wastewater 140 m3/day`."""
    sort, capacity = (context.text(plant, name) for name in ("type", "capacity"))
    said = [one for one in (sort, capacity) if isinstance(one, str)]
    return " ".join(said) or context.title(plant)


def _lived_in(context: Context, place: Any) -> bool:  # noqa: ANN401 -- a location
    return any(stretches.size(one.value) for one in stretches.known(place.occupants, stretches.ahead(context)))


def workshops(context: Context) -> tuple[Workshop, ...]:
    """The workshops of all sites."""
    return tuple(
        Workshop(context.title(place), context.title(one), context.figure(one, "capacity"))
        for place in context.all("location")
        for one in context.visible(place.workshops)
    )


def unfit(context: Context) -> tuple[Unfit, ...]:
    """Equipment of which fewer can be used today than policy asks."""
    return tuple(
        Unfit(
            context.title(unit),
            context.text(one, "item"),
            context.figure(one, "quantity"),
            context.figure(one, "serviceable"),
        )
        for unit, one in _equipment(context)
        if _is_unfit(context, one)
    )


def serviceable(context: Context) -> str:
    """Of how many sorts of equipment the plan says how many can be used."""
    told = sum(1 for _, one in _equipment(context) if given(one.serviceable))
    every = len(_equipment(context))
    if not every:
        return ""
    if not told:
        return f"The plan holds no word on how much of its {counted(every, 'sort')} of equipment can be used"
    return f"Of {counted(every, 'sort')} of equipment of units the plan says of {show_number(Fraction(told))} how many can be used"


def _equipment(context: Context) -> list[tuple[Any, Any]]:
    return [(unit, one) for unit in context.all("unit") for one in context.visible(unit.equipment)]


def _is_unfit(context: Context, one: Any) -> bool:  # noqa: ANN401 -- equipment
    usable, there = context.get(one, "serviceable"), context.get(one, "quantity")
    share = context.policy("serviceability")
    if not given(usable) or not given(there) or not isinstance(share, Quantity):
        return False
    return bool(usable < share.number_in(NO_UNIT) * there)
