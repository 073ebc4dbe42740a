"""Arithmetic over time is arithmetic on every day."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pkdsl.values import HOLE, NO_UNIT, Mismatch, Period, Quantity, Steps, Unknown
from pkdsl.values.functions import FUNCTIONS
from pkdsl.values.operators import binary, unary

law = settings(max_examples=300, deadline=None)

FIRST = date(2026, 1, 1)
DAYS = [FIRST + timedelta(days=n) for n in range(-3, 70)]
"""Every day on which anything changes, and some around."""

quantities = st.integers(-3, 3).map(lambda n: Quantity(n, NO_UNIT))
unknowns = st.sampled_from([Unknown(("a",)), Unknown(("b",)), HOLE])
conditions = st.one_of(st.booleans(), unknowns)


def steps_of(values):
    days = st.integers(0, 60).map(lambda n: FIRST + timedelta(days=n))
    changes = st.dictionaries(days, values, max_size=6).map(lambda found: sorted(found.items()))
    return st.builds(Steps.of, values, changes)


periods = st.builds(
    lambda a, b: Period(FIRST + timedelta(days=min(a, b)), FIRST + timedelta(days=max(a, b))),
    st.integers(0, 60), st.integers(0, 60),
)  # fmt: skip


def normal(steps):
    return all(a < b for a, b in zip(steps.days, steps.days[1:], strict=False)) and all(
        a != b for a, b in zip(steps.values, steps.values[1:], strict=False)
    )


@law
@given(
    steps_of(st.one_of(quantities, unknowns)), st.one_of(steps_of(quantities), quantities),
    st.sampled_from(["+", "-", "*", "==", "!=", "<", "<=", ">", ">="]),
)  # fmt: skip
def test_operators_work_day_by_day(left, right, op):
    result = binary(op, left, right)
    for day in DAYS:
        other = right.at(day) if isinstance(right, Steps) else right
        ours = result.at(day) if isinstance(result, Steps) else result
        assert ours == binary(op, left.at(day), other)
    assert not isinstance(result, Steps) or normal(result)


@law
@given(steps_of(conditions), st.one_of(steps_of(conditions), conditions), st.sampled_from(["and", "or"]))
def test_logic_works_day_by_day(left, right, op):
    result = binary(op, left, right)
    if right is HOLE:
        assert result is HOLE
        return
    for day in DAYS:
        other = right.at(day) if isinstance(right, Steps) else right
        ours = result.at(day) if isinstance(result, Steps) else result
        assert ours == binary(op, left.at(day), other)
    assert unary("not", unary("not", left)) == left


@law
@given(steps_of(quantities), periods)
def test_intervals_are_the_days_of_the_period(steps, period):
    seen = {}
    for first, last, value in steps.intervals(period):
        seen |= {first + timedelta(days=n): value for n in range((last - first).days + 1)}
    assert seen == {day: steps.at(day) for day in DAYS if day in period}


@law
@given(steps_of(quantities), periods, quantities)
def test_during_lies_over_and_life_cuts_off(steps, period, value):
    over, cut = steps.during(period, value), steps.within(period, value)
    for day in DAYS:
        assert over.at(day) == (value if day in period else steps.at(day))
        assert cut.at(day) == (steps.at(day) if day in period else value)
    assert normal(over)
    assert normal(cut)


@law
@given(steps_of(conditions), periods)
def test_the_first_failing_stretch_is_found(steps, period):
    failing = [day for day in DAYS if day in period and steps.at(day) is not True]
    found = steps.first_not_true(period)
    if not failing:
        assert found is None
        return
    first, last, value = found
    assert first == failing[0]
    assert all(steps.at(first + timedelta(days=n)) == value for n in range((last - first).days + 1))


@law
@given(steps_of(quantities), periods)
def test_peak_low_mean_and_total_are_those_of_the_days(steps, period):
    numbers = [steps.at(day).number for day in DAYS if day in period]
    assert FUNCTIONS["peak"](steps, period).number == max(numbers)
    assert FUNCTIONS["low"](steps, period).number == min(numbers)
    assert FUNCTIONS["mean"](steps, period).number == Fraction(sum(numbers), len(numbers))
    assert FUNCTIONS["total"](steps, period).number == sum(numbers)
    assert FUNCTIONS["at"](steps, period.start) == steps.at(period.start)


@law
@given(st.lists(st.one_of(steps_of(quantities), quantities), min_size=1, max_size=6))
def test_aggregates_work_day_by_day(items):
    aggregates = {name: FUNCTIONS[name](tuple(items)) for name in ("sum", "min", "max", "mean")}
    for day in DAYS:
        plain = tuple(item.at(day) if isinstance(item, Steps) else item for item in items)
        for name, result in aggregates.items():
            assert (result.at(day) if isinstance(result, Steps) else result) == FUNCTIONS[name](plain)


@law
@given(
    steps_of(st.integers(0, 10**6)),
    st.sampled_from(["USD/month", "USD/person/month", "USD/year", "persons", "L/h"]),
    st.data(),
)
def test_a_total_is_the_sum_of_the_totals_of_its_parts(units, steps, unit, data):
    start = data.draw(st.integers(-400, 400))
    length, cut = data.draw(st.integers(2, 800)), data.draw(st.integers(1, 1))
    cut = data.draw(st.integers(1, length - 1))
    flow = steps.map(lambda number: Quantity(number, units.parse(unit)))
    days = [FIRST + timedelta(days=start + n) for n in (0, cut - 1, cut, length - 1)]
    total = FUNCTIONS["total"]
    parts = binary("+", total(flow, Period(days[0], days[1])), total(flow, Period(days[2], days[3])))
    assert parts == total(flow, Period(days[0], days[3]))


def test_changes_must_rise():
    with pytest.raises(Mismatch, match="2026-01-01 does not come after 2026-01-02"):
        Steps.of(1, [(date(2026, 1, 2), 2), (date(2026, 1, 1), 3)])


def test_two_changes_on_one_day_are_refused():
    with pytest.raises(Mismatch):
        Steps.of(1, [(FIRST, 2), (FIRST, 3)])


def test_given_is_asked_day_by_day():
    steps = Steps.of(Unknown(), [(FIRST, Quantity(5))])
    assert FUNCTIONS["given"](steps) == Steps.of(False, [(FIRST, True)])
    assert FUNCTIONS["given"](Unknown()) is False
    assert FUNCTIONS["given"](HOLE) is HOLE
