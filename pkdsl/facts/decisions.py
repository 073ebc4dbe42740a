"""How courses of action compare: each criterion's scores on one scale, weighted.

Source: weighted comparison of courses of action, as staff manuals do it (general knowledge).
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from pkdsl.entities.assessment import CourseOfAction, Decision
from pkdsl.plan.facts import derives
from pkdsl.values import NO_UNIT, Quantity, given, unknown_of
from pkdsl.values.number import exact

if TYPE_CHECKING:
    from pkdsl.entities.assessment import Criterion
    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value

HUNDRED = 100
"""A course that is best in everything comes to this."""


@derives(CourseOfAction, "total")
def total(course: CourseOfAction, plan: Plan) -> Value:
    """Σ weight × scaled score ÷ Σ weight, from 0 to 100: on each criterion the best option has 100, the worst 0.

    Between them options stand in proportion: (score − worst) ÷ (best − worst), where `direction: down` makes the
    smallest the best; where all are as good, each has 100. The criteria are those of the decision that names the course
    among its options, else those of its scores.
    """
    criteria, options = _compared(course, plan)
    if not criteria:
        return plan.missing(course, "score")
    weights = [criterion.weight for criterion in criteria]
    shares = [_scaled(criterion, course, options, plan) for criterion in criteria]
    if not all(map(given, (*weights, *shares))):
        return unknown_of((*weights, *shares))
    parts = [Fraction(weight.number_in(NO_UNIT)) for weight in weights]
    if not sum(parts):
        return plan.missing(criteria[0], "weight")
    return exact(
        sum((part * share for part, share in zip(parts, shares, strict=True)), Fraction(0)) / sum(parts, Fraction(0))
    )


def _compared(course: CourseOfAction, plan: Plan) -> tuple[tuple[Criterion, ...], tuple[CourseOfAction, ...]]:
    """The criteria that a course is judged by, and all courses that are judged with it."""
    for decision in plan.all(Decision):
        if given(decision.options) and course in decision.options:
            return decision.criteria, decision.options
    criteria = tuple(dict.fromkeys(score.criterion for score in course.scores if given(score.criterion)))
    return criteria, plan.all(CourseOfAction)


def _scaled(criterion: Criterion, course: CourseOfAction, options: tuple[CourseOfAction, ...], plan: Plan) -> Value:
    """Where a course stands on a criterion, from 0 for the worst to 100 for the best."""
    own = _score(criterion, course)
    if own is None:
        return plan.missing(course, "score")
    if not given(criterion.direction):
        return criterion.direction
    scores = [value for value in (_score(criterion, option) for option in options) if value is not None]
    if len({value.unit.dimension for value in scores}) > 1:
        return plan.missing(course, "score")
    numbers = [value.number_in(own.unit) for value in scores]
    low, high = min(numbers), max(numbers)
    if low == high:
        return HUNDRED
    share = Fraction(own.number - low) / (high - low)
    return HUNDRED * (share if criterion.direction == "up" else 1 - share)


def _score(criterion: Criterion, course: CourseOfAction) -> Quantity | None:
    for score in course.scores:
        if score.criterion is criterion and isinstance(score.value, Quantity):
            return score.value
    return None
