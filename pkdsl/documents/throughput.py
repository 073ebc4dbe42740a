"""What documents show of ports, airfields and border posts: what comes through them, against what they handle in a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from pkdsl.documents.context import computed
from pkdsl.documents.moving import movements
from pkdsl.documents.saying import counted, day, listed, plain_number, say, whole
from pkdsl.page import Figure, Missing
from pkdsl.pictures.force import Ceiling, Force, Panel, Says, described, force_over_time
from pkdsl.values import Period, Quantity, Steps, given
from pkdsl.values.dates import later

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from pkdsl.documents.context import Context
    from pkdsl.page import Run

MEASURES = {"passengers": "persons", "cargo": "tonnes", "containers": "containers"}
"""What is counted in a day, and how readers call it."""
AT_ONCE = 4
"""How many measures one picture holds."""
SAYS = Says("handled on the day", "most that is handled in a day", "limit", "a day", "nothing in these days")


@dataclass(frozen=True, slots=True)
class Handling:
    """What a place can take in during a day by one of its ports or airfields."""

    place: str
    mode: str | Missing
    passengers: Run
    cargo: Run
    containers: Run
    draught: Run
    parking: Run
    night: str | Missing


@dataclass(frozen=True, slots=True)
class Reception:
    """How fast newcomers can be received."""

    place: str
    passengers: Run
    beds: Run
    inspections: Run
    inductions: Run


@dataclass(frozen=True, slots=True)
class Flow:
    """What of a measure comes through a place by one mode, against what it handles."""

    title: str
    total: Run
    most: Run
    handles: Run
    full: str


class Stream(NamedTuple):
    """What of one measure comes through a place by a mode on each day, and the most that it handles."""

    place: Any
    mode: str
    measure: str
    through: Steps[Any]
    limit: Any


def handlings(context: Context) -> tuple[Handling, ...]:
    """The ports, airfields and border posts of the plan, by place."""
    return tuple(
        Handling(
            context.title(place), context.text(each, "mode", absent=Missing("any")), context.figure(each, "passengers"),
            context.figure(each, "cargo"), context.figure(each, "containers"), context.figure(each, "draught"),
            context.figure(each, "parking"), context.text(each, "night"),
        )
        for place in sorted(context.all("location"), key=context.title)
        for each in context.visible(place.handlings)
    )  # fmt: skip


def receptions(context: Context) -> tuple[Reception, ...]:
    """Where newcomers are received."""
    return tuple(
        Reception(
            context.title(place), context.figure(each, "passengers"), context.figure(each, "beds", words=plain_number),
            context.figure(each, "inspections"), context.figure(each, "inductions"),
        )
        for place in sorted(context.all("location"), key=context.title)
        for each in context.visible(place.receptions)
    )  # fmt: skip


def flows(context: Context) -> tuple[Flow, ...]:
    """What comes through each place that has a limit, in numbers."""
    span = period(context)
    return () if span is None else tuple(_flow(context, each, span) for each in streams(context, span))


def _flow(context: Context, each: Stream, span: Period) -> Flow:
    parts = [(first, last, whole_part(one)) for first, last, one in each.through.intervals(span)]
    full = sum((last - first).days + 1 for first, last, one in parts if one and one >= _limit(each, first))
    path = f"{context.plan.path_of(each.place)}.unloads.{each.mode}.{each.measure}"
    total = round(sum(one * ((last - first).days + 1) for first, last, one in parts))
    most = max(one for _, _, one in parts)
    return Flow(
        label(context, each),
        computed(f"{total:,}".replace(",", "\u202f"), str(total), path, f"the sum of its days, {say(span)}"),
        computed(f"{round(most):,}".replace(",", "\u202f"), str(round(most)), path, "the highest of its days"),
        context.one_of(each.place, "handles", each.mode, each.measure, on=span.start), counted(full, "day"),
    )  # fmt: skip


def whole_part(value: object) -> Any:  # noqa: ANN401 -- a number
    """The number of an amount; nought where there is none."""
    return value.number if isinstance(value, Quantity) else 0


def _limit(each: Stream, on: date) -> Any:  # noqa: ANN401 -- a number
    return whole_part(each.limit.at(on))


def label(context: Context, each: Stream) -> str:
    """`Port Sabel by sea, tonnes`."""
    return f"{context.title(each.place)} by {each.mode}, {MEASURES[each.measure]}"


def streams(context: Context, span: Period) -> tuple[Stream, ...]:
    """Every measure that comes through a place and that the place limits."""
    return tuple(_streams(context, span))


def _streams(context: Context, span: Period) -> Iterator[Stream]:
    for place in sorted(context.all("location"), key=context.title):
        through, limits = place.unloads, place.handles
        if not given(through) or not given(limits) or context.withholds(place, "unloads"):
            continue
        for mode in sorted(through):
            for measure in MEASURES:
                found, limit = through[mode].get(measure), limits.get(mode, {}).get(measure)
                if isinstance(found, Steps) and isinstance(limit, Steps) and _any(found, span):
                    yield Stream(place, mode, measure, found, limit)


def _any(through: Steps[Any], span: Period) -> bool:
    return any(whole_part(one) for _, _, one in through.intervals(span))


def period(context: Context) -> Period | None:
    """From the first departure to the last arrival."""
    starts = [each.leaves for each in movements(context) if given(each.leaves)]
    ends = [each.arrives for each in movements(context) if given(each.arrives)]
    return Period(min(starts), max(*ends, min(starts))) if starts and ends else None


def pictures(context: Context) -> tuple[Figure, ...]:
    """What is handled on each day, against the most that can be."""
    span = period(context)
    if span is None:
        return ()
    found = streams(context, span)
    parts = [found[start : start + AT_ONCE] for start in range(0, len(found), AT_ONCE)]
    return tuple(_picture(context, part, span, number) for number, part in enumerate(parts, 1))


def _picture(context: Context, part: tuple[Stream, ...], span: Period, number: int) -> Figure:
    panels = tuple(
        Panel(label(context, each), _changes(each.through, span), Ceiling(_changes(each.limit, span))) for each in part
    )
    places = listed(dict.fromkeys(context.title(each.place) for each in part))
    title = f"What comes through {places} on each day"
    data = Force(panels, span.start, later(span.end, 1), name=f"load-{number}", title=title, height=64, says=SAYS)
    return Figure(force_over_time(data), (f"{title}, {day(span.start)} to {day(span.end)}.",), described(data))


def _changes(steps: Steps[Any], span: Period) -> tuple[tuple[date, int], ...]:
    return tuple((first, whole(one)) for first, _, one in steps.intervals(Period(span.start, later(span.end, 1))))


def unlimited(context: Context) -> str:
    """Places where movements land of which the plan does not say what they handle in a day."""
    found = {
        id(leg.destination): leg.destination
        for each in movements(context)
        for leg in context.visible(each.legs)
        if given(leg.destination) and leg.means in ("air", "sea") and not _limits(leg)
    }
    return listed(sorted(context.title(place) for place in found.values() if context.shows(place)))


def _limits(leg: Any) -> bool:  # noqa: ANN401 -- a leg
    handles = leg.destination.handles
    return given(handles) and bool(handles.get(leg.means))
