"""Points by two measures: each where it belongs, words off each other, and the one that is advised seen without colour."""

from __future__ import annotations

import re
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from drawings import labels, outside, overlaps
from pkdsl.pictures.scatter import Point, Scatter, described, scattered

WORDS = st.text(alphabet="abcdefgh WMi", min_size=1, max_size=60)
AMOUNTS = st.one_of(st.integers(-50, 5_000_000), st.fractions(0, 5, max_denominator=20))
SMALL = Scatter(
    (Point("Road", 3_000, 2, strong=True), Point("Air", 1_500, Fraction(9, 2))),
    "Cost, USD",
    "Risk",
    strong="recommended",
)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.builds(Point, WORDS, AMOUNTS, AMOUNTS, st.booleans()), max_size=6))
def test_words_stay_in_the_picture_and_off_each_other(points):
    drawing = scattered(Scatter(tuple(points), "Running cost, USD", "Risk to people", strong="recommended"))
    assert not outside(drawing)
    assert not overlaps(drawing)


def test_points_lie_by_both_measures_and_the_advised_one_is_full():
    circles = re.findall(r'<circle cx="([0-9.]+)" cy="([0-9.]+)" r="5.5" fill="([^"]+)"', scattered(SMALL))
    (sample, road, air) = circles
    assert float(air[0]) < float(road[0])
    assert float(air[1]) < float(road[1])
    assert [road[2], air[2], sample[2]] == ["currentColor", "#ffffff", "currentColor"]
    assert {"Road", "Air", "Risk", "Cost, USD"} <= {words for words, *_ in labels(scattered(SMALL))}


def test_it_is_told_in_words():
    assert described(SMALL) == (
        "Road (recommended): Cost, USD 3 000, Risk 2. Air: Cost, USD 1 500, Risk 4.5. Less of both is better."
    )
    assert described(Scatter((), "a", "b")) == "There is nothing to compare."
