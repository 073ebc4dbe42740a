"""Ways into a place: their number is that of the least that must fail to cut it off, counted up to two."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from small import MISSION, reads, value

PLACES = """
location port { type: port }
location fork { type: junction }
location town {}
location camp {}
"""
NAMES = ("port", "fork", "town", "camp")


def net(*routes: tuple[str, str]) -> str:
    """A plan with routes between those places."""
    lines = [f"route r{n} {{ origin: {a}  destination: {b}  mode: road }}" for n, (a, b) in enumerate(routes)]
    return MISSION + PLACES + "\n".join(lines)


def ways(*routes: tuple[str, str]) -> int:
    """The ways into the camp."""
    found = value(net(*routes), "at(location.camp.independent_routes, D)")
    return int(found.number)


@pytest.mark.parametrize(
    ("routes", "number"),
    [
        ([("port", "camp")], 1),
        ([("port", "camp"), ("camp", "port")], 2),
        ([("port", "camp"), ("camp", "port"), ("port", "camp")], 2),
        ([("port", "town"), ("town", "camp"), ("town", "camp")], 1),
        ([("port", "town"), ("port", "town"), ("town", "camp"), ("town", "camp")], 2),
        ([("port", "fork"), ("port", "fork"), ("fork", "camp"), ("fork", "camp")], 1),
        ([("town", "camp")], 0),
    ],
    ids=[
        "one road",
        "two roads",
        "two and more",
        "a shared first stretch",
        "a shared town",
        "a shared junction",
        "from nowhere",
    ],
)
def test_ways_share_no_route_and_no_junction(routes, number):
    assert ways(*routes) == number


ROUTES = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda r: r[0] != r[1]), max_size=6)


@settings(max_examples=60, deadline=None)
@given(ROUTES.filter(bool))
def test_their_number_is_the_least_that_must_fail(routes):
    assert ways(*routes) == min(_least_cut(routes), 2)


def _least_cut(routes: list[tuple[str, str]]) -> int:
    """How many routes and junctions must be taken away until no way is left: every choice tried."""
    things = [*range(len(routes)), "fork"]
    for number in range(len(things) + 1):
        for lost in combinations(things, number):
            if not _joined([ends for n, ends in enumerate(routes) if n not in lost], cut="fork" in lost):
                return number
    return len(things)


def _joined(routes: list[tuple[str, str]], *, cut: bool) -> bool:
    reached, before = {"port"}, set()
    while reached != before:
        before = set(reached)
        reached |= {end for ends in routes if reached & set(ends) for end in ends if not (cut and end == "fork")}
    return "camp" in reached


def test_a_road_counts_in_the_months_in_which_it_is_open():
    text = net(("port", "camp"), ("port", "camp")).replace("mode: road }", "mode: road  open: [7, 8] }", 1)
    assert reads(text, "at(location.camp.independent_routes, 2026-08-31)") == "2"
    assert reads(text, "at(location.camp.independent_routes, 2026-09-01)") == "1"


def test_of_a_port_and_of_a_plan_without_routes_nothing_is_known():
    assert reads(net(("port", "camp")), "location.port.independent_routes") == "not given"
    assert reads(MISSION + PLACES, "location.camp.independent_routes") == "not given"
