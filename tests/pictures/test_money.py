"""Pictures of money, of values over time and of benchmarks: bars with targets, waterfalls, curves, dashboards."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawings import NAMESPACE, outside, overlaps, sound
from pkdsl.pictures.axis import amount_ticks, amount_words
from pkdsl.pictures.bullets import Bullets, Row, bullet_bars
from pkdsl.pictures.curves import Curve, Curves, Mark, Panel, curves_over_time, described
from pkdsl.pictures.dashboard import Benchmark, Dashboard, Gauge, dashboard
from pkdsl.pictures.waterfall import Change, Waterfall, waterfall

HOSTILE = '<script>alert("1")</script>\u202e\x00 &amp; ]]> \' "'


def d(text):
    return date.fromisoformat(text)


BULLETS = Bullets(
    (Row("Group I", 193, Fraction(1764, 10), total=True), Row("Observers", Fraction(87, 10)), Row("Police", None, 5)),
    "in the budget", "required", "million USD",
)  # fmt: skip
WATERFALL = Waterfall(
    Change("Last year", 40), (Change("Troops", 157), Change("Travel", -60)), "This year", "million USD"
)
CASH = Curve("cash in hand", ((d("2026-04-01"), 80), (d("2026-08-01"), -20), (d("2026-11-01"), 40)))
CURVES = Curves(
    (
        Panel("Cash", (CASH, Curve("needed", ((d("2026-06-01"), 30),))), "lowest -20, from 1 Aug 2026"),
        Panel(
            "Attacks",
            (
                Curve("planned", ((d("2026-02-01"), 11), (d("2026-12-01"), 4)), "line"),
                Curve("measured", ((d("2026-03-01"), 12), (d("2026-05-01"), 9)), "points"),
            ),
            marks=(Mark(d("2026-06-01"), 8, "1"), Mark(d("2026-06-04"), 8, "2"), Mark(d("2026-12-30"), 4, "last")),
        ),
    ),
    d("2026-04-15"), d("2026-12-31"), "million USD", d("2026-07-01"), marked="interim target",
)  # fmt: skip
BOARD = Dashboard(
    tuple(
        Benchmark(
            f"Benchmark with a long name that does not fit into its column, {standing}", standing, "15 Feb 2027",
            (Gauge("Attacks on civilians in both sectors by night and day", CASH.points, 5, "10 incidents/month", "≤ 4 incidents/month", "behind the plan"),
             Gauge("Nothing yet", (), None, "not given", "≥ 2", "cannot be said")),
        )
        for standing in ("met", "indicated", "open", "unknown")
    )
)  # fmt: skip
ALL = {
    "board": dashboard(BOARD),
    "bullets": bullet_bars(BULLETS),
    "waterfall": waterfall(WATERFALL),
    "curves": curves_over_time(CURVES),
}


@pytest.mark.parametrize("drawing", ALL.values(), ids=ALL)
def test_a_picture_is_well_formed_described_and_asks_for_nothing(drawing):
    assert sound(drawing)


@pytest.mark.parametrize("drawing", ALL.values(), ids=ALL)
def test_no_label_lies_on_another_or_leaves_the_picture(drawing):
    assert overlaps(drawing) == []
    assert outside(drawing) == []


@pytest.mark.parametrize(
    "drawing",
    [
        bullet_bars(Bullets((Row(HOSTILE, 1, 2),), "held", "needed", "USD")),
        waterfall(Waterfall(Change(HOSTILE, 1), (Change(HOSTILE, -3),), HOSTILE, "USD")),
        dashboard(Dashboard((Benchmark(HOSTILE, "met", HOSTILE, (Gauge(HOSTILE, CASH.points, 5, HOSTILE, HOSTILE, HOSTILE),)),))),
        curves_over_time(Curves((Panel(HOSTILE, (Curve(HOSTILE, CASH.points),), HOSTILE),), d("2026-04-01"), d("2026-12-31"))),
    ],
    ids=["bullets", "waterfall", "dashboard", "curves"],
)  # fmt: skip
def test_words_of_a_plan_are_words_in_a_picture(drawing):
    tags = {element.tag for element in ET.fromstring(drawing).iter()}  # noqa: S314 -- our own text
    assert f"{NAMESPACE}script" not in tags
    assert outside(drawing) == []


amounts = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=100)


@given(amounts, amounts)
def test_ticks_are_few_round_and_inside(one, other):
    low, high = min(one, other, 0), max(one, other, Fraction(1, 100))
    ticks = amount_ticks(low, high)
    assert 1 <= len(ticks) <= 6
    assert all(low <= tick <= high for tick in ticks)
    assert 0 in ticks


@pytest.mark.parametrize(
    ("amount", "words"),
    [(0, "0"), (Fraction(87, 10), "8.7"), (Fraction(1, 3), "0.33"), (1234567, "1 234 567"), (Fraction(-5, 2), "-2.5"),
     (Fraction(19999, 1000), "20")],
)  # fmt: skip
def test_amounts_are_short(amount, words):
    assert amount_words(amount) == words


days = st.dates(d("2026-01-01"), d("2027-12-31"))
values = st.fractions(min_value=-(10**6), max_value=10**6, max_denominator=100)
curves = st.builds(
    Curve, st.just("value"),
    st.lists(st.tuples(days, values), max_size=6, unique_by=lambda point: point[0]).map(lambda found: tuple(sorted(found))),
    st.sampled_from(["steps", "line", "points"]),
)  # fmt: skip
marks = st.lists(st.builds(Mark, days, values, st.sampled_from(["1", "2", "3"])), max_size=3).map(tuple)
panels = st.builds(
    Panel, st.just("Panel"), st.lists(curves, min_size=1, max_size=4).map(tuple), st.just("remark"), marks
)


@settings(max_examples=60, deadline=None)
@given(st.lists(panels, min_size=1, max_size=3).map(tuple))
def test_any_values_give_a_picture_in_which_nothing_leaves_the_paper(found):
    drawing = curves_over_time(Curves(found, d("2026-03-01"), d("2027-09-30"), today=d("2026-09-01")))
    ET.fromstring(drawing)  # noqa: S314 -- our own text
    assert outside(drawing) == []


def test_the_words_of_curves_tell_ends_highest_and_lowest():
    said = described(CURVES)
    assert (
        "Cash, cash in hand: 80 million USD on 15 Apr 2026, 40 on 31 Dec 2026; highest 80 on 15 Apr 2026, lowest -20 on 1 Aug 2026."
        in said
    )
    assert "1: 8 on 1 Jun 2026." in said


def test_a_line_is_cut_where_the_picture_begins_and_what_is_measured_before_is_left_out():
    said = described(CURVES)
    assert re.search(r"Attacks, planned: 9\.3[0-9]* million USD on 15 Apr 2026, 4 on 1 Dec 2026", said)
    assert "Attacks, measured: 9 million USD on 1 May 2026, 9 on 1 May 2026" in said


def test_marks_on_neighbouring_days_share_a_label():
    assert ">1, 2<" in ALL["curves"]


def test_a_board_tells_standings_apart_without_colour():
    drawing = ALL["board"]
    assert drawing.count("A5 5 0 0 1") == 2  # half a circle for what the data say, once in the legend
    assert drawing.count(">?<") == 2
    assert "no value yet" in drawing
