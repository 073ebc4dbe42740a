"""Boxes and lines between them, from left to right; what matters most by thick lines, not by colour."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from pkdsl.pictures.layout import laid_out
from pkdsl.pictures.svg import element, line, number, path, picture, rect, text, width_of, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pkdsl.pictures.layout import Layout, Place

Stroke: TypeAlias = Literal["solid", "dashed", "dotted", "chained", "double", "thin"]
"""How a line is drawn; chained is dashes and dots in turn."""
WIDTH, PADDING, MARGIN, SPACE = 140, 7, 16, 14
NARROW, LABEL, LINE, DETAIL, LABEL_LINE = 44, 84, 13, 12, 12
MOST, FEW = 3, 2
"""In how many lines the words of a box and those on a line may stand, and the smaller words of a box."""
PASSING = 10.0
"""The height that an edge takes where it passes a column."""
BOLD = 12.2
"""The room that bold words of size 11 take."""
DASHES: dict[Stroke, str] = {"dashed": "7 4", "dotted": "1.5 3", "chained": "10 3 1.5 3"}
PARTED: dict[Stroke, tuple[float, ...]] = {"double": (-1.6, 1.6)}
"""How far the lines of a stroke lie from its middle; most are one line."""
BESIDE = 4.2
"""How far lines between the same two boxes lie from each other."""
FOOT, SAMPLE = 26, 34


@dataclass(frozen=True, slots=True)
class Node:
    """A box: a key of its own, what it says, and a smaller line below. `strong` draws it thick, `open` dashed."""

    key: str
    label: str
    detail: str = ""
    strong: bool = False
    open: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from one box to another; without `arrow` it goes both ways. Several between the same two run side by side."""

    start: str
    end: str
    label: str = ""
    stroke: Stroke = "solid"
    strong: bool = False
    arrow: bool = True


@dataclass(frozen=True, slots=True)
class Graph:
    """All boxes and lines; `legend` says what each way of drawing a line means."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    name: str = "graph"
    title: str = "Graph"
    legend: tuple[tuple[Stroke, str], ...] = ()


class Strand(NamedTuple):
    """A line, the number of the way that it takes with all others between the same two boxes, and how far it lies aside."""

    edge: Edge
    way: int
    aside: float


def graph_picture(graph: Graph) -> str:
    """The drawing."""
    nodes = {node.key: node for node in graph.nodes}
    ways = [*dict.fromkeys((edge.start, edge.end) for edge in graph.edges)]
    layout = laid_out([*nodes], ways, lambda place: _size(nodes[place]) if isinstance(place, str) else PASSING)
    gap = max([NARROW, *(width_of(words, 10) + NARROW for edge in graph.edges for words in _said(edge))])
    strands = _strands(graph, ways)
    top = max([0, *(above - layout.heights[end] for end, above in _above(strands, layout).items())])
    places = {
        place: (MARGIN + column * (WIDTH + gap), MARGIN + top + layout.heights[place])
        for column, some in enumerate(layout.columns)
        for place in some
    }
    bottom = max(
        [40.0, *(y + (_size(nodes[p]) if isinstance(p, str) else PASSING) / 2 for p, (_, y) in places.items())]
    )
    body = [part for strand in strands for part in _edge(strand, layout, places)]
    body += _labels(strands, layout, places)
    body += [part for node in graph.nodes for part in _node(node, places[node.key])]
    body += _legend(graph, bottom + FOOT)
    size = (_breadth(graph, layout, gap), bottom + (FOOT if graph.legend else 0) + MARGIN)
    if not graph.nodes:
        body = [text("Nothing to draw.", MARGIN, 30)]
    return picture(graph.name, size, title=graph.title, description=described(graph), body=body)


def described(graph: Graph) -> str:
    """The drawing in words."""
    labels = {node.key: node.label for node in graph.nodes}
    said = [f"{labels[e.start]} to {labels[e.end]}{f' ({e.label})' if e.label else ''}." for e in graph.edges]
    return " ".join([f"{len(graph.nodes)} boxes.", *said])


def _breadth(graph: Graph, layout: Layout, gap: float) -> float:
    columns = 2 * MARGIN + len(layout.columns) * (WIDTH + gap) - gap
    return max(columns, 2 * MARGIN + sum(_room(words) for _, words in graph.legend), 240)


def _size(node: Node) -> float:
    """The height that a box takes, with the space below it."""
    return len(_lines(node)) * LINE + len(_details(node)) * DETAIL + 2 * PADDING + SPACE


def _lines(node: Node) -> tuple[str, ...]:
    return wrapped(node.label, WIDTH - 2 * PADDING, size=BOLD if node.strong else 11, lines=MOST)


def _details(node: Node) -> tuple[str, ...]:
    return wrapped(node.detail, WIDTH - 2 * PADDING, size=10, lines=FEW)


def _said(edge: Edge) -> tuple[str, ...]:
    return wrapped(edge.label, LABEL, size=10, lines=MOST)


def _node(node: Node, place: tuple[float, float]) -> Iterator[str]:
    lines, (x, middle) = _lines(node), place
    height = _size(node) - SPACE
    top = middle - height / 2
    yield rect((x, top), (WIDTH, height), rx=3, fill="#ffffff", stroke="currentColor",
               stroke_width=2.4 if node.strong else 1, stroke_dasharray="4 3" if node.open else "", class_="pk-box")  # fmt: skip
    for row, words in enumerate(lines):
        yield text(words, x + PADDING, top + PADDING + 10 + row * LINE, font_weight="600" if node.strong else "")
    for row, words in enumerate(reversed(_details(node))):
        yield text(words, x + PADDING, top + height - PADDING - row * DETAIL, font_size="10")


def _strands(graph: Graph, ways: list[tuple[str, str]]) -> list[Strand]:
    """All lines; those between the same two boxes beside each other."""
    count = Counter((edge.start, edge.end) for edge in graph.edges)
    drawn: Counter[tuple[str, str]] = Counter()
    strands = []
    for edge in graph.edges:
        way = (edge.start, edge.end)
        strands.append(Strand(edge, ways.index(way), (drawn[way] - (count[way] - 1) / 2) * BESIDE))
        drawn[way] += 1
    return strands


def _edge(strand: Strand, layout: Layout, places: Mapping[Place, tuple[float, float]]) -> Iterator[str]:
    """The line through the columns it passes, and its head."""
    edge, way, aside = strand
    points = [(x, y + aside) for x, y in _points(layout.routes[way], places)]
    width = 2.2 if edge.strong else _width(edge.stroke)
    for shift in PARTED.get(edge.stroke, (0.0,)):
        yield element("path", d=_curve(points, shift), fill="none", stroke="currentColor", stroke_width=width,
                      stroke_dasharray=DASHES.get(edge.stroke, ""), class_="pk-edge")  # fmt: skip
    if edge.arrow:
        (x, y), turn = (points[0], -1) if way in layout.turned else (points[-1], 1)
        yield path(((x, y), (x - 8 * turn, y - 3.5), (x - 8 * turn, y + 3.5)), close=True, fill="currentColor")


def _width(stroke: Stroke) -> float:
    return 0.5 if stroke == "thin" else 1.2


def _above(strands: list[Strand], layout: Layout) -> dict[Place, float]:
    """How high the words rise that stand on the lines to each box, one above the other."""
    above: dict[Place, float] = {}
    for edge, way, aside in strands:
        end = layout.routes[way][-1]
        above[end] = above.get(end, BESIDE) + len(_said(edge)) * LABEL_LINE - min(aside, 0)
    return above


def _labels(strands: list[Strand], layout: Layout, places: Mapping[Place, tuple[float, float]]) -> Iterator[str]:
    """The words of all lines; those of lines that end at the same box stand above each other."""
    above = _above(strands, layout)
    for edge, way, _ in strands:
        end, lines = layout.routes[way][-1], _said(edge)
        yield from _words(lines, (places[end][0], places[end][1] - above[end]))
        above[end] -= len(lines) * LABEL_LINE


def _words(lines: tuple[str, ...], corner: tuple[float, float]) -> Iterator[str]:
    """What stands on a line, before the last box, on paper of its own."""
    x, y = corner
    for row, words in enumerate(lines, 1):
        room, foot = width_of(words, 10), y + row * LABEL_LINE
        yield rect((x - 16 - room, foot - 10), (room + 4, LABEL_LINE), fill="#ffffff", class_="pk-label")
        yield text(words, x - 14, foot, text_anchor="end", font_size="10")


def _points(route: tuple[Place, ...], places: Mapping[Place, tuple[float, float]]) -> list[tuple[float, float]]:
    """From the right side of the first box to the left side of the last, straight through the columns between."""
    (start, first), *passed, (end, last) = (places[place] for place in route)
    if route[0] == route[-1]:
        return [(start + WIDTH, first - 4), (start + WIDTH + 18, first), (start + WIDTH, first + 4)]
    through = [point for x, y in passed for point in ((x, y), (x + WIDTH, y))]
    return [(start + WIDTH, first), *through, (end, last)]


def _curve(points: list[tuple[float, float]], shift: float) -> str:
    """A path that leaves and arrives level."""
    (x, y), *_ = points
    steps = [f"M{number(x)} {number(y + shift)}"]
    for (x, y), (there, down) in pairwise(points):
        half = number((x + there) / 2)
        steps.append(
            f"C{half} {number(y + shift)} {half} {number(down + shift)} {number(there)} {number(down + shift)}"
        )
    return "".join(steps)


def _legend(graph: Graph, y: float) -> Iterator[str]:
    x: float = MARGIN
    for stroke, words in graph.legend:
        for shift in PARTED.get(stroke, (0.0,)):
            yield line((x, y - 4 + shift), (x + SAMPLE, y - 4 + shift), stroke="currentColor",
                       stroke_width=1.3 * _width(stroke), stroke_dasharray=DASHES.get(stroke, ""))  # fmt: skip
        yield text(words, x + SAMPLE + 6, y)
        x += _room(words)


def _room(words: str) -> float:
    return SAMPLE + 6 + width_of(words) + 20
