"""Cuts text into words, numbers, texts and marks, with one expression made from the grammar's terminals."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from pkdsl.syntax.tables import tables


class Token(NamedTuple):
    """One word of the text; `type` is a terminal of the grammar, or BLANK, COMMENT, DOC, PROSE, or begins with BAD.

    An empty `text` marks something that could not be read or that the parser put in: it becomes a `Hole`.
    """

    type: str
    text: str
    start: int
    end: int


END = "$END"

_TEXT_ENDS = r"[ \t]{0,20}(?:\n|\Z)|[ \t]{1,20}(?:\{[ \t]{0,20}(?:\n|\Z|[a-z_]{1,40}:)|\}[ \t]{0,20}(?:\n|\Z)|#)|[ \t]{2,20}[a-z_]{1,40}:"
"""Where a text without its second quote ends: where the rest of its line is likely to begin."""

_LIKE_A_NUMBER = (
    r"[0-9](?:[0-9A-Za-z_]|[.:][0-9]|-[0-9](?=[0-9]*-?[0-9]))*"
    r"(?:[ \t]+(?!WORDS)(?!(?:[^\W0-9]\w*\.)*[^\W0-9]\w*:)[^\W0-9]\w*(?:/[^\W0-9]\w*)*)?"
)
"""What looks like a number but is none, with its unit: `7.44E`, `2026-7-1`, `1e6 USD`."""

_BAD = (
    ("BAD_NUMBER", _LIKE_A_NUMBER),
    ("BAD_TEXT", rf'"""[\s\S]*|"(?:\\.|[^"\\\n])*?(?={_TEXT_ENDS})|"'),
    ("BAD_QUOTES", r"[“”„«‘’‚‹][^\n\"“”„«»‘’‚‹›]*[“”»‘’›]"),
    ("BAD_CHARACTER", r"&&|[^ \t\n;]"),
    (END, r"\Z"),
)


def _expression_for(text: str, start: int, end: int) -> re.Pattern[str]:
    """What cuts this text; where it has no letter beyond ASCII, an expression that knows none, and is made in no time."""
    plain = text.isascii() or not re.compile(f"[{_beyond_ascii()}]").search(text, start, end)
    return _expression(without=_beyond_ascii() if plain else "")


@cache
def _beyond_ascii() -> str:
    """The letters beyond ASCII, as the grammar lists them in each of its classes."""
    return dict(tables().patterns)["NAME"].removeprefix("[A-Za-z_").partition("]")[0]


@cache
def _expression(*, without: str) -> re.Pattern[str]:
    """Blanks, then any terminal, in the order of the grammar; then what is none."""
    patterns = [*((name, p) for name, p in tables().patterns if name != "BLANK"), *_BAD]
    words = rf"(?:{'|'.join(tables().words)})\b"
    named = "|".join(f"(?P<{_group(name)}>{pattern.replace('WORDS', words)})" for name, pattern in patterns)
    return re.compile(rf"[ \t\n;]*+(?:{named})".replace(without, ""))


def _group(name: str) -> str:
    return "_END" if name == END else name


def scan(text: str, start: int, end: int) -> list[Token]:
    """All tokens between two offsets, comments among them, blanks not; the last is `$END`."""
    words = tables().words
    found: list[Token] = []
    add = found.append
    make = tuple.__new__
    for match in _expression_for(text, start, end).finditer(text, start, end):
        kind = match.lastgroup or END
        word = match[kind]
        first, last = match.span(kind)
        if kind == "NAME":
            kind = words.get(word, kind)
        elif kind == "_END":
            break
        elif kind == "COMMENT" and (word.startswith("## ") or word == "##"):
            kind = "DOC"
        add(make(Token, (kind, word, first, last)))
    add(Token(END, "", end, end))
    return found


def significant(scanned: list[Token]) -> tuple[list[Token], dict[int, str]]:
    """The tokens without comments, and the documentation by the offset of the token that it stands above."""
    kept: list[Token] = []
    documentation: dict[int, str] = {}
    waiting: list[str] = []
    for token in scanned:
        if token.type == "DOC":
            waiting.append(token.text[3:])
        elif token.type != "COMMENT":
            if waiting:
                documentation[token.start] = "\n".join(waiting)
                waiting = []
            kept.append(token)
    return kept, documentation


def with_blanks(text: str, scanned: list[Token], start: int) -> list[Token]:
    """The same tokens with the blanks between them: nothing of the text is lost."""
    whole: list[Token] = []
    at = start
    for token in scanned:
        if token.start > at:
            whole.append(Token("BLANK", text[at : token.start], at, token.start))
        if token.type != END:
            whole.append(token)
        at = token.end
    return whole
