"""Who is there to fetch and to treat the wounded on each day, and whose wounded they are.

Source: days of period, provider and agreement, laid over one another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.entities.force import Unit
from pkdsl.entities.foundations import Mission
from pkdsl.entities.medical import EvacuationAsset, EvacuationChain, MedicalFacility
from pkdsl.entities.places import Location
from pkdsl.plan.facts import derives
from pkdsl.values import Period, Quantity, Steps, given
from pkdsl.values.functions import FUNCTIONS
from pkdsl.values.operators import binary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value

ALWAYS = Steps.always(True)  # noqa: FBT003 -- a value


@derives(EvacuationAsset, "there")
def there_of_asset(asset: EvacuationAsset, plan: Plan) -> Value:
    """Yes while at least one of it can move, in its period, while its provider or who relieves it is in theatre, and while its agreements hold."""
    at_work = _at_work(asset, plan)
    for agreement in asset.agreement if given(asset.agreement) else ():
        at_work = binary("and", at_work, agreement.in_force)
    return binary("and", at_work, asset.count.map(lambda count: count > 0)) if given(asset.count) else at_work


@derives(MedicalFacility, "there")
def there_of_facility(facility: MedicalFacility, plan: Plan) -> Value:
    """Yes in its period, while its provider or who relieves it is in theatre, and while its location is open."""
    at_work = _at_work(facility, plan)
    return binary("and", at_work, _during(facility.at.life)) if given(facility.at) else at_work


def _at_work(means: EvacuationAsset | MedicalFacility, plan: Plan) -> Value:
    """On the days of its life, as far as they are those of its provider or of one who relieves it."""
    provided: Value = ALWAYS
    if given(means.provider):
        shifts = [_during(one.life) for one in (means.provider, *_reliefs(means.provider, plan))]
        provided = FUNCTIONS["any"](tuple(shifts))
    return binary("and", _during(means.life), provided)


def _reliefs(provider: Value, plan: Plan) -> Iterator[Unit]:
    """The units that relieve a unit, and those that relieve these."""
    waiting, seen = [provider], {provider}
    while waiting:
        for unit in plan.memo(_relieving).get(waiting.pop(), ()):
            if unit not in seen:
                seen.add(unit)
                waiting.append(unit)
                yield unit


def _relieving(plan: Plan) -> Mapping[Unit, list[Unit]]:
    """The units that relieve each unit."""
    found: dict[Unit, list[Unit]] = {}
    for unit in plan.all(Unit):
        if given(unit.relieves):
            found.setdefault(unit.relieves, []).append(unit)
    return found


def _during(life: Value) -> Steps[bool]:
    """Yes on the days of a life; one that is not told is no limit."""
    return ALWAYS.within(life, False) if isinstance(life, Period) else ALWAYS  # noqa: FBT003 -- a value


@derives(EvacuationAsset, "base")
def base(asset: EvacuationAsset, plan: Plan) -> Value:
    """Where the unit that provides it is based."""
    provider = asset.provider
    return provider.base if isinstance(provider, Unit) else plan.missing(asset, "base")


@derives(Location, "evacuation_chain")
def evacuation_chain(location: Location, plan: Plan) -> Value:
    """That of its area; where it has none, of the next larger area; at last one that names no area."""
    chains = plan.all(EvacuationChain)
    for area in location.areas:
        for chain in chains:
            if given(chain.area) and area in chain.area:
                return chain
    return next((chain for chain in chains if not given(chain.area)), plan.missing(location, "evacuation_chain"))


@derives(Location, "population_at_risk")
def population_at_risk(location: Location, plan: Plan) -> Value:
    """Its occupants, and its dependants where the evacuation chain there says that others than uniformed are covered."""
    chain = location.evacuation_chain
    others = given(chain) and any(one.group != "uniformed" for one in chain.entitlements)
    return (
        binary("+", location.occupants, location.dependants)
        if others and given(location.dependants)
        else location.occupants
    )


@derives(Unit, "population_at_risk")
def population_at_risk_of_unit(unit: Unit, plan: Plan) -> Value:
    """All of it that is in theatre."""
    return unit.deployed


@derives(Mission, "points_of_injury")
def points_of_injury(mission: Mission, plan: Plan) -> Value:
    """The places where on some day somebody lives, and the units that give the limit of their patrols."""
    nobody = FUNCTIONS["sum"](())
    lived_in = (place for place in plan.all(Location) if _is_more(place.population_at_risk, nobody))
    return (*lived_in, *(unit for unit in plan.all(Unit) if given(unit.patrol_limit)))


def _is_more(people: Value, nobody: Quantity) -> bool:
    values = people.values if isinstance(people, Steps) else (people,)
    return any(binary(">", value, nobody) is True for value in values)
