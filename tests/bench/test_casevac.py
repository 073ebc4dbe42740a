"""What the times of evacuation cost: twice the places no more than twice, and a place pays for its changes alone.

Run with `pytest -m bench -s tests/bench/test_casevac.py`.
"""

from __future__ import annotations

import random
from time import process_time
from typing import TYPE_CHECKING

import pytest

from small import compiled, findings

if TYPE_CHECKING:
    from pkdsl.plan.plan import Plan

pytestmark = pytest.mark.bench

SEED = 20260701
ASSETS, FACILITIES = 20, 12
TWICE = 2.3
"""The most that twice the places may cost."""
TRIES = 3


def theatre(places: int) -> str:
    """A plan with so many places, three roads to two of them, and assets and facilities that come and go."""
    chance = random.Random(SEED)
    lines = [
        "use un", "let D = 2026-07-01", "mission m { period: D .. +24 months }",
        "evacuation_chain c { approval: 5 min  loading: 10 min }",
        "country k { state: XKS  season rains { type: wet  months: [7, 8, 9]  road_speed: 50% } }",
    ]  # fmt: skip
    for n in range(places):
        north, east, pad = chance.uniform(0, 3), chance.uniform(40, 43), chance.choice(("day", "night", "night"))
        lines.append(f"location l{n} {{ at: {north:.3f}N {east:.3f}E  state: XKS  helipad: {pad} }}")
    for n in range(places * 3 // 2):
        one, other = chance.sample(range(places), 2)
        months = "open: [1, 2, 3, 4, 5, 6, 10, 11, 12]" if n % 4 == 0 else ""
        lines.append(
            f"route r{n} {{ origin: l{one}  destination: l{other}  mode: road  distance: {chance.randrange(20, 150)} km  speed: 40 km/h  {months} }}"
        )
    for n in range(ASSETS):
        first, last = chance.randrange(100), chance.randrange(300, 700)
        mode, speed = (("air", 220), ("road", 45))[n % 2]
        lines.append(
            f"evacuation_asset a{n} {{ mode: {mode}  base: l{chance.randrange(places)}  speed: {speed} km/h  notice: {chance.choice((10, 20, 30))} min"
            f"  night: yes  count: {chance.choice((1, 2))}  medical_team: yes  period: D + {first} days .. D + {last} days }}"
        )
    for n in range(FACILITIES):
        first, last = chance.randrange(100), chance.randrange(300, 700)
        level = (1, 1, 2, 2, 2, 3)[n % 6]
        lines.append(
            f"medical_facility f{n} {{ level: {level}  at: l{chance.randrange(places)}  doctors: 2  period: D + {first} days .. D + {last} days }}"
        )
    return "\n".join(lines)


def ask(plan: Plan) -> None:
    """Every time to surgery of every place."""
    for place in plan.all("location"):
        for light in place.surgery_time.values():
            for ground in light.values():
                list(ground.values())


def seconds(places: int) -> float:
    """CPU seconds of all times to surgery, in a plan that is new each time."""
    times = []
    for _ in range(TRIES):
        compilation = compiled(theatre(places))
        assert not findings(compilation)
        started = process_time()
        ask(compilation.plan)
        times.append(process_time() - started)
    return min(times)


def test_twice_the_places_cost_no_more_than_twice():
    small, large = seconds(60), seconds(120)
    print(
        f"\n60 places, {ASSETS} assets, {FACILITIES} facilities, eight times to surgery each: {small:.2f} s; 120 places: {large:.2f} s"
    )
    assert large <= TWICE * small
