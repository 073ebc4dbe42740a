"""The validation report and the traceability matrix: all that was found, and what hangs on each task."""

from __future__ import annotations

from functools import cache

from pkdsl import compiler, documents
from pkdsl.diagnostics import Package, Source, World
from pkdsl.page import Figure, Heading, Table, plain
from pkdsl.workspace import shipped

PLAN = """
use un
let D = 2026-07-01
mission m "Mission" { period: D .. 2027-06-30  currency: USD  as_of: D }
post cos "Chief of Staff" { role: chief_of_staff }
mandate res "Resolution" { period: D .. 2027-06-30  ceiling troops { category: troops  value: 90 persons } }
objective safe "People are safe" { mandate: res  confidence: assumed }
indicator attacks "Attacks" { objective: safe }
unit north "North" { type: infantry  category: troops  strength: 100 persons  arrives: D }
unit guards "Guards" { type: guard  strength: 60 persons }
task patrols "Patrols" { objective: safe  by: north  paragraph: "3" }
task talks "Talks" {}
handover over "Over" { task: patrols  to: none  date: 2027-01-01 }
budget year "The year" { period: D .. 2027-06-30  line troops { class: military_contingents  amount: 2M USD  task: patrols } }
rule LOC-001 "Nobody is too many" { for u in units
  require u.strength <= 50 persons during D .. 2026-07-31 else "{u.title} is too many"  help: "send fewer" }
extend unit guards { waive LOC-001 "They are few" { approved_by: cos  granted: D  expires: 2027-01-01 } }
"""


@cache
def compiled():
    return compiler.compile(World(Package("", (Source("plan.pk", PLAN),)), **shipped()))


@cache
def page(name: str, audience: str = ""):
    return documents.build(compiled(), name, audience=audience)


def rows(document, caption: str):
    table = next(
        block for block in document.blocks if isinstance(block, Table) and plain(block.caption).startswith(caption)
    )
    return [[plain(cell).replace("\u202f", " ") for cell in row] for row in table.rows]


def under(document, heading: str):
    """The rows of the first table below a heading."""
    blocks = iter(document.blocks)
    next(block for block in blocks if isinstance(block, Heading) and plain(block.runs) == heading)
    return [
        [plain(cell).replace("\u202f", " ") for cell in row]
        for row in next(b for b in blocks if isinstance(b, Table)).rows
    ]


def test_every_finding_stands_in_its_family_with_its_days_and_what_mends_it():
    report = page("validation_report")
    (row,) = under(report, "Rules of the plan's own")
    assert row[:2] == ["LOC-001", "error"]
    assert row[2].startswith("North is too many")
    assert row[2].endswith("To mend it: send fewer")
    assert row[3] == "1 July 2026 to 31 July 2026"
    assert row[4].startswith("plan.pk:")
    codes = {plain(line[0]) for block in report.blocks if isinstance(block, Table) for line in block.rows}
    assert {finding.code for finding in compiled().findings} <= codes


def test_the_verdict_follows_from_the_gravest_finding():
    said = next(
        plain(block.runs)
        for block in page("validation_report").blocks
        if hasattr(block, "runs") and not isinstance(block, Heading)
    )
    assert said.startswith("The plan does not hold: it has errors")


def test_the_tally_counts_what_the_check_counted():
    found = rows(page("validation_report"), "Rules and what they found")
    assert sum(int(row[3]) for row in found) == sum(1 for one in compiled().findings if str(one.severity) == "error")
    assert sum(int(row[6]) for row in found) == sum(
        1 for one in compiled().findings if str(one.severity) == "not-assessable"
    )
    assert sum(int(row[7]) for row in found) == len(compiled().waived)


def test_what_is_set_aside_is_listed():
    assert [row[0] for row in rows(page("validation_report"), "Findings that a waiver sets aside")] == [
        one.code for one in compiled().waived
    ]


def test_how_sure_the_plan_is_stands_in_the_report():
    assert rows(page("validation_report"), "Declarations by how sure") == [["assumed", "1"]]


def test_each_task_has_what_hangs_on_it():
    found = dict(under(page("traceability_matrix"), "Patrols"))
    assert found["Paragraph of the mandate"] == "3"
    assert found["Mandate"] == "Resolution"
    assert found["Who does it"] == "North"
    assert found["Money"] == "Military contingents (The year)"
    assert found["Handover"] == "Over"
    assert found["Output or activity"] == "missing"
    assert dict(under(page("traceability_matrix"), "Talks"))["Supply"] == "not asked for"


def test_the_matrix_tells_missing_links_from_those_not_asked_for():
    (figure,) = (block for block in page("traceability_matrix").blocks if isinstance(block, Figure))
    talks = figure.description.split("Talks")[1]
    assert (
        "missing: mandate, objective, indicator, output or activity, who does it, money, exit criterion, handover"
        in talks
    )
    assert "supply" not in talks


def test_gaps_say_what_is_wrong_and_what_hangs_on_no_task():
    found = rows(page("traceability_matrix"), "Gaps")
    assert ["Missing", "money", "Talks is paid for by no budget line"] in [row[:3] for row in found]
    assert ["In the plan, and on no task", "who does it", "Guards carries out no task"] in [row[:3] for row in found]


def test_shares_of_links_are_never_rounded_up():
    found = dict(rows(page("traceability_matrix"), "Tasks at which something hangs"))
    assert (found["Mandate"], found["Output or activity"], found["Supply"]) == ("50 %", "0 %", "0 %")


def test_contributors_in_findings_are_named_not_coded():
    text = PLAN.replace('unit north "North" {', 'unit north "North" { contributor: NPL ').replace(
        'else "{u.title} is too many"', 'else "{u.title} of {u.contributor} is too many; NPLX"'
    )
    plan = compiler.compile(World(Package("", (Source("plan.pk", text),)), **shipped()))
    said = " ".join(plain(cell) for block in documents.build(plan, "validation_report").blocks
                    if isinstance(block, Table) for row in block.rows for cell in row)  # fmt: skip
    assert "North of Nepal is too many; NPLX" in said
    assert "of NPL" not in said
