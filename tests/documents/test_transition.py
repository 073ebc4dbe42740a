"""The transition plan: steps against ceilings, what of a handover is settled, and in which order sites close."""

from __future__ import annotations

from papers import Small
from pkdsl.page import Note, all_runs, plain

PLAN = """
use un
let D = 2026-01-01
mission m "Mission" { period: D .. 2026-12-31  currency: USD  as_of: 2026-07-01 }
mandate res "Resolution" { period: D .. 2026-12-31
  ceiling troops { category: troops  value { from D = 900 persons  from 2026-10-01 = 500 persons } }
}
unit north "North" { type: infantry  category: troops  strength: 400 persons  arrives: D  leaves: 2026-09-30 }
unit south "South" { type: infantry  category: troops  strength: 450 persons  arrives: D }
area valley "Valley" { type: sector  threat_level: 4 }
indicator posts "Posts" { direction: up  baseline: 0  baseline_date: D  target: 10  due: 2026-12-01
  observation { date: 2026-06-20  value: 9 }
}
benchmark manned "Posts are manned" { indicators { posts: >= 8 }  due: 2026-08-01 }
transition_plan out "Out" { starts: 2026-06-01  deadline: 2026-12-31  residual_presence: "An office" }
institution police "Police" { measure: "posts"  capacity { from D = 2  from 2026-09-01 = 8 } }
institution roads "Road department" { type: civil_authority }
task streets "Keep order" {}
task road "Keep the road open" {}
task watch "Watch" {}
fund trust "Trust" { type: trust_fund  amount: 100k USD  status: pledged  period: D .. 2026-12-31 }
fund other "Other" { type: voluntary  amount: 1k USD  status: pledged  period: D .. 2026-12-31 }
handover streets_over "Streets" {
  task: streets  to: police  date: 2026-10-01  required: 10  support: "Mentors"  funded_by: trust  signed: 2026-06-30
}
handover road_over "Road" { task: road  to: roads  date: 2026-11-01 }
handover watch_ends "No watch" { task: watch  to: none  date: 2026-12-01 }
drawdown first "The north leaves" { date: 2026-09-30  units: [north, south]  strength_after: 450 persons  conditions: manned
  area: valley }
drawdown last "All leave" { date: 2026-12-31  units: south  strength_after: 0 persons }
risk talks "Talks fail" { category: political  likelihood: 2  impact: 3 }
risk flood "Flood" { category: disaster  likelihood: 3  impact: 3 }
risk late "Police come late" { affects: handover.streets_over  likelihood: 3  impact: 3 }
"""


SMALL = Small("transition_plan", PLAN)
plan, rows, figure = SMALL.page, SMALL.rows, SMALL.figure


def test_steps_say_who_is_left_as_planned_by_the_days_of_units_and_by_the_ceilings():
    assert rows("Steps and how many are left") == [
        ["1", "The north leaves", "30 September 2026", "450 persons", "450 persons", "500 persons"],
        ["2", "All leave", "31 December 2026", "0 persons", "450 persons", "500 persons"],
    ]


def test_what_a_step_forgets_is_told_beside_it():
    notes = [plain(block.runs) for block in plan().blocks if isinstance(block, Note)]
    assert any(
        "The north leaves: by their own days these are still there the day after: South." in one for one in notes
    )
    assert any(
        "The north leaves: still threatened, and nobody protects them from the next day: Valley." in one
        for one in notes
    )


def test_the_picture_of_steps_shows_strength_ceilings_and_marks():
    said = figure("Steps of drawing down").description
    assert "in theatre, by the days of units: 850 on 1 Jan 2026, 450 on" in said
    assert "allowed by ceilings: 900 on 1 Jan 2026, 500 on" in said
    assert "1: 450 on 30 Sep 2026. 2: 0 on 31 Dec 2026." in said


def test_the_matrix_tells_what_of_a_handover_is_settled():
    said = figure("What of each handover is settled").description
    assert (
        "1 Keep order (1 October 2026): settled: receiver, day, agreement, help, money; not enough: capacity." in said
    )
    assert (
        "2 Keep the road open (1 November 2026): settled: receiver, day; still to be settled: agreement, capacity, help, money."
        in said
    )
    assert "3 Watch (1 December 2026): settled: receiver, day." in said


def test_handovers_stand_beside_what_receivers_can_do():
    assert rows("Who takes over") == [
        ["1", "Keep order", "Police", "1 October 2026", "10", "8", "30 June 2026"],
        ["2", "Keep the road open", "Road department", "1 November 2026", "not given", "not given", "not given"],
        ["3", "Watch", "nobody; it ends", "1 December 2026", "none", "none", "none"],
    ]
    assert "1: 10 on 1 Oct 2026." in figure("Police: capacity").description


def test_only_what_touches_the_transition_is_told_of_risks_and_of_money():
    assert [row[1] for row in rows("Risks that touch the transition; the register holds all")] == [
        "Police come late",
        "Talks fail",
    ]
    assert [row[0] for row in rows("Money for those who take over")] == ["Trust"]


def test_benchmarks_say_what_the_data_say():
    assert rows("Benchmarks")[0][-1] == "the data say so; not yet judged"


def test_a_plan_whose_day_is_unknown_has_a_transition_plan_too():
    """Whether means of transport leave too early cannot be told then; nothing is made up."""
    undated = PLAN.replace("  as_of: 2026-07-01", "")
    assert undated != PLAN
    told = " ".join(plain(runs) for block in SMALL.page(undated).blocks for runs in all_runs(block))
    assert "Keep the road open" in told
    assert "Means that leave before" not in told
