"""Documents in French: all of them or none of it, its numbers and days, and the plan's own words as they stand."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from babel.dates import get_month_names

from pages import ROOT, library
from papers import _compiled
from pkdsl import documents, formats, tongues
from pkdsl.diagnostics.said import Said
from pkdsl.documents.retold import finding_retold, is_known, retold
from pkdsl.documents.saying import exact
from pkdsl.documents.translated import keys
from pkdsl.ide.json_schema import json_schema
from pkdsl.page import Figure, plain
from pkdsl.plan.texts import spoken
from pkdsl.schema.base import Declared
from pkdsl.schema.discovery import vocabulary
from pkdsl.syntax import parse, text_parts, tree
from pkdsl.tongues import Untranslated, catalogue, everything, speaking, tell
from small import compiled, value

HOME = ROOT / "pkdsl"
FRENCH = ("fact_sheet", "mission_concept", "risk_register")
INCLUDED = ("state", "pairs", "parts/assumptions")
EXAMPLES = ("unsmok", "unsmok-faults", "unisfa")
FIELD = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{[^{}]*\}")
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


def rules():
    """What the rules say, with expressions in braces, and what such an expression words itself."""
    for source in library().rules:
        for literal in literals(parse(source)[0]):
            pieces = text_parts(literal.text, literal.start)
            yield "".join(f"{{{piece.text.strip()}}}" if piece.is_expression else piece.text for piece in pieces)
            for piece in pieces:
                yield from re.findall(r"'([^']*)'", piece.text) if piece.is_expression else ()


def literals(node):
    """The texts in a tree."""
    if isinstance(node, tree.Literal) and node.type == "STRING":
        yield node
    elif isinstance(node, tuple):
        for part in node:
            yield from literals(part)


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
    """By a template, a rule or a text in the sources; of what is counted, by its singular."""
    texts = {*asked(), *constants(), *rules(), *MADE}
    known = catalogue(code).sentences
    counted = {key for key, said in known.items() if not isinstance(said, str) and key.removesuffix("s") in texts}
    assert {key for key in known if key not in texts} - counted == set()


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_fills_in_what_its_key_does(code):
    for english, said in catalogue(code).sentences.items():
        if isinstance(said, str):
            fields, filled = FIELD.findall(english), FIELD.findall(said)
            worded = [field for field in fields if "'" in field and field not in filled]
            assert sorted(fields) == sorted([*filled, *worded]), english
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


MONTHS = {name: number for number, name in get_month_names("wide", locale="fr").items()}
FRENCH_DAY = re.compile(rf"\b([0-9]+)(?:er)? ({'|'.join(MONTHS)}) ([0-9]{{4}})\b")
NUMBER = re.compile(r"[0-9]+(?:[\s\u202f\u00a0][0-9]{3})*(?:[.,][0-9]+)?")


def figures(text):
    """All numbers and days in a text, in whichever language."""
    plain = FRENCH_DAY.sub(
        lambda found: f"{found[3]}-{MONTHS[found[2]]:02}-{int(found[1]):02}", text.replace("\u00a0", " ")
    )
    days = re.findall(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", plain)
    rest = re.sub(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "", plain)
    return sorted(days), sorted(re.sub(r"\s", "", number).replace(",", ".") for number in NUMBER.findall(rest))


def names(text):
    """The titles of what a sentence speaks of."""
    for one in text.filled.values():
        if isinstance(one, Said):
            yield from names(one)
        elif isinstance(one, Declared):
            yield spoken(one)


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_french_finding_says_the_numbers_days_and_names_of_the_english_one(example):
    told = 0
    for finding in _compiled(example).findings:
        with speaking("fr"):
            for english in filter(None, (finding.message, finding.help, *(label.text for label in finding.labels))):
                french = retold(english)
                if is_known(english):
                    told += 1
                    assert french != english
                    assert figures(french) == figures(english), french
                    assert [name for name in names(english) if name not in french] == [], french
                else:
                    assert french == english
    assert told > 0


def test_what_is_found_in_english_stays_what_it_was():
    for finding in _compiled("unsmok-faults").findings:
        assert finding_retold(finding) == finding


def test_the_table_of_findings_is_french_and_says_where_it_is_not():
    text = formats.write(french("risk_register", "unsmok-faults"), "md").decode()
    assert "dans le mémorandum" in text
    assert "(en anglais lorsqu'il n'est pas traduit)" in text
    assert "in the memorandum" not in text
    assert "en anglais" not in formats.write(french("risk_register"), "md").decode()


def test_a_check_says_in_french_what_it_has_words_for(pkdsl, plan):
    risk = (
        'use un\nlet D = 2026-07-01\nmission m "M" { period: D .. +12 months  currency: USD  as_of: D  stage: opord }\n'
    )
    risk += 'risk flood "Flood" { likelihood: 4  impact: 4 }\nunit north "North" { type: infantry }\n'
    plan({"plan.pk": risk})
    pkdsl("check")
    found = pkdsl("check", "--language", "fr", "--select", "RSK").out
    assert "Flood a une note de 16 et aucun responsable ; à partir de 15" in found.replace("\u00a0", " ")
    assert pkdsl("check", "--select", "RSK").out.count("no owner") == 1
    assert pkdsl("check", "--language", "xx").code == 2
