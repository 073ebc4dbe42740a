"""What declarations and their values are called, in findings, in `why`, in what is set: `unit.north.strength`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pkdsl.values import Unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pkdsl.diagnostics import Span
    from pkdsl.plan.draft import Node
    from pkdsl.plan.names import Names


class Missing(NamedTuple):
    """Something that is not given: its path, what it is (`unit.base`), and where it could be written."""

    path: str
    what: str
    span: Span


def path_of(node: Node) -> str:
    """The path of a declaration; what a package declares begins with the package's name."""
    return f"{node.home.package}.{node.path}" if node.home.package and node.path != "let" else node.path


def missing(node: Node, name: str) -> Unknown:
    """The value of a field that is neither given nor follows from anything."""
    return Unknown((Missing(f"{path_of(node)}.{name}", f"{node.spec.kind}.{name}", node.header),))


def node_at(names: Names, words: Sequence[str]) -> tuple[Node | None, list[str]]:
    """The declaration that a path begins with, and the words that are left: a field of it, or none.

    A part may be named with its kind or without: `budget.b.line.fuel`, `budget.b.fuel`.
    """
    package = names.package("", words[0])
    rest = list(words[1:] if package is not None else words)
    if not rest:
        return None, []
    kind, *rest = rest
    alone = names.entity(package or "", kind, "")
    if alone is None:
        node = names.entity(package or "", kind, rest[0]) if rest else None
        rest = rest[1:]
    else:
        node, rest = alone, rest[1:] if rest[:1] == [alone.name] and alone.name else rest
    while node is not None and rest and rest[0] not in node.lets:
        parts = node.spec.parts
        if rest[0] in node.spec.fields and not (rest[0] in parts and len(rest) > 1):
            break
        word, *left = rest[1:] if rest[0] in parts and len(rest) > 1 else rest
        part = _part(node, word)
        if part is None:
            return None, []
        node, rest = part, left
    return node, rest


def _part(node: Node, word: str) -> Node | None:
    inside = (part for parts in node.parts.values() for part in parts)
    return next((part for part in inside if part.name == word or part.path.endswith(f".{word}")), None)
