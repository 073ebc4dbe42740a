"""What documents show of medical support: who is at risk, what casualties to expect, who treats them, and what prevents."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from pkdsl.documents import stretches, supply
from pkdsl.documents.context import BLANK, WITHHELD, computed
from pkdsl.documents.saying import listed, plain_number, say, whole
from pkdsl.page import Missing, Number
from pkdsl.values import Quantity, given
from pkdsl.values.paper import show_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkdsl.documents.context import Context
    from pkdsl.page import Run

NONE = Missing("none")
MANY = ("mass_casualty", "medevac_surge", "epidemic")
"""Contingencies with more patients than there are beds."""
ARMED = ("troops", "formed_police")
"""Those of whom policy wants first responders."""
THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class AtRisk:
    """A place and the people for whose treatment it counts."""

    place: str
    people: Run
    day: str | Missing
    chain: str | Missing
    estimate: str | Missing


@dataclass(frozen=True, slots=True)
class Entitled:
    """A group that has a right to be evacuated and treated."""

    chain: str
    group: str | Missing
    people: Run
    basis: str | Missing


@dataclass(frozen=True, slots=True)
class Estimate:
    """What casualties must be expected."""

    title: str
    area: str | Missing
    scenario: str | Missing
    rate: Run
    a_day: Run
    surge: Run
    surgical: Run
    cases: Run
    capacity: Run
    sick_call: Run


@dataclass(frozen=True, slots=True)
class Facility:
    """A clinic or a hospital."""

    title: str
    level: Run
    at: str | Missing
    period: Run
    beds: Run
    surgeries: Run
    doctors: Run
    provider: str | Missing


@dataclass(frozen=True, slots=True)
class Means:
    """What a facility has besides beds: ambulances, teams that go along, blood, its own supplies."""

    title: str
    ambulances: Run
    teams: Run
    blood: str | Missing
    supplies: Run


@dataclass(frozen=True, slots=True)
class Load:
    """What a facility must expect, against what it can do."""

    title: str
    served: Run
    outpatients: Run
    seen: Run
    holding: Run
    beds: Run


@dataclass(frozen=True, slots=True)
class Surge:
    """A plan for more patients than there are beds."""

    title: str
    trigger: str | Missing
    covers: str | Missing
    triage: str | Missing
    authority: str | Missing
    medical: str | Missing
    people: Run
    within: Run


@dataclass(frozen=True, slots=True)
class Disease:
    """A disease and who is protected against it."""

    title: str
    where: str | Missing
    level: Run
    unprotected: str


@dataclass(frozen=True, slots=True)
class FirstAid:
    """A unit with those who are trained to help at once."""

    unit: str
    people: Run
    responders: Run
    kits: Run


def at_risk(context: Context) -> tuple[AtRisk, ...]:
    """The places where people live from today on."""
    found = [(one, stretches.told(context, one, "population_at_risk")) for one in context.all("location")]
    return tuple(
        AtRisk(
            context.title(one), most.figure, most.day, context.text(one, "evacuation_chain"),
            context.text(one, "casualty_estimate"),
        )
        for one, most in found
        if context.withholds(one, "population_at_risk") or (most.found is not None and stretches.size(most.found.value))
    )  # fmt: skip


def entitled(context: Context) -> tuple[Entitled, ...]:
    """Who else is fetched."""
    return tuple(
        Entitled(
            context.title(chain), context.text(one, "group"), context.figure(one, "people"), context.text(one, "basis")
        )
        for chain in sorted(context.all("evacuation_chain"), key=context.title)
        for one in context.visible(chain.entitlements)
    )


def estimates(context: Context) -> tuple[Estimate, ...]:
    """The estimates of casualties, those of scenarios last."""
    found = sorted(context.all("casualty_estimate"), key=lambda one: (given(one.scenario), context.title(one)))
    return tuple(
        Estimate(
            context.title(one), context.text(one, "area", absent=Missing("everywhere")),
            context.text(one, "scenario", absent=Missing("as planned")), context.figure(one, "rate"), _a_day(context, one),
            context.figure(one, "surge"), context.figure(one, "surgical"), context.figure(one, "surgical_cases"),
            stretches.told(context, one, "surgical_capacity", side="least").figure if one.applies is True else Missing("in the scenario"),
            context.figure(one, "sick_call"),
        )
        for one in found
    )  # fmt: skip


def _a_day(context: Context, one: Any) -> Run:  # noqa: ANN401 -- a casualty estimate
    """The wounded and sick of a usual day, when most people are there."""
    most = stretches.extreme(stretches.known(one.population_at_risk, stretches.ahead(context)), "most")
    rate = context.get(one, "rate")
    if context.withholds(one, "population_at_risk"):
        return Missing(WITHHELD)
    if most is None or not given(rate):
        return BLANK
    a_day = Fraction(most.value.number) * Fraction(rate) / THOUSAND
    said = show_number(Fraction(round(a_day * 10), 10))
    path = f"{context.plan.path_of(one)}.population_at_risk"
    return computed(said, said, path, "the most of its days × rate ÷ 1 000")


# -- facilities -------------------------------------------------------------------------------------------------------


def facilities(context: Context) -> tuple[Any, ...]:
    """The highest levels first."""
    return tuple(sorted(context.all("medical_facility"), key=lambda one: (-whole(one.level), context.title(one))))


def rows(context: Context) -> tuple[Facility, ...]:
    """The facilities as a table."""
    return tuple(
        Facility(
            context.title(one), _level(context, one), context.text(one, "at"), stretches.since(context, one, "period"),
            context.figure(one, "beds", words=plain_number), context.figure(one, "surgeries", absent=NONE), context.figure(one, "doctors"),
            context.text(one, "provider"),
        )
        for one in facilities(context)
    )  # fmt: skip


def _level(context: Context, one: Any) -> Run:  # noqa: ANN401 -- a medical facility
    """`1 +` where it can do more than its level."""
    return context.figure(one, "level", words=lambda level: f"{say(level)}+" if one.enhanced is True else say(level))


def means(context: Context) -> tuple[Means, ...]:
    """What they have besides beds."""
    return tuple(
        Means(
            context.title(one), context.figure(one, "ambulances"), context.figure(one, "evacuation_teams"),
            context.text(one, "blood"), context.figure(one, "medical_supplies"),
        )
        for one in facilities(context)
    )  # fmt: skip


def loads(context: Context) -> tuple[Load, ...]:
    """What clinics of the first level must expect at most."""
    return tuple(
        Load(
            context.title(one), stretches.told(context, one, "served").figure,
            stretches.told(context, one, "outpatient_load", words=_tenths).figure, context.figure(one, "outpatients"),
            stretches.told(context, one, "holding", words=_tenths).figure, context.figure(one, "beds", words=plain_number),
        )
        for one in facilities(context)
        if given(one.level) and one.level == 1
    )  # fmt: skip


def _tenths(value: Any) -> str:  # noqa: ANN401 -- a quantity
    return say(Quantity(Fraction(round(Fraction(value.number) * 10), 10), value.unit))


def operating(context: Context) -> tuple[Any, ...]:
    """The facilities that operate: of level 2 and more."""
    return tuple(one for one in facilities(context) if whole(one.level) > 1)


def bloodless(context: Context) -> str:
    """The hospitals of which the plan does not say that they have blood."""
    return listed(context.title(one) for one in operating(context) if one.blood is not True)


# -- stocks, many at once, prevention ---------------------------------------------------------------------------------


def stores(context: Context) -> tuple[supply.Stock, ...]:
    """Medical supplies in stock."""
    return supply.of(
        context, lambda stock: given(stock.supply) and given(stock.supply.class_) and stock.supply.class_ == "medical"
    )


def many(context: Context) -> tuple[Surge, ...]:
    """The plans for many wounded or sick at once."""
    found = sorted(context.all("contingency"), key=context.title)
    return tuple(
        Surge(
            context.title(one), context.text(one, "trigger"), context.text(one, "covers"), context.text(one, "triage"),
            context.text(one, "authority"), context.text(one, "medical"), context.figure(one, "people"), context.figure(one, "within"),
        )
        for one in found
        if given(one.type) and str(one.type) in MANY
    )  # fmt: skip


def without_plan(context: Context) -> str:
    """The large sites for which no plan for many wounded is made."""
    covered = {
        place
        for one in context.all("contingency")
        if given(one.type) and one.type == "mass_casualty" and given(one.covers)
        for place in one.covers
    }
    large = context.policy("mass_casualty_site")
    if not isinstance(large, Quantity):
        return ""
    span = stretches.ahead(context)
    most = ((one, stretches.extreme(stretches.known(one.occupants, span), "most")) for one in context.all("location"))
    return listed(
        context.title(one) for one, some in most
        if some is not None and some.value.number > large.number and one not in covered and not context.withholds(one, "occupants")
    )  # fmt: skip


def diseases(context: Context) -> tuple[Disease, ...]:
    """The diseases of the plan, and the units that live where they are and are not protected."""
    return tuple(
        Disease(
            context.title(one), context.text(one, "covers", absent=Missing("everywhere")), context.figure(one, "level"),
            listed(map(context.title, _unprotected(context, one))) or "none",
        )
        for one in context.all("threat")
        if given(one.type) and one.type == "disease"
    )  # fmt: skip


def _unprotected(context: Context, threat: Any) -> Iterator[Any]:  # noqa: ANN401 -- a threat
    for unit in _armed(context):
        bases = [one for one in unit.base.values if given(one)] if given(unit.base) else []
        around = {area for base in bases for area in (base, *context.visible(base.areas))}
        hit = not given(threat.covers) or bool(around & set(threat.covers))
        if hit and not (given(unit.protected_against) and threat in unit.protected_against):
            yield unit


def _armed(context: Context) -> list[Any]:
    return [one for one in context.all("unit") if given(one.category) and str(one.category) in ARMED]


def first_aid(context: Context) -> tuple[FirstAid, ...]:
    """Those who help in the first ten minutes, by unit."""
    share = context.policy("first_responders")
    return tuple(_first_aid(context, one, share) for one in sorted(_armed(context), key=context.title))


def _first_aid(context: Context, unit: Any, share: Any) -> FirstAid:  # noqa: ANN401 -- a unit and a percentage
    most = stretches.told(context, unit, "deployed")
    trained = context.figure(unit, "first_responders")
    if most.found is not None and isinstance(share, Quantity) and given(unit.first_responders):
        wanted = Fraction(share.number * share.unit.factor) * Fraction(most.found.value.number)
        few = context.get(unit, "first_responders").number < wanted
        trained = replace(trained, mark="too few") if few and isinstance(trained, Number) else trained
    return FirstAid(context.title(unit), most.figure, trained, context.figure(unit, "first_aid_kits"))
