"""The paths of a plan: for completion in a shell, and for the question what was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.diagnostics.nearest import did_you_mean
from pkdsl.plan.provenance import paths

if TYPE_CHECKING:
    from pkdsl.cli._session import Session
    from pkdsl.plan.plan import Plan

MOST = 200
"""How many completions a shell is given at most."""


def completions(session: Session, incomplete: str) -> list[str]:
    """Paths of the plan that begin as typed."""
    from pkdsl.cli._plans import compiled

    plan = compiled(session)[0].compilation.plan
    return sorted(path for path in set(paths(plan)) if path.startswith(incomplete))[:MOST]


def closest(plan: Plan, path: str) -> str:
    """A question to append to the message that there is no such path: what is near, among paths of the same kind first."""
    known = sorted(set(paths(plan)))
    kind = path.partition(".")[0]
    return did_you_mean(path, [each for each in known if each.partition(".")[0] == kind]) or did_you_mean(path, known)
