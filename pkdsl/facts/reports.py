"""How many hands a report passes, how long that takes, and how often it is due.

Source: arithmetic: one day over the interval.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from pkdsl.entities.command import Report
from pkdsl.plan.facts import derives
from pkdsl.values import DAY, Months, Quantity, given, unknown_of
from pkdsl.values.operators import binary

if TYPE_CHECKING:
    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value

DAYS_OF_A_MONTH = Fraction(1461, 48)
"""Where there is no calendar, a month is 365.25/12 days."""


@derives(Report, "hops")
def hops(report: Report, plan: Plan) -> Value:
    """One from the sender to the first relay or the receiver, and one more for each relay."""
    if not given(report.sender) or not given(report.receiver):
        return unknown_of((report.sender, report.receiver))
    return 1 + len(report.relay if given(report.relay) else ())


@derives(Report, "delay")
def delay(report: Report, plan: Plan) -> Value:
    """`takes` times the hops."""
    steps = report.hops
    return binary("*", report.takes, Quantity(steps)) if given(steps) else steps


@derives(Report, "daily")
def daily(report: Report, plan: Plan) -> Value:
    """One day over `every`."""
    every = report.every
    if not given(every):
        return every
    days = every.count * DAYS_OF_A_MONTH if isinstance(every, Months) else Fraction(every.number_in(DAY))
    return Quantity(1 / days, plan.units.parse("1/day")) if days else plan.missing(report, "every")
