"""JSON: everything that the plan itself declares, by path, each field as plain data; numbers exact, as text.

What a field holds over time is told from day to day; a reference is the path of what it names.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from pkdsl.documents.context import WITHHELD
from pkdsl.exports import Export
from pkdsl.exports.csv import DIGITS, decimal
from pkdsl.page import clean
from pkdsl.schema import Declared
from pkdsl.values import Period, Quantity, Steps, given
from pkdsl.values.number import rounded
from pkdsl.values.paper import show

if TYPE_CHECKING:
    from pkdsl.documents.context import Context
    from pkdsl.plan.draft import Node
    from pkdsl.plan.plan import Plan

VERSION = 1
"""Rises when a program that reads the file would have to change."""


def write(context: Context) -> Mapping[str, bytes]:
    """The one file."""
    nodes = sorted(context.plan.own(), key=lambda node: node.path)
    plan = {
        "format": "pkdsl plan",
        "version": VERSION,
        "marking": context.highest,
        **({} if context.mark.release is None else {"releasable_to": sorted(context.mark.release)}),
        "objects": {node.path: _fields(context, node) for node in nodes},
    }
    return {"plan.json": (json.dumps(plan, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()}


EXPORT = Export("json", "Everything that the plan declares, as plain data", write)


def _fields(context: Context, node: Node) -> dict[str, Any]:
    """The kind of a declaration, and the fields that it is given."""
    plan = context.plan
    held = {
        name: WITHHELD if context.withholds(node.entity, name) else plain(plan, plan.read(node, name))
        for name in node.given
    }
    return {"kind": node.spec.kind, **held}


def plain(plan: Plan, value: Any) -> Any:  # noqa: ANN401, C901 -- a value of the language, as JSON knows it
    """A value as plain data; what cannot be told is null."""
    match value:
        case _ if not given(value):
            return None
        case bool():
            return value
        case Declared():
            return WITHHELD if plan.node_of(value) in plan.closed else plan.path_of(value)
        case Quantity():
            return {"number": _digits(value.number), "unit": value.unit.text}
        case Steps():
            steps = {day.isoformat(): plain(plan, held) for day, held in value.changes}
            return {"before": plain(plan, value.before), "from": steps}
        case Period():
            return {"start": value.start.isoformat(), "end": value.end.isoformat()}
        case date():
            return value.isoformat()
        case int() | Fraction():
            return _digits(value)
        case tuple():
            return [plain(plan, one) for one in value]
        case Mapping():
            return {_key(plan, key): plain(plan, one) for key, one in value.items()}
        case str():
            return clean(value)
        case _:
            return show(value)


def _key(plan: Plan, key: Any) -> str:  # noqa: ANN401 -- as above
    return plan.path_of(key) if isinstance(key, Declared) else show(key) if not isinstance(key, str) else str(key)


def _digits(number: int | Fraction) -> str:
    """A number exactly: with decimals where they end, else as a fraction."""
    return decimal(number) if rounded(number, DIGITS) == number else str(number)
