"""Numbers are exact, and refuse what is more likely a slip."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pkdsl.values import Unreadable, allocate, parse_number
from pkdsl.values.number import ceiled, floored, rounded, times

law = settings(max_examples=300, deadline=None)
fractions = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**6)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("850", 850), ("0", 0), ("4_200", 4200), ("1.5", Fraction(3, 2)), ("48.2M", 48_200_000), ("12k", 12_000),
        ("0.001", Fraction(1, 1000)), ("2.0", 2), ("999999999999999999", 10**18 - 1), ("-5", -5),
    ],
)  # fmt: skip
def test_reads(text, number):
    read = parse_number(text)
    assert read == number
    assert type(read) is type(number)


@pytest.mark.parametrize(
    "text",
    ["007", "1__0", "_1", "1.", ".5", "1e3", "٣", "inf", "1" * 19, "0.1234567891", "5bn", "", "1 000", "5m", "²"],
)
def test_refuses(text):
    with pytest.raises(Unreadable):
        parse_number(text)


def test_leading_zero_names_the_number_without_it():
    with pytest.raises(Unreadable, match=r"write 7$"):
        parse_number("007")


def test_a_half_is_rounded_away_from_zero():
    assert [rounded(Fraction(n, 2)) for n in (-5, -3, -1, 1, 3, 5)] == [-3, -2, -1, 1, 2, 3]
    assert rounded(Fraction(12345, 1000), 2) == Fraction(1235, 100)


@law
@given(fractions, st.integers(0, 4))
def test_rounding_stays_within_half_a_step(number, digits):
    step = Fraction(1, 10**digits)
    assert abs(rounded(number, digits) - number) <= step / 2
    assert 0 <= number - floored(number, digits) < step
    assert 0 <= ceiled(number, digits) - number < step


@law
@given(st.lists(st.one_of(st.integers(-(10**6), 10**6), fractions), min_size=1, max_size=4))
def test_a_product_is_exact_and_whole_where_it_can_be(numbers):
    whole = Fraction(1)
    for number in numbers:
        whole *= number
    assert times(*numbers) == whole
    assert isinstance(times(*numbers), int) == (whole.denominator == 1)


@law
@given(fractions, st.lists(st.integers(0, 1000), min_size=1, max_size=12).filter(any), st.integers(0, 3))
def test_allocated_parts_add_up_and_are_fair(whole, weights, digits):
    parts = allocate(whole, weights, digits)
    assert sum(parts) == whole
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - whole * weight / sum(weights)) < Fraction(2, 10**digits)
    assert allocate(whole, [7 * weight for weight in weights], digits) == parts
