"""A value that is worked out anew only where something changes is, on each day, what it is on that day alone."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pkdsl.values import Period, Steps
from pkdsl.values.sweep import On, swept

START = date(2026, 7, 1)
DAYS = 30


def day(number: int) -> date:
    return START + timedelta(days=number)


STEPS = st.dictionaries(st.integers(-5, DAYS + 5), st.integers(0, 5), max_size=5).map(
    lambda changes: Steps.of(0, [(day(n), changes[n]) for n in sorted(changes)])
)
PERIODS = st.tuples(st.integers(-5, DAYS + 5), st.integers(0, 20)).map(
    lambda pair: Period(day(pair[0]), day(pair[0] + pair[1]))
)


@given(st.lists(STEPS, max_size=3), PERIODS, PERIODS)
def test_the_sweep_is_the_walk_day_by_day(steps, life, whole):
    asked: list[date] = []

    def compute(on: On) -> object:
        asked.append(on.day)
        return (on.within(life), *(on.value(one) for one in steps))

    result = swept(whole, compute)
    for number in range(-6, DAYS + 30):
        if day(number) in whole:
            assert result.at(day(number)) == (day(number) in life, *(one.at(day(number)) for one in steps))
    assert len(asked) == len(set(asked)) <= 3 + sum(len(one.days) for one in steps)
