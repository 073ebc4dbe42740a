"""How much a failure matters: what the rule says, how far the plan has come, what the reader set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.diagnostics import Severity
from pkdsl.syntax import tree
from pkdsl.values import Unknown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkdsl.judge.rule import Rule
    from pkdsl.plan.plan import Plan

SOFTER = {"estimate": 2, "concept": 2, "conops": 1}
"""By how many steps a rule is softer at a stage; at the later stages, and without one, it means what it says."""


def severity_of(rule: Rule, plan: Plan) -> Severity | None:
    """The severity of this rule's failures in this plan; None when it is switched off."""
    level = level_of(rule.code, plan.options.levels)
    if level is not None:
        return None if level == "off" else Severity[level.upper()]
    mission = plan.mission
    stage = mission.stage if mission is not None else Unknown(())
    stated = _stated(rule)
    if isinstance(stated, dict):
        word = stated.get(str(stage)) if isinstance(stage, str) else None
        if word is not None:
            return Severity[word.upper()]
        stated = "error"
    steps = SOFTER.get(stage, 0) if isinstance(stage, str) else 0
    return Severity(max(Severity.INFO, Severity[stated.upper()] - steps))


def level_of(code: str, levels: Mapping[str, str]) -> str | None:
    """What the configuration says of a code: the entry for the longest prefix of it."""
    fitting = [prefix for prefix in levels if code.startswith(prefix)]
    return levels[max(fitting, key=len)] if fitting else None


def _stated(rule: Rule) -> str | dict[str, str]:
    """The rule's own `severity`: a word, or a map by stage."""
    given = rule.node.given.get("severity")
    match given.expression if given is not None else None:
        case tree.Name(text=word):
            return word
        case tree.Body(items=items):
            return {
                item.name: item.value.text
                for item in items
                if isinstance(item, tree.Field) and isinstance(item.value, tree.Name)
            }
        case _:
            return "error"
