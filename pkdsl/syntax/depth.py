"""Keeps the tree so shallow that everybody may walk it without fear: brackets, and the nodes that nest in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pkdsl.syntax import codes, tree
from pkdsl.syntax.lexer import END, Token

if TYPE_CHECKING:
    from pkdsl.diagnostics import Finding, Source

BRACKETS = 200
"""How many brackets of any form may be open at a place."""
NODES = 450
"""How deep the tree may be: 200 blocks, each a field or declaration and its body, and an expression."""
PLAIN = 12
"""Up to this many brackets no tree can be too deep, unless the builders noted a long row of signs or dots."""

_OPEN = {"LBRACE": "RBRACE", "LSQB": "RSQB", "LPAR": "RPAR"}
_CLOSE = frozenset(_OPEN.values())


def limited(tokens: list[Token], source: Source) -> tuple[list[Token], int, list[Finding]]:
    """The tokens without what stands in too many brackets, and how many brackets were open at most."""
    depth = deepest = 0
    for kind, _, _, _ in tokens:
        if kind in _OPEN:
            depth += 1
            deepest = max(deepest, depth)
        elif kind in _CLOSE:
            depth -= 1
    if deepest <= BRACKETS:
        return tokens, deepest, []
    return *_cut(tokens), [_finding(tokens, source)]


def _cut(tokens: list[Token]) -> tuple[list[Token], int]:
    kept: list[Token] = []
    open_: list[str] = []
    for token in tokens:
        kind, _, start, _ = token
        if kind in _OPEN:
            open_.append(_OPEN[kind])
            if len(open_) == BRACKETS + 1:
                kept += [token] if kind == "LBRACE" else [token, Token("NUMBER", "", start, start)]
                kept.append(Token(_OPEN[kind], "", start, start))
        elif kind in _CLOSE and open_:
            open_.pop()
            if len(open_) == BRACKETS:
                continue
        elif kind == END:
            kept += [Token(close, "", start, start) for close in reversed(open_[:BRACKETS])]
            kept.append(token)
        if len(open_) <= BRACKETS and kind != END:
            kept.append(token)
    return kept, BRACKETS + 1


def _finding(tokens: list[Token], source: Source) -> Finding:
    depth = 0
    for token in tokens:
        depth += (token.type in _OPEN) - (token.type in _CLOSE)
        if depth > BRACKETS:
            break
    return codes.limit(
        "LIM-001", f"{BRACKETS + 1} brackets open at one place", BRACKETS, source, token.start, token.end
    )


def shallow(value: Any, source: Source) -> tuple[Any, list[Finding]]:  # noqa: ANN401 -- a file or an expression
    """The value with holes for the statements in which nodes nest too deeply."""
    if type(value) is not tree.File:
        return (_hole(value), [_too_deep(value, source)]) if _depth(value) > NODES else (value, [])
    findings: list[Finding] = []
    items: list[tree.Statement] = []
    for item in value.items:
        if _depth(item) > NODES:
            findings.append(_too_deep(item, source))
            items.append(_hole(item))
        else:
            items.append(item)
    return value._replace(items=tuple(items)), findings


def _hole(node: Any) -> tree.Hole:  # noqa: ANN401 -- any node
    return tree.Hole(node[-2], node[-1])


def _too_deep(node: Any, source: Source) -> Finding:  # noqa: ANN401 -- any node
    start = node[-2]
    return codes.limit("LIM-001", "The levels of this statement", NODES, source, start, min(node[-1], start + 80))


def _depth(node: Any) -> int:  # noqa: ANN401 -- any node
    """How many nodes nest at most; counted without recursion, up to one more than is allowed."""
    deepest, waiting = 0, [(node, 1)]
    while waiting and deepest <= NODES:
        here, depth = waiting.pop()
        deepest = max(deepest, depth)
        inner = depth + hasattr(here, "_fields")
        waiting += [(part, inner) for part in here if isinstance(part, tuple)]
    return deepest
