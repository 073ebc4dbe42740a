"""What rules, costs and demands range over: every combination of the values of their loops."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pkdsl.plan.code import Later
from pkdsl.plan.ranges import narrowed
from pkdsl.schema import types
from pkdsl.syntax import tree
from pkdsl.values import Unknown
from pkdsl.values.operators import binary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pkdsl.plan.code import Frame, Run
    from pkdsl.plan.elaborate import Elaborator
    from pkdsl.plan.names import Scope
    from pkdsl.values.value import Value


class Range(NamedTuple):
    """`for x in source where condition`; or `let x = value`: that `one` value, evaluated when somebody asks for it."""

    name: str
    source: Run
    where: Run | None
    one: bool


class Binding(NamedTuple):
    """One combination of a driver's loop variables; `where` is True, steps, or unknown."""

    frame: Frame
    where: Value


def ranges_of(
    elaborator: Elaborator, statements: Iterable[tree.Statement], scope: Scope
) -> tuple[tuple[Range, ...], Scope]:
    """The loops and named values of a driver's body, and the scope inside all of them."""
    ranges: list[Range] = []
    for item in statements:
        if isinstance(item, tree.Loop):
            source = elaborator.code(item.source, scope)
            narrow = narrowed(elaborator, item, source.run, scope)
            scope = scope.within(item.variable.text, types.item_of(source.type))
            where = elaborator.code(item.where, scope).run if item.where is not None else None
            ranges.append(Range(item.variable.text, narrow, where, one=False))
        elif isinstance(item, tree.Let):
            value = elaborator.code(item.value, scope)
            scope = scope.within(item.name.text, value.type)
            ranges.append(Range(item.name.text, value.run, None, one=True))
    return tuple(ranges), scope


def bindings(
    ranges: tuple[Range, ...], frame: Frame, evaluate: Callable[[Run, Frame], Value], *, where: Value = True
) -> Iterator[Binding]:
    """Every combination of values, outermost first, but those whose `where` does not hold; `evaluate` runs what is asked.

    Where it is not known over what an inner loop runs, neither is anything further in.
    """
    if not ranges:
        yield Binding(frame, where)
        return
    loop = ranges[0]
    if loop.one:
        yield from bindings(ranges[1:], (*frame, Later(loop.source, frame)), evaluate, where=where)
        return
    values = evaluate(loop.source, frame)
    if isinstance(values, Unknown):
        if len(frame) > 1:
            yield Binding((*frame, *(values for _ in ranges)), values)
        return
    for value in values if isinstance(values, tuple) else (values,):
        extended = (*frame, value)
        holds = True if loop.where is None else evaluate(loop.where, extended)
        if holds is not False:
            both = holds if where is True else binary("and", where, holds)
            yield from bindings(ranges[1:], extended, evaluate, where=both)
