"""Units multiply, divide and convert as physics and the calendar say."""

from __future__ import annotations

from fractions import Fraction

import pint
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pkdsl.values import (
    KM,
    MONTH,
    NO_UNIT,
    Mismatch,
    Months,
    Quantity,
    Steps,
    Threshold,
    Unknown,
    UnknownUnit,
    Unreadable,
    coerce,
    fits,
)
from pkdsl.values.operators import binary
from pkdsl.values.paper import show

law = settings(max_examples=300, deadline=None)

BASE = """
person = [person]
vehicle = [vehicle]
USD = [money]
second = [time] = s
minute = 60 * second
hour = 3600 * second = h
day = 86400 * second = days
week = 604800 * second
month = 2629800 * second
meter = [length] = m
kilometer = 1000 * meter = km
hectare = 10000 * meter ** 2 = ha
litre = 0.001 * meter ** 3 = L
kilogram = [mass] = kg
tonne = 1000 * kilogram = t
joule = [energy] = J
watt = joule / second = W
kilowatt = 1000 * watt = kW
"""
PINT = pint.UnitRegistry(BASE.strip().split("\n"), non_int_type=Fraction, cache_folder=None)
"""The oracle, in which a month is 365.25/12 days."""
WORDS = [
    "person",
    "vehicle",
    "USD",
    "min",
    "h",
    "day",
    "week",
    "month",
    "m",
    "km",
    "ha",
    "L",
    "m3",
    "kg",
    "t",
    "kW",
    "km2",
]
IN_PINT = {"min": "minute", "m3": "m**3", "km2": "km**2"}

unit_texts = st.builds(
    lambda above, below: above + "".join(f"/{word}" for word in below),
    st.sampled_from(["", *WORDS]),
    st.lists(st.sampled_from(WORDS), max_size=2),
)
numbers = st.fractions(min_value=-1000, max_value=1000, max_denominator=100).map(
    lambda n: n if n.denominator > 1 else int(n)
)


def in_pint(number, text):
    result = PINT.Quantity(Fraction(number), "")
    for index, word in enumerate(text.split("/")):
        one = PINT.Quantity(Fraction(1), IN_PINT.get(word, word))
        result = result / one if index else result * one
    return result


def base_number(quantity):
    return quantity.number * quantity.unit.factor


@law
@given(numbers, unit_texts, numbers, unit_texts, st.sampled_from("*/"))
def test_products_and_quotients_are_those_of_pint(units, left, left_unit, right, right_unit, op):
    if op == "/" and right == 0:
        right = 1
    ours = binary(op, Quantity(left, units.parse(left_unit)), Quantity(right, units.parse(right_unit)))
    a, b = in_pint(left, left_unit), in_pint(right, right_unit)
    theirs = (a * b if op == "*" else a / b).to_base_units()
    assert base_number(ours) == theirs.magnitude
    assert {k: v for k, v in ours.unit.dimension.exponents if k != "money USD"} == {
        str(k).strip("[]"): int(v) for k, v in theirs.dimensionality.items() if str(k) != "[money]"
    }


@law
@given(numbers, unit_texts, unit_texts)
def test_conversion_there_and_back_is_exact(units, number, first, second):
    quantity = Quantity(number, units.parse(first))
    other = units.parse(second)
    if other.dimension != quantity.unit.dimension:
        with pytest.raises(Mismatch):
            quantity.to(other)
        return
    there = quantity.to(other)
    assert there.to(quantity.unit).number == number
    assert there.number == in_pint(number, first).to(in_pint(1, second).units).magnitude


@law
@given(unit_texts, unit_texts, unit_texts)
def test_units_form_a_group(units, first, second, third):
    a, b, c = (Quantity(1, units.parse(text)) for text in (first, second, third))
    assert binary("*", a, b) == binary("*", b, a)
    assert binary("*", binary("*", a, b), c) == binary("*", a, binary("*", b, c))
    assert binary("/", binary("*", a, b), b) == a


@law
@given(unit_texts)
def test_a_unit_reads_back_as_itself(units, text):
    unit = units.parse(text)
    assert units.parse(unit.text) is unit
    assert units.parse(unit.singular) is unit


def calculated(units, left, op, right):
    return show(binary(op, units.quantity(left), units.quantity(right)))


@pytest.mark.parametrize(
    ("left", "op", "right", "shown"),
    [
        ("4.5 L/person/day", "*", "850 persons", "3 825 L/day"),
        ("4.5 L/day", "*", "2 weeks", "63 L"),
        ("40 person_days", "/", "5 days", "8 persons"),
        ("5 km", "*", "3 km", "15 km2"),
        ("5 kW", "*", "3 h", "15 kWh"),
        ("6 m3/day", "/", "3 L/person/day", "2 000 persons"),
        ("60 beds", "/", "240 persons", "0.25"),
        ("200 persons", "*", "15%", "30 persons"),
        ("15%", "+", "5%", "20 %"),
        ("1", "-", "15%", "0.85"),
        ("220 km/h", "*", "30 min", "110 km"),
        ("1 t/month", "/", "1 t/day", "≈0.03285"),
        ("30 persons", "+", "2 beds", "32 persons"),
        ("1 km", "+", "500 m", "1.5 km"),
        ("12 months", "*", "1448 USD/person/month", "17 376 USD/person"),
        ("12 months", "*", "50%", "6 months"),
        ("2000 USD/month", "*", "1 year", "24 000 USD"),
        ("365.25 t/day", "*", "1 year", "133 407.5625 t"),
    ],
)
def test_calculates(units, left, op, right, shown):
    assert calculated(units, left, op, right).replace("\u202f", " ") == shown


@pytest.mark.parametrize(
    ("left", "op", "right", "message"),
    [
        ("1 USD/person/month", "+", "1 USD/month",
         "left is money per person and month, right is money per month; multiply by a number of persons?"),
        ("1 person", "+", "2 vehicles", "persons and vehicles cannot be added"),
        ("1 USD", "+", "1 EUR", "USD and EUR cannot be added: a dated rate would be needed"),
        ("1 USD/person/month", "<", "1 EUR/person/month", "USD and EUR cannot be compared: a dated rate would be needed"),
        ("1", "<", "5 persons",
         "a number without a unit and persons cannot be compared; write the bare number with its unit, as in `40 persons`"),
        ("30 days", "<", "12 months", "30 days and 12 months do not compare; add them to a date"),
        ("30 days", "+", "12 months", "exact days and calendar months cannot be added; add them to a date, one after the other"),
    ],
)  # fmt: skip
def test_says_why_units_do_not_fit(units, left, op, right, message):
    with pytest.raises(Mismatch) as refused:
        calculated(units, left, op, right)
    assert refused.value.message == message


@pytest.mark.parametrize(
    ("text", "place"),
    [("5 kmh", ("kmh", 2, 5)), ("5 L/persn/day", ("persn", 4, 9)), ("48.2M Dollars", ("Dollars", 6, 13))],
)
def test_an_unknown_unit_is_named_with_its_place(units, text, place):
    with pytest.raises(UnknownUnit) as refused:
        units.quantity(text)
    assert (refused.value.word, refused.value.start, refused.value.end) == place


def test_reads_literals(units):
    assert units.quantity("850 persons") == Quantity(850, units.parse("persons"))
    assert units.quantity("15/day") == Quantity(15, units.parse("/day"))
    assert units.quantity("15%") == Quantity(Fraction(15, 100))
    assert units.quantity("12 months") == units.quantity("1 year") == Months(12)
    assert units.quantity("0.5 years") == Months(6)
    assert units.quantity("850").unit is NO_UNIT
    with pytest.raises(Unreadable, match="not a whole number of months"):
        units.quantity("2.5 months")


def test_the_units_that_functions_answer_in_are_declared(units):
    assert units.parse("km") is KM
    assert units.parse("months") is MONTH


def test_a_field_with_a_unit_gives_it_to_a_bare_number(units):
    tonnes = units.parse("t")
    assert show(coerce(units.quantity("40"), tonnes)) == "40 t"
    assert show(coerce(units.quantity("40 kg"), tonnes)) == "40 kg"
    assert coerce(Unknown(), tonnes) == Unknown()
    assert show(coerce(Steps.always(units.quantity("40")), tonnes)) == "40 t"
    assert show(coerce(Threshold("<=", units.quantity("5")), tonnes)) == "≤ 5 t"
    with pytest.raises(Mismatch, match=r"^this is persons \(persons\), but mass is asked for here, as in `40 t`$"):
        coerce(units.quantity("40 persons"), tonnes)
    with pytest.raises(Mismatch, match=r"^this is a text"):
        coerce("40", tonnes)


@pytest.mark.parametrize(
    ("value", "field"),
    [
        ("5 USD", "money"),
        ("5 EUR/month", "money/time"),
        ("3 beds", "persons"),
        ("5 km/h", "length/time"),
        ("3/day", "1/day"),
    ],
)
def test_a_field_takes_what_is_of_its_dimension(units, value, field):
    assert fits(units.quantity(value), units.dimension(field))
    assert not fits(units.quantity(value), units.dimension("mass"))
