"""Surfaces of sectors against squares that are counted one by one."""

from __future__ import annotations

from fractions import Fraction
from math import radians, sin

from hypothesis import given, settings
from hypothesis import strategies as st

from pkdsl.facts.boundaries import DEGREE
from small import MISSION, compiled, reads

SIDE = 6
EDGE = st.tuples(st.integers(0, SIDE), st.integers(0, SIDE)).filter(lambda pair: pair[0] < pair[1])
RECTANGLE = st.tuples(EDGE, EDGE)


def boundary(rectangle):
    (west, east), (south, north) = rectangle
    return f"[{south}N {west}E, {south}N {east}E, {north}N {east}E, {north}N {west}E]"


def squares(rectangle):
    (west, east), (south, north) = rectangle
    return {(x, y) for x in range(west, east) for y in range(south, north)}


def surface(cells):
    heights = [Fraction(sin(radians(y))) for y in range(SIDE + 1)]
    return sum((heights[y + 1] - heights[y] for _, y in cells), Fraction(0)) * DEGREE


@settings(max_examples=60, deadline=None)
@given(
    RECTANGLE,
    st.lists(st.tuples(RECTANGLE, st.sampled_from(["sector", "sub_sector", "protection"])), min_size=1, max_size=5),
)
def test_gaps_and_overlaps_are_those_of_the_squares(whole, parts):
    lines = [MISSION, f"area whole {{ type: mission  boundary: {boundary(whole)} }}"]
    lines += [
        f"area part_{number} {{ type: {sort}  part_of: whole  boundary: {boundary(rectangle)} }}"
        for number, (rectangle, sort) in enumerate(parts)
    ]
    area = next(one for one in compiled("\n".join(lines)).plan.all("area") if one.name == "whole")
    cells = {sort: [squares(r) for r, s in parts if s == sort] for sort in ("sector", "sub_sector")}
    if not cells["sector"] and not cells["sub_sector"]:
        assert not hasattr(area.gaps, "number")
        return
    twice = [{c for some in group for c in some if sum(c in one for one in group) > 1} for group in cells.values()]
    left = squares(whole) - {cell for group in cells.values() for some in group for cell in some}
    assert abs(area.overlaps.number - sum(map(surface, twice))) <= 1
    assert abs(area.gaps.number - surface(left)) <= 1


def test_a_degree_at_the_equator_has_the_surface_that_tables_give():
    text = (
        MISSION
        + """
    area whole { type: mission  boundary: [0N 0E, 0N 1E, 1N 1E, 1N 0E] }
    area part { type: sector  part_of: whole  boundary: [0N 0E, 0N 1E, 1N 1E] }"""
    )
    assert reads(text, "area.whole.gaps") == "6 182 km2"  # half of 12 364 km2
    assert reads(text, "area.whole.overlaps") == "0 km2"
