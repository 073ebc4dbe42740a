"""The worked cases T35, T51 and T55: a reserve in waves, carriers that do not drive, a site 45 km from the reserve."""

from __future__ import annotations

from small import MISSION, compiled, reads

FORCE = f"""use un
{MISSION}
location base "Base" {{ opens: D }}
location adeta "Adeta" {{ opens: D }}
unit reserve "Reserve" {{ type: quick_reaction  strength: 120 persons  arrives: D - 9 days  base: base  notice: 30 min }}
lift helicopters "Helicopters" {{
  mode: air  count: 3  passengers: 20 persons  speed: 220 km/h  notice: 30 min  loading: 30 min  base: base
}}
contingency relief "Relief" {{
  type: reinforcement  covers: adeta  uses: reserve  lift: helicopters  distance: 300 km  people: 120 persons
  approval: 0 min  within: 4 h
}}
"""


def found(text: str, code: str):
    """What one rule finds, and nothing of it is left open."""
    findings = [finding for finding in compiled(text, rules=True).findings if finding.code == code]
    assert all(str(finding.severity) != "not-assessable" for finding in findings), [f.message for f in findings]
    return findings


def said(text: str, code: str) -> list[str]:
    return [finding.message.replace("\u202f", " ") for finding in found(text, code)]


def test_t35_only_sixty_of_a_hundred_and_twenty_are_there_in_four_hours():
    assert reads(FORCE, "contingency.relief.waves") == "≈1.8636 h: 60 persons, ≈5.0909 h: 60 persons"
    assert said(FORCE, "RSK-007") == [
        (
            "Relief: within 4 h 60 persons of 120 persons are at Adeta; all are there after 5.09 h "
            "(60 persons short, 2026-07-01 .. 2027-06-30)"
        )
    ]


def test_t35_is_mended_by_each_thing_that_the_help_names():
    (finding,) = found(FORCE, "RSK-007")
    assert finding.help.replace("\u202f", " ") == (
        "each of these alone would do: more lift (Helicopters: 3 more); a way of 220 km, now 300 km; a promise of 5.1 h"
    )
    for old, new, worse in (
        ("count: 3", "count: 6", "count: 5"),
        ("distance: 300 km", "distance: 220 km", "distance: 221 km"),
        ("within: 4 h", "within: 5.1 h", "within: 5 h"),
    ):
        assert not found(FORCE.replace(old, new), "RSK-007")
        assert found(FORCE.replace(old, worse), "RSK-007")


def test_t51_thirty_four_of_forty_carriers_are_serviceable():
    text = f"""use un
    {MISSION}
    equipment_type apc "carriers" {{ category: "vehicle" }}
    unit north "North" {{
      type: mechanised  strength: 850 persons
      equipment carriers {{ item: apc  quantity: 40  serviceable: 34 }}
    }}
    """
    (finding,) = found(text, "LOG-016")
    assert str(finding.severity) == "warning"
    assert finding.message.startswith("34 of 40 carriers are serviceable; 90")
    assert "(2 short)" in finding.message
    assert "34" in finding.help
    assert not found(text.replace("serviceable: 34", "serviceable: 36"), "LOG-016")


SHELTER = f"""use un
{MISSION}
location camp "Camp" {{ opens: D }}
location shelter "Shelter" {{ opens: D }}
route track {{ origin: camp  destination: shelter  mode: road  distance: 45 km  speed: 30 km/h }}
unit reserve "Reserve" {{ type: quick_reaction  strength: 250 persons  arrives: D - 9 days  base: camp  notice: 30 min }}
contingency relief "Relief" {{
  type: reinforcement  covers: shelter  uses: reserve  people: 250 persons  approval: 0 min  within: 60 min
}}
"""


def test_t55_the_reserve_comes_an_hour_late_on_its_own_vehicles():
    assert reads(SHELTER, "contingency.relief.time_needed") == "2 h"
    assert said(SHELTER, "RSK-007") == [
        (
            "Relief: within 60 min 0 persons of 250 persons are at Shelter; all are there after 2 h "
            "(250 persons short, 2026-07-01 .. 2027-06-30)"
        )
    ]
    assert not found(SHELTER.replace("within: 60 min", "within: 120 min"), "RSK-007")
