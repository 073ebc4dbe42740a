"""The exit codes, what they mean, and which of several wins."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from pkdsl.diagnostics import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable


class Exit(IntEnum):
    """Everything that pkdsl may answer to the shell; nothing else, ever."""

    DONE = 0
    FINDINGS = 1
    CALLED_WRONGLY = 2
    NOT_BUILT = 3
    ENVIRONMENT = 4
    REFUSED = 5
    DEFECT = 70
    INTERRUPTED = 130
    TERMINATED = 143


MEANINGS = {
    Exit.DONE: "done; nothing at or above the fail level",
    Exit.FINDINGS: "findings at or above the fail level (or fmt --check would change a file)",
    Exit.CALLED_WRONGLY: "called wrongly: a flag, the configuration, a missing file",
    Exit.NOT_BUILT: "the plan could not be built (SYN, REF, TYP, VAL, PKG, TPL errors), so later checks were partial",
    Exit.ENVIRONMENT: "environment: disk full, no permission, read only",
    Exit.REFUSED: "refused: a limit reached (LIM), or a path that leaves the plan",
    Exit.DEFECT: "a defect of pkdsl itself",
    Exit.INTERRUPTED: "interrupted",
    Exit.TERMINATED: "asked to stop",
}

ORDER = (
    Exit.DEFECT, Exit.INTERRUPTED, Exit.TERMINATED, Exit.ENVIRONMENT, Exit.CALLED_WRONGLY, Exit.REFUSED, Exit.NOT_BUILT,
    Exit.FINDINGS, Exit.DONE,
)  # fmt: skip
"""Where several apply, the first of these wins."""

BY_CODE = {
    "LIM": Exit.REFUSED,
    "PKG-002": Exit.REFUSED,
    "PKG-004": Exit.CALLED_WRONGLY,
    "PKG-005": Exit.CALLED_WRONGLY,
    "PKG-006": Exit.ENVIRONMENT,
    "PKG": Exit.NOT_BUILT,
    "TPL": Exit.NOT_BUILT,
    "SYN": Exit.NOT_BUILT,
    "REF": Exit.NOT_BUILT,
    "TYP": Exit.NOT_BUILT,
    "VAL": Exit.NOT_BUILT,
}
"""What an error of a code, or else of its family, comes to."""


def exit_code(findings: Iterable[Finding], fail_on: Iterable[Severity]) -> Exit:
    """The code of a run with these findings."""
    levels = frozenset(fail_on)
    floor = min((level for level in levels if level is not Severity.NOT_ASSESSABLE), default=Severity.ERROR)
    return first(_of(finding, floor, levels) for finding in findings)


def first(codes: Iterable[Exit]) -> Exit:
    """The code that wins."""
    return min(codes, key=ORDER.index, default=Exit.DONE)


def _of(finding: Finding, floor: Severity, levels: frozenset[Severity]) -> Exit:
    family = finding.code.partition("-")[0]
    if finding.severity is Severity.ERROR and family in BY_CODE:
        return BY_CODE.get(finding.code, BY_CODE[family])
    if finding.severity is Severity.NOT_ASSESSABLE:
        return Exit.FINDINGS if finding.severity in levels else Exit.DONE
    return Exit.FINDINGS if finding.severity >= floor else Exit.DONE
