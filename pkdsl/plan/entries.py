"""Entries of computed maps: each is a value of its own, computed when it is asked for, and explained by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value

Level: TypeAlias = "Mapping[str, Value]"
"""The keys of one level of a map, by what they are called in the names of entries."""


def is_entry(name: str) -> bool:
    """Whether a value is read under the name of an entry."""
    return name.endswith("]")


def field_of(name: str) -> str:
    """The field that an entry stands in; the field itself, where it is none."""
    return name.partition("[")[0]


def path_of_entry(name: str) -> str:
    """As a path says it: `demand.water` for `demand[un.supply.water]`, `surgery_time.night.wet` for `surgery_time[night][wet]`."""
    field, *keys = name.removesuffix("]").replace("][", "[").split("[")
    return ".".join((field, *(key.rpartition(".")[2] for key in keys)))


class Entries(Mapping["Value", "Value"]):
    """A computed map, or what of it lies below some keys; no entry is computed before it is asked for."""

    def __init__(self, levels: tuple[Level, ...], read: Callable[[str], Value], name: str) -> None:
        """`name` is that of the field, with the keys above; `read` gives the value of one entry by its name."""
        (self._keys, *self._below), self._read, self._name = levels, read, name

    def __getitem__(self, key: Value) -> Value:
        name = f"{self._name}[{self._said(key)}]"
        return Entries(tuple(self._below), self._read, name) if self._below else self._read(name)

    def __iter__(self) -> Iterator[Value]:
        return iter(self._keys.values())

    def __len__(self) -> int:
        return len(self._keys)

    def _said(self, key: Value) -> str:
        """What a key is called: a word by itself, a declaration by its path."""
        called = (said for said, one in self._keys.items() if one is key)
        said: str | None = key if isinstance(key, str) else next(called, None)
        if said not in self._keys:
            raise KeyError(key)
        return str(said)


def whole(value: Value) -> Value:
    """The value; of a computed map, once each of its entries has been asked for."""
    for entry in value.values() if isinstance(value, Entries) else ():
        whole(entry)
    return value


def levels_of(plan: Plan, fact: Value) -> tuple[Level, ...]:
    """The keys on each level of the map: declarations of a kind, words found in the plan, or those of closed lists."""
    if isinstance(fact.by, type):
        keys: tuple[Value, ...] = plan.all(fact.by)
        return ({plan.path_of(one): one for one in keys},)
    if callable(fact.by):
        return ({str(word): word for word in plan.memo(fact.by)},)
    levels: tuple[Level, ...] = fact.by
    return levels


def keys_of(levels: tuple[Level, ...], name: str) -> tuple[Value, ...]:
    """The keys in the name of an entry."""
    said = name.removesuffix("]").replace("][", "[").split("[")[1:]
    return tuple(level[one] for level, one in zip(levels, said, strict=True))


def entry_named(levels: tuple[Level, ...], field: str, words: Sequence[str]) -> str | None:
    """The name of the entry that the last words of a path name; None where they name none."""
    said = [_called(level, word) for level, word in zip(levels, words[-len(levels) :], strict=False)]
    return None if len(said) < len(levels) or None in said else field + "".join(f"[{one}]" for one in said)


def _called(level: Level, word: str) -> str | None:
    """What the key is called that a path names by a word: a declaration is known by its name alone."""
    if word in level:
        return word
    return next((said for said, key in level.items() if not isinstance(key, str) and key.name == word), None)
