"""One thing to tell a planner: what was seen, where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date  # noqa: TC003 -- a dataclass field's type is part of its documentation
from enum import IntEnum
from hashlib import sha256

from pkdsl.diagnostics.span import Span  # noqa: TC001 -- as above


class Severity(IntEnum):
    """How much a finding matters, in rising order."""

    NOT_ASSESSABLE = 0
    INFO = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        """The word that a planner reads and writes."""
        return self.name.lower().replace("_", "-")


@dataclass(frozen=True, slots=True)
class Label:
    """A further place that belongs to a finding, and why."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A change of text that mends the finding; `safe` when it cannot change anything else."""

    title: str
    span: Span
    replacement: str
    safe: bool = True


def fingerprint(code: str, subject: str, detail: str) -> str:
    """Sixteen hexadecimal digits for what a finding is about."""
    return sha256(f"{code}\0{subject}\0{detail}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a planner is told.

    `message` is a sentence complete in itself. `subject` is the path of the object concerned
    (`mandate.res0000.ceiling.troops`), empty for findings about text. `detail` is what, besides code and
    subject, tells two findings apart; it never holds a line number, so that a finding keeps its
    `fingerprint` while the text around it is edited. `scenarios` are those it holds in, the empty name being the plan
    as it stands; a check of one plan alone leaves them out.
    """

    code: str
    severity: Severity
    message: str
    span: Span | None = None
    name: str = ""
    subject: str = ""
    detail: str = ""
    labels: tuple[Label, ...] = ()
    because: tuple[str, ...] = ()
    help: str = ""
    fixes: tuple[Fix, ...] = ()
    interval: tuple[date, date] | None = None
    waived_by: str = field(default="", compare=False)
    scenarios: tuple[str, ...] = field(default=(), compare=False)

    @property
    def fingerprint(self) -> str:
        """Sixteen hexadecimal digits that stay the same while the finding does."""
        return fingerprint(self.code, self.subject, self.detail)

    @property
    def order(self) -> tuple[str, int, str, str]:
        """What findings are sorted by: file, position, code."""
        if self.span is None:
            return ("", 0, self.code, self.message)
        return (self.span.source.path, self.span.start, self.code, self.message)
