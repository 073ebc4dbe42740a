"""Exact numbers: whole ones as `int`, all others as `Fraction`, never binary floating point."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TypeAlias

from pkdsl.values.errors import Unreadable

Number: TypeAlias = int | Fraction

INTEGER_DIGITS = 18
FRACTION_DIGITS = 9
SUFFIXES = {"": 1, "k": 1_000, "M": 1_000_000}

_FORM = re.compile(r"([+-]?)([0-9]+(?:_[0-9]+)*)(?:\.([0-9]+))?([kM]?)", re.ASCII)


def exact(number: Number) -> Number:
    """The same number, as `int` where it is whole."""
    if type(number) is int or number.denominator != 1:
        return number
    return number.numerator


def times(*numbers: Number) -> Number:
    """The exact product, brought to its lowest terms once."""
    top = bottom = 1
    for number in numbers:
        if type(number) is int:
            top *= number
        else:
            top *= number.numerator
            bottom *= number.denominator
    return top if bottom == 1 else exact(Fraction(top, bottom))


def divide(left: Number, right: Number) -> Number:
    """The exact quotient; the caller has looked at zero."""
    if right == 1:
        return left
    if type(left) is int and type(right) is int:
        whole, rest = divmod(left, right)
        return Fraction(left, right) if rest else whole
    return exact(Fraction(left) / right)


def magnitude(number: Number) -> Number:
    """Without its sign."""
    return -number if number < 0 else number


def parse_number(text: str) -> Number:
    """The number that a planner wrote: `850`, `4_200`, `48.2M`, `12k`."""
    if text.isdecimal() and text.isascii() and text[0] != "0" and len(text) <= INTEGER_DIGITS:
        return int(text)
    found = _FORM.fullmatch(text)
    if found is None:
        message = f"`{text}` is not a number; write digits, as in 850, 4_200, 1.5 or 48.2M"
        raise Unreadable(message)
    sign, whole, fraction, suffix = found.groups(default="")
    digits = whole.replace("_", "")
    _check_digits(text, digits, fraction)
    value = Fraction(int(digits + fraction) * SUFFIXES[suffix], 10 ** len(fraction))
    return exact(-value if sign == "-" else value)


def _check_digits(text: str, digits: str, fraction: str) -> None:
    """Refuse what is more likely a slip than a number."""
    if len(digits) > 1 and digits[0] == "0":
        message = f"{text} begins with a zero; write {digits.lstrip('0') or '0'}"
        raise Unreadable(message)
    if len(digits) > INTEGER_DIGITS:
        message = f"this number has {len(digits)} digits; {INTEGER_DIGITS} are allowed before the point"
        raise Unreadable(message)
    if len(fraction) > FRACTION_DIGITS:
        message = f"this number has {len(fraction)} digits after the point; {FRACTION_DIGITS} are allowed"
        raise Unreadable(message)


def rounded(number: Number, digits: int = 0) -> Number:
    """To `digits` after the point; a half goes away from zero, as people round."""
    scale = 10**digits
    scaled = abs(Fraction(number)) * scale
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return exact(Fraction(-whole if number < 0 else whole, scale))


def floored(number: Number, digits: int = 0) -> Number:
    """Down to `digits` after the point."""
    scaled = Fraction(number) * 10**digits
    return exact(Fraction(scaled.numerator // scaled.denominator, 10**digits))


def ceiled(number: Number, digits: int = 0) -> Number:
    """Up to `digits` after the point."""
    return -floored(-number, digits)
