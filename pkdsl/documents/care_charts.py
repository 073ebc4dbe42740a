"""Pictures of medical support: minutes from the wound to a surgeon, who is there when, and a bad day against operations."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Any

from pkdsl.documents import care, evacuating, stretches
from pkdsl.documents.saying import counted, day, sentence, whole
from pkdsl.page import Chart, Figure, Series
from pkdsl.pictures import bars, clock, heat_table, lanes, spans
from pkdsl.values import Quantity, Steps, given

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkdsl.documents.context import Context

LEGEND = (
    (evacuating.IN_TIME, "in time"), (evacuating.BARELY, "barely in time"), (evacuating.LATE, "too late"),
    (evacuating.NOBODY, "on some days nobody"),
)  # fmt: skip
STEPS = {
    "approval": "approval", "notice": "notice", "out": "way out", "loading": "loading", "in": "way in",
    "transfer": "to the table",
}  # fmt: skip
"""The steps of an evacuation, in their order, and what they are called."""
ACTS = {
    "approval": ("authority", "approves"), "notice": ("asset", "gets ready"), "out": ("asset", "goes to the wounded"),
    "loading": ("asset", "treats and loads"), "in": ("asset", "goes to the hospital"), "transfer": ("facility", "brings to the table"),
}  # fmt: skip
CARE = {"first_aid_time": "first aid", "resuscitation_time": "a doctor", "surgery_time": "a surgeon"}


def coverage(context: Context) -> Figure | None:
    """The longest time to surgery from each place, by light and ground, and with one loss; None where nothing is known."""
    points = evacuating.points(context)
    if not points or _hidden(context, points):
        return None
    cases = [(*case, "all") for case in evacuating.CASES] + [(light, "", "n_1") for light in ("day", "night")]
    rows = tuple(
        heat_table.Row(evacuating.title(context, one), tuple(_cell(context, one, case) for case in cases))
        for one in points
    )
    if all(cell.words == "–" for row in rows for cell in row.cells):
        return None
    heads = [f"{sentence(light)}, {ground}" for light, ground in evacuating.CASES]
    columns = (*heads, "Day, one of them lost", "Night, one of them lost")
    title = "Minutes from the wound to a surgeon, the longest from today on"
    data = heat_table.HeatTable(columns, rows, LEGEND, "coverage", title)
    return Figure(
        heat_table.heat_table(data),
        (f"{title}; lost: the asset or hospital that is missed most; –: no such days.",),
        heat_table.described(data),
    )


def _hidden(context: Context, points: tuple[Any, ...]) -> bool:
    return any(context.withholds(one, "surgery_time") or context.withholds(one, "population_at_risk") for one in points)


def _cell(context: Context, point: Any, case: tuple[str, str, str]) -> heat_table.Cell:  # noqa: ANN401 -- a location or a unit
    """One case; without a ground the worse of both."""
    light, ground, loss = case
    found = [
        evacuating.time(context, point, "surgery", (light, one), loss)
        for one in ([ground] if ground else ("dry", "wet"))
    ]
    longest = stretches.extreme([one.longest for one in found if one.longest is not None], "most")
    time = evacuating.Time(
        longest,
        *(
            [one for some in every for one in some]
            for every in ([one.gaps for one in found], [one.late for one in found])
        ),
    )
    rank = evacuating.rank(context, time)
    days = stretches.count(time.gaps)
    if longest is None:
        return heat_table.Cell("nobody" if days else "–", rank)
    return heat_table.Cell(
        str(evacuating.whole_minutes(longest.value)), rank, f"nobody on {counted(days, 'day')}" if days else ""
    )


# -- the minutes of one evacuation ------------------------------------------------------------------------------------


def steps(context: Context) -> Figure | None:
    """From each place in its slowest case, step by step; None where nothing is known."""
    points = evacuating.points(context)
    if not points or _hidden(context, points):
        return None
    rows = tuple(lane for lane in (_lane(context, one) for one in points) if lane is not None)
    if not rows:
        return None
    title = "From the wound to a surgeon, each place in its slowest case"
    limits = tuple(_limits(context))
    data = lanes.Lanes(tuple(STEPS.values()), rows, limits, "steps", title)
    return Figure(lanes.lanes_of_steps(data), (f"{title}.",), lanes.described(data))


def _slowest(context: Context, point: Any) -> tuple[tuple[str, str], stretches.Stretch] | None:  # noqa: ANN401 -- a location or a unit
    """The case in which it takes longest, with the days on which it does."""
    found = [(case, evacuating.time(context, point, "surgery", case).longest) for case in evacuating.CASES]
    known = [(case, one) for case, one in found if one is not None]
    return max(known, key=lambda one: stretches.size(one[1].value)) if known else None


def _lane(context: Context, point: Any) -> lanes.Lane | None:  # noqa: ANN401 -- a location or a unit
    name, slowest = evacuating.title(context, point), _slowest(context, point)
    if slowest is None:
        nobody = any(evacuating.time(context, point, "surgery", case).gaps for case in evacuating.CASES)
        return lanes.Lane(name, (), "nobody takes the wounded to a surgeon") if nobody else None
    (light, ground), when = slowest
    ends = _ends(_way(point, light, ground, when))
    return lanes.Lane(name, tuple(end - start for start, end in ends.values()), f"{light}, {ground}")


def _way(point: Any, light: str, ground: str, when: stretches.Stretch) -> dict[str, Any]:  # noqa: ANN401 -- a location or a unit
    """What each step takes on these days, with whom."""
    found = stretches.entry(point, "evacuation", "surgery", light, ground, "all")
    return dict(found.at(when.first)) if isinstance(found, Steps) else dict(found)


def _ends(way: dict[str, Any]) -> dict[str, tuple[int, int]]:
    """From which minute to which each step lasts; sums are rounded up, so that the last is what all take at most."""
    found, so_far = {}, None
    start = 0
    for step in STEPS:
        value = way.get(step)
        if isinstance(value, Quantity):
            so_far = value if so_far is None else Quantity(so_far.number + value.number_in(so_far.unit), so_far.unit)
        end = start if so_far is None else evacuating.whole_minutes(so_far)
        found[step], start = (start, end), end
    return found


def _limits(context: Context) -> Iterator[clock.Moment]:
    for policy, words in CARE.items():
        value = context.policy(policy)
        if isinstance(value, Quantity):
            yield clock.Moment(evacuating.whole_minutes(value), words)


def chains(context: Context) -> tuple[Figure, ...]:
    """For each chain the place from which it takes longest: who does what in which minute."""
    points = evacuating.points(context)
    if _hidden(context, points):
        return ()
    found = (_chain(context, one, points) for one in sorted(context.all("evacuation_chain"), key=context.title))
    return tuple(figure for figure in found if figure is not None)


def _chain(context: Context, chain: Any, points: tuple[Any, ...]) -> Figure | None:  # noqa: ANN401 -- an evacuation chain
    held = [one for one in points if one.kind == "location" and one.evacuation_chain is chain]
    known = [(one, slowest) for one in held if (slowest := _slowest(context, one)) is not None]
    if not known:
        return None
    point, ((light, ground), when) = max(known, key=lambda one: stretches.size(one[1][1].value))
    way = {**_way(point, light, ground, when), "authority": chain.authority}
    acts = tuple(
        clock.Act(_who(context, way, who), what, end, start)
        for (who, what), (start, end) in zip(ACTS.values(), _ends(way).values(), strict=True)
        if end > start
    )
    said = "by day" if light == "day" else "at night"
    span = stretches.ahead(context)
    until = f", until {day(when.last)}" if span is not None and when.last < span.end else ""
    title = f"{context.title(chain)}: from {context.title(point)} to surgery {said}, on {ground} ground{until}"
    data = clock.Clock(acts, tuple(_limits(context)), f"chain-{context.plan.node_of(chain).name}", title)
    return Figure(clock.clock(data), (f"{title}; the slowest of its places.",), clock.described(data))


def _who(context: Context, way: dict[str, Any], name: str) -> str:
    who = way.get(name)
    if who is None and name == "asset":  # treated where they lie: nobody comes
        return "The hospital there"
    return context.said(who) if given(who) else "Not given in the plan"


# -- who is there when ------------------------------------------------------------------------------------------------


def rota(context: Context) -> Figure | None:
    """Hospitals and means by the days on which they are there, and the places from which surgery is reached in time."""
    span, points = stretches.ahead(context), evacuating.points(context)
    if span is None or _hidden(context, points):
        return None
    hospitals = tuple(spans.Row(context.title(one), tuple(_there(context, one))) for one in care.operating(context))
    assets = tuple(spans.Row(context.title(one), tuple(_there(context, one))) for one in evacuating.assets(context))
    reached = tuple(spans.Row(evacuating.title(context, one), tuple(_reached(context, one))) for one in points)
    groups = (
        spans.Group("Hospitals", hospitals), spans.Group("Means of evacuation", assets),
        spans.Group("A surgeon is reached in time from", reached),
    )  # fmt: skip
    shown = tuple(group for group in groups if any(row.spans for row in group.rows))
    if not shown:
        return None
    title = "Hospitals, means of evacuation, and the places that they cover"
    ways = ("day and night", "by day alone", "not in time")
    data = spans.Spans(shown, span.start, span.end, ways, context.day, "rota", title)
    return Figure(spans.spans_over_time(data), (f"{title}, day by day.",), spans.described(data))


def _there(context: Context, means: Any) -> Iterator[spans.Span]:  # noqa: ANN401 -- a facility or an asset
    by_day_alone = means.kind == "evacuation_asset" and means.night is False
    for one in stretches.while_(means.there, stretches.ahead(context)):
        yield spans.Span(one.start, one.end, 1 if by_day_alone else 0)


def _reached(context: Context, point: Any) -> Iterator[spans.Span]:  # noqa: ANN401 -- a location or a unit
    """By day and night, by day alone, or not in time, on the days on which people are there."""
    in_time = {light: _in_time(context, point, light) for light in ("day", "night")}
    ways = in_time["day"].merge(in_time["night"], _covered)
    for one in stretches.known(ways, stretches.ahead(context)):
        if one.value is not None:
            yield spans.Span(one.first, one.last, one.value)


def _covered(by_day: Any, at_night: Any) -> int | None:  # noqa: ANN401 -- yes, no, or nobody there
    if by_day is None:
        return None
    return 2 if not by_day else 0 if at_night else 1


def _in_time(context: Context, point: Any, light: str) -> Steps[Any]:  # noqa: ANN401 -- a location or a unit
    """Whether surgery is reached in time by a light on the ground of the season; None where nobody is there."""
    limit = evacuating.limit(context, "surgery")
    result: Steps[Any] = Steps.always(None)
    for ground in ("dry", "wet"):
        takes = stretches.on(point.surgery_time[light][ground]["all"], evacuating.days(point, ground))
        there = evacuating.days(point, ground)
        kept = takes.map(lambda one: given(one) and limit is not None and one.number_in(limit.unit) <= limit.number)
        here = there.merge(kept, lambda holds, yes: yes if holds else None)
        result = result.merge(here, lambda one, other: other if one is None else one)
    return result


# -- a bad day --------------------------------------------------------------------------------------------------------


def surge(context: Context) -> Figure | None:
    """The wounded of one bad day against the operations of the hospitals in reach; None where no estimate counts."""
    every = [one for one in context.all("casualty_estimate") if one.applies is True]
    if not every or any(context.withholds(one, "surgical_capacity") for one in every):
        return None
    groups = tuple(_bad_day(context, one) for one in sorted(every, key=context.title))
    if not any(count for group in groups for count in group.counts):
        return None
    title = "One bad day against what the hospitals in reach can do"
    series = ("wounded", "of them for surgery", "operations in reach")
    data = bars.Bars(series, groups, "surge", title, "")
    names = tuple(group.label for group in groups)
    values = (tuple(group.counts[n] for group in groups) for n in range(len(series)))
    chart = Chart("bars", names, tuple(map(Series, series, values)))
    return Figure(
        bars.grouped_bars(data),
        (f"{title}: operations where and when they are fewest.",),
        bars.described(data),
        chart=chart,
    )


def _bad_day(context: Context, one: Any) -> bars.Group:  # noqa: ANN401 -- a casualty estimate
    """Cases rounded up and operations down: a part of a patient needs a whole one."""
    least = stretches.extreme(stretches.known(one.surgical_capacity, stretches.ahead(context)), "least")
    cases = [context.get(one, name) for name in ("surge", "surgical_cases")]
    upwards = [ceil(Fraction(case.number)) if isinstance(case, Quantity) else None for case in cases]
    return bars.Group(context.title(one), (*upwards, None if least is None else whole(least.value)))
