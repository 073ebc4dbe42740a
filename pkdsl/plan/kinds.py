"""Which kinds of things a value hangs on, so that what cannot have changed need not be looked at again."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pkdsl.plan.plan import Plan
from pkdsl.schema.base import Declared
from pkdsl.values import Steps

if TYPE_CHECKING:
    from collections.abc import Callable

    from pkdsl.plan.draft import Node
    from pkdsl.plan.yields import Yield
    from pkdsl.values.value import Value

M = TypeVar("M")


class Watched(Plan):
    """A plan that notes, for each value, the kinds of all declarations that it was made of, directly or through others.

    What a value says of a kind is kept as a bit, so that what it hangs on is one number.
    """

    def __init__(self, *parts: Value) -> None:
        self._bits: dict[str, int] = {}
        self._hangs: dict[object, int] = {}
        self._collected: list[int] = [0]
        super().__init__(*parts)

    def hangs_on(self, act: Callable[[], M]) -> tuple[M, frozenset[str]]:
        """What an act gives, and the kinds that this hangs on."""
        value, bits = self._noting(act)
        return value, frozenset(kind for kind, bit in self._bits.items() if bits & bit)

    def read(self, node: Node, name: str) -> Value:
        """As ever, and noted."""
        value = super().read(node, name)
        self._collected[-1] |= self._hangs.get((node, name), 0) | self._bit(node.spec.kind)
        return value

    def _evaluate(self, node: Node, name: str) -> Value:
        if name in node.memo:
            return super()._evaluate(node, name)
        value, bits = self._noting(lambda: super(Watched, self)._evaluate(node, name))
        self._hangs[node, name] = bits | self._named(value)
        return value

    def collection(self, plural: str) -> tuple[Value, ...]:
        """As ever, and noted."""
        cls = self.schema.plurals.get(plural)
        self._collected[-1] |= 0 if cls is None else self._bit(cls.kind)
        return super().collection(plural)

    def declared(self, kind: str) -> list[Node]:
        """As ever, and noted."""
        self._collected[-1] |= self._bit(kind)
        return super().declared(kind)

    def index(self, things: tuple[Value, ...], field: str) -> Value:
        """As ever, and noted."""
        return self._once(("index", id(things), field), lambda: super(Watched, self).index(things, field))

    def memo(self, compute: Callable[[Plan], M]) -> M:
        """As ever, and noted."""
        return self._once(compute, lambda: super(Watched, self).memo(compute))

    def yields_of(self, node: Node) -> tuple[Yield, ...]:
        """As ever, and noted."""
        return self._once(("yields", node), lambda: super(Watched, self).yields_of(node))

    def _once(self, key: object, act: Callable[[], M]) -> M:
        """What is computed once hangs, for all who ask later, on what it hung on the first time."""
        value, bits = self._noting(act)
        self._hangs[key] = self._hangs.get(key, 0) | bits
        self._collected[-1] |= self._hangs[key]
        return value

    def _noting(self, act: Callable[[], M]) -> tuple[M, int]:
        self._collected.append(0)
        try:
            value = act()
        finally:
            bits = self._collected.pop()
        return value, bits

    def _bit(self, kind: str) -> int:
        return self._bits.setdefault(kind, 1 << len(self._bits))

    def _named(self, value: Value) -> int:
        """The kinds of the declarations in a value."""
        if isinstance(value, Declared):
            return self._bit(value.kind)
        items = value if isinstance(value, tuple) else value.values if isinstance(value, Steps) else ()
        items = (*value, *value.values()) if isinstance(value, dict) else items
        bits = 0
        for item in items:
            bits |= self._named(item)
        return bits
