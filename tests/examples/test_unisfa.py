"""The published figures of one real mission: totals by line, group and year, and the split at the end of the mandate."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from pages import ROOT
from pkdsl import compiler
from pkdsl.diagnostics import Source
from pkdsl.plan.query import query
from pkdsl.values import Word
from pkdsl.workspace import find, read

PLAN = ROOT / "examples" / "unisfa"
GROUPS = ("I", "II", "III", "total")
PUBLISHED = {
    ("fy2223", "spent"): (95_317_100, 51_311_800, 121_146_500, 267_775_400),
    ("fy2324", "spent"): (129_563_400, 54_264_200, 103_284_400, 287_112_000),
    ("fy2425", "spent"): (135_366_500, 55_559_300, 105_878_300, 296_804_100),
    ("fy2425", "amount"): (121_382_100, 56_690_900, 119_703_200, 297_776_200),
    ("fy2627", "amount"): (117_294_600, 50_960_900, 107_583_800, 275_839_300),
}
"""Groups and gross, in dollars: A/78/737, A/79/741, A/80/614; A/C.5/78/34, annex; A/RES/80/275."""


@cache
def compiled(scenario: str = "") -> compiler.Compilation:
    world = read(find(PLAN)).world
    return compiler.compile(replace(world, options=replace(world.options, scenario=scenario)))


def number(expression: str, scenario: str = "") -> object:
    found, mistakes = query(compiled(scenario).plan, Source("query", expression))
    assert not mistakes
    return found.number


@pytest.mark.parametrize(("budget", "column"), PUBLISHED)
def test_the_lines_sum_to_the_published_groups_and_to_the_gross(budget: str, column: str) -> None:
    totals = next(one for one in compiled().plan.all("budget") if one.name == budget).control_totals
    stated = {one.of: one for one in totals if (one.column if isinstance(one.column, str) else "amount") == column}
    found = tuple((stated[Word(of, GROUPS)].amount.number, stated[Word(of, GROUPS)].sum.number) for of in GROUPS)
    assert found == tuple((published, published) for published in PUBLISHED[budget, column])


def test_the_year_is_parted_where_the_mandate_ends_to_the_last_hundred_dollars() -> None:
    """Nine of twenty-four half months of 304,418,900: 114,157,087.50, of which 114,157,000 was apportioned."""
    assert number("appropriation") == 304_418_900
    exact = number("appropriation * budget.fy2627.assessable_share")
    assert 0 <= exact - 114_157_000 < 100
    assert (number("first_part"), number("appropriation - first_part")) == (114_157_000, 190_261_900)


def test_its_own_sums_and_the_split_hold() -> None:
    codes = {one.code for one in compiled().findings if str(one.severity) != "not-assessable"}
    assert codes.isdisjoint({"BUD-001", "FND-001", "FND-004", "ABY-001", "ABY-002"})


def test_a_dearer_rate_moves_the_ledger_and_nothing_else() -> None:
    pay = "sum(e.amount for e in ledger where e.driver == un.cost.troop_reimbursement and covers(fy2627_days, e.period))"
    assert number(pay) == 2_989 * 12 * 1_448
    assert number(pay, "dearer_troops") * 100 == number(pay) * 103
    assert number("budget.fy2627.total", "dearer_troops") == number("budget.fy2627.total")
