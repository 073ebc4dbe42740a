"""What documents show of movements: what moves, leg by leg, on which ways, by which means, and what may hold it up."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from pkdsl.documents.context import BLANK, WITHHELD, amounts, computed
from pkdsl.documents.saying import MONTHS, listed, say, sentence, whole
from pkdsl.page import Missing
from pkdsl.values import given
from pkdsl.values.number import rounded
from pkdsl.values.paper import show_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pkdsl.documents.context import Context
    from pkdsl.page import Run

LAST = 1_000_000
"""The place of movements without a priority."""
NONE = Missing("none")
ON_THE_GROUND = ("road", "rail", "river")
HOMEWARD = "repatriation"
WAVES = {"advance_party": "advance parties", "enabling_unit": "enabling units", "main_body": "main bodies"}
CHARTERS = ("air_charter", "sea_charter", "transport")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the movement table."""

    number: str | Missing
    title: str
    persons: Run
    cargo: Run
    volume: Run
    containers: Run
    embarkation: str | Missing
    debarkation: str | Missing
    destination: str | Missing
    modes: str | Missing
    ready: Run
    arrives: Run
    required: Run
    slack: Run


@dataclass(frozen=True, slots=True)
class Leg:
    """One stretch of a movement."""

    movement: str
    ends: str
    lift: str | Missing
    loads: Run
    vehicles: Run
    leaves: Run
    takes: Run
    lands: Run
    queue: Run
    through: Run
    escort: str | Missing


@dataclass(frozen=True, slots=True)
class Way:
    """A way that movements take."""

    title: str
    ends: str
    mode: str | Missing
    length: Run
    dry: Run
    wet: Run
    bears: Run
    closed: str
    threat: Run
    alternate: str | Missing


@dataclass(frozen=True, slots=True)
class Means:
    """What carries movements, and who provides it."""

    title: str
    mode: str | Missing
    count: Run
    usable: Run
    most: Run
    seats: Run
    payload: Run
    provider: str | Missing
    notice: Run


@dataclass(frozen=True, slots=True)
class Charter:
    """A contract for transport."""

    title: str
    supplier: str | Missing
    awarded: Run
    mobilisation: Run
    period: Run
    value: Run


@dataclass(frozen=True, slots=True)
class Gate:
    """An agreement without which something may not move."""

    title: str
    type: str | Missing
    status: str | Missing
    since: Run
    movements: str
    first: Run


@dataclass(frozen=True, slots=True)
class Held:
    """A movement, how far it may slip, and what a delay of it reaches."""

    title: str
    slack: Run
    free: Run
    driver: str | Missing
    followed_by: str | Missing


@dataclass(frozen=True, slots=True)
class Wave:
    """Units that come at one stage of deployment."""

    title: str
    units: str
    persons: Run
    first: Run
    last: Run


def movements(context: Context) -> tuple[Any, ...]:
    """What comes into the mission or moves within it, by priority and day; what goes home is left to the way out."""
    found = (each for each in context.all("movement") if not (given(each.purpose) and each.purpose == HOMEWARD))
    return tuple(
        sorted(
            found,
            key=lambda each: (
                whole(each.priority, absent=LAST), str(each.leaves) if given(each.leaves) else "~", context.title(each),
            ),
        )
    )  # fmt: skip


def lines(context: Context) -> tuple[Line, ...]:
    """The movement table."""
    return tuple(_line(context, each) for each in movements(context))


def _line(context: Context, each: Any) -> Line:  # noqa: ANN401 -- a movement
    def measured(name: str, unit: str) -> Run:
        return context.figure(each, name, words=lambda value: _digits(context, value, unit))

    modes = dict.fromkeys(
        one for leg in context.visible(each.legs) if isinstance(one := context.text(leg, "means"), str)
    )
    return Line(
        context.text(each, "number"), context.title(each), measured("passengers", "persons"), measured("cargo", "t"),
        measured("volume", "m3"), context.figure(each, "containers"), context.text(each, "embarkation"),
        context.text(each, "debarkation"), context.text(each, "destination"), ", ".join(modes) or BLANK,
        context.figure(each, "ready_to_load"), context.figure(each, "arrives"), context.figure(each, "required_by"),
        context.figure(each, "slack"),
    )  # fmt: skip


def _digits(context: Context, value: Any, unit: str) -> str:  # noqa: ANN401 -- a quantity
    """How many of a unit, which the head of the table names."""
    return show_number(rounded(Fraction(value.number_in(context.plan.units.parse(unit))), 0))


def legs(context: Context) -> tuple[Leg, ...]:
    """The legs of all of them, each movement named once."""
    return tuple(_legs(context))


def _legs(context: Context) -> Iterator[Leg]:
    for movement in movements(context):
        for number, leg in enumerate(context.visible(movement.legs)):
            figures = ("loads", "vehicles", "leaves", "takes", "lands", "queue", "arrives")
            loads, vehicles, leaves, takes, lands, queue, arrives = (context.figure(leg, name) for name in figures)
            yield Leg(
                context.title(movement) if number == 0 else "", ends(context, leg), context.text(leg, "by"), loads, vehicles,
                leaves, takes, lands, queue, arrives, context.text(leg, "escort", absent=NONE),
            )  # fmt: skip


def ends(context: Context, thing: Any) -> str:  # noqa: ANN401 -- a leg or a route
    """From where to where."""
    said = [context.text(thing, name) for name in ("origin", "destination")]
    return " to ".join(one if isinstance(one, str) else "a place not given" for one in said)


def _taken(context: Context, name: str) -> list[Any]:
    """What the legs name in a field, each once, in the order in which it is first used."""
    found: dict[int, Any] = {}
    for movement in movements(context):
        for leg in context.visible(movement.legs):
            value = getattr(leg, name)
            for each in _some(value):
                found.setdefault(id(each), each)
    return [each for each in found.values() if context.shows(each)]


def _some(value: Any) -> tuple[Any, ...]:  # noqa: ANN401 -- a value or a list of values, or Unknown
    if not given(value):
        return ()
    return tuple(filter(given, value)) if isinstance(value, tuple) else (value,)


def ways(context: Context) -> tuple[Way, ...]:
    """The ways that movements take."""
    return tuple(_way(context, route) for route in _taken(context, "routes"))


def _way(context: Context, route: Any) -> Way:  # noqa: ANN401 -- a route
    road = not given(route.mode) or route.mode in ON_THE_GROUND
    absent = BLANK if road else Missing("does not apply")
    open_ = set(route.open) if given(route.open) else set(range(1, 13))
    months = [MONTHS[month - 1] for month in range(1, 13) if month not in open_]
    dry, wet, bears = (
        context.figure(route, name, absent=absent) for name in ("daily_distance", "wet_daily_distance", "max_load")
    )
    return Way(
        context.title(route), ends(context, route), context.text(route, "mode"), context.figure(route, "length"), dry, wet,
        bears, listed(months) if months else "never", context.figure(route, "threat_level"),
        context.text(route, "alternate", absent=NONE),
    )  # fmt: skip


def means(context: Context) -> tuple[Means, ...]:
    """The lift that carries movements."""
    return tuple(_means(context, lift) for lift in _taken(context, "by"))


def _means(context: Context, lift: Any) -> Means:  # noqa: ANN401 -- lift
    return Means(
        context.title(lift), context.text(lift, "mode"), context.figure(lift, "count"), context.figure(lift, "usable"),
        _most(context, lift), context.figure(lift, "passengers"), context.figure(lift, "payload"),
        context.text(lift, "provider"), context.figure(lift, "notice"),
    )  # fmt: skip


def _most(context: Context, lift: Any) -> Run:  # noqa: ANN401 -- lift
    """The most of it that movements take on one day."""
    if context.withholds(lift, "used"):
        return Missing(WITHHELD)
    most = max((whole(one) for one in lift.used.values if given(one)), default=None) if given(lift.used) else None
    path = f"{context.plan.path_of(lift)}.used"
    return BLANK if most is None else computed(str(most), str(most), path, "the highest of its days")


def charters(context: Context) -> tuple[Charter, ...]:
    """Contracts for transport by air, by sea and on the ground."""
    found = [each for each in context.all("contract") if given(each.service) and each.service in CHARTERS]
    return tuple(_charter(context, each) for each in sorted(found, key=context.title))


def _charter(context: Context, each: Any) -> Charter:  # noqa: ANN401 -- a contract
    return Charter(
        context.title(each), context.text(each, "supplier"), context.figure(each, "awarded"),
        context.figure(each, "mobilisation"), context.figure(each, "period"), context.figure(each, "value"),
    )  # fmt: skip


def gates(context: Context) -> tuple[Gate, ...]:
    """The agreements that legs and their lift need, with the first day on which one is needed."""
    needs: dict[int, tuple[Any, list[Any]]] = {}
    for movement in movements(context):
        for leg in context.visible(movement.legs):
            lift = leg.by if given(leg.by) else None
            for agreement in (*_some(leg.agreement), *(_some(lift.agreement) if lift is not None else ())):
                if context.shows(agreement):
                    needs.setdefault(id(agreement), (agreement, []))[1].append(leg)
    return tuple(_gate(context, agreement, found) for agreement, found in needs.values())


def _gate(context: Context, agreement: Any, found: list[Any]) -> Gate:  # noqa: ANN401 -- an agreement and legs
    known = sorted((leg for leg in found if given(leg.leaves)), key=lambda leg: str(leg.leaves))
    moving = dict.fromkeys(context.title(leg.parent) for leg in found)
    return Gate(
        context.title(agreement), context.text(agreement, "type"), context.text(agreement, "status"),
        context.figure(agreement, "early"), listed(moving), context.figure(known[0], "leaves") if known else BLANK,
    )  # fmt: skip


def held(context: Context) -> tuple[Held, ...]:
    """The movements by how far each may slip, the tightest first."""
    tight = sorted(
        movements(context), key=lambda each: (each.slack.number if given(each.slack) else LAST, context.title(each))
    )
    return tuple(
        Held(
            context.title(each), context.figure(each, "slack"), context.figure(each, "free_slack"),
            context.text(each, "driver", absent=Missing("its own day")),
            context.text(each, "followed_by", absent=Missing("nothing in the plan")),
        )
        for each in tight
    )  # fmt: skip


def unmoved(context: Context) -> str:
    """The units that arrive without a movement in the plan."""
    moved = {id(each.unit) for each in movements(context) if given(each.unit)}
    return listed(context.title(unit) for unit in _coming(context) if id(unit) not in moved)


def _coming(context: Context) -> Iterable[Any]:
    """The units that arrive, by day."""
    found = [unit for unit in context.all("unit") if given(unit.arrives)]
    return sorted(found, key=lambda unit: (str(unit.arrives), context.title(unit)))


def waves(context: Context) -> tuple[Wave, ...]:
    """Advance parties, enabling units and main bodies, as the plan calls them; last those that it calls nothing."""
    found: dict[str, list[Any]] = {}
    for unit in _coming(context):
        found.setdefault(str(unit.deploys_as) if given(unit.deploys_as) else "", []).append(unit)
    return tuple(
        Wave(
            sentence(WAVES.get(name, "stage not given")), listed(map(context.title, found[name])),
            _persons(context, found[name], name),
            context.figure(found[name][0], "arrives"), context.figure(found[name][-1], "arrives"),
        )
        for name in (*WAVES, "")
        if name in found
    )  # fmt: skip


def _persons(context: Context, units: list[Any], stage: str) -> Run:
    """The people whom units bring on the days on which they arrive, together."""
    if any(context.withholds(unit, "strength") for unit in units):
        return Missing(WITHHELD)
    total = amounts(context.get(unit, "strength", on=unit.arrives) for unit in units)
    path = f"{WAVES.get(stage, 'other units')}: strength"
    return BLANK if total is None else computed(say(total), say(total), path, "the sum, of each on the day it arrives")
