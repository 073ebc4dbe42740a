"""An expression that somebody asks of a whole plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.plan.code import Located
from pkdsl.plan.draft import Home
from pkdsl.plan.elaborate import Elaborator
from pkdsl.plan.names import Scope
from pkdsl.syntax import parse_expression
from pkdsl.values import HOLE

if TYPE_CHECKING:
    from pkdsl.diagnostics import Finding, Source
    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value


def query(plan: Plan, source: Source) -> tuple[Value, tuple[Finding, ...]]:
    """The value of the expression that `source` holds, and what is wrong with it."""
    expression, findings = parse_expression(source, 0, len(source.text))
    if findings:
        return HOLE, tuple(findings)
    elaborator = Elaborator(plan, Home(source, ""))
    code = elaborator.code(expression, Scope("", None))
    if elaborator.findings:
        return HOLE, tuple(elaborator.findings)
    try:
        return code.run((None,)), ()
    except Located as mistake:
        return HOLE, (mistake.finding,)
