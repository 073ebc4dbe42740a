"""Every text of a plan of all kinds stays text in every document, and stays whole."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

import poison
from papers import Signs, squashed
from pkdsl import documents, formats
from pkdsl.page import all_runs, clean, plain
from pkdsl.schema.discovery import vocabulary

if TYPE_CHECKING:
    from pkdsl.page import Document

NAMES = tuple(name for name in documents.everything() if name != "comparison")
"""The comparison compiles the plan anew for each scenario, and says nothing that others do not."""
MOVES = re.compile(r"(?<=:)[0-9]+:[0-9]+|[0-9]+(?= others)|\b[0-9a-f]{12}\b|\band\b")
"""What moves with the text and not with what it says: places in files, how many found no room, the version, and what
joins the last item of a list, which stands between phrases and not between sentences."""
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


class Reader(HTMLParser):
    """What a browser makes of a page: its elements and its words; of pictures neither."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.words: list[str] = []
        self.drawn = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.drawn += tag == "svg"
        if not self.drawn:
            self.elements.append(" ".join((tag, *(name for name, _ in attrs))))

    def handle_endtag(self, tag: str) -> None:
        self.drawn -= tag == "svg"

    def handle_data(self, data: str) -> None:
        if not self.drawn:
            self.words.append(data)


def words(document: Document) -> list[str]:
    """All words of a page, sorted, in small letters: poison before a title moves it in a list, and takes its capital."""
    lines = (clean(plain(runs)) for block in document.blocks for runs in all_runs(block))
    return sorted(re.findall(r"[^\W_]+", MOVES.sub("", poison.without("\n".join(lines))).casefold()))


def missing(document: Document, text: str, **signs: str) -> list[str]:
    """What a page tells and a text does not, in the order of the page."""
    at, lost = 0, []
    for piece in map(squashed, Signs(document, reference="", bullet="", **signs).told()):
        found = text.find(piece, at)
        lost += [piece] if found < 0 else []
        at = max(found, at)
    return lost


def test_poison_is_text_to_the_compiler_and_to_every_rule():
    """The plan is of all kinds, and nothing is found in it that was not found before."""
    healthy, hostile = (poison.mission(hostile=each) for each in (False, True))
    assert {type(node.entity).kind for node in hostile.plan.own()} >= set(vocabulary().kinds)
    assert [finding.code for finding in hostile.findings] == [finding.code for finding in healthy.findings]


@pytest.mark.parametrize("name", NAMES)
def test_poison_changes_no_block_and_no_other_word_of_a_document(name):
    healthy, hostile = (poison.paper(name, hostile=each) for each in (False, True))
    assert [type(block) for block in hostile.blocks] == [type(block) for block in healthy.blocks]
    assert words(hostile) == words(healthy)


@pytest.mark.parametrize("name", NAMES)
def test_poison_is_whole_and_text_in_html(name):
    healthy, hostile = (
        Reader(formats.write(poison.paper(name, hostile=each), "html").decode()) for each in (False, True)
    )
    assert hostile.elements == healthy.elements
    assert missing(poison.paper(name), squashed("".join(hostile.words)), stop="") == []


@pytest.mark.parametrize("name", NAMES)
def test_poison_is_whole_and_text_in_markdown(name):
    healthy, hostile = (
        MARKDOWN.parse(formats.write(poison.paper(name, hostile=each), "md").decode().partition("[figure-1]:")[0])
        for each in (False, True)
    )
    pieces = [(token.type, piece.type) for token in hostile for piece in token.children or (token,)]
    assert pieces == [(token.type, piece.type) for token in healthy for piece in token.children or (token,)]
    text = "".join(piece.content for token in hostile for piece in token.children or ())
    assert missing(poison.paper(name), squashed(text), mark="({})") == []
