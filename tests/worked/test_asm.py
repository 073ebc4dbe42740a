"""The worked case T55: a site 45 km from the reserve, notice 30 min, 30 km/h, within 60 min."""

from __future__ import annotations

from small import MISSION, compiled, reads

PLAN = f"""{MISSION}
location camp {{ opens: D }}
location shelter {{ opens: D }}
location farm {{ opens: D }}
route track {{ origin: camp  destination: shelter  mode: road  distance: 45 km  speed: 30 km/h }}
route path  {{ origin: shelter  destination: farm  mode: road  distance: 10 km  speed: 10 km/h }}
route short {{ origin: camp  destination: farm  mode: road  distance: 60 km  speed: 40 km/h }}
unit reserve "Reserve" {{ type: quick_reaction  strength: 250 persons  arrives: D  base: camp  notice: 30 min }}
"""
RAIDS = """
threat raids "Raids" { type: attack_on_civilians  level: 5  covers: shelter  lead: military  responder: reserve  within: 60 min }
"""


def test_t55_the_reserve_is_an_hour_late():
    said = [
        finding.message
        for finding in compiled("use un\n" + PLAN + RAIDS, rules=True).findings
        if finding.code == "ASM-005"
    ]
    assert said == ["Reserve needs 120 min to be where Raids strikes; 60 min is promised (60 min over)"]


def test_the_farthest_place_counts_by_its_quickest_way():
    assert (
        reads(PLAN + RAIDS.replace("covers: shelter", "covers: [shelter, farm]"), "threat.raids.response_time")
        == "120 min"
    )
    assert reads(PLAN + RAIDS.replace("covers: shelter", "covers: farm"), "threat.raids.response_time") == "120 min"
    assert reads(PLAN + RAIDS.replace("covers: shelter", "covers: camp"), "threat.raids.response_time") == "30 min"


def test_a_place_without_a_way_leaves_the_time_open():
    text = PLAN + "location island { opens: D }" + RAIDS.replace("covers: shelter", "covers: island")
    assert reads(text, "given(threat.raids.response_time)") == "no"
