"""The comparison of scenarios: each plan is compiled and checked anew, and stands beside the plan as it is."""

from __future__ import annotations

import re
from functools import cache

import pytest

from pkdsl import compiler, documents
from pkdsl.diagnostics import Package, Source, World
from pkdsl.documents.saying import readable
from pkdsl.page import Figure, Table, plain
from pkdsl.plan.provenance import why
from pkdsl.workspace import shipped

PLAN = """
let D = 2026-07-01
mission m "Mission" { period: 2026-07-01 .. 2027-06-30  currency: USD  as_of: 2026-07-01  marking: unclassified }
mandate res "Resolution" { period: 2026-07-01 .. 2027-06-30  ceiling troops { category: troops  value: 150 persons } }
unit north "North" { type: infantry  category: troops  strength: 100 persons  arrives: D }
unit south "South" { type: infantry  category: troops  strength: 50 persons  arrives: D + 30 days }
cost pay "Pay" { class: military_contingents  for u in units  amount: u.deployed * 365 USD/person/day }
budget year "The year" {
  period: 2026-07-01 .. 2027-06-30  line troops { class: military_contingents  amount: 20M USD }
}
scenario late "Contributors come late" { note: "Talks drag on."  set D = 2026-10-01 }
scenario more "More come" is late {
  unit west "West" { type: infantry  category: troops  strength: 60 persons  arrives: D }
  set unit.south.strength = 80 persons
}
scenario fewer "Fewer come" { remove unit.south }
rule LOC-001 "Nobody is too many" { for c in ceilings
  require c.headroom >= 0 persons during mission.period else "more than {c.value} from {D + 7 days}" }
"""


SHIPPED = shipped()


def world(text: str) -> World:
    return World(Package("", (Source("plan.pk", text),)), **SHIPPED)


@cache
def compiled(text: str = PLAN):
    return compiler.compile(world(text))


@cache
def comparison(audience: str = "", text: str = PLAN, scenario: str = ""):
    return documents.build(compiled(text).beside[scenario], "comparison", audience=audience)


def rows(caption: str, document=None, nth: int = 0):
    document = document or comparison()
    tables = [block for block in document.blocks if isinstance(block, Table) and plain(block.caption) == caption]
    return [[plain(cell).replace("\u202f", " ") for cell in row] for row in tables[nth].rows]


def test_each_scenario_has_its_own_strength():
    assert [row[:3] for row in rows("Persons in theatre")] == [
        ["The plan as it stands", "150 persons", "31 July 2026"], ["Contributors come late", "150 persons", "31 October 2026"],
        ["More come", "240 persons", "31 October 2026"], ["Fewer come", "100 persons", "1 July 2026"],
    ]  # fmt: skip


def test_each_scenario_has_its_own_money():
    found = {row[0]: row[1:3] for row in rows("Budgets, costs and cash, in USD")}
    assert found["The plan as it stands"] == ["20 000 000", "19 436 250"]
    assert found["Fewer come"] == ["20 000 000", "13 322 500"]


def test_what_a_scenario_sets_adds_and_takes_away_is_told():
    assert rows("What changes") == [["D-day", "1 July 2026", "1 October 2026"]]
    assert rows("What changes", nth=1) == [
        ["D-day", "1 July 2026", "1 October 2026"], ["South: strength", "50 persons", "80 persons"],
    ]  # fmt: skip
    said = [plain(block.runs) for block in comparison().blocks if hasattr(block, "runs")]
    assert "It adds West." in said
    assert "It takes away South." in said
    assert "Talks drag on." in said


def test_what_fails_first_stands_with_its_day_and_in_words():
    (row,) = (row for row in rows("Soundness of the plan in each scenario") if row[0] == "More come")
    assert int(row[3]) > 0
    tables = [block for block in comparison().blocks if isinstance(block, Table)]
    found = [
        [plain(cell) for cell in row] for table in tables if "found then" in plain(table.caption) for row in table.rows
    ]
    (said,) = (row[3] for row in found if row[:3] == ["1 October 2026", "LOC-001", "error"])
    assert said.replace("\u202f", " ").startswith("more than 150 persons from 8 October 2026")
    assert "1 October 2026 to 30 June 2027" in said


def test_only_what_is_not_found_as_the_plan_stands_is_counted():
    standing, *_ = rows("Soundness of the plan in each scenario")
    assert standing[3:] == ["0", "nothing more", "nothing more"]


def test_pictures_show_all_scenarios_against_the_plan_as_it_stands():
    strength, costs = (block for block in comparison().blocks if isinstance(block, Figure))
    assert "More come, in the scenario:" in strength.description
    assert strength.svg.count("as the plan stands") >= 1
    assert "Fewer come: what the plan costs 13.32 million USD; its budgets 20 million USD." in costs.description


def test_figures_lead_to_their_derivation_in_their_scenario():
    paths = [origin.path for origin in comparison().derivations]
    assert "late: ceilings: strength" in paths
    assert all(re.match(r"(late|more|fewer): |[a-z]+: |mission\\.|budgets", path) for path in paths)


def test_it_is_the_same_whichever_scenario_the_plan_is_printed_in():
    assert rows("Persons in theatre", comparison(scenario="late")) == rows("Persons in theatre")


def test_a_scenario_that_readers_may_not_see_is_left_out():
    text = PLAN.replace('scenario fewer "Fewer come" {', 'scenario fewer "Fewer come" { marking: confidential')
    assert "Fewer come" in str(comparison("", text).blocks)
    assert "Fewer come" not in str(comparison("unclassified", text).blocks)


def test_scenarios_are_compiled_when_they_are_asked_for_and_once():
    plan = compiled()
    assert set(plan.beside) == {"", "late", "more", "fewer"}
    assert "none" not in plan.beside
    assert plan.beside[""] is plan
    assert plan.beside["late"] is plan.beside["late"]
    assert plan.beside["late"].beside is plan.beside
    assert why(plan.beside["late"].plan, "D").value.isoformat() == "2026-10-01"


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("from 2026-07-01 .. 2026-07-31", "from 1 July 2026 to 31 July 2026"), ("the 2026-02-30", "the 2026-02-30"),
        ("leg road_1", "leg road 1"), ("`S/RES/0000 (2026)`", "`S/RES/0000 (2026)`"),
    ],
)  # fmt: skip
def test_messages_are_said_as_readers_expect(message, words):
    assert readable(message) == words
