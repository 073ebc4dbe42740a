"""Reference pages of the vocabulary, written from the classes that declare it."""

from __future__ import annotations

import ast
import inspect
from functools import cache
from itertools import pairwise
from textwrap import dedent
from typing import TYPE_CHECKING

from pkdsl.schema import types
from pkdsl.schema.base import Declared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkdsl.schema.discovery import Schema
    from pkdsl.schema.spec import EntitySpec, FieldSpec


COMMON = "every_kind"
"""The page of what every kind has."""


def reference(schema: Schema) -> dict[str, str]:
    """Markdown pages by file name: one a family of kinds, and one for the fields that every kind has."""
    families: dict[str, list[EntitySpec]] = {}
    for cls in sorted({*schema.kinds.values(), *schema.parts.values()}, key=lambda cls: cls.kind):
        families.setdefault(_family(cls), []).append(schema.spec(cls))
    common = _common(next(iter(families.values()))[0])
    pages = {f"{family}.md": _page(family, specs) for family, specs in sorted(families.items())}
    return {**pages, f"{COMMON}.md": f"{pages.get(f'{COMMON}.md', '')}{common}"}


@cache
def docstrings(cls: type[Declared]) -> dict[str, str]:
    """What the text below each attribute of a class says."""
    body = ast.parse(dedent(inspect.getsource(cls))).body[0]
    members = body.body if isinstance(body, ast.ClassDef) else []
    return {
        field.target.id: inspect.cleandoc(text.value.value)
        for field, text in pairwise(members)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        and isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant) and isinstance(text.value.value, str)
    }  # fmt: skip


def _family(cls: type[Declared]) -> str:
    """The folder that a class lives in."""
    parts = cls.__module__.split(".")
    return parts[2] if parts[1] == "entities" else COMMON


def _page(family: str, specs: list[EntitySpec]) -> str:
    title = family.replace("_", " ").capitalize()
    return "\n".join([f"# {title}", "", *(line for spec in specs for line in _kind(spec))])


def _kind(spec: EntitySpec) -> Iterator[str]:
    """A kind: what it is, an example, its fields."""
    yield f"## `{spec.kind}`"
    yield ""
    yield inspect.cleandoc(spec.cls.__doc__ or "")
    yield ""
    what = "Part" if spec.is_part else "Kind"
    yield f"{what}; all of them: `{spec.plural}`."
    yield ""
    yield from _table(spec, [field for field in spec.fields.values() if field.attribute not in Declared.model_fields])


def _common(spec: EntitySpec) -> str:
    fields = [field for field in spec.fields.values() if field.attribute in Declared.model_fields]
    head = ["## Fields of everything", "", "What may be said of anything that a plan declares.", ""]
    return "\n".join([*head, *_table(spec, fields)])


def _table(spec: EntitySpec, fields: list[FieldSpec]) -> Iterator[str]:
    if not fields:
        return
    said = {
        name: text
        for cls in reversed(spec.cls.__mro__)
        if issubclass(cls, Declared)
        for name, text in docstrings(cls).items()
    }
    yield "| field | holds | meaning |"
    yield "|---|---|---|"
    for field in fields:
        meaning = " ".join(said.get(field.attribute, "").split())
        yield f"| `{field.name}` | {_cell(holds(field))} | {_cell(meaning)} |"
    yield ""


def holds(field: FieldSpec) -> str:
    """What may stand in a field, in a planner's words."""
    if field.part is not None:
        return f"`{field.part.kind}` parts"
    remarks = [
        *(["required"] if field.required and not field.derived else []),
        *(["may change over time"] if field.over_time else []),
        *(["derived"] if field.derived else []),
    ]
    told = f" ({', '.join(remarks)})" if remarks else ""
    return f"{types.described(field.type)}{told}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
