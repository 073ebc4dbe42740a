"""How documents say values, where a wrong word or digit would be read by everybody."""

from __future__ import annotations

from fractions import Fraction

import pytest

from pkdsl.documents.saying import listed, plain_number, readable, say
from pkdsl.values import Position
from small import value


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), ""),
        (("a",), "a"),
        (("a", "b"), "a and b"),
        (("a", "b", "c"), "a, b and c"),
        (("a, b", "c"), "a, b; c"),
        (("Come in.", "The door is open."), "Come in. The door is open."),
    ],
)
def test_a_list_reads_as_one_phrase_and_sentences_as_sentences(words, said):
    assert listed(words) == said


@pytest.mark.parametrize(
    ("found", "read"),
    [
        ("from 2026-07-01 .. 2026-07-03", "from 1 July 2026 to 3 July 2026"),
        ("the formed_police have no base", "the formed police have no base"),
        ("of 1 500 persons ≈1 438.7175 are there", "of 1 500 persons ≈1\u202f439 are there"),
        ("it comes to 31.2585 persons/day", "it comes to ≈31.3 persons/day"),
        ("it comes to 2.25 t", "it comes to 2.25 t"),
        ("it comes to 0.0004 t", "it comes to 0.0004 t"),
        ("takes 140 m3/day of 3 km2", "takes 140 m³/day of 3 km²"),
        ("the plot x.m3 and M3", "the plot x.m3 and M3"),
    ],
)
def test_what_the_check_says_is_put_into_words(found, read):
    assert readable(found) == read


def test_places_are_told_to_ten_metres():
    assert say(Position(Fraction(-8240211, 10**6), Fraction(82030512, 10**6))) == "8.2402S 82.0305E"


def test_areas_and_volumes_are_written_with_raised_powers():
    plan = 'mission m "M" { period: 2026-07-01 .. 2027-06-30 }'
    assert say(value(plan, "268_000 km2")) == "268\u202f000 km²"
    assert say(value(plan, "12.5 m3/day")) == "12.5 m³/day"


@pytest.mark.parametrize(
    ("written", "said"), [("11 persons/day", "11"), ("40%", "40 %"), ("1_500 persons", "1\u202f500")]
)
def test_a_number_beside_what_it_counts_is_without_its_unit_and_a_share_keeps_its_sign(written, said):
    plan = 'mission m "M" { period: 2026-07-01 .. 2027-06-30 }'
    assert plain_number(value(plan, written)) == said
