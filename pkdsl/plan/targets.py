"""What a `set` of a scenario changes: the fields that its path leads to, for everything that its loops range over."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pkdsl.diagnostics.nearest import did_you_mean
from pkdsl.diagnostics.words import a, capital, spaced
from pkdsl.plan.code import Located
from pkdsl.plan.drivers import bindings, ranges_of
from pkdsl.plan.elaborate import Elaborator
from pkdsl.plan.evaluation import LET
from pkdsl.plan.lookup import PARAMETERS
from pkdsl.plan.names import Scope
from pkdsl.schema.base import Declared
from pkdsl.schema.types import ANYTHING
from pkdsl.syntax import tree
from pkdsl.values import HOLE, Unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkdsl.diagnostics import Finding
    from pkdsl.plan.code import Frame, Run
    from pkdsl.plan.draft import Node
    from pkdsl.plan.plan import Plan
    from pkdsl.schema.types import Type
    from pkdsl.values.value import Value

BEFORE = "the value before"
"""What the path itself is called on the right of its `=`; no name that a plan can write."""


class Target(NamedTuple):
    """A field, or a `let`, that is set.

    `before` is its value in the plan before; `value` the expression that it is set to, in which the words of `types`
    stand for `values`, one each: the loop variables, and the value before.
    """

    node: Node
    name: str
    before: Value
    value: tree.Expression
    types: tuple[tuple[str, Type], ...]
    values: tuple[Value, ...]


def targets(
    plan: Plan, scenario: Node, item: tree.Set, loops: tuple[tree.Loop, ...]
) -> tuple[list[Target], list[Finding]]:
    """What one `set` changes in `plan`, and what is wrong with its path."""
    elaborator = Elaborator(plan, scenario.home)
    scope = Scope(scenario.home.package, None)
    ranges, inner = ranges_of(elaborator, loops, scope)
    aim = _aim(plan, elaborator, item.path, inner)
    value = _with_before(item.value, item.path)
    found: list[Target] = []

    def evaluate(run: Run, frame: Frame) -> Value:
        try:
            return run(frame)
        except Located as mistake:
            elaborator.findings.append(mistake.finding)
            return HOLE

    names = (*inner.loops, (BEFORE, ANYTHING))
    for frame, where in bindings(ranges, (None,), evaluate) if aim is not None else ():
        if isinstance(where, Unknown):
            continue
        if where is not True:
            elaborator.mistake("TYP-001", "A setting is made or not; this condition must be true or false.", loops[-1])
            break
        read = evaluate(aim, frame)
        if read is None or read is HOLE:
            break
        before = plan.read(*read)
        values = (*frame[1:], before)
        found.append(Target(read[0], read[1].removeprefix(LET), before, value, names, values))
    return found, list(dict.fromkeys(elaborator.findings))


def _aim(plan: Plan, elaborator: Elaborator, path: tree.Expression, scope: Scope) -> Value:
    """A function from a frame to the declaration and the field that a path leads to; None, with a finding, for no path."""
    if isinstance(path, tree.Name) and path.text in plan.names.lets(""):
        return lambda _: (plan.package(""), f"{LET}{path.text}")
    if not isinstance(path, tree.Attribute):
        known = plan.names.lets("")
        name = path.text if isinstance(path, tree.Name) else ""
        elaborator.mistake("REF-003", f"Nothing that can be set is called so.{did_you_mean(name, known)}", path)
        return None
    if isinstance(path.base, tree.Name) and path.base.text in PARAMETERS:
        return _parameter(plan, elaborator, path)
    base = elaborator.code(path.base, scope)
    if elaborator.findings:
        return None

    def field(frame: Frame) -> tuple[Node, str] | None:
        declared = base.run(frame)
        if not isinstance(declared, Declared):
            elaborator.mistake("TYP-001", "Only a field of something declared can be set.", path)
            return None
        node = plan.node_of(declared)
        return (node, path.name) if _settable(elaborator, node, path) else None

    return field


def _parameter(plan: Plan, elaborator: Elaborator, path: tree.Attribute) -> Value:
    """`policy.x`: where its value stands now."""
    kind = path.base.text if isinstance(path.base, tree.Name) else ""
    found = plan.parameter_node(kind, path.name)
    if len(found) != 1:
        elaborator.mistake("REF-003", f"There is no `{kind}.{path.name}`.", path)
        return None
    return lambda _: found[0]


def _settable(elaborator: Elaborator, node: Node, path: tree.Attribute) -> bool:
    field = node.spec.fields.get(path.name)
    end = tree.Name(path.name, path.end - len(path.name), path.end)
    if field is None:
        known = [one.name for one in node.spec.fields.values() if not one.derived and not one.part]
        said = f"{capital(a(spaced(node.spec.kind)))} has no field `{path.name}`.{did_you_mean(path.name, known)}"
        elaborator.mistake("REF-002", said, end)
    elif field.derived or field.part:
        why = "is computed" if field.derived else "are parts: set a field of one, remove one, or add one"
        elaborator.mistake("REF-007", f"`{path.name}` {why}; it cannot be set.", end)
    else:
        return True
    return False


def _with_before(node: Value, path: tree.Expression) -> Value:
    """An expression with the value before in place of the path."""
    if not isinstance(node, tuple):
        return node
    if _same(node, path):
        return tree.Name(BEFORE, path.start, path.end)
    parts = [_with_before(part, path) for part in node]
    return type(node)(*parts) if hasattr(node, "_fields") else tuple(parts)


def _same(one: Value, other: Value) -> bool:
    """Whether two trees say the same, wherever they stand."""
    if type(one) is not type(other):
        return False
    if not isinstance(one, tuple):
        return bool(one == other)
    ours, theirs = _said(one), _said(other)
    return len(ours) == len(theirs) and all(map(_same, ours, theirs))


def _said(node: Value) -> tuple[Value, ...]:
    fields: Iterator[str] = iter(getattr(node, "_fields", ()))
    named = tuple(getattr(node, name) for name in fields if name not in {"start", "end"})
    return named if hasattr(node, "_fields") else tuple(node)
