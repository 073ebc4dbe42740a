"""Values as people read them, and as the language writes them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from pkdsl.values.dates import MINUTES_OF_DAY, Months, Period, TimeOfDay
from pkdsl.values.literal import literal
from pkdsl.values.number import Number, magnitude, rounded
from pkdsl.values.planned import ConditionDate, Estimate, Threshold
from pkdsl.values.position import Position
from pkdsl.values.quantity import Quantity
from pkdsl.values.steps import Steps
from pkdsl.values.unknown import Hole, Unknown
from pkdsl.values.word import Word

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["literal", "show", "show_number", "show_period", "show_quantity"]

THIN = "\u202f"
"""The narrow no-break space between groups of three digits."""
SIGNIFICANT = 4
"""So many digits after the point for numbers that no decimal ends, thirds for instance."""


def show(value: object) -> str:
    """The value in words and figures, for documents and messages."""
    writer = _WRITERS.get(type(value))
    if writer is not None:
        return writer(value)
    for kind, write in _WRITERS.items():
        if isinstance(value, kind):
            return write(value)
    return _named(value)


def show_number(number: Number) -> str:
    """Digits in groups of three; a fraction that no decimal ends is rounded and says so."""
    if isinstance(number, int):
        return f"{number:,}".replace(",", THIN)
    places = _places(number.denominator)
    if places is not None:
        return _decimal(number, places)
    places = SIGNIFICANT
    if abs(number) < 1:
        while abs(number) * 10 ** (places - SIGNIFICANT + 1) < 1:
            places += 1
    return "≈" + _decimal(rounded(number, places), places)


def show_quantity(quantity: Quantity) -> str:
    """The number and its unit: `1 person`, `6 605 persons`, `15 %`."""
    number, unit = quantity.number, quantity.unit
    text = (unit.singular if abs(number) == 1 else unit.text).replace("_", "-")
    blank = "" if not text or text.startswith("/") else " "
    return f"{show_number(number)}{blank}{text}"


def show_period(period: Period) -> str:
    """Both days that belong to it: `2026-07-01 .. 2027-06-30`."""
    return f"{period.start} .. {period.end}"


def _decimal(number: Number, places: int) -> str:
    sign = "-" if number < 0 else ""
    digits = str(int(abs(number) * 10**places)).rjust(places + 1, "0")
    whole, fraction = digits[: len(digits) - places], digits[len(digits) - places :].rstrip("0")
    grouped = f"{int(whole):,}".replace(",", THIN)
    return f"{sign}{grouped}.{fraction}" if fraction else f"{sign}{grouped}"


def _places(denominator: int) -> int | None:
    """How many decimals write it exactly; None when none do."""
    twos = fives = 0
    while denominator % 2 == 0:
        denominator //= 2
        twos += 1
    while denominator % 5 == 0:
        denominator //= 5
        fives += 1
    return max(twos, fives) if denominator == 1 else None


def _months(months: Months) -> str:
    return f"{months.count} month{'' if abs(months.count) == 1 else 's'}"


def _time(time: TimeOfDay) -> str:
    minute = time.minute % MINUTES_OF_DAY
    clock = f"{minute // 60:02}:{minute % 60:02}"
    if not time.zone:
        return clock if time.zone is None else f"{clock}Z"
    east = abs(time.zone)
    return f"{clock}{'-' if time.zone < 0 else '+'}{east // 60:02}:{east % 60:02}"


def _position(position: Position) -> str:
    north, east = position.latitude, position.longitude
    sides = (
        f"{show_number(magnitude(north))}{'S' if north < 0 else 'N'}",
        f"{show_number(magnitude(east))}{'W' if east < 0 else 'E'}",
    )
    return " ".join(sides)


def _threshold(threshold: Threshold) -> str:
    sign = {"<=": "≤", ">=": "≥", "!=": "≠", "==": "="}.get(threshold.operator, threshold.operator)
    return f"{sign} {show(threshold.quantity)}"


def _estimate(estimate: Estimate[object]) -> str:
    return f"{show(estimate.likely)} ({show(estimate.low)} to {show(estimate.high)})"


def _condition_date(planned: ConditionDate) -> str:
    return f"{planned.date} (when {show(planned.condition)})"


def _steps(steps: Steps[object]) -> str:
    """`450 persons from 2026-08-30, 850 persons from 2026-09-29`; what holds before only where it says something."""
    if not steps.days:
        return show(steps.before)
    later = [f"{show(value)} from {day}" for day, value in steps.changes]
    return ", ".join(later if _says_nothing(steps.before) else [show(steps.before), *later])


def _says_nothing(value: object) -> bool:
    return isinstance(value, Unknown) or value is False or (isinstance(value, Quantity) and value.number == 0)


def _list(items: tuple[object, ...]) -> str:
    return ", ".join(show(item) for item in items)


def _map(pairs: Mapping[object, object]) -> str:
    return ", ".join(f"{show(key)}: {show(value)}" for key, value in pairs.items())


def _named(value: object) -> str:
    """An entity by its title, else by its name."""
    for attribute in ("title", "name"):
        text = getattr(value, attribute, None)
        if isinstance(text, str) and text:
            return text
    return str(value)


_WRITERS: dict[type, Callable[..., str]] = {
    Quantity: show_quantity,
    bool: lambda yes: "yes" if yes else "no",
    Word: lambda word: word.replace("_", " "),
    str: str,
    date: date.isoformat,
    Months: _months,
    Period: show_period,
    TimeOfDay: _time,
    Position: _position,
    Threshold: _threshold,
    Estimate: _estimate,
    ConditionDate: _condition_date,
    Steps: _steps,
    Hole: lambda _: "?",
    Unknown: lambda _: "not given",
    tuple: _list,
    Mapping: _map,
    int: show_number,
    Fraction: show_number,
}
