"""`pkdsl trace` in each of its forms."""

from __future__ import annotations

import csv
import io

PLAN = """mission m "Mission" { period: 2026-07-01 .. 2027-06-30  as_of: 2026-07-01 }
mandate res "S/RES/1" { period: 2026-07-01 .. 2027-06-30 }
objective calm "The north is calm" {
  mandate: res
  task patrols "Patrol the <northern> axis" { by: north  lead: military }
}
unit north "Northern Battalion" { type: infantry  strength: 850 persons  arrives: 2026-07-01 }
"""


def test_the_table_counts_links_and_lists_gaps_with_their_places(pkdsl, plan):
    plan({"plan.pk": PLAN})
    run = pkdsl("trace")
    assert run.code == 0
    assert "task.patrols 1 1 - - 1 - - - - 33 %" in " ".join(run.out.split())
    assert "missing (6)" in run.out
    assert "money:     Patrol the <northern> axis is paid for by no budget line   (plan.pk:5:3)" in run.out


def test_gaps_alone_leave_the_table_out(pkdsl, plan):
    plan({"plan.pk": PLAN})
    assert pkdsl("trace", "--gaps").out.startswith("\nmissing (6)\n")


def test_csv_has_a_row_for_each_thing_and_each_gap(pkdsl, plan):
    plan({"plan.pk": PLAN})
    rows = list(csv.DictReader(io.StringIO(pkdsl("trace", "--format", "csv").out)))
    assert [(row["link"], row["thing"]) for row in rows if row["state"] == "linked"] == [
        ("mandate", "mandate.res"),
        ("objective", "objective.calm"),
        ("unit", "unit.north"),
    ]
    assert len([row for row in rows if row["state"] == "missing"]) == 6


def test_html_escapes_what_the_plan_says(pkdsl, plan):
    plan({"plan.pk": PLAN})
    page = pkdsl("trace", "--format", "html").out
    assert "Patrol the &lt;northern&gt; axis" in page
    assert "<northern>" not in page


def test_the_graph_is_that_of_the_command_graph(pkdsl, plan):
    plan({"plan.pk": PLAN})
    assert pkdsl("trace", "--format", "graph").out == pkdsl("graph", "trace", "--format", "mermaid").out
    assert "Patrol the" in pkdsl("trace", "--format", "graph").out


def test_a_plan_without_tasks_has_nothing_to_trace(pkdsl, plan):
    plan({"plan.pk": 'mission m "Mission" { period: 2026-07-01 .. 2027-06-30 }\n'})
    assert pkdsl("trace").out == "(nothing)\n"
