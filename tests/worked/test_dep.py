"""The worked cases of deployment: T19, T20, T22, T23 and T57, through plans written in the language."""

from datetime import date

import pytest

from small import MISSION, compiled, value

D = date(2026, 7, 1)
FRAME = f"use un\n{MISSION}"


def found(text: str, code: str) -> list[tuple[str, tuple[date, date] | None]]:
    """The findings of one rule: what they say, with ordinary blanks, and when."""
    findings = [finding for finding in compiled(FRAME + text, rules=True).findings if finding.code == code]
    assert all(str(finding.severity) != "not-assessable" for finding in findings), [f.message for f in findings]
    return [(finding.message.replace("\u202f", " "), finding.interval) for finding in findings]


def test_t19_people_wait_fifteen_days_for_their_vehicles():
    text = """
    unit north is un.infantry_battalion { arrives: D + 60 days }
    movement ship "Equipment by ship" {
      unit: north  carries: coe
      leg sea { mode: sea  depart: D + 40 days  arrive: D + 75 days }
    }
    """
    assert found(text, "DEP-007") == [
        (
            (
                "north arrives on 2026-08-30 and the last of its equipment on 2026-09-14, 15 days later; "
                "7 days are allowed (8 days late)"
            ),
            None,
        )
    ]
    assert value(FRAME + text, "unit.north.equipment_arrives") == date(2026, 9, 14)
    assert not found(text.replace("D + 75 days", "D + 67 days"), "DEP-007")


def test_t20_six_hundred_beds_for_eight_hundred_and_fifty():
    text = """
    location camp "Camp" { type: camp  beds { from D + 60 days = 600 persons } }
    unit north is un.infantry_battalion { base: camp  arrives: D + 60 days }
    """
    assert found(text, "DEP-005") == [
        (
            "Camp has beds for 600 persons; 850 persons are there (250 persons over, 2026-08-30 .. 2027-06-30)",
            (date(2026, 8, 30), date(2027, 6, 30)),
        )
    ]


@pytest.mark.parametrize(("arrive", "verdict"), [("D + 21 days", []), ("D + 20 days", [(2, 1)])])
def test_t22_four_flights_take_two_days(arrive, verdict):
    text = f"""
    location strip "Airstrip" {{ type: airfield  handling {{ mode: air  parking: 1 }} }}
    lift plane "Chartered aircraft" {{ mode: air  count: 1  passengers: 250 persons  sorties: 2/day }}
    movement people "People of the battalion" {{
      passengers: 850 persons
      leg flight {{ destination: strip  mode: air  by: plane  depart: D + 20 days  arrive: {arrive} }}
    }}
    """
    assert value(FRAME + text, "movement.people.flight.loads").number == 4
    assert value(FRAME + text, "movement.people.arrives") == date(2026, 7, 22)
    expected = [
        (
            (
                f"Chartered aircraft: the movements need {used} at once, {usable} can be used "
                f"({used - usable} over, 2026-07-21 .. 2026-07-22)"
            ),
            (date(2026, 7, 21), date(2026, 7, 22)),
        )
        for used, usable in verdict
    ]
    assert found(text, "DEP-003") == expected
    assert not found(text, "DEP-004"), "one stand for aircraft is enough for two flights a day"


ROAD = """
    location port "Port" {}
    location camp "Camp" {}
    route msr "Main supply route" {
      origin: port  destination: camp  mode: road  distance: 1_400 km  daily_distance: 150 km/day
    }
"""


def test_t23_fourteen_hundred_kilometres_take_ten_days():
    text = f"""{ROAD}
    movement convoy "Convoy" {{
      required_by: D + 28 days
      leg road {{ origin: port  destination: camp  mode: road  depart: D + 20 days }}
    }}
    """
    assert value(FRAME + text, "movement.convoy.arrives") == date(2026, 7, 31)
    assert found(text, "DEP-001") == [
        ("Convoy arrives on 2026-07-31; it is required by 2026-07-29 (2 days late)", None)
    ]
    assert not found(text, "DEP-008"), "the plan does not promise a shorter way"


def test_t23_a_plan_that_promises_eight_days_is_told_that_it_needs_ten():
    text = f"""{ROAD}
    movement convoy "Convoy" {{
      leg road {{ origin: port  destination: camp  mode: road  depart: D + 20 days  arrive: D + 28 days }}
    }}
    """
    assert found(text, "DEP-008") == [
        ("Convoy needs 10 days for the leg road; the plan gives it 8 days (2 days over)", None)
    ]


def test_t57_the_main_body_comes_before_doctor_and_fuel():
    text = """
    unit builders is un.engineer_company { arrives: D }
    unit radios is un.signals_company { arrives: D }
    medical_facility clinic is un.level_1 { period: D + 55 days .. +10 months }
    contract food "Rations" { service: rations  period: D .. +12 months }
    contract fuel "Fuel" { service: fuel  period: D + 50 days .. +10 months }
    unit north is un.infantry_battalion { arrives: D + 40 days  deploys_as: main_body }
    """
    assert found(text, "DEP-006") == [
        ("north arrives on 2026-08-10, before the contract for fuel begins on 2026-08-20 (10 days late)", None),
        ("north arrives on 2026-08-10, before the first medical facility opens on 2026-08-25 (15 days late)", None),
    ]


def test_a_way_that_the_season_makes_slow_is_told_with_the_season():
    text = f"""{ROAD.replace("daily_distance", "wet_daily_distance: 100 km/day  max_load: 40 t  daily_distance")}
    country kasuri {{ state: XKS  season rains {{ type: wet  period: 2026-07-15 .. 2026-10-15  road_load: 60% }} }}
    extend mission m {{ host: kasuri }}
    movement convoy "Convoy" {{
      heaviest: 30 t
      leg road {{ origin: port  destination: camp  mode: road  depart: D + 20 days  arrive: D + 30 days }}
    }}
    """
    assert [message for message, _ in found(text, "DEP-008")] == [
        "Convoy has a piece of 30 t; Main supply route bears 24 t in that season (6 t over, 2026-07-21 .. 2026-08-04)",
        "Convoy needs 14 days for the leg road in that season; the plan gives it 10 days (4 days over)",
    ]
    assert not found(text.replace("D + 20 days", "D + 120 days").replace("D + 30 days", "D + 130 days"), "DEP-008")


def test_a_leg_that_makes_its_movement_late_is_told_once_where_the_movement_is_late():
    text = f"""{ROAD}
    unit north is un.infantry_battalion {{ arrives: D + 28 days  base: camp }}
    movement convoy "Convoy" {{
      unit: north  purpose: deployment  carries: [personnel, coe]
      leg road {{ origin: port  destination: camp  mode: road  depart: D + 20 days  arrive: D + 28 days }}
    }}
    """
    assert value(FRAME + text, "movement.convoy.slack == -2 days") is True
    assert [message for message, _ in found(text, "DEP-001")] == [
        "Convoy arrives on 2026-07-31; its people are counted from 2026-07-29 on; "
        "longer on the way than planned: road (2 days late)"
    ]
    assert not found(text, "DEP-008")
    early = text.replace("arrives: D + 28", "arrives: D + 30")
    assert not found(early, "DEP-001")
    assert len(found(early, "DEP-008")) == 1
