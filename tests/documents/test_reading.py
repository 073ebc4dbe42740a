"""What a plan says of its way out, of its threats and of its procedures, read by somebody who has never seen its text."""

from __future__ import annotations

from pkdsl import compiler, documents
from pkdsl.diagnostics import Package, Source, World
from pkdsl.page import Figure, Listing, Paragraph, Table, plain
from pkdsl.workspace import shipped

PLAN = """
let D = 2026-07-01
mission m "Mission" { host: XKS  period: D .. 2027-06-30  currency: USD  as_of: D }
country XKS "Kasuri" { season dry "Dry season" { months: [1, 2, 3, 11, 12] } }
location adeta "Adeta" { at: 2.52N 47.44E  type: camp  opens: 2026-09-01  beds: 900 persons  helipad: night }
unit first "First Battalion" { type: infantry  arrives: D  strength: 850 persons  base: adeta }
area north "North" { type: sector }
threat flood "Flood" { type: natural  level: 2  lead: support  area: north }
threat raids "Raids" { type: attack_on_civilians  level: 4  responder: first  within: 2 h  area: north }
threat mines "Mines" { type: mine_ied  level: 3  lead: military  area: north }
indicator attacks "Attacks"
indicator trucks "Trucks"
benchmark calm "The north is calm" { indicators { attacks: <= 2 } }
exit_criterion road "The road is open" { indicator: trucks  target: >= 800  sustained: 2 months }
exit_criterion quiet "The north is quiet" { benchmark: calm  indicator: attacks }
delegation flee "Evacuation of a site" { power: evacuate }
procedure together "Together" { type: joint_military_police  lead: police  steps: ["the police ask", "one commander"] }
"""


def built(name: str):
    return documents.build(compiler.compile(World(Package("", (Source("plan.pk", PLAN),)), **shipped())), name)


def rows(document, caption: str) -> list[list[str]]:
    tables = (block for block in document.blocks if isinstance(block, Table))
    table = next(block for block in tables if plain(block.caption).startswith(caption))
    return [[plain(cell).replace("\\u202f", " ") for cell in row] for row in table.rows]


def test_an_exit_criterion_says_which_figure_its_target_is_of():
    found = {row[0]: row[1] for row in rows(built("mission_concept"), "The mission may leave when")}
    assert found["The road is open"].replace("\u202f", " ") == "Trucks ≥ 800; for 2 months"
    assert found["The north is quiet"] == "benchmark met: The north is calm; measured by Attacks"


def test_threats_stand_the_gravest_first_and_a_component_that_answers_is_called_one():
    found = rows(built("conops"), "Threats")
    assert [row[0] for row in found] == ["Raids", "Mines", "Flood"]
    assert [row[4] for row in found] == ["First Battalion", "military component", "support component"]


def test_steps_of_a_procedure_are_announced_and_its_kind_is_in_words():
    blocks = built("conops").blocks
    (at,) = (
        n for n, block in enumerate(blocks) if isinstance(block, Listing) and "one commander" in map(plain, block.items)
    )
    assert isinstance(blocks[at - 1], Paragraph)
    assert plain(blocks[at - 1].runs) == "Steps, in order:"
    cells = [plain(cell) for block in blocks if isinstance(block, Table) for row in block.rows for cell in row]
    assert "military and police together" in cells


def test_who_may_order_what_costs_nothing_has_no_limit_of_money():
    (row,) = rows(built("conops"), "Who may decide what")
    assert row[2:4] == ["evacuate", "does not apply"]


def test_months_and_beds_are_told_in_full():
    cells = [plain(cell) for block in built("mission_concept").blocks if isinstance(block, Table)
             for row in block.rows for cell in row]  # fmt: skip
    assert "Dry season, January to March and November to December" in cells
    assert "900" in cells
    assert "by day and by night" in cells


def test_what_a_thick_box_means_is_said_where_there_is_one():
    lines = """
post fc "Force Commander" { role: force_commander }
post dms "Director of Mission Support" { role: director_of_support }
command field { superior: fc  subordinate: first  authority: operational_control }
"""
    second = "command support { superior: dms  subordinate: first  authority: operational_control }\n"
    captions = []
    for text in (PLAN + lines, PLAN + lines + second):
        paper = documents.build(compiler.compile(World(Package("", (Source("plan.pk", text),)), **shipped())), "conops")
        captions += [
            plain(block.caption)
            for block in paper.blocks
            if isinstance(block, Figure) and plain(block.caption).startswith("Chain")
        ]
    assert captions == [
        "Chain of command.", "Chain of command; thick: who has two superiors at a time, or is led by nobody.",
    ]  # fmt: skip
