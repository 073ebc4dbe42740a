"""The vocabulary as JSON Schema: what a plan says, as programs that read or write plans as JSON know it."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

from pkdsl.ide.reference import docstrings
from pkdsl.schema import types

if TYPE_CHECKING:
    from pkdsl.schema.discovery import Schema
    from pkdsl.schema.spec import EntitySpec, FieldSpec

DRAFT = "https://json-schema.org/draft/2020-12/schema"
NUMBER = {"anyOf": [{"type": "number"}, {"type": "string"}]}
"""A quantity is written with its unit, `"850 persons"`; a number alone takes the unit of its field."""


def json_schema(schema: Schema) -> dict[str, Any]:
    """A document holds its entities by kind and name; definitions are kinds and parts by their words."""
    classes = sorted({*schema.kinds.values(), *schema.parts.values()}, key=lambda cls: cls.kind)
    return {
        "$schema": DRAFT,
        "title": "A pkdsl plan",
        "type": "object",
        "properties": {
            kind: {"type": "object", "additionalProperties": {"$ref": f"#/$defs/{kind}"}}
            for kind in sorted(schema.kinds)
        },
        "additionalProperties": False,
        "$defs": {cls.kind: _kind(schema.spec(cls)) for cls in classes},
    }


def _kind(spec: EntitySpec) -> dict[str, Any]:
    said = {name: text for cls in reversed(spec.cls.__mro__[:-1]) for name, text in _said(cls).items()}
    fields = list(spec.fields.values())
    return {
        "type": "object",
        "description": inspect.cleandoc(spec.cls.__doc__ or "").split("\n")[0],
        "properties": {field.name: _field(field, said.get(field.attribute, "")) for field in fields},
        "required": [field.name for field in fields if field.required and not field.derived],
        "additionalProperties": False,
    }


def _said(cls: type) -> dict[str, str]:
    return docstrings(cls) if hasattr(cls, "kind") else {}


def _field(field: FieldSpec, said: str) -> dict[str, Any]:
    """What may stand in a field: one value, or one for each day from which it holds."""
    value = {"type": "array", "items": {"$ref": f"#/$defs/{field.part.kind}"}} if field.part else _of(field.type)
    if field.over_time:
        value = {"anyOf": [value, {"type": "object", "additionalProperties": value}]}
    about = {"description": " ".join(said.split())} if said else {}
    return {**value, **about, **({"readOnly": True} if field.derived else {})}


def _of(type_: types.Type) -> dict[str, Any]:
    match type_:
        case types.Words(("no", "yes")):
            return {"type": "boolean"}
        case types.Words(words):
            return {"enum": list(words)}
        case types.Measure():
            return dict(NUMBER)
        case types.Plain("date"):
            return {"type": "string", "format": "date"}
        case types.ListOf(item):
            return {"anyOf": [_of(item), {"type": "array", "items": _of(item)}]}
        case types.MapOf(_, item):
            return {"type": "object", "additionalProperties": _of(item)}
        case types.OneOf(options):
            return {"anyOf": [_of(option) for option in options]}
        case types.Anything():
            return {}
        case _:
            return {"type": "string"}
