"""Text to tree: what stands where in a plan, and every mistake in writing it; knows no kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.syntax import lexer, reading, tree
from pkdsl.syntax.lexer import Token
from pkdsl.syntax.text import Piece, text_parts, unquote

if TYPE_CHECKING:
    from pkdsl.diagnostics import Finding, Source

__all__ = ["Piece", "Token", "parse", "parse_expression", "text_parts", "tokens", "tree", "unquote"]


def parse(source: Source) -> tuple[tree.File, tuple[Finding, ...]]:
    """The tree of a `.pk` or `.pk.md` text and the findings about it; never raises."""
    value, findings = reading.read(source, 0, len(source.text))
    return value, tuple(findings)


def parse_expression(source: Source, start: int, end: int) -> tuple[tree.Expression, tuple[Finding, ...]]:
    """The expression between two offsets: in the braces of a text, or asked for by itself."""
    value, findings = reading.read(source, start, end, "phrase")
    return value, tuple(findings)


def tokens(source: Source) -> list[Token]:
    """Every word of the text, blanks and comments among them: joined, they are the text."""
    return lexer.with_blanks(source.text, lexer.scan(source.text, 0, len(source.text)), 0)
