"""Texts with `{expression}` in them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from pkdsl.diagnostics.said import Said
from pkdsl.plan.code import Code, constant
from pkdsl.schema import types
from pkdsl.schema.base import Declared
from pkdsl.syntax import parse_expression, text_parts
from pkdsl.values import HOLE, Period, Steps, given
from pkdsl.values.paper import show

if TYPE_CHECKING:
    from collections.abc import Callable

    from pkdsl.plan.code import Frame, Run
    from pkdsl.plan.elaborate import Elaborator
    from pkdsl.plan.names import Scope
    from pkdsl.syntax import Piece, tree
    from pkdsl.values.value import Value

RULES = "rules"
"""The package whose texts the shipped rules are: a test has said of every one that it has no mistake."""
Pieces: TypeAlias = "tuple[str | Blank, ...]"
"""A text in pieces: what stands there, and what is filled in."""
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class Blank(NamedTuple):
    """Where a text is filled in: the expression as it is written, and what it comes to."""

    words: str
    run: Run


class Texts:
    """Elaborates texts for an elaborator."""

    def __init__(self, elaborator: Elaborator) -> None:
        self._elaborator = elaborator

    def text(self, node: tree.Literal, scope: Scope) -> Code:
        """A text of the plan, for people to read: `by {D}` says `by 1 July 2026`."""
        pieces = self.pieces(node, scope)
        if all(isinstance(piece, str) for piece in pieces):
            return constant("".join(map(str, pieces)), types.TEXT)
        return Code(types.TEXT, lambda frame: filled(pieces, frame, in_prose))

    def pieces(self, node: tree.Literal, scope: Scope) -> Pieces:
        """The pieces of a text, so that a day can be chosen when they are put together."""
        found: list[str | Blank] = []
        for piece in text_parts(node.text, node.start):
            if not piece.is_expression:
                found.append(piece.text)
                continue
            shipped = self._elaborator.home.package == RULES
            run = self._later(piece, scope) if shipped else self._run(piece, scope)
            found.append(Blank(piece.text.strip(), run))
        return tuple(found)

    def _run(self, piece: Piece, scope: Scope) -> Run:
        expression, findings = parse_expression(self._elaborator.home.source, piece.start, piece.end)
        for finding in findings:
            self._elaborator.report(finding)
        return self._elaborator.code(expression, scope).run

    def _later(self, piece: Piece, scope: Scope) -> Run:
        """What a rule fills in when it fails: looked up when it first does."""
        run: Run | None = None

        def later(frame: Frame) -> Value:
            nonlocal run
            run = run or self._run(piece, scope)
            return run(frame)

        return later


def filled(pieces: Pieces, frame: Frame, say: Callable[[Value], str]) -> Value:
    """The text, with values as `say` says them."""
    values = _values(pieces, frame, None)
    return HOLE if values is None else "".join(map(say, values))


def told(pieces: Pieces, frame: Frame, day: date | None) -> Value:
    """What a rule says; values over time read as on `day`, where one is given. Another language may say it again."""
    values = _values(pieces, frame, day)
    if values is None:
        return HOLE
    blanks = {piece.words: value for piece, value in zip(pieces, values, strict=True) if isinstance(piece, Blank)}
    return Said("".join(map(spoken, values)), key_of(pieces), blanks)


def _values(pieces: Pieces, frame: Frame, day: date | None) -> list[Value] | None:
    values = [piece if isinstance(piece, str) else on(piece.run(frame), day) for piece in pieces]
    return None if any(value is HOLE for value in values) else values


def key_of(pieces: Pieces) -> str:
    """What a catalogue of another language knows a text by: the text, with its expressions in braces."""
    return "".join(piece if isinstance(piece, str) else f"{{{piece.words}}}" for piece in pieces)


def on(value: Value, day: date | None) -> Value:
    """What a value is on one day."""
    return value.at(day) if day is not None and isinstance(value, Steps) else value


def spoken(value: Value) -> str:
    """A value as it reads within a sentence: what is declared goes by its title."""
    if isinstance(value, Declared):
        title = value.title
        return title if given(title) and title else str(value.name)
    if isinstance(value, tuple):
        return ", ".join(map(spoken, value))
    return show(value)


def in_prose(value: Value) -> str:
    """A value in the running text of a plan, where a date is read and not compared: `1 July 2026`."""
    if isinstance(value, date):
        return day_of(value)
    if isinstance(value, Period):
        return f"{day_of(value.start)} to {day_of(value.end)}"
    return ", ".join(map(in_prose, value)) if isinstance(value, tuple) else spoken(value)


def day_of(value: date) -> str:
    """`1 July 2026`."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"
