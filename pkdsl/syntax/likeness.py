"""Shows a tree as text, and tells whether two trees say the same, wherever they stand."""

from __future__ import annotations

from typing import Any

Node = Any
"""A node, or what a node holds: a text, nothing, or several nodes."""


def _parts(node: Node) -> list[tuple[str, Node]]:
    """What a node consists of, without its place."""
    if hasattr(node, "_fields"):
        return [(name, part) for name, part in zip(node._fields, node, strict=True) if name not in {"start", "end"}]
    return [("", part) for part in node]


def printed(node: Node) -> str:
    """The tree, one node a line, indented by depth; places are left out."""
    lines: list[str] = []
    waiting: list[tuple[int, str, Node]] = [(0, "", node)]
    while waiting:
        depth, label, here = waiting.pop()
        title = f"{label}: " if label else ""
        if isinstance(here, tuple):
            name = type(here).__name__ if hasattr(here, "_fields") else f"{len(here)} parts"
            lines.append(f"{'  ' * depth}{title}{name}")
            waiting += [(depth + 1, *part) for part in reversed(_parts(here))]
        elif here is not None and here != "":
            lines.append(f"{'  ' * depth}{title}{here!r}")
    return "\n".join(lines) + "\n"


def same(one: Node, other: Node) -> bool:
    """Whether two trees say the same; where they stand does not count."""
    waiting = [(one, other)]
    while waiting:
        left, right = waiting.pop()
        if type(left) is not type(right):
            return False
        if not isinstance(left, tuple):
            if left != right:
                return False
            continue
        parts, others = _parts(left), _parts(right)
        if len(parts) != len(others):
            return False
        waiting += [(a, b) for (_, a), (_, b) in zip(parts, others, strict=True)]
    return True
