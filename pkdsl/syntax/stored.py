"""Trees as JSON and back, so that a text that did not change need not be parsed again."""

from __future__ import annotations

import json
from typing import Any

from pkdsl.syntax import tree

CLASSES: tuple[Any, ...] = (
    tree.Hole, tree.Literal, tree.Name, tree.Attribute, tree.Index, tree.Call, tree.Loop, tree.Comprehension, tree.Unary,
    tree.Chain, tree.Conditional, tree.Threshold, tree.List, tree.Step, tree.Steps, tree.Body, tree.Field, tree.Use,
    tree.Let, tree.Declaration, tree.Row, tree.Table, tree.Require, tree.Set, tree.Remove, tree.Prose, tree.File,
)  # fmt: skip
"""The nodes; a stored node begins with its place here, a stored tuple with -1."""
NUMBERS = {cls: number for number, cls in enumerate(CLASSES)}


def to_json(file: tree.File) -> str:
    """The tree as one line of JSON."""
    return json.dumps(_plain(file), separators=(",", ":"), ensure_ascii=False)


def from_json(text: str) -> tree.File:
    """The tree that `to_json` wrote."""
    file = _node(json.loads(text))
    if type(file) is not tree.File:
        message = "this is not a stored tree"
        raise ValueError(message)
    return file


def _plain(value: Any) -> Any:  # noqa: ANN401 -- a node, a tuple, a text, a number or nothing
    if not isinstance(value, tuple):
        return value
    return [NUMBERS.get(type(value), -1), *map(_plain, value)]


def _node(value: Any) -> Any:  # noqa: ANN401 -- as above
    if type(value) is not list:
        return value
    parts = [_node(part) if type(part) is list else part for part in value]
    return tuple.__new__(tuple if parts[0] < 0 else CLASSES[parts[0]], parts[1:])
