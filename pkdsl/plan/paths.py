"""What declarations and their values are called, in findings, in `why`, in what is set: `unit.north.strength`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pkdsl.values import Unknown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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

    A part may be named with its kind or without: `budget.b.line.fuel`, `budget.b.fuel`; so may what a package declares:
    `un.supply.water`, `un.water`.
    """
    found = (reading for reading in _readings(names, words) if reading[0] is not None)
    node, rest = next(found, (None, []))
    while node is not None and rest and rest[0] not in node.lets:
        parts = node.spec.parts
        if rest[0] in node.spec.fields and not (rest[0] in parts and len(rest) > 1):
            break
        kind = rest[0] if rest[0] in parts and len(rest) > 1 else ""
        word, *left = rest[1:] if kind else rest
        part = _part(node, word, kind)
        if part is None:
            return None, []
        node, rest = part, left
    return node, rest


def _readings(names: Names, words: Sequence[str]) -> Iterator[tuple[Node | None, list[str]]]:
    """The entities that the first words may mean: one of the plan, or one of a package that they name."""
    yield _entity(names, "", words)
    for package, taken in names.packages(words):
        rest = list(words[taken:])
        yield _entity(names, package, rest)
        for node in names.any(package, rest[0]) if rest else ():
            yield node, rest[1:]


def _entity(names: Names, package: str, words: Sequence[str]) -> tuple[Node | None, list[str]]:
    """The entity that kind and name say, or the kind alone where there is one of it, and the words that are left."""
    if not words:
        return None, []
    kind, *rest = words
    alone = names.entity(package, kind, "")
    if alone is not None:
        return alone, rest[1:] if rest[:1] == [alone.name] and alone.name else rest
    return (names.entity(package, kind, rest[0]) if rest else None), rest[1:]


def _part(node: Node, word: str, kind: str) -> Node | None:
    """The part of a name or number, of a kind if it is said: a control total and a redeployment may both be the first."""
    inside = (part for parts in node.parts.values() for part in parts if not kind or part.spec.kind == kind)
    return next((part for part in inside if part.name == word or part.path.endswith(f".{word}")), None)
