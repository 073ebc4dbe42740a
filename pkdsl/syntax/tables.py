"""What the grammar says, as plain data: terminals, rules and the states of its LALR(1) machine.

Lark reads `grammar/pkdsl.lark` and finds conflicts; the machine it makes is shipped as `tables.json`, so that a check
of a plan never waits for Lark. `python -m pkdsl.syntax.tables` prints the file anew after a change of the grammar.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any, NamedTuple

from pkdsl import resources

STARTS = ("file", "phrase")


class Rule(NamedTuple):
    """One alternative: `symbols` become an `origin`; a `transparent` one hands its only child on."""

    origin: str
    symbols: tuple[str, ...]
    transparent: bool


class Tables(NamedTuple):
    """The grammar as data.

    `patterns` are the terminals with a pattern, in the order in which they are tried; `words` the keywords. In
    `states`, a symbol leads to a state (not negative) or, negative, to the reduction by rule `-1 - action`.
    """

    patterns: tuple[tuple[str, str], ...]
    words: dict[str, str]
    rules: tuple[Rule, ...]
    states: tuple[dict[str, int], ...]
    starts: dict[str, int]
    ends: dict[str, int]


def lark_parser() -> Any:  # noqa: ANN401 -- Lark is imported only where it is needed
    """Stock Lark on the same grammar: the reference that the tests compare with."""
    from lark import Lark  # noqa: PLC0415 -- 60 ms that a check of a plan does not pay

    return Lark(
        resources.text("grammar/pkdsl.lark"),
        parser="lalr",
        lexer="basic",
        start=list(STARTS),
        keep_all_tokens=True,
        maybe_placeholders=False,
    )


def build() -> dict[str, Any]:
    """The tables in the form of `tables.json`, made from the grammar."""
    parser = lark_parser()
    machine = parser.parser.parser._parse_table  # noqa: SLF001 -- Lark has no public door to its tables
    terminals = _in_order(parser.terminals)
    words = {t.pattern.value: t.name for t in terminals if t.pattern.type == "str" and t.pattern.value.isalpha()}
    order = _numbered(machine)
    reductions = [target for state in order for _, (_, target) in sorted(machine.states[state].items())]
    rules = {rule: at for at, rule in enumerate(dict.fromkeys(r for r in reductions if not isinstance(r, int)))}
    return {
        "patterns": [[t.name, t.pattern.to_regexp()] for t in terminals if t.name not in words.values()],
        "words": dict(sorted(words.items())),
        "rules": [_rule(rule) for rule in rules],
        "states": [_state(machine.states[state], order, rules) for state in order],
        "starts": {start: order[state] for start, state in sorted(machine.start_states.items())},
        "ends": {start: order[state] for start, state in sorted(machine.end_states.items())},
    }


def _in_order(terminals: list[Any]) -> list[Any]:
    """As Lark's basic lexer tries them: by priority, then the longer first."""
    return sorted(terminals, key=lambda t: (-t.priority, -t.pattern.max_width, -len(t.pattern.value), t.name))


def _numbered(machine: Any) -> dict[int, int]:  # noqa: ANN401 -- Lark's parse table
    """New numbers for Lark's states, in the order they are met: Lark's own differ from run to run."""
    order: dict[int, int] = {}
    waiting = [state for _, state in sorted(machine.start_states.items())]
    for state in waiting:
        if state not in order:
            order[state] = len(order)
            waiting += [target for _, (_, target) in sorted(machine.states[state].items()) if isinstance(target, int)]
    return order


def _state(actions: dict[str, Any], order: dict[int, int], rules: dict[Any, int]) -> dict[str, int]:
    return {
        symbol: order[target] if isinstance(target, int) else -1 - rules[target]
        for symbol, (_, target) in sorted(actions.items())
    }


def _rule(rule: Any) -> list[Any]:  # noqa: ANN401 -- a rule of Lark's
    origin = str(rule.origin.name)
    symbols = [symbol.name for symbol in rule.expansion]
    hidden = rule.options.expand1 or (origin.startswith("_") and not origin.startswith("__"))
    return [origin, symbols, bool(hidden and len(symbols) == 1)]


@cache
def tables() -> Tables:
    """The tables shipped, or fresh ones where they are missing."""
    shipped = resources.exists("syntax/tables.json")
    data = json.loads(resources.text("syntax/tables.json")) if shipped else build()
    return Tables(
        patterns=tuple((name, pattern) for name, pattern in data["patterns"]),
        words=data["words"],
        rules=tuple(Rule(origin, tuple(symbols), transparent) for origin, symbols, transparent in data["rules"]),
        states=tuple(data["states"]),
        starts=data["starts"],
        ends=data["ends"],
    )


def as_json() -> str:
    """What `tables.json` must hold: one state a line, so that a change of the grammar can be reviewed."""
    parts = []
    for key, value in build().items():
        rows = value if isinstance(value, list) else None
        body = json.dumps(value) if rows is None else "[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]"
        parts.append(f"{json.dumps(key)}: {body}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    print(as_json(), end="")  # noqa: T201 -- a tool for those who change the grammar
