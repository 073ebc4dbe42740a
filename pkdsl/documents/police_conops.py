"""The police concept of operations: the paper of the military component, about the police."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.documents import About, conops
from pkdsl.documents.conops import View

if TYPE_CHECKING:
    from pkdsl.documents.context import Context
    from pkdsl.plan.plan import Plan

__all__ = ["ABOUT", "View", "view"]

ABOUT = About(
    name="police_conops",
    title="Police concept of operations",
    reader="Police Commissioner, contributors of police, sectors",
    purpose="mission, intent, phases, tasks, force, support and command of the police component",
)


def view(plan: Plan, context: Context) -> View:
    """The police component."""
    del plan
    return conops.of(context, "police")
