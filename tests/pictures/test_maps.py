"""Maps: where places lie on paper, words that never touch, what is read out, and what lies below."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawings import outside, overlaps
from pkdsl.pictures import outline
from pkdsl.pictures.ground import circle, ground
from pkdsl.pictures.labels import Box, Wanted, along, placed
from pkdsl.pictures.maps import DISCLAIMER, Map, Region, Ring, Spot, Way, described, drawn_map
from pkdsl.values import Position, geodesic

CAMP, PORT = (47.44, 2.52), (45.3, 2.0)
PLAIN = Map(
    (
        Spot("Adeta", CAMP, "headquarters", "Northern Battalion", hospital=True),
        Spot("Port Sabel", PORT, "port"),
        Spot("Tarim", (46.2, 3.4)),
        Spot("Fork", (46.4, 2.2), "point"),
        Spot("Sogol", (47.0, 1.4), "alarm"),
    ),
    (
        Way((PORT, (46.4, 2.2), CAMP), "road", 3, "310 km", title="Northern road"),
        Way((PORT, CAMP), "air", 0, "2 movements\n4 Jul 2026", arrow=True),
    ),
    (Region("Sector North", ((45.9, 1.9), (47.9, 1.9), (47.9, 3.7), (45.9, 3.7))),),
    (Ring(CAMP, 60.0, "60 km", title="Adeta"), Ring(CAMP, 40.0, "40 km", dashed=True, title="Adeta")),
    weights=("", "bears less than 20 t", "bears 20 t and more", "bears 40 t and more"),
    circles=("by day", "by night"),
)  # fmt: skip
LAYER = {
    "type": "FeatureCollection",
    "features": [
        {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [[[44, 0], [49, 0], [49, 5], [44, 5], [44, 0]]]}},
        {"type": "Feature", "properties": {"kind": "lake"}, "geometry": {"type": "Polygon", "coordinates": [[[46, 1], [46.2, 1], [46.2, 1.2], [46, 1]]]}},
        {"type": "Feature", "properties": {"kind": "river"}, "geometry": {"type": "LineString", "coordinates": [[44, 1], [48, 4]]}},
        {"type": "Feature", "properties": None, "geometry": {"type": "MultiLineString", "coordinates": [[[45, 0], [45, 5]]]}},
        {"type": "Feature", "properties": {"name": "Sea of Kasuri"}, "geometry": {"type": "Point", "coordinates": [45.6, 1.5]}},
        {"type": "Feature", "properties": {}, "geometry": None},
    ],
}  # fmt: skip


def texts(drawing):
    return [element.text for element in ET.fromstring(drawing).iter("{http://www.w3.org/2000/svg}text")]  # noqa: S314 -- our own text


def apart(drawing):
    """Words that touch others; each word of a map stands there twice, once as a rim of paper."""
    return [pair for pair in overlaps(drawing) if pair[0] != pair[1]]


def test_words_of_a_map_neither_touch_nor_leave_it():
    for data in (PLAIN, replace(PLAIN, height=220.0), replace(PLAIN, below=outline.read(json.dumps(LAYER)))):
        assert apart(drawn_map(data)) == []
        assert outside(drawn_map(data)) == []


def test_a_map_has_its_names_a_bar_of_kilometres_north_and_what_its_lines_imply():
    found = texts(drawn_map(PLAIN))
    for words in (
        "Adeta",
        "Northern Battalion",
        "310 km",
        "Sector North",
        "60 km",
        "by night",
        "N",
        "50 km",
        "46° E",
        "2° N",
    ):
        assert words in found
    assert DISCLAIMER.split(" and ")[0] in " ".join(filter(None, found))


def test_a_map_is_read_out_place_by_place():
    said = described(PLAIN)
    assert "Areas: Sector North. Adeta: headquarters, hospital, Northern Battalion." in said
    assert "Sogol: care not in time." in said
    assert "By road, Northern road: 310 km; bears 40 t and more. By air, a way: 2 movements, 4 Jul 2026." in said
    assert "Reached by day: 60 km around Adeta. Reached by night: 40 km around Adeta." in said


def test_signs_and_lines_tell_themselves_apart_without_colour():
    drawing = drawn_map(PLAIN)
    assert 'stroke-dasharray="2 4"' in drawing
    assert 'stroke-width="4.2"' in drawing
    assert drawing.count('stroke-dasharray="5 3"') == 2  # the circle by night and its sample


def test_a_map_without_places_says_so():
    assert "No place has a position." in texts(drawn_map(Map(())))


def test_names_without_room_are_numbers_told_below_the_map():
    crowd = tuple(Spot(f"A place with a rather long name {n}", (45 + n % 12 / 3, 2 + n // 12 / 3)) for n in range(96))
    drawing = drawn_map(Map(crowd, height=420.0))
    said = " ".join(filter(None, texts(drawing)))
    told = re.findall(
        r"([0-9]+) A place with a rather long name [0-9]+,", said.partition("Named here for want of room: ")[2]
    )
    assert len(told) > 5
    assert set(told) <= set(texts(drawing))
    assert all(f"rather long name {n}" in said for n in range(96))
    assert apart(drawing) == []


# -- labels --------------------------------------------------------------------------------------------------------

POINTS = st.tuples(st.floats(0, 600), st.floats(0, 400))


@settings(max_examples=60)
@given(st.lists(st.tuples(st.floats(10, 140), POINTS), max_size=25))
def test_placed_words_never_touch_and_stay_in_their_frame(wanted):
    frame = Box(0, 0, 600, 400)
    found = placed([Wanted(width, 14, (point,)) for width, point in wanted], frame)
    boxes = [each.box for each in found if each is not None]
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    assert all(box.inside(frame) for box in boxes)


def test_words_keep_off_what_is_taken_and_rather_off_lines():
    taken = Box(105, 90, 200, 110)
    (found,) = placed([Wanted(40, 12, ((100, 100),))], Box(0, 0, 300, 300), [taken])
    assert not found.box.meets(taken)
    below = ((100.0, 100.0), (300.0, 100.0))
    (found,) = placed([Wanted(40, 12, ((100, 100),))], Box(0, 0, 300, 300), (), [below])
    assert not found.box.crossed_by(below)


def test_words_of_a_way_stay_near_it_or_away():
    taken = [Box(60, 60, 140, 140)]
    far, near = Wanted(40, 12, ((100, 100),)), Wanted(40, 12, ((100, 100),), 14.0)
    first, second = placed([far, near], Box(0, 0, 300, 300), taken)
    assert first is not None
    assert first.leader is not None
    assert second is None


def test_points_on_a_way_are_found_by_its_length():
    assert along([(0, 0), (10, 0), (10, 30)], (0.0, 0.25, 0.5, 1.0)) == ((0, 0), (10, 0), (10, 10), (10, 30))


# -- ground --------------------------------------------------------------------------------------------------------


def test_a_kilometre_is_as_long_both_ways_in_the_middle_of_a_map():
    for latitude in (0.0, 35.0, -60.0):
        on = ground([(10.0, latitude - 1), (12.0, latitude + 1)], top=0)
        (x, y), (right, _), (_, up) = (
            on.at(place) for place in ((11, latitude), (11.5, latitude), (11, latitude + 0.5))
        )
        here = Position(latitude, 11)
        across, high = (
            geodesic(here, Position(latitude, 11.5)).number,
            geodesic(here, Position(latitude + 0.5, 11)).number,
        )
        assert (right - x) / float(across) == pytest.approx((y - up) / float(high), rel=0.01)


def test_a_circle_is_as_far_everywhere_as_it_says():
    for latitude in (2.0, -55.0):
        for corner in circle((30.0, latitude), 150.0, corners=8):
            far = geodesic(Position(latitude, 30), Position(corner[1], corner[0]))
            assert float(far.number) == pytest.approx(150, rel=0.02)


# -- what lies below -----------------------------------------------------------------------------------------------


def test_the_outline_of_the_world_has_land_where_there_is_land():
    world = outline.world()
    chad = outline.Extent(18, 12, 20, 14)
    atlantic = outline.Extent(-40, 20, -35, 25)
    assert outline.shown(world, chad).surfaces
    assert not outline.shown(world, atlantic).surfaces
    assert outline.shown(world, outline.Extent(14, 11, 17, 15)).borders  # Chad and Cameroon
    assert "Natural Earth" in world.source
    assert "Natural Earth" in drawn_map(replace(PLAIN, below=world))


def test_a_layer_of_a_plan_has_land_lakes_rivers_borders_and_names():
    found = outline.read(json.dumps(LAYER), "Invented.")
    assert (len(found.surfaces), len(found.lakes), len(found.rivers), len(found.borders)) == (1, 1, 1, 1)
    assert found.names == (("Sea of Kasuri", (45.6, 1.5)),)
    drawing = drawn_map(replace(PLAIN, below=found))
    assert "Sea of Kasuri" in texts(drawing)
    assert "Invented." in described(replace(PLAIN, below=found))


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{}", "null", "1", '{"type": "Feature"}', '{"type": "FeatureCollection", "features": []}',
        '{"type": "Point", "coordinates": [1, 2]}', '{"type": "LineString", "coordinates": [[200, 2], [3, 4]]}',
        '{"type": "Polygon", "coordinates": 7}', '{"type": "Polygon", "coordinates": [[["a", "b"]]]}',
        '{"type": "LineString", "coordinates": [[NaN, 2], [3, 4]]}', "[" * 100_000,
    ],
)  # fmt: skip
def test_what_is_no_layer_is_none(text):
    assert outline.read(text) is None


def test_surfaces_are_cut_at_the_edges_of_a_map_and_lines_end_near_them():
    square = outline.Outline((((( -10.0, -10.0), (10.0, -10.0), (10.0, 10.0), (-10.0, 10.0)),),), (((-10.0, 0.0), (-5.0, 0.0), (0.5, 0.5), (10.0, 1.0)),))  # fmt: skip
    seen = outline.shown(square, outline.Extent(0, 0, 1, 1))
    assert sorted(seen.surfaces[0][0]) == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert seen.coasts == (((-5.0, 0.0), (0.5, 0.5), (10.0, 1.0)),)
