"""Cash: what comes in, what is paid, and what is left on each day.

Source: arithmetic of cash flow; `collection_rate` says how much of an assessment has come in, which differs from
scenario to scenario (reports on the liquidity of peacekeeping operations, read).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from pkdsl.entities.foundations import Mission
from pkdsl.entities.money import Entry, Fund, Line
from pkdsl.plan.facts import derives
from pkdsl.values import DAY, Months, Period, Quantity, Steps, add_months, given, unknown_of
from pkdsl.values.dates import ONE_DAY
from pkdsl.values.functions import FUNCTIONS
from pkdsl.values.operators import binary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value

BELOW_THE_LINE = ("staff_assessment_income", "voluntary_in_kind")
SURE = ("confirmed", "received")
NOTHING = FUNCTIONS["sum"](())


class Paid(NamedTuple):
    """Money that is paid in equal parts on the days of a period."""

    period: Period
    amount: Value

    @property
    def a_day(self) -> Value:
        """What is paid on each of the days."""
        return binary("/", self.amount, Quantity(self.period.days, DAY))


@derives(Mission, "outlay")
def outlay(mission: Mission, plan: Plan) -> Value:
    """The lines of all budgets, evenly over their days; of a plan without any, the entries of the ledger likewise."""
    paid = list(_paid(plan))
    unknown = [one.amount for one in paid if not given(one.amount)]
    if unknown:
        return unknown_of(unknown)
    return _running([(one.period.start, one.period.end + ONE_DAY, one.a_day) for one in paid])


def _paid(plan: Plan) -> Iterator[Paid]:
    lines = plan.all(Line)
    if not lines:
        yield from (Paid(entry.period, entry.amount) for entry in plan.all(Entry))
    for line in lines:
        if line.class_ not in BELOW_THE_LINE and isinstance(line.life, Period):
            yield Paid(line.life, line.amount)


def _running(changes: list[tuple[date, date, Value]]) -> Steps[Value]:
    """What runs on each day, of amounts that begin on a day and have ended on another."""
    by_day: defaultdict[date, list[Value]] = defaultdict(list)
    for first, after, amount in changes:
        by_day[first].append(amount)
        by_day[after].append(binary("-", binary("*", amount, Quantity(0)), amount))
    now, steps = NOTHING, []
    for day in sorted(by_day):
        now = FUNCTIONS["sum"]((now, *by_day[day]))
        steps.append((day, now))
    return Steps.of(binary("*", now, Quantity(0)), steps)


@derives(Mission, "cash")
def cash(mission: Mission, plan: Plan) -> Value:
    """What receipts and collection have brought up to a day, less what was paid since the first fund was there.

    A fund brings its receipts; without any, the share of its amount that its collection rate says; without either, all
    of it from its first day, once it is confirmed. Gifts bring no cash.
    """
    paid, funds = mission.outlay, [fund for fund in plan.all(Fund) if _brings_cash(fund)]
    incomes = [_income(fund) for fund in funds]
    if not given(paid) or not all(map(given, incomes)) or not funds:
        return unknown_of((paid, *incomes))
    income = FUNCTIONS["sum"](tuple(incomes))
    first = min(_begins(fund) for fund in funds)
    days = _days([first, *income.days, *(day for day in paid.days if day > first)])
    left = [(day, _left(income, paid, Period(first, day))) for day in days]
    return Steps.of(binary("*", income.at(first), Quantity(0)), left)


@derives(Mission, "cash_needed")
def cash_needed(mission: Mission, plan: Plan) -> Value:
    """What will be paid from a day on within the mission's period, for as many months as `policy.cash_months` says."""
    paid, cash_, whole = mission.outlay, mission.cash, mission.period
    ahead = plan.parameter("policy", "cash_months", plan.span_of(mission))
    if not given(paid) or not given(cash_) or not isinstance(ahead, Months) or not isinstance(whole, Period):
        return unknown_of((paid, cash_, ahead, whole))
    due = paid.within(whole, binary("*", paid.before, Quantity(0)))
    months = ((day, Period(day, add_months(day, ahead.count) - ONE_DAY)) for day, _ in cash_.changes)
    return Steps.of(cash_.before, [(day, FUNCTIONS["total"](due, coming)) for day, coming in months])


def _brings_cash(fund: Fund) -> bool:
    return fund.type != "in_kind" and not given(fund.replaces) and not given(fund.adds)


def _income(fund: Fund) -> Value:
    """The money of a fund up to each day."""
    if fund.receipts:
        return FUNCTIONS["sum"](tuple(_from(receipt.date, receipt.amount) for receipt in fund.receipts))
    if not isinstance(fund.period, Period):
        return unknown_of((fund.period,))
    rate = fund.collection_rate
    share = rate.map(_so_far) if given(rate) else Quantity(int(fund.status in SURE))
    collected = binary("*", fund.amount, share)
    steps = collected if isinstance(collected, Steps) or not given(collected) else Steps.always(collected)
    begins = _from(fund.period.start, Quantity(1))
    return binary("*", steps, begins) if given(steps) else steps


def _from(day: Value, amount: Value) -> Value:
    """Nothing before a day, and an amount from it on."""
    if not given(day) or not given(amount):
        return unknown_of((day, amount))
    return Steps.of(binary("*", amount, Quantity(0)), [(day, amount)])


def _so_far(share: Value) -> Value:
    """Nothing has come in before the first day of which that is said."""
    return share if given(share) else Quantity(0)


def _days(changes: list[date]) -> list[date]:
    """The days on which cash is told: those of changes, and the first of each month between them."""
    found, first = set(changes), min(changes)
    while first < max(changes):
        found.add(first)
        first = add_months(first.replace(day=1), 1)
    return sorted(found)


def _begins(fund: Fund) -> date:
    """The day of its first receipt; else its first day."""
    return min((receipt.date for receipt in fund.receipts), default=None) or fund.period.start


def _left(income: Steps[Value], paid: Steps[Value], until: Period) -> Value:
    """What has come in by the last of some days, less what was paid on those before it."""
    before = until.end - ONE_DAY
    spent = FUNCTIONS["total"](paid, Period(until.start, before)) if until.days > 1 else NOTHING
    return binary("-", income.at(until.end), spent)
