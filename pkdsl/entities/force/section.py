"""Civilian offices and their staffing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pkdsl.entities.command.chain import Commanded
from pkdsl.schema import (
    ABSENT,
    BudgetClass,
    Component,
    Derived,
    Entity,
    Grade,
    OverTime,
    Part,
    Parts,
    Percent,
    Persons,
    Ref,
)

if TYPE_CHECKING:
    from pkdsl.entities.command import Post
    from pkdsl.entities.force.establishment import Training
    from pkdsl.entities.mandate import RbbComponent
    from pkdsl.entities.places import Location


class Section(Commanded, Entity):
    """A civilian office or section of the mission.

    ```pk example
    location port "Port Kasuri" { at: 2.00N 45.30E }
    section human_rights "Human rights office" {
      component: civilian
      base:      port
      staffing officers { category: international  grade: P3  posts: 8 persons  filled: 6 persons }
    }
    ```
    """

    component: Component = ABSENT
    """The component that it belongs to."""
    rbb_component: Ref[RbbComponent] = ABSENT
    """The component of the results-based budget that pays for it."""
    head: Ref[Post] = ABSENT
    """Who leads it."""
    base: OverTime[Ref[Location]] = ABSENT
    """Where it works."""
    staffing: Parts[Staffing] = ABSENT
    """Its posts, by category and grade."""
    training: Parts[Training] = ABSENT
    """The courses that its people have passed."""
    strength: Derived[OverTime[Persons]] = ABSENT
    """Filled posts on each day."""
    vacancy: Derived[OverTime[Percent]] = ABSENT
    """The share of its posts that is not filled."""


class Staffing(Part, plural="staffing"):
    """Posts of one category and grade in a section.

    ```pk example
    section human_rights "Human rights office" {
      component: civilian
      staffing officers {
        category: international
        grade:    P3
        posts { from D = 8 persons  from D + 180 days = 10 persons }
      }
    }
    ```
    """

    category: Literal[
        "international", "national_professional", "national_general", "volunteer", "temporary", "government_provided"
    ]
    """The category of staff."""
    grade: Grade = ABSENT
    """The grade."""
    posts: OverTime[Persons] = ABSENT
    """Authorised posts."""
    filled: OverTime[Persons] = ABSENT
    """Posts with somebody in them."""
    paid: Derived[OverTime[Persons]] = ABSENT
    """Posts that are paid for: those filled; else all, less the vacancy that the budget or the policy expects."""
    budget_class: Derived[BudgetClass] = ABSENT
    """The class of the budget that pays for them; follows from the category."""
