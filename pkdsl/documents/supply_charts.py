"""Pictures of supply: days of supply by place and by month, stocks over time, the net of lines, and what they can bring."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from pkdsl.documents import lines, stretches, supply
from pkdsl.page import Chart, Figure, Series
from pkdsl.pictures import bars, curves, heat_table, spans
from pkdsl.pictures.graph import described as described_graph
from pkdsl.pictures.graph import graph_picture
from pkdsl.pictures.graphs import Request
from pkdsl.pictures.graphs import supply as supply_graph
from pkdsl.values import DAY, Period, Quantity, Steps, Unknown, given
from pkdsl.values.functions import FUNCTIONS
from pkdsl.values.operators import binary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from pkdsl.documents.context import Context
    from pkdsl.documents.supply import Held

LEGEND = ((0, "the days that are asked for"), (2, "fewer than asked for"), (3, "runs out"))
PANELS = 6


def days_by_place(context: Context) -> Figure | None:
    """The fewest days for which each supply lies at each place; None without any stock."""
    every = supply.holdings(context)
    wanted = [one for one in supply.supplies(context) if any(each.supply is one and each.least for each in every)]
    if not wanted or any(one.withheld for one in every):
        return None
    found = {(each.place, each.supply): each for each in every}
    rows = tuple(
        heat_table.Row(context.title(place), tuple(_cell(found.get((place, one))) for one in wanted))
        for place in supply.places(context)
    )
    title = "Days of supply, the fewest from today on, by place"
    data = heat_table.HeatTable(tuple(map(context.title, wanted)), rows, LEGEND, "days-by-place", title)
    caption = "The fewest days for which each supply lies at each place, the mission's own reserve left out."
    return Figure(heat_table.heat_table(data), (caption,), heat_table.described(data))


def _cell(one: Held | None) -> heat_table.Cell:
    if one is None:
        return heat_table.Cell("")
    rank = supply.RANKS[one.state] if one.state else None
    words = "no stock" if one.least is None else supply.whole_days(one.least.value)
    return heat_table.Cell(words, rank if one.least is not None or rank is not None else None)


def days_by_month(context: Context) -> Figure | None:
    """The fewest days at any place, month by month; None where there is no reserve to keep."""
    span, every = stretches.ahead(context), supply.holdings(context)
    wanted = [one for one in supply.supplies(context) if given(one.reserve_unit)]
    if (
        span is None
        or any(one.withheld for one in every)
        or not any(one.least for one in every if one.supply in wanted)
    ):
        return None
    months = stretches.months(span)
    every_row = (
        heat_table.Row(context.title(one), tuple(_month(context, one, every, days) for _, days in months))
        for one in wanted
    )
    rows = tuple(row for row in every_row if any(cell.words for cell in row.cells))
    title = "Days of supply, the fewest at any place, month by month"
    heads = tuple(label for label, _ in months)
    data = heat_table.HeatTable(heads, rows, LEGEND, "days-by-month", title)
    return Figure(heat_table.heat_table(data), (f"{title}.",), heat_table.described(data))


def _month(context: Context, one: Any, every: tuple[Held, ...], days: Period) -> heat_table.Cell:  # noqa: ANN401 -- a supply
    """The fewest days of a supply in a month, at whatever place."""
    held = [each for each in every if each.supply is one]
    found = [
        stretches.extreme(stretches.known(supply.days_held(context, each.place, one), days), "least") for each in held
    ]
    least = stretches.extreme([each for each in found if each is not None], "least")
    if least is None:
        return heat_table.Cell("")
    short = any(
        stretches.size(part.value) for each in held for part in stretches.known(each.place.shortfall[one], days)
    )
    asked = one.reserve_unit.number_in(DAY) if isinstance(one.reserve_unit, Quantity) else 0
    rank = 3 if short else 0 if least.value.number_in(DAY) >= asked else 2
    return heat_table.Cell(str(int(least.value.number_in(DAY))), rank)


def stocks(context: Context) -> Figure | None:
    """Each supply where it is tightest, against what is asked; None without stocks and reserves."""
    span, every = stretches.ahead(context), supply.holdings(context)
    worst = [supply.tightest([each for each in every if each.supply is one]) for one in supply.supplies(context)]
    shown = [one for one in worst if one is not None and one.asked is not None][:PANELS]
    if span is None or not shown or any(one.withheld for one in every):
        return None
    title = "Stocks over time against the reserve, each supply where it is tightest"
    data = curves.Curves(
        tuple(_panel(context, one, span) for one in shown), span.start, span.end, "", context.day, "stocks", title, 84,
        shade="no line brings it",
    )  # fmt: skip
    return Figure(curves.curves_over_time(data), (f"{title}.",), curves.described(data))


def _panel(context: Context, one: Held, span: Period) -> curves.Panel:
    place, goods = one.place, one.supply
    spent, asked = supply.consumption(context, place, goods), one.asked
    wanted = (
        spent.map(lambda some: binary("*", some, asked) if given(some) else some) if isinstance(spent, Steps) else spent
    )
    least = Steps.always(place.least_stock[goods]) if given(place.least_stock[goods]) else Unknown()
    found = {"in stock": place.own_stock[goods], "needed for the days asked": wanted, "must never be used up": least}
    unit = f", {supply.measure(context, goods)}" if given(goods.measure) else ""
    label = f"{context.title(goods)} at {context.title(place)}{unit}"
    shown = tuple(curves.Curve(name, _points(value, span, goods, context)) for name, value in found.items())
    remark = f"fewest days: {int(one.least.value.number_in(DAY))}" if one.least is not None else ""
    return curves.Panel(
        label, tuple(curve for curve in shown if curve.points), remark, (), tuple(_closed(context, one, span))
    )


def _points(value: Any, span: Period, goods: Any, context: Context) -> tuple[curves.Point, ...]:  # noqa: ANN401 -- a value over time and a supply
    unit = context.plan.units.parse(goods.measure) if given(goods.measure) else None
    return tuple(
        (one.first, Fraction(one.value.number_in(unit) if unit is not None else one.value.number))
        for one in stretches.known(value, span)
    )


def _closed(context: Context, one: Held, span: Period) -> Iterator[tuple[date, date]]:
    """The days on which none of the lines to a place brings a supply; none where no line is to bring it."""
    bringing = [
        line.running
        for line in lines.every(context)
        if line.destination is one.place and (not given(line.carries) or one.supply in line.carries)
    ]
    open_ = FUNCTIONS["any"](tuple(bringing)) if bringing else Unknown()
    yield from ((part.first, part.last) for part in stretches.known(open_, span) if part.value is False)


# -- lines ------------------------------------------------------------------------------------------------------------


def network(context: Context) -> Figure | None:
    """Who is supplied from where; None where the plan names no line with both its ends."""
    graph = supply_graph(Request(context.plan))
    if not graph.edges or any(context.withholds(line, "needed") for line in lines.every(context)):
        return None
    caption = "Supply lines with what each brings on its weakest and its best day while it runs; thick: too little."
    return Figure(graph_picture(graph), (caption,), described_graph(graph))


def throughput(context: Context) -> Figure | None:
    """What each line can bring beside what it must bring, by season; None where nothing is known of any."""
    found, grounds = lines.every(context), [ground for ground in ("dry", "wet") if lines.has(context, ground)]
    groups = tuple(group for group in (_group(context, line, grounds) for line in found) if any(group.counts))
    if not groups or any(context.withholds(line, name) for line in found for name in ("throughput", "load")):
        return None
    title = "What the lines can bring and must bring, tonnes a day"
    series = tuple(f"{word} bring, {ground}" for ground in grounds for word in ("can", "must"))
    data = bars.Bars(series, groups, "throughput", title, "")
    caption = f"{title}: the least while it runs, against the most that must come by it."
    return Figure(bars.grouped_bars(data), (caption,), bars.described(data), chart=bars_chart(data))


def bars_chart(data: bars.Bars) -> Chart:
    """The same for formats that draw charts which readers can edit."""
    names = tuple(group.label for group in data.groups)
    values = (tuple(group.counts[n] for group in data.groups) for n in range(len(data.series)))
    return Chart("bars", names, tuple(map(Series, data.series, values)))


def _group(context: Context, line: Any, grounds: list[str]) -> bars.Group:  # noqa: ANN401 -- a supply line
    """Nought where it does not run in a season; not known where nobody can say."""
    tonnes = context.plan.units.parse("t/day")
    known = {"can": given(line.throughput), "must": given(line.load)}
    found = [
        (each, known[name]) for ground in grounds for name, each in lines.both(context, line, ground)._asdict().items()
    ]
    amounts = (_tonnes(one.value.number_in(tonnes)) if one is not None else 0 if told else None for one, told in found)
    return bars.Group(context.title(line), tuple(amounts))


def _tonnes(amount: Any) -> Decimal:  # noqa: ANN401 -- a number
    """To the tenth."""
    return Decimal(round(Fraction(amount) * 10)) / 10


def running(context: Context) -> Figure | None:
    """When each line brings as much as ever, less, or nothing; None where nothing is known of any."""
    span, found = stretches.ahead(context), lines.every(context)
    rows = tuple(row for row in (_row(context, line, span) for line in found) if row.spans)
    if span is None or not rows or any(context.withholds(line, "throughput") for line in found):
        return None
    title = "When the lines run"
    ways = ("brings its most", "brings less", "brings nothing")
    data = spans.Spans((spans.Group("", rows),), span.start, span.end, ways, context.day, "running", title)
    return Figure(spans.spans_over_time(data), (f"{title}.",), spans.described(data))


def _row(context: Context, line: Any, span: Period | None) -> spans.Row:  # noqa: ANN401 -- a supply line
    known = stretches.known(line.throughput, span)
    most = max((stretches.size(one.value) for one in known), default=Fraction(0))
    return spans.Row(context.title(line), tuple(spans.Span(one.first, one.last, _way(one, most)) for one in known))


def _way(one: stretches.Stretch, most: Fraction) -> int:
    amount = stretches.size(one.value)
    return 2 if amount == 0 else 0 if amount == most else 1
