"""The codes of a plan's own rules: each is a code, and of no family that is pkdsl's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkdsl.judge.waivers import COMPILER
from pkdsl.plan.draft import error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkdsl.diagnostics import Finding
    from pkdsl.plan.plan import Plan

CODE = re.compile(r"[A-Z][A-Z0-9]{1,3}-[0-9]{3}")


def findings(plan: Plan) -> Iterator[Finding]:
    """What is wrong with the codes of the plan's own rules."""
    rules = [node for node in plan.draft.drivers if node.spec.kind == "rule"]
    taken = COMPILER | {_family(rule.name) for rule in rules if rule.home.package}
    for rule in rules:
        if rule.home.package or rule.named is rule.header:
            continue  # a rule without a name has its finding already
        message = ""
        if not CODE.fullmatch(rule.name):
            form = "two to four capital letters or digits, a dash and three digits, as in `ADE-001`"
            message = f"`{rule.name}` is no code of a rule: it is {form}."
        elif _family(rule.name) in taken:
            message = f"The rules of the family {_family(rule.name)} are pkdsl's own; choose another one."
        if message:
            yield error("REF-011", message, rule.named)


def _family(code: str) -> str:
    return code.rpartition("-")[0]
