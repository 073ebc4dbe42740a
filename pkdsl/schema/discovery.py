"""Finding the vocabulary: every class in the folders of `entities` is a kind, because it is there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, get_type_hints

from pkdsl.schema import annotations
from pkdsl.schema.base import Declared, Entity, Part
from pkdsl.schema.spec import EntitySpec, specify
from pkdsl.schema.waiver import Waive

if TYPE_CHECKING:
    from collections.abc import Iterator


class Schema:
    """The kinds and parts there are. A kind is read closely (`spec`) only when a plan uses it."""

    def __init__(self, classes: tuple[type[Declared], ...], namespace: Mapping[str, Any]) -> None:
        """`namespace` holds what annotations may name: all classes and the words of `schema.annotations`."""
        self._namespace = dict(namespace)
        self._specs: dict[type[Declared], EntitySpec] = {}
        self.kinds: Mapping[str, type[Declared]] = {cls.kind: cls for cls in classes if issubclass(cls, Entity)}
        self.parts: Mapping[str, type[Declared]] = {cls.kind: cls for cls in classes if issubclass(cls, Part)}
        self.plurals: Mapping[str, type[Declared]] = {cls.plural: cls for cls in classes}

    def spec(self, cls: type[Declared]) -> EntitySpec:
        """The fields and parts of one class."""
        found = self._specs.get(cls)
        if found is None:
            found = self._specs[cls] = specify(cls, _hints(cls, self._namespace))
        return found

    def of(self, kind: str) -> EntitySpec | None:
        """The spec of a kind or part by its word."""
        cls = self.kinds.get(kind) or self.parts.get(kind)
        return None if cls is None else self.spec(cls)


@cache
def vocabulary() -> Schema:
    """The schema of all kinds below `pkdsl.entities`."""
    modules = tuple(_modules("pkdsl.entities"))
    classes = tuple(dict.fromkeys(cls for module in modules for cls in vars(module).values() if _is_kind(cls)))
    namespace = dict(vars(annotations))
    for module in modules:
        namespace |= {name: value for name, value in vars(module).items() if not name.startswith("_")}
    return Schema((*classes, Waive), namespace | {"Waive": Waive, "Declared": Declared, "Entity": Entity})


def _modules(package: str) -> Iterator[Any]:
    root = import_module(package)
    for found in walk_packages(root.__path__, f"{package}."):
        yield import_module(found.name)


def _hints(cls: type[Declared], namespace: dict[str, Any]) -> dict[str, Any]:
    """The annotations of a class and of `Declared`, evaluated; pydantic's own name things that are not imported."""
    declared = [base for base in reversed(cls.__mro__) if issubclass(base, Declared)]
    written = {name: text for base in declared for name, text in vars(base).get("__annotations__", {}).items()}
    fields = SimpleNamespace(__annotations__={name: written[name] for name in cls.model_fields})
    return get_type_hints(fields, globalns=namespace, include_extras=True)


def _is_kind(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, Entity | Part) and value not in {Entity, Part}
