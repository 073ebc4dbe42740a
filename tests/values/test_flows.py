"""Supply through time, against oracles that are not ours: networkx, every choice tried, and sums by hand."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from itertools import product
from typing import Any, NamedTuple

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pkdsl.values import Steps
from pkdsl.values.conflicts import Window
from pkdsl.values.courses import courses
from pkdsl.values.dates import ONE_DAY, read_date
from pkdsl.values.flows import OUTSIDE, Line, Net, Store, routed
from pkdsl.values.linear import Program, solved
from pkdsl.values.sustaining import Limited, _Model, sustained, widened

few = settings(max_examples=60)  # each example solves several programs
FIRST = read_date("2026-07-01")
MARGIN = Fraction(6, 5)
PLACES = ("port", "a", "b", "c", "d")
ENDS = [(one, two) for one in PLACES for two in PLACES[1:] if one != two]


def line(name: Any, origin: str, destination: str, *capacity: Any, goods: Any = None, elastic: bool = True) -> Line:
    return Line(name, origin, destination, goods, capacity, elastic)


def net(days: tuple[int, ...], lines: Any, demand: Any, stores: Any = None) -> Net:
    """A net whose port gets all that it wants."""
    entry = line("port", OUTSIDE, "port", *(None,) * len(days), elastic=False)
    goods = sorted({good for _, good in [*demand, *(stores or {})]})
    rank = {good: number for number, good in enumerate(goods)}
    return Net(days, (entry, *lines), demand, stores or {}, rank)


def missing(one: Net) -> Fraction:
    """What is missing in all, day by day, under the flow that is proposed."""
    flow = sustained(one, routed(one, MARGIN))
    firsts = firsts_of(one)
    last = firsts[-1] + (one.days[-1] - 1) * ONE_DAY
    found = courses(one, flow, firsts)
    return sum((total(course.missing, firsts[0], last) for course in found.values()), Fraction(0))


def firsts_of(one: Net) -> list[Any]:
    return [FIRST + sum(one.days[:stretch]) * ONE_DAY for stretch in one.stretches]


def total(steps: Steps[Any], first: Any, last: Any) -> Fraction:
    days = (last - first).days + 1
    return sum((Fraction(steps.at(first + day * ONE_DAY)) for day in range(days)), Fraction(0))


# --- One day: networkx -----------------------------------------------------------------------------------------------

NETS = st.tuples(
    st.lists(st.tuples(st.sampled_from(ENDS), st.integers(0, 9)), min_size=1, max_size=9),
    st.dictionaries(st.sampled_from(PLACES[1:]), st.integers(1, 9), min_size=1),
)


def single(lines: Any, demand: Any) -> Net:
    """A net of one good and one day."""
    return net(
        (1,),
        [line(number, *ends, capacity) for number, (ends, capacity) in enumerate(lines)],
        {(place, "water"): (amount,) for place, amount in demand.items()},
    )


def graph(lines: Any, demand: Any) -> nx.DiGraph:
    """The same for networkx: every line a node, since several may join the same places."""
    found = nx.DiGraph()
    found.add_nodes_from(["port", "all"])
    for number, ((origin, destination), capacity) in enumerate(lines):
        found.add_edge(origin, number, capacity=capacity, weight=1)
        found.add_edge(number, destination, weight=0)
    for place, amount in demand.items():
        found.add_edge(place, "all", capacity=amount, weight=0)
    return found


def least(net: Net) -> Fraction:
    """The least that is missing in all, by one program over all stretches at once, exactly."""
    model = _Model(net)
    values = model.program.least([dict.fromkeys(model.short.values(), 1.0)])
    return sum((values[column] for column in model.short.values()), Fraction(0))


@given(NETS)
def test_what_reaches_all_places_is_the_maximum_flow(given_net):
    wanted = sum(given_net[1].values())
    assert wanted - missing(single(*given_net)) == nx.maximum_flow_value(graph(*given_net), "port", "all")
    assert missing(single(*given_net)) == least(single(*given_net))


def test_nothing_comes_from_a_junction_that_nothing_reaches():
    """A line that is never open is in no part of the net; what lies beyond it must not be fed by the plan to use it."""
    closed = single([(("port", "b"), 0), (("b", "a"), 1)], {"a": 1})
    assert missing(closed) == least(closed) == 1


@given(NETS)
def test_where_all_can_be_brought_it_goes_the_cheapest_way(given_net):
    lines, demand = given_net
    if missing(single(lines, demand)):
        return
    found = graph(lines, demand)
    wanted = sum(demand.values())
    found.nodes["port"]["demand"], found.nodes["all"]["demand"] = -wanted, wanted
    flow = sustained(single(lines, demand), {})
    assert sum(mass for (name, *_), mass in flow.items() if name != "port") == nx.min_cost_flow_cost(found)


@few
@given(NETS)
def test_a_conflict_is_minimal(given_net):
    one = single(*given_net)
    flow = sustained(one, routed(one, MARGIN))
    found = courses(one, flow, firsts_of(one))
    short = [place for (place, _), course in found.items() if course.missing.at(FIRST)]
    for place in short:
        why = Window(one, flow).conflict(place)
        assert not fits(given_net, why.lines, why.places)
        for name in why.lines:
            assert fits(given_net, [other for other in why.lines if other != name], why.places)
        for where in why.places:
            assert fits(given_net, why.lines, [other for other in why.places if other != where])


def fits(given_net: Any, limited: Any, wanting: Any) -> bool:
    """Whether the demands of some places can be met where only some lines have limits: by networkx."""
    lines, demand = given_net
    plenty = 1 + sum(demand.values())
    free = [(ends, capacity if number in limited else plenty) for number, (ends, capacity) in enumerate(lines)]
    some = {place: amount for place, amount in demand.items() if place in wanting}
    return nx.maximum_flow_value(graph(free, some), "port", "all") == sum(some.values())


@few
@given(NETS)
def test_a_mend_is_enough_and_no_less_is(given_net):
    lines, demand = given_net
    one = single(lines, demand)
    window, elastic = Window(one, {}), [each for each in one.lines if each.elastic]
    if not elastic:
        return
    best = window.best(elastic)
    found = window.mend(best)

    def left(more: Fraction) -> Fraction:
        wider = [
            (ends, capacity + (more if number == best.name else 0)) for number, (ends, capacity) in enumerate(lines)
        ]
        return missing(single(wider, demand))

    assert left(found.more) == found.left
    assert not found.more or left(found.more - Fraction(1, 1000)) > found.left


# --- Several goods, stretches and stores: every choice tried ----------------------------------------------------------


class Small(NamedTuple):
    """One place, two goods on one line, two stretches, a store of the first good: all in whole tonnes."""

    days: tuple[int, int]
    capacity: tuple[int, int]
    demand: tuple[tuple[int, int], tuple[int, int]]
    amount: int
    level: int


SMALL = st.builds(
    Small,
    st.tuples(st.integers(1, 2), st.integers(1, 2)),
    st.tuples(st.integers(0, 3), st.integers(0, 3)),
    st.tuples(st.tuples(st.integers(0, 3), st.integers(0, 3)), st.tuples(st.integers(0, 3), st.integers(0, 3))),
    st.integers(0, 4),
    st.integers(0, 4),
)


def net_of(small: Small) -> Net:
    store = Store(0, small.amount, 0, max(small.level, small.amount))
    return net(
        small.days,
        [line("road", "port", "a", *small.capacity)],
        {("a", "rice"): small.demand[0], ("a", "salt"): small.demand[1]},
        {("a", "rice"): store},
    )


@given(SMALL)
def test_no_choice_of_loads_leaves_less_missing(small):
    assert missing(net_of(small)) == least(net_of(small)) == least_by_trial(small)


def least_by_trial(small: Small) -> int:
    """The least that is missing over every split of every stretch's loads, in whole tonnes."""
    limits = [days * most for days, most in zip(small.days, small.capacity, strict=True)]
    best = 10**6
    for first, second in product(range(limits[0] + 1), range(limits[1] + 1)):
        stock, lacks = small.amount, 0
        for stretch, rice in enumerate((first, second)):
            wanted = [demand[stretch] * small.days[stretch] for demand in small.demand]
            after = stock + rice - wanted[0]
            stock = min(max(after, 0), max(small.level, small.amount))
            lacks += max(-after, 0) + max(wanted[1] - (limits[stretch] - rice), 0)
        best = min(best, lacks)
    return best


# --- Long nets --------------------------------------------------------------------------------------------------------

AMOUNTS = st.fractions(0, 9, max_denominator=7)


@st.composite
def long_nets(draw: Any) -> Net:
    """Some stretches, lines and goods, with stores here and there."""
    number = draw(st.integers(1, 4))
    days = tuple(draw(st.integers(1, 6)) for _ in range(number))
    many = st.tuples(*[AMOUNTS] * number)
    ends = draw(st.lists(st.sampled_from(ENDS), min_size=1, max_size=7))
    lines = [
        line(i, *pair, *draw(many), goods=draw(st.sampled_from([None, frozenset("x"), frozenset("y")])))
        for i, pair in enumerate(ends)
    ]
    keys = st.tuples(st.sampled_from(PLACES), st.sampled_from("xy"))
    stores = {}
    for at in draw(st.sets(keys, max_size=4)):
        amount, minimum = draw(AMOUNTS), draw(AMOUNTS)
        level = max(amount, minimum, draw(AMOUNTS))
        stores[at] = Store(draw(st.integers(0, number - 1)), amount, min(minimum, level), level)
    return net(days, lines, draw(st.dictionaries(keys, many, min_size=1, max_size=6)), stores)


@few
@given(long_nets())
def test_mass_is_conserved_to_the_last_fraction(one):
    flow = sustained(one, routed(one, MARGIN))
    firsts = firsts_of(one)
    last = firsts[-1] + (one.days[-1] - 1) * ONE_DAY
    found = courses(one, flow, firsts)
    brought = sum(mass * one.days[k] for (name, _, k), mass in flow.items() if name == "port")
    held = sum(Fraction(store.amount) for store in one.stores.values())
    used = sum(Fraction(a) * one.days[k] for amounts in one.demand.values() for k, a in enumerate(amounts))
    lacks = sum((total(course.missing, FIRST, last) for course in found.values()), Fraction(0))
    left = sum((Fraction(course.level.at(last)) for course in found.values()), Fraction(0))
    assert brought + held == used - lacks + left


@few
@given(long_nets())
def test_goods_that_go_as_one_are_told_apart_again(one):
    """Of each good a place gets what it sends on and no more than it uses; and all together lack as little as each alone."""
    flow = routed(one, MARGIN)
    for k in one.stretches:
        gains: defaultdict[Any, Fraction] = defaultdict(Fraction)
        for (name, good, stretch), mass in flow.items():
            if stretch == k:
                each = next(each for each in one.lines if each.name == name)
                assert each.goods is None or good in each.goods
                gains[each.destination, good] += mass
                gains[each.origin, good] -= mass
        used = {at: amounts[k] for at, amounts in one.demand.items()}
        assert all(0 <= gain <= used.get(at, 0) for at, gain in gains.items() if at[0] != OUTSIDE)
        free = one._replace(
            days=(1,),
            lines=tuple(
                each._replace(capacity=(None,) if each.elastic else each.capacity[k : k + 1]) for each in one.lines
            ),
            demand={at: (amount,) for at, amount in used.items()},
            stores={},
        )
        assert sum(used.values()) - sum(gain for at, gain in gains.items() if at[0] != OUTSIDE) == least(free)


@few
@given(long_nets())
def test_what_is_missing_day_by_day_is_the_least_that_must_be(one):
    assert missing(one) == least(one)


@few
@given(long_nets(), st.data())
def test_asking_again_is_as_asking_anew(one, data):
    """What is missing where some lines have limits and some places demands, by one program that is changed and by its own."""
    names, places = [each.name for each in one.lines], sorted({place for place, _ in one.demand})
    again = Limited(one)
    for _ in range(4):
        limited, wanting = (data.draw(st.sets(st.sampled_from(some))) for some in (names, places))
        anew = one._replace(
            lines=tuple(
                each if each.name in limited else each._replace(capacity=(None,) * len(one.days)) for each in one.lines
            ),
            demand={at: amounts for at, amounts in one.demand.items() if at[0] in wanting},
        )
        mass = float(least(anew))
        assert not mass or again.lacks(mass - 1e-4, limited, wanting)
        assert not again.lacks(mass + 1e-6, limited, wanting)


@few
@given(long_nets(), st.integers(0, 6))
def test_what_mends_is_the_same_wherever_the_search_begins(one, number):
    """First as little as possible is missing, then the line brings as little more as possible: one after the other."""
    elastic = [each for each in one.lines if each.elastic]
    wider = elastic[number % len(elastic)]
    model = _Model(one, wider)
    short = dict.fromkeys(model.short.values(), 1.0)
    values = model.program.least([short, {model.more: 1.0}])
    assert widened(one, wider) == (values[model.more], sum((values[column] for column in short), Fraction(0)))


@few
@given(long_nets())
def test_no_line_carries_more_than_it_can(one):
    flow = sustained(one, routed(one, MARGIN))
    carried: defaultdict[Any, Fraction] = defaultdict(Fraction)
    for (name, _, stretch), mass in flow.items():
        assert mass >= 0
        carried[name, stretch] += mass
    for each in one.lines:
        for stretch, most in enumerate(each.capacity):
            assert most is None or carried[each.name, stretch] <= most


@few
@given(long_nets(), st.integers(0, 6), AMOUNTS)
def test_more_capacity_never_makes_anything_worse_and_more_demand_never_better(one, number, more):
    some = number % len(one.lines)
    wider = [
        each._replace(capacity=tuple(None if most is None else most + more for most in each.capacity))
        if place == some
        else each
        for place, each in enumerate(one.lines)
    ]
    assert missing(one._replace(lines=tuple(wider))) <= missing(one)
    at = next(iter(one.demand))
    greater = {**one.demand, at: tuple(amount + more for amount in one.demand[at])}
    assert missing(one._replace(demand=greater)) >= missing(one)


@few
@given(long_nets())
def test_cutting_stretches_up_changes_nothing(one):
    """Days that are equal are one stretch or several: it is all the same."""
    days = tuple(day for number in one.days for day in (1,) * number)

    def spread(values: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(value for value, number in zip(values, one.days, strict=True) for _ in range(number))

    fine = one._replace(
        days=days,
        lines=tuple(each._replace(capacity=spread(each.capacity)) for each in one.lines),
        demand={at: spread(amounts) for at, amounts in one.demand.items()},
        stores={at: store._replace(arrives=sum(one.days[: store.arrives])) for at, store in one.stores.items()},
    )
    assert missing(fine) == missing(one)


def test_what_can_wait_waits():
    one = net((3,), [line("road", "port", "a", 5)], {("a", "bread"): (4,), ("a", "paint"): (4,)})
    flow = sustained(one, routed(one, MARGIN))
    assert flow["road", "bread", 0] == 4
    assert flow["road", "paint", 0] == 1


def test_two_lines_share_a_load_so_that_both_keep_their_margin():
    one = net((1,), [line("road", "port", "a", 75), line("air", "port", "a", 12)], {("a", "x"): (47,)})
    flow = routed(one, MARGIN)
    assert flow["road", "x", 0] + flow.get(("air", "x", 0), 0) == 47
    assert flow.get(("air", "x", 0), 0) <= 10


def test_what_no_line_can_carry_is_asked_of_the_widest():
    one = net((1, 1), [line("road", "port", "a", 75, 0), line("air", "port", "a", 12, 12)], {("a", "x"): (47, 47)})
    flow = routed(one, MARGIN)
    assert flow["air", "x", 1] == 12
    assert flow["road", "x", 1] == 35


# --- Exact solutions --------------------------------------------------------------------------------------------------


@settings(max_examples=50)
@given(
    st.lists(st.lists(st.integers(-3, 3), min_size=4, max_size=4), min_size=4, max_size=4),
    st.lists(AMOUNTS, min_size=4, max_size=4),
)
def test_a_system_of_equations_is_solved_exactly(matrix, values):
    equations = [
        (
            {column: Fraction(factor) for column, factor in enumerate(row) if factor},
            sum((factor * value for factor, value in zip(row, values, strict=True)), Fraction(0)),
        )
        for row in matrix
    ]
    found = solved(equations)
    if len(found) == 4:
        assert [found[column] for column in range(4)] == values or not _is_regular(matrix)


def _is_regular(matrix: list[list[int]]) -> bool:
    rows = [[Fraction(value) for value in row] for row in matrix]
    for column in range(4):
        pivot = next((row for row in range(column, 4) if rows[row][column]), None)
        if pivot is None:
            return False
        rows[column], rows[pivot] = rows[pivot], rows[column]
        for row in range(column + 1, 4):
            factor = rows[row][column] / rows[column][column]
            rows[row] = [one - factor * two for one, two in zip(rows[row], rows[column], strict=True)]
    return True


def test_thirds_stay_thirds():
    program = Program()
    columns = [program.column(upper=Fraction(1, 3)) for _ in range(3)]
    program.equal([(column, 1) for column in columns], Fraction(5, 7))
    assert sum(program.least([{columns[0]: 2.0, columns[1]: 1.0}])) == Fraction(5, 7)


def test_the_solver_says_nothing(capfd: pytest.CaptureFixture[str]):
    program = Program()
    program.equal([(program.column(), 1)], 1)
    program.least([{}])
    assert capfd.readouterr() == ("", "")
