"""Who commands whom, and who may decide what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pkdsl.schema import ABSENT, Amount, DelegatedPower, Entity, Many, Period, Ref, RuleCode, Text

if TYPE_CHECKING:
    from pkdsl.entities.command.post import Hq, Post
    from pkdsl.entities.force import Section, Unit


class Command(Entity):
    """A relation of command: who has which authority over whom, and when.

    ```pk example
    post fc "Force Commander" { role: force_commander }
    unit north "Northern Battalion" { type: infantry  strength: 850 persons }
    command fc_north "Operational control of the Northern Battalion" {
      superior:    fc
      subordinate: north
      authority:   operational_control
      period:      D + 60 days .. D + 364 days
    }
    ```
    """

    superior: Ref[Post | Unit | Hq]
    """Who has it."""
    subordinate: Many[Ref[Post | Unit | Hq | Section]]
    """Over whom."""
    authority: Literal[
        "operational_authority",
        "operational_control",
        "tactical_control",
        "tasking",
        "administrative",
        "technical",
        "coordination",
        "liaison",
        "national",
    ]
    """Which authority; `national` is what the contributor keeps."""
    scope: Many[Literal["operations", "administration", "discipline"]] = ABSENT
    """What it reaches to."""
    priorities: Many[Text] = ABSENT
    """What goes first when it cannot do all; the first wins."""
    period: Period = ABSENT
    """When it holds; always, when absent."""


class Delegation(Entity):
    """A power that someone else may use, within limits and for a time.

    ```pk example
    post srsg "Special Representative" { role: head_of_mission }
    post duty_officer "Duty officer" { role: duty_officer }
    delegation launch "Launching evacuation" {
      owner:  srsg
      to:     duty_officer
      power:  casevac_launch
      period: D .. D + 364 days
    }
    ```
    """

    to: Ref[Post] = ABSENT
    """Who receives it."""
    power: DelegatedPower
    """What they may do."""
    rules: Many[RuleCode] = ABSENT
    """For `waive`: the rules that they may waive."""
    limit: Amount = ABSENT
    """For `spend` and the like: up to how much."""
    period: Period = ABSENT
    """When."""
