"""Values as text of the language, which reads back as the same value."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from pkdsl.values.dates import Months, Period, TimeOfDay
from pkdsl.values.number import FRACTION_DIGITS, INTEGER_DIGITS, Number, magnitude
from pkdsl.values.planned import ConditionDate, Estimate, Threshold
from pkdsl.values.position import Position
from pkdsl.values.quantity import Quantity
from pkdsl.values.steps import Steps
from pkdsl.values.unknown import Unknown
from pkdsl.values.word import Word

if TYPE_CHECKING:
    from collections.abc import Callable

GROUPED_FROM = 5
"""Numbers of so many digits are written in groups: `118_400_000`, but `1448`."""
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "{": "{{", "}": "}}"}


def literal(value: object) -> str:
    """Source text for the value; what no literal can say, an unknown value, is `none`."""
    writer = _WRITERS.get(type(value))
    if writer is not None:
        return writer(value)
    for kind, write in _WRITERS.items():
        if isinstance(value, kind):
            return write(value)
    return str(getattr(value, "name", value))


def _quantity(quantity: Quantity) -> str:
    number, text = quantity.number, quantity.unit.singular if abs(quantity.number) == 1 else quantity.unit.text
    digits = _decimal(magnitude(number))
    if digits is None:
        return _quotient(number, text)
    blank = "" if not text or text[0] in "/%" else " "
    return f"{'-' if number < 0 else ''}{digits}{blank}{text}"


def _quotient(number: Number, text: str) -> str:
    """What no decimal ends, as a division: `1 t / 3`; numbers beyond a literal's length as a product first."""
    above, below = abs(number.numerator), number.denominator
    first = f"{_grouped(above % _LIMIT)}{'' if not text or text[0] in '/%' else ' '}{text}"
    if above >= _LIMIT:
        first = f"({_quotient(Fraction(above // _LIMIT), text)} * {_grouped(_LIMIT // 10)} * 10 + {first})"
    while below >= _LIMIT:
        divisor = _divisor(below)
        if divisor is None:
            break
        first, below = f"{first} / {_grouped(divisor)}", below // divisor
    sign = "-" if number < 0 else ""
    return f"{sign}{first}" if below == 1 else f"{sign}{first} / {_grouped(below)}"


_LIMIT = 10**INTEGER_DIGITS


def _divisor(number: int) -> int | None:
    """A small factor of a number that is too long to be written."""
    return next((small for small in (10**9, 10**3, 10, 5, 3, 2, 7, 11, 13) if number % small == 0), None)


def _decimal(number: Number) -> str | None:
    """The digits of a number that a literal can hold; else None."""
    places = next((n for n in range(FRACTION_DIGITS + 1) if 10**n % number.denominator == 0), None)
    if places is None or number >= _LIMIT:
        return None
    whole, rest = divmod(int(number * 10**places), 10**places)
    return f"{_grouped(whole)}.{rest:0{places}}" if places else _grouped(whole)


def _grouped(number: int) -> str:
    return f"{number:_}" if len(str(number)) >= GROUPED_FROM else str(number)


def _months(months: Months) -> str:
    return f"{months.count} month{'' if abs(months.count) == 1 else 's'}"


def _time(time: TimeOfDay) -> str:
    clock = f"{time.minute // 60:02}:{time.minute % 60:02}"
    if not time.zone:
        return clock if time.zone is None else f"{clock}Z"
    east = abs(time.zone)
    return f"{clock}{'-' if time.zone < 0 else '+'}{east // 60:02}:{east % 60:02}"


def _position(position: Position) -> str:
    north, east = position.latitude, position.longitude
    latitude, longitude = _degrees(magnitude(north)), _degrees(magnitude(east))
    return f"{latitude}{'S' if north < 0 else 'N'} {longitude}{'W' if east < 0 else 'E'}"


def _degrees(number: Number) -> str:
    return _decimal(number) or f"{float(number):.9f}"  # positions are read with at most nine decimals


def _text(text: str) -> str:
    escaped = "".join(_ESCAPES.get(letter, letter) for letter in text)
    return f'"{escaped}"'


def _steps(steps: Steps[object]) -> str:
    if not steps.days:
        return literal(steps.before)
    return "{ " + "  ".join(f"from {day} = {literal(value)}" for day, value in steps.changes) + " }"


def _list(items: tuple[object, ...]) -> str:
    return f"[{', '.join(literal(item) for item in items)}]"


def _map(pairs: Mapping[object, object]) -> str:
    return "{ " + ", ".join(f"{_key(key)}: {literal(value)}" for key, value in pairs.items()) + " }"


def _key(key: object) -> str:
    return key if isinstance(key, str) else literal(key)


def _estimate(estimate: Estimate[object]) -> str:
    return f"estimate({literal(estimate.low)}, {literal(estimate.likely)}, {literal(estimate.high)})"


_WRITERS: dict[type, Callable[..., str]] = {
    Quantity: _quantity,
    bool: lambda yes: "yes" if yes else "no",
    Word: str.__str__,
    str: _text,
    date: date.isoformat,
    Months: _months,
    Period: lambda period: f"{period.start} .. {period.end}",
    TimeOfDay: _time,
    Position: _position,
    Threshold: lambda threshold: f"{threshold.operator} {literal(threshold.quantity)}",
    Estimate: _estimate,
    ConditionDate: lambda planned: f"when({literal(planned.condition)}, {planned.date})",
    Steps: _steps,
    Unknown: lambda _: "none",
    tuple: _list,
    Mapping: _map,
    int: lambda number: _quantity(Quantity(number)),
    Fraction: lambda number: _quantity(Quantity(number)),
}
