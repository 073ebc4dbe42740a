"""Entries of computed maps: each is a value of its own, computed when it is asked for, and explained by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pkdsl.values import Word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value


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

    def __init__(self, plan: Plan, fact: Value, read: Callable[[str], Value], name: str, depth: int = 0) -> None:
        """`name` is that of the field, with the keys above; `read` gives the value of one entry by its name."""
        levels = _levels(plan, fact)
        self._names = {key: f"{name}[{_said(plan, key)}]" for key in levels[depth]}
        self._below = (plan, fact, read)
        self._is_last = depth == len(levels) - 1
        self._depth = depth

    def __getitem__(self, key: Value) -> Value:
        plan, fact, read = self._below
        name = self._names[key]
        return read(name) if self._is_last else Entries(plan, fact, read, name, self._depth + 1)

    def __iter__(self) -> Iterator[Value]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def whole(value: Value) -> Value:
    """The value; of a computed map, once each of its entries has been asked for."""
    for entry in value.values() if isinstance(value, Entries) else ():
        whole(entry)
    return value


def keys_of(plan: Plan, fact: Value, name: str) -> tuple[Value, ...]:
    """The keys in the name of an entry."""
    said = name.removesuffix("]").replace("][", "[").split("[")[1:]
    return tuple(
        next(key for key in level if _said(plan, key) == one)
        for level, one in zip(_levels(plan, fact), said, strict=True)
    )


def entry_named(plan: Plan, fact: Value, field: str, words: Sequence[str]) -> str | None:
    """The name of the entry that the last words of a path name; None where they name none."""
    levels = _levels(plan, fact)
    last = words[-len(levels) :]
    keys = [next(_called(level, word), None) for level, word in zip(levels, last, strict=False)]
    return None if len(keys) < len(levels) or None in keys else _name(plan, field, tuple(keys))


def _levels(plan: Plan, fact: Value) -> tuple[tuple[Value, ...], ...]:
    """The keys on each level of the map: declarations of a kind, words found in the plan, or those of closed lists."""
    if isinstance(fact.by, type):
        return (plan.all(fact.by),)
    if callable(fact.by):
        return (plan.memo(fact.by),)
    return tuple(tuple(Word(word, words) for word in words) for words in fact.by)


def _name(plan: Plan, field: str, keys: tuple[Value, ...]) -> str:
    return field + "".join(f"[{_said(plan, key)}]" for key in keys)


def _said(plan: Plan, key: Value) -> str:
    return str(key) if isinstance(key, Word) else plan.path_of(key)


def _called(level: tuple[Value, ...], word: str) -> Iterator[Value]:
    return (key for key in level if (key if isinstance(key, Word) else key.name) == word)
