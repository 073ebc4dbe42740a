"""What documents show of evacuation: how long the wounded of each place take to care, who fetches them, who may send whom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Any, NamedTuple

from pkdsl.documents import stretches
from pkdsl.documents.context import BLANK, WITHHELD, computed
from pkdsl.documents.saying import day, listed, say
from pkdsl.page import Missing, State
from pkdsl.pictures.clock import minutes_words
from pkdsl.values import DAY, NO_UNIT, Quantity, Steps, given
from pkdsl.values.dates import MINUTES_OF_DAY, later

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from pkdsl.documents.context import Context
    from pkdsl.page import Run

CASES = tuple((light, ground) for light in ("day", "night") for ground in ("dry", "wet"))
STAGES = {"resuscitation": "to a doctor", "surgery": "to a surgeon", "definitive": "to definitive care"}
LIMITS = {"resuscitation": "resuscitation_time", "surgery": "surgery_time", "definitive": "l4_hours"}
"""The policies that say how long each may take."""
NOT_REACHED, NO_DAYS = "not reached", Missing("no such days")
STANDARDS = ("min_60", "min_120")
"""The times allowed to a doctor and to a surgeon, as shares of ground are asked for by them."""
IN_TIME, BARELY, LATE, NOBODY = range(4)
NONE = Missing("none")
LONG = 240
"""From so many minutes on they are told in hours."""


@dataclass(frozen=True, slots=True)
class Times:
    """How long the wounded of one place take to one stage of care at most, by light and ground, and when not in time."""

    place: str
    people: Run
    cases: tuple[Run, ...]
    gaps: str


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of care, the time allowed, and the times of all places."""

    name: str
    limit: Run
    rows: tuple[Times, ...]


@dataclass(frozen=True, slots=True)
class Means:
    """Ambulances, helicopters or boats."""

    title: str
    mode: str | Missing
    base: str | Missing
    count: Run
    litters: Run
    team: str | Missing
    night: str | Missing
    provider: str | Missing
    period: Run


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast such means come, and how far from a hospital at their base they fetch in time."""

    title: str
    notice: Run
    night_notice: Run
    speed: Run
    wet_speed: Run
    range: Run
    radius: Run
    night_radius: Run


@dataclass(frozen=True, slots=True)
class Uncovered:
    """The share of an area's ground from which care is not reached in time, at most."""

    area: str
    doctor: tuple[Run, ...]
    surgeon: tuple[Run, ...]


class Time(NamedTuple):
    """The longest that it takes in one case, the days on which nobody takes them, and those on which it takes too long."""

    longest: stretches.Stretch | None
    gaps: list[stretches.Stretch]
    late: list[stretches.Stretch]


def points(context: Context) -> tuple[Any, ...]:
    """Where people may be wounded from today on: places where they live, then units on patrol."""
    mission, span = context.plan.mission, stretches.ahead(context)
    every = context.visible(mission.points_of_injury) if mission is not None else ()
    peopled = [
        one
        for one in every
        if any(stretches.size(part.value) for part in stretches.known(one.population_at_risk, span))
    ]
    return tuple(sorted(peopled, key=lambda one: (one.kind, title(context, one))))


def title(context: Context, point: Any) -> str:  # noqa: ANN401 -- a location or a unit
    """A place by its name; a unit as what it is at the limit of its patrols."""
    return context.title(point) if point.kind == "location" else f"{context.title(point)}, on patrol"


def time(context: Context, point: Any, stage: str, case: tuple[str, str], loss: str = "all") -> Time:  # noqa: ANN401 -- as above
    """The longest from the wound to a stage of care, on the days on which people are there and the ground is such."""
    there, span = days(point, case[1]), stretches.ahead(context)
    takes = stretches.entry(point, f"{stage}_time", *case, loss)
    reached = stretches.entry(point, "reached", stage, *case, loss)
    known, allowed = stretches.known(stretches.on(takes, there), span), limit(context, stage)
    gaps = [one for one in stretches.known(stretches.on(reached, there), span) if one.value is False]
    late = [one for one in known if allowed is not None and one.value.number_in(allowed.unit) > allowed.number]
    return Time(stretches.extreme(known, "most"), gaps, late)


def days(point: Any, ground: str) -> Steps[bool]:  # noqa: ANN401 -- a location or a unit
    """The days on which somebody is there and the ground is dry, or wet."""
    people = point.population_at_risk
    there = people.map(lambda some: given(some) and bool(some.number)) if isinstance(people, Steps) else Steps.always(given(people))  # fmt: skip
    wet = point.wet if isinstance(point.wet, Steps) else Steps.always(False)  # noqa: FBT003 -- a value
    return there.merge(wet, lambda lived_in, is_wet: lived_in and (is_wet is True) == (ground == "wet"))


def limit(context: Context, stage: str) -> Quantity | None:
    """The time that policy allows to a stage of care."""
    value = context.policy(LIMITS[stage])
    return value if isinstance(value, Quantity) else None


def rank(context: Context, found: Time, stage: str = "surgery") -> int | None:
    """How grave it is; None where nothing can be said."""
    allowed = limit(context, stage)
    if found.gaps or allowed is None or found.longest is None:
        return NOBODY if found.gaps else None
    takes, most = found.longest.value.number_in(allowed.unit), allowed.number
    margin = context.policy("evacuation_margin")
    kept = margin.number_in(NO_UNIT) * most if isinstance(margin, Quantity) else 0
    return LATE if found.late else BARELY if takes > most - kept else IN_TIME


def whole_minutes(value: Any) -> int:  # noqa: ANN401 -- a duration
    """Rounded up: so long it takes at most."""
    return ceil(Fraction(value.number_in(DAY)) * MINUTES_OF_DAY)


def minutes(value: Any) -> str:  # noqa: ANN401 -- a duration
    """`86 min`; what is long in hours and minutes."""
    whole = whole_minutes(value)
    return minutes_words(whole) if whole >= LONG else f"{whole} min"


def stages(context: Context) -> tuple[Stage, ...]:
    """The times to a doctor, to a surgeon and to definitive care."""
    return tuple(
        Stage(name, _allowed(context, stage), tuple(times(context, one, stage) for one in points(context)))
        for stage, name in STAGES.items()
    )


def _allowed(context: Context, stage: str) -> Run:
    found = limit(context, stage)
    return say(found) if found is not None else BLANK


def times(context: Context, point: Any, stage: str) -> Times:  # noqa: ANN401 -- a location or a unit
    """How long the wounded of a place take to a stage of care, at most and from today on."""
    people = stretches.told(context, point, "population_at_risk").figure
    if context.withholds(point, f"{stage}_time"):
        return Times(title(context, point), people, (Missing(WITHHELD),) * len(CASES), WITHHELD)
    found = {case: time(context, point, stage, case) for case in CASES}
    cases = tuple(_case(context, point, stage, case, one) for case, one in found.items())
    return Times(title(context, point), people, cases, _gaps(found))


def _case(context: Context, point: Any, stage: str, case: tuple[str, str], found: Time) -> Run:  # noqa: ANN401 -- as above
    if found.longest is None:
        return State(NOT_REACHED, NOBODY) if found.gaps else NO_DAYS
    value = found.longest.value
    path = ".".join((context.plan.path_of(point), f"{stage}_time", *case, "all"))
    number = computed(minutes(value), say(value), path, "the longest of its days")
    return replace(number, mark="too late") if found.late else number


def _gaps(found: dict[tuple[str, str], Time]) -> str:
    """The days on which nobody takes them there in time, by light."""
    bad = {light: _joined(some for (lit, _), some in found.items() if lit == light) for light in ("day", "night")}
    if bad["day"] == bad["night"]:
        return listed(_span(*one) for one in bad["day"]) or "never"
    said = {"by day": bad["day"], "at night": bad["night"]}
    return "; ".join(f"{light}: {listed(_span(*one) for one in some)}" for light, some in said.items() if some)


def _joined(times: Iterable[Time]) -> list[tuple[date, date]]:
    """From which to which day it is not in time, without a break."""
    joined: list[tuple[date, date]] = []
    for first, last, _ in sorted(one for some in times for one in (*some.gaps, *some.late)):
        if joined and first <= later(joined[-1][1], 1):
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


def _span(first: date, last: date) -> str:
    return day(first) if first == last else f"{day(first)} to {day(last)}"


# -- means ------------------------------------------------------------------------------------------------------------


def assets(context: Context) -> tuple[Any, ...]:
    """What fetches the wounded: by air, by road, by river, each by title."""
    order = {"air": 0, "road": 1}
    return tuple(
        sorted(context.all("evacuation_asset"), key=lambda one: (order.get(str(one.mode), 2), context.title(one)))
    )


def means(context: Context) -> tuple[Means, ...]:
    """What there is."""
    return tuple(
        Means(
            context.title(one), context.text(one, "mode"), context.text(one, "base"),
            context.figure(one, "count", absent=Missing("1")), context.figure(one, "litters"), context.text(one, "medical_team"),
            context.text(one, "night"), context.text(one, "provider"), stretches.since(context, one, "period"),
        )
        for one in assets(context)
    )  # fmt: skip


def paces(context: Context) -> tuple[Pace, ...]:
    """How fast it comes, and how far it fetches."""
    return tuple(
        Pace(
            context.title(one), context.figure(one, "notice"), context.figure(one, "night_notice"),
            context.figure(one, "speed"), context.figure(one, "wet_speed"), context.figure(one, "range"),
            *(_radius(context, one, light) for light in ("day", "night")),
        )
        for one in assets(context)
    )  # fmt: skip


def _radius(context: Context, asset: Any, light: str) -> Run:  # noqa: ANN401 -- an evacuation asset
    if given(asset.mode) and asset.mode != "air":
        return Missing("by the roads")
    if light == "night" and asset.night is not True:
        return NONE
    found = stretches.told(context, asset, "radius", light, "dry", words=_kilometres)
    return found.figure if found.found is not None or context.hidden else Missing("no hospital there")


def _kilometres(value: Any) -> str:  # noqa: ANN401 -- a length
    """Whole ones, rounded down: so far it surely comes."""
    return say(Quantity(int(value.number), value.unit))


# -- ground -----------------------------------------------------------------------------------------------------------


def uncovered(context: Context) -> tuple[Uncovered, ...]:
    """The areas with a boundary, and from how much of them care is not reached; none of which nothing is known."""
    rows = (
        Uncovered(
            context.title(one), *(tuple(_share(context, one, name, *case) for case in CASES) for name in STANDARDS)
        )
        for one in sorted(context.all("area"), key=context.title)
        if given(one.boundary)
    )
    return tuple(row for row in rows if {*row.doctor, *row.surgeon} != {BLANK})


def _share(context: Context, area: Any, standard: str, light: str, ground: str) -> Run:  # noqa: ANN401 -- an area
    """The last that is known of it: what is left when all means are there."""
    if context.withholds(area, "uncovered"):
        return Missing(WITHHELD)
    known = stretches.known(stretches.entry(area, "uncovered", standard, light, ground), stretches.ahead(context))
    if not known:
        return BLANK
    path = ".".join((context.plan.path_of(area), "uncovered", standard, light, ground))
    return computed(say(known[-1].value), say(known[-1].value), path, f"as it stands from {day(known[-1].first)} on")


def late(context: Context) -> tuple[str, ...]:
    """Where people are and a surgeon is not reached in time, and in which cases."""
    said = []
    for point in points(context):
        if context.withholds(point, "surgery_time"):
            continue
        ranks = {case: rank(context, time(context, point, "surgery", case)) for case in CASES}
        bad = {case: WORDS[one] for case, one in ranks.items() if one in WORDS}
        if bad:
            cases = listed(
                f"{'by day' if light == 'day' else 'at night'} on {ground} ground ({word})"
                for (light, ground), word in bad.items()
            )
            said.append(f"{title(context, point)}: {cases}")
    return tuple(said)


WORDS = {LATE: "too late", NOBODY: "on some days nobody"}
"""How it is told that a surgeon is not reached in time."""
