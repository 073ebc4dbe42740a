"""The report to the Council: what happened in its time, how tasks stand, and what the Council is asked."""

from __future__ import annotations

from papers import Small
from pkdsl.page import Figure, Heading, Listing, Table, plain

PLAN = """
use un
let D = 2026-01-01
mission m "Mission" { period: D .. 2026-12-31  currency: USD  as_of: 2026-07-01 }
mandate res "Resolution" { period: D .. 2026-12-31  adopted: 2025-12-20  renewal: 12 months
  ceiling troops { category: troops  value: 500 persons }
  obligation reports "Report to the Council" { every: 90 days  first: 2026-03-01 }
}
unit north "North" { type: infantry  category: troops  contributor: NPL  strength: 400 persons  arrives: D  women: 40 persons }
contributor NPL { arrears: 2M USD }
event early "Before" { date: 2026-01-10  theme: security  casualties: 1 persons }
event march "Ambush" { date: 2026-04-02  theme: security  casualties: 3 persons }
event may "Signing" { date: 2026-05-02  theme: political }
event june "Raid" { date: 2026-06-20  theme: protection  casualties: 5 persons  count: 2 }
event later "Not yet" { date: 2026-08-01  theme: political }
indicator attacks "Attacks" {
  used_in: council  direction: down  baseline: 10  baseline_date: D  target: 2  due: 2026-12-01
  observation { date: 2026-06-01  value: 4 }
}
task patrols "Patrols" { paragraph: "7"  lead: military  indicators: attacks }
budget year "The year" { period: D .. 2026-12-31  mandate: res  line troops { class: military_contingents  amount: 5M USD } }
fund assessed "Assessed" { type: assessed  amount: 5M USD  status: confirmed  period: D .. 2026-12-31
  receipt first { date: 2026-02-01  amount: 3M USD }
}
milestone renewal "Renewal" { type: renewal  due: 2026-12-15 }
milestone past "Past report" { type: council_report  due: 2026-03-01 }
course_of_action stay "Stay" {}
course_of_action leave "Leave" {}
decision way "Stay or leave?" { due: 2026-10-01  options: [stay, leave]  recommended: stay }
document report "Report" { type: council_report  period: 2026-04-01 .. 2026-06-30 }
"""


SMALL = Small("council_report", PLAN)
report, rows = SMALL.page, SMALL.rows


def said(document) -> str:
    runs = (plain(block.runs) for block in document.blocks if hasattr(block, "runs"))
    items = (plain(item) for block in document.blocks if isinstance(block, Listing) for item in block.items)
    return "\n".join((*runs, *items)).replace("\u202f", " ")


def test_only_what_happened_in_its_time_is_told():
    assert [row[0] for row in rows("What happened")] == ["Ambush", "Signing", "Raid"]
    assert "This report covers 1 April 2026 to 30 June 2026." in said(report())
    without = report(PLAN.replace("  period: 2026-04-01 .. 2026-06-30 }", " }"))
    assert "it covers everything up to its date" in said(without)
    assert "Before, 10 January 2026" in said(without)
    assert "Not yet" not in said(without)


def test_the_trend_counts_happenings_and_casualties_by_month():
    trend = next(block for block in report().blocks if isinstance(block, Figure))
    assert trend.description == (
        "April 2026: happenings 1, casualties 3. May 2026: happenings 1, casualties 0. June 2026: happenings 2, casualties 5."
    )


def test_the_safety_of_the_mission_is_told_apart():
    assert [row[0] for row in rows("What happened to the safety of the mission")] == ["Ambush"]


def test_tasks_stand_with_what_shows_it():
    assert rows("Mandated tasks") == [["Patrols", "7", "military", "on track", "Attacks: 4, target 2"]]


def test_money_says_what_is_assessable_and_what_is_owed():
    assert rows("Budgets")[0][1:] == ["5 000 000 USD", "5 000 000 USD", "5 000 000 USD"]
    assert rows("Sources of money and what is outstanding")[0][3] == "2 000 000 USD"
    assert rows("What contributors are owed") == [["Nepal", "2 000 000 USD"]]


def test_the_council_is_asked_to_extend_the_mandate_and_sees_what_is_open():
    text = said(report())
    assert "to decide before 31 December 2026 on the extension of Resolution for 12 months" in text
    assert rows("Decisions that are open")[0][0] == "Stay or leave?"
    assert "Stay (recommended)" in text


def test_the_note_looks_ahead_alone():
    blocks = iter(report().blocks)
    next(block for block in blocks if isinstance(block, Heading) and plain(block.runs) == "Expected action")
    table = next(block for block in blocks if isinstance(block, Table))
    assert [[plain(cell) for cell in row] for row in table.rows] == [["15 December 2026", "Renewal"]]


def test_observations_are_the_authors_own():
    assert "The plan holds no observations." in said(report())
    passage = PLAN.replace(
        "2026-06-30 }", '2026-06-30  passage views { heading: "Observations"  text: "Peace is near." } }'
    )
    assert "The observations stand below, under headings of their own." in said(report(passage))
    assert "Peace is near." in said(report(passage))
