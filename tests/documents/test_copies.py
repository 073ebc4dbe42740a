"""Documents that come once for each unit or site: which copies there are, and what one of them is about."""

from __future__ import annotations

from functools import cache

import pytest

from hiding import unmarked
from papers import of_example
from pkdsl import compiler, documents
from pkdsl.diagnostics import Package, Source, World
from pkdsl.page import Break, Paragraph, Table, plain
from pkdsl.workspace import shipped

PLAN = """
mission m "Mission" { period: 2026-07-01 .. 2027-06-30  as_of: 2026-08-01  marking: unclassified }
unit north "Northern Battalion" {
  type: infantry  contributor: NPL  arrives: 2026-07-20
  strength { from 2026-07-20 = 850 persons }
  sustainment catering { provider: contributor }
  sustainment vhf_uhf { provider: contributor }
  subunit rifle_company { strength: 150 persons  count: 4  women: 20 persons }
  generation_step selection { planned: 2026-05-01  actual: 2026-05-03 }
  generation_step agreement { planned: 2026-06-01 }
  generation_step foc { planned: 2026-12-01 }
}
unit South "Southern Battalion" { type: infantry  strength: 800 persons  marking: confidential }
contributor NPL { caveat night { excludes: patrols  text: "No patrols by night" } }
capability patrols "Patrols" { type: manoeuvre }
document all_sheets "Unit sheets" { type: unit_sheet  number: "U/1" }
document south_sheet "Sheet of the south" { type: unit_sheet  number: "U/2"  covers: South }
"""


@cache
def compiled():
    return compiler.compile(World(Package("", (Source("plan.pk", PLAN),)), **shipped()))


def sheet(of: str):
    return documents.build(compiled(), "unit_sheet", of=of)


def rows(document, head: str):
    """The rows of the table whose first column has that head."""
    tables = (block for block in document.blocks if isinstance(block, Table))
    table = next(block for block in tables if unmarked(plain(block.columns[0].runs)) == head)
    return [[plain(cell).replace("\u202f", " ") for cell in row] for row in table.rows]


def cells(document) -> list[str]:
    """All cells of all tables."""
    tables = (block for block in document.blocks if isinstance(block, Table))
    return [plain(cell).replace("\u202f", " ") for table in tables for row in table.rows for cell in row]


def test_there_is_a_copy_for_each_unit_that_the_readers_may_see():
    assert documents.copies(compiled(), "unit_sheet") == ("South", "north")
    assert documents.copies(compiled(), "unit_sheet", audience="unclassified") == ("north",)
    assert documents.copies(compiled(), "fact_sheet") == ("",)


@pytest.mark.parametrize(
    ("name", "of", "audience"),
    [
        ("unit_sheet", "", ""),
        ("unit_sheet", "west", ""),
        ("unit_sheet", "South", "unclassified"),
        ("fact_sheet", "north", ""),
    ],
)
def test_what_there_is_no_copy_of_cannot_be_built(name, of, audience):
    with pytest.raises(KeyError):
        documents.build(compiled(), name, of=of, audience=audience)


WAIVED = PLAN.replace("  subunit rifle", '  waive FRC-003 "A week of relief" { expires: 2027-01-01 }\n  subunit rifle').replace(
    "marking: confidential", 'waive GEN-001 "It comes as it is" { expires: 2027-01-01 }'
).replace("as_of: 2026-08-01", 'as_of: 2026-08-01  waive FRC-008 "No reserve" { expires: 2027-01-01 }')  # fmt: skip


@pytest.mark.parametrize(
    ("of", "codes", "others"),
    [
        ("north", ["FRC-008", "FRC-003"], "1 further waiver is"),
        ("South", ["FRC-008", "GEN-001"], "1 further waiver is"),
    ],
)
def test_a_copy_lists_the_waivers_about_it_and_of_the_mission_and_counts_all_others(of, codes, others):
    plan = compiler.compile(World(Package("", (Source("plan.pk", WAIVED),)), **shipped()))
    copy = documents.build(plan, "unit_sheet", of=of)
    assert sorted(row[0] for row in rows(copy, "Rule")) == sorted(codes)
    said = " ".join(plain(block.runs) for block in copy.blocks if isinstance(block, Paragraph))
    assert f"{others} in force about other parts of the plan" in said
    assert {fact.label: plain(fact.runs) for fact in copy.cover}["Waivers in force"] == "3 waivers"
    whole = documents.build(plan, "fact_sheet")
    assert len(rows(whole, "Rule")) == 3


def test_a_unit_that_comes_in_parts_is_told_whole():
    text = PLAN.replace("from 2026-07-20 = 850 persons", "from 2026-07-20 = 30 persons  from 2026-10-01 = 850 persons")
    plan = compiler.compile(World(Package("", (Source("plan.pk", text),)), **shipped()))
    assert "30 persons from 20 July 2026 and 850 persons from 1 October 2026" in cells(
        documents.build(plan, "unit_sheet", of="north")
    )
    assert "850 persons" in cells(documents.build(plan, "conops"))


def test_a_copy_bears_the_name_and_the_title_of_what_it_is_about():
    document = sheet("north")
    assert (document.name, document.title, document.subtitle) == (
        "unit_sheet.north",
        "Northern Battalion",
        "Unit sheet",
    )
    assert {fact.label: plain(fact.runs) for fact in document.cover}["Mission"] == "Mission"


def test_a_copy_has_the_number_of_the_document_that_covers_it_else_of_the_one_for_all():
    numbers = {of: {fact.label: plain(fact.runs) for fact in sheet(of).cover}["Number"] for of in ("north", "South")}
    assert numbers == {"north": "U/1", "South": "U/2"}


def test_the_organisation_counts_all_parts_of_a_sort():
    assert [row[3:7] for row in rows(sheet("north"), "Part")] == [["4", "150 persons", "600 persons", "80 persons"]]


def test_a_step_is_done_late_or_to_come():
    assert [(row[0], row[-1]) for row in rows(sheet("north"), "Step")] == [
        ("Selection", "done"), ("Agreement", "late"), ("Full operational capability", "planned"),
    ]  # fmt: skip


def test_caveats_of_its_state_bind_a_unit():
    said = [unmarked(plain(item)) for block in sheet("north").blocks if hasattr(block, "items") for item in block.items]
    assert "Caveat: No patrols by night" in said
    assert "Provided by contributor: catering and VHF and UHF radio" in said


SITE = """
use un
mission m "Mission" { period: 2026-07-01 .. 2027-06-30  as_of: 2026-08-01 }
location camp "Camp" {
  at: 2.52N 47.44E  type: camp  opens: 2026-09-01  beds: 900 persons
  stock diesel { supply: un.diesel  on_hand: 60_000 L  minimum: 40_000 L  capacity: 80_000 L  holder: mission }
  stock rations { supply: un.rations  on_hand: 8_500 person_days  minimum: 400 person_days  capacity: 9_000 person_days }
  water_plant wells { rate: 3_000 L/h  hours: 16  count: 2 }
  waste_plant solid { type: solid  capacity: 6 t/day }
}
unit north "Northern Battalion" { type: infantry  arrives: 2026-09-01  strength: 850 persons  base: camp }
"""


def test_a_site_that_is_not_yet_open_is_told_as_it_will_be():
    found = documents.build(
        compiler.compile(World(Package("", (Source("plan.pk", SITE),)), **shipped())), "site_sheet", of="camp"
    )
    said = {row[0]: row[1:] for block in found.blocks if isinstance(block, Table) for row in read(block)}
    pairs = {label: value for row in read(first_table(found)) for label, value in (row[:2], row[2:])}
    assert (pairs["Beds at most"], pairs["People at most"]) == ("900", "850")
    assert said["Fresh and dry rations"][-2:] == ["850 persons", "0 days"]  # nothing brings more
    assert said["Diesel, reserve of the mission"][-2:] == ["none", "for others"]
    assert said["Wells"] == ["water", "number: 2; each makes 3 000 L/h; for 16 h/day"]
    assert said["Solid"] == ["waste", "takes 6 t/day"]


def first_table(document) -> Table:
    return next(block for block in document.blocks if isinstance(block, Table))


def read(table: Table) -> list[list[str]]:
    return [[plain(cell).replace("\u202f", " ") for cell in row] for row in table.rows]


@pytest.mark.parametrize("name", ["fact_sheet", "unit_sheet", "site_sheet"])
def test_a_sheet_is_turned_over_once(name):
    assert sum(isinstance(block, Break) for block in of_example("unsmok", name).blocks) == 1
