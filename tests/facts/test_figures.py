"""Command, risk, money and the chain from task to money, each from the smallest plan that shows it."""

from __future__ import annotations

import pytest

from small import MISSION, codes, reads


class TestRisk:
    @pytest.mark.parametrize(
        ("likelihood", "impact", "band"),
        [
            (1, 1, "low"),
            (1, 4, "low"),
            (1, 5, "medium"),
            (3, 3, "medium"),
            (2, 5, "high"),
            (3, 4, "high"),
            (3, 5, "very high"),
            (5, 5, "very high"),
        ],
    )
    def test_is_in_the_band_of_its_score(self, likelihood: int, impact: int, band: str) -> None:
        plan = f"risk r {{ likelihood: {likelihood}  impact: {impact} }}"
        assert (reads(plan, "risk.r.score"), reads(plan, "risk.r.band")) == (str(likelihood * impact), band)

    def test_that_remains_takes_what_is_not_stated_from_before_the_mitigation(self) -> None:
        plan = "risk r { likelihood: 4  impact: 5  residual_likelihood: 2 }"
        assert (reads(plan, "risk.r.residual"), reads(plan, "risk.r.residual_band")) == ("10", "high")

    def test_that_remains_is_unknown_where_nothing_is_said_of_it(self) -> None:
        assert reads("risk r { likelihood: 4  impact: 5 }", "risk.r.residual") == "not given"

    def test_outside_one_to_five_is_an_error(self) -> None:
        assert codes("risk r { likelihood: 6  impact: 0 }") == ["VAL-003", "VAL-003"]


class TestCommand:
    PLAN = (
        MISSION
        + """post fc "Force Commander" {}
post sc "Sector Commander" {}
unit a { type: infantry  strength: 5 persons  arrives: D }
unit b { type: infantry  strength: 5 persons  arrives: D }
command c1 { superior: fc  subordinate: [sc]  authority: operational_control  period: D .. D + 99 days }
command c5 { superior: fc  subordinate: [b]  authority: operational_control  period: D .. D + 49 days }
command c2 { superior: sc  subordinate: [a]  authority: operational_control  period: D .. D + 399 days }
command c3 { superior: sc  subordinate: [b]  authority: operational_control  period: D + 50 days .. D + 399 days }
command c4 { superior: fc  subordinate: [b]  authority: liaison  period: D .. D + 399 days }
"""
    )

    def test_a_unit_is_under_who_has_operational_control_on_the_day(self) -> None:
        assert [reads(self.PLAN, f"at(unit.b.command, D + {n} days)") for n in (0, 49, 50)] == [
            "Force Commander",
            "Force Commander",
            "Sector Commander",
        ]

    def test_a_span_counts_everybody_directed_once(self) -> None:
        assert [reads(self.PLAN, f"at(post.fc.span, D + {n} days)") for n in (0, 50, 100)] == ["2", "1", "0"]
        assert [reads(self.PLAN, f"at(post.sc.span, D + {n} days)") for n in (0, 50)] == ["1", "2"]


class TestMoney:
    PLAN = """budget b {
  period: 2026-07-01 .. 2027-06-30
  line troops    { class: military_contingents  amount: 10.5M USD }
  line staff     { class: international_staff  quantity: 20 persons  unit_cost: 10_000 USD/person  months: 12 }
  line fuel      { class: ground_transportation  quantity: 1_000 L  unit_cost: 1.5 USD/L }
  line tax       { class: staff_assessment_income  amount: 1M USD }
}
"""

    def test_a_line_costs_what_is_stated_or_quantity_by_price(self) -> None:
        assert reads(self.PLAN, "budget.b.troops.amount") == "10 500 000 USD"
        assert reads(self.PLAN, "budget.b.fuel.amount") == "1 500 USD"

    def test_a_line_costs_its_price_over_its_months(self) -> None:
        assert reads(self.PLAN, "budget.b.staff.amount") == "2 400 000 USD"

    def test_groups_and_total_leave_out_what_stands_below_the_line(self) -> None:
        assert reads(self.PLAN, "budget.b.group") == "I: 10 500 000 USD, II: 2 400 000 USD, III: 1 500 USD"
        assert reads(self.PLAN, "budget.b.total") == "12 901 500 USD"

    def test_a_fund_still_owes_what_was_not_received(self) -> None:
        plan = "fund f { type: voluntary  amount: 10M USD  receipt a { date: 2026-07-01  amount: 4M USD } receipt b { date: 2026-08-01  amount: 1M USD } }"
        assert reads(plan, "fund.f.outstanding") == "5 000 000 USD"


class TestTrace:
    PLAN = (
        MISSION
        + """unit a { type: infantry  strength: 50 persons  arrives: D  leaves: D + 9 days }
unit b { type: infantry  strength: 70 persons  arrives: D + 5 days  leaves: D + 9 days }
task patrols { by: [a, b] }
task reports { by: [b] }
budget x {
  period: D .. +12 months
  line one { class: military_contingents  amount: 5 USD  covers: a }
  line two { class: official_travel  amount: 7 USD  task: patrols }
  line three { class: medical  amount: 9 USD }
}
"""
    )

    def test_a_task_has_the_people_of_those_who_do_it(self) -> None:
        assert [reads(self.PLAN, f"at(task.patrols.assigned, D + {n} days)") for n in (0, 5, 10)] == [
            "50 persons",
            "120 persons",
            "0 persons",
        ]

    def test_a_task_is_paid_by_the_lines_that_name_it_or_those_who_do_it(self) -> None:
        assert reads(self.PLAN, "task.patrols.funded") == "12 USD"

    def test_a_task_that_no_line_pays_has_no_money_that_is_known(self) -> None:
        assert reads(self.PLAN, "task.reports.funded") == "not given"
