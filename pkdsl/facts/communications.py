"""What each link hangs on, what the ways of one communications plan hang on together, and what a link carries and reaches.

Source: plans of primary, alternate, contingency and emergency ways, none of which hangs on what another needs (public
descriptions, read).
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, get_args

from pkdsl.entities.command import InformationExchange, Link, Pace
from pkdsl.entities.command.chain import Commanded
from pkdsl.entities.command.post import Hq, Post
from pkdsl.entities.force import Section, Unit
from pkdsl.entities.foundations import Agreement
from pkdsl.entities.places import Contract, Location
from pkdsl.plan.facts import derives
from pkdsl.schema import Tier
from pkdsl.values import Hole, Period, Steps, Unknown, Word, geodesic, given, unknown_of
from pkdsl.values.functions import FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkdsl.plan.plan import Plan
    from pkdsl.schema import Declared
    from pkdsl.values.value import Value

TIERS: tuple[str, ...] = get_args(Tier)
"""The ways of a communications plan, in order."""


# --- What a link needs ------------------------------------------------------------------------------------------------


@derives(Link, "needs")
def needs(link: Link, plan: Plan) -> Value:
    """The link, all that its fields name, and so on through the links it depends on; each once, the nearest first."""
    found: dict[Declared, None] = {}
    waiting: list[Declared] = [link]
    while waiting:
        one = waiting.pop(0)
        if one not in found:
            found[one] = None
            waiting += _named(one) if isinstance(one, Link) else ()
    return tuple(found)


def _named(link: Link) -> Iterator[Declared]:
    """What the fields of one link name."""
    for several in (link.depends_on, link.relays, link.agreement):
        yield from (one for one in (several if given(several) else ()) if given(one))
    yield from (one for one in (link.provider, link.power_source) if given(one))


@derives(Pace, "joins")
def joins(pace: Pace, plan: Plan) -> Value:
    """Both ends, the heads of those that are headquarters, and the headquarters of those that head one."""
    if not given(pace.between):
        return pace.between
    headed = plan.memo(headquarters)
    heads = (end.head for end in pace.between if isinstance(end, Hq))
    houses = (house for end in pace.between for house in headed.get(end, ()))
    return tuple(dict.fromkeys((*pace.between, *filter(given, heads), *houses)))


def headquarters(plan: Plan) -> dict[Declared, list[Hq]]:
    """The headquarters that each post heads."""
    found: dict[Declared, list[Hq]] = {}
    for house in plan.all(Hq):
        if given(house.head):
            found.setdefault(house.head, []).append(house)
    return found


@derives(Pace, "ways")
def ways(pace: Pace, plan: Plan) -> Value:
    """The links given in the four fields, in their order."""
    return tuple(link for _, link in _tiers(pace))


@derives(Pace, "shared")
def shared(pace: Pace, plan: Plan) -> Value:
    """What at least two of its ways need: links, places, contracts, providers, generators; licences and ends left out.

    Two contracts with one supplier count as one. The ends are left out because no way does without them.
    """
    return tuple(thing for thing, tiers in common(pace) if len(tiers) > 1)


@derives(Pace, "sharing")
def sharing(pace: Pace, plan: Plan) -> Value:
    """The fields whose links need something that is in `shared`."""
    found = {tier for _, tiers in common(pace) if len(tiers) > 1 for tier in tiers}
    return tuple(Word(tier, TIERS) for tier in TIERS if tier in found)


def _tiers(pace: Pace) -> Iterator[tuple[str, Link]]:
    for tier, link in zip(TIERS, (pace.primary, pace.alternate, pace.contingency, pace.emergency), strict=True):
        if given(link):
            yield tier, link


def common(pace: Pace) -> list[tuple[Declared, list[str]]]:
    """Each thing that a way needs, ends and licences left out, with the fields whose links need it."""
    tiers = list(_tiers(pace))
    ends = {end for both in (pace.between, *(link.between for _, link in tiers)) if given(both) for end in both}
    found: dict[Value, tuple[Declared, list[str]]] = {}
    for tier, link in tiers:
        for thing in link.needs:
            if thing in ends or isinstance(thing, Agreement):
                continue
            named = found.setdefault(_identity(thing), (thing, []))[1]
            if tier not in named:
                named.append(tier)
    return list(found.values())


def _identity(thing: Declared) -> Value:
    """A contract is as good as its supplier: what happens to one contract of a supplier happens to all."""
    supplier = thing.supplier if isinstance(thing, Contract) else None
    return supplier if isinstance(supplier, str) else thing


# --- What a link carries ----------------------------------------------------------------------------------------------


@derives(Link, "load")
def load(link: Link, plan: Plan) -> Value:
    """The bandwidth of all standing exchanges whose channel is the link, or a link that needs it."""
    found = plan.memo(exchanges).get(link, ())
    return FUNCTIONS["sum"](tuple(exchange.bandwidth for exchange in found), plan.units.parse("kbit/s"))


def exchanges(plan: Plan) -> dict[Declared, list[InformationExchange]]:
    """The standing exchanges by each link that they go over."""
    found: dict[Declared, list[InformationExchange]] = {}
    for exchange in plan.all(InformationExchange):
        for thing in exchange.channel.needs if given(exchange.channel) else ():
            found.setdefault(thing, []).append(exchange)
    return found


# --- Where and when a link works --------------------------------------------------------------------------------------


@derives(Commanded, "place")
def place(body: Commanded, plan: Plan) -> Value:
    """The base of a unit or a section; the place of a headquarters; a post is where its headquarters or section is."""
    if isinstance(body, Unit | Section):
        return body.base
    if isinstance(body, Hq):
        return body.at if not given(body.at) else Steps.always(body.at)
    home = next(filter(given, (body.hq, body.section)), None) if isinstance(body, Post) else None
    return plan.missing(body, "hq") if home is None else home.place


@derives(Link, "stretch")
def stretch(link: Link, plan: Plan) -> Value:
    """From the first end over the relays, in their order, to the other: the longest of the great circles between."""
    if not given(link.between):
        return link.between
    first, second = map(_place, link.between)
    stations = [first, *(Steps.always(relay) for relay in (link.relays if given(link.relays) else ())), second]
    if not all(map(given, stations)):
        return unknown_of(stations)
    parts = [one.merge(other, _distance) for one, other in pairwise(stations)]
    return parts[0] if len(parts) == 1 else FUNCTIONS["max"](tuple(parts))


def _place(end: Declared) -> Value:
    """Where an end is on each day."""
    if isinstance(end, Location):
        return Steps.always(end)
    return end.place if isinstance(end, Commanded) else Unknown(())


def _distance(one: Value, other: Value) -> Value:
    positions = [where.at if given(where) else where for where in (one, other)]
    return geodesic(*positions) if all(map(given, positions)) else unknown_of(positions)


@derives(Link, "licensed")
def licensed(link: Link, plan: Plan) -> Value:
    """On days on which at least one of its agreements is in force; on no day where it names none."""
    licences = link.agreement if given(link.agreement) else ()
    return _everyday(FUNCTIONS["any"](tuple(licence.in_force for licence in licences)))


@derives(Link, "keyed")
def keyed(link: Link, plan: Plan) -> Value:
    """On the days of `keys`; on no day where there are none."""
    keys: Value = link.keys
    if isinstance(keys, Hole):
        return keys
    return Steps.always(True).within(keys, False) if isinstance(keys, Period) else Steps.always(False)  # noqa: FBT003 -- values


def _everyday(value: Value) -> Value:
    return value if isinstance(value, Steps | Unknown) else Steps.always(value)
