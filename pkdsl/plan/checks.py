"""What must hold of every declaration before any rule is asked: required fields are there, keys are unique."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.diagnostics import Label
from pkdsl.diagnostics.words import a, capital, spaced
from pkdsl.plan.draft import error
from pkdsl.values import Unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkdsl.diagnostics import Finding
    from pkdsl.plan.draft import Node
    from pkdsl.plan.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    """The findings about the plan's own declarations."""
    for node in plan.own():
        if node.truncated:
            continue
        yield from _required(plan, node)
        yield from _reasons(node)
        for field, parts in node.parts.items():
            if len(parts) > 1:
                yield from _keys(plan, node.spec.fields[field].name, parts)


def _reasons(node: Node) -> Iterator[Finding]:
    """An override of the policy is printed with its reason, so it needs one."""
    for given in node.given.values():
        if given.field is None and given.because is None:
            message = f"`{given.name}` overrides the policy without a reason."
            yield error("VAL-008", message, given.span, help='Add `because "…"`: what is different here.')


def _required(plan: Plan, node: Node) -> Iterator[Finding]:
    for field in node.spec.fields.values():
        if not field.required or field.derived or field.name in node.given:
            continue
        if isinstance(plan.read(node, field.name), Unknown):
            yield error("VAL-001", f"{capital(a(spaced(node.spec.kind)))} needs `{field.name}`.", node.header)


def _keys(plan: Plan, field: str, parts: list[Node]) -> Iterator[Finding]:
    """Parts without a name are told apart by their key; where a kind of part has none, they need names."""
    seen: dict[object, Node] = {}
    for part in parts:
        if part.name:
            continue
        key = part.spec.key
        value: object = plan.read(part, key.name) if key is not None else None
        if isinstance(value, Unknown):
            continue
        first = seen.setdefault(value, part)
        if first is part:
            continue
        labels = (Label(first.header, "stands here first"),)
        kind = spaced(part.spec.kind)
        if key is None:
            yield error("REF-005", f"Two {field} need names to tell them apart: write `{part.spec.kind} NAME {{ … }}`.", part.header, labels=labels)
        else:
            yield error("REF-005", f"This {kind} has the same {key.name} as another one.", part.header, labels=labels)
