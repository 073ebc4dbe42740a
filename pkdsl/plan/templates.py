"""`is`: what a declaration takes over from the templates it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.diagnostics import Label
from pkdsl.diagnostics.nearest import did_you_mean
from pkdsl.diagnostics.words import a, spaced
from pkdsl.plan.bind import dotted
from pkdsl.plan.draft import Draft, Given, Node, error
from pkdsl.schema import types
from pkdsl.syntax import tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkdsl.diagnostics import Finding

OWN = frozenset({"title", "waives", "downgrades"})
"""What is never taken over: what readers call a thing, and what was decided for it alone."""


def inherit(draft: Draft) -> Iterator[Finding]:
    """Give every entity, part and template what its templates give and it does not state."""
    done: set[Node] = set()
    for shelf in (draft.templates, draft.entities):
        for group in list(shelf.values()):
            for node in [node for node in group.values() if node.templates or node.parts]:
                yield from _complete(node, draft, done, ())
    for node in draft.all():
        _drop(node)
        _key(node)


def _complete(node: Node, draft: Draft, done: set[Node], path: tuple[Node, ...]) -> Iterator[Finding]:
    if node in path:
        circle = " → ".join(f"`{n.name}`" for n in (*path[path.index(node) :], node))
        yield error("REF-008", f"These templates take each other over: {circle}.", node.header)
        node.truncated = True
        return
    if node in done:
        return
    done.add(node)
    if node.spec.kind == "scenario":
        return
    sources: dict[str, Node] = {}
    stated = set(node.given)
    for expression in node.templates:
        template = _find(expression, node, draft)
        if not isinstance(template, Node):
            yield template
            node.truncated = True
            continue
        yield from _complete(template, draft, done, (*path, node))
        node.truncated = node.truncated or template.truncated
        yield from _take_over(node, template, stated, sources)
    for parts in list(node.parts.values()):
        for part in parts:
            yield from _complete(part, draft, done, path)


def _find(expression: tree.Expression, node: Node, draft: Draft) -> Node | Finding:
    path = dotted(expression)
    head, _, name = path.rpartition(".")
    home = node.home
    package = draft.uses.get(home.package, {}).get(head) if head else home.package
    kind = node.spec.kind
    if package is not None:
        found = draft.templates.get((package, kind), {}).get(name)
        if found is not None:
            return found
    known = [*draft.templates.get((home.package, kind), {})]
    for alias, used in draft.uses.get(home.package, {}).items():
        known += [f"{alias}.{name}" for name in draft.templates.get((used, kind), {})]
    elsewhere = next((k for (p, k), group in draft.templates.items() if p == package and name in group), None)
    if elsewhere is not None:
        message = f"`{path}` is a template for {a(spaced(elsewhere))}, not for {a(spaced(kind))}."
        return error("TYP-003", message, home.span(expression))
    message = f"There is no {spaced(kind)} template `{path}`.{did_you_mean(path, known)}"
    return error("REF-003", message, home.span(expression))


def _take_over(node: Node, template: Node, stated: set[str], sources: dict[str, Node]) -> Iterator[Finding]:
    for name, given in template.given.items():
        if name in OWN or name in stated:
            continue
        if name in sources:
            labels = (
                Label(sources[name].given[name].span, f"given by {sources[name].name}"),
                Label(given.span, f"given by {template.name}"),
            )
            message = f"`{sources[name].name}` and `{template.name}` both give `{name}`: state it here."
            yield error("REF-004", message, node.header, labels=labels)
            continue
        sources[name] = template
        node.given[name] = given
    node.truncated = node.truncated or template.truncated
    node.lets = {**template.lets, **node.lets}
    for field, parts in template.parts.items():
        if field not in OWN:
            _take_over_parts(node, field, parts)


def _take_over_parts(node: Node, field: str, parts: list[Node]) -> None:
    """Named parts merge field by field; the others are taken over whole."""
    own = node.parts.setdefault(field, [])
    for part in parts:
        same = next((p for p in own if p.name and p.name == part.name), None)
        if same is None:
            own.append(_copied(part, node, len(own) + 1))
        else:
            same.given = {**part.given, **same.given}
            same.lets = {**part.lets, **same.lets}
            for inner, deeper in part.parts.items():
                _take_over_parts(same, inner, deeper)


def _copied(part: Node, parent: Node, number: int) -> Node:
    copy = Node(part.spec, part.name, part.home, part.header, parent=parent, form=parent.form)
    copy.named = part.named
    copy.path = f"{parent.path}.{part.spec.kind}.{part.name or number}"
    copy.given, copy.lets, copy.doc, copy.statements = dict(part.given), dict(part.lets), part.doc, part.statements
    for field, deeper in part.parts.items():
        copy.parts[field] = [_copied(inner, copy, i) for i, inner in enumerate(deeper, 1)]
    return copy


def _drop(node: Node) -> None:
    """`field: none` gives nothing, unless `none` is one of the field's own words."""
    for name, given in list(node.given.items()):
        if _is_none(given) and given.field is not None and "none" not in types.words_of(given.field.type):
            del node.given[name]


def _key(node: Node) -> None:
    """The name of a part fills its first required field where nothing gives that."""
    key = node.spec.key
    if node.spec.is_part and node.name and key is not None and key.name not in node.given:
        place = node.named
        node.given[key.name] = Given(key.name, key, tree.Name(node.name, place.start, place.end), node.home, place)


def _is_none(given: Given) -> bool:
    return isinstance(given.expression, tree.Name) and given.expression.text == "none"
