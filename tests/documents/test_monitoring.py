"""The monitoring framework: where each indicator and benchmark stands, when it is looked at, and what is done."""

from __future__ import annotations

from papers import Small
from pkdsl.page import Figure, Note, plain

PLAN = """
use un
let D = 2026-01-01
mission m "Mission" { period: D .. 2026-12-31  currency: USD  as_of: 2026-07-01 }
post srsg "Special Representative" { role: head_of_mission }
objective safe "People are safe" { level: strategic }
indicator attacks "Attacks" {
  objective: safe  used_in: [rbb, council]  measure: "a month"  direction: down
  baseline: 10  baseline_date: D  target: 2  due: 2026-12-01  every: 3 months  cost: 1_000 USD
  observation { date: 2026-06-01  value: 11 }
  interim_target { date: 2026-06-15  value: 6 }
}
indicator posts "Posts" {
  objective: safe  used_in: cpas  direction: up  baseline: 0  baseline_date: D  target: 10  due: 2026-12-01  cost: 500 USD
  every: 12 months
  observation { date: 2026-06-20  value: 9 }
}
indicator silent "Silent" { objective: safe }
benchmark calm "Calm" { indicators { attacks: <= 3 }  due: 2026-12-01  judged_by: srsg }
benchmark manned "Manned" { indicators { posts: >= 8 }  due: 2026-11-01 }
benchmark done "Done" { indicators { posts: >= 1 }  due: 2026-04-01  met: 2026-04-02 }
benchmark unsaid "Unsaid" { due: 2026-12-24 }
exit_criterion out "Out" { indicator: attacks  target: <= 2 }
corrective_action school "School" { indicator: posts  cause: "no teachers"  action: "Hire"  due: 2026-08-01  status: planned }
review board "Board" { type: monitoring  every: 1 month  date: 2026-01-15  covers: mission }
review once "After the start" { type: after_action  date: 2026-02-01  covers: mission  findings: ["too slow"] }
"""


SMALL = Small("monitoring_framework", PLAN)
framework, rows = SMALL.page, SMALL.rows


def test_benchmarks_are_judged_or_indicated_or_open_by_the_day_on_which_they_are_due():
    assert [(row[0], row[-1]) for row in rows("Benchmarks")] == [
        ("Done", "met on 2 April 2026"), ("Manned", "the data say so; not yet judged"), ("Calm", "not met"),
        ("Unsaid", "cannot be said"),
    ]  # fmt: skip


def test_the_dashboard_tells_the_same():
    board = next(block for block in framework().blocks if isinstance(block, Figure))
    assert "Calm (due 1 Dec 2026): not met; Attacks: 11, goal ≤ 3, behind the plan." in board.description
    assert "Manned (due 1 Nov 2026): the data say so, not judged yet" in board.description


def test_the_crosswalk_says_where_an_indicator_is_reported_and_what_rests_on_it():
    assert rows("Crosswalk of indicators") == [
        ["Attacks", "yes", "–", "yes", "Calm", "Out"], ["Posts", "–", "yes", "–", "Done and Manned", "–"],
        ["Silent", "–", "–", "–", "–", "–"],
    ]  # fmt: skip


def test_what_lags_and_has_no_corrective_action_is_told():
    notes = [plain(block.runs) for block in framework().blocks if isinstance(block, Note)]
    assert any(one.endswith("nothing that is done about it: Attacks.") for one in notes)


def test_the_way_of_an_indicator_shows_what_was_planned_and_what_was_measured():
    figures = {plain(block.caption): block for block in framework().blocks if isinstance(block, Figure)}
    said = figures["Attacks: measured and planned."].description
    assert "planned: 10 on 1 Jan 2026, 2 on 1 Dec 2026" in said
    assert "measured: 10 on 1 Jan 2026, 11 on 1 Jun 2026" in said
    assert "Silent: measured and planned." not in figures


def test_reviews_have_their_next_day_and_what_is_over_says_so():
    assert [(row[0], row[3]) for row in rows("Reviews, the next first")] == [
        ("Board", "15 July 2026"), ("After the start", "was on 1 February 2026"),
    ]  # fmt: skip


def test_collection_costs_what_its_indicators_cost():
    said = " ".join(plain(block.runs) for block in framework().blocks if hasattr(block, "runs")).replace("\u202f", " ")
    assert "Collecting costs 1 500 USD altogether." in said
    assert "Of 3 indicators, 1 behind the plan, 1 on track and 1 cannot be said." in said
