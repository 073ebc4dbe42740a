"""What a quoted text says: escapes, common indent, and the expressions in its braces."""

from __future__ import annotations

import re
from typing import NamedTuple

_ESCAPE = re.compile(r"\\(?:u\{([0-9A-Fa-f]{1,6})\}|([\s\S]))|\{\{|\}\}")
_SPECIAL = re.compile(r"[\\{}]")
_LAST_CHARACTER = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)
_PLAIN = {"n": "\n", "t": "\t"}


class Piece(NamedTuple):
    """A part of a text, from `start` to `end` of the source: an expression, or `text` that is meant as it stands."""

    text: str
    is_expression: bool
    start: int
    end: int


def unquote(literal: str) -> str:
    """What a text says, its quotes and escapes undone; `{expression}` stays as it is, `{{` is a brace."""
    return "".join(piece.text if not piece.is_expression else f"{{{piece.text}}}" for piece in text_parts(literal))


def text_parts(literal: str, start: int = 0) -> tuple[Piece, ...]:
    """The pieces of a text that begins at the offset `start`, quotes included."""
    long = literal.startswith('"""')
    if not long and not _SPECIAL.search(literal):
        return (Piece(literal[1:-1], False, start + 1, start + len(literal) - 1),)  # noqa: FBT003 -- a field's value
    mark = 3 if long else 1
    inner = literal[mark:-mark]
    pieces = _cut(inner, start + mark)
    return _dedented(pieces) if long else tuple(_plain(piece) for piece in pieces)


def _cut(inner: str, start: int) -> list[Piece]:
    """Plain text and expressions in turn, nothing undone yet."""
    pieces: list[Piece] = []
    at = plain = 0
    while (at := _brace(inner, at)) >= 0:
        close = _closing(inner, at)
        if close < 0:
            break
        if at > plain:
            pieces.append(Piece(inner[plain:at], False, start + plain, start + at))  # noqa: FBT003 -- a field's value
        pieces.append(Piece(inner[at + 1 : close], True, start + at + 1, start + close))  # noqa: FBT003 -- as above
        at = plain = close + 1
    if plain < len(inner):
        pieces.append(Piece(inner[plain:], False, start + plain, start + len(inner)))  # noqa: FBT003 -- as above
    return pieces


def _brace(inner: str, at: int) -> int:
    """The next brace that opens an expression: neither a doubled one nor that of an escape."""
    for match in re.compile(r"\\u\{[0-9A-Fa-f]{1,6}\}|\\[\s\S]|\{\{|\{").finditer(inner, at):
        if match[0] == "{":
            return match.start()
    return -1


def _closing(inner: str, at: int) -> int:
    """The brace that closes the expression opened at `at`; quotes inside are single."""
    depth = 0
    for match in re.compile(r"'[^'\n]*'|[{}]").finditer(inner, at):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0:
            return match.start()
    return -1


def _plain(piece: Piece) -> Piece:
    return piece if piece.is_expression else piece._replace(text=_ESCAPE.sub(_meant, piece.text))


def _meant(match: re.Match[str]) -> str:
    if match[1]:
        number = int(match[1], 16)
        return chr(number) if number <= _LAST_CHARACTER and number not in _SURROGATES else "\ufffd"
    if match[2]:
        return _PLAIN.get(match[2], match[2])
    return match[0][0]


def _dedented(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Without the indent that all lines share, the line end after the first quotes, and the blanks before the last."""
    whole = "".join("x" if piece.is_expression else piece.text for piece in pieces)
    lines = whole.split("\n")[1:]
    indents = [len(line) - len(line.lstrip(" \t")) for line in lines[:-1] if line.strip()]
    if lines and lines[-1].strip():
        indents.append(len(lines[-1]) - len(lines[-1].lstrip(" \t")))
    shared = min(indents, default=0)
    cut = re.compile(rf"\n[ \t]{{0,{shared}}}")
    found = [p if p.is_expression else _plain(p._replace(text=cut.sub("\n", p.text))) for p in pieces]
    if found and not found[0].is_expression:
        found[0] = found[0]._replace(text=re.sub(r"^[ \t]*\n", "", found[0].text))
    if found and not found[-1].is_expression:
        found[-1] = found[-1]._replace(text=re.sub(r"\n[ \t]*$", "", found[-1].text))
    return tuple(piece for piece in found if piece.is_expression or piece.text)
