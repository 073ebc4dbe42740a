"""The training plan: who has which course in time, who waits for a place, who gives it, and what no exercise tests."""

from __future__ import annotations

import pytest

from canaries import hidden, seen
from drawings import outside, overlaps
from papers import Small
from pkdsl.page import Listing, Paragraph, plain

PLAN = """
use un
let D = 2026-07-01
mission m "Mission" { period: D .. 2027-06-30  as_of: 2026-07-20  marking: unclassified }
location town "Town" { at: 2.00N 45.30E }
post chief "Chief of training" { role: section_chief  function: u7 }
unit trained "Trained Battalion" {
  type: infantry  category: troops  contributor: NPL  strength: 200 persons  arrives: D + 10 days
  training core { course: core  trained: 200 persons  date: D }
}
unit half "Half a Battalion" {
  type: infantry  category: troops  strength: 200 persons  arrives: D + 40 days
  training core { course: core  trained: 150 persons  date: D }
}
unit late "Late Company" { type: infantry  category: troops  strength: 100 persons  arrives: D + 15 days }
unit police "Police Unit" { type: formed_police  category: formed_police  strength: 140 persons  arrives: D + 5 days }
course law "Humanitarian law" { standard: humanitarian_law  audience: formed_police  before: arrival }
course core "Core" {
  standard: core  lessons: 34  audience: troops  before: arrival  validity: 24 months
  session second { date: 2026-08-01  at: town  places: 60 persons  by: chief }
  session first { date: 2026-07-12  at: town  places: 90 persons  passed: 88 persons }
}
course academy "Basic course" { standard: specialised  lessons: 120 }
institution host "Host police" { type: police  programme recruits "Recruits" { course: academy  trainees: 900 persons  retention: 80% } }
procedure alert "Alert" { type: alert }
contingency attack "Attack" { type: attack }
exercise drill "Drill" { type: table_top  date: 2026-07-05  tests: attack  participants: chief }
exercise march "March" { type: field  date: 2026-09-01 }
review after "After the drill" { type: after_action  date: 2026-07-06  covers: drill  findings: ["Too slow."] }
review board "Board" { type: monitoring  date: 2026-07-06  covers: mission }
lesson whistle "Carry whistles" { recommendation: "Buy whistles"  event: drill }
lesson other "Something else" { recommendation: "Look away" }
"""


SMALL = Small("training_plan", PLAN)
page, rows, figure = SMALL.page, SMALL.rows, SMALL.figure


def test_the_matrix_tells_who_has_a_course_who_has_a_place_and_who_has_neither():
    matrix = figure("Share of each unit")
    assert "Trained Battalion (11 Jul 2026): Core: 100 %." in matrix.description
    assert "Half a Battalion (10 Aug 2026): Core: 75 %." in matrix.description
    assert "Police Unit (6 Jul 2026): Humanitarian law: 0 %." in matrix.description
    grave = matrix.svg.split("too few, or not known")[0].count("url(#training-1-grave)")
    assert grave == 3  # the late company, the police, and the legend; the half battalion has places
    assert not overlaps(matrix.svg)
    assert not outside(matrix.svg)


def test_completion_counts_those_who_must_those_who_have_it_and_those_without_a_place():
    assert rows("Who must have a course, and who has it") == [
        ["Core", "500 persons", "350 persons", "150 persons", "Late Company"],
        ["Humanitarian law", "140 persons", "0 persons", "0 persons", "Police Unit"],
    ]  # fmt: skip


def test_sessions_stand_in_order_and_nobody_passed_what_is_still_to_come():
    assert [(row[0], row[4], row[5]) for row in rows("Sessions")] == [
        ("12 July 2026", "88 persons", "not given"), ("1 August 2026", "still to come", "Chief of training"),
    ]  # fmt: skip
    assert figure("Sessions and exercises").description.startswith(
        "Core: 12 Jul 2026. Core: 1 Aug 2026. Drill: 5 Jul 2026."
    )
    said = " ".join(plain(block.runs) for block in page().blocks if isinstance(block, Paragraph))
    assert "3 courses, 2 sessions and 2 exercises; the next session is on 1 August 2026." in said


def test_providers_are_posts_of_the_mission_and_contributors_that_train_before_arrival():
    assert rows("Who trains") == [
        ["Nobody named", "Core (1 session)", "in the mission"], ["Chief of training", "Core (1 session)", "in the mission"],
        ["Nepal", "Core", "before arrival: Trained Battalion"],
    ]  # fmt: skip
    assert rows("Training of institutions of the host")[0][:3] == ["Host police", "Recruits", "Basic course"]


def test_exercises_say_whether_they_were_held_and_what_none_of_them_tests():
    assert [row[1] for row in rows("Exercises")] == ["table-top, held", "field, planned"]
    items = [plain(item) for block in page().blocks if isinstance(block, Listing) for item in block.items]
    assert "1 procedure: Alert" in items
    assert not any("Attack" in item for item in items)


def test_evaluation_holds_the_reviews_of_exercises_and_the_lessons_from_them():
    headings = [plain(block.runs) for block in page().blocks if type(block).__name__ == "Heading"]
    assert "After the drill" in headings
    assert "Board" not in headings
    assert [row[0] for row in rows("What was learned")] == ["Carry whistles"]


@pytest.mark.parametrize(
    "kind",
    ["unit", "post", "course", "location", "exercise", "review", "lesson", "procedure", "contingency", "institution"],
)
def test_who_may_not_see_something_finds_it_neither_in_words_nor_in_pictures(kind):
    secret = hidden(PLAN, kind)
    assert "Canary" in seen(secret, "training_plan", "confidential")
    assert "Canary" not in seen(secret, "training_plan", "unclassified")
