"""A graph as text for other programs: dot for Graphviz, mermaid for pages that draw it themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.pictures.svg import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkdsl.pictures.graph import Edge, Graph, Node

DOT_STYLES = {"dashed": "dashed", "dotted": "dotted", "chained": "dashed"}
"""Solid where none stands here."""
MERMAID_BROKEN = ("-.->", "-.-")
"""With an arrow, and without."""
MERMAID_WHOLE = ("-->", "---")
MERMAID_STRONG = ("==>", "===")


def to_dot(graph: Graph) -> str:
    """The graph in the language of Graphviz."""
    lines = [
        f"digraph {_quoted(graph.name)} {{",
        f"  label={_quoted(graph.title)}; labelloc=t; rankdir=LR; fontname=sans; ",
        "  node [shape=box, fontname=sans, fontsize=10]; edge [fontname=sans, fontsize=9];",
        *(f"  {_quoted(node.key)} [{_dot_node(node)}];" for node in graph.nodes),
        *(f"  {_quoted(edge.start)} -> {_quoted(edge.end)} [{_dot_edge(edge)}];" for edge in graph.edges),
        "}",
    ]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _dot_node(node: Node) -> str:
    words = clean(node.label) + (f"\n{clean(node.detail)}" if node.detail else "")
    more = [*(["penwidth=2.4"] if node.strong else []), *(["style=dashed"] if node.open else [])]
    return ", ".join([f"label={_quoted(words)}", *more])


def _dot_edge(edge: Edge) -> str:
    parts = [f"style={DOT_STYLES.get(edge.stroke, 'solid')}"]
    parts += [f"label={_quoted(clean(edge.label))}"] if edge.label else []
    parts += ["penwidth=2.4"] if edge.strong else []
    parts += ['color="black:white:black"'] if edge.stroke == "double" else []
    parts += [] if edge.arrow else ["dir=none"]
    return ", ".join(parts)


def _quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def to_mermaid(graph: Graph) -> str:
    """The graph in the language of mermaid; boxes are numbered, because a key may hold what mermaid reads as a sign."""
    return "".join(f"{line}\n" for line in _mermaid(graph))


def _mermaid(graph: Graph) -> Iterator[str]:
    names = {node.key: f"n{number}" for number, node in enumerate(graph.nodes, 1)}
    yield "---"
    yield f"title: {_entities(graph.title, quote=True)}"
    yield "---"
    yield "flowchart LR"
    for node in graph.nodes:
        words = _entities(node.label) + (f"<br/>{_entities(node.detail)}" if node.detail else "")
        yield f'  {names[node.key]}["{words}"]'
    for edge in graph.edges:
        drawn = MERMAID_BROKEN if edge.stroke in DOT_STYLES else MERMAID_WHOLE
        sign = (MERMAID_STRONG if edge.strong else drawn)[0 if edge.arrow else 1]
        words = f'|"{_entities(edge.label)}"|' if edge.label else ""
        yield f"  {names[edge.start]} {sign}{words} {names[edge.end]}"
    for node in graph.nodes:
        if node.strong or node.open:
            style = "stroke-width:3px" if node.strong else "stroke-dasharray:4 3"
            yield f"  style {names[node.key]} {style}"


def _entities(words: str, *, quote: bool = False) -> str:
    """Words in which nothing is read as a sign of mermaid, Markdown or HTML."""
    safe = "".join(c if c.isalnum() or c in " .,:-/()%'" else f"#{ord(c)};" for c in clean(words))
    return f'"{safe}"' if quote else safe
