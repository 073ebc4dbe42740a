"""Ways in eras against looking at every era, and at every loss."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from pkdsl.values import Steps
from pkdsl.values.eras import Eras, members
from pkdsl.values.nets import Stretch, net_of, travels
from pkdsl.values.quickest import Way, lacking, ordered, quickest, sooner, without_one

COUNT = 5
THINGS = "abcd"
WAYS = st.lists(
    st.builds(
        Way,
        st.integers(1, 9).map(Fraction),
        st.integers(0, 2**COUNT - 1),
        st.lists(st.sampled_from(THINGS), min_size=1, max_size=2, unique=True).map(tuple),
        st.just({}),
    ),
    max_size=8,
)


def least(ways, era, lost=None, spare=0):
    """The least minutes in an era, seen one by one."""
    there = (
        way.minutes
        for way in ways
        if way.when >> era & 1 and (lost not in way.needs or spare >> era & 1)
    )  # fmt: skip
    return min(there, default=None)


@given(WAYS)
def test_the_quickest_is_that_of_each_era(ways):
    found = quickest(ordered(ways), COUNT)
    assert [way and way.minutes for way in found] == [least(ways, era) for era in range(COUNT)]


@given(WAYS, st.integers(0, 2**COUNT - 1))
def test_the_worst_loss_is_that_of_all_losses(ways, spare):
    best = ordered(ways)
    spares = {"a": spare}
    found = without_one(
        quickest(best, COUNT), lambda thing: quickest(lacking(best, thing, spares.get(thing, 0)), COUNT)
    )
    for era in range(COUNT):
        if least(ways, era) is None:
            assert found[era] is None
            continue
        each = [least(ways, era, thing, spares.get(thing, 0)) for thing in THINGS]
        worst = None if None in each else max(each)
        assert (found[era].way and found[era].way.minutes) == worst


DAYS = st.lists(st.integers(0, 30), max_size=4, unique=True).map(sorted)


@given(st.lists(DAYS, max_size=4))
def test_nothing_changes_within_an_era(changes):
    start = date(2026, 1, 1)
    many = [Steps.of(0, [(start + timedelta(days), n + 1) for n, days in enumerate(some)]) for some in changes]
    eras = Eras(many)
    for steps in many:
        for value in range(5):
            inside = set(members(eras.when(steps, lambda one, value=value: one == value)))
            for era, day in enumerate((start - timedelta(1), *eras.days)):
                assert (era in inside) == (steps.at(day) == value)
        assert eras.steps([steps.at(day) for day in (start - timedelta(1), *eras.days)]) == steps


PLACES = "pqrst"
STRETCHES = st.lists(
    st.builds(Stretch, st.sampled_from(PLACES), st.sampled_from(PLACES), st.integers(1, 20), st.integers(1, 20)),
    max_size=8,
)


@given(STRETCHES)
def test_travels_are_those_of_trying_every_stretch_again_and_again(stretches):
    minutes = {(one, other): 0 if one == other else None for one in PLACES for other in PLACES}
    for _ in PLACES:
        for one, other, _, takes in (*stretches, *(Stretch(s.other, s.one, s.km, s.minutes) for s in stretches)):
            for start in PLACES:
                so_far = minutes[start, one]
                if so_far is not None and (minutes[start, other] is None or so_far + takes < minutes[start, other]):
                    minutes[start, other] = so_far + takes
    net = net_of(stretches)
    for start in PLACES:
        found = travels(net, start)
        assert {place: found[place].minutes if place in found else None for place in PLACES} == {
            place: minutes[start, place] for place in PLACES
        }


@given(st.lists(st.fractions(0, 1000), max_size=6), st.integers(0, 10**18))
def test_times_are_sorted_exactly(minutes, tiny):
    close = [*minutes, *(one + Fraction(tiny, 10**30) for one in minutes)]
    assert sorted(close, key=sooner) == sorted(close)
