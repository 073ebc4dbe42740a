"""A number with its unit, as it was written."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from pkdsl.values.errors import Mismatch
from pkdsl.values.number import Number, exact
from pkdsl.values.unit import NO_UNIT, UNTYPED, Unit


@dataclass(frozen=True, slots=True, eq=False)
class Quantity:
    """`850 persons`: the number is in the unit beside it; equal quantities may be written in different units."""

    number: Number
    unit: Unit = NO_UNIT

    def __eq__(self, other: object) -> bool:
        """Whether it is as much: 1000 m is 1 km."""
        if not isinstance(other, Quantity):
            return NotImplemented
        if self.unit is other.unit:
            return self.number == other.number
        same = self.unit.dimension == other.unit.dimension
        return same and self.number * self.unit.factor == other.number * other.unit.factor

    def __hash__(self) -> int:
        return hash((self.number * self.unit.factor, self.unit.dimension))

    def __bool__(self) -> bool:
        """Nothing is true or false but conditions; that also guards the compiler's own code."""
        message = "a quantity is neither true nor false; compare it"
        raise TypeError(message)

    def to(self, unit: Unit) -> Quantity:
        """As much, in another unit of the same dimension."""
        if unit is self.unit:
            return self
        if unit.dimension != self.unit.dimension and self.unit is not UNTYPED:
            message = f"{self.unit.described()} cannot be given as {unit.described()}"
            raise Mismatch(message)
        return Quantity(self.number_in(unit), unit)

    def number_in(self, unit: Unit) -> Number:
        """The number it has in `unit`, of the same dimension."""
        if unit is self.unit:
            return self.number
        return exact(Fraction(self.number) * self.unit.factor / unit.factor)
