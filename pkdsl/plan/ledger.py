"""The entries of the ledger, made of what all costs yield."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from pkdsl.plan.draft import Node
from pkdsl.plan.yields import AMOUNT, RATE
from pkdsl.values import HOLE, ConditionDate, Period, Quantity, Steps, Unknown
from pkdsl.values.common import DAY
from pkdsl.values.dates import ONE_DAY
from pkdsl.values.functions import FUNCTIONS
from pkdsl.values.operators import binary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from pkdsl.plan.plan import Plan
    from pkdsl.plan.yields import Yield
    from pkdsl.values.value import Value

COST, ENTRY, BUDGET = "cost", "entry", "budget"
LEDGER = "ledger"
"""The plural of entries."""


class Posting(NamedTuple):
    """What an entry is made of: a yield, the days, and the amount in each of them, or at once on the only one."""

    yielded: Yield
    period: Period
    value: Value
    amount: Value
    """What it comes to over the days."""


class Ledger:
    """All entries of a plan, made when they are first asked for."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._postings: dict[Node, Posting] = {}

    def nodes(self) -> list[Node]:
        """The entries, cost by cost, in the order of its loops and of days."""
        if not self._postings:
            for number, posting in enumerate(self._all(), 1):
                self._postings[self._entry(posting, number)] = posting
        return list(self._postings)

    def value(self, node: Node, name: str) -> Value:
        """A field of an entry, computed afresh, so that it can be told what it was made of."""
        yielded, period, value, _ = self._postings[node]
        match name:
            case "source":
                return self._sources(yielded)
            case "amount":
                yielded.read(AMOUNT)
                return _over(value, period)
            case "rate":
                rate = yielded.read(RATE)
                return rate.at(period.start) if isinstance(rate, Steps) else rate
            case "quantity":
                rate = self._plan.read(node, "rate")
                return binary("/", value, rate) if isinstance(rate, Quantity) and rate.number else Unknown(())
            case _:
                return _fields(self._postings[node]).get(name, Unknown(()))

    def _sources(self, yielded: Yield) -> Value:
        """Where the rate comes from: the sources of what was read for it, else those of the cost."""
        _, reads = self._plan.traced(lambda: yielded.read_afresh(RATE))
        said = [self._plan.read(node, "source") for node, _ in reads if "source" in node.given]
        found = [source for sources in said if isinstance(sources, tuple) for source in sources]
        return tuple(dict.fromkeys(found)) or self._plan.read(yielded.node, "source")

    def _all(self) -> Iterator[Posting]:
        for cost in self._plan.declared(COST):
            yield from self._plan.posted(cost, partial(self._of_cost, cost))

    def _of_cost(self, cost: Node) -> tuple[Posting, ...]:
        cuts = self._cuts()
        found = (one for yielded in self._plan.yields_of(cost) for one in self._of(yielded, cuts))
        return tuple(Posting(yielded, period, value, _over(value, period)) for yielded, period, value in found)

    def _of(self, yielded: Yield, cuts: tuple[date, ...]) -> Iterator[tuple[Yield, Period, Value]]:
        """The stretches of one yield on which nothing changes, cut where a budget year ends; what is nothing is left out."""
        amount, on, spread = (yielded.read(name) for name in (AMOUNT, "on", "spread"))
        if amount is HOLE:
            return
        if not isinstance(on, Unknown):
            day = on.date if isinstance(on, ConditionDate) else on
            yield yielded, Period(day, day), amount.at(day) if isinstance(amount, Steps) else amount
            return
        amount = next(_unknown_when(yielded, on, spread), amount)
        whole = spread if isinstance(spread, Period) else self._horizon(cuts)
        if whole is None:
            return
        if isinstance(spread, Period):
            amount = binary("/", amount, Quantity(spread.days, DAY))
        steps = amount if isinstance(amount, Steps) else Steps.always(amount)
        for first, last, value in steps.intervals(whole):
            if not isinstance(value, Quantity) or value.number:
                yield from ((yielded, period, value) for period in _cut(first, last, cuts))

    def _horizon(self, cuts: tuple[date, ...]) -> Period | None:
        """From the first day of the mission or a budget to the last day of either."""
        mission = self._plan.period()
        days = [*cuts, *((mission.start, mission.end + ONE_DAY) if isinstance(mission, Period) else ())]
        return Period(min(days), max(days) - ONE_DAY) if days else None

    def _cuts(self) -> tuple[date, ...]:
        """The first days of budgets, and the days after their last."""
        periods = (self._plan.read(node, "period") for node in self._plan.declared(BUDGET))
        known = [period for period in periods if isinstance(period, Period)]
        return tuple(sorted({day for period in known for day in (period.start, period.end + ONE_DAY)}))

    def _entry(self, posting: Posting, number: int) -> Node:
        driver = posting.yielded.node
        spec = self._plan.schema.spec(self._plan.schema.parts[ENTRY])
        node = Node(spec, str(number), driver.home, driver.header, parent=driver, form=LEDGER)
        node.path = f"{driver.path}.{ENTRY}.{number}"
        node.memo = _fields(posting)
        self._plan.embody(node)
        return node


def _unknown_when(yielded: Yield, on: Value, spread: Value) -> Iterator[Value]:
    """What is missing where the cost says when plain money falls due, and for this yield that is not known."""
    for name, when in (("on", on), ("spread", spread)):
        if name in yielded.node.given and isinstance(when, Unknown):
            yield when


def _fields(posting: Posting) -> dict[str, Value]:
    """What everybody asks of an entry."""
    yielded, period, _, amount = posting
    return {
        "driver": yielded.driver,
        "class": yielded.read("class"),
        "entity": next(iter(yielded.subjects), Unknown(())),
        "period": period,
        AMOUNT: amount,
    }


def _over(value: Value, period: Period) -> Value:
    """What an amount by time comes to over some days; one without a time is what it is."""
    at_once = isinstance(value, Unknown) or (isinstance(value, Quantity) and not _is_by_time(value))
    return value if at_once else FUNCTIONS["total"](value, period)


def _is_by_time(value: Quantity) -> bool:
    return any(base == "time" for base, _ in value.unit.dimension.exponents)


def _cut(first: date, last: date, cuts: tuple[date, ...]) -> Iterator[Period]:
    """A stretch of days in pieces that end where a cut is next."""
    for cut in cuts:
        if first < cut <= last:
            yield Period(first, cut - ONE_DAY)
            first = cut
    yield Period(first, last)
