"""One site on one page: where it is, who lives there, what it holds, and how it is reached and left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pkdsl.documents import About, evacuating, mapped, stretches, supply, units, work
from pkdsl.documents.context import BLANK
from pkdsl.documents.saying import listed, plain_number, sentence
from pkdsl.documents.sheet import Pairs, Sheet, pairs, sheet
from pkdsl.page import Missing
from pkdsl.tongues import tell
from pkdsl.values import Steps, given

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkdsl.documents.context import Context
    from pkdsl.page import Figure, Run
    from pkdsl.plan.plan import Plan

ABOUT = About(
    name="site_sheet",
    title="Site sheet",
    reader="camp managers, planners of support, those who visit",
    purpose="one site on one page: people, stocks, plants, care, reach and security",
    layout="sheet",
    each="location",
)


@dataclass(frozen=True, slots=True)
class Occupant:
    """A unit or an office that lives here for some time."""

    title: str
    strength: Run
    arrives: Run
    leaves: Run


@dataclass(frozen=True, slots=True)
class Stock:
    """A supply that is held here."""

    title: str
    on_hand: Run
    minimum: Run
    capacity: Run
    demand: Run
    days: Run


@dataclass(frozen=True, slots=True)
class Plant:
    """A plant, a workshop, a place of handling or reception: what it is and what it can do."""

    title: str
    kind: str
    can: str


@dataclass(frozen=True, slots=True)
class Way:
    """A route that begins or ends here."""

    title: str
    other: str | Missing
    mode: str | Missing
    distance: Run
    load: Run
    threat: Run


@dataclass(frozen=True, slots=True)
class Job:
    """A work at this site, or its closure."""

    title: str
    kind: str | Missing
    first: Run
    last: Run


@dataclass(frozen=True, slots=True)
class Times:
    """How long the wounded of this site take to one stage of care at most, and when not in time."""

    stage: str
    to: tuple[Run, ...]
    gaps: str


@dataclass(frozen=True, slots=True)
class Bearer:
    """The links of one sort that end here."""

    name: str
    links: str


@dataclass(frozen=True, slots=True)
class View:
    """What the sheet shows."""

    facts: Pairs
    occupants: tuple[Occupant, ...]
    stocks: tuple[Stock, ...]
    plants: tuple[Plant, ...]
    care: Sheet
    times: tuple[Times, ...]
    map: Figure | None
    ways: tuple[Way, ...]
    links: tuple[Bearer, ...]
    measures: tuple[str, ...]
    jobs: tuple[Job, ...]


PLANTS = {
    "handlings": ("handling", {
        "mode": "by {said}", "passengers": "passengers: {said}", "cargo": "cargo: {said}", "containers": "containers: {said}",
        "parking": "ships or aircraft at once: {said}", "draught": "draught up to {said}",
    }),
    "receptions": ("reception", {
        "passengers": "newcomers: {said}", "beds": "beds for {said}", "inspections": "inspections: {said}",
        "inductions": "briefed: {said}",
    }),
    "water_plants": ("water", {"count": "number: {said}", "rate": "each makes {said}", "hours": "for {said}"}),
    "generators": ("power", {
        "count": "number: {said}", "running": "running at once: {said}", "rated_power": "each gives {said}",
        "fuel_rate": "each burns {said}",
    }),
    "waste_plants": ("waste", {"capacity": "takes {said}"}),
    "workshops": ("workshop", {"capacity": "repairs: {said}"}),
}  # fmt: skip
"""What stands at a site, by field: its word, and what is said of the fields that tell what it can do."""
STAGES = {"resuscitation": "A doctor", "surgery": "A surgeon", "definitive": "Definitive care"}


def view(plan: Plan, context: Context) -> View:
    """The site that this copy is about."""
    del plan
    site: Any = context.subject
    return View(
        facts=_facts(context, site), occupants=tuple(_occupants(context, site)),
        stocks=tuple(_stock(context, site, each) for each in context.visible(site.stocks)),
        plants=tuple(_plants(context, site)), care=_care(context, site), times=_times(context, site), map=mapped.around(context, site), ways=tuple(_ways(context, site)),
        links=_links(context, site), measures=tuple(_measures(context, site)), jobs=tuple(_jobs(context, site)),
    )  # fmt: skip


def _facts(context: Context, site: Any) -> Pairs:  # noqa: ANN401 -- a location
    texts = {
        "Purpose": "type", "Area": "area", "Position": "at", "Land owned by": "land_owner",
        "Agreement": "agreement", "Guarded by": "guarded_by", "Critical": "critical",
        "Dangerous goods": "dangerous_goods",
    }  # fmt: skip
    figures = {
        "Opens": "opens", "Closes": "closes", "Threat, 1 to 5": "threat_level",
        "Security level, 1 to 6": "security_level", "Independent routes": "independent_routes",
    }  # fmt: skip
    most = {
        "Beds at most": "beds", "Hardened beds at most": "hardened_beds", "People at most": "occupants",
        "Dependants at most": "dependants", "Guards at most": "guards",
    }  # fmt: skip
    state = context.state(str(site.state)) if given(site.state) else BLANK
    return pairs({
        **{label: context.text(site, name) for label, name in texts.items()}, "State": state, "Helipad": work.helipad(context, site),
        **{label: context.figure(site, name) for label, name in figures.items()},
        **{label: stretches.told(context, site, name, words=plain_number).figure for label, name in most.items()},
        "Power needed at most": stretches.told(context, site, "power_demand").figure,
    })  # fmt: skip


def _based(site: Any, body: Any) -> bool:  # noqa: ANN401 -- a location, and a unit or a section
    return isinstance(body.base, Steps) and any(each is site for each in body.base.values)


def _occupants(context: Context, site: Any) -> Iterator[Occupant]:  # noqa: ANN401 -- a location
    for unit in units.every(context):
        if _based(site, unit) or any(_based(site, part) for part in context.visible(unit.subunits)):
            yield Occupant(
                context.title(unit), units.people(context, unit),
                context.figure(unit, "arrives"), context.figure(unit, "leaves"),
            )  # fmt: skip
    for section in context.all("section"):
        if _based(site, section):
            yield Occupant(context.title(section), context.figure(section, "strength"), BLANK, BLANK)


def _stock(context: Context, site: Any, each: Any) -> Stock:  # noqa: ANN401 -- a location and a stock
    key = each.supply if given(each.supply) else None
    said = context.text(each, "supply")
    name = said if isinstance(said, str) else context.title(each)
    return Stock(
        tell("{what}, reserve of the mission", what=name) if _is_reserve(each) else name,
        context.figure(each, "on_hand"), context.figure(each, "minimum"), context.figure(each, "capacity"),
        BLANK if key is None else _needed(context, site, key),
        BLANK if key is None else _lasting(context, site, each),
    )  # fmt: skip


def _needed(context: Context, site: Any, key: Any) -> Run:  # noqa: ANN401 -- a location and a supply
    """The most of a supply that the site itself uses in a day, from today on."""
    most = stretches.told(context, site, "demand", key)
    return Missing("none") if most.found is not None and not most.found.value.number else most.figure


def _lasting(context: Context, site: Any, each: Any) -> Run:  # noqa: ANN401 -- a location and a stock
    """For how long the site's own stocks of it last; the mission's lie there for others."""
    return (
        Missing("for others") if _is_reserve(each) else supply.lasting(context, supply.held(context, site, each.supply))
    )


def _is_reserve(each: Any) -> bool:  # noqa: ANN401 -- a stock
    return bool(given(each.holder) and each.holder == "mission")


def _plants(context: Context, site: Any) -> Iterator[Plant]:  # noqa: ANN401 -- a location
    for name, (kind, fields) in PLANTS.items():
        for each in context.visible(getattr(site, name)):
            said = ((words, context.text(each, field)) for field, words in fields.items())
            can = (tell(words, said=value) for words, value in said if isinstance(value, str))
            yield Plant(context.title(each), kind, "; ".join(can) or "its capacity is not given in the plan")


def _care(context: Context, site: Any) -> Sheet:  # noqa: ANN401 -- a location
    """Who treats and fetches the wounded of this site."""
    facilities = [each for each in context.all("medical_facility") if each.at is site]
    assets = [each for each in context.all("evacuation_asset") if _based(site, each)]
    return sheet({
        "Places of treatment": listed(map(context.title, facilities)) or BLANK,
        "Means of evacuation": listed(map(context.title, assets)) or BLANK,
    })  # fmt: skip


def _times(context: Context, site: Any) -> tuple[Times, ...]:  # noqa: ANN401 -- a location
    """The longest that care takes from today on, by day and by night, in the dry and in the wet season."""
    if site not in evacuating.points(context):
        return ()
    found = ((name, evacuating.times(context, site, stage)) for stage, name in STAGES.items())
    return tuple(Times(name, one.cases, one.gaps) for name, one in found)


def _ways(context: Context, site: Any) -> Iterator[Way]:  # noqa: ANN401 -- a location
    for route in context.all("route"):
        if site not in (route.origin, route.destination):
            continue
        other = route.destination if route.origin is site else route.origin
        yield Way(
            context.title(route), context.said(other) if given(other) else BLANK, context.text(route, "mode"),
            context.figure(route, "length"), context.figure(route, "max_load"), context.figure(route, "threat_level"),
        )  # fmt: skip


def _links(context: Context, site: Any) -> tuple[Bearer, ...]:  # noqa: ANN401 -- a location
    found: dict[str, list[str]] = {}
    for link in context.all("link"):
        ends = link.between if given(link.between) else ()
        if any(end is site or (end.kind == "hq" and given(end.at) and end.at is site) for end in ends):
            bearer = context.text(link, "bearer")
            found.setdefault(bearer if isinstance(bearer, str) else "Bearer not given", []).append(context.title(link))
    return tuple(Bearer(sentence(name), listed(links)) for name, links in sorted(found.items()))


def _measures(context: Context, site: Any) -> Iterator[str]:  # noqa: ANN401 -- a location
    for each in context.visible(site.security_measures):
        more = [context.text(each, name) for name in ("status", "due")]
        said = ", ".join(one for one in more if isinstance(one, str))
        yield f"{context.title(each)}: {said}" if said else context.title(each)


def _jobs(context: Context, site: Any) -> Iterator[Job]:  # noqa: ANN401 -- a location
    for each in context.all("work"):
        if each.at is site:
            yield Job(
                context.title(each),
                context.text(each, "type"),
                context.figure(each, "early"),
                context.figure(each, "over"),
            )
    for each in context.all("closure"):
        if each.location is site:
            yield Job(context.title(each), "closure", context.figure(each, "starts"), context.figure(each, "ends"))
