"""Decisions to be taken, and the courses of action they choose between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pkdsl.schema import (
    ABSENT,
    Amount,
    Date,
    Derived,
    Entity,
    Many,
    Number,
    Part,
    Parts,
    Percent,
    Ref,
    Text,
    Threshold,
    UnitOfMeasure,
    YesNo,
)

if TYPE_CHECKING:
    from pkdsl.entities.command import Post
    from pkdsl.entities.foundations import Scenario
    from pkdsl.entities.who import Who


class Decision(Entity):
    """A choice that someone must make by a day, between courses of action.

    ```pk example
    post srsg "Special Representative" { role: head_of_mission }
    course_of_action three_sectors "Three sectors" { feasible: yes }
    course_of_action two_sectors "Two sectors" { feasible: yes }
    decision layout "How many sectors?" {
      decider:     srsg
      due:         D - 60 days
      options:     [two_sectors, three_sectors]
      recommended: two_sectors
      criterion cost { measure: USD  weight: 40%  direction: down }
      criterion reach { weight: 60%  direction: up }
      concurrence srsg { by: srsg  position: concur }
    }
    ```
    """

    question: Text = ABSENT
    """What is to be decided; the title serves where it is absent."""
    due: Date = ABSENT
    """The latest day on which it can be decided without loss."""
    decider: Ref[Post] = ABSENT
    """Who decides."""
    options: Many[Ref[CourseOfAction]] = ABSENT
    """What there is to choose from."""
    recommended: Ref[CourseOfAction] = ABSENT
    """What the staff recommends."""
    outcome: Text = ABSENT
    """What was decided."""
    criteria: Parts[Criterion] = ABSENT
    """What the options are compared by."""
    concurrences: Parts[Concurrence] = ABSENT
    """Who agrees and who does not."""


class Criterion(Part, plural="criteria"):
    """One thing that courses of action are compared by, with its weight.

    ```pk example
    decision layout "How many sectors?" {
      due: D - 60 days
      criterion cost { definition: "Cost of the first year"  weight: 40%  direction: down }
      criterion reach { definition: "Civilians within 60 minutes of a patrol"  weight: 60%  direction: up }
    }
    ```
    """

    definition: Text = ABSENT
    """What exactly is compared."""
    measure: UnitOfMeasure = ABSENT
    """The unit that scores are given in."""
    weight: Percent = ABSENT
    """Its share in the total; the weights of a decision add up to 100%."""
    direction: Literal["up", "down"] = ABSENT
    """Whether more or less of it is better."""
    threshold: Threshold = ABSENT
    """What an option must reach to be considered."""


class Concurrence(Part):
    """The position of one of those who were asked before a decision.

    ```pk example
    post dms "Director of Mission Support" { role: director_of_support }
    decision layout "How many sectors?" {
      concurrence dms { by: dms  position: non_concur  comment: "A third camp cannot be built before the rains." }
    }
    ```
    """

    by: Who
    """Who was asked."""
    position: Literal["concur", "non_concur"] = ABSENT
    """Whether they agree."""
    comment: Text = ABSENT
    """What they say to it."""


class CourseOfAction(Entity, plural="courses_of_action"):
    """One way to do it, tested against the five questions of planning and scored.

    ```pk example
    decision layout "How many sectors?" { criterion cost { weight: 100%  direction: down } }
    course_of_action two_sectors "Two sectors" {
      suitable: yes  feasible: yes  acceptable: yes  distinguishable: yes  complete: yes
      advantages: ["One camp less to build"]
      score cost { criterion: decision.layout.cost  value: 4 }
    }
    ```
    """

    scenario: Ref[Scenario] = ABSENT
    """How the plan changes if it is chosen."""
    suitable: YesNo = ABSENT
    """It fulfils the mission and the intent."""
    feasible: YesNo = ABSENT
    """It can be done with the means and in the time."""
    acceptable: YesNo = ABSENT
    """It is worth its cost and risk."""
    distinguishable: YesNo = ABSENT
    """It differs from the others in more than detail."""
    complete: YesNo = ABSENT
    """It says who, what, where, when, why and how."""
    advantages: Many[Text] = ABSENT
    """What speaks for it."""
    disadvantages: Many[Text] = ABSENT
    """What speaks against it."""
    scores: Parts[Score] = ABSENT
    """How it does on each criterion."""
    total: Derived[Number] = ABSENT
    """The sum of its scores, each brought to the same scale and weighted."""


class Score(Part):
    """How a course of action does on one criterion.

    ```pk example
    decision layout "How many sectors?" { criterion reach { weight: 100%  direction: up } }
    course_of_action three_sectors "Three sectors" { score reach { criterion: decision.layout.reach  value: 5 } }
    ```
    """

    criterion: Ref[Criterion]
    """The criterion."""
    value: Amount
    """How it does, in the criterion's measure."""
