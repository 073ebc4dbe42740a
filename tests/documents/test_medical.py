"""The plan of medical support: times by light and ground, gaps, who is there when, a bad day, and what is not covered."""

from __future__ import annotations

from papers import Small
from pkdsl.page import Figure, Listing, Note, plain

PLAN = """
use un
let D = 2026-01-01
mission m "Mission" { period: D .. 2026-12-31  currency: USD  as_of: D  marking: unclassified }
country k "Country" { state: XKS  season wet "Rains" { type: wet  period: 2026-07-01 .. 2026-08-31 } }
area north "North" { type: sector  boundary: [0.00N 45.00E, 0.00N 47.00E, 2.00N 47.00E, 2.00N 45.00E] }
area south "South" { type: sector }
post deputy "Deputy" { role: other  contact: "deputy@example.org" }
post watch "Watch" { role: duty_officer  alternate: deputy  call_sign: "OWL" }
location camp "Camp" { at: 1.00N 45.90E  state: XKS  area: north  opens: D  helipad: night }
location post_ "Post" { at: 1.00N 46.90E  state: XKS  area: north  opens: D  helipad: day }
unit first "First" { type: infantry  category: troops  strength: 700 persons  arrives: D  base: camp  first_responders: 20 persons  first_aid_kits: 700 }
unit second "Second" { type: infantry  category: troops  strength: 300 persons  arrives: 2026-03-01  base: post_  first_responders: 40 persons }
medical_facility hospital "Hospital" { level: 2  at: camp  period: D .. 2026-12-31  beds: 20 persons  surgeries: 2/day  doctors: 4  blood: yes }
medical_facility clinic "Clinic" { level: 1  enhanced: yes  at: post_  period: D .. 2026-09-30  beds: 5 persons  outpatients: 20 persons/day  doctors: 1 }
evacuation_asset helicopter "Helicopter" {
  mode: air  base: camp  count: 1  speed: 220 km/h  notice: 20 min  night_notice: 30 min  night: no  litters: 4 persons
  medical_team: yes  period: D .. 2026-10-31
}
evacuation_chain chain "Chain" { area: north  authority: watch  approval: 5 min  loading: 10 min  transfer: 3 min
  entitlement staff { group: staff  people: 40 persons }
}
casualty_estimate some "Some" { area: north  rate: 0.5  surge: 10 persons  surgical: 30%  sick_call: 2% }
exercise drill "Drill" { type: casevac  date: 2025-12-01  area: north  tests: chain  participants: watch }
threat fever "Fever" { type: disease  covers: north  level: 3 }
contingency crowd "Many wounded" { type: mass_casualty  covers: camp  trigger: "ten wounded"  triage: camp  authority: watch  within: 2 h }
contingency flood "Flood" { type: disaster }
"""


SMALL = Small("medical_plan", PLAN)
plan, rows = SMALL.page, SMALL.rows


def figure(caption: str, document=None) -> str:
    return SMALL.figure(caption, document).description.replace("\u202f", " ")


def test_times_are_told_by_light_and_ground_with_the_days_on_which_they_are_not_kept():
    surgery = {row[0]: row[1:] for row in rows("From the wound to a surgeon")}
    assert surgery["Camp"] == ["700 persons", "13 min", "13 min", "13 min", "13 min", "never"]
    # 5 + 20 + 30.4 out + 10 + 30.4 in + 3
    assert surgery["Post"][:3] == ["300 persons", "99 min", "99 min"]
    assert surgery["Post"][3:5] == ["not reached", "not reached"]
    assert surgery["Post"][5] == (
        "by day: 1 November 2026 to 31 December 2026; at night: 1 March 2026 to 31 December 2026"
    )  # across the rains without a break


def test_the_table_of_coverage_says_how_grave_it_is_and_what_one_loss_does():
    said = figure("Minutes from the wound to a surgeon")
    assert "Camp, Day, dry: 13 (in time)." in said
    assert "Post, Day, dry: 99, nobody on 61 days (on some days nobody)." in said
    assert "Post, Day, wet: 99 (in time)." in said
    assert "Post, Night, dry: nobody (on some days nobody)." in said
    assert "Camp, Day, one of them lost: nobody (on some days nobody)." in said


def test_what_exceeds_the_time_allowed_is_marked_and_barely_kept_is_told():
    slow = plan(PLAN.replace("approval: 5 min", "approval: 15 min"))
    assert "Post, Day, wet: 109 (barely in time)." in figure("Minutes from the wound", slow)
    late = plan(PLAN.replace("approval: 5 min", "approval: 45 min"))
    assert {row[0]: row[2] for row in rows("From the wound to a surgeon", late)}["Post"] == "139 min (too late)"


def test_the_chain_is_followed_minute_by_minute_by_who_acts():
    said = figure("Chain: from Post to surgery by day")
    assert "Watch, within 5 min: approves." in said
    assert "Helicopter, from minute 5, within 25 min: gets ready." in said
    assert "Hospital, from minute 96, within 1 h 39 min: brings to the table." in said
    assert "a surgeon: 2 h." in said
    steps = figure("From the wound to a surgeon, each place")
    assert (
        "Post (day, dry): 99 min (approval 5, notice 20, way out 31, loading 10, way in 30, to the table 3)." in steps
    )
    assert "Camp (day, dry): 13 min (loading 10, to the table 3)." in steps


def test_the_rota_tells_who_is_there_and_from_where_surgery_is_reached_in_time():
    said = figure("Hospitals, means of evacuation")
    assert "Helicopter: by day alone from 1 Jan 2026 to 31 Oct 2026." in said
    assert "Post: by day alone from 1 Mar 2026 to 31 Oct 2026, not in time from 1 Nov 2026 to 31 Dec 2026." in said
    assert "Camp: day and night from 1 Jan 2026 to 31 Dec 2026." in said


def test_a_bad_day_stands_against_the_operations_in_reach():
    assert rows("A usual day") == [["Some", "North", "as planned", "0.5", "0.5", "2 %"]]
    assert rows("A bad day") == [["Some", "10 persons", "30 %", "3 persons", "0 persons"]]
    assert figure("One bad day") == "Some: wounded 10, of them for surgery 3, operations in reach 0."


def test_what_is_missing_is_told_where_it_matters():
    notes = " ".join(plain(block.runs) for block in plan().blocks if isinstance(block, Note))
    assert "no plan for many wounded is made: Post." in notes
    assert "not rehearsed in the time that policy allows: South." in notes
    assert [row[0] for row in rows("Plans for more patients")] == ["Many wounded"]
    assert rows("Diseases") == [["Fever", "North", "3", "First and Second"]]
    assert [row[2] for row in rows("First aid in units")] == ["20 persons (too few)", "40 persons"]
    assert rows("How fast they come")[0][-1] == "none"
    assert [row[1:4] for row in rows("Clinics and hospitals")] == [
        ["2", "Camp", "1 January 2026"],
        ["1+", "Post", "1 January 2026 to 30 September 2026"],
    ]


def test_the_card_names_who_launches_and_who_stands_in_with_their_contacts():
    assert rows("Contact card") == [
        ["North", "Watch", "OWL", "Deputy", "deputy@example.org", "5 min", "10 min", "3 min"]
    ]


def test_rehearsals_say_by_when_they_are_repeated():
    assert rows("Rehearsals")[0][-2:] == ["1 March 2026", "held"]
    overdue = plan(PLAN.replace("as_of: D", "as_of: 2026-06-01"))
    assert rows("Rehearsals", overdue)[0][-1] == "overdue"


def test_where_nobody_comes_in_time_is_listed():
    items = [plain(item) for block in plan().blocks if isinstance(block, Listing) for item in block.items]
    assert (
        "Post: by day on dry ground (on some days nobody), at night on dry ground (on some days nobody) and at night on wet ground (on some days nobody)"
        in items
    )
    assert rows("Share of the ground")[0][0] == "North"


def test_readers_who_may_not_see_a_hospital_see_no_time_that_it_makes():
    secret = PLAN.replace(
        'medical_facility hospital "Hospital" {', 'medical_facility hospital "Hospital" { marking: confidential '
    )
    document = plan(secret, "unclassified")
    assert {cell for row in rows("From the wound to a surgeon", document) for cell in row[2:]} == {"withheld"}
    assert not any("Hospital" in block.description for block in document.blocks if isinstance(block, Figure))


def test_a_part_of_a_patient_needs_a_whole_operation():
    small = Small("medical_plan", PLAN.replace("surge: 10", "surge: 11"))
    assert small.figure("One bad day").description == "Some: wounded 11, of them for surgery 4, operations in reach 0."
