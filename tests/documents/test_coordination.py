"""The coordination plan: who does what where, who meets whom, what is kept clear of, and what due diligence found."""

from __future__ import annotations

import pytest

from canaries import hidden, seen
from drawings import outside, overlaps
from papers import Small
from pkdsl.page import Note, Paragraph, plain

PLAN = """
use un
let D = 2026-07-01
mission m "Mission" { period: D .. 2027-06-30  as_of: 2026-10-01  currency: USD  marking: unclassified }
area whole "Whole area" { type: mission }
area north "North" { type: sector  part_of: whole  population: 40_000 persons }
area south "South" { type: sector  part_of: whole }
location camp "Camp" { at: 2.52N 47.44E }
post cimic "Civil-military officer" { role: un_cimic  contact: "cimic@example.org" }
post ops "Chief of operations" { role: section_chief }
unit engineers "Engineers" { type: engineer  strength: 200 persons }
agency doctors "Doctors" { type: ngo  cluster: health  area: north  focal_point: "Director"  contact: "d@example.org" }
agency food "Food agency" { type: un  cluster: food_security  area: whole }
agency alone "Builders" { type: ngo  cluster: shelter  area: south }
partner union "Union" { type: regional_organisation  role: "Pays"  liaison: cimic }
need care "Care" { cluster: health  area: [north, south]  people: 900 persons  severity: 4  lead: doctors }
coordination_body centre "Centre" { type: cimic_centre  strategy: coordination  chair: cimic  members: [doctors, food]  area: north  every: 7 days }
coordination_body talk "Talk" { type: deconfliction  strategy: coexistence  chair: doctors  members: ops }
coordination_body inner "Inner circle" { type: joint_operations  strategy: cooperation  chair: ops  members: cimic  every: 1 day }
strategic_framework isf "Framework" { vision: "Peace"  result roads "Roads are safe" { lead: food } }
principle fair "Impartiality" { type: impartiality  applied: "Projects are shared"  safeguards: ["Monthly count"] }
humanitarian_site clinic "Clinic" { agency: doctors  at: 2.53N 47.46E  type: clinic  notified: D }
assistance_request bridge "Bridge" { type: infrastructure  requested_by: food  unit: engineers  date: D }
population_group people "People of Camp" { at: camp  type: resident  count: 7_000 persons }
project well "Well" { at: camp  cost: 32_000 USD  by: engineers  starts: 2026-09-01  takes: 30 days  community: people  coordinated_with: centre }
project road "Road" { at: camp  cost: 10_000 USD  by: food  starts: 2026-12-01  takes: 1 month }
party army "Army" { type: government }
force_support fuel "Fuel" { recipient: army  type: logistics  rating: high  mitigation: ["Names are screened."]  assessed: D }
procedure clear "Clear of clinics" { type: deconfliction  applies_to: ops  steps: ["Look at the list."] }
procedure ask "Asking for help" { type: other  applies_to: food  steps: ["Ask the officer."] }
"""


SMALL = Small("coordination_plan", PLAN)
page, rows, figure, said = SMALL.page, SMALL.rows, SMALL.figure, SMALL.said


def test_who_works_in_a_whole_works_in_its_parts_and_a_need_that_nobody_answers_is_seen():
    words = figure("Who does what where").description
    assert "Food security, North: Food agency." in words
    assert "Food security, South: Food agency." in words
    assert "Health, North: Need: Care; Doctors." in words
    assert "Health, South: Need: Care; nobody named." in words
    assert "Whole area" not in words


def test_the_architecture_shows_the_bodies_that_are_shared_who_chairs_and_who_meets_nobody():
    drawing = figure("Who meets in which body")
    assert "Civil-military officer to Centre. Centre to Doctors. Centre to Food agency." in drawing.description
    assert "Chief of operations to Talk." in drawing.description
    assert "Inner circle" not in drawing.svg
    assert drawing.svg.count('stroke-width="2.2"') == 2
    assert drawing.svg.count('stroke-dasharray="4 3"') == 1
    assert not overlaps(drawing.svg)
    assert not outside(drawing.svg)


def test_bodies_that_civil_actors_share_come_first_with_how_close_they_work():
    assert [row[0] for row in rows("Where people meet, first those in which the mission meets civil actors")] == [
        "Centre", "Talk", "Inner circle",
    ]  # fmt: skip
    assert rows("How close civil and military work together") == [
        ["Coordination", "Centre", "North"], ["Coexistence", "Talk", "the mission area"],
    ]  # fmt: skip


def test_actors_show_where_they_meet_the_mission():
    assert [(row[0], row[-1]) for row in rows("Civil actors")] == [
        ("Builders", "none"), ("Doctors", "Centre and Talk"), ("Food agency", "Centre"), ("Union", "none"),
    ]  # fmt: skip
    assert rows("Civil actors and partners")[-1] == ["Union", "not given", "through: Civil-military officer"]
    assert rows("In the mission") == [["Civil-military officer", "not given", "cimic@example.org"]]


def test_a_place_that_nobody_confirmed_and_a_request_that_nobody_approved_say_so():
    assert rows("Places of civil actors to keep clear of")[0][-2:] == ["1 July 2026", "not yet"]
    assert "the mission has not confirmed: Clinic." in said(Note)
    assert rows("Requests of civil actors for military help")[0][-3:] == ["not tested", "nobody yet", "not given"]


def test_procedures_stand_where_they_are_needed():
    headings = [plain(block.runs) for block in page().blocks if type(block).__name__ == "Heading"]
    clear, ask = headings.index("Clear of clinics"), headings.index("Asking for help")
    assert headings[clear - 1] == "Keeping clear"
    assert headings[ask - 1] == "Requests for help"


def test_projects_are_summed_drawn_and_counted_for_each_head():
    assert "Together they cost 42 000 USD." in said(Paragraph)
    assert figure("Quick-impact projects").description == (
        "Well: 1 Sep 2026 to 30 Sep 2026. Road: 1 Dec 2026 to 31 Dec 2026."
    )
    assert rows("Who benefits") == [["People of Camp", "7 000 persons", "4.57 USD/person"]]


def test_projects_lie_on_the_map_where_they_are_done():
    assert "Camp" in figure("Where projects are").description
    assert "Road and Well" in figure("Where projects are").description


def test_support_to_other_forces_shows_its_risk_and_that_nobody_decided():
    (row,) = rows("Support to security forces that are not those of the United Nations")
    assert row[1:] == ["Army", "high", "1 July 2026", "not yet", "open"]


@pytest.mark.parametrize(
    "kind",
    [
        "area",
        "agency",
        "partner",
        "post",
        "unit",
        "need",
        "coordination_body",
        "humanitarian_site",
        "assistance_request",
        "project",
        "party",
        "force_support",
        "procedure",
        "population_group",
        "strategic_framework",
        "location",
    ],
)
def test_who_may_not_see_something_finds_it_neither_in_words_nor_in_pictures(kind):
    secret = hidden(PLAN, kind)
    assert "Canary" in seen(secret, "coordination_plan", "confidential")
    assert "Canary" not in seen(secret, "coordination_plan", "unclassified")
