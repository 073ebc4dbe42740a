"""Documents in French: all of them or none of it, its numbers and days, and the plan's own words as they stand."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from pages import ROOT
from papers import _compiled
from pkdsl import documents, formats, tongues
from pkdsl.documents.saying import exact
from pkdsl.documents.translated import keys
from pkdsl.ide.json_schema import json_schema
from pkdsl.page import Figure, plain
from pkdsl.schema.discovery import vocabulary
from pkdsl.tongues import Untranslated, catalogue, everything, speaking, tell
from small import compiled, value

HOME = ROOT / "pkdsl"
FRENCH = ("fact_sheet", "mission_concept", "risk_register")
INCLUDED = ("state", "pairs", "parts/assumptions")
EXAMPLES = ("unsmok", "unsmok-faults", "unisfa")
FIELD = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{\w*\}")
MADE = {
    *(f"By {mode}" for mode in ("road", "rail", "river", "sea", "air", "pipeline")),
    *(f"{name} component" for name in ("Military", "Police", "Civilian", "Support")),
    *(f"{name}: {{said}}" for name in ("response", "control", "appetite")),
    "{said}; no ceiling is given.", "{said}; never above its ceiling.", "{said}; above its ceiling from {start} to {end}.",
    "above the ceiling", "Primary", "Alternate", "Contingency", "Emergency", "Tables", "Figures",
    "W", "The sum of the lines of all three groups.",
}  # fmt: skip
"""What the sources put together of smaller words."""
OTHERS = tuple(code for code in everything() if code != "en")


def asked():
    """What the templates ask for."""
    names = [*FRENCH, *INCLUDED]
    return {key for name in names for key in keys((HOME / f"documents/{name}.md.j2").read_text(encoding="utf-8"))}


def constants():
    """Every text that stands in the sources; of what computes something its first line."""
    for path in HOME.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
                yield node.value.split("\n", maxsplit=1)[0]


def french(name, example="unsmok"):
    return documents.build(_compiled(example), name, draft=True, language="fr")


@pytest.mark.parametrize("code", OTHERS)
def test_every_key_of_a_template_is_in_the_catalogue(code):
    assert {key for key in asked() if key not in catalogue(code).sentences} == set()


@pytest.mark.parametrize("code", OTHERS)
def test_every_key_of_the_catalogue_is_asked_for(code):
    """By a template or by a text in the sources; of what is counted, by its singular."""
    texts = {*asked(), *constants(), *MADE}
    known = catalogue(code).sentences
    counted = {key for key, said in known.items() if not isinstance(said, str) and key.removesuffix("s") in texts}
    assert {key for key in known if key not in texts} - counted == set()


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_fills_in_what_its_key_does(code):
    for english, said in catalogue(code).sentences.items():
        if isinstance(said, str):
            assert sorted(FIELD.findall(english)) == sorted(FIELD.findall(said)), english
        else:
            assert all("{}" in form for name, form in said.items() if name != "zero"), english
            assert "other" in said, english


@pytest.mark.parametrize("code", OTHERS)
def test_every_word_of_the_language_is_said(code):
    found: set[str] = set()

    def gather(piece):
        if isinstance(piece, dict):
            found.update(map(str, piece.get("enum", ())))
            for each in piece.values():
                gather(each)
        elif isinstance(piece, list):
            for each in piece:
                gather(each)

    gather(json_schema(vocabulary()))
    words = {word for word in found if re.fullmatch(r"[a-z][a-z_0-9]*", word)}
    assert words
    assert words - catalogue(code).words.keys() == set()


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.parametrize("name", FRENCH)
def test_a_document_is_french_from_head_to_foot(name, example):
    """No sentence or head of pkdsl is left in English; what the plan itself says in these words is not pkdsl's."""
    page = french(name, example)
    assert page.language == "fr"
    with speaking("fr"):
        shown = {tell(key) for key in asked()}
    heads = {plain(column.runs) for block in page.blocks for column in getattr(block, "columns", ()) if column.runs}
    said = {key for key in asked() if not FIELD.search(key)} - shown
    assert {head for head in heads if head in said} == set()
    text = formats.write(page, "md").decode()
    sentences = {key for key in catalogue("fr").sentences if len(key.split()) > 3 and not FIELD.search(key)}
    assert {key for key in sentences if key in text} == set()


def test_pictures_and_their_words_for_those_who_cannot_see_are_french():
    page = french("risk_register")
    pictures = [block for block in page.blocks if isinstance(block, Figure)]
    assert "Probabilité" in pictures[0].svg
    assert "Likelihood" not in pictures[0].svg
    assert "probabilité 4, impact 4" in pictures[0].description


def test_numbers_and_days_are_french_and_names_stay():
    text = formats.write(french("fact_sheet"), "html").decode()
    assert "6\u202f500\u00a0personnes" in text
    assert "17,4\u00a0%" in text
    assert "1er mars 2026 au 28 février 2027" in text
    assert "Népal" in text
    assert "Open and keep open the main supply route" in text


@pytest.mark.parametrize("form", [name for name, form in formats.everything().items() if form.is_ready])
def test_every_format_speaks_french(form):
    page = french("fact_sheet")
    if page.layout not in formats.everything()[form].suits:
        pytest.skip("no format for this paper")
    assert formats.write(page, form)


def test_html_and_pdf_say_in_which_language_they_are():
    from io import BytesIO

    from pypdf import PdfReader

    page = french("fact_sheet")
    assert '<html lang="fr">' in formats.write(page, "html").decode()
    assert PdfReader(BytesIO(formats.write(page, "pdf"))).trailer["/Root"]["/Lang"] == "fr"


def test_a_document_that_is_not_translated_is_refused_whole():
    with pytest.raises(Untranslated, match=r"`fr` has no words for “.+” and [0-9]+ more"):
        documents.build(_compiled("unsmok"), "medical_plan", language="fr")


def test_what_has_been_said_in_one_language_does_not_stay_in_another():
    before = formats.write(documents.build(_compiled("unsmok"), "mission_concept"), "html")
    french("mission_concept")
    assert formats.write(documents.build(_compiled("unsmok"), "mission_concept"), "html") == before
    assert tongues.language() == "en"


def test_a_plan_that_says_nothing_speaks_french_too():
    for name in FRENCH:
        assert documents.build(compiled(""), name, language="fr").title == "Plan sans mission"


def test_the_shell_names_files_by_language_and_refuses_one_that_there_is_not(pkdsl, tmp_path):
    (tmp_path / "pkdsl.toml").write_text('[plan]\nname = "m"\n', encoding="utf-8")
    (tmp_path / "plan.pk").write_text('mission m "A mission" { type: observation }\n', encoding="utf-8")
    run = pkdsl("render", "fact_sheet", "--language", "fr", "--format", "md", "--draft")
    assert run.code == 0
    assert "Fiche signalétique" in (Path(tmp_path) / "out/fact_sheet.fr.md").read_text(encoding="utf-8")
    settings = '[plan]\nname = "m"\n[render.x]\ndocument = "fact_sheet"\nformats = ["html"]\nlanguage = "fr"\n'
    (tmp_path / "pkdsl.toml").write_text(settings, encoding="utf-8")
    assert pkdsl("render", "--draft").code == 0
    assert '<html lang="fr">' in (Path(tmp_path) / "out/fact_sheet.fr.html").read_text(encoding="utf-8")
    wrong = pkdsl("render", "fact_sheet", "--language", "xx")
    assert wrong.code == 2
    assert "There is no language `xx`; there are en, fr." in wrong.err


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("1_234.5 L/person/day", "1\u202f234,5\u00a0L/personne/jour"), ("30 km/day", "30\u00a0km/jour"), ("1.5 days", "1,5\u00a0jour"),
        ("0 persons", "0\u00a0personne"), ("2 persons", "2\u00a0personnes"), ("60%", "60\u00a0%"), ("3 months", "3\u00a0mois"),
    ],
)  # fmt: skip
def test_what_is_counted_takes_the_form_that_its_number_asks_for(expression, said):
    with speaking("fr"):
        assert exact(value("", expression)) == said
