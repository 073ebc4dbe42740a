"""The training plan: who must have which course by when, who gives it, how far training has come, and what was exercised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pkdsl.documents import About, training

if TYPE_CHECKING:
    from pkdsl.documents.context import Context
    from pkdsl.page import Figure
    from pkdsl.plan.plan import Plan

ABOUT = About(
    name="training_plan",
    title="Training plan",
    reader="training staffs, contributors, units",
    purpose="who must have which course by when, who gives it, how far training has come, exercises and what they showed",
)


@dataclass(frozen=True, slots=True)
class View:
    """What the plan shows."""

    summary: str
    matrices: tuple[Figure, ...]
    courses: tuple[training.Course, ...]
    calendar: tuple[Figure, ...]
    sessions: tuple[training.Session, ...]
    providers: tuple[training.Provider, ...]
    completion: tuple[training.Completion, ...]
    exercises: tuple[training.Exercise, ...]
    untested: tuple[str, ...]
    reviews: tuple[training.Review, ...]
    lessons: tuple[training.Lesson, ...]
    programmes: tuple[training.Programme, ...]


def view(plan: Plan, context: Context) -> View:
    """From who must be trained to what exercises showed."""
    del plan
    return View(
        summary=training.summary(context), matrices=training.matrices(context), courses=training.courses(context),
        calendar=training.calendar(context), sessions=training.sessions(context), providers=training.providers(context),
        completion=training.completion(context), exercises=training.exercises(context),
        untested=training.untested(context), reviews=training.reviews(context), lessons=training.lessons(context),
        programmes=training.programmes(context),
    )  # fmt: skip
