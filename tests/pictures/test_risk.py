"""Pictures of risk: what stands between cause and effect, and the minutes after a trigger."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawings import NAMESPACE, outside, overlaps
from pkdsl.pictures.bowtie import BowTie, bow_tie, described
from pkdsl.pictures.clock import Act, Clock, Moment, clock, minutes_words
from pkdsl.pictures.clock import described as clock_described

HOSTILE = '<script>alert("1")</script>\u202e\x00 &amp; ]]> \' "'
TIE = BowTie(
    "Floods close the main supply route in the north",
    ("rains", "route shut"),
    ("Stocks (planned)",) * 3,
    (),
    ("hunger",),
)
CLOCK = Clock(
    (Act("Duty officer, joint operations centre", "Order the flights and tell both sector headquarters", 4), Act("Aviation unit", "First flight", None)),
    (Moment(15, "the order"), Moment(20, "all is done")),
)  # fmt: skip
words = st.text("abcdefgh ilmw", min_size=1, max_size=120)
several = st.lists(words, max_size=5).map(tuple)
acts = st.lists(st.builds(Act, words, words, st.none() | st.integers(0, 20_000)), min_size=1, max_size=6).map(tuple)
moments = st.lists(
    st.builds(Moment, st.integers(0, 20_000), st.sampled_from(["the order", "all is done"])), max_size=2
).map(tuple)


@settings(max_examples=60, deadline=None)
@given(st.builds(BowTie, words, several, several, several, several))
def test_boxes_of_any_bow_tie_keep_their_words_apart(data):
    drawing = bow_tie(data)
    assert overlaps(drawing) == []
    assert outside(drawing) == []


@settings(max_examples=60, deadline=None)
@given(st.builds(Clock, acts, moments))
def test_words_of_any_clock_keep_apart(data):
    drawing = clock(data)
    assert overlaps(drawing) == []
    assert outside(drawing) == []


@pytest.mark.parametrize(
    "drawing",
    [bow_tie(BowTie(HOSTILE, (HOSTILE,), (), (HOSTILE,), ())), clock(Clock((Act(HOSTILE, HOSTILE, 3),), (Moment(9, "the order"),)))],
    ids=["tie", "clock"],
)  # fmt: skip
def test_words_of_a_plan_are_words_in_a_picture(drawing):
    tags = {element.tag for element in ET.fromstring(drawing).iter()}  # noqa: S314 -- our own text
    assert f"{NAMESPACE}script" not in tags


def test_what_is_missing_in_a_bow_tie_is_said_and_dashed():
    drawing = bow_tie(TIE)
    assert "What answers it: no contingency in the plan." in described(TIE)
    assert drawing.count("stroke-dasharray") == 1
    assert drawing.index("<line") < drawing.index('rx="3"')  # lines lie below the boxes


def test_the_clock_tells_what_is_done_until_when():
    assert clock_described(CLOCK) == (
        "Duty officer, joint operations centre, within 4 min: Order the flights and tell both sector headquarters. "
        "Aviation unit, at a time not given: First flight. the order: 15 min. all is done: 20 min."
    )


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "0 min"), (45, "45 min"), (90, "1 h 30 min"), (240, "4 h"), (7200, "5 days"), (4320, "72 h")],
)
def test_minutes_are_said_in_the_unit_that_people_use(minutes, said):
    assert minutes_words(minutes) == said
