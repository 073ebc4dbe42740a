"""What documents show of supply lines: what each can bring and must bring, its vehicles and convoys, and the seasons."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from pkdsl.documents import situation, stretches
from pkdsl.documents.context import BLANK, WITHHELD, computed
from pkdsl.documents.saying import say
from pkdsl.page import Figure, Missing
from pkdsl.pictures.heat_table import Cell, HeatTable, Row, heat_table
from pkdsl.pictures.heat_table import described as described_table
from pkdsl.values import Period, Steps, given
from pkdsl.values.paper import show_number

if TYPE_CHECKING:
    from pkdsl.documents.context import Context
    from pkdsl.page import Run

NEVER, NOTHING = Missing("does not run"), "nothing must come by it"


@dataclass(frozen=True, slots=True)
class Line:
    """A supply line: from where to where, with what, how often, under whose guard."""

    title: str
    ends: str | Missing
    carries: str | Missing
    by: str | Missing
    every: Run
    lead_time: Run
    escort: str | Missing


@dataclass(frozen=True, slots=True)
class Throughput:
    """What a line can bring at least while it runs, and what it must bring at most, in the dry and in the wet season."""

    title: str
    dry: Run
    dry_load: Run
    wet: Run
    wet_load: Run
    margin: Run
    margin_day: str | Missing
    bottleneck: str | Missing


class Both(NamedTuple):
    """The least that a line brings while it runs, and the most that it must bring on such days, in one season."""

    can: stretches.Stretch | None
    must: stretches.Stretch | None


@dataclass(frozen=True, slots=True)
class Fleet:
    """Vehicles of one sort on a line."""

    line: str
    title: str
    vehicles: Run
    payload: Run
    availability: Run
    turnaround: Run
    wet_turnaround: Run


@dataclass(frozen=True, slots=True)
class Means:
    """Means of transport that are no vehicles of a line."""

    title: str
    mode: str | Missing
    count: Run
    base: str | Missing
    provider: str | Missing
    payload: Run
    hours: Run


@dataclass(frozen=True, slots=True)
class Convoy:
    """A convoy of the timetable."""

    title: str
    first: Run
    every: Run
    departs: Run
    takes: Run
    vehicles: Run
    cargo: Run
    escort: str | Missing
    unescorted: Run


@dataclass(frozen=True, slots=True)
class Season:
    """A season and what it changes."""

    title: str
    when: str | Missing
    speed: Run
    load: Run
    flying: Run
    disease: Run


def every(context: Context) -> tuple[Any, ...]:
    """The supply lines, by title."""
    return tuple(sorted(context.all("supply_line"), key=context.title))


def rows(context: Context) -> tuple[Line, ...]:
    """The lines as a table."""
    return tuple(
        Line(
            context.title(one), _ends(context, one), context.text(one, "carries", absent=Missing("every supply")),
            context.text(one, "by"), context.figure(one, "every"), context.figure(one, "lead_time"),
            context.text(one, "escort", absent=Missing("none")),
        )
        for one in every(context)
    )  # fmt: skip


def _ends(context: Context, line: Any) -> str | Missing:  # noqa: ANN401 -- a supply line
    ends = [context.text(line, name) for name in ("origin", "destination")]
    said = [end for end in ends if isinstance(end, str)]
    return " to ".join(said) if len(said) == len(ends) else BLANK


# -- what it can bring ------------------------------------------------------------------------------------------------


def both(context: Context, line: Any, ground: str) -> Both:  # noqa: ANN401 -- a supply line
    """What it brings while it runs, and must bring, in one season."""
    span, season = stretches.ahead(context), _season(line, ground)
    can = [one for one in stretches.known(stretches.on(line.throughput, season), span) if one.value.number]
    must = stretches.known(stretches.on(line.load, season), span)
    return Both(stretches.extreme(can, "least"), stretches.extreme(must, "most"))


def has(context: Context, ground: str) -> bool:
    """Whether a season comes for any line from today on."""
    span = stretches.ahead(context)
    return any(stretches.while_(_season(line, ground), span) for line in every(context))


def _season(line: Any, ground: str) -> Steps[bool]:  # noqa: ANN401 -- a supply line
    """The days of a season, by the ground at the ends of a line."""
    wet: Steps[bool] = Steps.always(False)  # noqa: FBT003 -- a value
    for end in (line.origin, line.destination):
        if given(end) and isinstance(end.wet, Steps):
            wet = wet.merge(end.wet, lambda one, other: one or other is True)
    return wet if ground == "wet" else wet.map(lambda is_wet: not is_wet)


def throughput(context: Context) -> tuple[Throughput, ...]:
    """What the lines can bring and must bring."""
    return tuple(_throughput(context, one) for one in every(context))


def _throughput(context: Context, line: Any) -> Throughput:  # noqa: ANN401 -- a supply line
    if context.withholds(line, "load") or context.withholds(line, "throughput"):
        gone = Missing(WITHHELD)
        return Throughput(context.title(line), gone, gone, gone, gone, gone, gone, gone)
    dry, wet = both(context, line, "dry"), both(context, line, "wet")
    spare = stretches.told(context, line, "margin", side="least", words=_times)
    return Throughput(
        context.title(line), _least(context, line, dry.can), _load(context, line, dry), _least(context, line, wet.can),
        _load(context, line, wet), spare.figure if spare.found else Missing(NOTHING), spare.day if spare.found else Missing(NOTHING),
        context.text(line, "bottleneck"),
    )  # fmt: skip


def _least(context: Context, line: Any, found: stretches.Stretch | None) -> Run:  # noqa: ANN401 -- a supply line
    if found is None:
        return BLANK if not given(line.throughput) else NEVER
    path = f"{context.plan.path_of(line)}.throughput"
    return computed(say(found.value), say(found.value), path, "the lowest of the days of the season on which it runs")


def _load(context: Context, line: Any, found: Both) -> Run:  # noqa: ANN401 -- a supply line
    if found.must is None:
        return BLANK if not given(line.load) else Missing("no such days")
    path = f"{context.plan.path_of(line)}.load"
    return computed(say(found.must.value), say(found.must.value), path, "the highest of the days of the season")


def _times(value: Any) -> str:  # noqa: ANN401 -- a number
    """How many times as much, rounded down to the tenth."""
    tenths = int(stretches.size(value) * 10)
    return f"{show_number(Fraction(tenths, 10))} times"


# -- vehicles and convoys ---------------------------------------------------------------------------------------------


def fleets(context: Context) -> tuple[Fleet, ...]:
    """The vehicles of all lines."""
    return tuple(
        Fleet(
            context.title(line), context.title(one), context.figure(one, "vehicles"), context.figure(one, "payload"),
            context.figure(one, "availability"), context.figure(one, "turnaround"), context.figure(one, "wet_turnaround"),
        )
        for line in every(context)
        for one in context.visible(line.fleets)
    )  # fmt: skip


def means(context: Context) -> tuple[Means, ...]:
    """Aircraft, ships, trucks and barges, by how they move."""
    found = sorted(context.all("lift"), key=lambda one: (str(one.mode) if given(one.mode) else "~", context.title(one)))
    return tuple(
        Means(
            context.title(one), context.text(one, "mode"), context.figure(one, "count"), context.text(one, "base"),
            context.text(one, "provider"), context.figure(one, "payload"), context.figure(one, "hours", absent=Missing("none")),
        )
        for one in found
    )  # fmt: skip


def _timetable(context: Context) -> list[tuple[Any, Any]]:
    return [(line, one) for line in every(context) for one in context.visible(line.convoys)]


def convoys(context: Context) -> tuple[Convoy, ...]:
    """The convoys of all timetables."""
    return tuple(
        Convoy(
            _named(context, line, one), context.figure(one, "first"), context.figure(one, "every", absent=Missing("once")),
            context.figure(one, "departs"), context.figure(one, "takes"), context.figure(one, "vehicles"),
            context.figure(one, "cargo"), _escort(context, line, one), _unescorted(context, one),
        )
        for line, one in _timetable(context)
    )  # fmt: skip


def _named(context: Context, line: Any, convoy: Any) -> str:  # noqa: ANN401 -- a supply line and a convoy
    return f"{context.title(line)}: {context.title(convoy)}"


def _escort(context: Context, line: Any, convoy: Any) -> str | Missing:  # noqa: ANN401 -- as above
    return context.text(convoy if given(convoy.escort) else line, "escort", absent=Missing("none"))


def _unescorted(context: Context, convoy: Any) -> Run:  # noqa: ANN401 -- a convoy
    return context.figure(convoy, "unescorted", words=_how_many)


def _how_many(days: Any) -> str:  # noqa: ANN401 -- days
    """How many departures."""
    return show_number(Fraction(len(days))) if days else "none"


def calendar(context: Context) -> Figure | None:
    """How many convoys leave in each month, and how many of them without the escort that they need; None without any."""
    span, found = stretches.ahead(context), _timetable(context)
    if span is None or not found or any(context.withholds(one, "unescorted") for _, one in found):
        return None
    months = stretches.months(span)
    rows_ = tuple(
        Row(_named(context, line, one), tuple(_departures(one, days) for _, days in months)) for line, one in found
    )
    if not any(cell.words for row in rows_ for cell in row.cells):
        return None
    title = "Convoys that leave in each month"
    legend = ((0, "with all the escort that they need"), (2, "some without"))
    data = HeatTable(tuple(label for label, _ in months), rows_, legend, "convoys", title)
    return Figure(heat_table(data), (f"{title}.",), described_table(data))


def _departures(convoy: Any, days: Period) -> Cell:  # noqa: ANN401 -- a convoy
    leaving, bare = (
        [one for one in some if one in days] if given(some) else [] for some in (convoy.departures, convoy.unescorted)
    )
    if not leaving:
        return Cell("")
    return Cell(str(len(leaving)), 2 if bare else 0, f"{len(bare)} without" if bare else "")


# -- seasons ----------------------------------------------------------------------------------------------------------


def seasons(context: Context) -> tuple[Season, ...]:
    """The seasons and what they change, against the dry season."""
    return tuple(
        Season(
            context.title(one), situation.season_days(context, one), *(context.figure(one, name, absent=Missing("as ever")) for name in
            ("road_speed", "road_load", "flying", "disease")),
        )
        for country in context.all("country")
        for one in context.visible(country.seasons)
    )  # fmt: skip
