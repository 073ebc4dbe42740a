"""The paths of a plan: for completion in a shell, and for the question what was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.diagnostics.nearest import did_you_mean
from pkdsl.diagnostics.words import a, listed, spaced
from pkdsl.plan.paths import node_at, path_of
from pkdsl.plan.provenance import paths

if TYPE_CHECKING:
    from pkdsl.cli._session import Session
    from pkdsl.plan.plan import Plan

MOST = 200
"""How many completions a shell is given at most."""
MENTIONED = 4
"""How many fields of a declaration are named to whoever asks for all of it."""


def completions(session: Session, incomplete: str) -> list[str]:
    """Paths of the plan that begin as typed."""
    from pkdsl.cli._plans import compiled

    plan = compiled(session)[0].compilation.plan
    return sorted(path for path in set(paths(plan)) if path.startswith(incomplete))[:MOST]


def closest(plan: Plan, path: str) -> str:
    """A question to append to the message that there is no such path: what is near.

    The same field of another of its kind first: who asks for `unit.nort.deployed` knows what is deployed and mistook the
    name; then any path of the kind, then any.
    """
    known = sorted(set(paths(plan)))
    node, rest = node_at(plan.names, path.split("."))
    if node is not None and not rest:
        of_it = [each for each in known if each.startswith(f"{path_of(node)}.")][:MENTIONED]
        such_as = f": ask for a field of it, such as {listed((f'`{each}`' for each in of_it), 'or')}" if of_it else ""
        return f" It is {a(spaced(node.spec.kind))}{such_as}."
    kind, field = path.partition(".")[0], path.rpartition(".")[2]
    of_kind = [each for each in known if each.partition(".")[0] == kind]
    same_field = [each for each in of_kind if each.rpartition(".")[2] == field]
    return next(filter(None, (did_you_mean(path, pool) for pool in (same_field, of_kind, known))), "")
