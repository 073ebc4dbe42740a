"""Evaluation on demand: each value at most once, circles found, reads recorded, and no deep stack."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pkdsl.diagnostics import Finding, Label, Severity, Span
from pkdsl.plan.code import Located
from pkdsl.plan.draft import error
from pkdsl.plan.entries import Entries, whole
from pkdsl.values import HOLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from pkdsl.plan.draft import Node
    from pkdsl.values.value import Value

DEEPEST = 40
"""How many fields may wait for one another before the innermost is evaluated first, on a fresh stack."""
STEPS = 50_000_000
"""How many elements all comprehensions of a plan may look at."""
LET = "let "
"""What a named value is read under, beside the fields."""


class _Open:
    """Stands for a value that is being evaluated: whoever meets it has gone in a circle."""


OPEN = _Open()
_NOTHING = object()


class _First(Exception):  # noqa: N818 -- no error: a request
    """Evaluate this first; raised when too many values wait for one another."""

    def __init__(self, node: Node, name: str) -> None:
        super().__init__(name)
        self.node, self.name = node, name


class Read(NamedTuple):
    """One value that was read while another was evaluated."""

    node: Node
    name: str


class Evaluation:
    """The values of declarations, evaluated when they are asked for; `value_of` says how.

    Mistakes that evaluation meets are in `findings`, once each.
    """

    def __init__(self) -> None:
        self.findings: dict[Finding, None] = {}
        self._open: list[Read] = []
        self.steps = 0
        self._trace: list[Read] | None = None

    def value_of(self, node: Node, name: str) -> Value:
        """Evaluate a field or named value afresh; raises `Located` for a mistake."""
        raise NotImplementedError

    def absent(self, node: Node, name: str) -> Value:
        """What is not there, where nothing need be evaluated to know that; else None."""
        raise NotImplementedError

    def read(self, node: Node, name: str) -> Value:
        """The value of a field or named value, evaluated at most once. Of a computed map the entries are what is read."""
        value = node.memo.get(name, _NOTHING)
        if value is _NOTHING:
            value = self._evaluated(node, name)
        if self._trace is not None and not isinstance(value, Entries):
            self._trace.append(Read(node, name))
        return self._circle(node, name) if value is OPEN else value

    def _evaluated(self, node: Node, name: str) -> Value:
        """Evaluate; where too many values wait for one another, the innermost goes first."""
        absent = self.absent(node, name)
        if absent is not None:
            node.memo[name] = absent
            return absent
        if self._open:
            if len(self._open) >= DEEPEST:
                raise _First(node, name)
            return self._evaluate(node, name)
        waiting = [Read(node, name)]
        while True:
            try:
                value = self._evaluate(*waiting[-1])
            except _First as first:
                request = Read(first.node, first.name)
                if request in waiting:
                    self.break_circle(waiting[waiting.index(request) :])
                else:
                    waiting.append(request)
                continue
            waiting.pop()
            if not waiting:
                return value

    def _evaluate(self, node: Node, name: str) -> Value:
        memo = node.memo
        if name in memo:
            return memo[name]
        memo[name] = OPEN
        self._open.append(Read(node, name))
        trace, self._trace = self._trace, None
        value: Value = _NOTHING
        try:
            value = self.value_of(node, name)
        except Located as mistake:
            self.findings[mistake.finding] = None
            value = HOLE
        finally:
            self._open.pop()
            self._trace = trace
            if value is _NOTHING:
                del memo[name]
            elif memo[name] is OPEN:
                memo[name] = value
        return memo[name]

    def _circle(self, node: Node, name: str) -> Value:
        """Values that need each other: one finding, and a hole for all of them."""
        here = Read(node, name)
        self.break_circle(self._open[self._open.index(here) :])
        return HOLE

    def break_circle(self, members: list[Read]) -> None:
        """One finding for values that need each other, each the next and the last the first; they become holes."""
        first = min(range(len(members)), key=lambda i: _said(members[i]))
        members = members[first:] + members[:first]
        circle = " → ".join(f"`{_said(member)}`" for member in (*members, members[0]))
        what = "These values need each other" if len(members) > 1 else "This value needs itself"
        places = [place for place in map(_place, members) if place is not None]
        labels = tuple(Label(place, "which needs this") for place in places[1:])
        finding = error("REF-008", f"{what}: {circle}.", places[0] if places else members[0].node.header, labels=labels)
        self.findings[finding] = None
        for member in members:
            member.node.memo[member.name] = HOLE

    def reads(self, node: Node, name: str) -> tuple[Read, ...]:
        """What a value was made of: the values that are read when it is evaluated once more."""
        self.read(node, name)
        return self.traced(lambda: whole(self.value_of(node, name)))[1]

    @property
    def is_asked_why(self) -> bool:
        """Whether it is recorded what is read; only then must a fact read again what it worked out long ago."""
        return self._trace is not None

    def traced(self, run: Callable[[], Value]) -> tuple[Value, tuple[Read, ...]]:
        """What `run` gives, and what it read, in order and once each."""
        outer, self._trace = self._trace, []
        try:
            value = run()
        except Located:
            value = HOLE
        finally:
            reads, self._trace = self._trace or [], outer
        return value, tuple(dict.fromkeys(reads))

    @property
    def exhausted(self) -> bool:
        """Whether there were too many of them."""
        return self.steps > STEPS

    def tick(self, steps: int) -> None:
        """Count towards the limit of evaluation."""
        self.steps += steps
        if self.steps > STEPS:
            message = f"This plan needs more than {STEPS} steps to evaluate."
            raise Located(
                Finding("LIM-008", Severity.ERROR, message, self._open[0].node.header if self._open else None)
            )


def _said(read: Read) -> str:
    return read.name if read.node.path == "let" else f"{read.node.path}.{read.name}".replace(f".{LET}", ".")


def _place(read: Read) -> Span | None:
    given = read.node.lets.get(read.name[len(LET) :]) if read.name.startswith(LET) else read.node.given.get(read.name)
    return None if given is None else given.place
