"""A plan beside another that differs in a few values: what hangs on these is made anew, all else is taken over.

The plan as it stands notes what each of its values and verdicts was made of. So it is known what hangs, directly or through
others, on what a scenario sets. What is noted is what is read through the plan; whoever looks into the draft itself hangs on
every change. A plan that declares more or less than the other, or in which one mistake was met, takes nothing over.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from pkdsl.plan.ledger import LEDGER
from pkdsl.plan.plan import Plan
from pkdsl.plan.scenarios import settings
from pkdsl.plan.yields import FOR, Yield
from pkdsl.schema.base import Declared
from pkdsl.values import HOLE, ConditionDate, Period, Quantity, Steps, Unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pkdsl.plan.code import Later
    from pkdsl.plan.draft import Draft, Node
    from pkdsl.plan.ledger import Posting
    from pkdsl.plan.ranges import Index
    from pkdsl.values.value import Value

M = TypeVar("M")
VERDICT = "verdict"
"""What the judgement of a rule is noted under, beside the rule's fields."""
YIELDS = "yields"
"""What it is noted under what a driver ranges over."""
DRAFT, LAZY = "draft", "lazy"
"""What hangs on something in the draft that is no value; and on an object that works things out when it is asked for them.

Who asks such an object first lets it read, and who asks later is answered without. So all that any of its users reads is
noted for all of them.
"""
PLAIN = frozenset({str, bool, int, Fraction, date, Period, Quantity, ConditionDate, Unknown})
"""Values that say the same in every plan."""


class Noted(Plan):
    """A plan that notes what each value, and each verdict, was made of."""

    def __init__(self, *parts: Value) -> None:
        self._reading: list[set[object]] = [set()]
        self._users: defaultdict[object, list[object]] = defaultdict(list)
        self.verdicts: dict[Node, Value] = {}
        self.postings: dict[Node, tuple[Posting, ...]] = {}
        self._parted: dict[Node, tuple[int, dict[str, Value], dict[str, Value]]] = {}
        super().__init__(*parts)

    def hanging_on(self, changed: Iterable[object]) -> set[object]:
        """What was made, directly or through others, of something that is changed; with that itself."""
        found = set(changed)
        waiting = list(found)
        while waiting:
            fresh = [one for one in self._users.get(waiting.pop(), ()) if one not in found]
            found.update(fresh)
            waiting += fresh
        return found

    def parted(self, node: Node) -> tuple[dict[str, Value], dict[str, Value]]:
        """The values of a declaration that say the same in every plan, and the others."""
        size, plain, others = self._parted.get(node, (-1, {}, {}))
        if size != len(node.memo):
            plain = {name: value for name, value in node.memo.items() if _is_plain(value)}
            others = {name: value for name, value in node.memo.items() if name not in plain}
            self._parted[node] = len(node.memo), plain, others
        return plain, others

    def _noting(self, key: object, act: Callable[[], M]) -> M:
        """What an act gives; what is read for it is noted under a key, or with what is under way where it comes to nothing."""
        self._reading.append(set())
        try:
            value = act()
        except BaseException:
            read = self._reading.pop()
            self._reading[-1] |= read
            raise
        self._note(key, self._reading.pop())
        return value

    def _note(self, key: object, read: set[object]) -> None:
        for part in read:
            self._users[part].append(key)
        if LAZY in read:
            for part in read:
                self._users[part].append(LAZY)

    def _once(self, key: object, act: Callable[[], M]) -> M:
        """What is computed once hangs, for all who ask later, on what it hung on the first time."""
        self._reading[-1].add(key)
        return self._noting(key, act)

    # -- as ever, and noted ----------------------------------------------------------------------------------------

    def read(self, node: Node, name: str) -> Value:
        """As ever, and noted."""
        self._reading[-1].add((node, name))
        if node.form == LEDGER:
            self._reading[-1].add(LEDGER)
        return super().read(node, name)

    def _evaluate(self, node: Node, name: str) -> Value:
        if name in node.memo:
            return super()._evaluate(node, name)
        value = self._noting((node, name), lambda: super(Noted, self)._evaluate(node, name))
        if FOR in name:
            self._users[node, YIELDS].append((node, name))
        return value

    def judged(self, rule: Node, judge: Callable[[], M]) -> M:
        """As ever, noted and kept."""
        verdict = self._noting((rule, VERDICT), judge)
        self.verdicts[rule] = verdict
        return verdict

    def posted(self, cost: Node, make: Callable[[], tuple[Posting, ...]]) -> tuple[Posting, ...]:
        """As ever, noted and kept."""
        self.postings[cost] = self._once((cost, LEDGER), make)
        return self.postings[cost]

    @property
    def draft(self) -> Draft:
        """As ever, and noted."""
        self._reading[-1].add(DRAFT)
        return super().draft

    def gives(self, entity: Declared, name: str) -> bool:
        """As ever, and noted."""
        self._reading[-1].add((self.node_of(entity), name))
        return super().gives(entity, name)

    def collection(self, plural: str) -> tuple[Value, ...]:
        """As ever; of what is declared nothing changes, and the ledger is noted."""
        if plural != LEDGER:
            return super().collection(plural)
        return self._once(LEDGER, lambda: super(Noted, self).collection(plural))

    def index(self, things: tuple[Value, ...], field: str) -> Index:
        """As ever, and noted."""
        return self._once(("index", id(things), field), lambda: super(Noted, self).index(things, field))

    def now(self, later: Later) -> Value:
        """As ever, and noted."""
        return self._once(later, lambda: super(Noted, self).now(later))

    def memo(self, compute: Callable[[Plan], M]) -> M:
        """As ever, and noted; what is computed as a class may compute more whenever it is asked."""
        if isinstance(compute, type):
            self._reading[-1].add(LAZY)
        return self._once(compute, lambda: super(Noted, self).memo(compute))

    def yields_of(self, node: Node) -> tuple[Yield, ...]:
        """As ever, and noted."""
        return self._once((node, YIELDS), lambda: super(Noted, self).yields_of(node))


class Beside(Plan):
    """A plan that sets some values of another, and takes over from it what does not hang on them."""

    def __init__(self, base: Noted, draft: Draft, *parts: Value) -> None:
        super().__init__(draft, *parts)
        self.steps = base.steps
        self._twins = dict(zip(base.names.draft.all(), draft.all(), strict=True))
        self._twins |= {node: self.package(package) for package, node in base.packages.items()}
        self._verdicts: dict[Node, Value] = {}
        ours = {twin: node for node, twin in self._twins.items()}
        changed = base.hanging_on({DRAFT, *((ours[node], name) for node, name, _, _ in settings(self, draft))})
        gone: defaultdict[object, list[str]] = defaultdict(list)
        for key in changed:
            if isinstance(key, tuple) and isinstance(key[1], str):
                gone[key[0]].append(key[1])
        for node, twin in self._twins.items():
            plain, others = base.parted(node)
            twin.memo.update(plain)
            twin.memo.update(self._moved(others))
            for name in gone.get(node, ()):
                twin.memo.pop(name, None)
        self._verdicts = {
            self._twins[rule]: one for rule, one in base.verdicts.items() if (rule, VERDICT) not in changed
        }
        self._postings = {
            self._twins[cost]: some for cost, some in base.postings.items() if (cost, LEDGER) not in changed
        }

    def judged(self, rule: Node, judge: Callable[[], M]) -> M:
        """The verdict of the other plan, where it hangs on nothing that is set."""
        verdict: M = self._verdicts[rule] if rule in self._verdicts else judge()
        return verdict

    def takes_over(self, rule: Node) -> bool:
        """Whether the verdict of a rule is that of the other plan."""
        return rule in self._verdicts

    def posted(self, cost: Node, make: Callable[[], tuple[Posting, ...]]) -> tuple[Posting, ...]:
        """What the entries of a cost are made of in the other plan, where that hangs on nothing that is set."""
        known = self._postings.get(cost)
        if known is None:
            return make()
        yields = {one.yielded.key: one.yielded for one in known}
        here = {key: ours for key, one in yields.items() if (ours := self._yield(cost, one)) is not None}
        if len(here) < len(yields):
            return make()
        return tuple(one._replace(yielded=here[one.yielded.key]) for one in known)

    def _yield(self, cost: Node, yielded: Yield) -> Yield | None:
        """A yield of the other plan as it is here; None where that cannot be told."""
        *values, where = map(self._same, (*yielded.frame[1:], yielded.where))
        whole = where is not HOLE and not any(one is HOLE for one in values)
        return Yield(self, cost, yielded.key, (cost, *values), where) if whole else None

    def _moved(self, values: dict[str, Value]) -> Iterator[tuple[str, Value]]:
        """Values of a declaration of the other plan as they are here, as far as that can be told."""
        for name, value in values.items():
            same = self._same(value)
            if same is not HOLE:
                yield name, same

    def _same(self, value: Value) -> Value:
        """A value of the other plan as it is here: its declarations are others. A hole, where that cannot be told."""
        if type(value) in PLAIN:
            return value
        if isinstance(value, Declared):
            twin = self._twins.get(value.__dict__["_node"])
            return HOLE if twin is None else twin.entity
        if isinstance(value, Steps):
            values = self._same(value.values)
            return HOLE if values is HOLE else Steps(value.days, values)
        if type(value) is not tuple:
            return HOLE
        items = tuple(map(self._same, value))
        return HOLE if any(one is HOLE for one in items) else items


def _is_plain(value: Value) -> bool:
    """Whether a value says the same in every plan: it names no declaration."""
    if isinstance(value, Steps):
        value = value.values
    return all(map(_is_plain, value)) if type(value) is tuple else type(value) in PLAIN
