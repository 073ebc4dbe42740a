"""Patients of a day and of a bad day, worked out by hand."""

from __future__ import annotations

from small import reads

START = """let D = 2026-07-01
use un
country kasuri { state: XKS  season rains { type: wet  period: 2026-08-01 .. 2026-08-31  disease: 150% } }
mission m "Mission" { period: D .. +12 months  currency: USD  as_of: D }
area north { type: sector }
location a { at: 0N 40E  area: north  state: XKS }
location b { at: 0N 41E  area: north  state: XKS }
location c { at: 0N 43E  area: north  state: XKS }
unit ua { type: infantry  strength: 400 persons  arrives: D  base: a }
unit ub { type: infantry  strength: 200 persons  arrives: D  base: b }
unit uc { type: infantry  strength: 100 persons  arrives: D + 10 days  base: c }
medical_facility fa { level: 1  at: a }
medical_facility fc { level: 1  at: c }
casualty_estimate e { area: north  rate: 2  sick_call: 3%  surge: 10 persons  surgical: 30% }
evacuation_chain chain { area: north  approval: 10 min  loading: 10 min }
"""


def on(day, path, more="", text=START):
    return reads(text + more, f"at({path}, {day})")


def test_everybody_is_served_by_the_nearest_of_a_level():
    assert on("D", "medical_facility.fa.served") == "600 persons"
    assert on("D + 10 days", "medical_facility.fc.served") == "100 persons"
    more = "medical_facility hospital { level: 2  at: b }"
    assert on("D", "medical_facility.fa.served", more) == "600 persons"
    assert on("D", "medical_facility.hospital.served", more) == "600 persons"


def test_two_in_one_place_share():
    more = "medical_facility other { level: 1  at: a }"
    assert (
        on("D", "medical_facility.fa.served", more) == on("D", "medical_facility.other.served", more) == "300 persons"
    )


def test_while_one_is_away_the_next_serves():
    more = "medical_facility fb { level: 1  at: b  period: D + 5 days .. D + 9 days }"
    served = [on(f"D + {day} days", "medical_facility.fa.served", more) for day in (4, 5, 9, 10)]
    assert served == ["600 persons", "400 persons", "400 persons", "600 persons"]


def test_without_a_position_a_place_is_served_where_it_is_or_by_nobody_knows_whom():
    text = START.replace("location b { at: 0N 41E ", "location b {")
    assert on("D", "medical_facility.fa.served", text=text) == "not given"
    assert on("D", "medical_facility.fb.served", "medical_facility fb { level: 1  at: b }", text) == "200 persons"


def test_patients_are_a_share_of_the_people_and_more_in_the_season():
    assert on("D", "medical_facility.fa.outpatient_load") == "18 persons/day"
    assert on("2026-08-15", "medical_facility.fa.outpatient_load") == "27 persons/day"
    # two among a thousand a day, each for the two days of the policy
    assert on("D", "medical_facility.fa.holding") == "2.4 persons"


def test_each_area_has_its_own_estimate():
    more = """area south { type: sector }
    location d { at: 0N 39.9E  area: south }
    unit ud { type: infantry  strength: 100 persons  arrives: D  base: d }
    casualty_estimate other { sick_call: 10% }"""
    assert reads(START + more, "location.d.casualty_estimate") == "other"
    assert on("D", "medical_facility.fa.outpatient_load", more) == "28 persons/day"


def test_an_estimate_of_a_scenario_is_none_of_the_plan():
    text = (
        START.replace("{ area: north  rate", "{ scenario: worse  area: north  rate")
        + "scenario worse { set unit.ua.strength = 1 persons }"
    )
    assert reads(text, "location.a.casualty_estimate") == "not given"
    assert on("D", "medical_facility.fa.outpatient_load", text=text) == "not given"


def test_dependants_count_where_others_than_uniformed_are_covered():
    more = "extend location a { dependants: 50 persons }"
    assert on("D", "location.a.population_at_risk", more) == "400 persons"
    more += "extend evacuation_chain chain { entitlement civilians { people: 50 persons } }"
    assert on("D", "location.a.population_at_risk", more) == "450 persons"


SURGEONS = """
medical_facility ha { level: 2  at: a  surgeries: 3/day }
medical_facility hb { level: 2  at: b  surgeries: 4/day  period: D .. D + 19 days }
extend location a { helipad: day }
extend location b { helipad: day }
extend location c { helipad: day }
evacuation_asset heli { mode: air  base: a  speed: 220 km/h  notice: 10 min  night: no }
"""


def test_a_bad_day_is_met_by_the_hospitals_in_reach_of_the_place_with_the_fewest():
    assert reads(START + SURGEONS, "casualty_estimate.e.surgical_cases") == "3 persons"
    # a and b reach both; c, 334 km from the helicopter, reaches none in two hours
    assert (
        on("D", "location.a.surgeons.day.dry", SURGEONS) == on("D", "location.b.surgeons.day.wet", SURGEONS) == "ha, hb"
    )
    assert on("D", "location.c.surgeons.day.dry", SURGEONS) == ""
    assert on("D", "casualty_estimate.e.surgical_capacity", SURGEONS) == "7 persons"
    assert on("D + 10 days", "casualty_estimate.e.surgical_capacity", SURGEONS) == "0 persons"


def test_the_hospitals_of_a_day_are_those_that_are_there():
    text = START.replace("arrives: D + 10 days  base: c", "arrives: D  base: a")
    assert on("D + 20 days", "casualty_estimate.e.surgical_capacity", SURGEONS, text) == "3 persons"
