"""Documents of small plans: everything a reader needs is there, what is missing is said, and no text becomes markup."""

from __future__ import annotations

import os
import re
from functools import cache
from html import unescape
from pathlib import Path

import pytest
from jinja2 import meta

from pkdsl import compiler, documents, formats
from pkdsl.diagnostics import Package, Source, World
from pkdsl.documents.words import Words
from pkdsl.page import Figure, Heading, Paragraph, Table, numbers, plain
from pkdsl.workspace import shipped

OUTLINES = Path(__file__).parent / "outlines"
NAMES = tuple(documents.everything())
EMPTY = 'mission bare "Bare mission" { period: 2026-07-01 .. 2027-06-30 }'
LEAST = {
    "": "", "unit": 'unit team "Team" { type: observers  strength: 5 persons }',
    "location": 'location camp "Camp" { at: 2.52N 47.44E }', "decision": 'decision way "Which way?" {}',
    "budget": 'budget year "The year" { period: 2026-07-01 .. 2027-06-30 }',
}  # fmt: skip
"""The least that a plan must say of what a document comes once for."""
PLAN = """
use un
let D = 2026-07-01

mission unsmok "Support Mission in Kasuri" {
  period: D .. +12 months   currency: USD   stage: conops   as_of: 2026-10-01   acronym: "UNSMOK"
  host: kasuri   contact: "ops@example.org"   marking: unclassified
  intent: \"\"\"
    Help the parties.

    - the road first
    - then the towns
    \"\"\"
}
country kasuri "Kasuri" { state: XKS  capital: "Kasur"  season rains "Rains" { type: wet  months: [7, 8] } }
mandate res0000 "Resolution 0000" {
  symbol: "S/RES/0000 (2026)"  adopted: 2026-05-30  period: D .. 2027-06-30  chapter: VII
  ceiling troops { category: troops  value: 850 persons  source: "paragraph 4" }
}
unit north "Northern Battalion" {
  type: infantry  contributor: BGD  base: kasur  arrives: D + 31 days  women: 90 persons
  strength { from D = 450 persons  from D + 90 days = 900 persons }
}
location kasur "Kasur" { at: 2.00N 45.30E  type: camp  opens: D  beds: 700 persons }
phase setup "Set up" { period: D .. D + 60 days  purpose: "Arrive" }
milestone renewal "Council renews" { type: renewal  due: 2027-06-01 }
task protect "Protect people" { lead: military  by: north  priority: 1  phase: setup }
post dms "Director of Mission Support" { role: director_of_support }
decision way "Which way?" {
  due: D + 30 days  options: [road, air]  recommended: road
  criterion reach "Reach" { weight: 100%  direction: up }
}
course_of_action road "By road" { suitable: yes  advantages: "cheap"  score { criterion: decision.way.criterion.reach  value: 4 } }
course_of_action air "By air" { suitable: no  disadvantages: "dear"  score { criterion: decision.way.criterion.reach  value: 2 } }
exercise flood_drill "Flood drill" { type: field  date: 2026-09-01  tests: air_bridge }
risk flood "Floods close the road" {
  likelihood: 4  impact: 5  residual_likelihood: 2  residual_impact: 5  cause: "rain"  owner: dms  trigger: "road shut"
  mitigation stocks "Stocks before the rains" { due: D + 10 days  cost: 1.4M USD  status: under_way }
  contingency air_bridge "Air bridge" {
    trigger: "closed for 48 hours"  authority: dms
    action { within: 24 h  who: dms  what: "First flight" }
    action { within: 4 h  who: dms  what: "Order the flights" }
  }
}
risk strike "Strike" { note: "not judged yet" }
budget fy "July 2026 to June 2027" {
  period: D .. 2027-06-30
  line military_contingents { class: military_contingents  amount: 118_432_100 USD }
  line fuel "Fuel" { class: ground_transportation  amount: 1.5M USD }
}
policy { drinking_water: 6 L/person/day because "dry season" }
extend mission unsmok {
  waive FRC-001 "The second battalion is late" { approved_by: dms  granted: 2026-06-10  expires: 2027-01-15 }
  waive FRC-002 "Long gone" { approved_by: dms  granted: 2026-01-10  expires: 2026-02-15 }
}
post fc "Force Commander" { role: force_commander  critical: yes  call_sign: "SWORD" }
command over_north "Over the battalion" { superior: fc  subordinate: north  authority: operational_control }
link radio "HF radio" { between: [fc, north]  bearer: hf  secure: yes  keys: D .. D + 90 days  bandwidth: 9.6 kbit/s }
link phone "Satellite telephone" { between: [fc, north]  bearer: satphone  secure: no }
pace fc_north "Commander and battalion" {
  between: [fc, north]  primary: radio  alternate: phone  triggers: "no answer"  tested: D + 60 days
}
report daily "Daily report" { type: daily  sender: north  receiver: fc  every: 1 day  time: 17:00Z  channel: radio }
agency clinics "Clinic partner" { type: ngo  cluster: health  focal_point: "Director" }
need care "Care" { cluster: health  people: 4_000 persons }
coordination_body cell "Cell" { type: cmcoord  strategy: coordination  chair: fc  members: clinics  every: 7 days }
project well "A well" { at: kasur  cost: 32_000 USD  by: north  starts: D + 60 days  takes: 30 days }
course conduct "Conduct" {
  standard: conduct  lessons: 3  audience: troops  before: arrival
  session june { date: D - 10 days  at: kasur  places: 400 persons  passed: 390 persons  by: fc }
}
document sheet "Fact sheet of the mission" {
  type: fact_sheet  number: "FS/1"  approved_by: dms  approved: 2026-06-12
  recipient { to: dms }
  passage why "x" { heading: "Why now"  text: "Because there is a year." }
}
"""


@cache
def compiled(text: str, run: int = 0):
    del run
    return compiler.compile(World(Package("", (Source("plan.pk", text),)), **shipped()))


@cache
def page(name: str, text: str = PLAN, audience: str = "", of: str = ""):
    """The document; of one that comes once for each unit or site the copy named, else the first."""
    (first, *_) = documents.copies(compiled(text), name, audience=audience)
    return documents.build(compiled(text), name, of=of or first, audience=audience)


def bare(name: str) -> str:
    """A plan that says the least of which the document can be made."""
    return f"{EMPTY}\n{LEAST[documents.everything()[name].each]}"


def words(document) -> str:
    """Everything that a reader of the HTML sees, as text."""
    body = formats.write(document, "html").decode().split("</head>")[1]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body))).replace("\u202f", " ")


def table(document, caption):
    return next(block for block in document.blocks if isinstance(block, Table) and plain(block.caption) == caption)


def cells(document, caption):
    return [[plain(cell).replace("\u202f", " ") for cell in row] for row in table(document, caption).rows]


def test_documents_are_found_in_their_folder():
    assert {
        ("fact_sheet", "Fact sheet"), ("mission_concept", "Mission concept"),
        ("risk_register", "Risk register and contingency plans"),
    } <= {(name, about.title) for name, about in documents.everything().items()}  # fmt: skip
    with pytest.raises(KeyError):
        documents.build(compiled(EMPTY), "order_of_the_day")


def outline(document) -> str:
    """Sections, tables and figures of a document, one a line."""
    lines = [f"{document.subtitle}: {document.title}"]
    for block in document.blocks:
        if isinstance(block, Heading):
            lines.append(f"{'  ' * (block.level - 1)}{block.number} {plain(block.runs)}".replace("   ", "  "))
        elif isinstance(block, Table):
            heads = "facts" if block.is_facts else " | ".join(plain(column.runs) for column in block.columns)
            lines.append(f"      table of {plain(block.caption) or heads}")
        elif isinstance(block, Figure):
            lines.append(f"      figure of {plain(block.caption)}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", NAMES)
def test_documents_are_laid_out_as_their_outlines_say(name):
    """Run with BLESS=1 to write the outlines anew, and read what changed."""
    path, now = OUTLINES / f"{name}.txt", outline(page(name))
    if os.environ.get("BLESS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(now, encoding="utf-8")
    assert now == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_every_field_of_a_view_that_a_template_reads_is_there(name):
    """Jinja's own look at a template finds names that no view gives."""
    tree = Words()
    source = tree.loader.get_source(tree, f"{name}.md.j2")[0]
    module = __import__(f"pkdsl.documents.{name}", fromlist=["View"])
    assert meta.find_undeclared_variables(tree.parse(source)) <= set(module.View.__annotations__)


@pytest.mark.parametrize("text", ["", EMPTY, PLAN], ids=["nothing", "bare", "plan"])
def test_any_plan_gives_every_document_the_same_bytes_each_time(text):
    once, again = compiled(text), compiled(text, run=1)
    for name in NAMES:
        for form in formats.everything():
            first, second = (
                [formats.write(documents.build(each, name, of=of), form) for of in documents.copies(each, name)]
                for each in (once, again)
            )
            assert first == second


@pytest.mark.parametrize("name", NAMES)
def test_what_a_plan_does_not_say_is_said_to_be_missing_and_nothing_is_blank(name):
    document = page(name, bare(name))
    assert re.search("not given in the plan|The plan names no|The plan holds no", words(document))
    for block in document.blocks:
        if isinstance(block, Paragraph):
            assert plain(block.runs).strip()
            assert not re.search(r"None|Unknown|Steps|\(\)|  ", plain(block.runs))
        if isinstance(block, Heading):
            assert plain(block.runs).strip()


@pytest.mark.parametrize("name", NAMES)
def test_no_section_is_empty(name):
    blocks = page(name).blocks
    for before, after in zip(blocks, (*blocks[1:], None), strict=True):
        if isinstance(before, Heading):
            assert after is not None
            assert not (isinstance(after, Heading) and after.level <= before.level), plain(before.runs)


@pytest.mark.parametrize("name", NAMES)
def test_every_cover_says_which_plan_it_shows_and_how_sound_that_is(name):
    cover = {fact.label: plain(fact.runs) for fact in page(name).cover}
    assert cover["As of"] == "1 October 2026"
    assert cover["Stage of the plan"] == "Concept of operations"
    assert re.fullmatch(r"text [0-9a-f]{12}", cover["Version of the plan"])
    assert re.search(r"errors?, ", cover["Findings"])
    assert cover["Waivers in force"] == "1 waiver"
    assert re.search(r"Plan version text [0-9a-f]{12}\..*error.*1 waiver in force\.", page(name).footer)


def test_the_version_changes_with_the_text_and_with_nothing_else():
    versions = {
        plain(documents.build(compiled(text), "fact_sheet").cover[2].runs)
        for text in (PLAN, PLAN.replace("850", "860"), PLAN + " ")
    }
    assert len(versions) == 3
    named = documents.build(compiled(PLAN), "fact_sheet", version="v1.2-3-gabc")
    assert "v1.2-3-gabc, text " in named.footer


def test_approval_distribution_and_passages_come_from_the_plans_document():
    cover = {fact.label: plain(fact.runs) for fact in page("fact_sheet").cover}
    assert (cover["Number"], cover["Approved by"], cover["Distribution"]) == (
        "FS/1", "Director of Mission Support, 12 June 2026", "Director of Mission Support",
    )  # fmt: skip
    assert "Why now" in [plain(heading.runs) for heading in page("fact_sheet").headings]
    assert "Number" not in {fact.label for fact in page("risk_register").cover}


def test_waivers_in_force_and_policy_of_the_plans_own_stand_in_every_document():
    for name in NAMES:
        document = page(name)
        assert cells(document, "Waivers in force") == [
            ["FRC-001", "Support Mission in Kasuri", "The second battalion is late", "Director of Mission Support", "15 January 2027", "not given"],
        ]  # fmt: skip
        (override,) = cells(document, "Policy values that the plan sets itself")
        assert override[0] == "drinking water"
        assert override[2:] == ["6 L/person/day", "dry season"]


def test_open_errors_are_listed_with_their_place():
    text = PLAN.replace("type: infantry", "type: infantri")
    assert any(
        row[0] == "REF-005" or "infantri" in row[2]
        for row in cells(page("fact_sheet", text), "Open errors and warnings")
    )


# -- figures -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_that_leads_somewhere_is_in_the_appendix(name):
    document = page(name)
    found = [number.derivation for number in numbers(document.blocks) if number.derivation is not None]
    assert found
    assert set(found) == set(document.derivations)
    assert all(origin.path and origin.exact and (origin.place or origin.computed) for origin in document.derivations)


def test_a_figure_leads_to_the_line_that_gives_it_with_its_source():
    origin = next(each for each in page("fact_sheet").derivations if each.path.endswith("ceiling.troops.value"))
    assert (origin.exact, origin.text, origin.source) == ("850 persons", "850 persons", "paragraph 4")
    assert re.fullmatch(r"plan\.pk:[0-9]+:[0-9]+", origin.place)


def test_money_is_rounded_in_a_sentence_and_exact_in_the_appendix():
    document = page("fact_sheet")
    assert "118.43 million USD" in words(document)
    origin = next(each for each in document.derivations if each.path == "budget.fy.group.I")
    assert origin.exact.replace("\u202f", " ") == "118 432 100 USD"


def test_an_assumed_figure_says_so_where_it_stands():
    text = PLAN.replace('source: "paragraph 4"', "confidence: assumed")
    assert [number.mark for number in numbers(page("fact_sheet", text).blocks) if number.text.startswith("850")] == [
        "assumed"
    ]


# -- the documents -------------------------------------------------------------------------------------------------


def test_the_fact_sheet_shows_mandate_strength_contributors_money_and_tasks():
    said = words(page("fact_sheet"))
    for piece in (
        "UNSMOK", "in Kasuri", "S/RES/0000 (2026), adopted 30 May 2026 , Chapter VII", "1 June 2027: Council renews",
        "10 %", "July 2026 to June 2027: 119.93 million USD (group I: 118.43 million USD , group III: 1.5 million USD )", "Bangladesh 900 persons", "Protect people military", "ops@example.org",
    ):  # fmt: skip
        assert piece in said
    (row,) = next(
        block for block in page("fact_sheet").blocks if isinstance(block, Table) and len(block.columns) == 6
    ).rows
    assert [plain(cell) for cell in row] == [
        "Troops",
        "850 persons",
        "900 persons",
        "900 persons",
        "29 September 2026",
        "-50 persons (above the ceiling)",
    ]


def test_the_strength_curve_shows_the_days_above_the_ceiling():
    figure = next(block for block in page("fact_sheet").blocks if isinstance(block, Figure))
    assert "above its ceiling from 29 Sep 2026" in figure.description
    assert "peak 900 on 29 Sep 2026" in figure.svg


def test_the_concept_keeps_the_paragraphs_and_lists_of_the_intent():
    said = words(page("mission_concept"))
    assert "Help the parties. the road first then the towns" in said
    assert {"Situation", "Options", "Concept", "Resources", "Way out", "State of the plan"} <= {
        plain(heading.runs) for heading in page("mission_concept").headings
    }


def test_the_concept_shows_phases_risks_and_money():
    figures = [block for block in page("mission_concept").blocks if isinstance(block, Figure)]
    assert [re.search(r"<title[^>]*>([^<]*)", figure.svg).group(1) for figure in figures] == [
        "Phases and milestones", "Risk matrix", "Strength against ceilings",
    ]  # fmt: skip
    assert money(PLAN) == [
        ["Class", "Amount"],
        ["Military contingents", "118 432 100 USD"], ["Group I Military and police personnel", "118 432 100 USD"],
        ["Ground transportation", "1 500 000 USD"], ["Group III Operational costs", "1 500 000 USD"],
        ["Total", "119 932 100 USD"],
    ]  # fmt: skip


def money(text):
    """The table of the budget, with its heads."""
    captions = [
        (block, plain(block.caption)) for block in page("mission_concept", text).blocks if isinstance(block, Table)
    ]
    table = next(block for block, caption in captions if "July 2026 to June 2027" in caption)
    heads = [plain(column.runs) for column in table.columns]
    return [heads, *([plain(cell).replace("\u202f", " ") for cell in row] for row in table.rows)]


def test_a_budget_of_which_only_the_spending_is_known_shows_that():
    text = PLAN.replace("amount: 118_432_100 USD", "spent: 9_400_000 USD").replace(
        "amount: 1.5M USD", "spent: 250_000 USD"
    )
    assert money(text) == [
        ["Class", "Spent"],
        ["Military contingents", "9 400 000 USD"], ["Group I Military and police personnel", "9 400 000 USD"],
        ["Ground transportation", "250 000 USD"], ["Group III Operational costs", "250 000 USD"],
        ["Total", "9 650 000 USD"],
    ]  # fmt: skip


def test_what_was_spent_on_every_line_stands_beside_what_was_given():
    text = PLAN.replace("amount: 118_432_100 USD", "amount: 9M USD  spent: 8M USD").replace(
        "amount: 1.5M USD", "amount: 2M USD  spent: 0 USD"
    )
    assert money(text)[0] == ["Class", "Amount", "Spent"]
    assert money(text)[-1] == ["Total", "11 000 000 USD", "8 000 000 USD"]
    assert money(text.replace("  spent: 0 USD", ""))[0] == ["Class", "Amount"]


def test_a_party_that_spoils_the_peace_is_called_so():
    text = f'{PLAN}party bands "Bands" {{ attitude: -2  spoiler: yes }}\nparty others "Others" {{ spoiler: yes }}'
    said = words(page("mission_concept", text))
    assert "hostile, spoiler" in said
    assert re.search(r"Others (not given )+spoiler", said)


def test_the_register_ranks_risks_and_says_what_has_no_score():
    document = page("risk_register")
    assert [row[:6] for row in cells(document, "Risks, the gravest first")] == [
        ["R1", "Floods close the road", "4", "5", "20 very high", "10 high"],
        ["R2", "Strike", "not given", "not given", "not given", "not given"],
    ]
    assert "without a place in the matrix: R2." in words(document)


def test_a_contingency_card_has_its_actions_in_the_order_of_the_clock_and_its_rehearsal():
    document = page("risk_register")
    assert [row[0] for row in cells(document, "Actions, counted from the trigger")] == ["4 h", "24 h"]
    said = words(document)
    assert "Answers R1 Floods close the road" in said
    assert "Flood drill (1 September 2026)" in said


def test_the_register_draws_what_stands_between_cause_and_effect_and_the_minutes_of_a_contingency():
    figures = {plain(block.caption): block for block in page("risk_register").blocks if isinstance(block, Figure)}
    tie = figures["R1 Floods close the road: cause and effect, and what stands between."].description
    assert "Cause: rain; road shut. What lowers it: Stocks before the rains (under way)." in tie
    assert "What answers it: Air bridge. Effect: no effect in the plan." in tie
    clock = figures["Air bridge: who does what until when, from the trigger on."].description
    assert "Director of Mission Support, within 4 h: Order the flights." in clock
    assert not any(caption.startswith("R2 ") for caption in figures)


# -- markings ------------------------------------------------------------------------------------------------------

SECRET = PLAN.replace('risk strike "Strike" {', 'risk strike "Strike" { marking: confidential').replace(
    'unit north "Northern Battalion" {', 'unit north "Northern Battalion" { marking: strictly_confidential'
)


def test_a_document_is_marked_as_the_highest_of_what_it_may_show():
    assert page("risk_register", SECRET).marking == "strictly_confidential"
    assert page("risk_register", SECRET, "confidential").marking == "confidential"
    assert page("risk_register", SECRET, "unclassified").marking == "unclassified"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", ["html", "md"])
def test_readers_who_are_not_cleared_see_neither_a_thing_nor_what_was_made_of_it(name, form):
    if not documents.copies(compiled(SECRET), name, audience="unclassified"):
        assert documents.everything()[name].each == "unit"
        return
    text = formats.write(page(name, SECRET, "unclassified"), form).decode()
    assert "Strike" not in text
    assert "Northern Battalion" not in text
    assert not re.search("900.persons", text)
    assert "leaves out what is marked higher than its readers are cleared for" in text


# -- hostile plans -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "| cell |", "## head", "**x** [y](http://z)", "{% x %}"]
)
def test_what_a_plan_says_stays_text_in_every_document(name, hostile):
    escaped = hostile.replace("{", "{{").replace("}", "}}")
    text = PLAN.replace('"Floods close the road"', f'"Floods {escaped}"').replace(
        '"Support Mission in Kasuri"', f'"Mission {escaped}"'
    )
    document = page(name, text)
    assert f"Mission {hostile}" in words(document)
    assert "<script" not in formats.write(document, "html").decode()
    plainly = page(name)
    assert [type(block) for block in document.blocks] == [type(block) for block in plainly.blocks]


def test_a_draft_says_so_on_its_face():
    draft = documents.build(compiled(PLAN), "fact_sheet", draft=True)
    assert formats.write(draft, "html").decode().count("DRAFT") >= 4
    assert "UNCLASSIFIED – DRAFT" in formats.write(draft, "md").decode()


@pytest.mark.parametrize("name", NAMES)
def test_a_plan_whose_parts_run_in_circles_still_has_a_draft(name):
    text = (
        bare(name)
        + """
mandate m "M" {
  ceiling a { category: troops  value: 5 persons  part_of: mandate.m.ceiling.b }
  ceiling b { category: troops  value: 4 persons  part_of: mandate.m.ceiling.a }
}
post one "One" { reports_to: two }
post two "Two" { reports_to: one }
let x = y
let y = x
phase p "P" { period: 2026-07-01 .. 2026-08-01  after: p }
"""
    )
    assert formats.write(page(name, text), "html").decode()


@pytest.mark.parametrize("name", NAMES)
def test_a_plan_full_of_mistakes_still_has_a_draft(name):
    """Every value of the plan in turn replaced by a text: whatever a field holds, a document can say it."""
    broken = re.sub(r"(?<=: )[0-9][\w.:]*(?: persons| USD| h)?", '"?"', PLAN)
    assert "has an error" in words(page(name, broken))
