"""How a fact says what it computes, and how the facts of a folder are found."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pkdsl.schema.base import Declared
    from pkdsl.values.value import Value

F = TypeVar("F", bound="Callable[..., Value]")


def derives(kind: type[Declared], field: str, *, by: type[Declared] | None = None) -> Callable[[F], F]:
    """The function below computes a field of a kind: a derived field, or one that is not given.

    It takes the entity and the plan, and reads what it needs as attributes; a missing input makes it unknown. Of a map
    `by` all declarations of a kind it computes one entry, and takes the key between entity and plan: so each entry is
    computed when it is asked for, and explained by itself.
    """

    def mark(function: F) -> F:
        vars(function)["derives"] = (kind.kind, field)
        vars(function)["by"] = by
        return function

    return mark


@cache
def discover(package: str) -> Mapping[tuple[str, str], Callable[..., Value]]:
    """All facts in the modules of a package, by kind and field."""
    found: dict[tuple[str, str], Callable[..., Value]] = {}
    for module in iter_modules(import_module(package).__path__, f"{package}."):
        for value in vars(import_module(module.name)).values():
            if hasattr(value, "derives"):
                found[value.derives] = value
    return found
