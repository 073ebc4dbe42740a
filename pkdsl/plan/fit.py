"""Does a value belong in a field? Where it does, in the form the field keeps it in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from pkdsl.diagnostics.nearest import did_you_mean, nearest
from pkdsl.diagnostics.words import a, listed, spaced
from pkdsl.schema import types
from pkdsl.schema.base import Declared
from pkdsl.values import (
    HOLE,
    NO_UNIT,
    PERCENT,
    ConditionDate,
    Estimate,
    Months,
    Period,
    Position,
    Quantity,
    Steps,
    Threshold,
    TimeOfDay,
    Unknown,
    UnknownUnit,
    Word,
    coerce,
    is_user_assigned,
)  # fmt: skip
from pkdsl.values.literal import literal
from pkdsl.values.said import noun

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pkdsl.schema.spec import FieldSpec
    from pkdsl.schema.types import Type
    from pkdsl.values import Units
    from pkdsl.values.number import Number
    from pkdsl.values.value import Value


class Misfit(Exception):  # noqa: N818 -- a planner's mistake, not an error of the program
    """A value that does not belong where it stands; `code` and `message` are those of the finding."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


@dataclass(frozen=True, slots=True)
class Fitter:
    """Knows the units and the tables of codes."""

    units: Units
    words: Mapping[str, Mapping[str, str]]

    def field(self, value: Value, field: FieldSpec) -> Value:
        """The value as the field keeps it: on every day, where it changes over time."""
        if isinstance(value, Steps):
            if not field.over_time:
                raise Misfit("TYP-001", f"`{field.name}` does not change over time; give one value.")
            return value.map(lambda one: self._bounded(self.fit(one, field.type), field))
        fitted = self._bounded(self.fit(value, field.type), field)
        if field.length is not None and isinstance(fitted, tuple) and len(fitted) != field.length:
            wanted = f"{field.length} values, as in `{field.name}: [a, b]`"
            raise Misfit(
                "TYP-004", f"`{field.name}` takes {wanted}; here {'is' if len(fitted) == 1 else 'are'} {len(fitted)}."
            )
        return fitted

    def _bounded(self, value: Value, field: FieldSpec) -> Value:
        if field.bounds is None or not isinstance(value, Quantity):
            return value
        if _keeps(field.bounds, value.number):
            return value
        try:
            _adapter(field.bounds).validate_python(value.number)
        except ValidationError as mistake:
            raise Misfit("VAL-003", _out_of_bounds(field.name, mistake)) from None
        return value

    def fit(self, value: Value, type_: Type) -> Value:
        """The value in the form of the type; raises `Misfit` when it is none."""
        if value is HOLE or isinstance(value, Unknown):
            return value
        fit: Callable[[Fitter, Value, Type], Value] = _FITS[type(type_)]
        return fit(self, value, type_)

    def list_of(self, value: Value, type_: types.ListOf) -> Value:
        """A list of values that each fit; one value is a list of one."""
        items = value if isinstance(value, tuple) else (value,)
        return tuple(self.fit(one, type_.item) for one in items)

    def map_of(self, value: Value, type_: types.MapOf) -> Value:
        """A map whose keys and values fit."""
        if not isinstance(value, dict):
            raise _wrong(value, type_)
        return {self.fit(key, type_.key): self.fit(item, type_.item) for key, item in value.items()}

    def one_of(self, value: Value, type_: types.OneOf) -> Value:
        """A value that fits one of several types; the first of them decides."""
        for option in type_.options:
            try:
                return self.fit(value, option)
            except Misfit:
                continue
        raise _wrong(value, type_)

    def measure(self, value: Value, type_: types.Measure) -> Value:
        """A quantity of the dimension; a bare number takes the unit."""
        unit = type_.unit
        if isinstance(value, Estimate):
            return Estimate(*(self.measure(part, type_) for part in (value.low, value.likely, value.high)))
        if unit == "time" and isinstance(value, Months):
            return value
        if not isinstance(value, Quantity):
            raise _wrong(value, type_)
        if unit == PERCENT.text and bare(value):
            raise Misfit("TYP-002", without_percent(value.number))
        if value.unit is NO_UNIT and unit and "money" not in unit and unit != "time":
            return coerce(value, self.units.parse(unit))
        if value.unit.dimension.generic != self.units.dimension(unit):
            dimension = "a number without a unit" if value.unit is NO_UNIT else value.unit.described()
            raise Misfit("TYP-002", f"This is {dimension}; expected {types.described(type_)}.")
        return value

    def plain(self, value: Value, type_: types.Plain) -> Value:
        """A value that the name of its type describes."""
        fits = isinstance(value, ACCEPTED.get(type_.name, ()))
        if fits and type_.name in MADE_UP:
            fits = not isinstance(value, Word)
        elif fits and type_.name == "duration" and isinstance(value, Quantity):
            fits = value.unit.dimension.described() == "time"
        if not fits:
            raise _wrong(value, type_)
        if type_.name == "measure":
            self._known_unit(value)
        return value

    def _known_unit(self, text: str) -> None:
        """Refuse a text that no amount can be given in."""
        try:
            self.units.parse(text)
        except UnknownUnit as unknown:
            nearest = did_you_mean(unknown.word, self.units.words)
            raise Misfit("REF-009", f"`{unknown.word}` is no unit of measure.{nearest}") from None

    def code(self, value: Value, type_: types.Code) -> Value:
        """A code of a shipped table."""
        if not isinstance(value, str):
            raise _wrong(value, type_)
        if not self.known(type_.table, value):
            seen = f"`{value}` is no code of the list of {type_.table}."
            raise Misfit("VAL-007", f"{seen}{self.meant(type_.table, value)}")
        return str(value)

    def reference(self, value: Value, type_: types.Reference) -> Value:
        """Something declared, of one of the kinds."""
        if not isinstance(value, Declared):
            raise _wrong(value, type_)
        if type_.kinds and value.kind not in type_.kinds:
            seen = f"`{value.name}` is {a(spaced(value.kind))}"
            raise Misfit("TYP-003", f"{seen}; expected {types.described(type_)}.")
        return value

    def known(self, table: str, code: str) -> bool:
        """Whether a shipped table has the code; ISO 3166 leaves XAA to XZZ to its users."""
        return code in self.words[table] or (table == "states" and is_user_assigned(code))

    def meant(self, table: str, word: str) -> str:
        """A question after the codes that look like a word, or that stand for what it says: `BGD` for `Bangladesh`."""
        codes = {name.casefold(): code for code, name in self.words[table].items()}
        said = spaced(word).casefold()
        found = [codes[name] for name in ((said,) if said in codes else nearest(said, codes))]
        if not found:
            return did_you_mean(word, self.words[table])
        return f" Did you mean {listed((f'`{code}` ({self.words[table][code]})' for code in found), 'or')}?"


_FITS: Mapping[type, Value] = {
    types.Anything: lambda _, value, __: value,
    types.ListOf: Fitter.list_of,
    types.OneOf: Fitter.one_of,
    types.MapOf: Fitter.map_of,
    types.Measure: Fitter.measure,
    types.Plain: Fitter.plain,
    types.Words: lambda _, value, type_: _word(value, type_.words, type_),
    types.Code: Fitter.code,
    types.Reference: Fitter.reference,
}
"""How a value is fitted to each form of type."""
ACCEPTED: Mapping[str, Value] = {
    **dict.fromkeys(("text", "unit", "measure", "new word", "code", "package"), str),
    "date": (date, ConditionDate),
    "duration": (Quantity, Months),
    "period": Period,
    "time": TimeOfDay,
    "position": Position,
    "threshold": Threshold,
    "estimate": Estimate,
    "amount": (Quantity, Estimate, Months),
}
"""What a plain type takes."""
MADE_UP = frozenset({"text", "unit", "measure", "new word"})
"""Plain types that take texts, but no word of a closed list."""


def _keeps(bounds: Value, number: Number) -> bool:
    """Whether a whole number keeps its bounds at a glance; pydantic, slow to be made ready, is asked about all others."""
    limits = (limit for mark in bounds.__metadata__ for limit in mark.metadata)
    return type(number) is int and all(
        getattr(limit, "ge", number) <= number <= getattr(limit, "le", number) for limit in limits
    )


_ADAPTERS: dict[int, TypeAdapter[Value]] = {}


def _adapter(bounds: Value) -> TypeAdapter[Value]:
    key = id(bounds)
    if key not in _ADAPTERS:
        _ADAPTERS[key] = TypeAdapter(bounds)
    return _ADAPTERS[key]


BOUNDS = {
    "greater_than_equal": "at least {ge}",
    "less_than_equal": "at most {le}",
    "greater_than": "more than {gt}",
    "less_than": "less than {lt}",
}


def _out_of_bounds(name: str, mistake: ValidationError) -> str:
    first = mistake.errors()[0]
    allowed = BOUNDS.get(first["type"], "a whole number").format(**first.get("ctx", {}))
    return f"`{name}` must be {allowed}; this is {first['input']}."


def _word(value: Value, words: tuple[str, ...], type_: Type) -> Value:
    if isinstance(value, bool):
        if words in {("yes", "no"), ("no", "yes")}:
            return value
        value = "yes" if value else "no"
    if isinstance(value, Quantity) and value.unit is NO_UNIT:
        value = str(value.number)
    if isinstance(value, str) and value in words:
        return Word(value, words)
    if isinstance(value, Word):
        raise Misfit("VAL-002", f"`{value}` is not among {types.described(type_)}.{did_you_mean(value, words)}")
    raise _wrong(value, type_)


def _wrong(value: Value, type_: Type) -> Misfit:
    return Misfit("TYP-001", f"This is {noun(value)}; expected {types.described(type_)}.")


def bare(value: Quantity) -> bool:
    """Whether a number says neither by a unit nor by being zero how much it is."""
    return value.unit is NO_UNIT and value.number != 0


def without_percent(number: Number) -> str:
    """What to say of a share without its sign: 0.3 may stand for 30 % and for 0.3 %, and 30 for thirty times as much."""
    share = number if not -1 <= number <= 1 else 100 * number
    return f"This is a number without a unit; expected a percentage, such as `{literal(Quantity(share, PERCENT))}`."


def as_language(value: Value) -> Value:
    """The value of a fact as expressions see it: plain numbers as quantities without a unit."""
    convert: Callable[[Value], Value] | None = _SAID.get(type(value))
    return value if convert is None else convert(value)


_SAID: Mapping[type, Value] = {
    int: Quantity,
    Fraction: Quantity,
    Steps: lambda steps: steps.map(as_language),
    dict: lambda entries: {key: as_language(item) for key, item in entries.items()},
}


def as_python(value: Value, field: FieldSpec) -> Value:
    """The value as Python code sees it: always steps where it may change, plain numbers where it has no unit."""
    item = types.item_of(field.type)
    if isinstance(item, types.Measure):
        value = value.map(_likely) if isinstance(value, Steps) else _likely(value)
    plain = isinstance(item, types.Measure) and not item.unit
    if plain and isinstance(value, Steps):
        value = value.map(lambda one: one.number if isinstance(one, Quantity) else one)
    elif plain and isinstance(value, Quantity):
        value = value.number
    elif plain and isinstance(value, tuple):
        value = tuple(one.number if isinstance(one, Quantity) else one for one in value)
    if field.over_time and not isinstance(value, Steps) and value is not HOLE and not isinstance(value, Unknown):
        return Steps.always(value)
    return value


def _likely(value: Value) -> Value:
    """An estimate reads as its most likely value."""
    return value.likely if isinstance(value, Estimate) else value
