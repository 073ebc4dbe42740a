"""The way of the wounded to care, against tables worked out by hand."""

from __future__ import annotations

import pytest

from small import compiled, findings, reads

START = """use un
let D = 2026-07-01
mission m "Mission" { period: D .. +12 months  currency: USD  as_of: D }
area north { type: sector }
evacuation_chain chain { area: north  approval: 10 min  loading: 10 min }
"""
BASE, POST = "at: 0N 40E", "at: 0N 41E"
FAR = "111.319 km"  # a degree of the equator


def asked(text, path, *, on="D"):
    """A value of a plan on a day."""
    return reads(START + text, f"at({path}, {on})")


def minutes(text, path, *, on="D"):
    """The same in minutes, to a tenth."""
    return reads(START + text, f"round(at({path}, {on}), 1)")


FLOWN = f"""
location base {{ {BASE}  area: north  helipad: night }}
location post {{ {POST}  area: north  helipad: night }}
medical_facility hospital {{ level: 2  at: base }}
evacuation_asset heli {{ mode: air  base: base  speed: 220 km/h  notice: 30 min  night_notice: 45 min  night: yes }}
"""
BY_DAY = "location.post.surgery_time.day.dry.all"
BY_NIGHT = "location.post.surgery_time.night.dry.all"

# Approval 10, notice, way out, loading 10, way in: 111.319 km take 30.36 min at 220 km/h.
TABLE = [
    ("based at the hospital", "", "", BY_DAY, "110.7 min"),
    ("by night with the longer notice", "", "", BY_NIGHT, "125.7 min"),
    ("half as fast", "speed: 220", "speed: 110", BY_DAY, "171.4 min"),
    ("based where the wounded are", "base: base  speed", "base: post  speed", BY_DAY, "80.4 min"),
    ("without a notice, the policy's", "notice: 30 min  night_notice: 45 min", "", BY_DAY, "110.7 min"),
    ("at night no quicker than by day", "30 min  night_notice: 45 min", "50 min", BY_NIGHT, "130.7 min"),
    ("with a range for both ways", "night: yes", "night: yes  range: 223 km", BY_DAY, "110.7 min"),
    ("with a range for less", "night: yes", "night: yes  range: 222 km", BY_DAY, "not given"),
    ("that rests at night", "night: yes", "night: no", BY_NIGHT, "not given"),
    ("to a place that is lit by day only", f"{POST}  area: north  helipad: night", f"{POST}  area: north  helipad: day", BY_NIGHT, "not given"),
    ("to a place without a landing site", f"{POST}  area: north  helipad: night", f"{POST}  area: north  helipad: none", BY_DAY, "not given"),
    ("to a hospital without one", f"{BASE}  area: north  helipad: night", f"{BASE}  area: north  helipad: none", BY_DAY, "not given"),
    ("to the operating table", "hospital { level", "hospital { level", BY_DAY, "110.7 min"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "path", "time"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_by_air(old, new, path, time):
    assert old in FLOWN
    assert minutes(FLOWN.replace(old, new), path) == time


def test_what_comes_on_top_of_the_way_is_that_of_the_chain():
    text = START.replace("loading: 10 min", "loading: 4 min  transfer: 7 min") + FLOWN
    assert reads(text, f"round(at({BY_DAY}, D), 1)") == "111.7 min"
    assert reads(text.replace("loading: 4 min", ""), f"round(at({BY_DAY}, D), 1)") == "117.7 min"  # the policy's ten


DRIVEN = """
country kasuri { state: XKS  season rains { type: wet  months: [9]  road_speed: 50% } }
location camp { area: north  state: XKS }
location fork { area: north  state: XKS }
location town { area: north  state: XKS }
route near  { origin: camp  destination: fork  mode: road  distance: 14 km  speed: 60 km/h }
route on    { origin: fork  destination: town  mode: road  distance: 21 km  speed: 30 km/h }
route short { origin: camp  destination: town  mode: road  distance: 30 km  speed: 20 km/h  open: [7] }
medical_facility hospital { level: 2  at: town }
evacuation_asset car { mode: road  base: camp  speed: 40 km/h  wet_speed: 25 km/h  notice: 5 min  night: yes }
"""
CAMP = "location.camp.surgery_time.day"


@pytest.mark.parametrize(
    ("old", "new", "path", "time"),
    [
        # 14 km at 40 (the car's) and 21 km at 30 (the road's): 21 + 42; approval 10, notice 5, loading 10
        ("", "", f"{CAMP}.dry.all", "88 min"),
        # wet: 14 km at 25 (the car's) and 21 km at 15 (half of the road's): 33.6 + 84
        ("", "", f"{CAMP}.wet.all", "142.6 min"),
        # the road's own wet speed goes before the season's share: 21 km at 20: 33.6 + 63
        ("speed: 30 km/h", "speed: 30 km/h  wet_speed: 20 km/h", f"{CAMP}.wet.all", "121.6 min"),
        # a road without a speed is as fast as the car: 14 km and 21 km at 40
        ("speed: 30 km/h", "", f"{CAMP}.dry.all", "77.5 min"),
        # a car without speeds has the policy's: 14 km at 35, 21 km at 30
        ("speed: 40 km/h  wet_speed: 25 km/h", "", f"{CAMP}.dry.all", "91 min"),
        # and wet the policy's 20: 14 km at 20, 21 km at 15
        ("speed: 40 km/h  wet_speed: 25 km/h", "", f"{CAMP}.wet.all", "151 min"),
        # from town it comes out and goes back
        ("base: camp", "base: town", f"{CAMP}.dry.all", "151 min"),
        # no farther than it goes without fuelling
        ("night: yes", "night: yes  range: 34 km", f"{CAMP}.dry.all", "not given"),
        ("night: yes", "night: yes  range: 35 km", f"{CAMP}.dry.all", "88 min"),
    ],
)
def test_by_road(old, new, path, time):
    assert old in DRIVEN
    assert minutes(DRIVEN.replace(old, new), path, on="2026-08-15") == time


def test_the_shorter_road_is_taken_while_it_is_open_and_quicker():
    text = DRIVEN.replace("distance: 30 km  speed: 20 km/h", "distance: 20 km  speed: 30 km/h")
    assert minutes(text, f"{CAMP}.dry.all", on="2026-07-31") == "65 min"
    assert minutes(text, f"{CAMP}.dry.all", on="2026-08-01") == "88 min"
    assert minutes(DRIVEN, f"{CAMP}.dry.all", on="2026-07-31") == "88 min"


def test_by_river_one_goes_as_fast_as_the_river_allows():
    text = """
    location camp { area: north }
    location town { area: north }
    route river { origin: camp  destination: town  mode: river  distance: 20 km  speed: 15 km/h }
    medical_facility hospital { level: 2  at: town }
    evacuation_asset boat { mode: river  base: camp  notice: 5 min  night: yes }
    """
    assert minutes(text, f"{CAMP}.dry.all") == "105 min"
    assert minutes(text.replace("notice: 5", "speed: 10 km/h  notice: 5"), f"{CAMP}.dry.all") == "145 min"
    assert asked(text, "location.camp.surgery_modes") == "river"


def test_the_modes_are_those_that_are_in_time_on_the_ground_of_the_day():
    text = DRIVEN.replace("location town {", "location town { at: 0N 40E  helipad: day ").replace(
        "location camp {", "location camp { at: 0N 40.2E  helipad: day "
    )
    text += "evacuation_asset heli { mode: air  base: town  notice: 60 min  night: no }"
    assert asked(text, "location.camp.surgery_modes", on="2026-08-15") == "road, air"
    assert asked(text, "location.camp.surgery_modes", on="2026-09-15") == "air"
    assert minutes(text, "location.camp.surgery_by.air.day.dry", on="2026-09-15") == "92.1 min"
    assert minutes(text, "location.camp.surgery_by.road.day.wet", on="2026-09-15") == "142.6 min"


def test_in_the_camp_of_the_hospital_the_wounded_are_carried():
    assert asked(FLOWN, "location.base.surgery_time.night.wet.all") == "10 min"
    assert asked(FLOWN, "location.base.evacuation.surgery.day.dry.all") == "loading: 10 min, facility: hospital"


def test_a_team_treats_when_it_has_come_and_a_clinic_when_one_is_there():
    doctor = "location.post.resuscitation_time.day.dry.all"
    assert minutes(FLOWN, doctor) == "110.7 min"
    assert minutes(FLOWN.replace("night: yes", "night: yes  medical_team: yes"), doctor) == "70.4 min"
    assert minutes(FLOWN + "medical_facility clinic { level: 1  at: post  doctors: 1 }", doctor) == "10 min"
    assert minutes(FLOWN + "medical_facility clinic { level: 1  at: post  doctors: 0 }", doctor) == "110.7 min"


def test_a_clinic_does_not_operate():
    assert asked(FLOWN.replace("level: 2", "level: 1"), "location.post.reached.surgery.day.dry.all") == "no"


def test_the_limit_of_patrols_lies_on_the_far_side():
    text = FLOWN.replace(
        "location post",
        "unit patrols { type: infantry  strength: 100 persons  arrives: D  base: post  patrol_limit: 22 km }\nlocation post",
    )
    # out and in 133.319 km each: 36.36 min
    assert minutes(text, "unit.patrols.surgery_time.day.dry.all") == "122.7 min"
    assert reads(START + text, "join(mission.points_of_injury)") == "post, patrols"


def test_patrols_go_where_the_unit_is_based():
    text = (
        FLOWN
        + """unit patrols { type: infantry  strength: 100 persons  arrives: D  patrol_limit: 22 km
      base { from D = base  from D + 10 days = post } }"""
    )
    assert minutes(text, "unit.patrols.surgery_time.day.dry.all") == "62 min"
    assert minutes(text, "unit.patrols.surgery_time.day.dry.all", on="D + 10 days") == "122.7 min"


# --- What is not there ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("night: yes }", "night: yes  period: D + 10 days .. D + 19 days }"),
        ("level: 2  at: base }", "level: 2  at: base  period: D + 10 days .. D + 19 days }"),
        ("night: yes }", "night: yes  count { from D + 10 days = 1  from D + 20 days = 0 } }"),
        ("night: yes }", "night: yes  provider: wing }\nunit wing { type: aviation  strength: 9 persons  arrives: D + 10 days  leaves: D + 19 days }"),
        ("night: yes }", "night: yes  provider: deal }\ncontract deal { service: evacuation  period: D + 10 days .. D + 19 days }"),
        ("night: yes }", "night: yes  agreement: assist }\nagreement assist { type: letter_of_assist  period: D + 10 days .. D + 19 days }"),
        ("base: base  speed", "base { from D + 10 days = base  from D + 20 days = away }  speed"),
        ("base { at: 0N 40E  area: north  helipad: night", "base { at: 0N 40E  area: north  helipad { from D + 10 days = day  from D + 20 days = none }"),
    ],
    ids=["period", "hospital", "count", "unit", "contract", "agreement", "base", "helipad"],
)  # fmt: skip
def test_an_asset_counts_on_the_days_on_which_it_is_there(old, new):
    assert old in FLOWN
    text = FLOWN.replace(old, new) + "location away { at: 0N 60E  area: north  helipad: night }"
    reached = "location.post.reached.surgery.day.dry.all"
    first = "no" if "base {" not in new[:6] or "helipad" in new else "not given"  # a base that is not told yet
    assert asked(text, reached, on="D + 9 days") in {first, "not given"}
    assert minutes(text, BY_DAY, on="D + 10 days") == minutes(text, BY_DAY, on="D + 19 days") == "110.7 min"
    assert minutes(text, BY_DAY, on="D + 20 days") != "110.7 min"


def test_who_relieves_the_provider_stands_in():
    text = (
        FLOWN.replace("night: yes }", "night: yes  provider: old }")
        + """
    unit old { type: aviation  strength: 9 persons  arrives: D  leaves: D + 9 days }
    unit new { type: aviation  strength: 9 persons  arrives: D + 15 days  leaves: D + 19 days  relieves: old }
    unit next { type: aviation  strength: 9 persons  arrives: D + 20 days  relieves: new }
    """
    )
    there = "evacuation_asset.heli.there"
    assert [asked(text, there, on=f"D + {day} days") for day in (9, 10, 14, 15, 30)] == [
        "yes",
        "no",
        "no",
        "yes",
        "yes",
    ]
    assert asked(text, "location.post.missed.day", on="D + 12 days") == "heli"
    assert asked(text, "location.post.missed.day", on="D + 16 days") == ""
    assert asked(text, "location.post.lapse.day", on="D + 12 days") == "2026-07-11 .. 2026-07-15"


# --- What is not known ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "path", "missing"),
    [
        ("night: yes", "", BY_NIGHT, "evacuation_asset.night"),
        (f"{POST}  area: north  helipad: night", f"{POST}  area: north", BY_DAY, "location.helipad"),
        (f"{POST}  area", "area", BY_DAY, "location.at"),
        ("level: 2  at: base", "level: 2", BY_DAY, "medical_facility.at"),
        ("base: base  speed", "speed", BY_DAY, "evacuation_asset.base"),
    ],
)
def test_what_is_not_given_leaves_open_whether_anybody_comes(old, new, path, missing):
    assert old in FLOWN
    text = START + FLOWN.replace(old, new)
    assert not findings(compiled(text))
    assert reads(text, f"at({path}, D)") == "not given"
    reached = path.replace("surgery_time", "reached.surgery")
    assert reads(text, f"at({reached}, D)") == "not given"
    plan = compiled(text).plan
    post = next(place for place in plan.all("location") if place.name == "post")
    way = post.evacuation["surgery"]["night" if path == BY_NIGHT else "day"]["dry"]["all"]
    assert missing in {item.what for value in way.values if hasattr(value, "missing") for item in value.missing}


def test_without_an_approval_no_time_is_known_but_in_the_camp():
    text = START.replace("approval: 10 min", "") + FLOWN
    assert reads(text, f"at({BY_DAY}, D)") == "not given"
    assert reads(text, "at(location.base.surgery_time.day.dry.all, D)") == "10 min"


def test_the_chain_of_the_smallest_area_counts():
    text = """area whole { type: mission }
    extend area north { part_of: whole }
    evacuation_chain wide { area: whole  approval: 1 min }
    evacuation_chain anywhere { approval: 2 min }
    location here { area: north }
    location there { area: whole }
    location nowhere {}
    """
    chains = [reads(START + text, f"location.{name}.evacuation_chain") for name in ("here", "there", "nowhere")]
    assert chains == ["chain", "wide", "anywhere"]


# --- One loss ---------------------------------------------------------------------------------------------------------

TWO = (
    FLOWN
    + """
location far { at: 0N 40.5E  area: north  helipad: night }
medical_facility second { level: 2  at: far }
evacuation_asset other { mode: air  base: far  speed: 220 km/h  notice: 40 min  night: yes }
"""
)


def test_when_one_fails_the_other_comes():
    # the best: `other` from far, 15.18 min out and in; without it `heli`: 30.36 out, 15.18 in
    assert minutes(TWO, BY_DAY) == "90.4 min"
    assert minutes(TWO, "location.post.surgery_time.day.dry.n_1") == "105.5 min"
    assert asked(TWO, "location.post.hangs_on.day.dry") == "second"  # `other` to the first hospital: 15.18 + 30.36
    assert asked(TWO, "location.post.evacuation.surgery.day.dry.n_1.facility") == "hospital"


def test_of_two_in_one_place_one_is_left():
    lost = "location.post.reached.surgery.day.dry.n_1"
    spare = "medical_facility spare { level: 2  at: base }\n"
    assert asked(FLOWN, lost) == "no"
    assert asked(FLOWN + spare, lost) == "no"
    assert asked(FLOWN.replace("night: yes", "night: yes  count: 2") + spare, lost) == "yes"
    assert asked(FLOWN.replace("night: yes", "night: yes  count: 2"), "location.post.hangs_on.day.dry") == "hospital"


# --- Onward -----------------------------------------------------------------------------------------------------------

CHAIN = (
    FLOWN
    + """
location city { at: 0N 39E  area: north  helipad: night }
medical_facility last { level: 3  at: city }
"""
)


def test_from_hospital_to_hospital_to_definitive_care():
    definitive = "location.post.definitive_time.day.dry.all"
    # at once: 30.36 out, 60.72 in = 141.1; by the first hospital: 110.7 and again 10 + 30 + 0 + 10 + 30.36
    assert minutes(CHAIN, definitive) == "141.1 min"
    short = CHAIN.replace("night: yes", "night: yes  range: 223 km")
    assert minutes(short, definitive) == "191.1 min"
    assert minutes(short, "medical_facility.hospital.onward_time.day.dry.all") == "80.4 min"
    assert minutes(short, "medical_facility.last.onward_time.day.dry.all") == "0 min"
    assert minutes(short, "location.post.evacuation.definitive.day.dry.all.onward") == "80.4 min"


def test_onward_through_a_hospital_between():
    text = CHAIN.replace("night: yes", "night: yes  range: 223 km").replace("city { at: 0N 39E", "city { at: 0N 37E")
    text += """location between { at: 0N 39E  area: north  helipad: night }
    medical_facility stop { level: 2  at: between }
    evacuation_asset relay { mode: air  base: between  speed: 220 km/h  notice: 20 min  night: yes  range: 300 km }
    """
    # 10 + 30 + 0 + 10 + 30.36 to the stop, 10 + 20 + 0 + 10 + 60.72 from there
    assert minutes(text, "medical_facility.hospital.onward_time.day.dry.all") == "181.1 min"
    assert asked(text, "location.post.reached.definitive.day.dry.all") == "yes"
    assert asked(text, "location.post.reached.definitive.day.dry.n_1") == "no"
