"""Ground from which the wounded are fetched in time: circles whose surface is known."""

from __future__ import annotations

from math import pi

import pytest

from small import reads

START = """use un
let D = 2026-07-01
mission m "Mission" { period: D .. +12 months  currency: USD  as_of: D }
area north { type: sector  boundary: [2N 38E, 2N 42E, 2S 42E, 2S 38E] }
location base { at: 0N 40E  area: north  helipad: night }
medical_facility hospital { level: 2  at: base }
evacuation_asset heli {
  mode: air  base: base  speed: 220 km/h  notice: 30 min  night_notice: 60 min  night: yes  medical_team: yes
}
evacuation_chain chain { area: north  approval: 10 min  loading: 10 min }
"""
SURFACE = 4 * 4 * 12_310  # km2: four degrees by four at the equator, 111.3 km by 110.6 km each


def share(path, text=START, on="D"):
    """A percentage of the plan on a day, as a number."""
    return int(reads(text, f"at(area.north.uncovered.{path}, {on})").removesuffix(" %"))


@pytest.mark.parametrize(
    ("path", "minutes_out"),
    [
        ("min_120.day.dry", 35),  # (120 - 10 - 30 - 10) / 2
        ("min_120.night.dry", 20),  # (120 - 10 - 60 - 10) / 2
        ("min_60.day.dry", 20),  # 60 - 10 - 30, the team treats when it has come
    ],
)
def test_a_circle_around_the_hospital_is_covered(path, minutes_out):
    radius = minutes_out * 220 / 60
    assert abs(share(path) - 100 * (1 - pi * radius**2 / SURFACE)) < 2


def test_at_night_nobody_is_there_within_the_hour():
    assert share("min_60.night.dry") == 100  # ten and sixty are more than sixty


def test_wet_ground_is_no_matter_in_the_air():
    assert share("min_120.day.wet") == share("min_120.day.dry")


def test_a_second_base_covers_more_and_a_range_less():
    whole = share("min_120.day.dry")
    second = (
        START
        + """location east { at: 0N 41.5E  area: north  helipad: night }
    evacuation_asset second { mode: air  base: east  speed: 220 km/h  notice: 30 min  night: yes }"""
    )
    assert share("min_120.day.dry", second) < whole
    assert share("min_120.day.dry", START.replace("night: yes", "night: yes  range: 100 km")) > whole


def test_ground_is_covered_while_the_asset_is_there():
    text = START.replace("night: yes", "night: yes  period: D .. D + 9 days")
    assert share("min_120.day.dry", text) == share("min_120.day.dry")
    assert share("min_120.day.dry", text, "D + 10 days") == 100


def test_without_a_chain_or_a_boundary_nothing_is_known():
    path = "at(area.north.uncovered.min_120.day.dry, D)"
    assert (
        reads(START.replace("area: north  approval", "area: south  approval") + "area south { type: sector }", path)
        == "not given"
    )
    assert (
        reads(START.replace("boundary: [2N 38E, 2N 42E, 2S 42E, 2S 38E]", ""), "area.north.uncovered.min_120.day.dry")
        == "not given"
    )


@pytest.mark.parametrize(
    ("old", "new", "path", "radius"),
    [
        ("", "", "day.dry", "≈128.3333 km"),
        ("", "", "night.dry", "≈73.3333 km"),
        ("night: yes", "night: no", "night.dry", "0 km"),
        ("level: 2", "level: 1", "day.dry", "not given"),
        ("loading: 10 min", "loading: 10 min  transfer: 10 min", "day.dry", "110 km"),
        ("approval: 10 min", "", "day.dry", "not given"),
        ("approval: 10 min", "approval: 100 min", "day.dry", "0 km"),
    ],
)
def test_the_radius_of_an_asset_is_that_around_its_own_hospital(old, new, path, radius):
    assert reads(START.replace(old, new), f"at(evacuation_asset.heli.radius.{path}, D)") == radius
