"""Formats write down what a page says, and nothing of the plan ever becomes markup, a request or a script."""

from __future__ import annotations

import itertools
import re
from base64 import b64decode, b64encode
from hashlib import sha256
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest

from papers import HOSTILE, SVG, WHOLE, document, page_with
from pkdsl import formats
from pkdsl.formats import html, md
from pkdsl.page import Column as Head
from pkdsl.page import Heading, Table


class Reader(HTMLParser):
    """Collects what a browser would see: elements, attributes, texts."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.texts = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.texts.append(data)

    @property
    def text(self):
        return "".join(self.texts)


def test_formats_are_found_in_their_folder():
    assert {name: (form.ending, form.title) for name, form in formats.everything().items()} == {
        "docx": (".docx", "Word, to go on writing in"), "html": (".html", "HTML, one file without requests and scripts"), "md": (".md", "Markdown"),
        "pdf": (".pdf", "PDF/A for print and archives"), "pptx": (".pptx", "PowerPoint, slides with notes"),
        "xlsx": (".xlsx", "Workbook, the tables of a document"),
    }  # fmt: skip
    with pytest.raises(KeyError):
        formats.write(document(), "odt")


@pytest.mark.parametrize("form", ["html", "md"])
def test_the_same_document_gives_the_same_bytes(form):
    assert formats.write(document(*WHOLE), form) == formats.write(document(*WHOLE), form)


@pytest.mark.parametrize("form", ["html", "md"])
@pytest.mark.parametrize("words", ["Force", "6 500 persons", "4.5 L", "not given in the plan", "high", "A table", "Lead", "A picture",
                                   "What it shows", "Mind this", "Beware", "As of 1 July 2026", "mandate.pk:9:45", "S/RES/0000", "why"])  # fmt: skip
def test_everything_on_the_page_is_written(form, words):
    assert (
        words in Reader(formats.write(document(*WHOLE), form).decode()).text.replace("\\", "")
        or words in formats.write(document(*WHOLE), form).decode()
    )


# -- HTML ----------------------------------------------------------------------------------------------------------


def test_the_policy_forbids_everything_but_this_very_style():
    text = formats.write(document(*WHOLE), "html").decode()
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL).group(1)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = next(attrs["content"] for tag, attrs in Reader(text).elements if attrs.get("http-equiv"))
    assert policy.startswith(f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'")
    assert text.index("Content-Security-Policy") < text.index("<style>")


def test_columns_get_the_room_that_their_words_need_and_crowded_tables_lie_on_their_side():
    few = Table(
        (Head(("No.",)), Head(("What",))), ((("1",), ("a long sentence that needs most of the line it stands on",)),)
    )
    many = Table(tuple(Head((f"Unbroken{n}",)) for n in range(14)), (tuple(("x",) for _ in range(14)),))
    text = formats.write(document(few, many), "html").decode()
    narrow, wide = (int(share) for share in re.findall(r'<col class="w([0-9]+)"/>', text)[:2])
    assert wide > 3 * narrow
    assert f".w{wide}{{width:{100 * wide / 40:g}%}}" in text
    assert [text.count(f'<table class="{size}">') for size in ("usual", "turned")] == [1, 1]
    assert text.count('<div class="wide turned"') == 1


def test_nothing_in_the_page_asks_for_anything_runs_anything_or_styles_itself():
    text = formats.write(document(*WHOLE, draft=True), "html").decode()
    reader = Reader(text)
    tags = [tag for tag, _ in reader.elements]
    assert not {"script", "link", "iframe", "object", "embed", "form", "base", "img", "audio", "video"} & set(tags)
    assert tags.count("style") == 1
    for tag, attrs in reader.elements:
        assert not [
            name
            for name in attrs
            if name.startswith("on") or name in {"style", "src", "srcset", "action", "xlink:href"}
        ], (tag, attrs)
        if "href" in attrs:
            assert tag == "a"
            assert re.match(r"#|https?://|mailto:", attrs["href"])
            assert attrs["href"].startswith("#") or attrs["rel"] == "noopener noreferrer"
    assert "url(" not in re.search(r"<style>(.*?)</style>", text, re.DOTALL).group(1)
    assert "@import" not in text


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_shown_as_text_in_html(hostile):
    plain_page = Reader(formats.write(page_with("words"), "html").decode())
    page = Reader(formats.write(page_with(hostile), "html").decode())
    assert [tag for tag, _ in page.elements] == [tag for tag, _ in plain_page.elements]
    shown = "".join(c for c in hostile if c.isalnum() and ord(c) < 0x250)
    assert shown in "".join(c for c in page.text if c.isalnum())


def test_a_hostile_title_cannot_leave_the_style_sheet():
    text = formats.write(
        document(title='"; } body { background: url(//evil.example) } </style><script>'), "html"
    ).decode()
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL).group(1)
    assert "evil.example" not in style
    assert "</style><script>" not in text


def test_every_link_inside_the_page_has_its_target_and_no_target_stands_twice():
    reader = Reader(formats.write(document(*WHOLE), "html").decode())
    ids = [attrs["id"] for _, attrs in reader.elements if "id" in attrs]
    inner = [attrs["href"][1:] for _, attrs in reader.elements if attrs.get("href", "").startswith("#")]
    assert len(ids) == len(set(ids))
    assert set(inner) <= set(ids)
    assert "from-1" in inner


def test_readers_who_cannot_see_find_their_way():
    text = formats.write(document(*WHOLE), "html").decode()
    reader = Reader(text)
    tags = [tag for tag, _ in reader.elements]
    assert tags.count("main") == tags.count("h1") == tags.count("header") == tags.count("footer") == 1
    assert ("html", {"lang": "en"}) in reader.elements
    assert all(attrs.get("scope") in {"col", "row"} for tag, attrs in reader.elements if tag == "th")
    assert "Figure 1 in words" in reader.text
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_html_is_well_formed():
    text = formats.write(document(*WHOLE), "html").decode()
    body = text[text.index("<body") : text.index("</html>")]
    ET.fromstring(body.replace("<br>", "<br/>").replace('<hr class="page">', '<hr class="page"/>'))  # noqa: S314 -- our own text


def test_the_marking_stands_at_both_ends_and_on_every_printed_page():
    text = formats.write(document(*WHOLE, draft=True), "html").decode()
    assert text.count('<p class="banner">STRICTLY CONFIDENTIAL – DRAFT</p>') == 2
    assert text.count('content: "STRICTLY CONFIDENTIAL \\002013  DRAFT"') == 2
    assert 'content: "DRAFT"' in text
    assert '<body class="paper draft">' in text


def test_long_papers_have_contents_and_short_ones_do_not():
    short = formats.write(document(*(Heading(2, (str(n),)) for n in range(4))), "html").decode()
    long = formats.write(document(*(Heading(2, (str(n),)) for n in range(5))), "html").decode()
    assert "<nav" not in short
    assert long.count('<li class="level-2"><a href="#section-') == 5


# -- Markdown ------------------------------------------------------------------------------------------------------


def test_markdown_is_what_a_person_would_write():
    figure = b64encode(SVG.encode()).decode()
    assert (
        formats.write(document(*WHOLE[:4], *WHOLE[6:7]), "md").decode()
        == f"""\
**STRICTLY CONFIDENTIAL**

# A mission

**Fact sheet**

| | |
|:--|:--|
| As of | 1 July 2026 |

<a id="section-1"></a>

## 1 Force

1\\. There are [6 500 persons](#from-1) and 4.5 L *(assumed)*.

<a id="section-1-1"></a>

### 1.1 Details

- one
- **two***three*

![What it shows][figure-1]

*Figure 1. A picture*

## Where the figures come from

Each figure of this document that is linked leads here. A path that names one value is what `pkdsl why` answers to.

| No. | Path | Exact value | How | Place | Source and reason |
|--:|:--|:--|:--|:--|:--|
| <a id="from-1"></a>1 | mandate.m.troops.value | 6 500 persons |   | mandate.pk:9:45 | S/RES/0000; why; verified |

As of 1 July 2026

**STRICTLY CONFIDENTIAL**

[figure-1]: data:image/svg+xml;base64,{figure}
"""
    )


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_shown_as_text_in_markdown(hostile):
    """Every character that could mean something is behind a backslash, and no text begins a line as markup."""
    written = md.escape(hostile)
    bare = re.sub(r"\\.", "", written)
    assert not set(bare) & set("\\`*_[]<>|&~$@^")
    assert "://" not in bare
    assert not re.search(r"www\.", bare)
    line = md._text(hostile)
    assert not re.match(r"(?:#{1,6}|[-+>]|[0-9]{1,9}[.)])(?:\s|$)|={2,}|-{2,}", line)


def test_a_picture_in_markdown_is_the_whole_picture():
    text = formats.write(document(*WHOLE), "md").decode()
    data = re.search(r"^\[figure-1\]: data:image/svg\+xml;base64,(\S+)$", text, re.MULTILINE).group(1)
    assert b64decode(data).decode() == SVG


def test_a_forbidden_address_leaves_only_its_words():
    assert "[here](<https://example.org/x>)there" in formats.write(document(*WHOLE), "md").decode()
    assert "javascript" not in formats.write(document(*WHOLE), "html").decode()


def test_escaping_for_css_leaves_letters_digits_and_blanks():
    assert html._css_text('A1 "x"') == '"A1 \\000022 x\\000022 "'


# -- HTML for everybody --------------------------------------------------------------------------------------------


def palettes() -> dict[str, dict[str, str]]:
    """The colours of the page by day, by night and on paper."""
    sheet = formats.write(document(*WHOLE), "html").decode()
    blocks = re.findall(r":root \{(.*?)\}", sheet, re.DOTALL)
    return {
        name: dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6})", block))
        for name, block in zip(("light", "dark", "print"), blocks, strict=True)
    }


def contrast(one: str, other: str) -> float:
    """How well two colours are told apart, as WCAG 2 computes it."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", ["light", "dark", "print"])
def test_all_words_stand_out_from_what_is_behind_them(name):
    colours = palettes()[name]
    pairs = [("ink", "paper"), ("soft", "paper"), ("soft", "faint"), ("ink", "faint"), ("accent", "paper"), ("warn", "paper"),
             ("ink", "warn-faint"), *(("ink", f"band-{n}") for n in range(4)), *(("on-bar", f"bar-{n}") for n in range(4))]  # fmt: skip
    weak = {(front, back): round(contrast(colours[front], colours[back]), 2) for front, back in pairs}
    assert {pair: value for pair, value in weak.items() if value < 4.5} == {}


def test_everything_stands_in_a_landmark_and_no_head_is_empty():
    text = formats.write(document(*WHOLE, Table((Head(()), Head(("x",))), ((("a",), ("b",)),))), "html").decode()
    body = ET.fromstring(text[text.index("<body") : text.index("</html>")].replace('<hr class="page">', ""))  # noqa: S314 -- our own text
    assert [each.tag for each in body] == ["a", "header", "main", "footer"]
    assert all("".join(head.itertext()).strip() for head in body.iter("th"))
    assert [each.get("class") for each in body.iter("p") if each.get("class") == "banner"] == ["banner", "banner"]


def test_what_can_be_scrolled_can_be_reached_by_key_and_has_a_name():
    for _tag, attrs in Reader(formats.write(document(*WHOLE), "html").decode()).elements:
        if attrs.get("class") in {"wide", "picture"}:
            assert attrs["tabindex"] == "0"
            assert attrs["role"] == "group"
            assert attrs["aria-label"].strip() == attrs["aria-label"]


def test_pointing_at_a_figure_shows_where_it_comes_from():
    elements = Reader(formats.write(document(*WHOLE), "html").decode()).elements
    (figure,) = (attrs for tag, attrs in elements if tag == "a" and attrs.get("class") == "n")
    assert figure["data-from"] == "mandate.m.troops.value: 6 500 persons · mandate.pk:9:45 · S/RES/0000; why; verified"
    assert figure["href"] == "#from-1"


def test_long_papers_list_their_tables_and_figures_and_sub_sections():
    text = formats.write(
        document(*(b for n in range(5) for b in (Heading(2, (str(n),)), *WHOLE[2:7]))), "html"
    ).decode()
    nav = text[text.index("<nav") : text.index("</nav>")]
    assert nav.count('<li class="level-2">') == 5
    assert nav.count('<li class="level-3">') == 5
    assert "<summary>5 tables</summary>" in nav
    assert "<summary>5 figures</summary>" in nav
