"""How what a plan declares is marked: a level, and those outside the mission to whom it may be released.

Marks are a lattice. Of two, the join has the higher level and only the readers that both allow; so what is made of several
things is never lower than any of them.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

from pkdsl.schema.annotations import MARKINGS
from pkdsl.schema.base import Declared
from pkdsl.values import HOLE, Unknown, Word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pkdsl.plan.draft import Node
    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value

OUTSIDER = ""
"""A reader whom no plan names: who sees only what is restricted to nobody."""


class Mark(NamedTuple):
    """A level, as a place in `MARKINGS`, and the readers to whom it may be released: state codes and paths; None is no restriction."""

    level: int = 0
    release: frozenset[str] | None = None

    def joined(self, other: Mark) -> Mark:
        """The mark of what is made of both."""
        release = self.release if other.release is None else other.release
        if self.release is not None and other.release is not None:
            release = self.release & other.release
        return Mark(max(self.level, other.level), release)

    def is_lower_than(self, other: Mark) -> bool:
        """Whether readers may see it who may not see the other: of a lower level, or released to somebody more."""
        return self.level < other.level or (
            other.release is not None and (self.release is None or not self.release <= other.release)
        )

    def is_open_to(self, level: int, release_to: Iterable[str]) -> bool:
        """Whether readers may see it who are cleared up to a level and are all of those named."""
        return self.level <= level and (self.release is None or self.release.issuperset(release_to))


HIGHEST = Mark(len(MARKINGS) - 1, frozenset())


def join(marks: Iterable[Mark]) -> Mark:
    """The mark of what is made of all of them; the lowest where there is none."""
    return reduce(Mark.joined, marks, Mark())


def mark_of(plan: Plan, node: Node) -> Mark:
    """The effective mark of a declaration: its own, else that of what it stands in, else the mission's.

    What a mission says marks the plan itself alone, not the packages it uses. A part is named after what it stands in, so
    it is never lower. What has a mistake counts as the highest.
    """
    if node.home.package and not any(is_marked(one) for one in node.up):
        return Mark()
    own = Mark(_level(plan.read(node, "marking")), _release(plan, node))
    return own.joined(mark_of(plan, node.parent)) if node.spec.is_part and node.parent is not None else own


def is_lowered(plan: Plan, node: Node) -> bool:
    """Whether a declaration says a lower mark than what it stands in says.

    What a mission says holds for what nobody marked; it is no mark of each thing at the top of the plan.
    """
    if node.parent is None:
        return False
    around = mark_of(plan, node.parent)
    if _both_say(plan, node, "marking") and _level(plan.read(node, "marking")) < around.level:
        return True
    return _both_say(plan, node, "releasable_to") and Mark(around.level, _release(plan, node)).is_lower_than(around)


def _both_say(plan: Plan, node: Node, name: str) -> bool:
    """Whether it and something that it stands in give a field, and all of them without a mistake."""
    above = [one for one in node.up if name in one.given and one is not node]
    return name in node.given and above != [] and not any(plan.read(one, name) is HOLE for one in (node, *above))


def restricts(plan: Plan) -> bool:
    """Whether a plan says anywhere to whom something may be released."""
    return any("releasable_to" in node.given for node in plan.draft.all())


def is_marked(node: Node) -> bool:
    """Whether the text of a declaration says anything of its mark."""
    return "marking" in node.given or "releasable_to" in node.given


def _level(said: Value) -> int:
    if said is HOLE:
        return HIGHEST.level
    return 0 if isinstance(said, Unknown) else MARKINGS.index(said)


def _release(plan: Plan, node: Node) -> frozenset[str] | None:
    return _readers(plan, plan.read(node, "releasable_to")) if plan.memo(restricts) else None


def _readers(plan: Plan, said: Value) -> frozenset[str] | None:
    """The readers that a list names; nobody where it cannot be read."""
    if said is HOLE:
        return frozenset()
    if isinstance(said, Unknown):
        return None
    named = (one for one in said if not isinstance(one, Word))
    return frozenset(plan.path_of(one) if isinstance(one, Declared) else one for one in named)
