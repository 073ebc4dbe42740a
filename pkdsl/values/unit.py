"""Units: products of measures with exponents, interned, so that equal units are the same object."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from pkdsl.values.dimension import CURRENCY, ENERGY, LENGTH, MASS, NONE, PERSON, TIME, Dimension
from pkdsl.values.number import Number, exact

MONTH_SECONDS = 2_629_800
"""A month without a calendar: 365.25/12 days. A measure of time that is a multiple of it is a calendar measure."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One way to measure a dimension: `km` is 1000 of what length is counted in."""

    name: str
    plural: str
    dimension: Dimension
    factor: Number = 1

    @property
    def months(self) -> int:
        """How many calendar months it is: 1 for a month, 12 for a year, 0 for all that is exact."""
        if self.dimension != TIME or self.factor % MONTH_SECONDS:
            return 0
        return int(self.factor // MONTH_SECONDS)


Factors: TypeAlias = tuple[tuple[Measure, int], ...]

PERCENT_MEASURE = Measure("%", "%", NONE, Fraction(1, 100))


class Unit:
    """A product of measures, `USD/person/month`; made by `unit_of`, compared by identity."""

    __slots__ = ("dimension", "factor", "factors", "months", "singular", "text")

    factors: Factors
    dimension: Dimension
    factor: Number
    months: int
    text: str
    singular: str

    def __init__(self, factors: Factors) -> None:
        self.factors = factors
        dimension, factor = NONE, Fraction(1)
        for measure, power in factors:
            dimension *= measure.dimension**power
            factor *= Fraction(measure.factor) ** power
        self.dimension = dimension
        self.factor = exact(factor)
        self.months = next((m.months for m, power in factors if power == -1 and m.months), 0)
        below = "".join(f"/{m.name}{-power if power < -1 else ''}" for m, power in factors if power < 0)
        self.text = _above(factors, "plural") + below
        self.singular = _above(factors, "name") + below

    def __repr__(self) -> str:
        return f"Unit({self.text!r})"

    def __reduce__(self) -> tuple[object, tuple[Factors]]:
        return unit_of, (self.factors,)

    def __mul__(self, other: Unit) -> Unit:
        """The unit of a product; `product` also gives the number that remains."""
        return product(self, other)[0]

    def __truediv__(self, other: Unit) -> Unit:
        """The unit of a quotient; `quotient` also gives the number that remains."""
        return quotient(self, other)[0]

    @property
    def currency(self) -> str | None:
        """The currency in it, as a code."""
        return self.dimension.currency

    @property
    def example(self) -> str:
        """How a quantity in it is written: `40 L/day`."""
        return f"40{'' if not self.text or self.text[0] in '/%' else ' '}{self.text}"

    def described(self) -> str:
        """In a planner's words: `money per person and month`."""
        if self is NO_UNIT or self is UNTYPED:
            return "a number without a unit"
        if self is PERCENT:
            return "a percentage"
        below = [_below(m, power) for m, power in self.factors if power < 0]
        top = _top(tuple(pair for pair in self.factors if pair[1] > 0))
        return f"{top} per {' and '.join(below)}" if below else top


def _above(factors: Factors, form: str) -> str:
    """What stands before the first `/`: `person_days`, `km2`, `kWh`."""
    top = [(m, power) for m, power in factors if power > 0]
    words = [m.name + (str(power) if power > 1 else "") for m, power in top]
    if top and top[-1][1] == 1:
        words[-1] = getattr(top[-1][0], form)
    joint = "" if [m.dimension for m, _ in top] == [ENERGY / TIME, TIME] else "_"
    return joint.join(words)


def _top(factors: Factors) -> str:
    """How numerators are said: `money`, `person-days`, `energy`."""
    if not factors:
        return "a number"
    if len(factors) == 1:
        return _spoken(*factors[0])
    whole = unit_of(factors).dimension
    return whole.described() if len(whole.exponents) == 1 else _above(factors, "plural").replace("_", "-")


def _spoken(measure: Measure, power: int) -> str:
    """How a numerator is said."""
    name = (measure.dimension**power).described()
    if name.startswith(CURRENCY):
        return "money"
    return measure.plural if _counted(measure) else name


def _below(measure: Measure, power: int) -> str:
    """How a denominator is said: months and days by their own name, all else by what is measured."""
    if power == -1 and measure.dimension == PERSON:
        return "person"
    if power == -1 and measure.dimension == TIME:
        return _CLOCK.get(measure.factor, measure.name)
    if power == -1 and _counted(measure):
        return measure.name
    return (measure.dimension**-power).described()


def _counted(measure: Measure) -> bool:
    """Things that are counted are called by their name: vehicles, incidents."""
    return measure.factor == 1 and measure.plural != measure.name and measure.dimension != PERSON


_RANKS = {MASS: 1, LENGTH: 2, TIME: 3}
_CLOCK: dict[Number, str] = {1: "second", 60: "minute", 3600: "hour"}
_UNITS: dict[Factors, Unit] = {}
_PRODUCTS: dict[tuple[Unit, Unit], tuple[Unit, Number]] = {}
_QUOTIENTS: dict[tuple[Unit, Unit], tuple[Unit, Number]] = {}


def unit_of(factors: Factors) -> Unit:
    """The one unit with these measures, in their usual order: things, then mass, length, and time last."""
    ordered = tuple(sorted(factors, key=lambda pair: (_RANKS.get(pair[0].dimension, 0), pair[0].name)))
    return _UNITS.setdefault(ordered, Unit(ordered)) if ordered not in _UNITS else _UNITS[ordered]


def product(left: Unit, right: Unit) -> tuple[Unit, Number]:
    """The unit of a product, and what the number must be multiplied with: `L/day * week` is 7 `L`."""
    key = (left, right)
    if key not in _PRODUCTS:
        _PRODUCTS[key] = _simplified(left, right.factors)
    return _PRODUCTS[key]


def quotient(left: Unit, right: Unit) -> tuple[Unit, Number]:
    """The unit of a quotient, and what the number must be multiplied with."""
    key = (left, right)
    if key not in _QUOTIENTS:
        _QUOTIENTS[key] = _simplified(left, tuple((m, -power) for m, power in right.factors))
    return _QUOTIENTS[key]


def _simplified(left: Unit, more: Factors) -> tuple[Unit, Number]:
    """All measures together, those of one dimension made one, the rest of the number beside."""
    scale = Fraction(1)
    kept: list[tuple[Measure, int]] = []
    for measure, power in (*left.factors, *more):
        scale *= _take(kept, measure, power)
    scale *= _cancel(kept)
    scale *= _drop_percent(kept)
    unit = unit_of(tuple(kept))
    if unit.dimension == NONE and unit is not PERCENT and kept:
        return NO_UNIT, exact(scale * unit.factor)
    return unit, exact(scale)


def _take(kept: list[tuple[Measure, int]], measure: Measure, power: int) -> Fraction:
    """Add one measure to those of its dimension that are there."""
    for index, (other, exponent) in enumerate(kept):
        if other == measure or (other.dimension == measure.dimension != NONE):
            total = exponent + power
            chosen = measure if total * exponent < 0 else other
            scale = Fraction(measure.factor) ** power * Fraction(other.factor) ** exponent
            kept[index : index + 1] = [(chosen, total)] if total else []
            return scale / Fraction(chosen.factor) ** total
    kept.append((measure, power))
    return Fraction(1)


def _cancel(kept: list[tuple[Measure, int]]) -> Fraction:
    """Strike out pairs that are the same thing in two forms: m3 and 1/L."""
    for index, (first, power) in enumerate(kept):
        for second, other in kept[index + 1 :]:
            dimension = first.dimension**power * second.dimension**other
            if dimension == NONE and first.dimension != NONE:
                kept.remove((first, power))
                kept.remove((second, other))
                return Fraction(first.factor) ** power * Fraction(second.factor) ** other * _cancel(kept)
    return Fraction(1)


def _drop_percent(kept: list[tuple[Measure, int]]) -> Fraction:
    """5 % of persons are persons; only `%` alone, or per something, stays a percentage."""
    for pair in kept:
        measure, power = pair
        alone = power == 1 and all(other < 0 for m, other in kept if m is not measure)
        if measure == PERCENT_MEASURE and not alone:
            kept.remove(pair)
            return Fraction(measure.factor) ** power
    return Fraction(1)


NO_UNIT = unit_of(())
"""The unit of bare numbers."""
PERCENT = unit_of(((PERCENT_MEASURE, 1),))
UNTYPED = Unit(())
"""The unit of a sum of nothing: zero of whatever it meets."""
