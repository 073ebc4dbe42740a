"""A whole sustainment verdict: 60 locations, 90 lines, 10 classes of supply, two years; and no more for more days.

And what every single loss costs there, with 20 evacuation assets, 12 hospitals, 40 posts and 40 links besides. Run with
`pytest -m bench -s tests/bench`. The measures that were set are 5 s and 1 GiB, and 60 s for 200 losses, on two cores.
"""

from __future__ import annotations

import gc
import random
import resource
from collections import defaultdict
from time import process_time

import pytest

from pages import library
from pkdsl import compiler
from pkdsl.diagnostics import Options, Package, Source, World
from pkdsl.stress import NEVER_THERE, Bench

pytestmark = pytest.mark.bench

LOCATIONS, LINES, PORTS, WAVES = 60, 90, 3, 12
TWICE = 2.3
"""The most that twice the days may cost."""
AREAS, ASSETS, HOSPITALS, OTHERS = 4, 20, 12, 40
TRIED = 15
"""Of each kind so many are lost."""
WHOLE = 1.5
"""The most that a loss may cost, in whole verdicts."""
GIBIBYTE = 1 << 20
"""In the kibibytes that the system counts in."""
WORDS = ("rations", "water", "bottled_water", "fuel", "aviation_fuel", "ammunition", "medical", "construction", "spares", "general")  # fmt: skip


def plan(days: int, *, strength: float) -> str:
    """A mission that grows in waves, with two rains a year; lines carry `strength` times what must come by them."""
    chance = random.Random(7)
    rows = [f"let D = 2026-07-01\nuse un\nmission m {{ period: D .. D + {days - 1} days  currency: USD  as_of: D }}"]
    rows += ["country k { state: XKS  season rains { type: wet  months: [4, 5, 9, 10] } }"]
    rows += [f"supply s{n} {{ class: {word}  measure: kg }}" for n, word in enumerate(WORDS)]
    rates = [chance.randint(1, 5) for _ in WORDS]
    rows += [
        f"demand d{n} {{ supply: s{n}  for u in units  at: u.base  amount: u.deployed * {rate} kg/person/day }}"
        for n, rate in enumerate(rates)
    ]
    parents = {n: chance.randrange(max(0, n - 8), n) for n in range(PORTS, LOCATIONS)}
    people = [chance.randint(100, 900) for _ in range(LOCATIONS)]
    beyond = [some * sum(rates) for some in people]
    for n in range(LOCATIONS - 1, PORTS - 1, -1):
        beyond[parents[n]] += beyond[n]
    for n, some in enumerate(people):
        start = days * chance.randrange(WAVES) // WAVES // 2
        stocks = "  ".join(
            f"stock k{c} {{ supply: s{c}  on_hand: {30 * some * rate} kg  minimum: {14 * some * rate} kg }}"
            for c, rate in enumerate(rates)
        )
        rows.append(f"location l{n} {{ type: {'port' if n < PORTS else 'camp'}  {stocks} }}")
        rows.append(f"unit u{n} {{ type: infantry  strength: {some} persons  base: l{n}  arrives: D + {start} days }}")
    carried = ", ".join(f"s{c}" for c in range(len(WORDS)))
    ways = [(parents[n], n, beyond[n]) for n in parents]
    while len(ways) < LINES:
        one, two = sorted(chance.sample(range(PORTS, LOCATIONS), 2))
        ways.append((one, two, people[two] * sum(rates)))
    for n, (one, two, mass) in enumerate(ways):
        vehicles = int(mass / 1000 * strength * 6 / 10) + 1
        closed = f"closed: D + {days // 3} days .. D + {days // 3 + 10} days" if n % 15 == 0 else ""
        rows.append(
            f"supply_line v{n} {{ origin: l{one}  destination: l{two}  carries: [{carried}]  {closed}"
            f"  fleet f {{ vehicles: {vehicles}  payload: 10 t  turnaround: 6 days  wet_turnaround: 9 days }} }}"
        )
    return "\n".join(rows)


def seconds(days: int, strength: float) -> tuple[float, int]:
    """CPU seconds of compiling and judging by all rules of sustainment, and how many findings there are."""
    shipped = library()
    rules = tuple(source for source in shipped.rules if "/log/" in source.path)
    source = Source("plan.pk", plan(days, strength=strength))
    world = World(Package("", (source,)), shipped.packages, shipped.units, rules, shipped.words, Options())
    started = process_time()
    found = compiler.compile(world).findings
    return process_time() - started, sum(1 for finding in found if finding.code.startswith("LOG"))


@pytest.mark.parametrize("strength", [2.0, 1.3], ids=["enough all year", "too weak in the rains"])
def test_twice_the_days_cost_no_more_than_twice_the_time(strength):
    seconds(365, strength)
    (one, _), (two, found) = seconds(365, strength), seconds(730, strength)
    print(f"\n{strength}: 365 days {one:.2f} s, 730 days {two:.2f} s, {found} findings")
    assert two <= TWICE * one
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < GIBIBYTE


def mission() -> str:
    """The mission of the bench of supply, with those who fetch and treat the wounded, and posts and links."""
    chance = random.Random(3)
    rows = [plan(730, strength=2.0)]
    for n in range(AREAS):
        rows.append(f'area a{n} "Area {n}" {{ type: sector }}')
        rows.append(f"evacuation_chain c{n} {{ area: a{n}  approval: 10 min  loading: 10 min }}")
    for n in range(LOCATIONS):
        at = f"{chance.uniform(2, 4):.2f}N {chance.uniform(45, 48):.2f}E"
        rows.append(f"extend location l{n} {{ at: {at}  helipad: night  area: a{n % AREAS} }}")
    rows += [
        f"evacuation_asset e{n} {{ mode: air  base: l{n * 3}  speed: 220 km/h  notice: 20 min  night_notice: 30 min"
        f"  night: yes  count: 1  medical_team: yes  range: 500 km }}"
        for n in range(ASSETS)
    ]
    rows += [
        f"medical_facility h{n} {{ level: {2 if n % 2 else 1}  at: l{n * 5}  doctors: 3  surgeries: 4/day  beds: 20 }}"
        for n in range(HOSPITALS)
    ]
    rows += [f'post p{n} "Post {n}" {{ role: section_chief  critical: yes }}' for n in range(OTHERS)]
    rows += [f'link k{n} "Link {n}" {{ between: [l{n}, l{n + 20}]  bearer: vsat }}' for n in range(OTHERS)]
    return "\n".join(rows)


def test_a_loss_costs_no_more_than_the_whole_verdict():
    shipped = library()
    source = Source("plan.pk", mission())
    world = World(Package("", (source,)), shipped.packages, shipped.units, shipped.rules, shipped.words, Options())
    started = process_time()
    bench = Bench(world)
    whole = process_time() - started
    gc.collect()
    gc.freeze()  # as the command's workers do
    by_kind: defaultdict[str, list[float]] = defaultdict(list)
    losses = list(bench.losses())
    for kind in NEVER_THERE:
        few = [loss for loss in losses if loss.name.startswith(f"{kind}.")]
        for loss in few[:: max(len(few) // TRIED, 1)]:
            started = process_time()
            bench.ranked(loss)
            by_kind[kind].append(process_time() - started)
    means = {kind: sum(times) / len(times) for kind, times in by_kind.items()}
    total = sum(means[loss.name.split(".")[0]] for loss in losses)
    print(f"\nwhole verdict {whole:.2f} s, {len(losses)} losses about {total:.0f} s", means)
    assert max(means.values()) <= WHOLE * whole
