"""Double booking, held against every pair of contingencies tried one by one, day by day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from small import compiled

START = date(2026, 7, 1)
DAYS = 20


def on(offset: int) -> str:
    return (START + timedelta(days=offset)).isoformat()


SPANS = st.tuples(st.integers(0, DAYS - 1), st.integers(0, DAYS - 1)).map(lambda pair: (min(pair), max(pair)))
CONTINGENCIES = st.lists(
    st.tuples(st.sets(st.integers(0, 2), min_size=1), st.sampled_from(["", "rains", "money"]), st.integers(0, 2)),
    min_size=2, max_size=5,
)  # fmt: skip


def written(units: list[tuple[int, int]], places: list[tuple[int, int]], contingencies: list) -> str:
    lines = [f'let D = {START}\nmission m "M" {{ period: {on(0)} .. {on(DAYS - 1)}  as_of: {START} }}']
    lines += ["scenario rains { set D = 2026-08-01 }", "scenario money { set D = 2026-09-01 }"]
    lines += [
        f"unit u{n} {{ type: reserve  strength: 9 persons  arrives: {on(a)}  leaves: {on(b)} }}"
        for n, (a, b) in enumerate(units)
    ]
    lines += [f"location p{n} {{ opens: {on(a)}  closes: {on(b)} }}" for n, (a, b) in enumerate(places)]
    for n, (takes, scenario, place) in enumerate(contingencies):
        uses = ", ".join(f"u{unit}" for unit in sorted(takes))
        where = f"scenario: {scenario}" if scenario else ""
        lines.append(f"contingency c{n} {{ uses: [{uses}]  covers: p{place}  {where} }}")
    return "\n".join(lines) + "\n"


@given(st.lists(SPANS, min_size=3, max_size=3), st.lists(SPANS, min_size=3, max_size=3), CONTINGENCIES)
def test_means_are_booked_twice_where_two_of_a_scenario_take_them_on_one_day(units, places, contingencies):
    plan = compiled(written(units, places, contingencies)).plan
    expected: dict[int, set[int]] = {n: set() for n in range(len(contingencies))}
    for (m, one), (n, other) in combinations(enumerate(contingencies), 2):
        for unit in one[0] & other[0] if one[1] == other[1] else ():
            spans = (units[unit], places[one[2]], places[other[2]])
            if any(all(first <= day <= last for first, last in spans) for day in range(DAYS)):
                expected[m].add(unit)
                expected[n].add(unit)
    for n, contingency in enumerate(plan.all("contingency")):
        booked = contingency.double_committed
        assert {int(unit.name[1:]) for unit in booked} == expected[n]
        assert (len(contingency.rivals) > 0) == bool(expected[n])


@given(st.lists(SPANS, min_size=3, max_size=3), st.lists(SPANS, min_size=3, max_size=3), CONTINGENCIES)
def test_each_double_booking_is_told_at_least_once_and_never_at_the_first_of_them(units, places, contingencies):
    plan = compiled(written(units, places, contingencies)).plan
    found = plan.all("contingency")
    told = {(unit.name) for one in found for unit in one.promised_before}
    assert told == {unit.name for one in found for unit in one.double_committed}
    assert found[0].promised_before == ()


def test_the_last_exercise_up_to_today_is_the_rehearsal():
    text = """mission m "M" { period: 2026-07-01 .. 2027-06-30  as_of: 2026-12-01 }
    contingency camp {}
    contingency road {}
    exercise one   { type: field  date: 2026-08-01  tests: [camp, road] }
    exercise two   { type: field  date: 2026-11-01  tests: camp }
    exercise three { type: field  date: 2027-01-01  tests: [camp, road] }
    """
    camp, road = compiled(text).plan.all("contingency")
    assert (camp.rehearsed, road.rehearsed) == (date(2026, 11, 1), date(2026, 8, 1))
