"""What the neutral page keeps of a text, and how it numbers what others cite."""

from __future__ import annotations

import pytest

from pkdsl.documents.numbering import numbered
from pkdsl.page import Column as Head
from pkdsl.page import (
    Derivation,
    Document,
    Emphasis,
    Figure,
    Heading,
    Link,
    Listing,
    Missing,
    Note,
    Number,
    Paragraph,
    Strong,
    Table,
    clean,
    derivations,
    leads,
    numbers,
    plain,
    prose,
    safe_address,
)  # fmt: skip


def test_prose_keeps_paragraphs_and_lists_and_nothing_else():
    blocks = prose("One\nline.\n\n- first\n- second\n\n**not** markup <b>here</b>")
    assert blocks == (
        Paragraph(("One line.",)),
        Listing((("first",), ("second",))),
        Paragraph(("**not** markup <b>here</b>",)),
    )


def test_prose_of_a_lead_and_its_list_is_both():
    assert prose("Bring:\n- water\n- fuel") == (Paragraph(("Bring:",)), Listing((("water",), ("fuel",))))


def test_prose_of_nothing_is_nothing():
    assert prose("  \n\n ") == ()


@pytest.mark.parametrize("hidden", ["\x00", "\x02", "\x1b", "\u202e", "\u2066", "\ufeff", "\ud800", "\u2028"])
def test_characters_nobody_can_see_are_replaced(hidden):
    assert clean(f"a{hidden}b") == "a\ufffdb"


def test_sections_figures_tables_and_paragraphs_are_numbered_through_the_document():
    table = Table((Head(("a",)),), (), caption=("A table",))
    made = numbered(
        (Heading(2, ("A",)), Paragraph(("x",)), Heading(3, ("B",)), table, Heading(2, ("C",)), Paragraph(("y",)),
         Figure("", ("f",), "")), paragraphs=True,
    )  # fmt: skip
    assert [getattr(block, "number", None) for block in made] == ["1", "1", "1.1", "1", "2", "2", "1"]
    assert [block.anchor for block in made if hasattr(block, "anchor")] == [
        "section-1", "section-1-1", "table-1", "section-2", "figure-1",
    ]  # fmt: skip


def test_a_sheet_has_anchors_but_shows_no_numbers_of_sections_and_paragraphs():
    made = numbered((Heading(2, ("A",)), Paragraph(("x",))), paragraphs=False)
    assert [block.number for block in made] == ["", ""]
    assert made[0].anchor == "section-1"


def test_derivations_are_listed_once_in_the_order_of_reading():
    first, second = Derivation("a.b", "1"), Derivation("c.d", "2")
    blocks = (
        Paragraph((Strong((Number("2", second),)), Number("?"))),
        Table((Head(("x",)),), (((Number("1", first),),), ((Emphasis((Number("2", second),)),),))),
        Note((Number("1", first),)),
    )
    assert derivations(numbers(blocks)) == (second, first)


def test_plain_words_of_runs_say_what_is_assumed_and_missing():
    runs = ("Water: ", Strong((Number("4.5 L", mark="assumed"),)), ", ", Missing(), Link((" here",), "#x"))
    assert plain(runs) == "Water: 4.5 L (assumed), not given in the plan here"


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("https://example.org/a?b=c", True), ("mailto:a@example.org", True), ("#section-1", True),
        ("javascript:alert(1)", False), ("data:text/html,x", False), ("https://a b", False), ("http://x\n", False),
        ('https://x"onload=', False), ("//example.org", False), ("HTTPS\u202e://x", False),
    ],
)  # fmt: skip
def test_links_lead_only_to_the_web_to_mail_and_within_the_document(address, allowed):
    assert safe_address(address) is allowed


def test_the_contents_of_a_document_are_its_sections():
    document = Document("x", "T", "", "", (Heading(2, ("A",)), Heading(3, ("B",)), Heading(2, ("C",))))
    assert [plain(heading.runs) for heading in document.headings] == ["A", "C"]


def test_a_section_with_a_mark_of_its_own_does_not_count_among_the_numbered_ones():
    blocks = (Heading(2, ("One",)), Heading(2, ("Own",), number="Annex C"), Heading(3, ("Part",)), Heading(2, ("Two",)))
    found = [(block.number, block.anchor) for block in numbered(blocks, paragraphs=True)]
    assert found == [("1", "section-1"), ("Annex C", "section-annex-c"), ("C.1", "section-c-1"), ("2", "section-2")]


def test_a_paragraph_leads_to_the_list_below_it_and_between_a_heading_and_a_table():
    head, words, table = Heading(2, ("Head",)), Paragraph(("Words",)), Table((Head(("One",)),), ((("1",),),))
    assert leads((words, Listing((("x",),)), words)) == (True, False, False)
    assert leads((head, words, table)) == (False, True, False)
    assert leads((words, words, table)) == (False, False, False)
    assert leads(()) == ()
