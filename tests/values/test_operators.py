"""What operators make of unknowns, estimates, words and lists."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from pkdsl.values import (
    HOLE,
    NO_UNIT,
    Estimate,
    Mismatch,
    Months,
    Quantity,
    Steps,
    Threshold,
    Undefined,
    Unknown,
    Word,
    given,
)
from pkdsl.values.operators import binary, unary

MISSING = Unknown(("unit.x.strength",))


def number(value):
    return Quantity(value, NO_UNIT)


@pytest.mark.parametrize(
    ("left", "op", "right", "result"),
    [
        (False, "and", MISSING, False), (MISSING, "and", False, False), (True, "and", MISSING, MISSING),
        (True, "or", MISSING, True), (MISSING, "or", True, True), (False, "or", MISSING, MISSING),
        (True, "and", True, True), (False, "or", False, False),
        (MISSING, "and", HOLE, HOLE), (False, "and", HOLE, HOLE), (MISSING, "+", HOLE, HOLE),
        (MISSING, "+", number(1), MISSING), (number(1), "<", MISSING, MISSING), (MISSING, "==", MISSING, MISSING),
        (date(2026, 1, 1), "..", MISSING, MISSING), (MISSING, "in", (number(1),), MISSING),
        (number(1), "in", (MISSING, number(1)), True), (number(2), "in", (MISSING, number(1)), MISSING),
    ],
)  # fmt: skip
def test_nothing_spreads_as_kleene_has_it(left, op, right, result):
    assert binary(op, left, right) == result


def test_what_is_missing_is_remembered_once_each_and_not_without_end():
    assert binary("+", Unknown(("a", "b")), Unknown(("b", "c"))) == Unknown(("a", "b", "c"))
    many = binary("+", Unknown(tuple(range(15))), Unknown(tuple(range(10, 40))))
    assert many.missing == tuple(range(20))


def test_there_is_no_truthiness():
    for value in (MISSING, HOLE, number(0), Steps.always(True)):
        with pytest.raises(TypeError):
            bool(value)
    assert not given(HOLE)
    assert not given(MISSING)
    assert given(number(0))


def test_words_follow_their_list():
    words = ("planned", "selected", "deployed")
    assert binary(">=", Word("selected", words), Word("selected", words))
    assert binary("<", Word("planned", words), Word("deployed", words))
    assert binary("==", Word("planned", words), "planned")
    assert binary("in", Word("planned", words), (Word("selected", words), Word("planned", words)))
    with pytest.raises(Mismatch, match="do not stand in one list"):
        binary("<", Word("planned", words), Word("night", ("day", "night")))
    with pytest.raises(Mismatch, match=r"^texts have no order"):
        binary("<", "a", "b")


def test_a_list_may_hold_words_and_things():
    unit, other = object(), object()
    assert binary("in", unit, ("military", unit)) is True
    assert binary("in", other, ("military", unit)) is False
    assert binary("in", "military", (unit, "military")) is True
    with pytest.raises(Mismatch):
        binary("in", "military", (Quantity(1),))


def test_text_is_not_looked_up_in_text():
    with pytest.raises(Mismatch, match="not into texts"):
        binary("in", "a", "abc")
    assert binary("in", "a", ("a", "b"))


def test_opaque_things_compare_by_identity():
    first, second = object(), object()
    assert binary("==", first, first)
    assert binary("!=", first, second)
    assert binary("in", first, (second, first))
    assert binary("!=", first, Word("none"))
    with pytest.raises(Mismatch):
        binary("==", first, number(1))
    with pytest.raises(Mismatch):
        binary("+", first, second)


def test_an_estimate_keeps_its_spread_and_compares_by_the_likeliest(units):
    travel = Estimate(*(units.quantity(text) for text in ("20 days", "35 days", "60 days")))
    arrival = binary("+", date(2026, 7, 1), travel)
    assert arrival == Estimate(date(2026, 7, 21), date(2026, 8, 5), date(2026, 8, 30))
    assert binary("-", date(2026, 7, 1), travel) == Estimate(date(2026, 5, 2), date(2026, 5, 27), date(2026, 6, 11))
    assert binary("<", arrival, date(2026, 8, 6)) is True
    assert unary("-", travel).low == units.quantity("-60 days")


def test_a_threshold_is_met(units):
    assert binary("in", units.quantity("5 incidents/month"), Threshold("<=", units.quantity("5 incidents/month")))
    assert not binary("in", units.quantity("6 incidents/month"), Threshold("<=", units.quantity("5 incidents/month")))


def test_of_takes_a_percentage(units):
    assert binary("of", units.quantity("5%"), units.quantity("200 persons")) == units.quantity("10 persons")
    assert binary("of", units.quantity("50%"), Months(12)) == Months(6)
    with pytest.raises(Mismatch, match="percentage"):
        binary("of", units.quantity("5 persons"), units.quantity("200 persons"))


def test_zero_divides_nothing(units):
    with pytest.raises(Undefined, match=r"^this divides by zero$"):
        binary("/", number(1), units.quantity("0 days"))


def test_division_is_exact():
    third = binary("/", number(1), number(3))
    assert third.number == Fraction(1, 3)
    whole = binary("*", third, number(3)).number
    assert whole == 1
    assert type(whole) is int


@pytest.mark.parametrize("op", ["and", "or"])
def test_conditions_are_yes_or_no(op, units):
    with pytest.raises(Mismatch, match="joins conditions that are yes or no; this is persons"):
        binary(op, True, units.quantity("5 persons"))


def test_signs_and_negation():
    assert unary("-", number(5)) == number(-5)
    assert unary("not", False) is True
    assert unary("-", MISSING) is MISSING
    with pytest.raises(Mismatch):
        unary("-", True)
