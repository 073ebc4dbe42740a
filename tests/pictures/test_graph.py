"""Graphs: boxes that never touch, lines that run to the right, and words that stay words in every form."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from pkdsl.pictures import graph, layout
from pkdsl.pictures.graph import Edge, Graph, Node, graph_picture
from pkdsl.pictures.graph_text import to_dot, to_mermaid

HOSTILE = '<script>alert("1")</script>\u202e\x00 &amp; ]]> \' "; a -> b [label="x"] -->|y| z'
KEYS = [f"n{number}" for number in range(9)]
EDGES = st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS)), max_size=16)
TREES = st.lists(st.integers(0, 30), min_size=1, max_size=30)
SMALL = Graph(
    (Node("fc", "Force Commander", "force commander", strong=True), Node("north", "Northern Battalion"), Node("gap", "no exit", open=True)),
    (Edge("fc", "north", "vsat, hf", "double"), Edge("north", "fc", "", "dotted"), Edge("fc", "gap", arrow=False)),
    legend=(("solid", "control"), ("dotted", "tasking")),
)  # fmt: skip


def drawn(edges):
    return Graph(tuple(Node(key, f"Box {key}") for key in KEYS), tuple(Edge(*edge) for edge in edges))


def laid(edges):
    return layout.laid_out(KEYS, edges, lambda place: 40.0 if isinstance(place, str) else 10.0)


@settings(max_examples=100, deadline=None)
@given(EDGES)
def test_boxes_never_touch_and_every_line_runs_from_column_to_column(edges):
    found = laid(edges)
    assert sorted(place for column in found.columns for place in column if isinstance(place, str)) == KEYS
    for column in found.columns:
        for above, below in pairwise(column):
            sizes = [40.0 if isinstance(place, str) else 10.0 for place in (above, below)]
            assert found.heights[below] - found.heights[above] >= sum(sizes) / 2 - 1e-6
    at = {place: number for number, column in enumerate(found.columns) for place in column}
    for number, (start, end) in enumerate(edges):
        route = found.routes[number]
        ends = (end, start) if number in found.turned else (start, end)
        assert (route[0], route[-1]) == ends
        assert start == end or all(at[there] - at[here] == 1 for here, there in pairwise(route))


@settings(max_examples=60, deadline=None)
@given(EDGES)
def test_lines_are_turned_only_where_they_close_a_circle(edges):
    turned = laid(edges).turned
    for number in turned:
        start, end = edges[number]
        reach, waiting = set(), [end]
        while waiting:
            one = waiting.pop()
            new = {b for a, b in edges if a == one} - reach
            reach |= new
            waiting += new
        assert start in reach | {end}


@settings(max_examples=60, deadline=None)
@given(TREES)
def test_a_tree_has_no_crossing(parents):
    keys = [f"t{number}" for number in range(len(parents) + 1)]
    edges = [(keys[parent % (number + 1)], keys[number + 1]) for number, parent in enumerate(parents)]
    found = layout.laid_out(keys, edges, lambda _: 10.0)
    at = {place: number for number, column in enumerate(found.columns) for place in column}
    for (one, first), (other, second) in combinations(edges, 2):
        if at[one] == at[other] and one != other:
            assert (found.heights[one] < found.heights[other]) == (found.heights[first] < found.heights[second])


def test_what_no_line_joins_stands_apart():
    found = laid([("n0", "n1"), ("n2", "n3")])
    assert found.heights["n2"] >= found.heights["n1"] + 40


@settings(max_examples=40, deadline=None)
@given(EDGES)
def test_a_graph_is_well_formed_and_the_same_on_every_run(edges):
    picture = graph_picture(drawn(edges))
    assert picture == graph_picture(drawn(edges))
    root = ET.fromstring(picture)  # noqa: S314 -- our own text
    assert root.get("role") == "img"
    assert not re.search(r"<style|style=|<script|<image|href|\son\w+=", picture)
    assert not re.search(r"[0-9]\.[0-9]{3}", picture)
    width, height = map(float, root.get("viewBox").split()[2:])
    for box in root.iter("{http://www.w3.org/2000/svg}rect"):
        assert float(box.get("x")) + float(box.get("width")) <= width + 0.01
        assert float(box.get("y")) + float(box.get("height")) <= height + 0.01


def test_lines_differ_without_colour():
    picture = graph_picture(SMALL)
    assert 'stroke-dasharray="1.5 3"' in picture
    assert 'stroke-width="2.4"' in picture
    assert len(set(re.findall(r'stroke="(#[0-9a-f]+)"', picture)) - {"#ffffff"}) == 0
    assert "control" in picture
    assert "tasking" in picture


def test_an_empty_graph_says_so():
    assert "Nothing to draw." in graph_picture(Graph((), ()))


def test_hostile_words_stay_words():
    hostile = Graph((Node(HOSTILE, HOSTILE, HOSTILE), Node("b", "B")), (Edge(HOSTILE, "b", HOSTILE),), title=HOSTILE)
    tags = [element.tag for element in ET.fromstring(graph_picture(hostile)).iter()]  # noqa: S314 -- our own text
    assert not any(tag.endswith("script") for tag in tags)
    mermaid = to_mermaid(hostile).split("\n")
    assert len(mermaid) == 8
    assert all(
        not set('<>"|[]{};') & set(re.sub(r"#[0-9]+;|<br/>", "", part))
        for part in re.findall(r'"([^"]*)"', to_mermaid(hostile))
    )


def test_dot_quotes_what_would_end_its_texts():
    text = to_dot(Graph((Node('a"\\', 'A "quoted" \\ word'), Node("b", "B")), (Edge('a"\\', "b", "x"),)))
    assert text.count("->") == 1
    assert r'"a\"\\" -> "b"' in text


def test_every_form_says_the_same():
    assert to_dot(SMALL).count("->") == len(SMALL.edges)
    assert len(re.findall(r"^  n[0-9]+ \S+?(?:\|.*\|)? n[0-9]+$", to_mermaid(SMALL), re.MULTILINE)) == len(SMALL.edges)
    assert graph.described(SMALL).startswith("3 boxes. Force Commander to Northern Battalion (vsat, hf).")


def test_words_of_lines_that_end_at_one_box_stand_above_each_other():
    nodes = tuple(Node(key, key) for key in "abc")
    drawn = graph_picture(Graph(nodes, (Edge("a", "c", "first words"), Edge("b", "c", "other words"))))
    heights = {
        words: float(y)
        for y, words in re.findall(r'<text x="[0-9.]+" y="([0-9.]+)" text-anchor="end"[^>]*>([^<]+)', drawn)
    }
    assert abs(heights["first words"] - heights["other words"]) >= 10


def test_lines_between_the_same_two_boxes_run_beside_each_other():
    edges = tuple(Edge("a", "b", stroke=stroke, arrow=False) for stroke in ("solid", "dashed", "chained", "thin"))
    drawn = graph_picture(Graph((Node("a", "A"), Node("b", "B")), edges))
    starts = [float(y) for y in re.findall(r'<path d="M[0-9.]+ ([0-9.]+)C', drawn)]
    assert len(starts) == 4
    assert all(round(below - above, 1) == 4.2 for above, below in pairwise(starts))
    assert len(set(re.findall(r'stroke-width="([0-9.]+)" (?:stroke-dasharray="([^"]+)" )?class="pk-edge"', drawn))) == 4


def test_words_on_a_line_stand_on_a_ground_that_hides_it():
    drawn = graph_picture(Graph((Node("a", "A"), Node("b", "B")), (Edge("a", "b", "satellite"),)))
    assert re.search(r'<rect [^>]*fill="#ffffff" class="pk-label"/><text [^>]*>satellite', drawn)
