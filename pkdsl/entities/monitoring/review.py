"""Reviews, and lessons drawn from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pkdsl.schema import ABSENT, Date, Declared, Duration, Entity, Many, Ref, RuleCode, Text, Theme

if TYPE_CHECKING:
    from pkdsl.entities.assessment import Event
    from pkdsl.entities.coordination import Exercise
    from pkdsl.entities.mandate import Phase
    from pkdsl.entities.risk import Contingency


class Review(Entity):
    """A look back at how something went, once or at intervals.

    ```pk example
    phase deployment "Deployment" { period: D .. D + 119 days }
    review deployment_review "Review of the deployment" {
      type:   after_action
      date:   D + 130 days
      covers: deployment
    }
    ```
    """

    type: Literal[
        "monitoring", "evaluation", "impact", "performance", "coe_verification", "transition", "after_action"
    ] = ABSENT
    """What sort of review."""
    every: Duration = ABSENT
    """How often it is done."""
    date: Date = ABSENT
    """Its day, or that of the first one."""
    covers: Many[Ref[Declared]] = ABSENT
    """What it looks at."""
    findings: Many[Text] = ABSENT
    """What was found."""
    result: Literal["unsatisfactory", "partly_satisfactory", "satisfactory"] = ABSENT
    """How it went."""


class Lesson(Entity):
    """Something learned from what happened, and where it was applied.

    ```pk example
    phase deployment "Deployment" { period: D .. D + 119 days }
    lesson beds "Beds come before battalions" {
      observation:    "Two companies lived in tents of another contingent for six weeks"
      cause:          "The camp was built after the ship had sailed"
      recommendation: "Call the ship when the camp is half finished"
      theme:          deployment
      event:          deployment
      rules:          [DEP-005]
    }
    ```
    """

    observation: Text = ABSENT
    """What was seen."""
    cause: Text = ABSENT
    """Why it came so."""
    recommendation: Text = ABSENT
    """What to do next time."""
    theme: Theme = ABSENT
    """What it concerns."""
    learned_in: Text = ABSENT
    """The mission in which it was learned."""
    event: Ref[Event | Exercise | Phase | Contingency | Review] = ABSENT
    """What it was learned from."""
    applied_in: Many[Ref[Declared]] = ABSENT
    """Where in this plan it is applied."""
    rejected_because: Text = ABSENT
    """Why it does not apply here."""
    rules: Many[RuleCode] = ABSENT
    """The rules that it became, or that it explains."""
