"""Values over time, put together from the steps of a text."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from pkdsl.values import HOLE, ConditionDate, Mismatch, Quantity, Steps, Unknown, coerce
from pkdsl.values.unknown import unknown_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pkdsl.values.value import Value

DAY = timedelta(days=1)


def steps_of(pieces: Sequence[tuple[str, Value, Value]], before: tuple[Value, ...]) -> Value:
    """A step function from `(form, when, value)`: `from` a date on, and `during` a period laid over what holds otherwise.

    `before` is what the field declares to hold before the first step (a number takes the unit of the values); where it
    declares nothing, that is unknown. A step whose day is unknown makes all of it unknown.
    """
    unknown = [when for _, when, _ in pieces if isinstance(when, Unknown)]
    if unknown:
        return unknown_of(unknown)
    changes = sorted(
        ((_day(when), value) for form, when, value in pieces if form == "from"), key=lambda change: change[0]
    )
    for (day, _), (after, _) in pairwise(changes):
        if day == after:
            message = f"two steps begin on {day}; keep one"
            raise Mismatch(message)
    result: Steps[Value] = Steps.of(_before(before, [value for _, _, value in pieces]), changes)
    for form, when, value in pieces:
        if form == "during":
            result = result.during(when, value)
    return flattened(result)


def _day(when: Value) -> date:
    day: date = when.date if isinstance(when, ConditionDate) else when
    return day


def _before(before: tuple[Value, ...], values: Iterable[Value]) -> Value:
    if not before:
        return Unknown(())
    example = next((value for value in values if isinstance(value, Quantity)), None)
    return before[0] if example is None else coerce(Quantity(before[0]), example.unit)


def flat_map(steps: Steps[Value], change: Callable[[Value], Value]) -> Value:
    """Each value changed, where the change itself may give a value over time: on each day, what it holds that day."""
    return flattened(steps.map(change))


def flattened(steps: Steps[Value]) -> Value:
    """Steps of steps as steps: on each day, what the inner ones hold on that day. A hole anywhere is a hole."""
    if any(value is HOLE for value in steps.values):
        return HOLE
    if not any(isinstance(value, Steps) for value in steps.values):
        return steps
    bounds = (None, *steps.days, None)
    changes: list[tuple[date, Value]] = []
    for first, after, value in zip(bounds, bounds[1:], steps.values, strict=False):
        inner = value if isinstance(value, Steps) else Steps.always(value)
        if first is not None:
            changes.append((first, inner.at(first)))
        changes += [
            (day, v) for day, v in inner.changes if (first is None or day > first) and (after is None or day < after)
        ]
    head = steps.values[0]
    return Steps.of(head.before if isinstance(head, Steps) else head, changes)
