"""A matrix of short words: each in its cell, what matters seen without colour, and all of it told in words."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from drawings import labels, outside, overlaps
from pkdsl.pictures.matrix import Cell, Matrix, Row, described, matrix_of_words

WORDS = st.text(alphabet="abcdefgh WMi", min_size=1, max_size=60)
SMALL = Matrix(
    ("Core", "Conduct"),
    (Row("Battalion", (Cell("100", 1), Cell("40", 3, "40 of 100")), "ready"), Row("Police", (Cell(), Cell("–", 2)))),
    ((1, "all"), (3, "too few")),
    tail="Status",
)  # fmt: skip


@st.composite
def matrices(draw):
    columns = tuple(draw(st.lists(WORDS, min_size=1, max_size=14)))
    cell = st.builds(Cell, st.sampled_from(("", "P", "P A C E", "100")), st.integers(0, 3))
    cells = st.lists(cell, min_size=len(columns), max_size=len(columns)).map(tuple)
    rows = draw(st.lists(st.builds(Row, WORDS, cells, WORDS), max_size=6))
    return Matrix(columns, tuple(rows), ((1, "as it should be"), (3, "not as it should be")), tail=draw(WORDS)[:12])


@settings(max_examples=60, deadline=None)
@given(matrices())
def test_words_stay_in_the_picture_and_off_each_other(data):
    drawing = matrix_of_words(data)
    assert not outside(drawing)
    assert not overlaps(drawing)
    assert drawing == matrix_of_words(data)


def test_what_must_be_seen_is_hatched_and_bold():
    drawing = matrix_of_words(SMALL)
    assert drawing.count("url(#matrix-grave)") == 2
    bold = [each.text for each in ET.fromstring(drawing).iter() if each.get("font-weight") == "600"]  # noqa: S314 -- our own text
    assert bold == ["Status", "40"]


def test_it_is_told_in_words():
    assert described(SMALL) == "Battalion (ready): Core: 100; Conduct: 40 of 100. Police: Conduct: –."
    assert {"Battalion", "Core", "ready", "too few"} <= {words for words, *_ in labels(matrix_of_words(SMALL))}
