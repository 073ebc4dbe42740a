"""What a change to a plan means: what came and went, force, money, marks, and what is found now that was not before.

Two plans are compared by what they mean, not by how they are written: files, order, layout and comments are no change.
What is derived is told only where a commander asks for it: people, money, and findings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pkdsl.changes.difference import NOT_SAID, Difference, differences, key
from pkdsl.changes.figures import Figure, figures
from pkdsl.plan.evaluation import LET
from pkdsl.plan.marks import is_marked
from pkdsl.schema.annotations import MARKINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pkdsl.compiler import Compilation
    from pkdsl.diagnostics import Finding
    from pkdsl.plan.draft import Node
    from pkdsl.plan.marks import Mark
    from pkdsl.plan.plan import Plan

__all__ = ["NOT_SAID", "Change", "Changes", "Difference", "Figure", "Lowered", "changes"]

ADDED, REMOVED, RENAMED, CHANGED, FOLLOWS = "added", "removed", "renamed", "changed", "follows"
ALIKE = 3
"""So many fields must say the same before something that came is taken for what went, under another name."""
VALUE = "value"
"""What the one field of a value with a name of its own is called."""


class Change(NamedTuple):
    """One declaration that came, went, or says something else."""

    path: str
    what: str
    """`added`, `removed`, `renamed`, `changed`, or `follows`: its text is as it was, and it says something else."""
    title: str = ""
    place: str = ""
    """Where it stands, `force.pk:12`; where it stood, if it is gone."""
    was: str = ""
    """Its path before, where it was renamed."""
    fields: tuple[Difference, ...] = ()


class Lowered(NamedTuple):
    """A declaration that more readers may see than before."""

    path: str
    before: str
    after: str
    reason: str
    """Why, as the plan says; empty where it does not."""


class Changes(NamedTuple):
    """All that a change means."""

    figures: tuple[Figure, ...]
    objects: tuple[Change, ...]
    lowered: tuple[Lowered, ...]
    appeared: tuple[Finding, ...]
    gone: tuple[Finding, ...]

    @property
    def is_none(self) -> bool:
        """Whether both plans mean the same."""
        return not any(self)

    def of(self, what: str) -> list[Change]:
        """The declarations to which this happened."""
        return [change for change in self.objects if change.what == what]


def changes(before: Compilation, after: Compilation) -> Changes:
    """What `after` means that `before` did not, and the other way round; each list by path, findings by severity."""
    old, new = _nodes(before.plan), _nodes(after.plan)
    renamed = _renamed(before.plan, after.plan, old, new)
    objects = [*_came_and_went(old, new, renamed), *_changed(before.plan, after.plan, old, new, renamed)]
    return Changes(
        tuple(figures(before.plan, after.plan)),
        tuple(sorted((*objects, *_lets(before.plan, after.plan, renamed)))),
        tuple(_lowered(before.plan, after.plan, old, new, renamed)),
        _without(after.findings, before.findings),
        _without(before.findings, after.findings),
    )


def _nodes(plan: Plan) -> dict[str, Node]:
    """What the plan itself declares, as far as its readers may see it, by path."""
    return {node.path: node for node in plan.own() if node not in plan.closed}


def _without(some: tuple[Finding, ...], others: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings that the others are not, the gravest first."""
    known = {finding.fingerprint for finding in others}
    fresh = (finding for finding in some if finding.fingerprint not in known)
    return tuple(sorted(fresh, key=lambda finding: (-finding.severity, finding.order)))


# --- What came and went -----------------------------------------------------------------------------------------------


def _renamed(before: Plan, after: Plan, old: Mapping[str, Node], new: Mapping[str, Node]) -> dict[str, str]:
    """The paths before, by the path now, of what has another name and says all that it said, its parts with it."""
    gone: dict[object, list[str]] = {}
    for path in _outermost(old, new):
        gone.setdefault(_print(before, old[path], path), []).append(path)
    found: dict[str, str] = {}
    for path in _outermost(new, old):
        same = gone.get(_print(after, new[path], path), []) if len(new[path].given) >= ALIKE else []
        if len(same) == 1:
            was = same.pop()
            found.update({f"{path}{rest}": f"{was}{rest}" for rest in _below(new, path)})
    return found


def _outermost(nodes: Mapping[str, Node], others: Mapping[str, Node]) -> list[str]:
    """What the others have not, without the parts of what they have not either."""
    return [path for path, node in nodes.items() if path not in others and not _is_part_of(node, others)]


def _is_part_of(node: Node, others: Mapping[str, Node]) -> bool:
    return node.spec.is_part and node.parent is not None and node.parent.path not in others


def _below(nodes: Mapping[str, Node], path: str) -> list[str]:
    """What stands after a path in the paths of it and of its parts."""
    return [one.removeprefix(path) for one in nodes if one == path or one.startswith(f"{path}.")]


def _print(plan: Plan, node: Node, path: str) -> object:
    """What a declaration and its parts say, without its name."""
    parts = (_print(plan, part, path) for group in node.parts.values() for part in group)
    return node.spec.kind, node.path.removeprefix(path), tuple(sorted(_said(plan, node).items())), tuple(parts)


def _said(plan: Plan, node: Node) -> dict[str, str]:
    return {name: key(plan, node, name) for name in node.given}


def _came_and_went(old: Mapping[str, Node], new: Mapping[str, Node], renamed: Mapping[str, str]) -> Iterator[Change]:
    for what, nodes, others, known in ((ADDED, new, old, set(renamed)), (REMOVED, old, new, set(renamed.values()))):
        for path in _outermost(nodes, others):
            if path not in known:
                yield Change(path, what, _title(nodes[path]), nodes[path].header.place)


def _title(node: Node) -> str:
    title = getattr(node.entity, "title", "")
    return title if isinstance(title, str) else ""


# --- What says something else -----------------------------------------------------------------------------------------


def _changed(
    before: Plan, after: Plan, old: Mapping[str, Node], new: Mapping[str, Node], renamed: Mapping[str, str]
) -> Iterator[Change]:
    for path, node in new.items():
        was = renamed.get(path, path)
        if was in old:
            fields = tuple(differences(before, after, old[was], node, renamed))
            moved = was != path and not (node.spec.is_part and node.parent is not None and node.parent.path in renamed)
            said = Change(path, CHANGED, _title(node), node.header.place)
            own, others = (tuple(one for one in fields if one.follows is follows) for follows in (False, True))
            if own or moved:
                yield said._replace(what=RENAMED if moved else CHANGED, was=was if moved else "", fields=own)
            if others:
                yield said._replace(what=FOLLOWS, fields=others)


def _lets(before: Plan, after: Plan, renamed: Mapping[str, str]) -> Iterator[Change]:
    """The values that have a name of their own."""
    old, new = before.package(""), after.package("")
    for name in {**old.lets, **new.lets}:
        found = tuple(differences(before, after, old, new, renamed, (f"{LET}{name}",)))
        if found:
            given = (new if name in new.lets else old).lets[name]
            what = REMOVED if name not in new.lets else ADDED if name not in old.lets else CHANGED
            what = FOLLOWS if found[0].follows else what
            yield Change(
                f"{LET}{name}", what, "", given.span.place, "", tuple(one._replace(name=VALUE) for one in found)
            )


# --- Who may see it ---------------------------------------------------------------------------------------------------


def _lowered(
    before: Plan, after: Plan, old: Mapping[str, Node], new: Mapping[str, Node], renamed: Mapping[str, str]
) -> Iterator[Lowered]:
    """What is marked lower than it was, where the text says so, and what has lost its own mark."""
    for path, node in new.items():
        twin = old.get(renamed.get(path, path))
        if twin is not None and (is_marked(node) or is_marked(twin)):
            was, now = before.mark(twin), after.mark(node)
            if now.is_lower_than(was):
                reasons = [one.reason for one in node.entity.downgrades if isinstance(one.reason, str)]
                yield Lowered(path, _words(was), _words(now), "; ".join(reasons))


def _words(mark: Mark) -> str:
    level = MARKINGS[mark.level].replace("_", " ")
    if mark.release is None:
        return level
    return f"{level}, for {', '.join(sorted(mark.release)) or 'nobody outside the mission'}"
