"""Text to tree: what stands where in a plan, and every mistake in writing it; knows no kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.syntax import lexer, literate, mistakes, reading, tree
from pkdsl.syntax.lexer import Token
from pkdsl.syntax.literate import Fence, examples, expectations, fences
from pkdsl.syntax.text import Piece, text_parts, unquote

if TYPE_CHECKING:
    from pkdsl.diagnostics import Finding, Source

__all__ = [
    "Fence", "Piece", "Token", "examples", "expectations", "fences", "mistakes", "parse", "parse_expression", "text_parts",
    "tokens", "tree", "unquote",
]  # fmt: skip


def parse(source: Source) -> tuple[tree.File, tuple[Finding, ...]]:
    """The tree of a `.pk` or `.pk.md` text and the findings about it; never raises."""
    if not source.path.endswith(".md"):
        value, findings = reading.read(source, 0, len(source.text))
        return value, tuple(findings)
    items: list[tree.Statement] = []
    found: list[Finding] = []
    for fence in literate.fences(source):
        if fence.info == "pk":
            part, findings = reading.read(source, fence.start, fence.end)
            items += part.items
            found += findings
        elif fence.info.startswith("text "):
            items.append(tree.Prose(fence.info.removeprefix("text "), fence.start, fence.end))
    return tree.File(tuple(items), 0, len(source.text)), tuple(found)


def parse_expression(source: Source, start: int, end: int) -> tuple[tree.Expression, tuple[Finding, ...]]:
    """The expression between two offsets: in the braces of a text, or asked for by itself."""
    value, findings = reading.read(source, start, end, "phrase")
    return value, tuple(findings)


def tokens(source: Source) -> list[Token]:
    """Every word of the text, blanks and comments among them: joined, they are the text."""
    return lexer.with_blanks(source.text, lexer.scan(source.text, 0, len(source.text)), 0)
