"""Word as a second reader finds it: every word in its place, and structure that Word knows as its own."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

import poison
from papers import HOSTILE, WHOLE, Signs, document, of_example, origins, page_with, squashed
from pkdsl import formats
from pkdsl.documents.numbering import numbered
from pkdsl.page import Break, Column, Derivation, Figure, Heading, Listing, Number, Paragraph, Table, clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document as Word

    from pkdsl.page import Document

LEAD = "The number in brackets behind a figure leads here. A path that names one value is what pkdsl why answers to."
HEADS = "No. Path and place in the plan Exact value, text that gives it, source and reason"


def read(page: Document) -> Word:
    return docx.Document(io.BytesIO(formats.write(page, "docx")))


def texts(element) -> str:
    """What a reader sees of an element; not the codes of fields."""
    return squashed("".join(text.text or "" for text in element.iter(qn("w:t"))))


def styles(word: Word) -> list[str]:
    return [paragraph.style.name for paragraph in word.paragraphs]


def whole(page: Document) -> str:
    """All that must stand behind cover and contents."""
    tail = ("Where the figures come from", LEAD, HEADS) if page.places else ()
    return squashed(clean("".join((*Signs(page, bullet="", numbers=False).told(), *tail, *origins(page)))))


def test_a_page_is_told_whole_and_in_order():
    page = document(*WHOLE)
    cover = squashed("Fact sheet A mission As of 1 July 2026")
    assert texts(read(page).element.body) == cover + whole(page)


@pytest.mark.parametrize("example", ["unsmok", "unisfa"])
@pytest.mark.parametrize("name", ["fact_sheet", "mission_concept", "risk_register", "force_requirements", "opord"])
def test_documents_of_examples_lose_nothing_in_word(example, name):
    page = of_example(example, name)
    assert texts(read(page).element.body).endswith(whole(page))


@pytest.mark.parametrize("name", ["fact_sheet", "unit_sheet"])
def test_poison_in_every_text_of_a_plan_is_whole_in_word(name):
    page = poison.paper(name)
    assert texts(read(page).element.body).endswith(whole(page))


def test_headings_paragraphs_and_lists_are_numbered_by_word():
    word = read(document(*WHOLE))
    found = [(p.style.name, p.text) for p in word.paragraphs if p.text]
    assert ("Heading 1", "Force") in found
    assert ("Heading 2", "Details") in found
    assert [text for style, text in found if style == "Numbered Paragraph"][1] == "herethere"
    assert [text for style, text in found if style == "List Bullet"] == ["one", "twothree"]
    heads = [p for p in word.paragraphs if p.style.name.startswith("Heading")]
    levels = [p._p.find(f".//{qn('w:ilvl')}") for p in heads]
    assert [None if level is None else level.get(qn("w:val")) for level in levels] == ["0", "1", None]


def test_a_section_with_a_mark_of_its_own_bears_it_and_does_not_count():
    blocks = (
        Heading(2, ("Mission",)),
        Heading(2, ("Operations",), number="Annex C"),
        Heading(3, ("Phases",)),
        Heading(2, ("State",)),
    )
    page = document(*numbered(blocks, paragraphs=True))
    heads = [p for p in read(page).paragraphs if p.style.name.startswith("Heading")]
    counted = [(p.text, p._p.find(f".//{qn('w:ilvl')}") is not None) for p in heads]
    assert counted[:4] == [("Mission", True), ("Annex C: Operations", False), ("C.1: Phases", False), ("State", True)]


def test_captions_count_by_themselves_and_tables_say_their_heads_on_every_page():
    word = read(document(*WHOLE))
    codes = [code.text.strip() for code in word.element.body.iter(qn("w:instrText"))]
    assert codes == ["SEQ Table \\* ARABIC", "SEQ Figure \\* ARABIC"]
    cover, listed, facts, appendix = word.tables
    repeated = [bool(list(table.rows[0]._tr.iter(qn("w:tblHeader")))) for table in (cover, listed, facts, appendix)]
    assert repeated == [False, True, False, True]
    assert all(list(row._tr.iter(qn("w:cantSplit"))) for table in word.tables for row in table.rows)
    (row,) = listed.rows[1:]
    assert [cell.paragraphs[0].paragraph_format.alignment for cell in row.cells] == [None, 2, 1]


def test_pictures_are_there_as_drawn_and_in_points_and_told_in_words():
    data = formats.write(document(*WHOLE), "docx")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        media = {name.rpartition(".")[2]: package.read(name) for name in package.namelist() if "/media/" in name}
    assert media["svg"].startswith(b"<svg")
    assert media["png"].startswith(b"\x89PNG")
    (picture,) = docx.Document(io.BytesIO(data)).inline_shapes
    assert picture._inline.docPr.get("descr") == "What it shows"


@pytest.mark.parametrize("layout", ["paper", "sheet"])
def test_every_page_is_marked_and_counted(layout):
    lying = Table(tuple(Column((f"Column {n}",)) for n in range(16)), ((tuple((f"word{n}" * 2,) for n in range(16))),))
    word = read(document(*WHOLE, lying, Paragraph(("end",)), layout=layout, draft=True))
    assert len(word.sections) == 3
    assert [section.page_width > section.page_height for section in word.sections] == [False, True, False]
    for section in word.sections:
        (head,), (foot, below) = (each.tables[0].rows for each in (section.header, section.footer))
        assert [cell.text for cell in head.cells] == ["A mission", "STRICTLY CONFIDENTIAL – DRAFT", "Fact sheet"]
        assert [cell.text for cell in foot.cells] == ["", "STRICTLY CONFIDENTIAL – DRAFT", "1 / 1"]
        assert "DRAFT" in section.header._element.xml.partition("font-weight:bold")[2][:60]
        assert {cell.text for cell in below.cells} == {"As of 1 July 2026"}
        assert [code.text.strip() for code in section.footer._element.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]


def test_long_papers_have_contents_and_lists_that_word_keeps_up_to_date():
    word = read(document(*(block for n in range(5) for block in (Heading(2, (f"Part {n}",)), *WHOLE[1:7]))))
    codes = [code.text.strip() for code in word.element.body.iter(qn("w:instrText")) if "TOC" in code.text]
    assert codes == ['TOC \\o "1-2" \\h \\z \\u', 'TOC \\h \\z \\c "Table"', 'TOC \\h \\z \\c "Figure"']
    assert word.settings.element.find(qn("w:updateFields")).get(qn("w:val")) == "true"
    assert [style for style in styles(word) if "toc" in style.lower()] == ["toc 1", "toc 2"] * 5
    assert not [style for style in styles(read(document(*WHOLE))) if "toc" in style.lower()]


def test_every_link_inside_leads_somewhere_and_none_leads_out_but_checked_ones():
    word = read(document(*WHOLE))
    marks = [mark.get(qn("w:name")) for mark in word.element.body.iter(qn("w:bookmarkStart"))]
    links = list(word.element.body.iter(qn("w:hyperlink")))
    inner = {link.get(qn("w:anchor")) for link in links} - {None}
    assert inner == {"from_1"}
    assert inner <= set(marks)
    assert len(marks) == len(set(marks))
    outside = [relation.target_ref for relation in word.part.rels.values() if relation.is_external]
    assert outside == ["https://example.org/x"]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_shown_as_text(hostile):
    page = page_with(hostile)
    word = read(page)
    assert texts(word.element.body).endswith(whole(page))
    plainly = read(page_with("words"))
    assert [each.tag for each in word.element.body] == [each.tag for each in plainly.element.body]
    assert not [relation for relation in word.part.rels.values() if relation.is_external]
    assert word.core_properties.title == clean(f"{hostile} – Fact sheet")


def test_a_file_says_what_it_is_and_is_dated_by_the_plan():
    properties = read(document(*WHOLE)).core_properties
    assert (properties.title, properties.keywords) == ("A mission – Fact sheet", "STRICTLY CONFIDENTIAL")
    assert (properties.author, properties.last_modified_by) == ("", "")
    assert properties.created.isoformat()[:10] == properties.modified.isoformat()[:10] == "2026-07-01"


@pytest.mark.parametrize("layout", ["paper", "sheet"])
def test_the_same_document_gives_the_same_bytes(layout):
    page = document(*WHOLE, layout=layout)
    data = formats.write(page, "docx")
    assert data == formats.write(page, "docx")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"


def converted(page: Document, folder) -> Iterator[str]:
    """What LibreOffice prints of a document, page by page."""
    (folder / "page.docx").write_bytes(formats.write(page, "docx"))
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "page.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (squashed(sheet.extract_text()) for sheet in PdfReader(folder / "page.pdf").pages)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here")
def test_libreoffice_prints_the_numbers_that_others_cite(tmp_path):
    rows = tuple(((f"Unit {n}",), (Number(f"{n} persons", Derivation(f"unit.u{n}", f"{n}")),)) for n in range(90))
    table = Table((Column(("Which",)), Column(("How many",), "right")), rows, ("All",))
    pages = list(converted(document(*WHOLE, table, Break(), *WHOLE[:3]), tmp_path))
    text = "".join(pages)
    for words in ("1Force1.Thereare", "1.1Details•one•twothree", "2.herethere", "2Force3.Thereare", "2.1Details"):
        assert words in text
    assert sum("WhichHowmany" in page for page in pages) >= 2
    for number, page in enumerate(pages, 1):
        assert page.count("STRICTLYCONFIDENTIAL") == 2
        assert f"{number}/{len(pages)}" in page


def shown(width: int, height: int, layout: str) -> tuple[float, float]:
    """How many points wide and high a drawing of so many pixels becomes."""
    figure = Figure(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"/>', ("A",), "What it shows"
    )
    (picture,) = read(document(figure, layout=layout)).inline_shapes
    return round(picture.width.pt), round(picture.height.pt)


def test_a_picture_is_as_wide_as_the_page_but_no_larger_than_it_was_made():
    assert shown(1440, 720, "paper") == (482, 241)
    assert shown(400, 200, "paper") == (300, 150)
    assert shown(720, 7200, "paper")[1] == 580
    assert shown(720, 360, "sheet")[1] == 135
    assert shown(720, 600, "sheet") == (482, 402)


def test_words_that_lead_to_a_list_stay_with_it():
    word = read(document(Paragraph(("Leads:",)), Listing((("One",), ("Two",))), Paragraph(("Stands alone.",))))
    kept = {each.text: each.paragraph_format.keep_with_next for each in word.paragraphs}
    assert kept["Leads:"] is True
    assert kept["Stands alone."] is None
