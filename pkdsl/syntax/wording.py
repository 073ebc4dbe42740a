"""How the parser's symbols are called in a sentence for a planner, and how far-fetched it is to put one in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.diagnostics.nearest import did_you_mean
from pkdsl.syntax.lexer import END, Token
from pkdsl.syntax.tables import tables

if TYPE_CHECKING:
    from pkdsl.syntax.recovery import Edit

PAIRS = {"RBRACE": "LBRACE", "RSQB": "LSQB", "RPAR": "LPAR"}
BRACKETS = frozenset(PAIRS) | frozenset(PAIRS.values())
SIGNS = {"EQUAL": "=", "COMPARE": "==", "COMMA": ",", "SIGN": "-", "SCALE": "*", "RANGE": ".."}

INSERTED = {
    **dict.fromkeys(("COMMA", "EQUAL", "RSQB", "RPAR", "BAR_END", "BECAUSE", "IS", "ELSE"), 1.0),
    **dict.fromkeys(("LBRACE", "RBRACE", "LSQB", "LPAR", "THEN", "FROM", "WHERE", "AND"), 1.2),
    **dict.fromkeys(("NUMBER", "STRING", "NAME", "RANGE", "SIGN"), 1.4),
    **dict.fromkeys(("REQUIRE", "FOR", "LET", "SET", "REMOVE", "USE", "TABLE", "DURING", "IF", "COMPARE", "BAR"), 1.6),
    "FIELD": 1.7,
    "IN": 2.6,
}
"""Terminals that may be put in, with their price."""
BODY = 1.1
"""The price of an empty body for a header, where the next line stands no deeper."""

WITHIN = frozenset(
    {"WHERE", "IN", "RANGE", "SIGN", "AND", "COMPARE", "EQUAL", "THEN", "ELSE", "BECAUSE", "IS", "COMMA"}
)
"""What seldom stands between two lines."""

LEADING = frozenset(
    {"FIELD", "REQUIRE", "FOR", "LET", "SET", "REMOVE", "USE", "TABLE", "FROM", "DURING", "BAR", "LSQB", "LPAR", "IF"}
)
"""What belongs to the word after it: the place of a missing one is there."""

STARTS = frozenset({"FIELD", "NAME", "USE", "LET", "TEMPLATE", "EXTEND", "TABLE", "FOR", "REQUIRE", "SET", "REMOVE"})
"""Tokens that begin a statement."""

HEADER = frozenset({"NAME", "STRING", "CODE"})
"""What the header of a declaration ends with."""

SURELY = 0.82
"""How alike a name and a word of the language must be, from 0 to 1, for one to be taken for the other."""

SPEAKING = frozenset({"BECAUSE", "ELSE"})
"""Words that a text follows."""

SILENT = frozenset({"LBRACE", "RBRACE", "BAR", "BAR_END", "FIELD", "STRING", END})
"""What is not among the words of a text whose quotes are missing."""

LITERALS = frozenset({"NUMBER", "DATE", "TIME", "POSITION", "STRING"})
"""What is a value by itself."""

CLOSING = ("RBRACE", "BAR_END", "RSQB", "RPAR", "NUMBER", "STRING", "EQUAL", "IN", "NAME", "LBRACE", "THEN", "ELSE")
"""What completes an unfinished text, tried in this order."""

_NAMES = {
    "LBRACE": "`{`",
    "RBRACE": "`}`",
    "LSQB": "`[`",
    "RSQB": "`]`",
    "LPAR": "`(`",
    "RPAR": "`)`",
    "BAR": "`|`",
    "BAR_END": "`|` at the end of the line",
    "BODY": "body in braces",
    "NUMBER": "value",
    "STRING": "text in double quotes",
    "NAME": "name",
    "FIELD": "field name with a colon",
    "COMPARE": "comparison such as `==`",
    "RANGE": "operator such as `..`",
    "SIGN": "operator such as `+`",
    **{kind: f"`{sign}`" for kind, sign in (("COMMA", ","), ("EQUAL", "="))},
}


def name(kind: str) -> str:
    """What a planner calls a terminal."""
    return _NAMES.get(kind, f"`{kind.lower()}`")


def shown(token: Token) -> str:
    """A token as it is quoted in a message: short, on one line."""
    text = token.text.split("\n", 1)[0]
    return f"`{text}`" if len(text) <= 40 else f"`{text[:37]}…`"  # noqa: PLR2004 -- what fits in a sentence


def unexpected(token: Token) -> str:
    """For a token that fits nowhere."""
    if token.type == END:
        return "The text ends in the middle of a statement."
    return f"{shown(token)} was not expected here. A statement, the next field or a `}}` may follow.{_keyword(token)}"


def missing(kind: str, previous: Token | None, following: Token) -> str:
    """For a token that was put in."""
    if kind == "IS" and previous and (meant := _keyword(previous)):
        return f"{shown(previous)} is no word of the language.{meant}"
    if kind == "IS" and previous and following.text:
        pair = f"{shown(previous)} and {shown(following)} stand side by side"
        return f"{pair}: a field has a colon, `{previous.text}: {following.text}`; the name of a template comes after `is`."
    if kind == "AND" and following.type in LITERALS and previous:
        return f"{shown(previous)} and {shown(following)} stand side by side: a field has one value; a list stands in brackets, `[a, b]`."
    article = "An" if name(kind).lstrip("`")[0] in "aeio" else "A"
    where = f" after {shown(previous)}" if previous and previous.text else ""
    before = f" before {shown(following)}" if following.text and following.type != END else ""
    return f"{article} {name(kind)} is missing{where}{before}."


def exchanged(old: Token, new: Token) -> str:
    """For a token that was taken for another."""
    if new.type == "NAME" and old.type != "FIELD":
        return f"{shown(old)} is a word of the language and no name here; choose another name, such as `{old.text}_1`."
    if new.type == "FIELD" and (meant := _keyword(old)):
        return f"{shown(old)} is no word of the language and no field: it has no colon.{meant}"
    if new.type == "FIELD":
        return f"{shown(old)} has no colon: a field is written `{old.text}: value`."
    return f"{shown(old)} was not expected here; {name(new.type)} is."


def _keyword(token: Token) -> str:
    """A question after the word of the language that a name misspells; short ones are too much like names of fields."""
    words = (word for word in tables().words if len(word) >= len("from"))
    return did_you_mean(token.text, words, least=SURELY) if token.type == "NAME" else ""


def code(edit: Edit) -> str:
    """SYN-002 for brackets, SYN-001 for all else."""
    return "SYN-002" if not edit.without and edit.instead[0].type in BRACKETS else "SYN-001"
