"""Functions, and the comprehensions that feed them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.diagnostics.nearest import did_you_mean
from pkdsl.plan.code import SILENT, Code
from pkdsl.plan.ranges import narrowed
from pkdsl.schema import types
from pkdsl.schema.base import Declared
from pkdsl.schema.types import ANYTHING
from pkdsl.syntax import tree
from pkdsl.values import HOLE, NO_UNIT, ConditionDate, Quantity, Steps, Unknown
from pkdsl.values.functions import FUNCTIONS
from pkdsl.values.operators import binary, unary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pkdsl.plan.code import Frame, Run
    from pkdsl.plan.elaborate import Elaborator
    from pkdsl.plan.names import Scope
    from pkdsl.schema.types import Type
    from pkdsl.values import Unit
    from pkdsl.values.value import Value

AGGREGATES = frozenset({"sum", "count", "min", "max", "mean", "any", "all", "first", "join"})
"""Functions of a list, a comprehension, or of several values."""
OVER_TIME = frozenset({"peak", "low", "mean", "total"})
"""Functions of a value over time and a period, the mission's where none is given."""
ARITY: dict[str, tuple[int, int]] = {
    "peak": (1, 2), "low": (1, 2), "total": (1, 2), "at": (2, 2), "given": (1, 1), "days": (1, 1), "covers": (2, 2),
    "overlap": (2, 2), "start": (1, 1), "end": (1, 1), "distance": (2, 2), "round": (1, 2), "floor": (1, 2), "ceil": (1, 2),
    "abs": (1, 1), "estimate": (3, 3), "when": (2, 2), "mgrs": (1, 1), "join": (1, 2),
}  # fmt: skip
NAMES = (*FUNCTIONS, "given", "when")
CONDITIONS = frozenset({"any", "all", "given", "covers"})


class Calls:
    """Elaborates calls for an elaborator."""

    def __init__(self, elaborator: Elaborator) -> None:
        self._elaborator = elaborator

    def call(self, node: tree.Call, scope: Scope, _expected: Type) -> Code:
        """`function(arguments)`."""
        name, given = node.function.text, len(node.arguments)
        if name not in NAMES:
            self._elaborator.mistake(
                "REF-010", f"There is no function `{name}`.{did_you_mean(name, NAMES)}", node.function
            )
            return SILENT
        low, high = ARITY.get(name, (1, given))
        if not low <= given <= high:
            needed = f"{low}" if low == high else f"{low} or {high}"
            self._elaborator.mistake(
                "TYP-004", f"`{name}` takes {needed} value{'s' if needed != '1' else ''}; here are {given}.", node
            )
            return SILENT
        if name == "given":
            return self._given(node, scope)
        if name == "when":
            return self._when(node, scope)
        if name in AGGREGATES and (given == 1 or name == "join") and not (name == "mean" and given > 1):
            return self._aggregate(node, scope)
        return self._plain(node, scope)

    def _given(self, node: tree.Call, scope: Scope) -> Code:
        """Whether there is a value; never unknown itself. An empty list is nothing given."""
        run = self._elaborator.code(node.arguments[0], scope).run

        def given(frame: Frame) -> Value:
            return _is_given(run(frame))

        return Code(types.CONDITION, given)

    def _when(self, node: tree.Call, scope: Scope) -> Code:
        condition = self._elaborator.code(node.arguments[0], scope, types.Reference(("benchmark", "exit_criterion")))
        planned = self._elaborator.code(node.arguments[1], scope, types.DATE)

        def when(frame: Frame) -> Value:
            day = planned.run(frame)
            return day if isinstance(day, Unknown) else ConditionDate(day, condition.run(frame))

        return Code(types.DATE, when)

    def _plain(self, node: tree.Call, scope: Scope) -> Code:
        """A function of values, once these are known; of each day, where they change."""
        name = node.function.text
        runs = [self._elaborator.code(argument, scope).run for argument in node.arguments]
        function, plan = FUNCTIONS[name], self._elaborator.plan

        def plain(frame: Frame) -> Value:
            values = [_placed(run(frame)) if name == "distance" else run(frame) for run in runs]
            if name in OVER_TIME and len(values) == 1:
                values.append(plan.period())
            if name in AGGREGATES and name not in OVER_TIME:
                return function(tuple(values))
            return function(*values)

        type_ = types.CONDITION if name in CONDITIONS else ANYTHING
        return Code(type_, self._elaborator.located(node, plain))

    def _aggregate(self, node: tree.Call, scope: Scope) -> Code:
        name, argument = node.function.text, node.arguments[0]
        function, plan = FUNCTIONS[name], self._elaborator.plan
        rest = [self._elaborator.code(more, scope).run for more in node.arguments[1:]]
        if isinstance(argument, tree.Comprehension):
            listed = self._items(argument, scope, MASKS.get(name, _limited), DECIDED.get(name))
        else:
            listed = self._elaborator.code(argument, scope)
        items = _listed(listed.run)
        zero = self._zero(types.item_of(listed.type)) if name == "sum" else ()

        def aggregate(frame: Frame) -> Value:
            values = items(frame)
            if isinstance(values, Unknown):
                return values
            if isinstance(values, Steps) and name == "mean":
                return function(values, plan.period())
            return function(values, *zero, *(run(frame) for run in rest))

        type_ = types.CONDITION if name in CONDITIONS else types.item_of(listed.type) if name == "first" else ANYTHING
        return Code(type_, self._elaborator.located(node, aggregate))

    def _zero(self, item: Type) -> tuple[Unit, ...]:
        """The unit of a sum of nothing, where what would be added has one whatever the plan; money has a currency first."""
        if not isinstance(item, types.Measure) or "money" in item.unit:
            return ()
        return (self._elaborator.plan.units.parse(item.unit) if item.unit else NO_UNIT,)

    def selection(self, node: tree.Comprehension, scope: Scope, _expected: Type) -> Code:
        """`[u for u in units where …]`."""
        return self._items(node, scope, _limited)

    def _items(
        self,
        node: tree.Comprehension,
        scope: Scope,
        mask: Callable[[Value, Value], Value],
        decided: Callable[[Value], bool] | None = None,
    ) -> Code:
        """The elements, in the order of the collection, up to one that decides what they are for.

        `mask` says what an element is while `where` does not hold.
        """
        loops, inner = self._loops(node, scope)
        code = self._elaborator.code(node.element, inner)
        element, plan = code.run, self._elaborator.plan

        def items(frame: Frame) -> Value:
            found: list[Value] = []
            for extended, condition in _frames(frame, loops, True):  # noqa: FBT003 -- a value
                if isinstance(extended, Unknown):
                    return extended
                plan.tick(1)
                found.append(element(extended) if condition is True else mask(condition, element(extended)))
                if decided is not None and condition is True and decided(found[-1]):
                    break
            return tuple(found)

        return Code(types.ListOf(code.type), items)

    def _loops(self, node: tree.Comprehension, scope: Scope) -> tuple[list[tuple[Run, Run | None]], Scope]:
        loops: list[tuple[Run, Run | None]] = []
        for loop in node.loops:
            source = self._elaborator.code(loop.source, scope)
            narrow = narrowed(self._elaborator, loop, source.run, scope)
            scope = scope.within(loop.variable.text, types.item_of(source.type))
            where = self._elaborator.code(loop.where, scope).run if loop.where is not None else None
            loops.append((narrow, where))
        return loops, scope


def _frames(frame: Frame, loops: list[tuple[Run, Run | None]], condition: Value) -> Iterator[tuple[Value, Value]]:
    """Each combination of the loops' values that may count, with the condition under which it does."""
    if not loops:
        yield frame, condition
        return
    (source, where), *rest = loops
    values = source(frame)
    if isinstance(values, Unknown):
        yield values, condition
        return
    for value in values if isinstance(values, tuple) else (values,):
        extended = (*frame, value)
        holds = True if where is None else where(extended)
        if holds is not False:
            yield from _frames(extended, rest, holds if condition is True else binary("and", condition, holds))


def _listed(run: Run) -> Run:
    """A list, or one value as a list of one."""

    def listed(frame: Frame) -> Value:
        value = run(frame)
        return value if isinstance(value, tuple | Unknown | Steps) else (value,)

    return listed


def _is_given(value: Value) -> Value:
    if value is HOLE:
        return HOLE
    if isinstance(value, Steps):
        return value.map(_is_given)
    return not isinstance(value, Unknown) and value != ()


def _placed(value: Value) -> Value:
    """A place as its position."""
    return getattr(value, "at", value) if isinstance(value, Declared) else value


def _limited(condition: Value, element: Value) -> Value:
    """An element whose condition is unknown is unknown; one that counts on some days is unknown on the others."""
    if isinstance(condition, Steps):
        return condition.map(lambda holds: element if holds is True else Unknown(()))
    return condition if isinstance(condition, Unknown) else element


def _summed(condition: Value, element: Value) -> Value:
    """Nothing is added on days on which the condition does not hold."""
    if isinstance(condition, Steps):
        weight = condition.map(_weight)
        return binary("*", element, weight)
    return condition if isinstance(condition, Unknown) else element


def _weight(holds: Value) -> Value:
    return holds if isinstance(holds, Unknown) else Quantity(int(holds))


def _alternative(condition: Value, element: Value) -> Value:
    return binary("and", condition, element)


def _demanded(condition: Value, element: Value) -> Value:
    return binary("or", unary("not", condition), element)


MASKS: dict[str, Callable[[Value, Value], Value]] = {"sum": _summed, "any": _alternative, "all": _demanded}
"""What an element counts as while the `where` of its comprehension does not hold, or is not known to."""
DECIDED: dict[str, Callable[[Value], bool]] = {
    "first": lambda _: True,
    "any": lambda value: value is True,
    "all": lambda value: value is False,
}
"""After which element a function need not look at more of them."""
