"""The budget document: every amount stands where a budget officer looks for it, and adds up."""

from __future__ import annotations

from functools import cache

import pytest

from pkdsl import compiler, documents
from pkdsl.diagnostics import Package, Source, World
from pkdsl.page import Figure, Listing, Paragraph, Table, plain
from pkdsl.workspace import shipped

PLAN = """
let D = 2026-07-01
mission m "Mission" { period: 2026-01-01 .. 2027-06-30  currency: USD  as_of: 2026-08-01 }
mandate res "Resolution" { period: 2026-01-01 .. 2026-12-31 }
rbb_component security "Security" { number: 1 }
objective safe "People are safe" { rbb_component: security  external_factors: ["parties keep their word"] }
indicator attacks "Attacks" {
  objective: safe  measure: "a month"  direction: down  baseline: 10  baseline_date: D  target: 2  due: 2027-06-01
}
task patrols "Patrols" { objective: safe }
output days "Patrol days" { task: patrols  quantity: 900 }
unit north "North" { strength: 100 persons  arrives: D  rbb_component: security }
cost pay "Pay" { class: military_contingents  for u in units  amount: u.strength * 12_000 USD/person  spread: D .. 2027-06-30 }
cost fuel "Fuel" { class: ground_transportation  amount: 300_000 USD  on: 2026-09-01 }
budget old "Last year" {
  period: 2026-01-01 .. 2026-06-30
  line troops { class: military_contingents  amount: 1M USD }
  line travel { class: official_travel  amount: 50k USD }
}
budget new "This year" {
  period: D .. 2027-06-30  mandate: res  previous: old  apportionment: months  requests: "fewer journeys"
  line troops {
    class: military_contingents  amount: 1.1M USD  rbb_component: security  variance_cause: mandate  recurrent: yes
  }
  line lorries { class: ground_transportation  amount: 300k USD  variance_cause: management  recurrent: no }
  control_total { of: I  amount: 1.1M USD }
  control_total { of: total  amount: 1.5M USD }
}
fund assessed "Assessed" { type: assessed  amount: 1M USD  status: confirmed  period: D .. 2027-06-30 }
fund trust "Trust" { type: trust_fund  amount: 100k USD  status: pledged  period: D .. 2027-06-30  earmark: patrols }
audit stores "Stores" { date: D  recommendation { text: "Count them"  priority: critical  due: 2026-10-01  status: open } }
"""


@cache
def compiled():
    return compiler.compile(World(Package("", (Source("plan.pk", PLAN),)), **shipped()))


def budget(of: str = "new", audience: str = ""):
    return documents.build(compiled(), "budget", of=of, audience=audience)


def rows(document, caption: str):
    tables = (block for block in document.blocks if isinstance(block, Table))
    table = next(block for block in tables if plain(block.caption).startswith(caption))
    return [[plain(cell).replace("\u202f", " ") for cell in row] for row in table.rows]


def said(document) -> list[str]:
    items = (item for block in document.blocks if isinstance(block, Listing) for item in block.items)
    return [plain(item).replace("\u202f", " ") for item in items]


def test_there_is_a_document_for_each_budget():
    assert documents.copies(compiled(), "budget") == ("new", "old")


def test_resources_stand_beside_those_of_the_budget_before():
    found = rows(budget(), "Financial resources, in USD")
    assert found == [
        ["Military contingents", "1 000 000", "1 100 000", "+100 000", "+10 %", "none"],
        ["Group I Military and police personnel", "1 000 000", "1 100 000", "+100 000", "+10 %", "none"],
        ["Official travel", "50 000", "none", "-50 000", "-100 %", "none"],
        ["Ground transportation", "none", "300 000", "+300 000", "new", "300 000"],
        ["Group III Operational costs", "50 000", "300 000", "+250 000", "+500 %", "300 000"],
        ["Total", "1 050 000", "1 400 000", "+350 000", "+33.3 %", "300 000"],
    ]


def test_the_differences_are_parted_by_their_causes():
    assert rows(budget(), "What the differences come from") == [
        ["Management", "+300 000", "ground transportation"], ["Mandate", "+100 000", "military contingents"],
        ["no cause given", "-50 000", "official travel"],
    ]  # fmt: skip


def test_the_requirement_of_the_plan_says_what_is_short_and_through_what():
    found = {row[0]: row[1:] for row in rows(budget(), "Requirement by class")}
    assert found["Military contingents"] == ["1 200 000", "1 200 000", "1 100 000", "+100 000", "Pay"]
    assert found["Ground transportation"] == ["300 000", "300 000", "300 000", "0", "Fuel"]
    assert found["Total"] == ["1 500 000", "1 500 000", "1 400 000", "+100 000", ""]


def test_results_have_people_money_indicators_outputs_and_factors():
    document = budget()
    assert rows(document, "Expected accomplishment: People are safe")[0][:5] == ["Attacks", "a month", "10", "10", "2"]
    assert rows(document, "Outputs for it: People are safe") == [["Patrol days", "900", "not given"]]
    paragraphs = [plain(block.runs) for block in document.blocks if hasattr(block, "runs")]
    assert any("at most 100 persons" in one.replace("\u202f", " ") for one in paragraphs)
    assert any("name it: 1 100 000 USD" in one.replace("\u202f", " ") for one in paragraphs)
    assert "parties keep their word" in said(document)


def test_actions_part_the_appropriation_where_the_mandate_ends():
    assert said(budget())[-4:-1] == [
        "to appropriate 1 400 000 USD for the period, This year",
        "to assess 700 000 USD for the time up to the end of the mandate on 31 December 2026",
        "to assess 700 000 USD for the time after it, should the Council decide to extend the mandate",
    ]
    assert "to assess 1 050 000 USD for the period" in said(budget("old"))


def test_funding_counts_each_amount_once_and_says_what_it_is_for():
    assert rows(budget(), "What the lines can be paid with") == [
        ["received", "0 USD"], ["confirmed or surer", "1 000 000 USD"], ["pledged or surer", "1 000 000 USD"],
        ["planned or surer", "1 000 000 USD"],
    ]  # fmt: skip
    assert "Trust: for nothing but Patrols" in said(budget())


def test_a_total_that_the_lines_do_not_make_is_told():
    assert [(row[0], row[-1]) for row in rows(budget(), "Stated totals")] == [
        ("Group I Military and police personnel", "agrees"), ("Total", "does not agree"),
    ]  # fmt: skip


def test_the_pictures_show_the_amounts_of_the_tables():
    figures = {plain(block.caption): block for block in budget().blocks if isinstance(block, Figure)}
    classes = next(one for caption, one in figures.items() if "by group and class" in caption)
    assert "Military contingents: in the lines of the budget 1.1 million USD; what the plan costs 1.2 million USD." in (
        classes.description
    )
    change = next(one for caption, one in figures.items() if caption.startswith("What makes the difference"))
    assert "Official travel: less by 0.05 million USD." in change.description
    assert change.description.endswith("This year: 1.4 million USD.")


def test_follow_up_names_what_was_asked_and_advised():
    assert said(budget())[-1] == "fewer journeys"
    assert rows(budget(), "Recommendations of audits")[0][:4] == ["Stores", "Count them", "critical", "1 October 2026"]


def test_a_budget_for_the_time_after_names_no_unit_that_has_left_and_no_aim_that_was_due():
    after = 'budget after "Winding up" {\n  period: 2027-07-01 .. 2027-12-31\n  line rooms { class: facilities_and_infrastructure  amount: 90k USD }\n}\n'
    text = PLAN.replace("2027-06-30  currency", "2027-12-31  currency").replace(
        "arrives: D", "arrives: D  leaves: 2027-06-30"
    )
    plan = compiler.compile(World(Package("", (Source("plan.pk", text + after),)), **shipped()))
    paper = documents.build(plan, "budget", of="after")
    words = " ".join(plain(block.runs) for block in paper.blocks if isinstance(block, Paragraph))
    assert (
        "No unit and no section that works for it is there in the period. Lines of this budget that name it: none."
        in words
    )
    assert "still to be reached in the period" in words
    assert not any(
        plain(block.caption).startswith("Expected accomplishment") for block in paper.blocks if isinstance(block, Table)
    )
    assert rows(documents.build(plan, "budget", of="new"), "Expected accomplishment: People are safe")


@pytest.mark.parametrize(("title", "head"), [("Last year", "Last year, spent"), ("Spent last year", "Spent last year")])
def test_a_budget_before_that_was_spent_is_called_so_once(title, head):
    text = PLAN.replace('budget old "Last year"', f'budget old "{title}"')
    for amount in ("amount: 1M USD }", "amount: 50k USD }"):
        text = text.replace(amount, amount.replace("amount", "spent"), 1)
    plan = compiler.compile(World(Package("", (Source("plan.pk", text),)), **shipped()))
    tables = (block for block in documents.build(plan, "budget", of="new").blocks if isinstance(block, Table))
    table = next(table for table in tables if plain(table.caption).startswith("Financial resources"))
    assert plain(table.columns[1].runs) == head
