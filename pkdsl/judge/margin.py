"""By how much a comparison is missed: on the first day, and at most where it grows worse."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pkdsl.diagnostics.said import Said, say
from pkdsl.values import Mismatch, Period, Quantity, Steps
from pkdsl.values.common import DAY
from pkdsl.values.dimension import PERSON
from pkdsl.values.number import ceiled, magnitude, rounded
from pkdsl.values.operators import binary
from pkdsl.values.paper import show

if TYPE_CHECKING:
    from pkdsl.values.value import Value

OVER = {
    "<": "{amount} over", "<=": "{amount} over", ">": "{amount} short", ">=": "{amount} short", "==": "{amount} apart",
}  # fmt: skip
LATE = {
    "<": "{amount} late", "<=": "{amount} late", ">": "{amount} early", ">=": "{amount} early", "==": "{amount} apart",
}  # fmt: skip


def margin(operator: str, left: Value, right: Value) -> str:
    """`505 persons over`, `2 days late`; empty where that is no amount and no number of days."""
    if isinstance(left, date) and isinstance(right, date):
        days = Quantity(abs((left - right).days), DAY)
        return _missed(days, LATE[operator]) if days.number else ""
    missed = _difference(left, right)
    return _missed(missed, OVER[operator]) if isinstance(missed, Quantity) and missed.number else ""


def at_most(left: Value, right: Value, failing: list[tuple[date, date]]) -> str:
    """`at most 645 persons`, on the worst of all failing days; empty where it is not worse than on the first."""
    over_time = _difference(left, right)
    if not isinstance(over_time, Steps):
        return ""
    missed = [part for first, last in failing for _, _, part in over_time.intervals(Period(first, last))]
    if not all(isinstance(part, Quantity) for part in missed):
        return ""
    worst = max(missed, key=lambda part: part.number)
    return say("at most {amount}", amount=_short(worst)) if worst.number > missed[0].number else ""


def _missed(amount: Quantity, how: str) -> Said:
    return say(how, amount=_short(amount))


def _difference(left: Value, right: Value) -> Value:
    """What lies between both sides; none where they are no amounts."""
    if not all(isinstance(side, Quantity | Steps) for side in (left, right)):
        return None
    try:
        difference = binary("-", left, right)
    except Mismatch:
        return None
    return difference.map(_whole) if isinstance(difference, Steps) else _whole(difference)


def _whole(difference: Value) -> Value:
    """Without a sign; people are counted up."""
    if not isinstance(difference, Quantity):
        return difference
    size = magnitude(difference.number)
    return Quantity(ceiled(size) if difference.unit.dimension == PERSON else size, difference.unit)


def _short(amount: Quantity) -> Said:
    """The amount; one that no decimal ends is told to one place, which is enough to see how far it is."""
    about = show(amount).startswith("≈") and amount.number >= 1
    shown = Quantity(rounded(amount.number, 1), amount.unit) if about else amount
    key = "≈{amount}" if about else "{amount}"
    return Said(key.replace("{amount}", show(shown)), key, {"amount": shown})
