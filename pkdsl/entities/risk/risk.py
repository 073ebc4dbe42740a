"""Risks and what lowers them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pkdsl.schema import (
    ABSENT,
    Band,
    By,
    Count,
    Date,
    Declared,
    Derived,
    Duration,
    Entity,
    Many,
    Money,
    Number,
    OneToFive,
    Part,
    Parts,
    Percent,
    Progress,
    Ref,
    Text,
    ThreePoint,
    Threshold,
)

if TYPE_CHECKING:
    from pkdsl.entities.command import Post
    from pkdsl.entities.monitoring import Indicator


class Risk(Entity):
    """Something that may happen and would hurt the mission, rated by likelihood and impact.

    ```pk example
    post dms "Director of Mission Support" { role: director_of_support }
    risk flood "Floods close the main supply route" {
      owner:               dms
      cause:               "Two bridges below the high-water mark"
      effect:              "Bases in the north are cut off"
      category:            logistic
      likelihood:          4
      impact:              4
      residual_likelihood: 4
      residual_impact:     2
      control:             limited
      response:            reduce
      appetite:            medium
      reviewed:            D - 10 days
      mitigation stocks "Stocks before the rains" { due: D + 10 days  cost: 400k USD  status: planned }
      contingency air_bridge "Helicopters carry rations and water" { type: supply_loss  trigger: "route closed for 48 hours" }
    }
    ```
    """

    cause: Text = ABSENT
    """Why it may happen."""
    effect: Text = ABSENT
    """What it would do."""
    category: Literal[
        "strategic",
        "political",
        "operational",
        "security",
        "financial",
        "health",
        "environment",
        "reputation",
        "logistic",
        "disaster",
    ] = ABSENT
    """What sort of risk."""
    likelihood: OneToFive = ABSENT
    """How likely, before anything is done: 1 rare, 5 expected."""
    impact: OneToFive = ABSENT
    """How bad, before anything is done: 1 slight, 5 the mission fails."""
    residual_likelihood: OneToFive = ABSENT
    """How likely after mitigation."""
    residual_impact: OneToFive = ABSENT
    """How bad after mitigation."""
    control: Literal["ineffective", "limited", "effective"] = ABSENT
    """How well what is done works."""
    response: Literal["avoid", "reduce", "transfer", "accept"] = ABSENT
    """What is done about it."""
    appetite: Band = ABSENT
    """The band up to which it is taken without asking."""
    accepted_by: Ref[Post] = ABSENT
    """Who accepted what is left above the appetite."""
    status: Literal["open", "closed"] = ABSENT
    """Whether it still exists."""
    reviewed: Date = ABSENT
    """The day of the last review."""
    affects: Many[Ref[Declared]] = ABSENT
    """What in the plan it hits."""
    trigger: Text = ABSENT
    """The event that shows that it is happening."""
    warning: By[Ref[Indicator], Threshold] = ABSENT
    """Indicators that warn, with the value at which they do."""
    probability: Percent = ABSENT
    """How probable it is within the plan's period, for simulation."""
    delay: Duration | ThreePoint = ABSENT
    """How long it would delay what it hits."""
    loss: Money | ThreePoint = ABSENT
    """What it would cost."""
    mitigations: Parts[Mitigation] = ABSENT
    """What is done so that it is less likely or less bad."""
    score: Derived[Count] = ABSENT
    """Likelihood times impact."""
    residual: Derived[Count] = ABSENT
    """Likelihood times impact after mitigation."""
    band: Derived[Band] = ABSENT
    """The band that the score falls in."""
    residual_band: Derived[Band] = ABSENT
    """The band that the residual score falls in."""
    bands_lowered: Derived[Number] = ABSENT
    """By how many bands what is done about it lowers it; below zero where it rises."""


class Mitigation(Part):
    """Something done so that a risk is less likely or less bad.

    ```pk example
    risk flood "Floods close the main supply route" {
      likelihood: 4  impact: 4
      mitigation stocks "Stocks before the rains" { due: D + 10 days  cost: 400k USD  status: planned }
    }
    ```
    """

    due: Date = ABSENT
    """The day by which it is done."""
    cost: Money = ABSENT
    """What it costs."""
    status: Progress = ABSENT
    """Whether it is done."""
