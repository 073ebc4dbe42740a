"""What an expression becomes once its names are known: a type and a function from a frame to a value."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from pkdsl.schema.types import ANYTHING, Type
from pkdsl.values import HOLE, Unknown
from pkdsl.values.value import Value

if TYPE_CHECKING:
    from pkdsl.diagnostics import Finding
    from pkdsl.plan.draft import Node

Frame: TypeAlias = tuple[Value, ...]
"""The declaration whose fields are in reach, then the values of the loop variables, outermost first."""

Run: TypeAlias = Callable[[Frame], Value]


class Code(NamedTuple):
    """An expression that can be evaluated. `node` is the declaration it names, where that is already known."""

    type: Type
    run: Run
    node: Node | None = None


class Located(Exception):  # noqa: N818 -- a planner's mistake, not an error of the program
    """A mistake that only evaluation could see, with its finding."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def constant(value: Value, type_: Type = ANYTHING) -> Code:
    """The code of a value that never changes."""
    return Code(type_, lambda _: value)


SILENT = constant(HOLE)
"""What stands for an expression that already has its finding."""


class Gone:
    """The run of a reference to something that a scenario removes: lists leave it out.

    Anywhere else it has a finding; without one, in a trial, it is not given.
    """

    def __init__(self, finding: Finding | None) -> None:
        self._finding = finding

    def __call__(self, _frame: Frame) -> Value:
        """There is no value."""
        if self._finding is None:
            return Unknown(())
        raise Located(self._finding)


class Later:
    """A named value of a driver in its frame: evaluated when it is first asked for, and at most once."""

    __slots__ = ("_frame", "_run", "_value")

    def __init__(self, run: Run, frame: Frame) -> None:
        self._run, self._frame = run, frame
        self._value: Value = self

    def now(self) -> Value:
        """The value."""
        if self._value is self:
            self._value = self._run(self._frame)
        return self._value
