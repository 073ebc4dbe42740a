"""What is measured: persons, mass, money per time, as products of base dimensions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

CURRENCY = "money "
"""Each currency is a base dimension of its own: `money USD`."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """A product of base dimensions, sorted by name: length² is `(("length", 2),)`."""

    exponents: tuple[tuple[str, int], ...] = ()

    def __mul__(self, other: Dimension) -> Dimension:
        """The dimension of a product."""
        powers = dict(self.exponents)
        for base, power in other.exponents:
            powers[base] = powers.get(base, 0) + power
        return Dimension(tuple(sorted((base, power) for base, power in powers.items() if power)))

    def __pow__(self, power: int) -> Dimension:
        """The dimension taken `power` times; negative to divide."""
        return Dimension(tuple((base, exponent * power) for base, exponent in self.exponents if power))

    def __truediv__(self, other: Dimension) -> Dimension:
        """The dimension of a quotient."""
        return self * other**-1

    @property
    def generic(self) -> Dimension:
        """The same with `money` in place of any currency, for fields that take every currency."""
        return Dimension(tuple(sorted((_plain(base), power) for base, power in self.exponents)))

    @property
    def currency(self) -> str | None:
        """The code of the first currency in it."""
        return next((base.removeprefix(CURRENCY) for base, _ in self.exponents if base.startswith(CURRENCY)), None)

    def described(self) -> str:
        """In a planner's words: `money per person and time`."""
        if (name := _NAMES.get(self)) is not None:
            return name
        above = Dimension(tuple((base, power) for base, power in self.exponents if power > 0))
        below = Dimension(tuple((base, -power) for base, power in self.exponents if power < 0))
        said = " and ".join(_words(below))
        if not above.exponents:
            return f"a number per {said}" if said else "a number without a unit"
        top = _NAMES.get(above) or " times ".join(_plural(word) for word in _words(above))
        return f"{top} per {said}" if said else top


def _plain(base: str) -> str:
    return "money" if base.startswith(CURRENCY) else base


def _words(dimension: Dimension) -> list[str]:
    """Its bases said one by one, time last: `["person", "time"]`."""
    if (name := _NAMES.get(dimension)) is not None:
        return [name]
    ordered = sorted(dimension.exponents, key=lambda pair: (pair[0] == "time", pair[0]))
    return [_power(_plain(base), exponent) for base, exponent in ordered]


def _power(word: str, exponent: int) -> str:
    return word if exponent == 1 else f"{word} to the power {exponent}"


def _plural(base: str) -> str:
    if base in UNCOUNTED or " " in base:
        return base
    return f"{base[:-1]}ies" if base.endswith("y") else f"{base}s"


UNCOUNTED = {"mass", "length", "time", "energy", "money", "data", "angle", "aircraft", "power", "area", "volume"}

NONE = Dimension()
TIME = Dimension((("time", 1),))
PERSON = Dimension((("person", 1),))
LENGTH = Dimension((("length", 1),))
MASS = Dimension((("mass", 1),))
ENERGY = Dimension((("energy", 1),))
DATA = Dimension((("data", 1),))

DERIVED = {
    "none": NONE,
    "area": LENGTH**2,
    "volume": LENGTH**3,
    "speed": LENGTH / TIME,
    "power": ENERGY / TIME,
    "data_rate": DATA / TIME,
    "person_time": PERSON * TIME,
    "vehicle_time": Dimension((("time", 1), ("vehicle", 1))),
    "mass_length": Dimension((("length", 1), ("mass", 1))),
}
"""Words for dimensions that are made of others; every other word names a base dimension."""

_NAMES = {LENGTH**2: "area", LENGTH**3: "volume", ENERGY / TIME: "power"}


@cache
def dimension_named(word: str) -> Dimension:
    """The dimension that a measure is declared with: `mass`, `volume`, `person_time`."""
    return DERIVED[word] if word in DERIVED else Dimension(((word, 1),))
