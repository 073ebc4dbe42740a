"""The calendar: days, months, periods, times."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pkdsl.values import ConditionDate, Mismatch, Months, Period, TimeOfDay, Undefined, Unreadable, read_date, read_time
from pkdsl.values.functions import FUNCTIONS
from pkdsl.values.operators import binary
from pkdsl.values.paper import show

law = settings(max_examples=300, deadline=None)
days = st.dates(date(1975, 1, 1), date(2150, 1, 1))
periods = st.builds(lambda start, length: Period(start, start + timedelta(days=length)), days, st.integers(0, 900))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2026-02-30", "2026-02-30 does not exist: February 2026 has 28 days"),
        ("2100-02-29", "2100-02-29 does not exist: February 2100 has 28 days"),
        ("2026-13-01", "2026-13-01 has no month 13; months are 01 to 12"),
        ("2026-7-1", "`2026-7-1` is not a date; write year, month and day as in 2026-07-01"),
        ("1900-01-01", "1900-01-01 is outside the years 1945 to 2199"),
    ],
)
def test_a_date_that_does_not_exist_is_refused(text, message):
    with pytest.raises(Unreadable) as refused:
        read_date(text)
    assert refused.value.message == message


@law
@given(days)
def test_a_date_reads_back(day):
    assert read_date(show(day)) == day


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-01-31", 1, "2026-02-28"), ("2028-01-31", 1, "2028-02-29"), ("2026-07-01", 12, "2027-07-01"),
        ("2028-02-29", 12, "2029-02-28"), ("2026-03-31", -1, "2026-02-28"), ("2026-12-15", 1, "2027-01-15"),
        ("2000-02-29", 1200, "2100-02-28"),
    ],
)  # fmt: skip
def test_months_end_at_the_end_of_a_month(start, months, end):
    assert binary("+", read_date(start), Months(months)) == read_date(end)


@law
@given(days, st.integers(-300, 300))
def test_months_keep_the_day_or_end_the_month(day, count):
    later = binary("+", day, Months(count))
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == count
    assert later.day == min(day.day, monthrange(later.year, later.month)[1])


def test_dates_move_by_whole_days(units):
    day = date(2026, 7, 1)
    assert binary("+", day, units.quantity("60 days")) == date(2026, 8, 30)
    assert binary("+", units.quantity("48 h"), day) == date(2026, 7, 3)
    assert binary("-", day, units.quantity("2 weeks")) == date(2026, 6, 17)
    assert show(binary("-", date(2026, 8, 30), day)) == "60 days"
    with pytest.raises(Mismatch, match="whole days"):
        binary("+", day, units.quantity("36 h"))
    with pytest.raises(Mismatch, match="write a duration"):
        binary("+", day, units.quantity("60"))
    with pytest.raises(Mismatch, match=r"^a date and mass cannot be added$"):
        binary("+", day, units.quantity("60 kg"))
    with pytest.raises(Undefined, match="outside the years"):
        binary("+", day, units.quantity("4000000 days"))


def test_a_period_ends_the_day_before_its_duration_is_over(units):
    day = date(2026, 7, 1)
    assert show(binary("..", day, Months(12))) == "2026-07-01 .. 2027-06-30"
    assert show(binary("..", day, units.quantity("1 day"))) == "2026-07-01 .. 2026-07-01"
    assert FUNCTIONS["days"](binary("..", day, Months(12))) == units.quantity("365 days")
    with pytest.raises(Mismatch, match="cannot end on 2026-06-30 before it starts on 2026-07-01"):
        binary("..", day, date(2026, 6, 30))


@law
@given(periods, days, periods)
def test_both_ends_belong_to_a_period(period, day, other):
    inside = [period.start + timedelta(days=n) for n in range(period.days)]
    assert inside[-1] == period.end
    assert binary("in", day, period) is (day in inside)
    assert binary("not in", day, period) is (day not in inside)
    theirs = {other.start + timedelta(days=n) for n in range(other.days)}
    assert FUNCTIONS["overlap"](period, other) is bool(theirs & set(inside))
    assert FUNCTIONS["covers"](period, other) is (theirs <= set(inside))


@law
@given(periods)
def test_months_of_a_period_are_its_days(period):
    expected = Fraction(0)
    for n in range(period.days):
        day = period.start + timedelta(days=n)
        expected += Fraction(1, monthrange(day.year, day.month)[1])
    assert sum(Fraction(d, length) for d, length in period.by_month()) == expected


@pytest.mark.parametrize("text", ["06:00Z", "06:00+03:00", "23:59", "00:00-09:30"])
def test_times_read_back(text):
    assert show(read_time(text)) == text


@pytest.mark.parametrize("text", ["24:00Z", "06:60", "6:00", "06:00+15:00", "06:00+02:75"])
def test_times_that_do_not_exist_are_refused(text):
    with pytest.raises(Unreadable):
        read_time(text)


def test_times_compare_across_zones(units):
    assert binary("<", read_time("06:00+03:00"), read_time("04:00Z"))
    assert binary("==", read_time("06:00+03:00"), read_time("03:00Z"))
    assert binary("+", read_time("22:00Z"), units.quantity("10 h")) == TimeOfDay(480, 0)


def test_a_condition_date_reads_as_its_date_and_keeps_its_condition_when_moved(units):
    planned = FUNCTIONS["when"]("b3", date(2027, 3, 1))
    moved = binary("+", planned, units.quantity("30 days"))
    assert moved == ConditionDate(date(2027, 3, 31), "b3")
    assert binary("<", planned, date(2027, 3, 2)) is True
    assert show(binary("-", date(2027, 3, 2), planned)) == "1 day"
    assert show(binary("..", planned, Months(1))) == "2027-03-01 .. 2027-03-31"
