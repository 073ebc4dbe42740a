"""The grammar has no conflicts, its shipped tables are fresh, and the own loop agrees with stock Lark."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import lark
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkdsl import resources
from pkdsl.diagnostics import Source
from pkdsl.syntax import build, lexer, parser, tables, tree
from pkdsl.syntax.lexer import Token

DATA = Path(__file__).parent / "data"
PLANS = sorted(DATA.glob("*.pk"))
WORDS = (
    *("unit", "x", "y1", "base:", "a.b:", ".c", "FRC-001", "7", "60 days", "15%", "2026-07-01", "06:00Z"),
    *("2.52N 47.44E", '"text"', "{", "}", "[", "]", "(", ")", ",", "=", "==", "<=", "+", "*", "..", "|", "|\n"),
    *("use", "let", "because", "from", "for", "in", "where", "if", "then", "else", "and", "or", "not", "is", "as"),
    *("of", "require", "during", "extend", "table", "set", "remove", "template", "\n", "# note\n"),
)


def test_the_shipped_tables_are_those_of_the_grammar() -> None:
    """After a change of the grammar: `python -m pkdsl.syntax.tables > pkdsl/syntax/tables.json`."""
    assert resources.text("syntax/tables.json") == tables.as_json()


def test_the_grammar_has_no_conflicts(caplog: pytest.LogCaptureFixture) -> None:
    """Lark settles a conflict between shift and reduce silently, but writes it to its log."""
    lark.logger.setLevel(logging.DEBUG)
    with caplog.at_level(logging.DEBUG):
        lark.Lark(
            resources.text("grammar/pkdsl.lark"), parser="lalr", lexer="basic", start=["file", "phrase"], debug=True
        )
    assert "conflict" not in caplog.text.lower()


def test_every_keyword_ends_a_number() -> None:
    """No keyword is taken for the unit of the number before it."""
    for word in tables.tables().words:
        first = lexer.scan(f"5 {word} x", 0, 100)[0]
        assert first.text == "5", word


def own(text: str) -> Any:
    """The tree by the own loop, None where it finds none."""
    scanned = lexer.scan(text, 0, len(text))
    if any(token.type.startswith("BAD") for token in scanned):
        return None
    found, documentation = lexer.significant(scanned)
    return parser.run(found, "file", build.Notes(Source("own.pk", text), documentation, [], []))


def stock(text: str, reference: lark.Lark) -> Any:
    """The tree by stock Lark, its nodes made by the same makers; None where it finds none."""
    try:
        read = reference.parse(text, start="file")
    except lark.exceptions.UnexpectedInput:
        return None
    documentation = lexer.significant(lexer.scan(text, 0, len(text)))[1]
    return _made(read, build.Notes(Source("stock.pk", text), documentation, [], []))


def _made(node: Any, notes: build.Notes) -> Any:
    if isinstance(node, lark.Token):
        return build.leaf(Token(node.type, str(node), node.start_pos or 0, node.end_pos or 0))
    return build.MAKERS[node.data]([_made(child, notes) for child in node.children], notes)


@pytest.fixture(scope="session")
def reference() -> lark.Lark:
    """Stock Lark on the same grammar."""
    found: lark.Lark = tables.lark_parser()
    return found


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_own_loop_and_stock_lark_build_the_same_tree(path: Path, reference: lark.Lark) -> None:
    """Node by node, offset by offset."""
    text = path.read_text(encoding="utf-8")
    value = own(text)
    assert isinstance(value, tree.File)
    assert value == stock(text, reference)


@given(words=st.lists(st.sampled_from(WORDS), max_size=12))
def test_own_loop_and_stock_lark_accept_the_same_texts(words: list[str], reference: lark.Lark) -> None:
    """Also what is no plan at all."""
    text = " ".join(words)
    assert own(text) == stock(text, reference)
