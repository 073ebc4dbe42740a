"""What documents show of who pays: funds by how sure they are, what can be assessed, and the cash that is in hand."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from pkdsl.documents.context import BLANK, WITHHELD, computed
from pkdsl.documents.saying import day, digits, say, whole_money
from pkdsl.page import Figure, Missing
from pkdsl.pictures.axis import amount_words, day_words
from pkdsl.pictures.bullets import Bullets, Row, bullet_bars, described
from pkdsl.pictures.curves import Curve, Curves, Panel, curves_over_time
from pkdsl.pictures.curves import described as curves_described
from pkdsl.values import Period, Quantity, Steps, add_months, given
from pkdsl.values.dates import ONE_DAY
from pkdsl.values.functions import FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from pkdsl.documents.context import Context
    from pkdsl.page import Run

STATUSES = ("received", "confirmed", "pledged", "planned")
"""From most to least sure."""
MILLION = 1_000_000
LONGEST = 24
"""How many months a table of cash has at most."""


@dataclass(frozen=True, slots=True)
class Source:
    """A fund, as far as it can pay for a budget."""

    title: str
    kind: str | Missing
    amount: Run
    outstanding: Run
    status: str | Missing
    period: Run
    earmark: str


@dataclass(frozen=True, slots=True)
class Sure:
    """What is funded by funds of a status or a surer one."""

    status: str
    funded: Run


@dataclass(frozen=True, slots=True)
class Month:
    """What is paid in a month, what is in hand at its end, and what will be needed in the months after it."""

    month: str
    paid: Run
    cash: Run
    needed: Run


def sources(context: Context, budget: Any = None) -> tuple[Source, ...]:  # noqa: ANN401 -- a budget, or none
    """The funds whose days lie in a budget's period at least in part, and those without days; all without a budget."""
    return tuple(
        _source(context, each) for each in sorted(context.all("fund"), key=context.title) if _pays_in(each, budget)
    )


def _pays_in(fund: Any, budget: Any) -> bool:  # noqa: ANN401 -- a fund, a budget or none
    if budget is None or not given(budget.period) or not isinstance(fund.period, Period):
        return True
    return fund.period.shared(budget.period) is not None


def _source(context: Context, each: Any) -> Source:  # noqa: ANN401 -- a fund
    earmark = context.text(each, "earmark")
    return Source(
        context.title(each), _kind(context, each), context.figure(each, "amount", words=whole_money),
        context.figure(each, "outstanding", words=whole_money), context.text(each, "status"), context.figure(each, "period"),
        earmark if isinstance(earmark, str) else "",
    )  # fmt: skip


def _kind(context: Context, each: Any) -> str | Missing:  # noqa: ANN401 -- a fund
    """What sort of funding, and who gives it."""
    kind, donor = context.text(each, "type"), context.text(each, "donor")
    if not isinstance(kind, str) or not isinstance(donor, str):
        return kind
    return f"{kind}, from {context.state(donor)}"


def sureness(context: Context, budget: Any) -> tuple[Sure, ...]:  # noqa: ANN401 -- a budget
    """What its lines can be paid with, the surest first, each with what is surer still."""
    return tuple(
        Sure(_or_surer(status), context.one_of(budget, "funded", status, words=whole_money)) for status in STATUSES
    )


def _or_surer(status: str) -> str:
    return status if status == STATUSES[0] else f"{status} or surer"


def picture(context: Context, budget: Any) -> Figure | None:  # noqa: ANN401 -- a budget
    """Funding against what the budget asks for; None where either is not known."""
    found = {status: budget.funded[status] for status in STATUSES}
    known = all(isinstance(value, Quantity) for value in (*found.values(), budget.total))
    if (
        not known
        or not budget.total.number
        or context.withholds(budget, "funded")
        or context.withholds(budget, "total")
    ):
        return None
    rows = tuple(
        Row(_or_surer(status), Fraction(value.number) / MILLION, Fraction(budget.total.number) / MILLION)
        for status, value in found.items()
    )
    unit = f"million {budget.total.unit.text}"
    data = Bullets(
        rows, "funds that the lines can use", "the budget", unit, name="funding", title="Funding against the budget"
    )
    return Figure(bullet_bars(data), (f"Funding by how sure it is, against the budget, in {unit}.",), described(data))


# -- cash -------------------------------------------------------------------------------------------------------------


def months(context: Context, period: Any) -> tuple[Month, ...]:  # noqa: ANN401 -- a period, or Unknown
    """Month by month what is paid and what is in hand; none where the plan does not say enough to tell."""
    mission = context.plan.mission
    if mission is None or not isinstance(period, Period) or not given(mission.outlay):
        return ()
    return tuple(_month(context, mission, part) for part in list(_months(period))[:LONGEST])


def _months(period: Period) -> Iterator[Period]:
    first = period.start
    while first <= period.end:
        following = add_months(first.replace(day=1), 1)
        yield Period(first, min(following - ONE_DAY, period.end))
        first = following


def _month(context: Context, mission: Any, part: Period) -> Month:  # noqa: ANN401 -- the mission
    return Month(
        _named(part), _paid(context, mission, part),
        context.figure(mission, "cash", on=part.end, words=digits),
        context.figure(mission, "cash_needed", on=part.end, words=digits),
    )  # fmt: skip


def _named(part: Period) -> str:
    """`July 2026`."""
    return day(part.start).partition(" ")[2]


def _paid(context: Context, mission: Any, part: Period) -> Run:  # noqa: ANN401 -- the mission
    if context.withholds(mission, "outlay"):
        return Missing(WITHHELD)
    paid = FUNCTIONS["total"](mission.outlay, part)
    if not isinstance(paid, Quantity):
        return BLANK
    return computed(digits(paid), say(paid), "mission.outlay", f"what is paid on the days of {_named(part)}")


def cash(context: Context, period: Any) -> Figure | None:  # noqa: ANN401 -- a period, or Unknown
    """Cash in hand, and what it should be; None where it is not known."""
    mission = context.plan.mission
    if mission is None or not isinstance(period, Period) or context.withholds(mission, "cash"):
        return None
    had = _points(mission.cash, period)
    if len(had) < 2:  # noqa: PLR2004 -- a curve has two ends
        return None
    curves = [Curve("cash in hand", had)]
    wanted = _points(mission.cash_needed, period)
    curves += [Curve(f"needed for the {_ahead(context)}", wanted)] if wanted else []
    when, least = min(had, key=lambda point: point[1])
    unit = f"million {_unit(mission.cash)}"
    panel = Panel("Cash in hand", tuple(curves), f"lowest {amount_words(least)}, from {day_words(when)}")
    data = Curves((panel,), had[0][0], period.end, unit, context.day, name="cash", title="Cash in hand", height=150)
    return Figure(curves_over_time(data), (f"Cash in hand, in {unit}.",), curves_described(data))


def _ahead(context: Context) -> str:
    ahead = context.policy("cash_months")
    return f"{say(ahead)} ahead" if given(ahead) else "time ahead"


def _points(steps: Any, period: Period) -> tuple[tuple[date, Fraction], ...]:  # noqa: ANN401 -- steps, or Unknown
    """From the first change on, or from the first day of the period."""
    if not isinstance(steps, Steps) or not steps.days or steps.days[0] > period.end:
        return ()
    span = Period(max(period.start, steps.days[0]), period.end)
    return tuple(
        (first, Fraction(one.number) / MILLION) for first, _, one in steps.intervals(span) if isinstance(one, Quantity)
    )


def _unit(steps: Any) -> str:  # noqa: ANN401 -- steps
    return next((one.unit.text for one in reversed(steps.values) if isinstance(one, Quantity)), "")
