"""A plan's own templates: they say what they are given in their own words, and can do nothing else."""

from __future__ import annotations

import re
import time
import tomllib
from pathlib import Path

import pytest

from pages import ROOT
from pkdsl import compiler, documents, formats
from pkdsl.diagnostics import Package, Source, World
from pkdsl.documents import Mistaken, added
from pkdsl.documents.own import CLOSED, Walk
from pkdsl.documents.words import environment, plainly, render
from pkdsl.page import Heading, all_runs, plain
from pkdsl.workspace import find, read, shipped
from small import MISSION

CASES = tomllib.loads((Path(__file__).parent / "escapes.toml").read_text(encoding="utf-8"))["case"]
UNITS = "".join(
    f'unit u{number} "Unit {number}" {{ type: infantry  strength: {500 + number} persons }}\n' for number in range(40)
)
PLAN = f"{MISSION}{UNITS}"
LARGE = {"LONG": "x" * 200, "DEEP": "{{ " + "(" * 60_000 + "1" + ")" * 60_000 + " }}", "DIGITS": "9" * 5_000}


def compiled(templates: dict[str, str], plan: str = PLAN):
    own = {name: Source(f"templates/{name}", text) for name, text in templates.items()}
    return compiler.compile(World(Package("", (Source("plan.pk", plan),), templates=own), **shipped()))


def built(templates: dict[str, str], name: str = "own", **how):
    return documents.build(compiled(templates), name, **how)


def said(page) -> str:
    """The words of a document, without how a format writes them."""
    return "\n".join(plain(runs) for block in page.blocks for runs in all_runs(block)).replace("\u202f", " ")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_template_can_do_nothing_but_show_what_it_is_given(case):
    text = case["text"]
    for short, long in LARGE.items():
        text = text.replace(short, long)
    view = "{# view: fact_sheet #}"
    own = {"own.md.j2": view + case.get("before", "") + text, "parts/back.md.j2": "{% include 'own.md.j2' %}"}
    began = time.process_time()
    if not case["code"]:
        assert b"<script>" not in formats.write(built(own), "html")
        return
    found = compiled(own)
    mistakes = list(added.mistakes(found.templates))
    if not mistakes:
        with pytest.raises(Mistaken) as raised:
            documents.build(found, "own")
        mistakes = [raised.value.finding]
    assert mistakes[0].code == case["code"], mistakes[0].message
    assert mistakes[0].span.position.line == case.get("line", mistakes[0].span.position.line)
    assert mistakes[0].span.source.path in {"templates/own.md.j2", "templates/parts/back.md.j2"}
    assert len(mistakes[0].message) < 300
    assert time.process_time() - began < 10


@pytest.mark.parametrize("name", documents.everything())
def test_walking_a_template_comes_to_the_same_as_running_it(name, monkeypatch):
    """Every document of pkdsl is also a template that a plan could have."""
    from pkdsl.documents import assembly

    found = compiled({}, f'use un\n{PLAN}location camp "Camp" {{ at: 2.52N 47.44E }}\ndecision way "Which?" {{}}\n')
    for of in documents.copies(found, name)[:1]:
        running = documents.build(found, name, of=of)
        monkeypatch.setattr(
            assembly, "_words", lambda _, about, view: Walk({}).blocks(f"{about.view}.md.j2", plainly(view))
        )
        assert documents.build(found, name, of=of) == running


def test_a_plan_says_a_document_in_its_own_words():
    page = built(
        {"fact_sheet.md.j2": "## In short\n\nUnits: {{ plan.units[0].title }}, {{ plan.units[0].strength }}.\n"},
        "fact_sheet",
    )
    assert page.subtitle == documents.everything()["fact_sheet"].title
    assert [plain(one.runs) for one in page.blocks if isinstance(one, Heading)] == ["In short", "State of the plan"]
    assert "Units: Unit 0, 500 persons" in said(page)
    assert page.derivations


def test_it_may_show_the_shipped_words_too_and_replace_a_part_of_them():
    shipped_words = "{% include 'shipped/fact_sheet.md.j2' %}"
    whole = [plain(one.runs) for one in built({}, "fact_sheet").blocks if isinstance(one, Heading)]
    more = built({"fact_sheet.md.j2": f"## First\n\nThis.\n\n{shipped_words}"}, "fact_sheet")
    assert [plain(one.runs) for one in more.blocks if isinstance(one, Heading)] == ["First", *whole]
    part = built({"parts/order.md.j2": "Only this."}, "opord")
    assert "Only this." in said(part)


def test_a_plan_adds_a_document():
    own = {
        "weekly.md.j2": "{#\n  view: fact_sheet\n  title: Weekly report\n  reader: the leadership\n#}\n## Units\n\n"
        "{% for unit in plan.units %}\n- {{ loop.index }} {{ unit.title }}: {% if unit.base is given %}{{ unit.base }}{% else %}nowhere{% endif +%}\n{% endfor %}\n"
    }  # fmt: skip
    found = compiled(own)
    assert documents.known(found)["weekly"].title == "Weekly report"
    assert "weekly" not in documents.everything()
    page = documents.build(found, "weekly")
    assert "40 Unit 9: nowhere" in said(page)
    assert (page.name, page.subtitle, page.layout) == ("weekly", "Weekly report", "sheet")


@pytest.mark.parametrize(
    ("name", "text"),
    [("weekly.md.j2", "Hello"), ("weekly.md.j2", "{# view: fact_shet #}"), ("Week 1.md.j2", "{# view: fact_sheet #}"), *((name, "") for name in CLOSED)],
)  # fmt: skip
def test_a_template_of_no_document_says_so(name, text):
    (finding,) = added.mistakes({name: Source(f"templates/{name}", text)})
    assert finding.code == "TPL-003"


def test_what_readers_may_not_see_reaches_no_template():
    plan = PLAN.replace('"Unit 3" {', '"Canary" { marking: confidential').replace(
        "as_of: D }", "as_of: D  marking: unclassified }"
    )
    own = {"own.md.j2": "{# view: fact_sheet #}{% for unit in plan.units %}\n- {{ unit.title }}\n{% endfor %}\n"}
    found = compiled(own, plan)
    assert "Canary" in said(documents.build(found, "own"))
    assert "Canary" not in said(documents.build(found, "own", audience="unclassified"))


def test_every_shipped_template_is_one_that_a_plan_could_have():
    from pkdsl.documents.own import parsed

    for name in environment().list_templates(extensions=["j2"]):
        parsed(environment().source(name))
    assert render is not None


# -- in a folder -------------------------------------------------------------------------------------------------------


def test_the_check_finds_a_mistake_in_a_template(pkdsl, plan):
    plan({"plan.pk": PLAN, "templates/fact_sheet.md.j2": "One\n\n{{ title | upper }}\n"})
    run = pkdsl("check")
    assert run.code == 3
    assert "TPL-001" in run.out
    assert "templates/fact_sheet.md.j2:3:1" in run.out
    assert pkdsl("explain", "TPL-001").code == 0


def test_a_mistake_that_only_filling_in_shows_is_told_and_nothing_is_written(pkdsl, plan, tmp_path):
    plan({"plan.pk": PLAN, "templates/fact_sheet.md.j2": "One\n\n{{ titel }}\n"})
    assert "TPL" not in pkdsl("check").out
    run = pkdsl("render", "fact_sheet", "opord", "--draft")
    assert (run.code, list(tmp_path.rglob("*.html"))) == (3, [])
    assert "TPL-002" in run.out
    assert "templates/fact_sheet.md.j2:3:1" in run.out


def test_a_document_of_the_plans_own_is_rendered_and_again_when_its_words_change(pkdsl, plan, tmp_path):
    plan(
        {
            "plan.pk": PLAN,
            "templates/weekly.md.j2": "{# view: fact_sheet #}\nOne.\n",
            "templates/notes.txt": "no template",
        }
    )
    assert pkdsl("render", "weekly", "--draft", "--format", "md").code == 0
    assert "One" in (tmp_path / "out" / "weekly.md").read_text(encoding="utf-8")
    plan({"plan.pk": PLAN, "templates/weekly.md.j2": "{# view: fact_sheet #}\nTwo.\n"})
    assert "wrote" in pkdsl("render", "weekly", "--draft", "--format", "md").err
    assert "Two" in (tmp_path / "out" / "weekly.md").read_text(encoding="utf-8")


def test_a_link_to_a_template_outside_is_refused(pkdsl, plan, tmp_path):
    home = plan({"a/plan.pk": PLAN, "a/pkdsl.toml": "", "secret.md.j2": "Secret"}) / "a"
    (home / "templates").mkdir()
    (home / "templates" / "fact_sheet.md.j2").symlink_to(tmp_path / "secret.md.j2")
    run = pkdsl("check", "a")
    assert (run.code, "PKG-002" in run.out) == (5, True)


# -- what is told of them ----------------------------------------------------------------------------------------------


def test_the_template_of_the_page_is_a_document_of_the_plan_above_it():
    text = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^```pk example\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    (template,) = re.findall(r"^```jinja\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    found = compiled({"weekly.md.j2": template}, example)
    assert list(added.mistakes(found.templates)) == []
    page = documents.build(found, "weekly")
    assert page.subtitle == "Weekly report"
    assert "Northern Battalion\n850 persons\nAdeta\nSouthern Battalion\n700 persons\non the move" in said(page)


def test_the_leaflet_of_the_example_names_every_place_where_people_live():
    found = compiler.compile(read(find(ROOT / "examples" / "unsmok")).world)
    page = documents.build(found, "arrivals")
    assert page.subtitle == "Leaflet for arrivals"
    assert "Adeta, headquarters of Sector North" in said(page)
    assert "not given" not in said(page).partition("State of the plan")[0]
