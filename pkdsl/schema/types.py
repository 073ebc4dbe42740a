"""What may stand in a field or come out of an expression, as far as it is known before anything is evaluated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from pkdsl.diagnostics.words import a, listed, spaced


@dataclass(frozen=True, slots=True)
class Plain:
    """A value that its name describes: text, date, time, duration, period, position, threshold, estimate, code."""

    name: str


@dataclass(frozen=True, slots=True)
class Words:
    """One of a closed list of words, in rising order; `yes` and `no` are one too."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity in the dimension of `unit`; the empty unit is a plain number, `money` any currency."""

    unit: str


@dataclass(frozen=True, slots=True)
class Reference:
    """An entity or part of one of the kinds; no kind at all means any."""

    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """A code of a shipped table."""

    table: str


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list."""

    item: Type


@dataclass(frozen=True, slots=True)
class MapOf:
    """A map."""

    key: Type
    item: Type


@dataclass(frozen=True, slots=True)
class OneOf:
    """Any of several types."""

    options: tuple[Type, ...]


@dataclass(frozen=True, slots=True)
class Anything:
    """Nothing is known, or everything is allowed."""


Type: TypeAlias = "Plain | Words | Measure | Reference | Code | ListOf | MapOf | OneOf | Anything"

ANYTHING = Anything()
TEXT = Plain("text")
DATE = Plain("date")
PERIOD = Plain("period")
CONDITION = Words(("no", "yes"))


def options(type_: Type) -> tuple[Type, ...]:
    """The alternatives of a type; itself, when there are none."""
    return type_.options if isinstance(type_, OneOf) else (type_,)


def item_of(type_: Type) -> Type:
    """What a list of this type holds; a type that is no list holds itself, as one value may stand for a list."""
    return type_.item if isinstance(type_, ListOf) else type_


def words_of(type_: Type) -> tuple[str, ...]:
    """All words that a value of this type may be."""
    return tuple(word for option in options(item_of(type_)) if isinstance(option, Words) for word in option.words)


def kinds_of(type_: Type) -> tuple[str, ...] | None:
    """The kinds that a value of this type may refer to; empty means any, None that it refers to nothing."""
    kinds: list[str] = []
    found = False
    for option in options(item_of(type_)):
        if isinstance(option, Reference):
            if not option.kinds:
                return ()
            found = True
            kinds += option.kinds
    return tuple(dict.fromkeys(kinds)) if found else None


SAID = {
    "text": 'a text in quotes, `"…"`',
    "date": "a date such as `2026-07-01`",
    "period": "a period such as `2026-07-01 .. 2026-12-31`",
    "duration": "a duration such as `30 days`",
    "position": "a position such as `2.52N 47.44E`",
    "time": "a time such as `06:00Z`",
    "threshold": "a threshold such as `<= 5`",
    "amount": "an amount such as `40 t`",
    "unit": "a unit of measure such as `persons/day`, or a text",
    "measure": "a unit of measure such as `L` or `tablets`",
}
"""What the plain types are called, with an example."""


def described(type_: Type) -> str:
    """The type in a planner's words, to end the sentence "expected …"."""
    match type_:
        case Plain(name):
            return SAID.get(name) or a(name)
        case Words(words):
            return listed((f"`{word}`" for word in words), "or")
        case Measure(unit):
            return _measure(unit)
        case Reference(kinds):
            return f"the name of {listed((a(spaced(kind)) for kind in kinds), 'or') or 'something declared'}"
        case Code(table):
            return f"a code of the list of {table}"
        case ListOf(item):
            return f"a list, each {described(item)}"
        case MapOf():
            return "a map such as `{ a: 1, b: 2 }`"
        case OneOf(alternatives):
            return ", or ".join(described(option) for option in alternatives)
        case _:
            return "a value"


def _measure(unit: str) -> str:
    if unit in {"", "%"}:
        return "a percentage such as `30%`" if unit else "a number"
    return "an amount of money such as `1_000 USD`" if unit == "money" else f"a quantity in {unit}"
