"""Runs the grammar's LALR(1) machine over the tokens and builds the tree as it goes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from pkdsl.syntax import build
from pkdsl.syntax.lexer import END, Token
from pkdsl.syntax.tables import tables

if TYPE_CHECKING:
    from collections.abc import Callable


class Reduction(NamedTuple):
    """A rule as the loop needs it: how many symbols, what they become, and how."""

    length: int
    origin: str
    make: Callable[[list[Any], build.Notes], Any] | None
    spliced: bool


@cache
def reductions() -> tuple[Reduction, ...]:
    """All rules, by number; one without a maker hands its child on, or gathers its children in a list."""
    return tuple(
        Reduction(
            length=len(rule.symbols),
            origin=rule.origin,
            make=None if rule.origin.startswith("_") or rule.transparent else build.MAKERS[rule.origin],
            spliced=not rule.transparent and any(symbol.startswith("_") for symbol in rule.symbols),
        )
        for rule in tables().rules
    )


def run(tokens: list[Token], start: str, notes: build.Notes) -> Any:  # noqa: ANN401 -- a file, an expression, or nothing
    """The tree of the tokens, read as a `file` or a `phrase`; None where they do not parse."""
    table, rules, gotos, leaf = tables().states, reductions(), _gotos(), build.leaf
    states = [tables().starts[start]]
    values: list[Any] = []
    for token in tokens:
        kind = token[0]
        while True:
            action = table[states[-1]].get(kind)
            if action is None:
                return values[0] if kind == END and states[-1] == tables().ends[start] else None
            if action >= 0:
                states.append(action)
                values.append(leaf(token))
                break
            count, origin, make, spliced = rules[-1 - action]
            if count == 1 and make is None:
                states.pop()
            else:
                parts = values[-count:] if count else []
                if count:
                    del values[-count:], states[-count:]
                if spliced:
                    parts = _spliced(parts)
                values.append(make(parts, notes) if make else parts)
            key = (states[-1], origin, kind)
            if key not in gotos:
                gotos[key] = _goto(*key)
            states.append(gotos[key])
    return None


def _spliced(parts: list[Any]) -> list[Any]:
    """The parts with gathered children in place of their lists; the first list grows, so that a long one stays cheap."""
    whole: list[Any] = parts[0] if type(parts[0]) is list else [parts[0]]
    for part in parts[1:]:
        if type(part) is list:
            whole += part
        else:
            whole.append(part)
    return whole


@cache
def _gotos() -> dict[tuple[int, str, str], int]:
    """Where a finished symbol leads from a state, before a token; filled while parsing."""
    return {}


def _goto(state: int, origin: str, kind: str) -> int:
    """The next state, with all transparent reductions that must follow already done."""
    table, rules = tables().states, tables().rules
    target = table[state][origin]
    while (action := table[target].get(kind)) is not None and action < 0 and rules[-1 - action].transparent:
        target = table[state][rules[-1 - action].origin]
    return target
