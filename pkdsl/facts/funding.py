"""What a budget can be paid with, by how sure it is, and what the mission may count on up to each day.

Source: the greatest flow from funds to the lines that may use them (Ford and Fulkerson 1956), so that no line is paid
twice, no fund counts beyond what it may be used for, and a gift counts once. A fund of several years is shared by days.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, get_args

from pkdsl.entities.foundations import Mission
from pkdsl.entities.money import Budget, Fund, Line
from pkdsl.plan.facts import derives
from pkdsl.schema import FundStatus
from pkdsl.values import Period, Quantity, Steps, given, unknown_of
from pkdsl.values.functions import FUNCTIONS
from pkdsl.values.number import exact
from pkdsl.values.operators import binary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value

STATUSES: tuple[str, ...] = get_args(FundStatus)
"""From least to most sure."""
BELOW_THE_LINE = ("staff_assessment_income", "voluntary_in_kind")


@derives(Budget, "funded", by=(FundStatus,))
def funded(budget: Budget, status: FundStatus, plan: Plan) -> Value:
    """The most that its lines can be paid with from funds of a status or a surer one, each dollar once.

    A line takes from the funds that it names; from any, where it names none. A fund with an earmark, or a gift that
    lowers the cost of a class, pays for that alone, and need not be named. What adds a capability pays for no line.
    """
    funds = [fund for fund in plan.all(Fund) if not given(fund.adds)]
    lines = [line for line in budget.lines if line.class_ not in BELOW_THE_LINE]
    return _funded(budget, lines, _as_sure_as(funds, status))


def _as_sure_as(funds: list[Fund], status: str) -> list[Fund]:
    """The funds of a status or a surer one; those without one may be of any."""
    least = STATUSES.index(status)
    return [fund for fund in funds if not given(fund.status) or STATUSES.index(fund.status) >= least]


def _funded(budget: Budget, lines: list[Line], funds: list[Fund]) -> Value:
    """The greatest flow from the funds to the lines."""
    there = [(fund, _share(fund, budget.period)) for fund in funds]
    needs = [line.amount for line in lines]
    needed = FUNCTIONS["sum"](tuple(needs))
    offered = FUNCTIONS["sum"](tuple(amount for _, amount in there))
    if not given(needed) or not given(offered) or not needs or not there:
        return (
            unknown_of((needed, offered))
            if not given(needed) or not given(offered)
            else binary("*", needed, Quantity(0))
        )
    unit = needed.unit
    most = _greatest_flow(
        [amount.number_in(unit) for _, amount in there],
        [amount.number_in(unit) for amount in needs],
        [(i, j) for i, (fund, _) in enumerate(there) for j, line in enumerate(lines) if _may_pay(fund, line)],
    )
    return Quantity(exact(most), unit)


def _share(fund: Fund, period: Value) -> Value:
    """What of a fund is there for a period: all of it, or the share of its days."""
    if not given(fund.status) or not isinstance(fund.period, Period) or not isinstance(period, Period):
        return unknown_of((fund.status, fund.period, period))
    shared = fund.period.shared(period)
    days = 0 if shared is None else shared.days
    return binary("*", fund.amount, Quantity(exact(Fraction(days, fund.period.days))))


def _may_pay(fund: Fund, line: Line) -> bool:
    """Whether a line may be paid from a fund."""
    named = given(line.funded_by) and fund in line.funded_by
    if given(fund.replaces):
        return named or line.class_ in fund.replaces
    if given(fund.earmark):
        things = {line, *(line.covers if given(line.covers) else ()), *(line.task if given(line.task) else ())}
        return named or not things.isdisjoint(fund.earmark)
    return named or not given(line.funded_by)


def _greatest_flow(offers: list[Any], needs: list[Any], pairs: list[tuple[int, int]]) -> Fraction:
    """How much can flow from offers to needs, by the pairs that are joined."""
    from networkx import DiGraph, maximum_flow_value  # noqa: PLC0415 -- slow to import, and few ask

    graph = DiGraph()
    graph.add_nodes_from(("from", "to"))
    graph.add_edges_from(("from", ("offer", i), {"capacity": Fraction(some)}) for i, some in enumerate(offers))
    graph.add_edges_from((("need", j), "to", {"capacity": Fraction(some)}) for j, some in enumerate(needs))
    graph.add_edges_from((("offer", i), ("need", j)) for i, j in pairs)
    return Fraction(maximum_flow_value(graph, "from", "to"))


@derives(Mission, "funding", by=(FundStatus,))
def funding(mission: Mission, status: FundStatus, plan: Plan) -> Value:
    """All funds of a status or a surer one that can be used up to each day; received is also what receipts brought."""
    funds = [fund for fund in plan.all(Fund) if not given(fund.adds)]
    if status == STATUSES[-1]:
        return _grown(change for fund in funds for change in _came_in(fund))
    return _grown(_from_its_first_day(fund) for fund in _as_sure_as(funds, status))


def _from_its_first_day(fund: Fund) -> tuple[Value, Value]:
    period = fund.period
    return (period.start if isinstance(period, Period) else period), fund.amount if given(fund.status) else fund.status


def _came_in(fund: Fund) -> Iterator[tuple[Value, Value]]:
    """The receipts of a fund; of one that was received and has none, all of it on its first day."""
    yield from ((receipt.date, receipt.amount) for receipt in fund.receipts)
    if not fund.receipts and fund.status == STATUSES[-1]:
        yield _from_its_first_day(fund)


def _grown(changes: Iterable[tuple[Value, Value]]) -> Value:
    """The sum up to each day; unknown where the day or the amount of a part of it is."""
    known = list(changes)
    unknown = [one for change in known for one in change if not given(one)]
    if unknown:
        return unknown_of(unknown)
    by_day: dict[date, Value] = {}
    for day, amount in known:
        by_day[day] = binary("+", by_day[day], amount) if day in by_day else amount
    steps, total = [], FUNCTIONS["sum"](())
    for day in sorted(by_day):
        total = binary("+", total, by_day[day])
        steps.append((day, total))
    before = binary("*", steps[0][1], Quantity(0)) if steps else total
    return Steps.of(before, steps)
