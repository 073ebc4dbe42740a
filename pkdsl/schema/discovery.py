"""Finding the vocabulary: every class in the folders of `entities` is a kind, because it is there."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, get_type_hints

from pkdsl.schema import annotations as words
from pkdsl.schema.base import Declared, Entity, Part, asking
from pkdsl.schema.downgrade import Downgrade
from pkdsl.schema.spec import EntitySpec, specify
from pkdsl.schema.waiver import Waive

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DECISIONS: tuple[type[Part], ...] = (Waive, Downgrade)
"""The parts that anything may have: what was decided for it alone."""


class Schema:
    """The kinds and parts there are. A kind is read closely (`spec`) only when a plan uses it."""

    def __init__(self, classes: tuple[type[Declared], ...], namespace: Mapping[str, Any]) -> None:
        """`namespace` holds what annotations may name: all classes and the words of `schema.annotations`."""
        self._namespace = dict(namespace)
        self._specs: dict[type[Declared], EntitySpec] = {}
        self._owners: dict[str, tuple[str, ...]] = {}
        self._hints: dict[str, Any] = {}
        self.kinds: Mapping[str, type[Declared]] = {cls.kind: cls for cls in classes if issubclass(cls, Entity)}
        self.parts: Mapping[str, type[Declared]] = {cls.kind: cls for cls in classes if issubclass(cls, Part)}
        self.plurals: Mapping[str, type[Declared]] = {cls.plural: cls for cls in classes}

    def spec(self, cls: type[Declared]) -> EntitySpec:
        """The fields and parts of one class."""
        found = self._specs.get(cls)
        if found is None:
            declared = [base for base in reversed(cls.__mro__) if issubclass(base, Declared)]
            written = {name: text for base in declared for name, text in vars(base).get("__annotations__", {}).items()}
            found = self._specs[cls] = specify(cls, {name: self._hint(written[name]) for name in cls.model_fields})
            for field in found.fields.values():
                setattr(cls, field.attribute, asking(field.name, converted=field.name in found.converted))
        return found

    def _hint(self, annotation: str) -> Any:  # noqa: ANN401 -- annotations are any form
        """An annotation, evaluated; most are written many times, and what they name is the same everywhere."""
        hint = self._hints.get(annotation)
        if hint is None:
            field = SimpleNamespace(__annotations__={"it": annotation})
            hint = get_type_hints(field, globalns=self._namespace, include_extras=True)["it"]
            self._hints[annotation] = hint
        return hint

    def owners(self, kind: str) -> tuple[str, ...]:
        """The kinds that something of this kind can stand in."""
        if kind not in self._owners:
            inner = self.of(kind)
            found = [] if inner is None else [self.spec(cls) for cls in self._naming(inner)]
            self._owners[kind] = tuple(
                outer.kind
                for outer in found
                if inner is not None
                and (kind in outer.parts or (not inner.is_part and inner.nests_in(outer) is not None))
            )
        return self._owners[kind]

    def _naming(self, inner: EntitySpec) -> Iterator[type[Declared]]:
        """The classes that its fields, or whose annotations, name: the others need not be read closely for this."""
        for cls in (*self.kinds.values(), *self.parts.values()):
            theirs = (text for base in cls.__mro__ for text in vars(base).get("__annotations__", {}).values())
            if not inner.fields.keys().isdisjoint((cls.kind, cls.plural)) or any(
                inner.cls.__name__ in text for text in theirs
            ):
                yield cls

    def of(self, kind: str) -> EntitySpec | None:
        """The spec of a kind or part by its word."""
        cls = self.kinds.get(kind) or self.parts.get(kind)
        return None if cls is None else self.spec(cls)


@cache
def vocabulary() -> Schema:
    """The schema of all kinds below `pkdsl.entities`."""
    modules = tuple(_modules("pkdsl.entities"))
    classes = tuple(dict.fromkeys(cls for module in modules for cls in vars(module).values() if _is_kind(cls)))
    namespace = dict(vars(words))
    for module in modules:
        namespace |= {name: value for name, value in vars(module).items() if not name.startswith("_")}
    return Schema(
        (*classes, *DECISIONS),
        namespace | {cls.__name__: cls for cls in DECISIONS} | {"Declared": Declared, "Entity": Entity},
    )


def _modules(package: str) -> Iterator[Any]:
    root = import_module(package)
    for found in walk_packages(root.__path__, f"{package}."):
        yield import_module(found.name)


def _is_kind(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, Entity | Part) and value not in {Entity, Part}
