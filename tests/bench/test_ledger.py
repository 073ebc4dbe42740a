"""A ledger of a hundred thousand entries: made, summed by class and thing, in little time and memory, and linear.

Run with `pytest -m bench -s tests/bench/test_ledger.py`.
"""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from pages import ROOT

pytestmark = pytest.mark.bench

SMALL, LARGE = 50_000, 100_000
SECONDS, MEMORY, TWICE = 2.0, 500.0, 2.3
"""The most that the large one may take, in CPU seconds and MiB; and the most that twice the ledger may cost."""
CHANGES, COSTS = 25, 2
"""Each unit changes its strength so often, and so many costs range over it: each change makes an entry of each."""
TRIES = 3

MEASURED = """
import gc, sys
from time import process_time
sys.path.insert(0, {tests!r})
from small import compiled
from pkdsl.diagnostics import Source
from pkdsl.plan.query import query

plan = compiled({text!r}).plan
gc.disable()  # as every command does
started = process_time()
entries = plan.all("entry")
required = [budget.requirement["military_contingents"].number for budget in plan.all("budget")]
whole, mistakes = query(plan, Source("q", "sum(e.amount for e in ledger)"))
took = process_time() - started
assert not mistakes and sum(required) == whole.number
# what the system counts as the most of a process begins with that of its parent; this begins with the program
peak = next(line for line in open('/proc/self/status') if line.startswith('VmHWM'))
print(len(entries), took, int(peak.split()[1]) / 1024)
"""


def text(entries: int) -> str:
    """A plan whose ledger has so many entries, over two budgets."""
    units = "".join(
        f"unit u{number} {{ type: infantry  arrives: D  leaves: D + 364 days  strength {{ "
        + "".join(f"from D + {7 * week} days = {100 + (number + 3 * week) % 90} persons  " for week in range(CHANGES))
        + "} }\n"
        for number in range(entries // CHANGES // COSTS)
    )
    costs = "".join(
        f"cost c{number} {{ class: military_contingents  for u in units  amount: u.deployed * rate.pay }}\n"
        for number in range(COSTS)
    )
    head = 'let D = 2026-07-01\nmission m { period: D .. +12 months  currency: USD }\nrate pay { value: 1_448 USD/person/month  source: "a resolution" }\n'
    years = "budget a { period: D .. D + 174 days }\nbudget b { period: D + 175 days .. D + 364 days }\n"
    return head + years + units + costs


@cache
def best(entries: int) -> tuple[int, float, float]:
    """How many entries there are, CPU seconds and MiB, in a process of their own; the best of some tries."""
    program = MEASURED.format(tests=str(Path(__file__).parent.parent), text=text(entries))
    tries = []
    for _ in range(TRIES):
        done = subprocess.run(
            [sys.executable, "-"], input=program, cwd=ROOT, capture_output=True, text=True, check=True
        )
        number, took, memory = done.stdout.split()
        tries.append((int(number), float(took), float(memory)))
    return tries[0][0], min(one[1] for one in tries), min(one[2] for one in tries)


def test_a_hundred_thousand_entries_take_two_seconds_and_half_a_gigabyte_and_grow_evenly() -> None:
    small, large = best(SMALL), best(LARGE)
    for number, took, memory in (small, large):
        print(f"\n{number:8,} entries  {took:6.2f} s  {memory:6.0f} MiB", end="")
    print(f"\nratio {large[1] / small[1]:.2f}")
    assert large[0] >= LARGE
    assert (large[1] < SECONDS, large[2] < MEMORY) == (True, True)
    assert large[1] < TWICE * small[1]
