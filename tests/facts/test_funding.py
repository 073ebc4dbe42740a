"""What a budget can be paid with: each dollar once, within earmark and dates; what can be assessed; and cash."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pkdsl.diagnostics import Options, Source
from pkdsl.plan.query import query
from pkdsl.values import allocate
from small import compiled, reads, value

HEAD = "let D = 2026-07-01\nmission m { period: D .. +12 months  currency: USD  as_of: D }\n"
YEAR = (
    HEAD
    + """budget fy {
  period: D .. +12 months
  line people { class: military_contingents           amount: 60M USD }
  line camps  { class: facilities_and_infrastructure  amount: 30M USD }
}
"""
)
SURE = "status: confirmed  period: D .. +12 months"


def funded(funds: str, status: str = "confirmed", year: str = YEAR) -> str:
    return reads(year + funds, f"budget.fy.funded.{status}")


def test_a_surer_status_counts_for_a_less_sure_one_and_not_the_other_way() -> None:
    funds = f"fund a {{ type: assessed  amount: 50M USD  {SURE} }}\nfund b {{ type: voluntary  amount: 7M USD  status: received  period: D .. +12 months }}\n"
    said = [funded(funds, status) for status in ("planned", "pledged", "confirmed", "received")]
    assert said == ["57 000 000 USD"] * 3 + ["7 000 000 USD"]


def test_a_gift_counts_once_and_for_the_class_that_it_lowers() -> None:
    gift = f"fund g {{ type: in_kind  amount: 40M USD  {SURE}  replaces: facilities_and_infrastructure }}\n"
    assert funded(gift) == "30 000 000 USD"
    assert (
        funded(
            gift.replace("replaces: facilities_and_infrastructure", "adds: u")
            + "unit u { type: aviation  strength: 9 persons }"
        )
        == "0 USD"
    )


def test_two_funds_for_one_line_pay_it_once() -> None:
    year = YEAR.replace("amount: 30M USD }", "amount: 30M USD  covers: camp }") + "location camp { opens: D }\n"
    funds = "".join(f"fund {name} {{ type: trust_fund  amount: 25M USD  {SURE}  earmark: camp }}\n" for name in "ab")
    assert funded(funds, year=year) == "30 000 000 USD"
    assert funded(funds.replace("earmark: camp", ""), year=year) == "50 000 000 USD"


def test_a_line_that_names_its_funds_takes_from_no_other() -> None:
    year = YEAR.replace("amount: 60M USD }", "amount: 60M USD  funded_by: a }")
    funds = (
        f"fund a {{ type: assessed  amount: 50M USD  {SURE} }}\nfund b {{ type: assessed  amount: 50M USD  {SURE} }}\n"
    )
    assert funded(funds, year=year) == "80 000 000 USD"


def test_a_fund_of_several_years_is_shared_by_days_and_so_counted_once() -> None:
    both = YEAR + "budget next { period: 2027-07-01 .. 2028-06-30  line all { class: medical  amount: 99M USD } }\n"
    both += "fund trust { type: trust_fund  amount: 73.1M USD  status: confirmed  period: D .. +24 months }\n"
    assert reads(both, "budget.fy.funded.confirmed") == "36 500 000 USD"
    assert reads(both, "budget.fy.funded.confirmed + budget.next.funded.confirmed") == "73 100 000 USD"


def test_funds_of_which_something_is_missing_leave_it_open() -> None:
    assert (
        reads(
            YEAR + "fund a { type: assessed  amount: 50M USD  status: confirmed }", "given(budget.fy.funded.confirmed)"
        )
        == "no"
    )


def test_funding_of_the_mission_grows_as_funds_begin_and_money_comes() -> None:
    text = (
        YEAR
        + """fund a { type: assessed  amount: 50M USD  status: confirmed  period: D .. +12 months
      receipt first { date: D + 1 day  amount: 20M USD }  receipt second { date: D + 2 days  amount: 10M USD } }
    fund b { type: voluntary  amount: 7M USD  status: pledged  period: 2027-01-01 .. 2027-06-30 }
    """
    )
    assert reads(text, "mission.funding.pledged") == "50 000 000 USD from 2026-07-01, 57 000 000 USD from 2027-01-01"
    assert reads(text, "mission.funding.received") == "20 000 000 USD from 2026-07-02, 30 000 000 USD from 2026-07-03"


# --- What can be assessed -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("how", "end", "share"),
    [
        ("", "2026-12-20", Fraction(173, 365)), ("days", "2026-12-20", Fraction(173, 365)),
        ("months", "2026-12-20", Fraction(5, 12)), ("months", "2026-12-31", Fraction(6, 12)),
        ("half_months", "2026-12-20", Fraction(11, 24)), ("half_months", "2026-11-15", Fraction(9, 24)),
        ("half_months", "2026-11-14", Fraction(8, 24)), ("days", "2026-06-30", Fraction(0)),
        ("months", "2027-06-30", Fraction(1)), ("half_months", "2028-06-30", Fraction(1)),
    ],
)  # fmt: skip
def test_how_much_of_the_year_the_mandate_covers(how: str, end: str, share: Fraction) -> None:
    said = f"mandate: first  {'apportionment: ' + how if how else ''}"
    text = YEAR.replace("budget fy {", f"budget fy {{ {said}") + f"mandate first {{ period: 2026-01-01 .. {end} }}"
    assert value(text, "budget.fy.assessable").number == 90_000_000 * share
    assert value(text, "budget.fy.assessable + budget.fy.renewable").number == 90_000_000


# --- Cash ---------------------------------------------------------------------------------------------------------------

CASH = (
    YEAR.replace("use un", "")
    + "fund a { type: assessed  amount: 90M USD  status: confirmed  period: D .. +12 months  COLLECTED }\n"
)


def cash(collected: str, day: str) -> Fraction | int:
    return value(CASH.replace("COLLECTED", collected), f"at(mission.cash, {day})").number


def test_cash_is_what_came_in_less_what_was_paid() -> None:
    assert cash("", "2026-07-01") == 90_000_000
    assert cash("collection_rate: 50%", "2026-08-01") == 45_000_000 - 90_000_000 * Fraction(31, 365)
    assert cash("receipt r { date: D + 10 days  amount: 9M USD }", "2026-07-11") == 9_000_000
    assert cash("collection_rate { from 2027-01-01 = 100% }", "2027-07-01") == 0


def test_a_scenario_of_slow_payment_shows_when_the_money_runs_out() -> None:
    text = "use un\n" + CASH.replace("COLLECTED", "collection_rate: 100%")
    text += 'scenario slow "Half comes in" { set fund.a.collection_rate = 50% }\n'
    assert not [one for one in compiled(text, rules=True).findings if one.code == "FND-003"]
    slow = compiled(text, rules=True, options=Options(scenario="slow")).findings
    assert [one.interval[0].isoformat() for one in slow if one.code == "FND-003"] == ["2026-10-01"]


# --- Sums conserve ------------------------------------------------------------------------------------------------------


def test_the_parts_of_ten_thousand_allocations_sum_to_the_whole_and_none_is_off_by_a_unit() -> None:
    chance = Random(193)
    for _ in range(10_000):
        digits, whole = chance.randint(-3, 2), Fraction(chance.randrange(10**12), chance.choice((1, 7, 100)))
        weights = [
            Fraction(chance.randrange(1, 10**6), chance.choice((1, 3, 1000))) for _ in range(chance.randint(1, 40))
        ]
        parts, unit, total = allocate(whole, weights, digits), Fraction(10) ** -digits, sum(weights)
        assert sum(parts) == whole
        assert all(abs(part - whole * weight / total) < 2 * unit for part, weight in zip(parts, weights, strict=True))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 900), st.integers(0, 300), st.integers(1, 200)), min_size=1, max_size=4))
def test_the_ledger_is_the_totals_at_every_level(units: list[tuple[int, int, int]]) -> None:
    """Entries of things, sums of classes and of budgets, cost of each unit and of the mission: the same money."""
    text = (
        "use un\n"
        + HEAD
        + "".join(
            f"unit u{n} {{ type: {('infantry', 'formed_police')[n % 2]}  strength: {people} persons  arrives: D + {first} days  leaves: D + {first + stay} days }}\n"
            for n, (people, first, stay) in enumerate(units)
        )
    )
    text += 'rate troop_travel { value: 870 USD/person  source: "a quotation" }\n'
    text += "budget a { period: D .. +6 months }\nbudget b { period: 2027-01-01 .. 2028-06-30 }\n"
    plan = compiled(text).plan

    def asked(expression: str) -> Fraction | int:
        found, mistakes = query(plan, Source("q", expression))
        assert not mistakes
        return found.number

    whole = asked("sum(e.amount for e in ledger)")
    assert whole == asked(
        "sum(b.requirement.military_contingents + b.requirement.formed_police_units for b in budgets)"
    )
    assert whole == sum(asked(f"sum(e.amount for e in ledger where e.entity == unit.u{n})") for n in range(len(units)))
