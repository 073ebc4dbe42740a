"""The paths of a plan: for completion in a shell, and for the question what was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.diagnostics.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkdsl.cli._session import Session
    from pkdsl.plan import Plan

MOST = 200
"""How many completions a shell is given at most."""


def completions(session: Session, incomplete: str) -> list[str]:
    """Paths that begin as typed: things of the plan, and behind a thing and a dot its fields."""
    from pkdsl.cli._plans import compiled

    plan = compiled(session)[0].compilation.plan
    return [path for path in _paths(plan, incomplete) if path.startswith(incomplete)][:MOST]


def closest(plan: Plan, path: str) -> str:
    """A question to append to the message that there is no such path."""
    return did_you_mean(path, _paths(plan, path))


def _paths(plan: Plan, near: str) -> Iterator[str]:
    """The things of a plan; the fields only of what `near` names already."""
    for entity in plan.all("entity"):
        path = plan.path_of(entity)
        yield path
        if near.startswith(f"{path}."):
            yield from (f"{path}.{field}" for field in type(entity).model_fields)
