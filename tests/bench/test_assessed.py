"""What sharing out costs: 193 states in twelve missions below a second; plans that use no scale pay nothing for it.

Run with `pytest -m bench -s tests/bench/test_assessed.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from small import MISSION, compiled

if TYPE_CHECKING:
    from collections.abc import Callable

    from pkdsl.plan.plan import Plan

pytestmark = pytest.mark.bench

MISSIONS, STATES = 12, 193
FUNDS = "".join(
    f"fund mission_{n} {{ type: assessed  amount: {100_000_007 * (n + 1)} USD  period: 2026-07-01 .. 2027-06-30 }}\n"
    for n in range(MISSIONS)
)
LONGEST = 1.0
"""Seconds for all shares of all missions."""


def shared_out(plan: Plan) -> int:
    """All shares, each asked for; how many."""
    count = 0
    for fund in plan.all("fund"):
        paid = [part.number for part in fund.assessed.values()]
        assert sum(paid) == fund.amount.number
        count += len(paid)
    return count


def test_193_states_in_twelve_missions(seconds: Callable[[Callable[[], object]], float]) -> None:
    plans = iter([compiled(f"use un.scale\n{MISSION}{FUNDS}").plan for _ in range(4)])
    assert shared_out(next(plans)) == MISSIONS * STATES
    taken = seconds(lambda: shared_out(next(plans)))
    print(f"{MISSIONS * STATES} shares of {MISSIONS} missions: {taken:.2f} s")
    assert taken < LONGEST


def test_a_plan_that_uses_no_scale_is_not_slower(whole: Callable[..., float], tmp_path) -> None:
    for name, text in (("plain", MISSION), ("scaled", f"use un.scale\n{MISSION}")):
        (tmp_path / f"{name}.pk").write_text(text)
    cold = {
        name: whole("-m", "pkdsl", "check", "--no-cache", "--select", "FND", f"{name}.pk")
        for name in ("plain", "scaled")
    }
    print("check without a cache, CPU seconds:", {name: round(taken, 2) for name, taken in cold.items()})
    assert cold["plain"] < cold["scaled"]
