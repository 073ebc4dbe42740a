"""What is said after a check: a report is a value, and each module of this folder writes it in one form."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkdsl.diagnostics import Finding, Severity

BUILD = ("SYN", "REF", "TYP", "VAL", "PKG", "TPL", "LIM")
"""Families of findings that no plan can set aside: with them, the plan was not built whole."""


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of one run, in the order of every form: file, position, code.

    `shown` is how many of them are printed; the counts stay true. Forms for people list what was waived only if it is
    `wordy`. `error` is the sentence of a run that ended before there was anything to find.
    """

    findings: tuple[Finding, ...] = ()
    waived: tuple[Finding, ...] = ()
    rules: int = 0
    objects: int = 0
    exit_code: int = 0
    shown: int = 1_000
    wordy: bool = False
    version: str = ""
    stats: Mapping[str, str] = field(default_factory=dict)
    error: str = ""

    def count(self, severity: Severity) -> int:
        """How many findings are of one severity."""
        return sum(finding.severity == severity for finding in self.findings)

    @property
    def printed(self) -> tuple[Finding, ...]:
        """What is shown: all, or the worst of them, in the common order."""
        worst = sorted(self.findings, key=lambda finding: -finding.severity)[: self.shown]
        return tuple(sorted(worst, key=lambda finding: finding.order))

    @property
    def left_out(self) -> int:
        """How many findings are counted but not shown."""
        return len(self.findings) - len(self.printed)


FORMS = tuple(module.name for module in iter_modules(__path__) if not module.name.startswith("_"))
"""The forms there are: being in this folder is being registered."""


def write(report: Report, form: str, *, color: bool = False) -> str:
    """The report as text that ends with a line end; only forms for people know colour."""
    text: str = import_module(f"{__name__}.{form}").write(report, color=color)
    return text
