"""The worked cases of medical support, with the numbers of the rule catalogue."""

from __future__ import annotations

from datetime import date

import pytest

from pages import Example, findings, framed, library
from small import reads

YEAR = (date(2026, 7, 1), date(2027, 6, 30))
START = """use un
let D = 2026-07-01
mission kasuri "Mission" { period: D .. +12 months  currency: USD  as_of: D }
"""


def found(*codes, text):
    """The findings of some rules in a plan."""
    own = tuple(source for source in library().rules if any(f"/{code}-" in f"/{source.path}" for code in codes))
    return [one for one in findings(Example("worked", 1, framed(text)), own) if one.code in codes]


def minutes(text, path, *, on="D"):
    """A duration of the plan on a day, to a tenth of a minute."""
    return reads(START + text, f"round(at({path}, {on}), 1)")


# --- T12: 140 km from the hospital at which the helicopter is based, 220 km/h, loading 10 ------------------------------


def flown(notice="30 min", approval="0 min", limit="140 km"):
    return f"""area north "Sector North" {{ type: sector }}
location belmo "Belmo" {{ at: 2.52N 47.44E  area: north  helipad: night }}
medical_facility hospital "Hospital Belmo" {{ level: 2  at: belmo }}
unit battalion "Battalion" {{ type: infantry  strength: 850 persons  arrives: D  base: belmo  patrol_limit: {limit} }}
evacuation_asset heli "Helicopter" {{
  mode: air  base: belmo  speed: 220 km/h  notice: {notice}  night_notice: {notice}  night: yes  medical_team: no
}}
evacuation_chain chain "Evacuation" {{ area: north  approval: {approval}  loading: 10 min }}
"""


def test_t12_passes_with_a_margin_of_3_6_minutes_which_is_a_warning():
    assert minutes(flown(), "unit.battalion.surgery_time.day.dry.all") == "116.4 min"
    way = "at(unit.battalion.evacuation.surgery.day.dry.all, D)"
    assert reads(START + flown(), f"round({way}.out, 1)") == reads(START + flown(), f"round({way}.in, 1)") == "38.2 min"
    assert not found("MED-103", text=flown())
    (finding,) = found("MED-116", text=flown())
    assert str(finding.severity) == "warning"
    assert (
        "surgery is reached in 116.4 min: 3.6 min are left of 120 min, and a margin of 10 % is 12 min"
        in finding.message
    )


def test_t12_with_a_notice_of_45_minutes_is_too_late():
    (finding,) = found("MED-103", text=flown("45 min"))
    assert str(finding.severity) == "error"
    assert (
        "surgery is reached in 131.4 min; 120 min are allowed (11.4 min over, 2026-07-01 .. 2027-06-30"
        in finding.message
    )
    assert finding.help.startswith("11.4 min must be saved: approval takes 0 min, the notice of Helicopter 45 min")
    assert not found("MED-116", text=flown("45 min"))


@pytest.mark.parametrize(
    ("notice", "approval", "radius"),
    [("30 min", "0 min", "146.7 km"), ("60 min", "30 min", "36.7 km"), ("100 min", "30 min", "0 km")],
)
def test_t12_the_radius_shrinks_with_approval_and_notice(notice, approval, radius):
    text = START + flown(notice, approval)
    assert reads(text, "round(at(evacuation_asset.heli.radius.day.dry, D), 1)") == radius


def test_t12_at_the_radius_the_time_is_all_used_up():
    text = START + flown(limit="146.6 km")
    assert reads(text, "at(unit.battalion.surgery_time.day.dry.all, D) <= policy.surgery_time") == "yes"
    text = START + flown(limit="146.7 km")
    assert reads(text, "at(unit.battalion.surgery_time.day.dry.all, D) <= policy.surgery_time") == "no"


# --- T13: by road, 30 km to level 1 and 55 km to level 2 ---------------------------------------------------------------

DRIVEN = """area north "Sector North" { type: sector }
country kasuri { state: XKS  season rains { type: wet  period: 2026-08-01 .. 2026-10-31 } }
location camp "Camp" { area: north  state: XKS }
location town "Town" { area: north  state: XKS }
location city "City" { area: north  state: XKS }
route first  "Camp to Town" { origin: camp  destination: town  mode: road  distance: 30 km }
route second "Camp to City" { origin: camp  destination: city  mode: road  distance: 55 km }
unit company "Company" { type: infantry  strength: 120 persons  arrives: D  base: camp }
medical_facility clinic   "Clinic"   { level: 1  at: town  doctors: 2 }
medical_facility hospital "Hospital" { level: 2  at: city }
evacuation_asset ambulances "Ambulances" {
  mode: road  base: camp  count: 2  speed: 35 km/h  wet_speed: 20 km/h  notice: 0 min  night: yes  medical_team: no
}
evacuation_chain chain "Evacuation" { area: north  approval: 0 min  loading: 5 min  transfer: 5 min }
"""


def test_t13_dry_roads_bring_doctor_and_surgeon_in_time():
    assert minutes(DRIVEN, "location.camp.resuscitation_time.day.dry.all") == "56.4 min"
    assert minutes(DRIVEN, "location.camp.surgery_time.day.dry.all") == "104.3 min"


def test_t13_wet_roads_do_not():
    assert minutes(DRIVEN, "location.camp.surgery_time.day.wet.all") == "175 min"
    (surgeon,) = found("MED-103", text=DRIVEN)
    assert str(surgeon.severity) == "error"
    assert (
        "from Camp surgery is reached in 175 min; 120 min are allowed (55 min over, 2026-08-01 .. 2026-10-31"
        in surgeon.message
    )
    assert surgeon.interval == (date(2026, 8, 1), date(2026, 10, 31))
    (doctor,) = found("MED-102", text=DRIVEN)
    assert "from Camp a doctor is reached in 95 min; 60 min are allowed" in doctor.message
    assert doctor.interval == surgeon.interval


# --- T14: one helicopter that flies by day, nine hours by road ---------------------------------------------------------

LONELY = """area north "Sector North" { type: sector }
location base "Base" { at: 2.52N 47.44E  area: north  helipad: night }
location post "Post" { at: 2.90N 47.44E  area: north  helipad: day }
route track "Track" { origin: post  destination: base  mode: road  distance: 315 km }
unit company "Company" { type: infantry  strength: 120 persons  arrives: D  base: post }
medical_facility hospital "Hospital" { level: 2  at: base }
evacuation_asset heli "Helicopter" { mode: air  base: base  count: 1  speed: 220 km/h  notice: 30 min  night: no }
evacuation_asset ambulance "Ambulance" { mode: road  base: post  speed: 35 km/h  notice: 0 min  night: yes }
evacuation_chain chain "Evacuation" { area: north  approval: 10 min  loading: 10 min }
"""


def test_t14_nothing_covers_the_night():
    assert reads(START + LONELY, "at(location.post.evacuation.surgery.night.dry.all, D).in") == "540 min"
    late, lapse = found("MED-103", "MED-106", text=LONELY)
    assert (late.code, str(late.severity)) == ("MED-103", "error")
    assert late.message.startswith(
        "at night surgery is reached from Post in 560 min; 120 min are allowed (440 min over"
    )
    assert (lapse.code, str(lapse.severity)) == ("MED-106", "error")
    assert lapse.message.startswith("from Post surgery is reached within 120 min by day, and by nobody at night")
    assert late.interval == lapse.interval == YEAR


def test_t14_a_second_helicopter_for_the_night_is_the_mend():
    night = LONELY.replace("night: no", "night: yes").replace("helipad: day", "helipad: night")
    assert not found("MED-103", "MED-106", text=night)


# --- T15: a clinic for 1,150 people, of whom 2.5 % call sick -----------------------------------------------------------

CLINIC = """area north "Sector North" { type: sector }
location camp "Camp" { area: north }
unit battalion "Battalion" { type: infantry  strength: 1_150 persons  arrives: D  base: camp }
medical_facility clinic "Clinic" is un.level_1 { at: camp }
casualty_estimate estimate "Estimate" { area: north  rate: 0.5  sick_call: 2.5% }
"""


def test_t15_more_call_sick_than_two_doctors_can_see():
    finding, crowd = found("MED-107", text=CLINIC)
    assert str(finding.severity) == "warning"
    assert "Clinic must expect outpatients at 28.75 persons/day; it can see 20 persons/day" in finding.message
    assert "8.75 persons/day over" in finding.message
    assert "Clinic serves 1\u202f150 persons; 1\u202f000 persons are the most" in crowd.message


def test_t15_a_second_clinic_is_the_mend():
    second = 'medical_facility other "Other clinic" is un.level_1 { at: camp }\n'
    assert not found("MED-107", text=CLINIC + second)
    assert reads(START + CLINIC + second, "at(medical_facility.other.outpatient_load, D)") == "14.375 persons/day"
