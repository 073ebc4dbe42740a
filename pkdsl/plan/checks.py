"""What must hold of every declaration before any rule is asked: required fields are there, keys are unique."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.diagnostics import Label, Span
from pkdsl.diagnostics.nearest import did_you_mean
from pkdsl.diagnostics.words import a, capital, spaced
from pkdsl.plan import scenarios
from pkdsl.plan.draft import error
from pkdsl.plan.fit import bare, without_percent
from pkdsl.schema.base import Declared
from pkdsl.syntax import skeleton, tree
from pkdsl.values import PERCENT, UNTYPED, Quantity, Steps, Unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from pkdsl.diagnostics import Finding
    from pkdsl.plan.draft import Node
    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value


CHAINS = ("part_of", "after", "relieves", "reports_to", "previous", "contributes_to")
"""Fields that lead from one thing to the next of its kind, and so may not lead back."""


def check(plan: Plan) -> Iterator[Finding]:
    """The findings about the plan's own declarations."""
    nodes = list(plan.own())
    yield from _twins(nodes)
    for field in CHAINS:
        yield from _circles(plan, field, nodes)
    for node in nodes:
        if node.truncated:
            continue
        yield from _required(plan, node)
        yield from OF_KIND.get(node.spec.kind, _nothing)(plan, node)
        for field, parts in node.parts.items():
            if len(parts) > 1:
                yield from _keys(plan, node.spec.fields[field].name, parts)


def _twins(nodes: Iterable[Node]) -> Iterator[Finding]:
    """Two names that a reader cannot tell apart."""
    seen: dict[str, Node] = {}
    for node in nodes:
        if node.name.isascii():
            seen.setdefault(node.name, node)
    for node in nodes:
        if node.name.isascii() or any(letter.isascii() and letter.isalpha() for letter in node.name):
            continue  # a name that mixes scripts has its finding already
        first = seen.setdefault(skeleton(node.name), node)
        if first.name != node.name:
            labels = (Label(first.header, f"looks like this `{first.name}`"),)
            yield error(
                "SYN-008",
                f"`{node.name}` looks like another name but is written in other letters.",
                node.named,
                labels=labels,
            )


def _circles(plan: Plan, field: str, nodes: Iterable[Node]) -> Iterator[Finding]:
    """What is part of itself, follows itself or relieves itself: one finding for each circle."""
    done: set[Node] = set()
    for start in (node for node in nodes if field in node.given):
        path: list[Node] = []
        node: Node | None = start
        while node is not None and node not in done and node not in path:
            path.append(node)
            node = _next(plan, node, field)
        if node in path and node is not None:
            members = path[path.index(node) :]
            shown = " → ".join(f"`{member.path}`" for member in (*members, node))
            labels = tuple(Label(member.given[field].place, "and this one") for member in members[1:])
            yield error("REF-008", f"`{field}` goes in a circle: {shown}.", node.given[field].place, labels=labels)
        done.update(path)


def _next(plan: Plan, node: Node, field: str) -> Node | None:
    """What a declaration names in a field, where it names one."""
    if field not in node.given or field not in node.spec.fields:
        return None
    value = plan.read(node, field)
    return plan.node_of(value) if isinstance(value, Declared) else None


def _demanding(_: Plan, node: Node) -> Iterator[Finding]:
    """A rule that requires nothing looks at everything and says nothing."""
    if not node.truncated and not any(isinstance(item, tree.Require) for item in node.statements):
        yield error("VAL-001", "A rule needs `require`: what must hold of each thing that it looks at.", node.header)


def _overrides(plan: Plan, node: Node) -> Iterator[Finding]:
    """An override changes something that a package declares, keeps its dimension, and is printed with its reason."""
    declared = {part.name: part for kind in ("policy_value", "rate") for part in plan.declared(kind)}
    for given in node.given.values():
        if given.field is not None:
            continue
        known = declared.get(given.name)
        if known is None:
            message = f"No package declares a policy value `{given.name}`.{did_you_mean(given.name, declared)}"
            yield error(
                "REF-003", message, Span(given.home.source, given.span.start, given.span.start + len(given.name))
            )
        elif given.because is None:
            message = f"`{given.name}` overrides the policy without a reason."
            yield error("VAL-008", message, given.span, help='Add `because "…"`: what is different here.')
        else:
            ours, theirs = (_example(plan.read(*read)) for read in ((node, given.name), (known, "value")))
            if ours is not None and theirs is not None and ours.unit.dimension != theirs.unit.dimension:
                message = f"This is {ours.unit.described()}; `{given.name}` is {theirs.unit.described()}."
                yield error("TYP-002", message, given.place)
            elif ours is not None and theirs is not None and theirs.unit is PERCENT and bare(ours):
                yield error("TYP-002", without_percent(ours.number), given.place)


def _measured(plan: Plan, node: Node) -> Iterator[Finding]:
    """A demand asks for so much of its supply a day; one finding, however many things it ranges over."""
    for one in plan.yields_of(node):
        supply, amount = one.read("supply"), _example(one.read("amount"))
        measure = plan.read(plan.node_of(supply), "measure") if isinstance(supply, Declared) else Unknown()
        if amount is None or amount.unit is UNTYPED or isinstance(measure, Unknown):
            continue
        wanted = plan.units.parse(f"{measure}/day")
        if amount.unit.dimension != wanted.dimension:
            said = f"This is {amount.unit.described()}; `{supply.name}` is counted in {measure}: ask for {wanted.text}."
            yield error("TYP-002", said, node.given["amount"].place)
            return


def _timed(plan: Plan, node: Node) -> Iterator[Finding]:
    """A cost is money by time, or money with a day or days; one finding, however many things it ranges over."""
    money = plan.units.dimension("money")
    for one in plan.yields_of(node):
        amount = _example(one.read("amount"))
        if amount is None or amount.unit is UNTYPED:
            continue
        dated = "on" in node.given or "spread" in node.given
        if amount.unit.dimension.generic == money and not dated:
            said = "This cost is an amount of money without a day: add `on`, the day it is due, or `spread`, the days it is for."
            yield error("VAL-001", said, node.given["amount"].place)
            return
        if amount.unit.dimension.generic not in {money, plan.units.dimension("money/time")}:
            said = f"This is {amount.unit.described()}; a cost is money per time, or money with `on` or `spread`."
            yield error("TYP-002", said, node.given["amount"].place)
            return


def _example(value: Value) -> Quantity | None:
    """A quantity that a value is, or is on some day."""
    values = value.values if isinstance(value, Steps) else (value,)
    return next((one for one in values if isinstance(one, Quantity)), None)


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
            yield error(
                "REF-005",
                f"Two {field} need names to tell them apart: write `{part.spec.kind} NAME {{ … }}`.",
                part.header,
                labels=labels,
            )
        else:
            yield error("REF-005", f"This {kind} has the same {key.name} as another one.", part.header, labels=labels)


def _nothing(_: Plan, __: Node) -> Iterator[Finding]:
    """Most kinds are asked for nothing of their own."""
    return iter(())


OF_KIND: Mapping[str, Callable[[Plan, Node], Iterator[Finding]]] = {
    "rule": _demanding,
    "policy": _overrides,
    "scenario": scenarios.check,
    "demand": _measured,
    "cost": _timed,
}
"""What is asked of the declarations of one kind alone."""
