"""What stands behind a dot or in brackets: fields, parts, entries of maps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pkdsl.diagnostics.nearest import did_you_mean
from pkdsl.diagnostics.words import a, capital, listed, spaced
from pkdsl.plan.code import SILENT, Code
from pkdsl.plan.over_time import flat_map
from pkdsl.schema import types
from pkdsl.schema.base import Declared
from pkdsl.schema.types import ANYTHING
from pkdsl.syntax import tree
from pkdsl.values import Steps, Unknown

if TYPE_CHECKING:
    from pkdsl.plan.code import Frame
    from pkdsl.plan.draft import Node
    from pkdsl.plan.elaborate import Elaborator
    from pkdsl.plan.names import Scope
    from pkdsl.schema.types import Type
    from pkdsl.values.value import Value


class Members:
    """Elaborates dots and brackets for an elaborator."""

    def __init__(self, elaborator: Elaborator) -> None:
        self._elaborator = elaborator

    def attribute(self, node: tree.Attribute, scope: Scope, expected: Type) -> Code:
        """`base.name`, or a path that begins with a kind, a package, `policy` or `rate`."""
        words = _path(node)
        found = self._elaborator.lookup.path(words, scope, expected) if words else None
        if found is None:
            return self._member(self._elaborator.code(node.base, scope), node)
        code, taken = found
        for attribute in _attributes(node)[taken - 1 :]:
            code = self._member(code, attribute)
        return code

    def _member(self, base: Code, node: tree.Attribute) -> Code:
        """`base.name`: a field of a declaration, a part by its key, a word of a map."""
        name = node.name
        if base is SILENT:
            return SILENT
        if base.node is not None:
            part = _part(base.node, name)
            if part is not None:
                return Code(types.Reference((part.spec.kind,)), lambda _: part.entity, part)
            if name in base.node.spec.parts and name not in base.node.spec.fields:
                return Code(ANYTHING, base.run, base.node)
        type_ = self._field_type(base, node)
        if type_ is None:
            return SILENT
        run, read = base.run, self._elaborator.plan.read

        def member(frame: Frame) -> Value:
            value = run(frame)
            if isinstance(value, Declared):
                owner: Node = value.__dict__["_node"]
                if name in owner.spec.fields:
                    return read(owner, name)
            return self._read(value, name, node)

        return Code(type_, member)

    def _field_type(self, base: Code, node: tree.Attribute) -> Type | None:
        """The type of a field of what `base` refers to; None, with a finding, when no kind of it has the field."""
        if isinstance(base.type, types.MapOf):
            return base.type.item
        kinds = types.kinds_of(base.type)
        if kinds and node.name == "parent":
            return types.Reference(
                tuple(owner for kind in kinds for owner in self._elaborator.plan.schema.owners(kind))
            )
        if not kinds or isinstance(base.type, types.ListOf):
            return ANYTHING
        specs = [spec for spec in map(self._elaborator.plan.schema.of, kinds) if spec is not None]
        found = [spec.fields[node.name].type for spec in specs if node.name in spec.fields]
        if found:
            return found[0] if len(found) == 1 else types.OneOf(tuple(found))
        if self._elaborator.plan.names.has_part((kind for spec in specs for kind in spec.parts), node.name):
            return ANYTHING
        known = [name for spec in specs for name in (*spec.fields, *spec.parts)]
        what = listed((spaced(spec.kind) for spec in specs), "or")
        place = tree.Name(node.name, node.end - len(node.name), node.end)
        self._elaborator.mistake(
            "REF-002", f"{capital(a(what))} has no field `{node.name}`.{did_you_mean(node.name, known)}", place
        )
        return None

    def _read(self, value: Value, name: str, node: tree.Attribute) -> Value:
        """The member of a value, on each day where the value changes over time."""
        if isinstance(value, Declared):
            owner: Node = value.__dict__["_node"]
            if name in owner.spec.fields:
                return self._elaborator.plan.read(owner, name)
            part = _part(owner, name)
            if part is not None:
                return part.entity
            message = f"{capital(a(spaced(value.kind)))} has no field `{name}`.{did_you_mean(name, owner.spec.fields)}"
            raise self._elaborator.at(tree.Name(name, node.end - len(name), node.end), "REF-002", message)
        if isinstance(value, Unknown):
            return value
        if isinstance(value, Steps):
            return flat_map(value, lambda one: self._read(one, name, node))
        if isinstance(value, Mapping):
            return _entry(value, name)
        raise self._elaborator.at(node, "TYP-001", f"`.{name}` asks for a field, but only what is declared has fields.")

    def index(self, node: tree.Index, scope: Scope, _expected: Type) -> Code:
        """`base[key]`."""
        base = self._elaborator.code(node.base, scope)
        key_type = base.type.key if isinstance(base.type, types.MapOf) else ANYTHING
        key = self._elaborator.code(node.key, scope, key_type)
        item = base.type.item if isinstance(base.type, types.MapOf) else ANYTHING

        def entry(frame: Frame) -> Value:
            value, at = base.run(frame), key.run(frame)
            if isinstance(value, Unknown) or isinstance(at, Unknown):
                return value if isinstance(value, Unknown) else at
            if not isinstance(value, Mapping):
                raise self._elaborator.at(node, "TYP-001", "Only a map is read with `[ … ]`.")
            return value.get(at, Unknown(()))

        return Code(item, entry)


def _attributes(node: tree.Expression) -> list[tree.Attribute]:
    found: list[tree.Attribute] = []
    while isinstance(node, tree.Attribute):
        found.append(node)
        node = node.base
    return found[::-1]


def _path(node: tree.Attribute) -> list[tuple[str, int, int]]:
    """The words of a path with their places; empty when it does not begin with a word."""
    attributes = _attributes(node)
    root = attributes[0].base
    if not isinstance(root, tree.Name):
        return []
    return [(root.text, root.start, root.end), *((a.name, a.end - len(a.name), a.end) for a in attributes)]


def _part(node: Node, name: str) -> Node | None:
    """The one part of a declaration with that name."""
    found = [part for parts in node.parts.values() for part in parts if part.name == name]
    return found[0] if len(found) == 1 and name not in node.spec.fields else None


def _entry(entries: Mapping[Value, Value], name: str) -> Value:
    for key in entries:
        if key == name or (isinstance(key, Declared) and key.name == name):
            return entries[key]
    return Unknown(())
