"""How many patients each facility must expect, and whether the surgeons in reach can take what comes on a bad day.

Source: planning figures of levels of medical facilities in peacekeeping (Epomedicine); who is served by whom is chosen here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.entities.medical import CasualtyEstimate, MedicalFacility
from pkdsl.entities.places import Location
from pkdsl.plan.facts import derives
from pkdsl.plan.scenarios import lineage
from pkdsl.values import DAY, Quantity, Steps, Unknown, geodesic, given
from pkdsl.values.functions import FUNCTIONS
from pkdsl.values.number import divide
from pkdsl.values.operators import binary

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value

THOUSAND = 1000
"""Rates of casualties are said for so many people."""


# --- Patients of a day ------------------------------------------------------------------------------------------------


@derives(MedicalFacility, "served")
def served(facility: MedicalFacility, plan: Plan) -> Value:
    """The people of all places whose nearest facility of its level it is, by the great circle, the place itself first.

    Where several are as near they share the people evenly. A facility of whose place no position is given serves only
    that place.
    """
    return _of_its_people(facility, plan, "persons", lambda _: Quantity(1))


@derives(MedicalFacility, "outpatient_load")
def outpatient_load(facility: MedicalFacility, plan: Plan) -> Value:
    """Of the people it serves, the share that calls sick by the casualty estimate of their place, more in the seasons that say so."""
    daily = plan.units.parse("1/day")

    def calls(place: Location) -> Value:
        estimate = place.casualty_estimate
        share = estimate.sick_call if given(estimate) else estimate
        return binary("*", binary("*", share, _disease(place)), Quantity(1, daily))

    return _of_its_people(facility, plan, "persons/day", calls)


@derives(MedicalFacility, "holding")
def holding(facility: MedicalFacility, plan: Plan) -> Value:
    """The casualties of a day among the people it serves times the days that a patient is held, `policy.l1_holding_days`."""
    held = plan.parameter("policy", "l1_holding_days", plan.span_of(facility))

    def beds(place: Location) -> Value:
        estimate = place.casualty_estimate
        rate = Quantity(divide(estimate.rate, THOUSAND)) if given(estimate) and given(estimate.rate) else None
        if rate is None:
            return plan.missing(estimate, "rate") if given(estimate) else estimate
        return binary("*", rate, binary("/", held, Quantity(1, DAY)))

    return _of_its_people(facility, plan, "persons", beds)


def _of_its_people(facility: MedicalFacility, plan: Plan, unit: str, each: Callable[[Location], Value]) -> Value:
    """The sum over all places of the people there, its share in their care, and what each of them makes."""
    if not given(facility.level) or not given(facility.at):
        return plan.missing(facility, "at")
    terms = []
    for place, nearest in plan.memo(_nearest).get(facility.level, {}).items():
        share = nearest.map(lambda some: _share(facility, some))
        if any(not given(one) or one.number for one in share.values):
            terms.append(binary("*", binary("*", place.population_at_risk, share), each(place)))
    total = FUNCTIONS["sum"](tuple(terms), plan.units.parse(unit))
    return total if isinstance(total, Steps | Unknown) else Steps.always(total)


def _share(facility: MedicalFacility, nearest: Value) -> Value:
    if not given(nearest):
        return nearest
    return Quantity(divide(1, len(nearest)) if facility in nearest else 0)


def _nearest(plan: Plan) -> Mapping[int, Mapping[Location, Steps[Value]]]:
    """For each level and place with people the facilities that are nearest on each day."""
    levels: dict[int, list[MedicalFacility]] = {}
    for facility in plan.all(MedicalFacility):
        if given(facility.level) and given(facility.at):
            levels.setdefault(facility.level, []).append(facility)
    peopled = [place for place in plan.all(Location) if _has_people(place)]
    return {
        level: {place: _nearest_to(place, facilities, plan) for place in peopled}
        for level, facilities in levels.items()
    }


def _nearest_to(place: Location, facilities: list[MedicalFacility], plan: Plan) -> Steps[Value]:
    """Day by day those at the least distance; unknown where there is none at a place without a position."""
    rings: dict[Value, list[MedicalFacility]] = {}
    for facility in facilities:
        distance = 0 if facility.at is place else _apart(place, facility.at)
        if distance is not None:
            rings.setdefault(distance, []).append(facility)
    elsewhere = any(facility.at is not place for facility in facilities) and not given(place.at)
    last: Value = plan.missing(place, "at") if elsewhere else ()
    result: Steps[Value] = Steps.always(last)
    for distance in sorted(rings, reverse=True):
        here: Steps[Value] = Steps.always(())
        for facility in rings[distance]:
            there = facility.there if isinstance(facility.there, Steps) else Steps.always(facility.there)
            here = here.merge(there, lambda some, yes, one=facility: (*some, one) if yes is True else some)  # type: ignore[misc]  # -- mypy sees no default in a lambda
        result = result.merge(here, lambda farther, nearer: nearer or farther)
    return result


def _apart(place: Location, other: Location) -> Value:
    return geodesic(place.at, other.at).number if given(place.at) and given(other.at) else None


def _has_people(place: Location) -> bool:
    people = place.population_at_risk
    values = people.values if isinstance(people, Steps) else (people,)
    return any(not given(one) or one.number for one in values)


def _disease(place: Location) -> Steps[Value]:
    """By how much more people call sick: the greatest `disease` of the seasons that hold, else as many as ever."""
    result: Steps[Value] = Steps.always(Quantity(1))
    for season in place.seasons:
        if given(season.disease) and given(season.days):
            more = binary("*", season.disease, Quantity(1))
            result = result.merge(season.days, lambda old, holds, more=more: _more(old, more) if holds else old)  # type: ignore[misc]  # -- mypy sees no default in a lambda
    return result


def _more(one: Quantity, two: Quantity) -> Quantity:
    return two if binary(">", two, one) is True else one


# --- A bad day --------------------------------------------------------------------------------------------------------


@derives(Location, "casualty_estimate")
def casualty_estimate(location: Location, plan: Plan) -> Value:
    """That of its area, where it has none of the next larger area, at last one for everywhere; of those that apply.

    One that is made for the scenario goes before one that is made for any.
    """
    estimates = sorted(
        (one for one in plan.all(CasualtyEstimate) if one.applies), key=lambda one: not given(one.scenario)
    )
    for area in location.areas:
        for estimate in estimates:
            if given(estimate.area) and area in estimate.area:
                return estimate
    return next((one for one in estimates if not given(one.area)), plan.missing(location, "casualty_estimate"))


@derives(CasualtyEstimate, "applies")
def applies(estimate: CasualtyEstimate, plan: Plan) -> Value:
    """Yes where it names no scenario, or one that the plan is looked at in, or that this one begins with."""
    return not given(estimate.scenario) or estimate.scenario.name in lineage(plan.draft, plan.options.scenario)


@derives(CasualtyEstimate, "population_at_risk")
def population_at_risk(estimate: CasualtyEstimate, plan: Plan) -> Value:
    """The people of the places in its areas."""
    total = FUNCTIONS["sum"](tuple(place.population_at_risk for place in _places(estimate, plan)))
    return total if isinstance(total, Steps | Unknown) else Steps.always(total)


@derives(CasualtyEstimate, "surgical_cases")
def surgical_cases(estimate: CasualtyEstimate, plan: Plan) -> Value:
    """The surge times the share of it that needs surgery."""
    return binary("*", binary("*", estimate.surge, estimate.surgical), Quantity(1))


@derives(CasualtyEstimate, "surgical_capacity")
def surgical_capacity(estimate: CasualtyEstimate, plan: Plan) -> Value:
    """The operations of a day of all hospitals that are reached in time by day, at the place where they are fewest."""
    fewest: Steps[Value] = Steps.always(None)
    for place in _places(estimate, plan):
        people = place.population_at_risk
        lived_in = people.map(lambda some: given(some) and bool(some.number)) if given(people) else people
        if isinstance(lived_in, Steps):
            here = lived_in.merge(_operations(place, plan), lambda yes, some: some if yes else None)
            fewest = fewest.merge(here, _fewer)
    return fewest.map(lambda some: Unknown(()) if some is None else some)


def _operations(place: Location, plan: Plan) -> Steps[Value]:
    """The operations of a day of the hospitals in reach of a place, on the ground of the season."""
    day, daily = Quantity(1, plan.units.parse("person_days")), plan.units.parse("1/day")
    reach = place.surgeons["day"]
    missing = [grounds for grounds in reach.values() if not given(grounds)]
    if missing:
        return Steps.always(missing[0])
    both = reach["dry"].merge(reach["wet"], lambda one, two: (one, two))
    hospitals = both.merge(place.wet, lambda pair, wet: pair[wet is True])

    def operations(some: Value) -> Value:
        if not given(some):
            return some
        return binary("*", FUNCTIONS["sum"](tuple(hospital.surgeries for hospital in some), daily), day)

    return hospitals.map(operations)


def _fewer(one: Value, two: Value) -> Value:
    if one is None or two is None:
        return two if one is None else one
    return FUNCTIONS["min"]((one, two))


def _places(estimate: CasualtyEstimate, plan: Plan) -> list[Location]:
    """The places in its areas; all where it names none."""
    areas = set(estimate.area) if given(estimate.area) else None
    return [place for place in plan.all(Location) if areas is None or areas & set(place.areas)]
