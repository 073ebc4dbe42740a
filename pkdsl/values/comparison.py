"""Whether two plain values are equal, which is more, and what is in what."""

from __future__ import annotations

import operator
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from pkdsl.values.arithmetic import in_common
from pkdsl.values.dates import Months, Period, TimeOfDay
from pkdsl.values.dimension import TIME
from pkdsl.values.errors import Mismatch
from pkdsl.values.paper import show
from pkdsl.values.planned import Threshold
from pkdsl.values.quantity import Quantity
from pkdsl.values.said import cannot
from pkdsl.values.word import Word

if TYPE_CHECKING:
    from collections.abc import Callable

ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip

_PLAIN = (bool, str, date, Period, Months, TimeOfDay, tuple, Mapping, Quantity, Threshold)


def compare(sign: str, left: Any, right: Any) -> bool:  # noqa: ANN401 -- values of any type are compared
    """`left < right` and its like."""
    if type(left) is Quantity and type(right) is Quantity:
        if left.unit is right.unit:
            return ORDER[sign](left.number, right.number)
        return ORDER[sign](*in_common(sign, left, right))
    if sign in {"==", "!="}:
        return _equal(sign, left, right) is (sign == "==")
    return ORDER[sign](*_ranks(sign, left, right))


def contains(items: Any, value: Any) -> bool:  # noqa: ANN401 -- see compare
    """`value in items` for all but lists, whose elements the caller compares one by one."""
    if isinstance(items, Period):
        if isinstance(value, Period):
            return items.covers(value)
        if isinstance(value, date):
            return value in items
    if isinstance(items, Threshold) and isinstance(value, Quantity):
        return compare(items.operator, value, items.quantity)
    if isinstance(items, Mapping):
        return value in items
    if isinstance(items, Word) or not isinstance(items, _PLAIN):
        return compare("==", value, items)
    if isinstance(items, str):
        message = "`in` looks into lists and periods, not into texts; write `==`, or a list in brackets"
        raise Mismatch(message)
    raise cannot("in", value, items)


def differ_in_kind(left: object, right: object) -> bool:
    """Whether one is a thing that a plan declares and the other a word, a text or a number."""
    return isinstance(left, _PLAIN) is not isinstance(right, _PLAIN)


def _equal(sign: str, left: Any, right: Any) -> bool:  # noqa: ANN401 -- see compare
    if isinstance(left, str) and isinstance(right, str):
        return str(left) == str(right)
    if isinstance(left, TimeOfDay) and isinstance(right, TimeOfDay):
        return left.utc == right.utc
    if isinstance(left, Word) or isinstance(right, Word):
        return False  # a field may hold a word or something else: `to: none`, `to: institution.academy`
    plain = [isinstance(value, _PLAIN) for value in (left, right)]
    if not any(plain):
        return bool(left == right)
    _refuse_durations(left, right)
    if not all(plain) or not _alike(left, right):
        raise cannot(sign, left, right)
    return bool(left == right)


def _alike(left: object, right: object) -> bool:
    return isinstance(left, type(right)) or isinstance(right, type(left))


def _ranks(sign: str, left: Any, right: Any) -> tuple[Any, Any]:  # noqa: ANN401 -- see compare
    """Both as something that has an order."""
    if isinstance(left, date) and isinstance(right, date):
        return left, right
    if isinstance(left, Months) and isinstance(right, Months):
        return left.count, right.count
    if isinstance(left, TimeOfDay) and isinstance(right, TimeOfDay):
        return left.utc, right.utc
    if isinstance(left, str) and isinstance(right, str):
        return _words(left, right)
    _refuse_durations(left, right)
    raise cannot(sign, left, right)


def _words(left: str, right: str) -> tuple[int, int]:
    """Their places in the list that both words stand in."""
    for words in (getattr(left, "words", ()), getattr(right, "words", ())):
        if str(left) in words and str(right) in words:
            return words.index(str(left)), words.index(str(right))
    if isinstance(left, Word) and isinstance(right, Word):
        message = f"{left} and {right} do not stand in one list, so neither comes first"
        raise Mismatch(message)
    message = "texts have no order; compare them with == or !="
    raise Mismatch(message)


def _refuse_durations(left: object, right: object) -> None:
    for exactly, calendar in ((left, right), (right, left)):
        if isinstance(calendar, Months) and isinstance(exactly, Quantity) and exactly.unit.dimension == TIME:
            message = f"{show(left)} and {show(right)} do not compare; add them to a date"
            raise Mismatch(message)
