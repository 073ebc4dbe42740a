"""Values as people read them, and as the language writes them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pkdsl.values import (
    HOLE,
    ConditionDate,
    Estimate,
    Months,
    Period,
    Position,
    Quantity,
    Steps,
    Threshold,
    TimeOfDay,
    Unknown,
    Word,
    read_date,
    read_position,
    read_time,
)
from pkdsl.values.paper import literal, show, show_number

law = settings(max_examples=300, deadline=None)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("6605 persons", "6 605 persons"), ("1 person", "1 person"), ("0 persons", "0 persons"),
        ("118.4M USD", "118 400 000 USD"), ("15%", "15 %"), ("4.5 L/person/day", "4.5 L/person/day"),
        ("1 incident/month", "1 incident/month"), ("5 incidents/month", "5 incidents/month"),
        ("40 person_days", "40 person-days"), ("15/day", "15/day"), ("0.125 t", "0.125 t"), ("12 months", "12 months"),
    ],
)  # fmt: skip
def test_shows_quantities(units, text, shown):
    assert show(units.quantity(text)).replace("\u202f", " ") == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (Fraction(1, 3), "≈0.3333"), (Fraction(5000, 3), "≈1\u202f666.6667"), (Fraction(1, 3000), "≈0.0003333"),
        (Fraction(-2, 3), "≈-0.6667"), (-1234567, "-1\u202f234\u202f567"), (Fraction(1, 2**12), "0.000244140625"),
    ],
)  # fmt: skip
def test_shows_numbers(number, shown):
    assert show_number(number) == shown


def test_shows_all_else(units):
    strength = Steps.of(
        units.quantity("0 persons"),
        [(date(2026, 8, 30), units.quantity("450 persons")), (date(2026, 9, 29), units.quantity("850 persons"))],
    )
    assert show(strength) == "450 persons from 2026-08-30, 850 persons from 2026-09-29"
    assert show(Word("sector_hq", ("sector_hq",))) == "sector hq"
    assert show(Unknown()) == "not given"
    assert show(HOLE) == "?"
    assert show(True) == "yes"
    assert show(Period(date(2026, 7, 1), date(2027, 6, 30))) == "2026-07-01 .. 2027-06-30"
    assert show(Threshold("<=", units.quantity("5 incidents/month"))) == "≤ 5 incidents/month"
    assert show(Estimate(*(units.quantity(f"{n} days") for n in (20, 35, 60)))) == "35 days (20 days to 60 days)"
    assert show(ConditionDate(date(2027, 3, 1), "b3")) == "2027-03-01 (when b3)"
    assert show({"apc": units.quantity("24"), "truck": units.quantity("40")}) == "apc: 24, truck: 40"
    assert show((1, "two")) == "1, two"
    assert show(Position(Fraction(252, 100), -47)) == "2.52N 47W"


def test_an_entity_is_shown_by_its_title():
    class Entity:
        name, title = "adeta", "Adeta"

    assert show(Entity()) == "Adeta"
    assert literal(Entity()) == "adeta"


def test_writes_all_else(units):
    assert literal('say "{x}"\n') == r'"say \"{{x}}\"\n"'
    assert literal((Word("day"), Months(1))) == "[day, 1 month]"
    assert literal({"apc": units.quantity("24")}) == "{ apc: 24 }"
    assert literal(Unknown()) == "none"
    assert literal(ConditionDate(date(2027, 3, 1), Word("b3"))) == "when(b3, 2027-03-01)"
    assert literal(Estimate(*(units.quantity(f"{n} days") for n in (1, 2, 3)))) == "estimate(1 day, 2 days, 3 days)"
    assert literal(Threshold("<=", units.quantity("5 incidents/month"))) == "<= 5 incidents/month"
    assert literal(units.quantity("118.4M USD")) == "118_400_000 USD"
    assert literal(units.quantity("1448 USD")) == "1448 USD"
    steps = Steps.of(units.quantity("0 t"), [(date(2026, 7, 1), units.quantity("5 t"))])
    assert literal(steps) == "{ from 2026-07-01 = 5 t }"
    assert literal(Quantity(Fraction(1, 3), units.parse("t"))) == "1 t / 3"


decimals = st.builds(
    lambda whole, places, rest: Fraction(whole) + Fraction(rest % 10**places, 10**places),
    st.integers(0, 10**18 - 1), st.integers(0, 9), st.integers(0, 10**9),
)  # fmt: skip
unit_texts = st.sampled_from(
    [
        "",
        "persons",
        "person",
        "USD/person/month",
        "/day",
        "%",
        "person_days",
        "km2",
        "kWh",
        "L/person/day",
        "t_km",
        "km/h",
        "TEU",
    ]
)


@law
@given(decimals, unit_texts, st.booleans())
def test_a_written_quantity_reads_back_as_itself(units, number, text, negative):
    number = -number if negative else number
    number = int(number) if number.denominator == 1 else number
    quantity = Quantity(number, units.parse(text))
    read = units.quantity(literal(quantity))
    assert (read.number, read.unit) == (quantity.number, quantity.unit)
    assert type(read.number) is type(number)


@law
@given(st.fractions(min_value=0), unit_texts)
def test_what_no_decimal_ends_is_written_as_a_division(units, number, text):
    written = literal(Quantity(number, units.parse(text)))
    if " / " in written and not written.startswith("("):
        first, *divisors = written.split(" / ")
        value = units.quantity(first).number
        for divisor in divisors:
            value = Fraction(value) / int(divisor)
        assert value == number


@law
@given(st.dates(date(1945, 1, 1), date(2199, 12, 31)), st.integers(0, 1439), st.sampled_from([None, 0, 180, -570]))
def test_dates_and_times_read_back(day, minute, zone):
    assert read_date(literal(day)) == day
    assert read_time(literal(TimeOfDay(minute, zone))) == TimeOfDay(minute, zone)


@law
@given(st.integers(-90_000_000, 90_000_000), st.integers(-180_000_000, 180_000_000))
def test_positions_read_back(north, east):
    position = Position(Fraction(north, 10**6), Fraction(east, 10**6))
    assert read_position(literal(position)) == position


@law
@given(st.fractions(min_value=-(10**12), max_value=10**12, max_denominator=10**6))
def test_what_paper_shows_is_exact_or_says_that_it_is_not(number):
    shown = show_number(number if number.denominator > 1 else int(number))
    read = Fraction(shown.removeprefix("≈").replace("\u202f", ""))
    if shown.startswith("≈"):
        assert abs(read - number) <= Fraction(1, 2 * 10**4)
    else:
        assert read == number
