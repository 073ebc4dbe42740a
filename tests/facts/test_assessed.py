"""What each state is assessed: exact sums, each year's rate, credits at their own scale, the table worked out anew."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from pages import library
from pkdsl import compiler
from pkdsl.diagnostics import Package, Source, World
from pkdsl.plan.provenance import why
from pkdsl.values import allocate
from small import codes, compiled, only, reads, value

MISSION = 'let D = 2026-07-01\nmission m "Mission" { period: D .. +12 months  currency: USD  as_of: D }\n'
UN = f"use un.scale\n{MISSION}"
YEAR = "fund year { type: assessed  amount: 100_000_001 USD  period: 2026-07-01 .. 2027-06-30 }\n"
TWO = """scale first { period: 2026-01-01 .. 2026-12-31  share BGD { percent: 25% }  share NPL { percent: 75% } }
scale second { period: 2027-01-01 .. 2027-12-31  share BGD { percent: 50% }  share NPL { percent: 50% } }
"""


def total(plan: str, field: str) -> str:
    return reads(plan, f"sum(fund.year.{field}[s.state] for s in shares where s.parent == first)")


# -- the tables that are shipped ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_the_shipped_scale_has_193_states_and_says_what_it_sums_to(year):
    scale = f"scale.peacekeeping_{year}"
    assert reads(UN, f"count({scale}.shares)") == "193"
    assert reads(UN, f"{scale}.total") == "100.0002 %"
    assert reads(UN, f"sum(x.regular for x in {scale}.shares)") == "100 %"


@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_the_published_shares_follow_from_regular_rates_and_levels_to_the_last_digit(year):
    off = f"max(abs(x.percent - x.redistributed) for x in scale.peacekeeping_{year}.shares)"
    assert reads(UN, f"{off} <= 0.00005%") == "yes"
    assert codes(UN, rules=True).count("FND-006") == codes(UN, rules=True).count("FND-007") == 0


def test_two_digits_changed_over_in_a_table_are_found():
    shipped = library()
    package = shipped.packages["un.scale"]
    table = package.tables["2026.csv"]
    wrong = Source(table.path, table.text.replace("26.1371%", "26.1317%"))
    packages = {**shipped.packages, "un.scale": replace(package, tables={**package.tables, "2026.csv": wrong})}
    plan = Package("", (Source("a.pk", UN),))
    found = compiler.compile(World(plan, packages, shipped.units, shipped.rules, shipped.words)).findings
    assert [finding.message for finding in found if finding.code == "FND-007"] == [
        "Rates for peacekeeping in 2026: the share of USA is 26.1317 %, but regular rates and discounts make it "
        "26.1371 % (≈0.005354 % over)"
    ]


# -- one amount --------------------------------------------------------------------------------------------------------


def test_all_states_together_pay_the_amount():
    assert reads(UN + YEAR, "sum(fund.year.assessed[s.state] for s in scale.peacekeeping_2026.shares)") == (
        "100 000 001 USD"
    )


def test_what_rounding_leaves_goes_to_the_largest_remainders_and_among_equals_by_code():
    three = "scale s { share NPL { percent: 20% }  share BGD { percent: 20% }  share RWA { percent: 60% } }\n"
    fund = "fund f { type: assessed  amount: 11 USD  period: 2026-07-01 .. 2026-12-31 }\n"
    shares = [reads(MISSION + three + fund, f"fund.f.assessed[{state}]") for state in ("BGD", "NPL", "RWA")]
    assert shares == ["2 USD", "2 USD", "7 USD"]
    one = fund.replace("11 USD", "1 USD").replace("60%", "20%")
    even = three.replace("60%", "20%")
    shares = [reads(MISSION + even + one, f"fund.f.assessed[{state}]") for state in ("BGD", "NPL", "RWA")]
    assert shares == ["1 USD", "0 USD", "0 USD"]


def test_the_order_of_the_text_decides_nothing():
    turned = "\n".join(reversed(TWO.strip().split("\n"))) + "\n"
    turned = turned.replace(
        "share BGD { percent: 50% }  share NPL { percent: 50% }",
        "share NPL { percent: 50% }  share BGD { percent: 50% }",
    )
    assert reads(MISSION + TWO + YEAR, "fund.year.assessed") == reads(MISSION + turned + YEAR, "fund.year.assessed")


def test_a_period_that_crosses_a_year_is_assessed_at_each_years_rate_by_months():
    plan = MISSION + TWO + "fund f { type: assessed  amount: 900 USD  period: 2026-11-16 .. 2027-06-30 }\n"
    assert reads(plan, "fund.f.sections[first]") == "180 USD"
    assert reads(plan, "fund.f.sections[second]") == "720 USD"
    assert reads(plan, "fund.f.assessed[BGD]") == "405 USD"
    assert reads(plan, "scale.first.assessed[BGD]") == "45 USD"
    assert reads(plan, "scale.second.assessed[BGD]") == "360 USD"


def test_credits_are_shared_out_by_the_scale_of_the_time_they_are_left_of():
    credit = "credit left { amount: 100 USD  period: 2025-07-01 .. 2026-06-30 }"
    plan = MISSION + TWO + YEAR.replace("2026-07-01", "2027-01-01").replace("}", f" {credit} }}")
    assert reads(plan, "fund.year.credited[BGD]") == "25 USD"
    named = plan.replace("period: 2025-07-01 .. 2026-06-30", "scale: second")
    assert reads(named, "fund.year.credited[BGD]") == "50 USD"
    assert reads(plan, "fund.year.due[BGD]") == "49 999 976 USD"
    assert total(plan, "due") == "99 999 901 USD"


def test_voluntary_money_is_assessed_of_nobody():
    plan = MISSION + TWO + YEAR.replace("assessed", "voluntary")
    assert total(plan, "assessed") == "0 USD"


# -- what is not known or cannot be ------------------------------------------------------------------------------------


def test_a_day_without_a_scale_or_with_two_leaves_the_shares_unknown():
    late = MISSION + TWO + YEAR.replace("2027-06-30", "2028-01-31")
    plan = compiled(late).plan
    assert [missing.path for missing in why(plan, "fund.year.assessed.BGD").value.missing] == [
        "one scale in force on 2028-01-01"
    ]
    twice = MISSION + TWO.replace("2027-01-01 ..", "2026-12-01 ..") + YEAR
    plan = compiled(twice).plan
    assert [missing.path for missing in why(plan, "fund.year.assessed.BGD").value.missing] == [
        "one scale in force on 2026-12-01"
    ]


def test_a_fund_may_say_by_which_scales_it_is_shared():
    other = "scale third { share BGD { percent: 100% } }\n"
    plan = MISSION + TWO + other + YEAR.replace("}", " scales: third }")
    assert reads(plan, "fund.year.assessed[BGD]") == "100 000 001 USD"


def test_a_scale_of_nothing_and_credits_in_another_currency_are_findings():
    nothing = "scale s { share BGD { percent: 0% } }\n" + YEAR + "let x = fund.year.assessed[BGD]\n"
    assert only(MISSION + nothing).code == "TYP-002"
    euros = (
        YEAR.replace("}", " credit c { amount: 5 EUR  period: 2026-01-01 .. 2026-06-30 } }")
        + "let x = fund.year.due[BGD]\n"
    )
    assert "dated rate" in only(MISSION + TWO + euros).message


# -- why ---------------------------------------------------------------------------------------------------------------


def test_why_explains_the_share_of_one_state():
    plan = compiled(UN + YEAR).plan
    derivation = why(plan, "fund.year.assessed.USA")
    assert derivation.fact.startswith("Its share of each section")
    said = {each.path: each for each in derivation.inputs}
    percent = said["un.scale.scale.peacekeeping_2026.share.USA.percent"]
    assert (percent.value.number * 10_000, percent.confidence) == (261_371, "estimated")
    assert said["fund.year.sections.peacekeeping_2027"].value.number == 50_000_000
    assert all(why(plan, path) is not None for path in said)


def test_a_package_that_is_named_like_a_kind_can_be_reached():
    own = UN + "scale mine { share BGD { percent: 100% } }\n"
    assert reads(own, "scale.mine.total") == "100 %"
    assert reads(own, "scale.peacekeeping_2025.total") == "100.0002 %"
    assert why(compiled(own).plan, "scale.mine.total").value == value(own, "scale.mine.total")


# -- conservation ------------------------------------------------------------------------------------------------------


def test_parts_sum_to_the_whole_in_ten_thousand_allocations():
    chance = Random(5)
    for _ in range(10_000):
        weights = [chance.choice((0, chance.randint(1, 10**6))) for _ in range(chance.randint(1, 193))] + [1]
        whole = chance.randint(0, 10**12)
        parts = allocate(whole, weights)
        assert sum(parts) == whole
        exact = sum(weights)
        assert all(abs(part * exact - whole * weight) < exact for part, weight in zip(parts, weights, strict=True))
