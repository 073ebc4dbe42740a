"""What a loop has to look at: all of a collection, or only what an equality in its `where` leaves.

`for s in units where s.base == l` need not look at every unit for every location: the units are put into an index by
`base` once. The condition is still asked of what the index gives, so that an index can only save time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeGuard

from pkdsl.schema.base import Declared
from pkdsl.syntax import tree
from pkdsl.values import Steps, Unknown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pkdsl.plan.code import Frame, Run
    from pkdsl.plan.elaborate import Elaborator
    from pkdsl.plan.names import Scope
    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value

FEW = 8
"""Collections of fewer things are looked through."""


class Index(NamedTuple):
    """Things by the plain value of a field; `always` are those whose value is none or changes."""

    things: tuple[Value, ...]
    by_value: Mapping[Value, tuple[Value, ...]]
    always: tuple[Value, ...]


def narrowed(elaborator: Elaborator, loop: tree.Loop, source: Run, outer: Scope) -> Run:
    """The run of a loop's source, narrowed by the first equality of its `where` that an index can serve."""
    if not _is_kept(elaborator, loop.source, outer):
        return source
    plan = elaborator.plan
    for field, other in _equalities(loop.where, loop.variable.text):
        key = elaborator.quietly(other, outer)
        if key is not None:
            return _indexed(plan, field, source, key)
    return source


def _is_kept(elaborator: Elaborator, source: tree.Expression, outer: Scope) -> bool:
    """Whether a source gives the same list each time: all of a kind, or a field of something."""
    if isinstance(source, tree.Name):
        in_loop = any(source.text == name for name, _ in outer.loops)
        return source.text in elaborator.plan.schema.plurals and not in_loop
    return isinstance(source, tree.Attribute)


def _indexed(plan: Value, field: str, source: Run, key: Run) -> Run:
    def candidates(frame: Frame) -> Value:
        values = source(frame)
        if not isinstance(values, tuple) or len(values) < FEW or not isinstance(values[0], Declared):
            return values
        value = key(frame)
        if isinstance(value, Unknown | Steps | dict | tuple):
            return values
        index = plan.index(values, field)
        found = index.by_value.get(value, ())
        return tuple(thing for thing in values if thing in {*found, *index.always}) if index.always else found

    return candidates


def index_of(plan: Plan, things: tuple[Value, ...], field: str) -> Index:
    """Put a list of things into an index by a field; a list is found by each of its items."""
    by_value: dict[Value, dict[Value, None]] = {}
    always: list[Value] = []
    for thing in things:
        node = plan.node_of(thing)
        value = plan.read(node, field) if field in node.spec.fields else Unknown(())
        items = value if isinstance(value, tuple) else (value,)
        if any(isinstance(item, Unknown | Steps | dict) for item in items):
            always.append(thing)
        else:
            for item in items:
                by_value.setdefault(item, {})[thing] = None
    return Index(things, {value: tuple(found) for value, found in by_value.items()}, tuple(always))


def _equalities(where: tree.Expression | None, variable: str) -> Iterator[tuple[str, tree.Expression]]:
    """Each `variable.field == other`, `other == variable.field` or `other in variable.field` that must hold."""
    if not isinstance(where, tree.Chain):
        return
    operator, right = where.rest[0]
    if operator == "and":
        for part in (where.first, *(operand for _, operand in where.rest)):
            yield from _equalities(part, variable)
    elif operator in {"==", "in"}:
        sides = ((where.first, right), (right, where.first)) if operator == "==" else ((right, where.first),)
        for side, other in sides:
            if _is_field_of(side, variable) and not mentions(other, variable):
                yield side.name, other


def _is_field_of(side: tree.Expression, variable: str) -> TypeGuard[tree.Attribute]:
    return isinstance(side, tree.Attribute) and isinstance(side.base, tree.Name) and side.base.text == variable


def mentions(expression: Value, variable: str) -> bool:
    """Whether a word stands anywhere in an expression."""
    if isinstance(expression, tree.Name):
        return expression.text == variable
    return isinstance(expression, tuple) and any(mentions(part, variable) for part in expression)
