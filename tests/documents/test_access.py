"""Every document for readers who listen, use keys alone, or see little: what can be told of its HTML without a browser.

What axe says of the same pages in a browser, `tests/bench/test_axe.py` asks.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from papers import copies_of, of_example
from pkdsl import documents, formats

CASES = [
    (example, name)
    for example in ("unsmok", "unisfa")
    for name in documents.everything()
    if name != "comparison" and copies_of(example, name)
]
"""The comparison is made of the blocks of others, and takes its time."""
SVG = "{http://www.w3.org/2000/svg}"
everywhere = pytest.mark.parametrize(("example", "name"), CASES)


@cache
def page(example: str, name: str) -> ET.Element:
    """The page as a tree; it is also well-formed XML but for elements without an end."""
    text = formats.write(of_example(example, name), "html").decode()
    text = text.removeprefix("<!DOCTYPE html>").replace("<br>", "<br/>").replace('<hr class="page">', "<hr/>")
    return ET.fromstring(re.sub(r"(<meta [^>]*)>", r"\1/>", text))  # noqa: S314 -- our own text


def words(element: ET.Element) -> str:
    return "".join(element.itertext()).strip()


@everywhere
def test_a_page_has_a_language_a_title_and_its_landmarks_and_nothing_stands_outside_them(example, name):
    html = page(example, name)
    assert html.get("lang") == "en"
    assert words(html.find("head/title"))
    assert [each.tag for each in html.find("body") if each.tag != "nav"] == ["a", "header", "main", "footer"]
    assert html.find("body/a").get("href") == f"#{html.find('body/main').get('id')}"
    assert all(nav.get("aria-labelledby") for nav in html.iter("nav"))


@everywhere
def test_headings_say_something_and_none_skips_a_level(example, name):
    heads = [each for each in page(example, name).iter() if re.fullmatch("h[1-6]", each.tag)]
    levels = [int(each.tag[1]) for each in heads]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(words(each) for each in heads)


@everywhere
def test_tables_have_heads_that_say_of_what_and_rows_as_wide_as_these(example, name):
    for table in page(example, name).iter("table"):
        heads = list(table.iter("th"))
        assert heads
        assert all(head.get("scope") in {"col", "row"} and words(head) for head in heads)
        assert len({len(row) for row in table.iter("tr")}) == 1


@everywhere
def test_pictures_have_a_name_a_description_and_no_colour_that_the_night_does_not_change(example, name):
    """Every word of a picture has the colour of the text around it, or one that the style sheet sets by a class."""
    html = page(example, name)
    for figure in html.iter("figure"):
        (picture,) = figure.findall(f"div/{SVG}svg")
        assert picture.get("role") == "img"
        assert all(words(named(html, each)) for each in picture.get("aria-labelledby").split())
        assert len(words(figure.find("details/p"))) > 20
        for text in picture.iter(f"{SVG}text"):
            own = text.get("fill", "currentColor") in {"currentColor", "inherit"}
            assert own or text.get("class"), (text.attrib, words(text))


def named(html: ET.Element, anchor: str) -> ET.Element:
    (found,) = (each for each in html.iter() if each.get("id") == anchor)
    return found


@everywhere
def test_links_and_what_opens_say_where_they_lead(example, name):
    html = page(example, name)
    assert all(words(link) for link in html.iter("a"))
    assert all(each[0].tag == "summary" and words(each[0]) for each in html.iter("details"))
    for each in html.iter():
        for key in ("aria-labelledby", "aria-describedby"):
            assert all(words(named(html, anchor)) for anchor in each.get(key, "").split())
        assert each.get("tabindex", "0") == "0"
        assert each.get("tabindex") is None or (each.get("role") and each.get("aria-label"))


@everywhere
def test_lists_hold_items_and_nothing_else(example, name):
    inside = {"ul": {"li"}, "ol": {"li"}, "dl": {"div"}}
    for each in page(example, name).iter():
        assert {child.tag for child in each} <= inside.get(each.tag, {child.tag for child in each})
        assert each.tag not in inside or len(each)
