"""The table of units: read from measures and currencies, asked with the words of a plan."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkdsl.values.dates import Months
from pkdsl.values.dimension import CURRENCY, NONE, Dimension, dimension_named
from pkdsl.values.errors import UnknownUnit, Unreadable
from pkdsl.values.number import Number, exact, parse_number
from pkdsl.values.quantity import Quantity
from pkdsl.values.unit import NO_UNIT, PERCENT_MEASURE, Factors, Measure, Unit, unit_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SPLIT = re.compile(r"([+-]?[0-9_]*(?:\.[0-9]+)?(?:[kM](?![A-Za-z_]))?)[ \t]*(.*)", re.DOTALL)
_POWERS = {str(power): power for power in range(2, 10)}


class Units:
    """All units of a plan; built once, asked often."""

    __slots__ = ("_currencies", "_known", "_words")

    def __init__(self, words: dict[str, Factors], currencies: Iterable[str]) -> None:
        self._words = words
        self._currencies = frozenset(currencies)
        self._known: dict[str, Unit] = {"": NO_UNIT, "1": NO_UNIT}

    @staticmethod
    def of(measures: Iterable[Measure], currencies: Iterable[str]) -> Units:
        """The table with these measures, and one for each currency.

        A measure that is a product or power of others is that product: `person_days` of `person` and `days`, `km2` of
        `km`, `kWh` of `kW` and `h`.
        """
        codes = tuple(currencies)
        declared = [*measures, PERCENT_MEASURE]
        declared += [Measure(code, code, Dimension(((CURRENCY + code, 1),))) for code in codes]
        simple = {word: measure for measure in declared for word in (measure.name, measure.plural)}
        words = {word: _product_named(measure, simple) for word, measure in simple.items()}
        return Units(words, codes)

    def __contains__(self, word: str) -> bool:
        return word in self._words

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that is a unit, for suggestions and completion."""
        return tuple(sorted(self._words))

    @property
    def currencies(self) -> frozenset[str]:
        """The codes of all currencies."""
        return self._currencies

    def parse(self, text: str) -> Unit:
        """The unit that is written `L/person/day`; a word that is none raises `UnknownUnit`."""
        unit = self._known.get(text)
        if unit is None:
            powers: dict[Measure, int] = {}
            for word, start, power in _words(text):
                for measure, exponent in self._factors(word, start, power):
                    powers[measure] = powers.get(measure, 0) + exponent
            unit = self._known[text] = unit_of(tuple((m, power) for m, power in powers.items() if power))
        return unit

    def dimension(self, text: str) -> Dimension:
        """The dimension a field is declared with: `persons`, `money/month`, `length/time`; any currency is money."""
        result = NONE
        for word, start, power in _words(text):
            if word == "1":
                continue
            try:
                one = unit_of(self._factors(word, start, 1)).dimension
            except UnknownUnit:
                one = dimension_named(word)
            result *= one.generic**power
        return result

    def quantity(self, text: str) -> Quantity | Months:
        """The value of a number with its unit, `4_200 L/day`; whole months and years alone are calendar durations."""
        found = _SPLIT.fullmatch(text)
        if found is None:
            return Quantity(parse_number(text))
        digits, written = found.groups()
        unit = self._known.get(written) or self._unit_at(written, found.start(2))
        number = parse_number(digits)
        if len(unit.factors) == 1 and unit.factors[0][0].months and unit.factors[0][1] == 1:
            return _calendar(text, unit, exact(number * unit.factors[0][0].months))
        return Quantity(number, unit)

    def _unit_at(self, text: str, start: int) -> Unit:
        """The unit that begins at `start`; places of unknown words count from the literal's start."""
        try:
            return self.parse(text)
        except UnknownUnit as unknown:
            raise UnknownUnit(unknown.word, start + unknown.start, start + unknown.end) from None

    def _factors(self, word: str, start: int, power: int) -> Factors:
        """The measures of one word; `t_km` is a product where no measure has that name."""
        if word in self._words:
            return tuple((measure, exponent * power) for measure, exponent in self._words[word])
        if word[-1:] in _POWERS and word[:-1] in self._words:
            return self._factors(word[:-1], start, power * _POWERS[word[-1]])
        pieces = word.split("_")
        if len(pieces) > 1 and all(self._has(piece) for piece in pieces):
            return tuple(factor for piece in pieces for factor in self._factors(piece, start, power))
        raise UnknownUnit(word, start, start + len(word))

    def _has(self, piece: str) -> bool:
        return piece in self._words or (piece[-1:] in _POWERS and piece[:-1] in self._words)


def _words(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of a unit with their places; those after a `/` are divisors."""
    start = 0
    for index, word in enumerate(text.split("/")):
        if index or word not in {"", "1"}:
            yield word, start, -1 if index else 1
        start += len(word) + 1


def _calendar(text: str, unit: Unit, months: Number) -> Months:
    """A duration that follows the calendar."""
    if not isinstance(months, int):
        message = f"{text} is not a whole number of months; give {unit.text} as months, or as days"
        raise Unreadable(message)
    return Months(months)


def _product_named(measure: Measure, known: dict[str, Measure]) -> Factors:
    """The measures that this one is a product of, if its name says so and its size agrees; else itself."""
    name = measure.plural
    if name[-1] in _POWERS and name[:-1] in known:
        return _if_same(measure, ((known[name[:-1]], _POWERS[name[-1]]),))
    for cut in range(1, len(name)):
        first, second = known.get(name[:cut].removesuffix("_")), known.get(name[cut:])
        if first is not None and second is not None:
            factors = _if_same(measure, ((first, 1), (second, 1)))
            if len(factors) > 1:
                return factors
    return ((measure, 1),)


def _if_same(measure: Measure, factors: Factors) -> Factors:
    unit = unit_of(factors)
    same = unit.dimension == measure.dimension and unit.factor == measure.factor
    return factors if same else ((measure, 1),)
