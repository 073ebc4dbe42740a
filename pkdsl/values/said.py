"""How messages call values: `a date`, `money per person and month`, `the list`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from pkdsl.values.dates import Months, Period, TimeOfDay
from pkdsl.values.dimension import NONE, Dimension
from pkdsl.values.errors import Mismatch
from pkdsl.values.planned import ConditionDate, Estimate, Threshold
from pkdsl.values.position import Position
from pkdsl.values.quantity import Quantity
from pkdsl.values.steps import Steps
from pkdsl.values.word import Word

if TYPE_CHECKING:
    from pkdsl.values.unit import Unit

DONE = {
    "+": "added", "-": "subtracted", "*": "multiplied", "/": "divided", "==": "compared", "!=": "compared",
    "<": "compared", "<=": "compared", ">": "compared", ">=": "compared", "..": "joined to a period",
}  # fmt: skip

_NOUNS: dict[type, str] = {
    bool: "a condition (yes or no)",
    date: "a date",
    Months: "a calendar duration",
    Period: "a period",
    TimeOfDay: "a time of day",
    Position: "a position",
    Threshold: "a threshold",
    Estimate: "an estimate",
    ConditionDate: "a date with a condition",
    Steps: "a value over time",
    tuple: "a list",
    Mapping: "a map",
}


def noun(value: object) -> str:
    """What a value is, in a word or two."""
    if isinstance(value, Quantity):
        return value.unit.described()
    if isinstance(value, Word):
        return f"the word {value}"
    if isinstance(value, str):
        return "a text"
    said = next((words for kind, words in _NOUNS.items() if isinstance(value, kind)), None)
    kind = str(getattr(value, "kind", "")).replace("_", " ")
    return said or f"the {kind} `{getattr(value, 'name', '')}`"


def cannot(operator: str, left: object, right: object) -> Mismatch:
    """Two values that an operator does not take."""
    return Mismatch(f"{noun(left)} and {noun(right)} cannot be {DONE.get(operator, 'joined by ' + operator)}")


def do_not_fit(operator: str, left: Unit, right: Unit) -> Mismatch:
    """Two units of different dimension under `+ -` or a comparison."""
    done = DONE[operator]
    if left.currency and right.currency and left.dimension.generic == right.dimension.generic:
        return Mismatch(f"{left.currency} and {right.currency} cannot be {done}: a dated rate would be needed")
    if not left.factors or not right.factors:
        named = left if left.factors else right
        return Mismatch(
            f"{left.described()} and {right.described()} cannot be {done}; "
            f"write the bare number with its unit, as in `{named.example}`"
        )
    if len(left.factors) == len(right.factors) == 1:
        return Mismatch(f"{left.described()} and {right.described()} cannot be {done}")
    return Mismatch(f"left is {left.described()}, right is {right.described()}{_hint(left, right)}")


def _hint(left: Unit, right: Unit) -> str:
    """What would make them fit, where one factor is missing."""
    ratio = (right.dimension / left.dimension).exponents
    if len(ratio) != 1 or abs(ratio[0][1]) != 1:
        return ""
    missing = Dimension(((ratio[0][0], 1),))
    if missing == NONE or missing.currency:
        return ""
    word = ratio[0][0]
    asked = {"time": "a duration", "person": "a number of persons", "vehicle": "a number of vehicles"}
    return f"; multiply by {asked.get(word, f'a quantity of {missing.described()}')}?"
