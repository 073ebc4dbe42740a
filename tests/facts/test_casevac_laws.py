"""The way of the wounded to care on random plans: against trying everything, and what must hold whatever the plan says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pkdsl.values import Position, Steps, geodesic
from small import compiled, findings

PLACES = ("a", "b", "c", "d")
START = date(2026, 7, 1)
DAYS = (-1, 0, 4, 5, 9, 10, 15)
CASES = tuple(product(("day", "night"), ("dry", "wet"), ("all", "n_1")))


@dataclass(frozen=True)
class Asset:
    mode: str
    base: str
    speed: int
    notice: int
    night: bool
    count: int
    team: bool
    first: int
    last: int


@dataclass(frozen=True)
class Facility:
    at: str
    level: int
    first: int
    last: int


@dataclass(frozen=True)
class Road:
    one: str
    other: str
    km: int


@dataclass(frozen=True)
class Theatre:
    east: tuple[int, ...]
    pads: tuple[str, ...]
    assets: tuple[Asset, ...]
    facilities: tuple[Facility, ...]
    roads: tuple[Road, ...]

    def text(self, start=START):
        """The theatre as a plan; all its days are counted from one."""
        yes = {True: "yes", False: "no"}
        lines = [
            f"let D = {start}",
            "mission m { period: D .. +12 months }",
            "evacuation_chain c { approval: 5 min  loading: 5 min  transfer: 2 min }",
        ]
        for name, east, pad in zip(PLACES, self.east, self.pads, strict=True):
            lines.append(f"location {name} {{ at: 0N {(400 + east) / 10}E  helipad: {pad} }}")
        for n, x in enumerate(self.assets):
            lines.append(
                f"evacuation_asset x{n} {{ mode: {x.mode}  base: {x.base}  speed: {x.speed} km/h  wet_speed: {x.speed // 2} km/h"
                f"  notice: {x.notice} min  night_notice: {x.notice + 7} min  night: {yes[x.night]}  count: {x.count}"
                f"  medical_team: {yes[x.team]}  period: D + {x.first} days .. D + {x.last} days }}"
            )
        for n, f in enumerate(self.facilities):
            lines.append(
                f"medical_facility f{n} {{ level: {f.level}  at: {f.at}  doctors: 1  period: D + {f.first} days .. D + {f.last} days }}"
            )
        for n, road in enumerate(self.roads):
            lines.append(
                f"route r{n} {{ origin: {road.one}  destination: {road.other}  mode: road  distance: {road.km} km }}"
            )
        return "\n".join(lines)


PERIODS = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(sorted)
ASSETS = st.builds(
    lambda mode, base, speed, notice, night, count, team, days: Asset(mode, base, speed, notice, night, count, team, *days),
    st.sampled_from(("air", "road")), st.sampled_from(PLACES), st.sampled_from((40, 90, 220)), st.integers(0, 60),
    st.booleans(), st.integers(1, 2), st.booleans(), PERIODS,
)  # fmt: skip
FACILITIES = st.builds(
    lambda at, level, days: Facility(at, level, *days), st.sampled_from(PLACES), st.integers(1, 3), PERIODS
)
ROADS = st.builds(Road, st.sampled_from(PLACES), st.sampled_from(PLACES), st.integers(5, 90))
THEATRES = st.builds(
    Theatre,
    st.tuples(*[st.integers(0, 20)] * len(PLACES)),
    st.tuples(*[st.sampled_from(("none", "day", "night"))] * len(PLACES)),
    st.lists(ASSETS, max_size=4).map(tuple),
    st.lists(FACILITIES, min_size=1, max_size=4).map(tuple),
    st.lists(ROADS, max_size=4).map(tuple),
)


def answered(theatre, start=START):
    """The minutes of the plan from place `a` by care, case and day after the first; None where nobody comes."""
    compilation = compiled(theatre.text(start))
    assert not findings(compilation)
    place = next(one for one in compilation.plan.all("location") if one.name == "a")
    found = {}
    for care in ("resuscitation", "surgery", "definitive"):
        times = getattr(place, f"{care}_time")
        for light, ground, loss in CASES:
            steps = times[light][ground][loss]
            for day in DAYS:
                value = steps.at(start + timedelta(days=day)) if isinstance(steps, Steps) else steps
                found[care, light, ground, loss, day] = getattr(value, "number", None)
    return found


# --- Against trying everything ----------------------------------------------------------------------------------------


def kilometres(theatre, one, other):
    here, there = (Position(0, 40 + Fraction(theatre.east[PLACES.index(name)], 10)) for name in (one, other))
    return geodesic(here, there).number


def by_road(theatre, one, other):
    """The shortest way by road, by going on until nothing becomes shorter."""
    far = {one: 0}
    for _ in PLACES:
        for road in theatre.roads:
            for start, end in ((road.one, road.other), (road.other, road.one)):
                if start in far and far[start] + road.km < far.get(end, 10**9):
                    far[end] = far[start] + road.km
    return far.get(other)


def takes(theatre, asset, one, other, ground):
    """Minutes of one journey."""
    far = (
        0 if one == other else kilometres(theatre, one, other) if asset.mode == "air" else by_road(theatre, one, other)
    )
    speed = asset.speed if ground == "dry" else asset.speed // 2
    return None if far is None else Fraction(far) * 60 / speed


def lands(theatre, place, light):
    return theatre.pads[PLACES.index(place)] in {"day": ("day", "night"), "night": ("night",)}[light]


def least(theatre, care, light, ground, day, lost=None):
    """The least of all ways from `a`, none left out."""
    level = {"resuscitation": 1, "surgery": 2}[care]
    transfer = 2 if care == "surgery" else 0
    there = [f for f in theatre.facilities if f.level >= level and f.first <= day <= f.last and f is not lost]
    found = [Fraction(5 + transfer) for f in there if f.at == "a"]
    for asset in theatre.assets:
        gone = asset is lost and asset.count == 1
        if gone or not asset.first <= day <= asset.last or (light == "night" and not asset.night):
            continue
        start = 5 + asset.notice + (7 if light == "night" else 0)
        out = takes(theatre, asset, asset.base, "a", ground)
        if out is None or (asset.mode == "air" and not lands(theatre, "a", light)):
            continue
        if care == "resuscitation" and asset.team:
            found.append(start + out)
        for f in there:
            back = takes(theatre, asset, "a", f.at, ground)
            if back is not None and (asset.mode == "road" or lands(theatre, f.at, light)):
                found.append(start + out + 5 + back + transfer)
    return min(found, default=None)


def without_the_worst(theatre, care, light, ground, day):
    """The least when the one thing fails that is missed most."""
    if least(theatre, care, light, ground, day) is None:
        return None
    each = [least(theatre, care, light, ground, day, lost) for lost in (*theatre.assets, *theatre.facilities)]
    return None if None in each else max(each)


def different(theatre):
    """The same with every asset and facility a thing of its own."""
    return replace(
        theatre, assets=tuple(map(replace, theatre.assets)), facilities=tuple(map(replace, theatre.facilities))
    )


@settings(max_examples=60, deadline=None)
@given(THEATRES.map(different))
def test_the_times_are_those_of_trying_everything(theatre):
    found = answered(theatre)
    for care, (light, ground, loss), day in product(("resuscitation", "surgery"), CASES, DAYS):
        ask = least if loss == "all" else without_the_worst
        assert found[care, light, ground, loss, day] == ask(theatre, care, light, ground, day), (
            care,
            light,
            ground,
            loss,
            day,
        )


# --- What must hold ---------------------------------------------------------------------------------------------------

NEVER = 10**9


def longer(more, less):
    """The answers that are longer in the first than in the second."""
    return [
        key
        for key in less
        if (more[key] if more[key] is not None else NEVER) > (less[key] if less[key] is not None else NEVER)
    ]


@settings(max_examples=40, deadline=None)
@given(THEATRES, ASSETS)
def test_another_asset_never_makes_a_time_longer(theatre, asset):
    assert longer(answered(replace(theatre, assets=(*theatre.assets, asset))), answered(theatre)) == []


@settings(max_examples=40, deadline=None)
@given(THEATRES, FACILITIES)
def test_another_facility_never_makes_a_time_longer(theatre, facility):
    assert longer(answered(replace(theatre, facilities=(*theatre.facilities, facility))), answered(theatre)) == []


@settings(max_examples=40, deadline=None)
@given(THEATRES.filter(lambda theatre: len(theatre.assets) + len(theatre.facilities) > 1), st.data())
def test_a_loss_never_makes_a_time_shorter_and_no_single_one_longer_than_n_1(theatre, data):
    whole = answered(theatre)
    if theatre.assets and data.draw(st.booleans()):
        lost = data.draw(st.sampled_from(range(len(theatre.assets))))
        fewer = replace(theatre, assets=theatre.assets[:lost] + theatre.assets[lost + 1 :])
        alone = theatre.assets[lost].count == 1
    else:
        lost = data.draw(st.sampled_from(range(len(theatre.facilities))))
        fewer, alone = replace(theatre, facilities=theatre.facilities[:lost] + theatre.facilities[lost + 1 :]), True
    left = answered(fewer)
    assert longer(whole, left) == []
    as_told = {(*key[:3], "n_1", key[4]): value for key, value in left.items() if key[3] == "all" and alone}
    there = {key: value for key, value in as_told.items() if whole[*key[:3], "all", key[4]] is not None}
    assert longer(there, {key: whole[key] for key in there}) == []


@settings(max_examples=40, deadline=None)
@given(THEATRES, st.integers(-400, 400))
def test_what_is_shifted_as_a_whole_is_answered_as_much_later(theatre, days):
    assert answered(theatre, START + timedelta(days=days)) == answered(theatre)


@pytest.mark.parametrize("light", ["day", "night"])
def test_the_laws_have_something_to_say(light):
    """A theatre in which everybody is there answers all questions."""
    air = Asset("air", "b", 220, 10, night=True, count=2, team=False, first=0, last=9)
    theatre = Theatre((0, 5, 10, 15), ("night",) * 4, (air,), (Facility("b", 3, 0, 9), Facility("c", 2, 0, 9)), ())
    assert answered(theatre)["surgery", light, "dry", "n_1", 5] is not None
