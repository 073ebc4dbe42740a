"""The closed list of functions."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pkdsl.values import (
    HOLE,
    NO_UNIT,
    Estimate,
    Mismatch,
    Period,
    Position,
    Quantity,
    Steps,
    Undefined,
    Unknown,
    Unreadable,
    read_mgrs,
    read_position,
)
from pkdsl.values.functions import FUNCTIONS
from pkdsl.values.operators import binary
from pkdsl.values.paper import show

YEAR = Period(date(2026, 7, 1), date(2027, 6, 30))


def plain(text):
    return text.replace("\u202f", " ")


@pytest.mark.parametrize(
    ("value", "period", "total"),
    [
        ("1448 USD/person/month", YEAR, "17 376 USD/person"),
        ("1448 USD/person/month", Period(date(2026, 6, 1), date(2026, 6, 15)), "724 USD/person"),
        ("1448 USD/person/month", Period(date(2026, 2, 28), date(2026, 2, 28)), "≈51.7143 USD/person"),
        ("1200 USD/year", YEAR, "1 200 USD"),
        ("1200 USD/year", Period(date(2028, 2, 1), date(2028, 2, 29)), "100 USD"),
        ("850 persons", Period(date(2026, 7, 1), date(2026, 7, 10)), "8 500 person-days"),
        ("4.5 L/person/day", Period(date(2026, 7, 1), date(2026, 7, 10)), "45 L/person"),
        ("2 L/h", Period(date(2026, 7, 1), date(2026, 7, 1)), "48 L"),
        ("80 h/month", YEAR, "960 h"),
        ("3 incidents/week", Period(date(2026, 7, 1), date(2026, 7, 14)), "6 incidents"),
    ],
)
def test_totals(units, value, period, total):
    assert plain(show(FUNCTIONS["total"](units.quantity(value), period))) == total


def test_person_days_totalled_are_the_unit_of_person_days(units):
    total = FUNCTIONS["total"](units.quantity("850 persons"), YEAR)
    assert total.unit is units.parse("person_days")


def test_nothing_added_up_is_a_zero_of_whatever_it_meets(units):
    nothing = FUNCTIONS["sum"](())
    assert show(FUNCTIONS["sum"]((), units.parse("persons"))) == "0 persons"
    assert binary("<=", nothing, units.quantity("5 persons"))
    assert show(binary("+", nothing, units.quantity("5 USD"))) == "5 USD"
    assert binary("<", binary("*", nothing, units.quantity("4 L/person")), units.quantity("1 L"))
    with pytest.raises(Undefined):
        binary("/", units.quantity("5 USD"), nothing)


@pytest.mark.parametrize("name", ["min", "max", "mean", "first"])
def test_of_nothing_there_is_no_least_and_no_first(name):
    assert FUNCTIONS[name](()) == Unknown()


def test_all_of_nothing_holds_and_none_does():
    assert FUNCTIONS["all"](()) is True
    assert FUNCTIONS["any"](()) is False
    assert FUNCTIONS["all"]((True, Unknown(), False)) is False
    assert FUNCTIONS["any"]((Unknown(("a",)), False)) == Unknown(("a",))
    assert FUNCTIONS["count"]((1, 2)) == Quantity(2, NO_UNIT)


def test_min_and_max_take_arguments_too(units):
    assert FUNCTIONS["max"](units.quantity("1 km"), units.quantity("1500 m")) == units.quantity("1500 m")
    assert FUNCTIONS["min"](date(2026, 1, 1), date(2025, 1, 1)) == date(2025, 1, 1)


def test_rounding_is_in_the_written_unit(units):
    two_thirds = binary("/", units.quantity("200 t"), units.quantity("3"))
    assert show(FUNCTIONS["round"](two_thirds)) == "67 t"
    assert show(FUNCTIONS["round"](two_thirds, units.quantity("2"))) == "66.67 t"
    assert show(FUNCTIONS["floor"](two_thirds)) == "66 t"
    assert show(FUNCTIONS["ceil"](two_thirds)) == "67 t"
    assert show(FUNCTIONS["abs"](units.quantity("-5 t"))) == "5 t"
    assert FUNCTIONS["ceil"](Steps.always(two_thirds)) == Steps.always(units.quantity("67 t"))
    with pytest.raises(Mismatch):
        FUNCTIONS["round"](two_thirds, units.quantity("2 t"))


def test_join_reads_as_people_write(units):
    assert FUNCTIONS["join"]((units.quantity("5 t"), "a text", Unknown())) == "5 t, a text, not given"
    assert FUNCTIONS["join"](("a", HOLE)) is HOLE


def test_an_estimate_rises(units):
    one, two, three = (units.quantity(f"{n} days") for n in (1, 2, 3))
    assert FUNCTIONS["estimate"](one, two, three) == Estimate(one, two, three)
    assert FUNCTIONS["estimate"](one, Unknown(), three) == Unknown()
    with pytest.raises(Mismatch, match=r"3 days, 2 days, 1 day$"):
        FUNCTIONS["estimate"](three, two, one)


def test_periods_that_change_are_asked_day_by_day():
    first, second = Period(date(2026, 1, 1), date(2026, 1, 10)), Period(date(2026, 2, 1), date(2026, 2, 5))
    steps = Steps.of(first, [(date(2026, 2, 1), second)])
    assert show(FUNCTIONS["days"](steps)) == "10 days, 5 days from 2026-02-01"
    assert FUNCTIONS["covers"](steps, steps) == Steps.always(True)
    assert FUNCTIONS["start"](Unknown(("p",))) == Unknown(("p",))


@pytest.mark.parametrize(
    ("origin", "destination", "km"),
    [
        ("0N 0E", "0N 1E", "111.319 km"),  # a degree of the equator: 2 pi 6378137 m / 360
        ("0N 0E", "90N 0E", "10001.966 km"),  # the quadrant of the WGS84 meridian
        ("2.52N 47.44E", "2.52N 47.44E", "0 km"),
    ],
)
def test_distance_is_geodesic_to_the_metre(units, origin, destination, km):
    ends = read_position(origin), read_position(destination)
    assert FUNCTIONS["distance"](*ends) == units.quantity(km)


@pytest.mark.parametrize("text", ["91N 0E", "10N 181E", "7.44E 10.52N", "-1.28N 3E", "10N, 3E"])
def test_positions_off_the_map_are_refused(text):
    with pytest.raises(Unreadable):
        read_position(text)


def test_southern_and_western_positions_are_negative():
    assert read_position("1.5S 3W") == Position(-read_position("1.5N 3E").latitude, -3)


@pytest.mark.parametrize(
    ("reference", "position"),
    [("31NEA0000000000", "0N 3E"), ("31N EA 00000 00000", "0N 3E"), ("31MEV0000000000", "0.904731S 3E")],
)
def test_a_grid_reference_names_a_position(reference, position):
    found, expected = read_mgrs(reference), read_position(position)
    assert abs(found.latitude - expected.latitude) <= 0.00001  # a metre
    assert found.longitude == expected.longitude


@pytest.mark.parametrize("text", ["38NPF123", "61NEA00", "38IPF", "31NZA0000", "31NEV0000000000", "mgrs"])
def test_a_grid_reference_that_names_no_square_is_refused(text):
    with pytest.raises(Unreadable):
        read_mgrs(text)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=20))
def test_any_text_is_a_grid_reference_or_refused(text):
    try:
        found = read_mgrs(text)
    except Unreadable:
        return
    assert abs(found.latitude) <= 90


@pytest.mark.parametrize(
    ("name", "argument"), [("sum", 5), ("days", "x"), ("distance", "x"), ("mgrs", 5), ("round", "x")]
)
def test_what_a_function_does_not_take_is_said(name, argument):
    arguments = (argument, argument) if name == "distance" else (argument,)
    with pytest.raises(Mismatch, match=f"^`{name}` takes"):
        FUNCTIONS[name](*arguments)
