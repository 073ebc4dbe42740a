"""How a fact says what it computes, and how the facts of a folder are found."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from typing import TYPE_CHECKING, TypeAlias, TypeVar, get_args

from pkdsl.values import Word

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pkdsl.plan.plan import Plan
    from pkdsl.schema.base import Declared
    from pkdsl.values.value import Value

F = TypeVar("F", bound="Callable[..., Value]")


Keys: TypeAlias = "type[Declared] | tuple[Value, ...] | Callable[[Plan], tuple[Word, ...]]"


def derives(kind: type[Declared], field: str, *, by: Keys = ()) -> Callable[[F], F]:
    """The function below computes a field of a kind: a derived field, or one that is not given.

    It takes the entity and the plan, and reads what it needs as attributes; a missing input makes it unknown. Of a map
    `by` all declarations of a kind, by the words of closed lists (`by=(Light, Ground)`) or by words that a function
    finds in the plan, it computes one entry, and takes the keys between entity and plan: so each entry is computed when
    it is asked for, and explained by itself.
    """

    def mark(function: F) -> F:
        vars(function)["derives"] = (kind.kind, field)
        vars(function)["by"] = by if callable(by) else tuple(_level(get_args(words)) for words in by)
        return function

    return mark


def _level(words: tuple[str, ...]) -> dict[str, Word]:
    """The words of a closed list, by themselves."""
    return {word: Word(word, words) for word in words}


@cache
def discover(package: str) -> Mapping[tuple[str, str], Callable[..., Value]]:
    """All facts in the modules of a package and of those within it, by kind and field."""
    found: dict[tuple[str, str], Callable[..., Value]] = {}
    for module in walk_packages(import_module(package).__path__, f"{package}."):
        for value in vars(import_module(module.name)).values():
            if hasattr(value, "derives"):
                found[value.derives] = value
    return found
