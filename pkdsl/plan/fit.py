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
    Word,
    coerce,
    is_user_assigned,
)  # fmt: skip
from pkdsl.values.said import noun

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkdsl.schema.spec import FieldSpec
    from pkdsl.schema.types import Type
    from pkdsl.values import Units
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
        try:
            _adapter(field.bounds).validate_python(value.number)
        except ValidationError as mistake:
            raise Misfit("VAL-003", _out_of_bounds(field.name, mistake)) from None
        return value

    def fit(self, value: Value, type_: Type) -> Value:
        """The value in the form of the type; raises `Misfit` when it is none."""
        if value is HOLE or isinstance(value, Unknown):
            return value
        match type_:
            case types.Anything():
                return value
            case types.ListOf(item):
                items = value if isinstance(value, tuple) else (value,)
                return tuple(self.fit(one, item) for one in items)
            case types.OneOf(options):
                return self._one_of(value, type_, options)
            case types.MapOf(key, item) if isinstance(value, dict):
                return {self.fit(k, key): self.fit(v, item) for k, v in value.items()}
            case types.Measure(unit):
                return self._measure(value, unit)
            case _:
                return self._single(value, type_)

    def _one_of(self, value: Value, type_: Type, options: tuple[Type, ...]) -> Value:
        for option in options:
            try:
                return self.fit(value, option)
            except Misfit:
                continue
        raise _wrong(value, type_)

    def _measure(self, value: Value, unit: str) -> Value:
        if isinstance(value, Estimate):
            return Estimate(*(self._measure(part, unit) for part in (value.low, value.likely, value.high)))
        if unit == "time" and isinstance(value, Months):
            return value
        if not isinstance(value, Quantity):
            raise _wrong(value, types.Measure(unit))
        if value.unit is NO_UNIT and unit and "money" not in unit and unit != "time":
            return coerce(value, self.units.parse(unit))
        if value.unit.dimension.generic != self.units.dimension(unit):
            dimension = "a number without a unit" if value.unit is NO_UNIT else value.unit.described()
            raise Misfit("TYP-002", f"This is {dimension}; expected {types.described(types.Measure(unit))}.")
        return value

    def _single(self, value: Value, type_: Type) -> Value:  # noqa: C901 -- one case for each type
        match type_, value:
            case types.Plain("text" | "unit" | "new word"), str() if not isinstance(value, Word):
                return value
            case types.Plain("date"), _ if _is_date(value):
                return value
            case types.Plain("duration"), Quantity() if value.unit.dimension.described() == "time":
                return value
            case (
                (types.Plain("duration"), Months())
                | (types.Plain("period"), Period())
                | (types.Plain("time"), TimeOfDay())
                | (types.Plain("position"), Position())
                | (types.Plain("threshold"), Threshold())
                | (types.Plain("estimate"), Estimate())
            ):
                return value
            case types.Plain("code" | "package"), str():
                return value
            case types.Plain("amount"), Quantity() | Estimate() | Months():
                return value
            case types.Words(words), _:
                return _word(value, words, type_)
            case types.Code(table), str() if self.known(table, value):
                return str(value)
            case types.Code(table), str():
                raise Misfit("VAL-007", f"`{value}` is no code of the list of {table}.{self.meant(table, value)}")
            case types.Reference(kinds), Declared() if not kinds or value.kind in kinds:
                return value
            case types.Reference(), Declared():
                raise Misfit(
                    "TYP-003", f"`{value.name}` is {a(spaced(value.kind))}; expected {types.described(type_)}."
                )
            case _:
                raise _wrong(value, type_)

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


def _is_date(value: Value) -> bool:
    return isinstance(value, ConditionDate | date)


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


def as_language(value: Value) -> Value:
    """The value of a fact as expressions see it: plain numbers as quantities without a unit."""
    match value:
        case bool():
            return value
        case int() | Fraction():
            return Quantity(value)
        case Steps():
            return value.map(as_language)
        case dict():
            return {key: as_language(item) for key, item in value.items()}
        case _:
            return value


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
