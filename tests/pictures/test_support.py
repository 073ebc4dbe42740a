"""Pictures of support: shaded tables, days on which something is there, and minutes that add up."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from drawings import outside, overlaps, sound
from pkdsl.pictures import bars, clock, curves, graph, heat_table, lanes, spans

LONG = "A place with a name that is much too long for the room that is left for it here"
HOSTILE = '<script>alert("1")</script>\u202e\x00 &amp; ]]> \' "'


def d(text):
    return date.fromisoformat(text)


HEAT = heat_table.HeatTable(
    ("Treated bulk water", "Diesel", "Jan 2026"),
    (
        heat_table.Row("Camp", (heat_table.Cell("3 days", 0), heat_table.Cell("2 days", 2), heat_table.Cell(""))),
        heat_table.Row(LONG, (heat_table.Cell("0 days", 3, "none from 1 to 5 May"), heat_table.Cell("no stock"), heat_table.Cell("1", 1))),
    ),
    ((0, "enough"), (2, "too little"), (3, "runs out")),
)  # fmt: skip
MONTHS = heat_table.HeatTable(
    tuple(f"{month} 2026" for month in ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan to Mar", "x")),
    (heat_table.Row("Fuel", tuple(heat_table.Cell(str(n), n % 4) for n in range(14))),),
)  # fmt: skip
SPANS = spans.Spans(
    (
        spans.Group("Helicopters", (spans.Row(LONG, (spans.Span(d("2025-11-01"), d("2026-03-01")), spans.Span(d("2026-05-01"), d("2027-05-01"), 1))),)),
        spans.Group("", (spans.Row("Nothing", ()), spans.Row("A day", (spans.Span(d("2026-04-01"), d("2026-04-01"), 2),)))),
    ),
    d("2026-01-01"), d("2026-12-31"), ("day and night", "by day alone", "too late"), d("2026-02-01"),
)  # fmt: skip
LANES = lanes.Lanes(
    ("approval", "notice", "way out", "loading", "way in", "to the table"),
    (lanes.Lane("Camp", (0, 0, 0, 10, 0, 2)), lanes.Lane(LONG, (5, 10, 50, 10, 60, 2), "night, wet"), lanes.Lane("Far", (), "nobody comes")),
    (clock.Moment(60, "a doctor"), clock.Moment(120, "a surgeon")),
)  # fmt: skip
CLOCK = clock.Clock((clock.Act("Crew", "flies out", 40, 15), clock.Act("Nobody", "knows", None)))
BARS = bars.Bars(
    ("can", "must"), (bars.Group("Line", (Decimal("12.5"), Decimal("0.4"))), bars.Group("Other", (None, 3))), limit=""
)
CURVES = curves.Curves(
    (curves.Panel("Fuel", (curves.Curve("in stock", ((d("2026-01-01"), 5),)),), shaded=((d("2026-03-01"), d("2026-04-30")),)),),
    d("2026-01-01"), d("2026-12-31"), shade="no line brings it",
)  # fmt: skip
GRAPH = graph.Graph(
    (graph.Node("a", "Port"), graph.Node("b", "Camp")),
    (graph.Edge("a", "b", "air, 12 t/day", "dashed"), graph.Edge("a", "b", "road, 120 to 190 t/day")),
)
ALL = {
    "heat": heat_table.heat_table(HEAT), "months": heat_table.heat_table(MONTHS), "spans": spans.spans_over_time(SPANS),
    "lanes": lanes.lanes_of_steps(LANES), "clock": clock.clock(CLOCK), "bars": bars.grouped_bars(BARS),
    "curves": curves.curves_over_time(CURVES), "graph": graph.graph_picture(GRAPH),
    "no heat": heat_table.heat_table(heat_table.HeatTable((), ())), "no spans": spans.spans_over_time(spans.Spans((), d("2026-01-01"), d("2026-12-31"), ())),
    "no lanes": lanes.lanes_of_steps(lanes.Lanes((), ())),
}  # fmt: skip


@pytest.mark.parametrize("drawing", ALL.values(), ids=ALL)
def test_a_picture_is_well_formed_described_and_asks_for_nothing(drawing):
    assert sound(drawing)


@pytest.mark.parametrize("drawing", ALL.values(), ids=ALL)
def test_no_label_lies_on_another_or_leaves_the_picture(drawing):
    assert overlaps(drawing) == []
    assert outside(drawing) == []


def test_hostile_words_stay_words():
    drawing = heat_table.heat_table(
        heat_table.HeatTable((HOSTILE,), (heat_table.Row(HOSTILE, (heat_table.Cell(HOSTILE, 3, HOSTILE),)),))
    )
    assert "<script" not in drawing
    ET.fromstring(drawing)  # noqa: S314 -- our own text


def test_what_is_grave_is_hatched_and_bold_besides_being_shaded():
    drawing = ALL["heat"]
    assert drawing.count("url(#heat-table-high)") == 2  # a cell and the legend
    assert drawing.count("url(#heat-table-top)") == 2
    assert 'font-weight="600">0 days<' in drawing
    assert "Camp, Diesel: 2 days (too little)." in heat_table.described(HEAT)


def test_spans_are_cut_at_the_days_shown_and_gaps_stay_gaps():
    said = spans.described(SPANS)
    assert "day and night from 1 Jan 2026 to 1 Mar 2026, by day alone from 1 May 2026 to 31 Dec 2026." in said
    assert "Nothing: on none of these days." in said


def test_steps_of_a_lane_stand_end_to_end():
    drawing = lanes.lanes_of_steps(lanes.Lanes(("one", "two"), (lanes.Lane("x", (20, 20)),)))
    bars_ = [
        (float(x), float(w))
        for x, w in re.findall(r'<rect x="([0-9.]+)" y="33\.5" width="([0-9.]+)" height="13"', drawing)
    ]
    (first, wide), (second, _) = bars_
    assert second == pytest.approx(first + wide, abs=0.02)
    assert "x: 40 min (one 20, two 20)." in lanes.described(lanes.Lanes(("one", "two"), (lanes.Lane("x", (20, 20)),)))
    assert "Far: nobody comes." in lanes.described(LANES)


def test_an_act_may_begin_after_the_trigger():
    (x, width), *_ = re.findall(r'<rect x="([0-9.]+)" y="[0-9.]+" width="([0-9.]+)" height="9"', ALL["clock"])
    assert float(x) > clock.LEFT
    assert float(width) == pytest.approx(25 / 40 * (clock.WIDTH - clock.LEFT - clock.RIGHT), abs=0.1)
    assert "Crew, from minute 15, within 40 min: flies out." in clock.described(CLOCK)


def test_bars_of_parts_of_a_whole_tell_their_decimals():
    assert ">12.5<" in ALL["bars"]
    assert "Other: can not known, must 3." in bars.described(BARS)


def test_shaded_stretches_are_told_and_stand_in_the_legend():
    assert ALL["curves"].count("url(#curves-shade)") == 2
    assert "Fuel, no line brings it: 1 Mar 2026 to 30 Apr 2026." in curves.described(CURVES)


def test_two_lines_between_the_same_boxes_do_not_lie_on_each_other():
    ways = re.findall(r'<path d="(M[^"]*C[^"]*)"', ALL["graph"])
    assert len(set(ways)) == 2
