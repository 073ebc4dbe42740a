"""The one view of a kind that everything else derives from: its fields, its parts, its key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from pkdsl.schema import types
from pkdsl.schema.annotations import DERIVED, MANY, OVER_TIME, PARTS, REFERENCE, Before, Coded, Mark, Measured
from pkdsl.schema.base import Declared, Entity
from pkdsl.values import Estimate, Period, Position, Quantity, Threshold, TimeOfDay

if TYPE_CHECKING:
    from pkdsl.schema.types import Type

Class: TypeAlias = type[Declared]

PLAIN: Mapping[Any, Type] = {
    str: types.TEXT,
    bool: types.CONDITION,
    date: types.DATE,
    Period: types.PERIOD,
    TimeOfDay: types.Plain("time"),
    Position: types.Plain("position"),
    Threshold: types.Plain("threshold"),
    Estimate: types.Plain("estimate"),
    int: types.Measure(""),
}


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a kind.

    `type` is that of one value on one day; `before` is what a value over time holds before its first step, when the
    field declares it; `part` is the class of the parts that the field collects; `bounds` the annotation that pydantic
    checks a value against, where it has bounds; `length` how many values a list must have, where that is fixed.
    """

    name: str
    attribute: str
    type: Type
    required: bool
    over_time: bool
    derived: bool
    many: bool
    before: tuple[Any, ...]
    part: Class | None
    bounds: Any
    length: int | None = None


@dataclass(frozen=True)
class EntitySpec:
    """One kind, or one kind of part."""

    kind: str
    plural: str
    cls: type[Declared]
    fields: Mapping[str, FieldSpec]

    @property
    def is_part(self) -> bool:
        """It exists only inside its parent."""
        return not issubclass(self.cls, Entity)

    @cached_property
    def attributes(self) -> Mapping[str, str]:
        """The name of each field by its Python attribute: `class_` to `class`."""
        return {field.attribute: field.name for field in self.fields.values()}

    @cached_property
    def converted(self) -> frozenset[str]:
        """The fields whose values Python sees in another form than expressions do: always steps, plain numbers."""
        return frozenset(
            field.name
            for field in self.fields.values()
            if field.over_time or isinstance(types.item_of(field.type), types.Measure)
        )

    @cached_property
    def parts(self) -> Mapping[str, FieldSpec]:
        """The fields that collect parts, by the word that declares a part: `ceiling` to the field `ceilings`."""
        return {field.part.kind: field for field in self.fields.values() if field.part is not None}

    @cached_property
    def key(self) -> FieldSpec | None:
        """The field that a name fills where it is absent, and that is the key where there is no name."""
        return next((field for field in self.fields.values() if field.required and not field.derived), None)

    def nests_in(self, parent: EntitySpec) -> FieldSpec | None:
        """The field that nesting in `parent` fills, named after it: a task in an objective has that `objective`."""
        for name in (parent.kind, parent.plural):
            field = self.fields.get(name)
            if field is not None and not field.derived and parent.kind in (types.kinds_of(field.type) or ()):
                return field
        return None


def specify(cls: type[Declared], hints: Mapping[str, Any]) -> EntitySpec:
    """Read a kind's class: `hints` are its annotations, evaluated."""
    required = {name: info.is_required() for name, info in cls.model_fields.items()}
    own = [name for name in cls.model_fields if name not in Declared.model_fields]
    order = [*own, *Declared.model_fields]
    fields = [_field(name, hints[name], required=required[name]) for name in order]
    return EntitySpec(cls.kind, cls.plural, cls, {field.name: field for field in fields})


def _field(attribute: str, annotation: Any, *, required: bool) -> FieldSpec:  # noqa: ANN401 -- annotations are any form
    marks, bare = _unwrapped(annotation)
    over_time = OVER_TIME in marks
    if over_time:
        inner, bare = _unwrapped(get_args(bare)[0])
        marks = (*marks, *inner)
    part = get_args(bare)[0] if PARTS in marks else None
    if part is not None:
        part = _unwrapped(part)[1]
    return FieldSpec(
        name=attribute.rstrip("_"),
        attribute=attribute,
        type=types.ListOf(types.Reference((part.kind,))) if part else _type(bare, marks),
        required=required,
        over_time=over_time,
        derived=DERIVED in marks,
        many=MANY in marks,
        before=tuple(mark.value for mark in marks if isinstance(mark, Before)),
        part=part,
        bounds=_bounds(bare, marks),
        length=_length(marks),
    )


def _unwrapped(annotation: Any) -> tuple[tuple[Any, ...], Any]:  # noqa: ANN401 -- as above
    """All marks around an annotation, and what they stand around."""
    marks: tuple[Any, ...] = ()
    while get_origin(annotation) is Annotated:
        marks = (*marks, *annotation.__metadata__)
        annotation = annotation.__origin__
    return marks, annotation


def _bounds(bare: Any, marks: tuple[Any, ...]) -> Any:  # noqa: ANN401 -- as above
    """What a plain number is checked against: that of a quantity is exact."""
    limits = [mark for mark in marks if isinstance(mark, FieldInfo)]
    return Annotated[(Fraction if bare is Quantity else bare, *limits)] if limits else None


def _length(marks: tuple[Any, ...]) -> int | None:
    """How many values a list must have."""
    limits = (limit for mark in marks if isinstance(mark, FieldInfo) for limit in mark.metadata)
    return next((limit.min_length for limit in limits if hasattr(limit, "min_length")), None)


def _type(bare: Any, marks: tuple[Any, ...]) -> Type:  # noqa: ANN401 -- as above
    marked = next((type_ for type_ in map(_marked, marks) if type_ is not None), None)
    if marked is not None:
        return marked
    if MANY in marks:
        return types.ListOf(_of(get_args(bare)[0]))
    if REFERENCE in marks:
        return types.Reference(_kinds(bare))
    if get_origin(bare) in {Union, UnionType}:
        return types.OneOf(tuple(_of(option) for option in get_args(bare)))
    if get_origin(bare) is Literal:
        return types.Words(tuple(str(word) for word in get_args(bare)))
    if get_origin(bare) is Mapping:
        key, item = get_args(bare)
        return types.MapOf(_of(key), _of(item))
    return PLAIN.get(get_origin(bare) or bare, types.ANYTHING)


def _marked(mark: object) -> Type | None:
    """The type that a mark says by itself."""
    match mark:
        case Measured(unit):
            return types.Measure(unit)
        case Coded(table):
            return types.Code(table)
        case Mark("value"):
            return types.ANYTHING
        case Mark("duration" | "code" | "unit" | "measure" | "new word" | "package" | "amount" as word):
            return types.Plain(word)
        case _:
            return None


def _of(annotation: Any) -> Type:  # noqa: ANN401 -- as above
    marks, bare = _unwrapped(annotation)
    if OVER_TIME in marks:
        return _of(get_args(bare)[0])
    return _type(bare, marks)


def _kinds(bare: Any) -> tuple[str, ...]:  # noqa: ANN401 -- as above
    """The kinds that a reference may name; `Entity` itself stands for all."""
    classes = get_args(bare) if get_origin(bare) in {Union, UnionType} else (bare,)
    return tuple(cls.kind for cls in classes if cls not in {Entity, Declared})
