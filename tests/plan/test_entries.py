"""Entries of computed maps by words: each is computed when it is asked for, and explained by itself."""

from __future__ import annotations

import pytest

from pkdsl.plan.entries import Entries
from pkdsl.plan.provenance import find, why
from pkdsl.values.paper import show
from small import compiled, reads

PLAN = """use un
let D = 2026-07-01
mission m "Mission" { period: D .. +12 months  currency: USD  as_of: D }
area north { type: sector }
location base { at: 0N 40E  area: north  helipad: night }
location post { at: 0N 41E  area: north  helipad: night }
medical_facility hospital { level: 2  at: base }
evacuation_asset heli { mode: air  base: base  speed: 220 km/h  notice: 30 min  night_notice: 45 min  night: yes }
evacuation_chain chain { area: north  approval: 10 min  loading: 10 min }
"""
PATH = "location.post.surgery_time.night.dry.all"


def inputs(derivation):
    return {each.path for each in derivation.inputs}


def test_an_entry_is_asked_for_by_its_words():
    found = why(compiled(PLAN).plan, PATH)
    assert found.path == PATH
    assert found.fact.startswith("The sum of all steps")
    assert show(found.value).startswith("≈125.7195 min")


def test_behind_it_stand_the_minutes_of_that_entry_alone():
    (way,) = why(compiled(PLAN).plan, PATH).inputs
    assert way.path == "location.post.evacuation.surgery.night.dry.all"
    assert show(way.value).startswith(
        "approval: 10 min, notice: 45 min, out: ≈30.3597 min, loading: 10 min, in: ≈30.3597 min, asset: heli, facility: hospital"
    )
    assert {
        "evacuation_chain.chain.approval",
        "evacuation_chain.chain.loading",
        "evacuation_asset.heli.night_notice",
        "evacuation_asset.heli.speed",
        "location.post.at",
        "medical_facility.hospital.there",
    } <= inputs(way)


def test_no_entry_is_computed_before_it_is_asked_for():
    plan = compiled(PLAN).plan
    post = next(place for place in plan.all("location") if place.name == "post")
    node = plan.node_of(post)
    times = post.surgery_time
    assert isinstance(times, Entries)
    assert list(times) == ["day", "night"]
    assert not [name for name in node.memo if name.startswith("surgery_time[")]
    assert times["night"]["dry"]["all"] is post.surgery_time["night"]["dry"]["all"]
    assert [name for name in node.memo if name.startswith("surgery_time[")] == ["surgery_time[night][dry][all]"]


def test_the_whole_map_is_made_of_all_its_entries():
    found = why(compiled(PLAN).plan, "location.post.surgery_time")
    assert len(inputs(found)) == 8
    assert PATH in inputs(found)


@pytest.mark.parametrize(
    "path",
    [
        "location.post.surgery_time.noon.dry.all",
        "location.post.surgery_time.night.dry",
        "location.post.surgery_time.all",
    ],
)
def test_there_is_no_entry_by_other_words(path):
    assert find(compiled(PLAN).plan, path) is None


def test_the_language_reads_what_why_reads():
    assert reads(PLAN, f"round(at({PATH}, D), 1)") == "125.7 min"
    assert reads(PLAN, "at(location.post.evacuation.surgery.day.dry.all, D).in") == "≈30.3597 min"
