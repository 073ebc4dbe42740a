"""A document's words: what the reader understands, what it refuses, and what a template cannot reach."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from jinja2 import DictLoader, UndefinedError
from jinja2.exceptions import SecurityError, TemplateAssertionError, TemplateRuntimeError

from pkdsl.documents.words import Malformed, Phrase, Prose, Words, plainly, read
from pkdsl.page import (
    Break,
    Column,
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
)


def filled(template: str, **view: Any) -> tuple[Any, ...]:
    words = Words()
    words.loader = DictLoader({"t": template})
    text = words.get_template("t").render(**{name: plainly(value) for name, value in view.items()})
    return tuple(read(text, tuple(words.values)))


def test_the_reader_knows_headings_paragraphs_items_notes_and_breaks():
    assert filled("## One\nText that\ngoes on.\n### Two\n- first\n  more\n- second\n> Mind\n> this\n\n> ! Beware\n***\nEnd") == (
        Heading(2, ("One",)), Paragraph(("Text that goes on.",)), Heading(3, ("Two",)),
        Listing((("first more",), ("second",))), Note(("Mind this",)), Note(("Beware",), "warning"), Break(),
        Paragraph(("End",)),
    )  # fmt: skip


def test_the_reader_knows_tables_with_and_without_captions():
    assert filled("Table: Cap\n| A | B | C |\n|:--|--:|:-:|\n| 1 | 2 | 3 |") == (
        Table(
            (Column(("A",)), Column(("B",), "right"), Column(("C",), "centre")), ((("1",), ("2",), ("3",)),), ("Cap",)
        ),
    )
    facts = filled("| | |\n|--|--|\n| Lead | FC |")[0]
    assert facts.is_facts


def test_the_reader_knows_strong_emphasis_and_links():
    assert filled("a **b** *c* d [e](https://x.org/) \\*f\\*")[0] == Paragraph(
        ("a ", Strong(("b",)), " ", Emphasis(("c",)), " d ", Link(("e",), "https://x.org/"), " *f*")
    )


@pytest.mark.parametrize(
    "text", ["# Title", "#### Deep", "| a | b |\n| 1 | 2 |", "| a |\n|--|\n| 1 | 2 |", "| a", "Table: x"]
)
def test_what_is_not_known_as_markup_is_refused(text):
    with pytest.raises(ValueError, match=r"heading|table|row"):
        filled(text)


@pytest.mark.parametrize(
    "hostile",
    ["## no heading", "- no item", "| no | cell |", "**no**", "*no*", "[no](http://x)", "> no", "***", "Table: no",
     "\\", "\\x02" + "0", "<b>", "`", "{{ 1 }}", "{% if %}"],
)  # fmt: skip
def test_what_a_plan_says_is_never_markup(hostile):
    assert filled("{{ x }}", x=hostile) == (Paragraph((hostile,)),)
    assert filled("| a |\n|--|\n| {{ x }} |", x=hostile)[0].rows == (((hostile,),),)


def test_marks_of_values_cannot_be_forged():
    """The control characters that stand for figures are replaced in every text."""
    assert filled("{{ n }} {{ x }}", n=Number("5"), x="\x020\x03") == (Paragraph((Number("5"), " \ufffd0\ufffd")),)


def test_figures_pictures_and_prose_arrive_as_themselves():
    figure, number, missing = Figure("<svg/>", ("c",), "d"), Number("5"), Missing()
    made = filled(
        "{{ f }}\n\nA {{ n }} and {{ m }}, {{ s }}.\n\n{{ p }}", f=figure, n=number, m=missing, p=Prose("One.\n\n- two"),
        s=Phrase(("x", number)),
    )  # fmt: skip
    assert made == (
        figure, Paragraph(("A ", number, " and ", missing, ", x", number, ".")), Paragraph(("One.",)), Listing((("two",),)),
    )  # fmt: skip


def test_a_picture_stands_alone():
    with pytest.raises(Malformed, match="line of its own"):
        filled("See {{ f }}", f=Figure("<svg/>", (), ""))


@dataclass
class Row:
    name: str
    inner: tuple[str, ...] = field(default=("a", "b"))


def test_views_arrive_as_plain_values():
    rows = (Row("one"), Row("two", ()))
    made = filled("{% for r in rows %}\n- {{ r.name }}: {% for i in r.inner %}{{ i }}{% if not loop.last %}, {% endif %}{% endfor %}\n\n{% endfor %}", rows=rows)  # fmt: skip
    assert made == (Listing((("one: a, b",), ("two:",))),)
    assert filled("{{ r.inner[1] }}", r=rows[0]) == (Paragraph(("b",)),)


@pytest.mark.parametrize(
    "template",
    [
        "{{ ''.__class__ }}", "{{ x.__class__ }}", "{{ x.upper() }}", "{{ r.items() }}", "{{ r.keys }}", "{{ loop }}",
        "{{ cycler }}", "{{ range(3) }}", "{{ dict() }}", "{{ lipsum() }}", "{{ namespace() }}", "{{ self }}",
        "{{ self._TemplateReference__context }}", "{% for i in r.name %}{{ loop.__class__ }}{% endfor %}",
        "{{ nothing }}", "{{ r.nothing }}", "{{ r.inner[7] }}", "{{ x | upper }}", "{{ x is string }}", "{{ 2 ** 9 }}",
        "{{ x * 9 }}", "{{ 1.5 }}", "{{ r }}", "{% include 'other' %}", "{% import 'other' as t %}",
    ],
)  # fmt: skip
def test_a_template_reaches_nothing_but_its_view(template):
    with pytest.raises(
        (UndefinedError, SecurityError, TemplateAssertionError, TemplateRuntimeError, TypeError, LookupError)
    ):
        filled(template, x="text", r=Row("one"))
