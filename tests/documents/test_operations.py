"""Concepts of operations, orders and force requirements of small plans."""

from __future__ import annotations

import re
from functools import cache

import pytest

from pkdsl import compiler, documents, formats
from pkdsl.diagnostics import Package, Source, World
from pkdsl.page import Figure, Heading, Listing, Paragraph, Spoken, Table, plain
from pkdsl.workspace import shipped

PLAN = """
mission m "Mission" { period: 2026-07-01 .. 2027-06-30  as_of: 2026-08-01  time_zone: "UTC+3"  marking: unclassified }
mandate r "Resolution" { period: 2026-07-01 .. 2027-06-30  ceiling troops { category: troops  value: 1_700 persons } }
area north "Sector North" { type: sector  responsible: first }
location adeta "Adeta" { at: 2.52N 47.44E  area: north }
post fc "Force Commander" { role: force_commander }
post pc "Police Commissioner" { role: police_commissioner }
post sector "Commander, Sector North" { role: sector_commander }
command over_sector { superior: fc  subordinate: sector  authority: operational_control  period: 2026-07-01 .. 2026-12-31 }
command over_units { superior: sector  subordinate: [first, second]  authority: operational_control }
command over_police { superior: pc  subordinate: police  authority: operational_control }
unit first "First Battalion" {
  type: infantry  echelon: battalion  contributor: NPL  base: adeta  arrives: 2026-07-20  status: deployed
  strength: 850 persons  requirement: patrols_north
  generation_step selection { planned: 2026-05-01  actual: 2026-05-03 }
}
unit second "Second Battalion" {
  type: quick_reaction  arrives: 2026-09-20  status: pledged  strength: 800 persons  notice: 1 h
  generation_step selection { planned: 2026-07-01 }
}
unit loose "Loose Company" { type: engineer  strength: 100 persons  arrives: 2026-09-01  status: pledged }
unit police "Police Unit" { type: formed_police  strength: 140 persons  arrives: 2026-08-20 }
capability patrols "Patrols" { type: manoeuvre }
requirement patrols_north "Patrols in the north" { capability: patrols  quantity: 2  required_by: 2026-07-20 }
phase one "Foothold" { period: 2026-07-01 .. 2026-09-30  purpose: "Hold the town" }
phase two "Spread" { period: 2026-10-01 .. 2027-06-30 }
objective safe "People are safe" {
  task protect "Protect people" { lead: military  by: first  protects_civilians: yes }
  task advise "Advise the police" { lead: police  by: police }
}
activity patrol "Patrols by day" { by: first  starts: 2026-08-01  takes: 30 days }
threat raids "Raids" { type: attack_on_civilians  level: 4  responder: first  within: 2 h }
concept force_concept "Concept of the force" {
  component: military  statement: "The force protects the north."  purpose: "Make people safe"
  instruction { text: "Report by noon" }
}
directive roe "Rules of engagement" { type: roe  binds: military }
directive duf "Directive of the police" { type: duf  binds: police }
public_message why "Why we came" { audience: "everybody" }
document order_1 "Order 1" {
  type: opord  number: "OPORD/1"  omits: ["annex j", "Space"]
  recipient { to: sector  copies: 3 }
}
"""
OPERATIONAL = (
    "conops", "police_conops", "opord", "force_requirements", "unit_requirement", "unit_sheet", "site_sheet",
)  # fmt: skip


@cache
def page(name: str, of: str = ""):
    plan = compiler.compile(World(Package("", (Source("plan.pk", PLAN),)), **shipped()))
    return documents.build(plan, name, of=of)


def cells(document, caption):
    tables = (block for block in document.blocks if isinstance(block, Table))
    table = next(block for block in tables if plain(block.caption) == caption)
    return [[plain(cell).replace("\u202f", " ") for cell in row] for row in table.rows]


def figure(document, words: str):
    return next(block for block in document.blocks if isinstance(block, Figure) and words in plain(block.caption))


def said(document) -> str:
    return " ".join(plain(block.runs) for block in document.blocks if isinstance(block, (Paragraph, Heading)))


# -- concepts of operations ----------------------------------------------------------------------------------------


def test_a_concept_states_mission_and_purpose_of_its_component_and_says_what_it_does_not_state():
    military, police = said(page("conops")), said(page("police_conops"))
    assert "The force protects the north." in military
    assert "Make people safe" in military
    assert "The force protects the north." not in police
    assert "Mission The plan does not state it." in police


def test_each_component_sees_its_own_units_tasks_and_rules():
    assert [row[0] for row in cells(page("conops"), "Tasks to units")] == [
        "First Battalion",
        "Loose Company",
        "Second Battalion",
    ]
    assert [row[0] for row in cells(page("police_conops"), "Tasks to units")] == ["Police Unit"]
    assert [row[0] for row in cells(page("conops"), "Tasks that the component leads")] == ["Protect people"]
    assert [row[0] for row in cells(page("police_conops"), "Tasks that the component leads")] == ["Advise the police"]
    assert [row[:2] for row in cells(page("conops"), "Use of force")] == [
        ["Rules of engagement", "rules of engagement"]
    ]


def test_the_order_of_battle_follows_operational_control_and_keeps_units_without_a_superior():
    words = figure(page("conops"), "Order of battle").description
    assert "Force Commander: Commander, Sector North; No superior named." in words
    assert "Commander, Sector North (" not in words
    assert "Commander, Sector North: First Battalion (Nepal, 850); Second Battalion (800)." in words
    assert "No superior named: Loose Company (100)." in words


def test_the_synchronisation_matrix_sorts_what_is_done_by_function_and_phase():
    words = figure(page("conops"), "Synchronisation matrix").description
    assert "Manoeuvre, Foothold: 1 Aug: Patrols by day." in words
    assert (
        "Deployment, Foothold: 20 Jul: First Battalion; 20 Aug: Police Unit; 1 Sep: Loose Company; 20 Sep: Second Battalion."
        in words
    )


def test_the_reserve_is_named_with_its_notice():
    assert cells(page("conops"), "Reserve")[0][:4] == ["Second Battalion", "800 persons", "not given", "1 h"]


def test_sectors_tell_who_is_there():
    assert cells(page("conops"), "Areas and who is there")[0][:4] == [
        "Sector North",
        "sector",
        "First Battalion",
        "First Battalion",
    ]


# -- the order -----------------------------------------------------------------------------------------------------


def test_the_order_has_five_paragraphs_and_lettered_annexes():
    heads = [(block.number, plain(block.runs)) for block in page("opord").headings]
    assert heads[:5] == [
        ("1", "Situation"), ("2", "Mission"), ("3", "Execution"), ("4", "Administration and logistics"), ("5", "Command and signal"),
    ]  # fmt: skip
    letters = [number for number, _ in heads if number.startswith("Annex")]
    assert letters == sorted(letters)
    assert ("Annex A", "Organisation for the task") in heads
    assert heads[-1] == ("6", "State of the plan")
    assert {"A.1", "A.2"} <= {block.number for block in page("opord").blocks if isinstance(block, Heading)}


def test_an_annex_is_attached_or_said_to_be_omitted_and_why():
    rows = {row[0]: row[2] for row in cells(page("opord"), "Annexes")}
    assert not {"I", "O"} & set(rows)
    assert len(rows) == 24
    assert rows["A"] == rows["Z"] == "attached"
    assert rows["D"] == "omitted: the plan holds nothing for it"
    assert rows["Y"] == "omitted: kept for later"
    assert rows["J"] == rows["N"] == "omitted: left out by decision"
    heads = {block.number for block in page("opord").headings}
    assert {number for number in heads if number.startswith("Annex")} == {
        f"Annex {letter}" for letter, status in rows.items() if status == "attached"
    }


def test_commands_for_a_time_are_attachments():
    assert [row[1:3] for row in cells(page("opord"), "Commands that hold for a time")] == [
        ["Force Commander", "Commander, Sector North"]
    ]


def test_the_order_says_which_time_it_uses_and_who_receives_it():
    assert "Time zone used throughout this order: UTC+3." in said(page("opord"))
    assert cells(page("opord"), "Distribution") == [["Commander, Sector North", "3", "not given"]]


# -- force requirement ---------------------------------------------------------------------------------------------


def test_the_force_requirement_tells_who_fills_what_and_every_gap():
    document = page("force_requirements")
    assert [row[:3] for row in cells(document, "Capability slots")] == [["Patrols in the north", "Patrols", "2"]]
    assert next(row[:3] for row in cells(document, "Units by the slot that they fill")) == [
        "First Battalion",
        "Patrols in the north",
        "Nepal",
    ]
    assert cells(document, "Slots that are not filled") == [
        ["Patrols in the north", "1", "20 July 2026 to 30 June 2027"]
    ]


def test_lights_and_bars_show_how_far_generation_has_come():
    document = page("force_requirements")
    lights = figure(document, "How far the generation").description
    assert "First Battalion (deployed): done: Selection." in lights
    assert "Second Battalion (pledged): late: Selection." in lights
    assert (
        "Troops: planned 1 750, pledged or further 1 750, agreed or further 850, in theatre today 850; ceiling 1 700."
        in (figure(document, "against the ceilings").description)
    )


def test_raising_shows_what_may_slip():
    assert re.search(
        r"First Battalion: 3 May 2026 to 20 Jul 2026, critical\.",
        figure(page("force_requirements"), "Raising").description,
    )


# -- copies --------------------------------------------------------------------------------------------------------


def test_a_statement_of_unit_requirement_ticks_who_provides_what_and_lists_what_nobody_does():
    text = said(page("unit_requirement", "first"))
    assert "The plan does not say who sustains the unit." in text


@pytest.mark.parametrize(("name", "words"), [("site_sheet", "First Battalion"), ("unit_sheet", "Protect people")])
def test_sheets_name_what_belongs_to_them(name, words):
    of = {"site_sheet": "adeta", "unit_sheet": "first"}[name]
    found = [
        plain(cell) for block in page(name, of).blocks if isinstance(block, Table) for row in block.rows for cell in row
    ]
    assert words in found
    assert not any(isinstance(block, Listing) and not block.items for block in page(name, of).blocks)


def test_contributors_are_drawn_by_what_they_send():
    bars = figure(page("force_requirements"), "What each contributor sends")
    assert bars.description == "Nepal: most persons on one day 850."


# -- decision brief ------------------------------------------------------------------------------------------------

BRIEF = """
mission m "Mission" { period: 2026-07-01 .. 2027-06-30  as_of: 2026-09-01  currency: USD  marking: unclassified }
post head "Head" { role: head_of_mission }
post fc "Force Commander" { role: force_commander }
decision way "Which way to spread?" {
  question: "By road or by air?"  decider: head  options: [road, air]  recommended: road
  criterion reach "Reach" { definition: "Villages reached"  weight: 60%  direction: up }
  criterion risk "Risk" { weight: 25%  direction: down }
  criterion cost "Cost" { weight: 10%  direction: down  measure: USD }
  criterion noise "Noise" { weight: 5%  direction: down }
  due: 2026-10-01
  concurrence { by: fc  position: non_concur  comment: "Needs escorts" }
}
course_of_action road "By road" {
  suitable: yes  feasible: no  advantages: ["cheap", "safe"]  score { criterion: decision.way.criterion.reach  value: 4 }
  score { criterion: decision.way.criterion.risk  value: 2 }
  score { criterion: decision.way.criterion.cost  value: 3_000 USD }
  score { criterion: decision.way.criterion.noise  value: 2 }
}
course_of_action air "By air" {
  disadvantages: "dear"  score { criterion: decision.way.criterion.reach  value: 2 }
  score { criterion: decision.way.criterion.risk  value: 4 }
  score { criterion: decision.way.criterion.cost  value: 2_000 USD }
  score { criterion: decision.way.criterion.noise  value: 3 }
}
information_requirement rains "When do the rains end?" { due: 2026-09-15  supports: way }
drawdown south "The south" { date: 2027-03-01  decision: way }
phase first "First" { period: 2026-07-01 .. 2026-12-31 }
phase last "Last" { period: 2027-04-01 .. 2027-06-30 }
decision later "What comes later?" {}
"""


@cache
def brief(of: str):
    plan = compiler.compile(World(Package("", (Source("plan.pk", BRIEF),)), **shipped()))
    assert documents.copies(plan, "decision_brief") == ("later", "way")
    return documents.build(plan, "decision_brief", of=of)


def slides(document):
    """The words and the tables of each slide by its heading."""
    found, head = {}, ""
    for block in document.blocks:
        if isinstance(block, Heading):
            head = plain(block.runs)
        else:
            found.setdefault(head, []).append(block)
    return found


def test_a_brief_has_one_heading_a_slide_and_puts_the_advice_before_the_analysis():
    heads = [plain(block.runs) for block in brief("way").blocks if isinstance(block, Heading)]
    assert all(block.level == 2 for block in brief("way").blocks if isinstance(block, Heading))
    assert (
        heads.index("Recommendation") < heads.index("Background") < heads.index("By road") < heads.index("Comparison")
    )
    assert heads[-2:] == ["Decision asked", "State of the plan"]
    assert brief("way").layout == "brief"


def test_a_brief_compares_the_options_and_records_who_does_not_concur():
    found = slides(brief("way"))
    (table,) = (block for block in found["Screening"] if isinstance(block, Table))
    assert [[plain(cell) for cell in row] for row in table.rows] == [
        ["By road", "yes", "no", "not judged", "not judged", "not judged"], ["By air", *["not judged"] * 5],
    ]  # fmt: skip
    (positions,) = (block for block in found["Coordination so far"] if isinstance(block, Listing))
    assert plain(positions.items[0]) == "Force Commander does not concur: Needs escorts"
    picture = next(block for block in found["Comparison"] if isinstance(block, Figure))
    assert picture.chart.categories == ("By road", "By air")
    assert picture.chart.series[0].values[0] > picture.chart.series[0].values[1]


def test_a_brief_sets_cost_against_risk_and_money_lies_across():
    (trade,) = (block for block in slides(brief("way"))["Cost and risk"] if isinstance(block, Figure))
    assert trade.description == (
        "By road (recommended): Cost, USD 3 000, Risk 2. By air: Cost, USD 2 000, Risk 4. Less of both is better."
    )
    assert not [block for block in slides(brief("later"))["Cost and risk"] if isinstance(block, Figure)]


def test_a_score_of_another_dimension_has_no_place_in_the_chart():
    plan = BRIEF.replace("value: 3_000 USD", "value: 3_000 km")
    compiled = compiler.compile(World(Package("", (Source("plan.pk", plan),)), **shipped()))
    found = slides(documents.build(compiled, "decision_brief", of="way"))["Cost and risk"]
    assert [block.description for block in found if isinstance(block, Figure)] == [
        "By air: Cost, USD 2 000, Risk 4. Less of both is better."
    ]


def test_a_brief_shows_the_time_left_what_must_be_known_and_what_waits():
    (time,) = (block for block in slides(brief("way"))["Time"] if isinstance(block, Figure))
    assert time.description == (
        "Time left to decide: 1 Sep 2026 to 1 Oct 2026. First: 1 Sep 2026 to 31 Dec 2026. Last day to decide: 1 Oct 2026. "
        "Known: When do the rains end?: 15 Sep 2026. Waits for it: The south: 1 Mar 2027."
    )


def test_speakers_have_notes():
    assert sum(isinstance(block, Spoken) for block in brief("way").blocks) >= 4


def test_a_brief_without_options_says_what_is_missing():
    text = " ".join(plain(block.runs) for block in brief("later").blocks if isinstance(block, Paragraph))
    for words in ("names no option", "names no criterion", "records nobody's position", "No outcome is recorded"):
        assert words in text


# -- markings ------------------------------------------------------------------------------------------------------

KINDS = ("unit", "post", "command", "area", "location", "requirement", "phase", "activity", "threat", "concept", "task")


@pytest.mark.parametrize("kind", KINDS)
def test_what_readers_are_not_cleared_for_stands_in_no_operational_document_and_in_no_picture(kind):
    """Every declaration of a kind is hidden at a time; its title may stand nowhere, neither in text nor in a drawing."""
    titles = re.findall(rf'\b{kind} (\w+) "([^"]*)"', PLAN)
    secret = PLAN
    for name, title in titles:
        secret = secret.replace(f'"{title}"', f'"Canary {name}"')
    secret += "".join(f"extend {kind} {name} {{ marking: confidential }}\n" for name, _ in titles)
    plan = compiler.compile(World(Package("", (Source("plan.pk", secret),)), **shipped()))
    for name in OPERATIONAL:
        for of in documents.copies(plan, name, audience="unclassified"):
            document = documents.build(plan, name, of=of, audience="unclassified")
            pictures = [block.svg + block.description for block in document.blocks if isinstance(block, Figure)]
            assert "Canary" not in formats.write(document, "html").decode() + "".join(pictures), name


def test_a_date_that_hangs_on_something_hidden_is_withheld():
    plan = f"""{PLAN}
benchmark open "Canary road" {{ marking: confidential }}
drawdown step "First step" {{ date: when(benchmark.open, 2027-03-01) }}
"""
    compiled = compiler.compile(World(Package("", (Source("plan.pk", plan),)), **shipped()))
    assert "Canary" in formats.write(documents.build(compiled, "opord"), "html").decode()
    hidden = formats.write(documents.build(compiled, "opord", audience="unclassified"), "html").decode()
    assert "First step" in hidden
    assert "Canary" not in hidden


def test_where_a_figure_comes_from_names_no_hidden_source():
    plan = PLAN.replace("strength: 850 persons", "strength: 850 persons  source: informer") + (
        'information_source informer "Canary" { type: community  marking: confidential }'
    )
    compiled = compiler.compile(World(Package("", (Source("plan.pk", plan),)), **shipped()))
    for audience, seen in (("", True), ("unclassified", False)):
        document = documents.build(compiled, "unit_sheet", of="first", audience=audience)
        assert ("Canary" in formats.write(document, "html").decode()) == seen
