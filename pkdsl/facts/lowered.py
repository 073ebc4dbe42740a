"""What is marked lower than what it stands in.

Source: arithmetic of marks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.entities.foundations import Mission
from pkdsl.plan.facts import derives
from pkdsl.plan.marks import is_lowered, is_marked

if TYPE_CHECKING:
    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value


@derives(Mission, "lowered")
def lowered(mission: Mission, plan: Plan) -> Value:
    """All that says a lower mark than what it stands in, in the order of the text.

    What is hidden is looked at too: without it the list would be silently a part.
    """
    own = [node for node in plan.draft.all() if not node.home.package]
    for node in own:
        if plan.hides(node.entity):
            plan.read(node, "marking")
    return tuple(node.entity for node in own if is_marked(node) and is_lowered(plan, node))
