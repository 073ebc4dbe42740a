"""Tokens become values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.diagnostics.nearest import did_you_mean
from pkdsl.plan.code import Code, constant
from pkdsl.schema import types
from pkdsl.values import Mismatch, Months, Position, UnknownUnit, Word
from pkdsl.values.dates import read_date, read_time
from pkdsl.values.position import read_position

if TYPE_CHECKING:
    from pkdsl.schema.types import Type
    from pkdsl.syntax import tree
    from pkdsl.values import Quantity, Units


def read_literal(node: tree.Literal, units: Units, expected: Type) -> Code:
    """The value of a number, date, time, position, code, or of a CSV file's text.

    Raises `Unreadable` when it says nothing (2026-02-30), `Mismatch` when its unit is none.
    """
    match node.type:
        case "NUMBER":
            return constant(_quantity(node.text, units), types.ANYTHING)
        case "DATE":
            return constant(read_date(node.text), types.DATE)
        case "TIME":
            return constant(read_time(node.text), types.Plain("time"))
        case "POSITION":
            return constant(_position(node.text), types.Plain("position"))
        case "TEXT":
            return constant(node.text, types.TEXT)
        case _:
            return constant(
                Word(node.text, (node.text,)) if expected == types.ANYTHING else str(node.text), types.Plain("code")
            )


def _position(text: str) -> Position:
    return read_position(text)


def _quantity(text: str, units: Units) -> Quantity | Months:
    try:
        return units.quantity(text)
    except UnknownUnit as unknown:
        word = unknown.word
        message = f"`{word}` is no unit of measure.{did_you_mean(word, units.words)}"
        raise Mismatch(message) from None
