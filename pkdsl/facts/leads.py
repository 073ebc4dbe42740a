"""How long each step of force generation takes in the plan, and how long it takes at least.

Source: UN manual for the generation and deployment of military and formed police units, 2021 (seen); the times are
policy values.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pkdsl.entities.force import GenerationStep
from pkdsl.plan.facts import derives
from pkdsl.values import DAY, ConditionDate, Quantity, given

if TYPE_CHECKING:
    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value

LEADS = {
    "advisory_visit": ("pledge", "lead_visit"),
    "agreement": ("negotiation", "lead_mou"),
    "arrival_inspection": ("ship_call", "lead_shipping"),
}
"""The step that each of these follows, and the policy value with the time between both."""
BESIDE = frozenset({"training", "screening", "readiness_certificate"})
"""Steps that run beside the others."""


@derives(GenerationStep, "day")
def day(step: GenerationStep, plan: Plan) -> Value:
    """Its `actual` day, else its planned one."""
    found = step.actual if given(step.actual) else step.planned
    return found.date if isinstance(found, ConditionDate) else found


@derives(GenerationStep, "needs")
def needs(step: GenerationStep, plan: Plan) -> Value:
    """Of the unit's steps that come earlier in the usual order and have a day, the last in that order."""
    earlier = [] if step.type in BESIDE else [one for one in step.parent.generation_steps if _leads_to(one, step)]
    return max(earlier, key=lambda one: one.type.rank, default=plan.missing(step, "needs"))


def _leads_to(one: GenerationStep, step: GenerationStep) -> bool:
    if not given(one.type) or not given(step.type) or one.type in BESIDE:
        return False
    return one.type < step.type and given(one.day)


@derives(GenerationStep, "lead")
def lead(step: GenerationStep, plan: Plan) -> Value:
    """The days from the step that it follows; for a step that was done the actual day, else the planned one."""
    before = _before(step)
    end, start = step.day, before.day if before is not None else None
    if not isinstance(end, date) or not isinstance(start, date):
        return plan.missing(step, "lead")
    return Quantity((end - start).days, DAY)


@derives(GenerationStep, "lead_needed")
def lead_needed(step: GenerationStep, plan: Plan) -> Value:
    """The reference minimum: `policy.lead_visit`, `policy.lead_mou` or `policy.lead_shipping`."""
    if step.type not in LEADS:
        return plan.missing(step, "lead_needed")
    return plan.parameter("policy", LEADS[step.type][1], plan.span_of(step))


@derives(GenerationStep, "follows")
def follows(step: GenerationStep, plan: Plan) -> Value:
    """The step of the same unit from which its time is counted."""
    before = _before(step)
    return plan.missing(step, "follows") if before is None else before


def _before(step: GenerationStep) -> GenerationStep | None:
    wanted = LEADS.get(step.type, ("", ""))[0]
    return next((one for one in step.parent.generation_steps if one.type == wanted), None)
