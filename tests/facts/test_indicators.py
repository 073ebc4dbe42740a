"""Indicators, their lines and their forecasts, held against walks from day to day and against regression by hand."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from small import compiled, reads

D = date(2026, 7, 1)
START = """use un
let D = 2026-07-01
mission m "Mission" {{ period: D .. +24 months  currency: USD  as_of: {} }}
"""


def plan(today: date, text: str) -> str:
    """A plan in which today is a day."""
    return START.format(today) + text


def bare(today: date, text: str) -> str:
    """The same without the package and its policy values."""
    return plan(today, text).removeprefix("use un\n")


def day(after: int) -> date:
    """A day counted from D-day."""
    return D + timedelta(days=after)


def indicator(*values: tuple[int, int], more: str = "") -> str:
    """An indicator with values on days after D-day; every other field as a text."""
    rows = "\n".join(f"observation {{ date: {day(n)}  value: {value} }}" for n, value in values)
    return f"indicator i {{ {more}\n{rows}\n}}\n"


def facts(text: str, path: str) -> Any:
    """An entity of a plan without mistakes."""
    compilation = compiled(text)
    kind, name = path.split(".")
    return next(entity for entity in compilation.plan.all(kind) if entity.name == name)


UP = "direction: up  baseline: 0  baseline_date: D  target: 90  due: D + 100 days  every: 20 days"


class TestWhereItStands:
    def test_the_latest_value_is_the_last_on_or_before_today(self) -> None:
        text = plan(day(50), indicator((10, 5), (50, 7), (51, 9), more=UP))
        assert [reads(text, f"indicator.i.{field}") for field in ("latest", "measured")] == ["7", str(day(50))]

    def test_without_an_observation_it_is_the_baseline(self) -> None:
        text = plan(day(5), indicator((10, 5), more=UP))
        assert [reads(text, f"indicator.i.{field}") for field in ("latest", "measured")] == ["0", str(D)]

    def test_a_value_counts_for_one_and_a_half_intervals(self) -> None:
        text = plan(day(20), indicator((10, 5), more=UP))
        assert reads(text, "indicator.i.fresh_until") == str(day(40))

    def test_an_interval_of_months_is_counted_in_the_calendar(self) -> None:
        text = plan(day(60), indicator((31, 5), more=UP.replace("20 days", "1 month")))
        assert reads(text, "indicator.i.fresh_until") == "2026-09-16"  # from 1 August: 31 days, and half as many

    @pytest.mark.parametrize(
        ("today", "value", "status"),
        [
            (40, 36, "on track"),
            (40, 31, "on track"),
            (40, 30, "behind"),
            (40, 90, "reached"),
            (71, 36, "stale"),
            (71, 90, "stale"),
        ],
    )
    def test_its_status(self, today: int, value: int, status: str) -> None:
        assert reads(plan(day(today), indicator((40, value), more=UP)), "indicator.i.status") == status

    def test_it_is_unknown_without_a_target(self) -> None:
        assert reads(plan(day(40), indicator((40, 3), more="direction: up")), "indicator.i.status") == "unknown"

    def test_ahead_of_its_line_the_deviation_is_below_nought(self) -> None:
        assert reads(plan(day(40), indicator((40, 45), more=UP)), "indicator.i.deviation") == "-25 %"

    @pytest.mark.parametrize(("value", "deviation"), [(1, "0 %"), (4, "0 %"), (5, "≈33.3333 %"), (0, "≈33.3333 %")])
    def test_outside_a_range_it_deviates_by_its_distance(self, value: int, deviation: str) -> None:
        text = indicator(
            (40, value), more="direction: range  baseline: 1  baseline_date: D  target: 4  due: D + 9 days"
        )
        assert reads(plan(day(40), text), "indicator.i.deviation") == deviation

    def test_values_in_other_units_are_compared_in_the_target_s(self) -> None:
        more = "direction: up  baseline: 0 t  baseline_date: D  target: 10 t  due: D + 100 days"
        text = f"indicator i {{ {more}  observation {{ date: {day(40)}  value: 3_000 kg }} }}"
        assert reads(plan(day(40), text), "indicator.i.deviation") == "25 %"

    def test_values_of_another_dimension_are_compared_with_nothing(self) -> None:
        more = "direction: up  baseline: 0 t  baseline_date: D  target: 10 t  due: D + 100 days"
        text = f"indicator i {{ {more}  observation {{ date: {day(40)}  value: 3 km }} }}"
        shown = [reads(plan(day(40), text), f"indicator.i.{field}") for field in ("status", "deviation", "forecast")]
        assert shown == ["unknown", "not given", "not given"]


@given(
    st.lists(st.tuples(st.integers(1, 99), st.integers(-50, 50)), max_size=3, unique_by=lambda step: step[0]),
    st.integers(0, 130),
)
def test_the_planned_line_goes_day_by_day_from_point_to_point(steps: list[tuple[int, int]], today: int) -> None:
    points = dict([(0, 0), *steps, (100, 90)])
    walked = {0: Fraction(0)}
    for n in range(1, 131):  # each day as far as the days left to the next point ask for
        ahead = min((p for p in points if p >= n), default=None)
        left = 0 if ahead is None else points[ahead] - walked[n - 1]
        walked[n] = walked[n - 1] + (left / (ahead - n + 1) if ahead is not None else 0)
    rows = "\n".join(f"interim_target {{ date: {day(n)}  value: {value} }}" for n, value in steps)
    text = bare(day(today), indicator((today, 7), more=f"{UP}\n{rows}"))
    assert facts(text, "indicator.i").expected.number == walked[today]


series = st.lists(
    st.tuples(st.integers(1, 60), st.integers(-9, 60)), min_size=2, max_size=5, unique_by=lambda point: point[0]
)


def regression(points: list[tuple[int, int]]) -> tuple[Fraction, Fraction, Fraction]:
    """Slope, height at nought and sum of squared residuals, from the normal equations."""
    n, sx, sy = len(points), sum(x for x, _ in points), sum(y for _, y in points)
    sxx, sxy = sum(x * x for x, _ in points), sum(x * y for x, y in points)
    slope = Fraction(n * sxy - sx * sy, n * sxx - sx * sx)
    height = (sy - slope * sx) / n
    return slope, height, sum(((y - height - slope * x) ** 2 for x, y in points), Fraction(0))


@given(series, st.sampled_from(["up", "down"]))
def test_trend_and_forecast_are_those_of_the_line_of_least_squares(
    points: list[tuple[int, int]], direction: str
) -> None:
    more = f"direction: {direction}  target: 100  due: D + 300 days".replace(
        "100", "100" if direction == "up" else "-20"
    )
    found = facts(bare(day(60), indicator(*sorted(points), more=more)), "indicator.i")
    slope, height, rest = regression(points)
    assert found.trend.number == 30 * slope
    if len(points) > 2:
        mean = Fraction(sum(x for x, _ in points), len(points))
        square = rest / (len(points) - 2) / sum((x - mean) ** 2 for x, _ in points)
        assert abs((Fraction(found.trend_error.number) / 30) ** 2 - square) < Fraction(1, 10**6)
    target = 100 if direction == "up" else -20
    reached = [n for n in range(60, 20_000) if (height + slope * n - target) * (1 if direction == "up" else -1) >= 0]
    if reached and reached[0] < 19_999 and (slope > 0) == (direction == "up"):
        assert found.forecast == day(reached[0])
    else:
        assert not isinstance(found.forecast, date) or found.forecast > day(19_000)


def test_a_forecast_by_hand() -> None:
    """Values 10, 20, 24, 38 on days 0, 10, 20, 30: slope 88/100 a day, 9.8 on day 0, so 100 on day 102.5."""
    text = plan(day(30), indicator((0, 10), (10, 20), (20, 24), (30, 38), more="direction: up  target: 100"))
    shown = {field: reads(text, f"indicator.i.{field}") for field in ("trend", "forecast")}
    assert shown == {"trend": "26.4", "forecast": str(day(103))}
    found = facts(text, "indicator.i")
    # residuals 0.2, 1.4, -3.4, 1.8: squares sum to 16.8; 8.4 over the 500 of the days is 0.0168, its root 0.12961481
    error = Fraction(129614813, 10**9)
    assert found.trend_error.number == 30 * error
    early, late = (15 + (100 - 23) / (Fraction(88, 100) + sign * error) for sign in (1, -1))
    assert (found.forecast_earliest, found.forecast_latest) == (day(-(-early // 1)), day(-(-late // 1)))
    assert found.forecast_earliest < found.forecast < found.forecast_latest


def test_what_lies_ahead_is_no_value_yet() -> None:
    text = plan(day(10), indicator((0, 10), (10, 20), (20, 24), more="direction: up  target: 100"))
    assert reads(text, "indicator.i.trend") == "30"


def test_a_trend_in_the_wrong_direction_reaches_nothing() -> None:
    text = plan(day(20), indicator((0, 10), (20, 5), more="direction: up  target: 100"))
    assert reads(text, "indicator.i.forecast") == "not given"


def test_a_trend_that_may_be_flat_has_no_latest_day() -> None:
    text = plan(day(30), indicator((0, 10), (10, 30), (20, 2), (30, 20), more="direction: up  target: 100"))
    assert reads(text, "indicator.i.forecast_latest") == "not given"


def test_a_target_that_is_reached_has_the_day_since_which_it_is() -> None:
    text = plan(day(40), indicator((10, 101), (20, 99), (30, 102), (40, 100), more="direction: up  target: 100"))
    assert reads(text, "indicator.i.forecast") == str(day(30))


# -- benchmarks and exit criteria ---------------------------------------------------------------------------------


def held(values: list[tuple[int, int]], limit: int, today: int, every: int) -> list[bool | None]:
    """Day by day from D-day to today, whether the last value is at least the limit; None while there is none or it is stale."""
    known: list[bool | None] = []
    for n in range(today + 1):
        past = [(when, value) for when, value in values if when <= n and when <= today]
        last = max((when for when, _ in values if when <= today), default=0)
        stale = past and past[-1][0] == last and n > last + every * 3 // 2
        known.append(None if not past or stale else past[-1][1] >= limit)
    return known


@given(
    st.lists(
        st.tuples(st.integers(0, 60), st.integers(0, 9)), min_size=1, max_size=5, unique_by=lambda point: point[0]
    ),
    st.integers(0, 60),
    st.integers(4, 30),
    st.integers(1, 30),
)
def test_a_criterion_is_indicated_when_it_has_held_long_enough(
    values: list[tuple[int, int]], today: int, every: int, sustained: int
) -> None:
    values.sort()
    text = indicator(*values, more=f"direction: up  every: {every} days")
    text += f"exit_criterion x {{ indicator: i  target: >= 5  sustained: {sustained} days }}"
    found = facts(plan(day(today), text), "exit_criterion.x")
    days = held(values, 5, today, every)
    run = next((n for n, holds in enumerate(reversed(days)) if holds is not True), len(days))
    if days[-1] is None:
        assert not isinstance(found.indicated, bool)
    else:
        assert found.indicated is (run >= sustained)
    if run:
        assert found.held_since == day(today - run + 1)
        assert found.forecast == day(today - run + sustained)


TWO = indicator((0, 2), (20, 6), more="direction: up") + indicator((0, 9), (30, 3), more="direction: down").replace(
    "indicator i", "indicator j"
)


@pytest.mark.parametrize(("logic", "shown"), [("all", ["no", "no", "yes"]), ("any", ["no", "yes", "yes"])])
def test_a_benchmark_asks_for_all_of_its_indicators_or_for_one(logic: str, shown: list[str]) -> None:
    text = TWO + f"benchmark b {{ logic: {logic}  indicators: {{ i: >= 5, j: <= 4 }} }}"
    assert [reads(plan(day(n), text), "benchmark.b.indicated") for n in (10, 20, 30)] == shown


def test_a_benchmark_is_forecast_with_the_slowest_of_its_indicators_or_the_fastest() -> None:
    text = indicator((0, 0), (20, 20), more="") + indicator((0, 0), (20, 10), more="").replace(
        "indicator i", "indicator j"
    )
    text += "benchmark b { logic: %s  indicators: { i: >= 40, j: >= 40 } }"
    found = [reads(plan(day(20), text % logic), "benchmark.b.forecast") for logic in ("all", "any")]
    assert found == [str(day(80)), str(day(40))]


def test_a_criterion_on_a_benchmark_and_an_indicator_waits_for_both() -> None:
    text = (
        TWO + "benchmark b { indicators: { i: >= 5 } }\nexit_criterion x { benchmark: b  indicator: j  target: <= 4 }"
    )
    assert [reads(plan(day(n), text), "exit_criterion.x.indicated") for n in (20, 30)] == ["no", "yes"]
    assert reads(plan(day(35), text), "exit_criterion.x.held_since") == str(day(30))


def test_a_criterion_without_a_target_takes_the_indicator_s() -> None:
    text = indicator((0, 2), (20, 6), more="direction: up  target: 6") + "exit_criterion x { indicator: i }"
    assert reads(plan(day(20), text), "exit_criterion.x.indicated") == "yes"
    assert reads(plan(day(10), text), "exit_criterion.x.indicated") == "no"
