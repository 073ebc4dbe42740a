"""Operators on values of every kind: plain, over time, estimated, unknown."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from pkdsl.values.arithmetic import ARITHMETIC, add
from pkdsl.values.comparison import ORDER, compare, contains, differ_in_kind
from pkdsl.values.dates import ONE_DAY, Months, period
from pkdsl.values.errors import Mismatch
from pkdsl.values.planned import ConditionDate, Estimate
from pkdsl.values.quantity import Quantity
from pkdsl.values.said import cannot, noun
from pkdsl.values.steps import Steps
from pkdsl.values.unknown import HOLE, Hole, Unknown, unknown_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from pkdsl.values.dates import Period


FEW, MOST_LISTS = 16, 64
"""Lists longer than `FEW` are looked up by identity; of so many lists the identities are kept."""
_THINGS: dict[int, tuple[tuple[Any, ...], frozenset[int], bool]] = {}


def binary(op: str, a: Any, b: Any) -> Any:  # noqa: ANN401 -- values of any type come in, and go out
    """`a op b`; day by day where one changes over time."""
    if type(a) not in _LIFTED and type(b) not in _LIFTED:
        return _PLAIN[op](a, b)
    if isinstance(a, Hole) or isinstance(b, Hole):
        return HOLE
    if isinstance(a, Steps) or isinstance(b, Steps):
        return _over_time(op, a, b)
    if op in _LOGIC:
        return _LOGIC[op](a, b)
    if isinstance(a, Unknown) or isinstance(b, Unknown):
        return unknown_of((a, b))
    if isinstance(a, Estimate) or isinstance(b, Estimate):
        return _estimated(op, a, b)
    if isinstance(a, ConditionDate) or isinstance(b, ConditionDate):
        return _conditional(op, a, b)
    return _PLAIN[op](a, b)


def unary(op: str, a: Any) -> Any:  # noqa: ANN401 -- see binary
    """`- a`, `+ a`, `not a`."""
    if isinstance(a, Unknown):
        return a
    if isinstance(a, Steps):
        return a.map(lambda value: unary(op, value))
    if op == "not":
        return not _condition("not", a)
    if not isinstance(a, Quantity | Months | Estimate):
        message = f"`{op}` stands before numbers and durations; this is {noun(a)}"
        raise Mismatch(message)
    return a if op == "+" else _negative(a)


def both(a: Any, b: Any) -> Any:  # noqa: ANN401 -- see binary
    """`a and b` as Kleene has it: false decides, whatever is unknown."""
    if a is False or b is False:
        _condition("and", a)
        _condition("and", b)
        return False
    if isinstance(a, Unknown) or isinstance(b, Unknown):
        return unknown_of((_condition("and", a), _condition("and", b)))
    return _condition("and", a) and _condition("and", b)


def either(a: Any, b: Any) -> Any:  # noqa: ANN401 -- see binary
    """`a or b` as Kleene has it: true decides, whatever is unknown."""
    if a is True or b is True:
        _condition("or", a)
        _condition("or", b)
        return True
    if isinstance(a, Unknown) or isinstance(b, Unknown):
        return unknown_of((_condition("or", a), _condition("or", b)))
    return _condition("or", a) or _condition("or", b)


def span(start: Any, end: Any) -> Period:  # noqa: ANN401 -- see binary
    """`start .. end`; a duration in place of the end stops the day before `start + duration`."""
    if not isinstance(start, date):
        message = f"a period starts on a date; this is {noun(start)}"
        raise Mismatch(message)
    if isinstance(end, date):
        return period(start, end)
    if not isinstance(end, Months | Quantity):
        raise cannot("..", start, end)
    return period(start, add(start, end) - ONE_DAY)


def within(value: Any, items: Any) -> Any:  # noqa: ANN401 -- see binary
    """`value in items`; a list may hold values over time and unknown ones."""
    if not isinstance(items, tuple):
        return contains(items, value)
    if len(items) > FEW and hasattr(value, "kind"):
        things, alone = _things(items)
        if id(value) in things or alone:
            return id(value) in things
    elif not isinstance(value, Unknown | Steps) and any(item is value for item in items):
        return True
    found: Any = False
    for item in items:
        found = binary("or", found, _is(value, item))
        if found is True:
            return True
    return found


def _things(items: tuple[Any, ...]) -> tuple[frozenset[int], bool]:
    """The identities of what a long list holds, and whether it holds things alone; found once while the list lives."""
    known = _THINGS.get(id(items))
    if known is None or known[0] is not items:
        alone = not any(isinstance(item, Unknown | Steps) for item in items)
        known = (items, frozenset(map(id, items)), alone)
        if len(_THINGS) >= MOST_LISTS:
            _THINGS.clear()
        _THINGS[id(items)] = known
    return known[1], known[2]


def forget_lists() -> None:
    """Let go of the long lists that are known, and with them of the plans that they are of."""
    _THINGS.clear()


def _is(value: Any, item: Any) -> Any:  # noqa: ANN401 -- see binary
    """Whether `value` is that element: a list may hold units beside components, texts beside benchmarks."""
    try:
        return binary("==", value, item)
    except Mismatch:
        if not differ_in_kind(value, item):
            raise
        return False


def _over_time(op: str, a: Any, b: Any) -> Any:  # noqa: ANN401 -- see binary
    if not isinstance(b, Steps):
        return _collapsed(a.map(lambda value: binary(op, value, b)))
    if not isinstance(a, Steps):
        return _collapsed(b.map(lambda value: binary(op, a, value)))
    return a.merge(b, lambda left, right: binary(op, left, right))


def _collapsed(steps: Steps[Any]) -> Any:  # noqa: ANN401 -- see binary
    """What is unknown on every day is unknown."""
    return steps.before if not steps.days and isinstance(steps.before, Unknown) else steps


def _estimated(op: str, a: Any, b: Any) -> Any:  # noqa: ANN401 -- see binary
    """Arithmetic keeps the spread; all else reads the most likely."""
    ours, theirs = _spread(a), _spread(b)
    likely = binary(op, ours[1], theirs[1])
    if op not in ARITHMETIC:
        return likely
    corners = [binary(op, x, y) for x in (ours[0], ours[2]) for y in (theirs[0], theirs[2])]
    low = high = corners[0]
    for corner in corners[1:]:
        low = corner if compare("<", corner, low) else low
        high = corner if compare(">", corner, high) else high
    return Estimate(low, likely, high)


def _spread(value: Any) -> tuple[Any, Any, Any]:  # noqa: ANN401 -- see binary
    if isinstance(value, Estimate):
        return value.low, value.likely, value.high
    return value, value, value


def _conditional(op: str, a: Any, b: Any) -> Any:  # noqa: ANN401 -- see binary
    """A moved date keeps its condition; all else reads the date."""
    first = a.date if isinstance(a, ConditionDate) else a
    second = b.date if isinstance(b, ConditionDate) else b
    result = binary(op, first, second)
    kept = a if isinstance(a, ConditionDate) else b
    return ConditionDate(result, kept.condition) if isinstance(result, date) else result


def _condition(op: str, value: Any) -> Any:  # noqa: ANN401 -- see binary
    if isinstance(value, bool | Unknown):
        return value
    message = f"`{op}` joins conditions that are yes or no; this is {noun(value)}"
    raise Mismatch(message)


def _negative(a: Quantity | Months | Estimate[Any]) -> Quantity | Months | Estimate[Any]:
    if isinstance(a, Quantity):
        return Quantity(-a.number, a.unit)
    if isinstance(a, Months):
        return Months(-a.count)
    return Estimate(_negative(a.high), _negative(a.likely), _negative(a.low))


_LOGIC: dict[str, Callable[[Any, Any], Any]] = {"and": both, "or": either}
_LIFTED = frozenset({Hole, Unknown, Steps, Estimate, ConditionDate})
"""What stands around plain values: nothing, all days, three guesses, a condition."""
_PLAIN: dict[str, Callable[[Any, Any], Any]] = {
    **{sign: partial(compare, sign) for sign in ORDER},
    **ARITHMETIC,
    **_LOGIC,
    "..": span,
    "in": within,
    "not in": lambda value, items: unary("not", binary("in", value, items)),
}
