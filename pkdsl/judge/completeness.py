"""How much of a plan could not be judged because something is not given yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.diagnostics import Finding, Severity
from pkdsl.judge.severity import level_of
from pkdsl.values import Quantity
from pkdsl.values.paper import show_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pkdsl.plan.plan import Plan

CODE = "META-012"
FEWEST = 20
"""A share of fewer verdicts than this says nothing about a plan."""


def completeness(plan: Plan, verdicts: Mapping[str, Mapping[str, int]]) -> Iterator[Finding]:
    """A finding when more verdicts than `policy.max_unknown` allows could not be told; none without such a policy."""
    mission = plan.mission
    level = level_of(CODE, plan.options.levels) or "info"
    if mission is None or level == "off":
        return
    span = plan.span_of(mission)
    allowed = plan.parameter("policy", "max_unknown", span)
    open_ = {code: counts["not assessable"] for code, counts in verdicts.items()}
    untold, told = sum(open_.values()), sum(sum(counts.values()) for counts in verdicts.values())
    if told >= FEWEST and isinstance(allowed, Quantity) and 100 * untold > allowed.number * told:
        yield Finding(
            CODE,
            Severity[level.upper()],
            _said(untold, told, allowed, open_),
            span,
            name="too-much-unknown",
            subject="mission",
        )


def _said(untold: int, told: int, allowed: Quantity, open_: Mapping[str, int]) -> str:
    worst = sorted((code for code, times in open_.items() if times), key=lambda code: (-open_[code], code))[:3]
    which = ", ".join(f"{code} {show_number(open_[code])}" for code in worst)
    return (
        f"{show_number(untold)} of {show_number(told)} verdicts ({100 * untold // told} %) could not be told, because "
        f"something is not given; {show_number(allowed.number)} % may be open. The most are of {which}."
    )
