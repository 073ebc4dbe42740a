"""What would do: the nearest value of one field with which a comparison holds, where that field alone decides it."""

from __future__ import annotations

from datetime import date
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

from pkdsl.diagnostics.said import Said
from pkdsl.values import ConditionDate, Mismatch, Period, Quantity, Steps
from pkdsl.values.dates import ONE_DAY
from pkdsl.values.operators import binary
from pkdsl.values.paper import show

if TYPE_CHECKING:
    from pkdsl.plan.evaluation import Read
    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value

TURNED = {"<=": ">=", ">=": "<=", "<": ">", ">": "<", "==": "=="}
"""How the right side of a comparison must stand to the left one."""
AMOUNTS = {
    ">=": "{value} or more would do", "<=": "{value} or less would do", ">": "more than {value} would do",
    "<": "less than {value} would do", "==": "{value} would do",
}  # fmt: skip
LATER, EARLIER = "{value} or later would do", "{value} or earlier would do"
DATES = {">=": (LATER, 0), "<=": (EARLIER, 0), ">": (LATER, 1), "<": (EARLIER, -1)}
"""How a day that would do is said, and how many days it lies beside the one that it is compared with."""


class Side(NamedTuple):
    """One side of a comparison: its value, over time where it has one, and what it reads."""

    value: Value
    reads: tuple[Read, ...]


class Comparison(NamedTuple):
    """A comparison that fails: always, or in the intervals `failing` (first and last days)."""

    operator: str
    left: Side
    right: Side
    failing: list[tuple[date, date]] | None


def enough(plan: Plan, read: Read, comparison: Comparison) -> str:
    """`850 persons or more would do`; empty where the field does not decide alone, or where its day is over."""
    operator, left, right, failing = comparison
    if (read in left.reads) == (read in right.reads):
        return ""
    own, other, needs = (left, right, operator) if read in left.reads else (right, left, TURNED[operator])
    value = _day(plan.read(*read))
    if isinstance(value, date):
        return "" if failing or not _alone(plan, own, date) else _shifted(plan, value, own, other, needs)
    return "" if not _alone(plan, own, Quantity) else _enough(value, own, other, needs, failing)


def _alone(plan: Plan, side: Side, sort: type) -> bool:
    """Whether one value of a sort is read on a side, and no other: then the side moves with it."""
    read = [_day(plan.read(*read)) for read in side.reads]
    return sum(isinstance(some, sort) for value in read for some in _values(value, None)) == 1


def _shifted(plan: Plan, value: date, own: Side, other: Side, needs: str) -> str:
    """The nearest day that would do; nothing where one of both is over: what has been is not planned any more."""
    here, there, today = _day(own.value), _day(other.value), _day(plan.today())
    if needs not in DATES or not isinstance(here, date) or not isinstance(there, date):
        return ""
    key, beside = DATES[needs]
    needed = value + (there - here) + beside * ONE_DAY
    over = isinstance(today, date) and min(value, needed) <= today
    return "" if over else _would_do(key, needed)


def _would_do(key: str, value: Value) -> Said:
    return Said(key.format(value=show(value)), key, {"value": value})


def _enough(value: Value, own: Side, other: Side, needs: str, failing: list[tuple[date, date]] | None) -> str:
    """What the other side asks of an amount on the worst of the days; that nothing is left of it mends nothing."""
    asked = _values(other.value, failing)
    if any(one != value for one in _values(own.value, failing)) or not all(isinstance(one, Quantity) for one in asked):
        return ""
    try:
        worst = reduce(lambda one, two: two if binary(needs, one, two) is False else one, asked)
    except Mismatch:
        return ""
    if not worst.number or (needs == "==" and any(one != worst for one in asked)):
        return ""
    return _would_do(AMOUNTS[needs], Quantity(worst.number_in(value.unit), value.unit))


def _values(value: Value, failing: list[tuple[date, date]] | None) -> list[Value]:
    """All that a value is in some intervals; at any time, where none are named."""
    if not isinstance(value, Steps):
        return [value]
    if failing is None:
        return list(dict.fromkeys(value.values))
    return [part for first, last in failing for _, _, part in value.intervals(Period(first, last))]


def _day(value: Value) -> Value:
    return value.date if isinstance(value, ConditionDate) else value
