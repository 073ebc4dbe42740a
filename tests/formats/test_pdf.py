"""PDF as a second reader finds it: every word in its place, marked on every page, and no character without a glyph."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

import poison
from papers import HOSTILE, SVG, WHOLE, Signs, document, drawn, of_example, origins, page_with, squashed
from pkdsl import formats
from pkdsl.formats import Unwritable, pdf
from pkdsl.formats._columns import fit, sizes
from pkdsl.page import Column, Derivation, Figure, Heading, Number, Paragraph, Table, clean

if TYPE_CHECKING:
    from pkdsl.page import Document

LETTERS = "Ćwiczenie Ωμέγα Россия नमस्ते 维和部队 🚁😀 a→b≥≤✓●■−×∑√ \ufffd"
A4 = 595
"""How wide the paper is, in points."""
HEADS = "No. Path and place in the plan Exact value, text that gives it, source and reason"


def read(page: Document) -> PdfReader:
    return PdfReader(io.BytesIO(formats.write(page, "pdf")))


def labelled(words: str) -> str:
    """A picture with words on it."""
    return SVG.replace("</svg>", f'<text x="0" y="1">{words}</text></svg>')


def bodies(page: Document) -> list[str]:
    """What stands on each page between its head and its foot, which are the same on every page."""
    reader = read(page)
    found = []
    for number, sheet in enumerate(reader.pages, 1):
        text = squashed(sheet.extract_text())
        head = squashed(clean(page.banner if number == 1 else page.title + page.banner + page.subtitle))
        tail = squashed(clean(f"{page.banner}{number}/{len(reader.pages)}{page.footer}"))
        assert text.startswith(head)
        assert text.endswith(tail)
        found.append(text[len(head) : -len(tail)])
    return found


def whole(page: Document) -> str:
    """All that must stand in print behind cover and contents."""
    lead = "Where the figures come from The number in brackets behind a figure leads here. A path that names one value is what pkdsl why answers to."
    return squashed(clean("".join((*Signs(page).told(), *((lead, HEADS) if page.places else ()), *origins(page)))))


def without_pictures(text: str, page: Document) -> str:
    """The text of a sheet less the words of its pictures, which must all be there, in whatever order they were drawn."""
    for figure in (block for block in page.blocks if isinstance(block, Figure)):
        words = squashed(drawn(figure.svg))
        at = text.find(squashed("".join(Signs(page).block(figure))))
        if at >= 0:
            assert sorted(text[at - len(words) : at]) == sorted(words)
            text = text[: at - len(words)] + text[at:]
    return text


def lost(page: Document) -> str:
    """What of a document is not in its PDF, in the order of reading; heads of tables may stand again on a new sheet."""
    expected, at = whole(page), 0
    repeated = [
        squashed(HEADS),
        *(squashed(Signs(page).heads(block)) for block in page.blocks if isinstance(block, Table)),
    ]
    for number, text in enumerate(bodies(page), 1):
        body = without_pictures(text, page)
        if at == 0:
            start = body.find(expected[:16])
            if start < 0 or "Contents" in body:
                continue
            body = body[start:]
        choices = [body, *(body[len(head) :] for head in repeated if head and body.startswith(head))]
        fits = next((choice for choice in choices if expected.startswith(choice, at)), None)
        if fits is None:
            return f"sheet {number}: {body[:300]} … expected {expected[at : at + 300]}"
        at += len(fits)
    return expected[at:]


def test_a_page_is_told_whole_and_in_order():
    page = document(*WHOLE)
    assert lost(page) == ""
    assert bodies(page)[0].startswith(squashed("Fact sheet A mission As of 1 July 2026"))


@pytest.mark.parametrize("example", ["unsmok", "unisfa"])
@pytest.mark.parametrize("name", ["fact_sheet", "mission_concept", "risk_register", "force_requirements", "opord"])
def test_documents_of_examples_lose_nothing_in_print(example, name):
    assert lost(of_example(example, name)) == ""


@pytest.mark.parametrize("name", ["fact_sheet", "unit_sheet"])
def test_poison_in_every_text_of_a_plan_is_whole_in_print(name):
    assert lost(poison.paper(name)) == ""


def test_a_table_that_runs_on_says_again_what_its_columns_are():
    rows = tuple(((f"Unit {n}",), (Number(f"{n} persons"),)) for n in range(200))
    page = document(Table((Column(("Which",)), Column(("How many",), "right")), rows, ("All",)))
    assert lost(page) == ""
    assert sum("WhichHowmany" in body for body in bodies(page)) == len(bodies(page)) > 3


def test_long_papers_have_contents_and_lists_of_tables_and_figures_with_the_pages_they_stand_on():
    blocks = [block for n in range(5) for block in (Heading(2, (f"Part {n}",)), *WHOLE[1:7])]
    text = bodies(document(*blocks))[0]
    assert re.search(r"Contents1Part0[.]+[0-9].*5Part4[.]+[0-9]", text)
    assert re.search(
        r"TablesTable1Atable[.]+[0-9].*FiguresFigure1Apicture[.]+[0-9]", "".join(bodies(document(*blocks)))
    )
    assert not any("Contents" in body for body in bodies(document(*blocks[:7])))


def test_every_figure_leads_to_its_derivation():
    reader = read(document(*WHOLE))
    notes = [note.get_object() for sheet in reader.pages for note in sheet.get("/Annots", ())]
    (inner,) = (note for note in notes if "/A" not in note)
    assert inner["/Dest"][0].get_object() == reader.pages[-1].get_object()
    assert [note["/A"]["/URI"] for note in notes if "/A" in note] == ["https://example.org/x"]


def test_bookmarks_are_the_sections():
    outline = read(document(*WHOLE)).outline
    assert [entry.title for entry in outline if not isinstance(entry, list)] == [
        "1 Force",
        "Where the figures come from",
    ]


def test_a_file_says_what_it_is_and_is_dated_by_the_plan():
    reader = read(document(*WHOLE))
    assert reader.metadata.title == "A mission – Fact sheet"
    assert reader.metadata["/Keywords"] == "STRICTLY CONFIDENTIAL"
    assert reader.metadata.get("/CreationDate", "D:19700101").startswith(("D:20260701", "D:1970"))
    xmp = reader.xmp_metadata.stream.get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp


def test_a_draft_says_so_on_every_sheet():
    reader = read(document(*WHOLE, draft=True))
    for sheet in reader.pages:
        assert squashed(sheet.extract_text()).count("DRAFT") >= 3


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_shown_as_text(hostile):
    page = page_with(hostile)
    expected = squashed(clean(hostile))
    assert lost(page) == ""
    assert bodies(page)[0].count(expected) >= 6 or not expected


@pytest.mark.parametrize("letters", LETTERS.split())
def test_letters_of_many_scripts_are_shown_in_words_and_in_pictures(letters):
    page = document(Paragraph((letters,)), Figure(labelled(letters), (letters,), letters))
    assert squashed(letters) in bodies(page)[0]


def test_arabic_is_shown_from_right_to_left():
    text = squashed(read(document(Paragraph(("السلام",)))).pages[0].extract_text())
    assert "السلام" in text or "مالسلا"[::-1] in text


@pytest.mark.parametrize("where", ["paragraph", "picture"])
def test_a_character_without_a_glyph_is_never_left_out_in_silence(where):
    block = Paragraph(("ኢት",)) if where == "paragraph" else Figure(labelled("ኢት"), ("c",), "d")
    with pytest.raises(Unwritable, match=r"PDF cannot show .*ኢ \(U\+12A2\)"):
        formats.write(document(block), "pdf")


def test_a_very_long_word_stays_on_the_paper_and_whole():
    word = "x" * 400
    page = document(
        Paragraph((word,)),
        Table((Column(("a",)), Column(("b",))), (((word,), (Number("5", Derivation(word, word)),)),), ("t",)),
    )
    assert lost(page) == ""
    places: list[float] = []

    def keep(text, _matrix, place, _font, _size):
        places.append(place[4] if text.strip() else 0)

    for sheet in read(page).pages:
        sheet.extract_text(visitor_text=keep)
    assert max(places) < A4


def test_a_wide_table_lies_on_its_side_and_loses_nothing():
    rows = tuple(tuple((f"word{row}of{column}",) for column in range(16)) for row in range(3))
    page = document(
        *WHOLE[:2],
        Heading(2, ("Far",)),
        Table(tuple(Column((f"C{n}",)) for n in range(16)), rows, ("Wide",)),
        Paragraph(("end",)),
    )
    assert lost(page) == ""
    assert [sheet.mediabox.width > sheet.mediabox.height for sheet in read(page).pages] == [False, True, False]


@pytest.mark.parametrize("layout", ["paper", "sheet", "brief"])
def test_the_same_document_gives_the_same_bytes(layout):
    page = document(*WHOLE, layout=layout)
    assert formats.write(page, "pdf") == formats.write(page, "pdf")


def test_a_crowded_table_gets_small_type_and_then_a_page_that_lies():
    def table(words: int) -> Table:
        return Table((*(Column((f"C{n}",)) for n in range(words)), Column(("Text",))), (
            (*((f"{n}bcdefghij",) for n in range(words)), ("and much that may be broken " * 3,)),
        ))  # fmt: skip

    found = [sizes((table(words),), pdf.ROOMS["paper"])[0] for words in range(1, 14)]
    assert found == sorted(found, key=("usual", "small", "turned").index)
    assert set(found) == {"usual", "small", "turned"}
    for words, size in enumerate(found, 1):
        room = dict(zip(("usual", "small", "turned"), pdf.ROOMS["paper"], strict=True))[size]
        assert size == "turned" or fit(table(words), room).need < 0.95


def test_an_address_for_mail_is_not_broken_in_a_crowded_table():
    heads = tuple(Column((head,)) for head in ("Post", "Stands in", "From", "Call sign", "Contact"))
    rows = ((("Deputy Special Representative",), ("Humanitarian civil-military coordinator",), ("31 March 2026",), ("WATCH NORTH",), ("force-commander@example.org",)),)  # fmt: skip
    (sheet,) = read(document(Table(heads, rows, ("Posts",)))).pages
    assert "force-commander@example.org" in sheet.extract_text()


def test_a_slide_may_begin_with_a_picture():
    page = document(
        Heading(2, ("One",)), drawing(300), Heading(2, ("Two",)), Heading(3, ("More",)), drawing(300), layout="brief"
    )
    assert lost(page) == ""


def drawing(height: int, letters: str = "") -> Figure:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 {height}" width="720" height="{height}"><text x="9" y="40">{letters}</text></svg>'
    return Figure(svg, ("A drawing.",), "what it shows")


@pytest.mark.parametrize(
    ("height", "pages"),
    [(400, 1), (600, 1), (1100, 2)],
    ids=["whole", "smaller", "never so small that nobody can read it"],
)
def test_a_picture_is_drawn_smaller_rather_than_leave_half_a_page_blank(height, pages):
    text = [Paragraph((f"{n}. A line.",)) for n in range(10)]
    page = document(Heading(2, ("Text",)), *text, Heading(2, ("Picture",)), drawing(height, "words"))
    found = bodies(page)
    assert len(found) == pages
    assert "Adrawing." in found[-1]
    assert "Picture" in found[-1]
    assert lost(page) == ""


def test_the_number_of_a_derivation_stays_with_the_last_word_of_its_figure():
    figure = Number("29 December 2026 to 28 February 2027", Derivation("phase.last.period", "exactly"))
    cells = (("a",), (figure,), ("many words that want room " * 9,))
    for room in range(1, 12):
        page = document(Table(tuple(Column((head * room,)) for head in "abc"), (cells,), ("Times",)))
        text = read(page).pages[0].extract_text()
        assert "2027[1]" in squashed(text)
        assert not any(line.strip().startswith("[") for line in text.split("\n"))
