"""When units are ready, against all chains of steps tried one by one; and how complete they are, day by day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pkdsl.entities.force import Unit
from pkdsl.facts.readiness import DONE_AT_LEVEL, DONE_AT_STATUS, RAPID, STANDARD
from small import MISSION, compiled, reads

if TYPE_CHECKING:
    from collections.abc import Iterator

D = date(2026, 7, 1)
DAY = timedelta(days=1)
FRAME = f"use un\n{MISSION}"
DAYS = {"advisory_visit": 45, "agreement": 60, "procurement": 90, "shipping": 45, "deployment": 60}
"""The times of the package."""
UNSAID = {"procurement", "shipping", "deployment", "ready"}
STEPS = sorted((set(STANDARD) | set(RAPID)) - UNSAID)
CALENDARS = st.dictionaries(
    st.sampled_from(STEPS), st.tuples(st.integers(-100, 300), st.none() | st.integers(-200, 0)), max_size=8
)


def chains(net: dict[str, tuple[str, ...]], step: str) -> Iterator[list[str]]:
    """Every chain of steps that ends with one."""
    yield [step]
    for before in net[step]:
        for chain in chains(net, before):
            yield [*chain, step]


def longest(level: str, status: str, calendar: dict[str, tuple[int, int | None]]) -> int:
    """The day on which the longest chain ends, counted from D-day, which is today."""
    net = RAPID if level == "rdl" else STANDARD
    done = {step: actual for step, (_, actual) in calendar.items() if actual is not None}
    for step in DONE_AT_LEVEL[level] | DONE_AT_STATUS.get(status, frozenset()):
        done.setdefault(step, min(calendar[step][0], 0) if step in calendar else 0)
    ends = []
    for chain in chains(net, "ready"):
        if any(step in done for step in chain[1:]):
            continue
        head = chain[0]
        start = done[head] if head in done else max(0, calendar[head][0] if head in calendar else 0)
        ends.append(start + sum(DAYS.get(step, 0) for step in chain[1:]))
    return max(ends)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["1", "2", "3", "rdl"]), st.sampled_from(["pledged", "selected", "agreed", "ready"]), CALENDARS)
def test_a_unit_is_ready_when_the_longest_of_all_chains_of_its_steps_ends(level, status, calendar):
    steps = "".join(
        f"generation_step {step} {{ planned: D + {planned} days {'' if actual is None else f' actual: D + {actual} days'} }}\n"
        for step, (planned, actual) in calendar.items()
    ).replace("+ -", "- ")
    text = (
        FRAME
        + f"unit u {{ type: infantry  strength: 9 persons  arrives: D  status: {status}  pcrs_level: {level}\n{steps} }}"
    )
    unit = next(unit for unit in compiled(text).plan.all(Unit) if unit.name == "u")
    assert unit.ready == D + longest(level, status, calendar) * DAY


def test_the_times_are_those_of_the_package():
    policies = ("lead_visit", "lead_mou", "lead_procurement", "lead_shipping", "rdl_days")
    assert [reads(FRAME, f"policy.{name}") for name in policies] == [f"{days} days" for days in DAYS.values()]


def test_a_unit_that_has_come_is_ready_since_it_arrived():
    text = MISSION + "unit u { type: infantry  strength: 9 persons  arrives: D - 30 days  status: deployed }"
    assert reads(text, "unit.u.ready") == "2026-06-01"


def test_without_a_level_nothing_is_known():
    text = MISSION + "unit u { type: infantry  strength: 9 persons  arrives: D }"
    assert reads(text, "given(unit.u.ready)") == "no"


UNIT = (
    FRAME
    + """equipment_type truck "Truck" {}
course core "Core" { standard: core  lessons: 10  audience: infantry }
course law "Law" { standard: humanitarian_law  audience: troops }
unit u {
  type: infantry  arrives: D  leaves: D + 99 days  strength_mou: 200 persons
  strength { from D = 100 persons  from D + 30 days = 200 persons }
  equipment truck { quantity: 10  quantity_mou: 10  serviceable: { from D - 9 days = 8  from D + 20 days = 12 } }
  sustainment catering { provider: contributor }
  sustainment tents    { category: tentage  provider: contributor  period: D .. D + 49 days }
  sustainment laundry  {}
  sustainment internet { provider: un  period: D + 50 days .. D + 99 days }
  training core { trained: 200 persons  lessons: 5  date: D - 10 days }
  training law  { trained: 100 persons  date: D + 40 days }
}
"""
)


@pytest.mark.parametrize(
    ("respect", "day", "share"),
    [
        ("personnel", -1, "0"), ("personnel", 0, "1/2"), ("personnel", 30, "1"), ("personnel", 100, "0"),
        ("equipment", -1, "0"), ("equipment", 0, "4/5"), ("equipment", 20, "1"), ("equipment", 100, "0"),
        ("sustainment", -1, "0"), ("sustainment", 0, "1/2"), ("sustainment", 60, "1/2"),
        ("training", -11, "0"), ("training", -10, "1/4"), ("training", 40, "1/2"),
    ],
)  # fmt: skip
def test_readiness_in_each_respect_is_a_share_of_what_was_agreed(respect, day, share):
    assert reads(UNIT, f"at(unit.u.readiness[{respect}], D + {day} days) == {share}".replace("+ -", "- ")) == "yes"


def test_equipment_counts_from_the_day_on_which_it_is_there():
    text = (
        UNIT + "movement ship { unit: u  carries: coe  leg sea { mode: sea  depart: D - 20 days  arrive: D + 5 days } }"
    )
    assert [reads(text, f"at(unit.u.readiness[equipment], D + {day} days) > 0%") for day in (4, 5)] == ["no", "yes"]
