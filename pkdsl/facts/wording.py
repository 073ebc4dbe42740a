"""How objectives are worded: as a result, or as an activity.

Source: guidance on results-based budgets: an objective is a result (seen).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.entities.mandate import Objective
from pkdsl.plan.facts import derives
from pkdsl.values import Unknown, given

if TYPE_CHECKING:
    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value

VERBS = frozenset({
    "accompany", "advise", "arrange", "assist", "carry", "conduct", "contribute", "convene", "coordinate",
    "deliver", "deploy", "develop", "distribute", "do", "escort", "establish", "execute", "facilitate", "help",
    "hold", "implement", "liaise", "maintain", "make", "manage", "meet", "mentor", "monitor", "observe", "organise",
    "organize", "patrol", "perform", "plan", "prepare", "provide", "publish", "recruit", "report", "run", "send",
    "set", "supervise", "supply", "support", "train", "undertake", "verify", "visit", "work",
})  # fmt: skip
"""What people write when they have a task in mind: verbs in their plain form, as an order has them."""


@derives(Objective, "activity")
def activity(objective: Objective, plan: Plan) -> Value:
    """The first word of the title, where it is a verb of doing in the form of an order (`Conduct`) or in `-ing`.

    A heuristic over a closed list of English verbs; a title in another language has none of them.
    """
    title = objective.title
    if not given(title) or not title.split():
        return Unknown(())
    word = title.split()[0].strip(".,:;")
    return word if _is_verb(word.lower()) else Unknown(())


def _is_verb(word: str) -> bool:
    """`train`, `training`, `providing`, `planning`."""
    stem = word.removesuffix("ing")
    return word in VERBS or (stem != word and bool({stem, f"{stem}e", stem[:-1]} & VERBS))
