"""What the classes say about themselves: the sentences behind hovers, reference pages and the JSON Schema."""

from __future__ import annotations

import ast
import inspect
from functools import cache
from importlib import import_module
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from pkdsl.diagnostics.words import listed
from pkdsl.schema import types
from pkdsl.schema.base import Declared

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pkdsl.schema.discovery import Schema
    from pkdsl.schema.spec import EntitySpec, FieldSpec
    from pkdsl.schema.types import Type


class Documentation(NamedTuple):
    """A class in words: its docstring, and that of each field by the field's attribute."""

    text: str
    fields: Mapping[str, str]


@cache
def documentation(cls: type[Declared]) -> Documentation:
    """The docstrings of a kind and of its fields, those of the base class among them."""
    fields: dict[str, str] = {}
    for base in reversed(cls.__mro__):
        if issubclass(base, Declared):
            fields |= _class_fields(base)
    return Documentation(inspect.cleandoc(cls.__doc__ or ""), fields)


def _class_fields(cls: type[Declared]) -> dict[str, str]:
    found: dict[str, str] = {}
    body = next((node.body for node in ast.walk(_module(cls.__module__)) if isinstance(node, ast.ClassDef) and node.name == cls.__name__), [])
    for before, after in pairwise(body):
        if isinstance(before, ast.AnnAssign) and isinstance(before.target, ast.Name) and isinstance(after, ast.Expr):
            found[before.target.id] = inspect.cleandoc(str(ast.literal_eval(after.value)))
    return found


@cache
def _module(name: str) -> ast.Module:
    return ast.parse(inspect.getsource(import_module(name)))


def json_schema(schema: Schema) -> dict[str, Any]:
    """The model as a JSON Schema (2020-12): one definition for each kind and part, and the collections of a plan."""
    classes = sorted({*schema.kinds.values(), *schema.parts.values()}, key=lambda cls: cls.kind)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A plan in pkdsl",
        "type": "object",
        "$defs": {cls.kind: _definition(schema.spec(cls)) for cls in classes},
        "properties": {cls.plural: {"type": "array", "items": {"$ref": f"#/$defs/{cls.kind}"}} for cls in schema.kinds.values()},
    }


def _definition(spec: EntitySpec) -> dict[str, Any]:
    words = documentation(spec.cls)
    return {
        "type": "object",
        "description": words.text.split("\n\n")[0],
        "properties": {f.name: _property(f, words.fields.get(f.attribute, "")) for f in spec.fields.values()},
        "required": [f.name for f in spec.fields.values() if f.required and not f.derived],
        "additionalProperties": False,
    }


def _property(field: FieldSpec, words: str) -> dict[str, Any]:
    value = _json_type(field.type)
    if field.part is not None:
        value = {"type": "array", "items": {"$ref": f"#/$defs/{field.part.kind}"}}
    if field.over_time:
        step = {"type": "object", "properties": {"from": {"type": "string", "format": "date"}, "value": value}}
        value = {"anyOf": [value, {"type": "array", "items": step}]}
    return value | {"description": words} | ({"readOnly": True} if field.derived else {})


def _json_type(type_: Type) -> dict[str, Any]:
    match type_:
        case types.Words(words):
            return {"enum": list(words)}
        case types.Measure(""):
            return {"type": "number"}
        case types.Measure(unit):
            return {"type": "string", "pattern": r"^-?[0-9_.]+[kM]? ?.*$", "examples": [f"1 {unit}"]}
        case types.Plain("date"):
            return {"type": "string", "format": "date"}
        case types.Reference(kinds):
            return {"type": "string", "pattern": r"^[^\s]+$", "$comment": f"the name of {listed(kinds, 'or') or 'anything'}"}
        case types.ListOf(item):
            return {"type": "array", "items": _json_type(item)}
        case types.MapOf(_, item):
            return {"type": "object", "additionalProperties": _json_type(item)}
        case types.OneOf(options):
            return {"anyOf": [_json_type(option) for option in options]}
        case types.Anything():
            return {}
        case _:
            return {"type": "string"}


def reference(schema: Schema) -> Iterator[tuple[str, str]]:
    """The reference pages, as kind and Markdown, in the order of the names."""
    for kind in sorted(schema.kinds):
        cls = schema.kinds[kind]
        yield kind, "\n".join(_page(schema, schema.spec(cls)))


def _page(schema: Schema, spec: EntitySpec, level: int = 1) -> Iterator[str]:
    words = documentation(spec.cls)
    yield f"{'#' * level} `{spec.kind}`\n\n{words.text}\n"
    yield "| field | value | meaning |\n| --- | --- | --- |"
    own = [field for field in spec.fields.values() if field.attribute not in Declared.model_fields and field.part is None]
    for field in own:
        marks = "".join((" **needed**" if field.required else "", " *computed*" if field.derived else "", " *over time*" if field.over_time else ""))
        meaning = words.fields.get(field.attribute, "").replace("\n", " ")
        yield f"| `{field.name}`{marks} | {types.described(field.type).replace('|', '/')} | {meaning} |"
    yield ""
    for field in spec.parts.values():
        if field.part is not None and field.attribute not in Declared.model_fields:
            yield from _page(schema, schema.spec(field.part), level + 1)
