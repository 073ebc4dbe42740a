"""PowerPoint as a second reader finds it: every word on a slide, none over its edge, and tables and charts as such."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pptx
import pytest

import poison
from papers import HOSTILE, SVG, WHOLE, Signs, document, of_example, page_with, squashed
from pkdsl import documents, formats
from pkdsl.page import Chart, Column, Figure, Heading, Number, Paragraph, Series, Spoken, Table, clean

if TYPE_CHECKING:
    from pptx.presentation import Presentation

    from pkdsl.page import Document

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
FURNITURE = {"Marking above", "Marking below", "Foot", "Number", "Stamp"}
CHART = Figure(
    SVG, ("Scores",), "Open road 75, towns 25", chart=Chart("bars", ("Open road", "Towns"), (Series("sum", (75, 25)),))
)


def brief(*blocks, draft=False, title="A decision") -> Document:
    return document(*blocks, layout="brief", draft=draft, title=title)


def read(page: Document) -> Presentation:
    return pptx.Presentation(io.BytesIO(formats.write(page, "pptx")))


def told(slide) -> str:
    """What a slide says below its title, in the order in which a screen reader takes it."""
    return "".join(
        text
        for shape in slide.shapes
        if shape.name not in FURNITURE and shape != slide.shapes.title
        for text in texts(shape)
    )


def texts(shape) -> list[str]:
    if shape.has_table:
        return [squashed(cell.text) for row in shape.table.rows for cell in row.cells]
    return [squashed(shape.text_frame.text)] if shape.has_text_frame else []


def lost(page: Document) -> str:
    """What of a brief is on no slide, in the order of reading; a table that runs on says its caption and heads again."""
    signs = Signs(page, reference="", bullet="", numbers=False)
    blocks = [block for block in page.blocks if not isinstance(block, Spoken)]
    expected = squashed(clean("".join(piece for block in blocks for piece in signs.block(block))))
    tables = [block for block in blocks if isinstance(block, Table)]
    again = [
        squashed(clean(f"Table {t.number}.{signs.words(t.caption)}" * bool(t.caption) + signs.heads(t))) for t in tables
    ]
    at = 0
    for slide in list(read(page).slides)[1:]:
        title = squashed(slide.shapes.title.text_frame.text)
        if title.endswith("(continued)"):
            choices = [told(slide), *(told(slide).removeprefix(head) for head in again)]
        else:
            choices = [title + told(slide)]
        fits = next((choice for choice in choices if expected.startswith(choice, at)), None)
        if fits is None:
            return f"{title}: {choices[0][:300]} … expected {expected[at : at + 300]}"
        at += len(fits)
    return expected[at:]


SECTION = (Heading(2, ("Force",)),)
BRIEF = (*SECTION, *(block for block in WHOLE[1:] if not isinstance(block, Heading)))


def test_a_page_is_told_whole_and_in_order():
    assert lost(brief(*BRIEF)) == ""
    first = read(brief(*BRIEF)).slides[0]
    assert first.shapes.title.text_frame.text == "A decision"
    assert squashed("Fact sheet As of 1 July 2026") in told(first)


def test_briefs_of_examples_lose_nothing_on_slides():
    about = next(about for about in documents.everything().values() if about.layout == "brief")
    page = of_example("unsmok", about.name)
    assert lost(page) == ""
    assert len(read(page).slides) > 12


def test_poison_in_every_text_of_a_plan_is_whole_on_slides():
    assert lost(poison.paper("decision_brief")) == ""


def test_what_is_said_to_a_slide_and_where_its_figures_come_from_stand_in_its_notes():
    notes = [slide.notes_slide.notes_text_frame.text for slide in read(brief(*BRIEF)).slides if slide.has_notes_slide]
    said = "Where the figures come from:\nmandate.m.troops.value: 6 500 persons; mandate.pk:9:45; S/RES/0000; why; verified"
    assert notes[0] == said or said in notes
    assert any("Say this" in note for note in notes)


def test_every_slide_has_a_title_and_is_marked_above_and_below_and_counted():
    slides = list(read(brief(*BRIEF, draft=True)).slides)
    for number, slide in enumerate(slides, 1):
        assert slide.shapes.title.text_frame.text.strip()
        words = {shape.name: shape.text_frame for shape in slide.shapes if shape.name in FURNITURE}
        assert words["Marking above"].text == words["Marking below"].text == "STRICTLY CONFIDENTIAL – DRAFT"
        assert (words["Foot"].text, words["Stamp"].text) == ("As of 1 July 2026", "DRAFT")
        counted = "".join(text.text for text in words["Number"]._txBody.iter(f"{{{A}}}t"))
        assert counted == f"{number} / {len(slides)}"


def test_a_figure_with_data_becomes_a_chart_that_can_be_edited_and_any_other_a_picture():
    slide = read(brief(*SECTION, CHART)).slides[1]
    (chart,) = (shape for shape in slide.shapes if shape.has_chart)
    plot = chart.chart.plots[0]
    assert list(plot.categories) == ["Open road", "Towns"]
    assert [(series.name, tuple(series.values)) for series in plot.series] == [("sum", (75, 25))]
    assert chart._element.xpath(".//p:cNvPr")[0].get("descr") == "Open road 75, towns 25"
    slide = read(brief(*SECTION, Figure(SVG, ("A picture",), "What it shows"))).slides[1]
    (picture,) = (
        shape for shape in slide.shapes if shape.shape_type is not None and shape.shape_type.name == "PICTURE"
    )
    assert picture._element.xpath(".//p:cNvPr")[0].get("descr") == "What it shows"
    assert picture.image.blob.startswith(b"\x89PNG")
    assert any(
        part.blob.startswith(b"<svg")
        for part in (rel.target_part for rel in slide.part.rels.values())
        if hasattr(part, "blob")
    )


def test_two_pictures_stand_on_one_slide():
    flat = Figure(SVG.replace('viewBox="0 0 1 1"', 'viewBox="0 0 10 1"'), ("Flat",), "A flat one")
    slide = read(brief(*SECTION, flat, flat)).slides[1]
    assert [shape.shape_type.name for shape in slide.shapes].count("PICTURE") == 2


def test_tables_are_tables_with_heads_and_aligned_figures():
    slide = read(brief(*SECTION, WHOLE[4])).slides[1]
    (shape,) = (shape for shape in slide.shapes if shape.has_table)
    assert shape.table.first_row
    assert [cell.text_frame.paragraphs[0].alignment for cell in shape.table.rows[1].cells] == [None, 3, 2]


@pytest.mark.parametrize("count", [1, 40, 200])
def test_nothing_stands_over_the_edge_of_a_slide(count):
    rows = tuple(((f"Unit {n} " + "of many words " * 9,), (Number(f"{n} persons"),)) for n in range(count))
    words = tuple(Paragraph((f"Point {n} " + "says much " * 20,)) for n in range(count))
    page = brief(*SECTION, Table((Column(("Which",)), Column(("How many",), "right")), rows, ("All",)), *words, CHART)
    assert lost(page) == ""
    deck = read(page)
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_shown_as_text(hostile):
    page = brief(*SECTION, *page_with(hostile).blocks[1:], title=hostile)
    assert lost(page) == ""
    deck = read(page)
    kinds = [shape.shape_type.name for slide in deck.slides for shape in slide.shapes]
    assert (kinds.count("TABLE"), kinds.count("PICTURE"), kinds.count("CHART")) == (2, 1, 0)
    assert not [rel for slide in deck.slides for rel in slide.part.rels.values() if rel.is_external]


def test_the_same_brief_gives_the_same_bytes_with_charts_and_all():
    page = brief(*BRIEF, CHART)
    data = formats.write(page, "pptx")
    assert data == formats.write(page, "pptx")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        (name,) = (name for name in package.namelist() if name.endswith(".xlsx"))
        inner = zipfile.ZipFile(io.BytesIO(package.read(name))).read("docProps/core.xml").decode()
    assert "2026-07-01T00:00:00Z" in inner


def test_a_file_says_what_it_is_and_is_dated_by_the_plan():
    properties = read(brief(*BRIEF)).core_properties
    assert (properties.title, properties.keywords) == ("A decision – Fact sheet", "STRICTLY CONFIDENTIAL")
    assert (properties.author, properties.last_modified_by) == ("", "")
    assert properties.created.isoformat() == properties.modified.isoformat() == "2026-07-01T00:00:00"
