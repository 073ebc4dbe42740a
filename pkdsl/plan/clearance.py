"""A plan as readers see it who are not cleared for all of it: what is marked higher holds nothing, not even its name.

So nothing that is hidden can reach such readers. Since what is made without it would be wrong in silence, each value
knows whether anything hidden was read for it, and is then withheld. Only what its author calls `aggregate_releasable`
keeps what it says, to be counted in figures; it is not seen by itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from pkdsl.plan.entries import Entries, whole
from pkdsl.plan.ledger import LEDGER
from pkdsl.plan.marks import mark_of
from pkdsl.plan.plan import Plan
from pkdsl.schema.annotations import MARKINGS
from pkdsl.schema.base import Declared
from pkdsl.values import HOLE, Period, Quantity, Steps, Unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pkdsl.plan.code import Later
    from pkdsl.plan.draft import Draft, Node
    from pkdsl.plan.marks import Mark
    from pkdsl.plan.ranges import Index
    from pkdsl.plan.yields import Yield
    from pkdsl.values.value import Value

M = TypeVar("M")

CLOSED, COUNTED = 1, 2
"""That something hidden was read: a value that must be withheld, or one that its author lets figures count."""
UNNAMED = "withheld"
"""What a hidden thing is called."""


class Cleared(Plan):
    """A plan of which some declarations are closed; each value knows whether any of them was read for it."""

    def __init__(
        self, closed: dict[Node, bool], marks: dict[Node, Mark], secrets: re.Pattern[str], *parts: Value
    ) -> None:
        """`closed` says of each hidden declaration whether figures may count it, `marks` how each other is marked; `secrets` finds the names."""
        self._marks: dict[object, int] = {}
        self._noted: list[int] = [0]
        super().__init__(*parts)
        self.closed: dict[Node, bool] = closed
        self.marks = marks
        self.secrets = secrets
        for number, node in enumerate(closed, 1):
            _blind(node, number, bare=not closed[node])
        self.draft.drivers[:] = [one for one in self.draft.drivers if one not in closed or one.spec.kind != "rule"]

    def own(self) -> Iterator[Node]:
        """What these readers may see of the plan itself."""
        return (node for node in super().own() if node not in self.closed)

    def mark(self, node: Node) -> Mark:
        """How a declaration is marked, as far as these readers may know to whom else it may be released."""
        return self.marks.get(node) or super().mark(node)

    def withholds(self, node: Node, name: str) -> bool:
        """Whether a value is not for these readers."""
        return bool(self._noting(lambda: whole(self.read(node, name)))[1] & CLOSED)

    def told(self, act: Callable[[], Value]) -> Value:
        """What an act gives, if it looked at nothing hidden."""
        value, marks = self._noting(act)
        return HOLE if marks else value

    # -- as ever, and noted ----------------------------------------------------------------------------------------

    def read(self, node: Node, name: str) -> Value:
        """The value: what is hidden is empty, and what was made of it is no figure to anybody outside."""
        if node in self.closed and name == "name":
            return UNNAMED
        value = super().read(node, name)
        marks = self._marks.get((node, name), 0)
        if node in self.closed:
            marks |= COUNTED if self.closed[node] else CLOSED
        self._noted[-1] |= marks
        return _shell(value) if marks and len(self._noted) == 1 else value

    def _evaluate(self, node: Node, name: str) -> Value:
        if name in node.memo:
            return super()._evaluate(node, name)
        value, marks = self._noting(lambda: super(Cleared, self)._evaluate(node, name))
        if node not in self.closed and marks == COUNTED:
            marks = 0 if self._is_figure(value) else CLOSED
        self._marks[node, name] = marks
        return value

    def _is_figure(self, value: Value) -> bool:
        """Whether a value is figures alone, which tell nothing of what they count but how much."""
        if isinstance(value, Entries):
            return True
        if isinstance(value, Mapping):
            return all(not self.hides(key) and self._is_figure(one) for key, one in value.items())
        if isinstance(value, Steps):
            return all(map(self._is_figure, value.values))
        return isinstance(value, Quantity | int | Fraction | date | Period | Unknown)

    def parameter_node(self, kind: str, name: str) -> list[tuple[Node, str]]:
        """As ever; where the plan's own policy is hidden, nobody knows what it changes."""
        policy = self.names.entity("", "policy", "")
        return [(policy, name)] if policy in self.closed and policy is not None else super().parameter_node(kind, name)

    def collection(self, plural: str) -> tuple[Value, ...]:
        """As ever; an entry of the ledger is as hidden as what it is for."""
        found = self._once(("collection", plural), lambda: super(Cleared, self).collection(plural))
        if plural == LEDGER:
            for entry in map(self.node_of, found):
                if self.hides(entry.memo["entity"]) or entry.parent in self.closed:
                    self.closed.setdefault(entry, True)
        return found

    def index(self, things: tuple[Value, ...], field: str) -> Index:
        """As ever; but what is hidden could be in any place of it, so the condition is always asked of it, and noted."""
        found = self._noting(lambda: super(Cleared, self).index(things, field))[0]
        return found._replace(always=tuple(dict.fromkeys((*found.always, *filter(self.hides, things)))))

    def now(self, later: Later) -> Value:
        """As ever, and noted."""
        return self._once(later, lambda: super(Cleared, self).now(later))

    def memo(self, compute: Callable[[Plan], M]) -> M:
        """As ever, and noted."""
        return self._once(compute, lambda: super(Cleared, self).memo(compute))

    def yields_of(self, node: Node) -> tuple[Yield, ...]:
        """As ever, and noted."""
        return self._once(("yields", node), lambda: super(Cleared, self).yields_of(node))

    def _once(self, key: object, act: Callable[[], M]) -> M:
        """What is computed once is marked, for all who ask later, as it was the first time."""
        value, marks = self._noting(act)
        self._marks[key] = self._marks.get(key, 0) | marks
        self._noted[-1] |= self._marks[key]
        return value

    def _noting(self, act: Callable[[], M]) -> tuple[M, int]:
        self._noted.append(0)
        try:
            value = act()
        finally:
            marks = self._noted.pop()
        return value, marks


def _shell(value: Value) -> Value:
    """A value without anything that it says: of lists and maps the things in them, which guard themselves."""
    if isinstance(value, Mapping):
        return value if isinstance(value, Entries) else {key: _shell(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return tuple(one for one in value if isinstance(one, Declared))
    return HOLE


def cleared(draft: Draft, *parts: Value, sound: bool) -> Cleared:
    """The plan of a draft for the readers of its options; of a text that is not `sound` they may see nothing.

    Where a text could not be read whole, a marking may be among what was lost.
    """
    plan = Plan(draft, *parts)
    readers = plan.options
    highest = MARKINGS.index(readers.audience or MARKINGS[-1])
    sound = sound and draft.sound
    marks = {node: mark_of(plan, node) for node in draft.all()}
    closed = {
        node: sound and plan.read(node, "aggregate_releasable") is True
        for node, mark in marks.items()
        if not mark.is_open_to(highest, readers.release_to) or (not sound and not node.home.package)
    }
    marks = _shown(plan, marks, closed)
    secrets = _secrets(draft, closed)
    for node in draft.all():
        node.memo.clear()
    return Cleared(closed, marks, secrets, draft, *parts)


def _shown(plan: Plan, marks: Mapping[Node, Mark], closed: Mapping[Node, bool]) -> dict[Node, Mark]:
    """The marks of what is seen, without the readers whom those who see it do not know; themselves they do."""
    unknown = {plan.path_of(node.entity) for node in closed}.difference(plan.options.release_to)
    return {
        node: mark if mark.release is None else mark._replace(release=mark.release - unknown)
        for node, mark in marks.items()
        if node not in closed
    }


def _secrets(draft: Draft, closed: Iterable[Node]) -> re.Pattern[str]:
    """The names of everything hidden, as texts refer to it; but names that something else has too tell nothing."""
    hidden = set(closed)
    said = {node.name for node in hidden} - {node.name for node in draft.all() if node not in hidden} - {""}
    return re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in sorted(said)) or r"(?!)")


def _blind(node: Node, number: int, *, bare: bool) -> None:
    """Take from a declaration its path, and what it says unless figures may count it. Its name stays for whoever refers to it."""
    node.path, node.doc = f"{node.spec.kind}.{UNNAMED}_{number}", ""
    if bare:
        node.given, node.lets, node.statements, node.templates = {}, {}, (), ()
