"""What is to be achieved, and the concept for achieving it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pkdsl.schema import ABSENT, Component, Derived, Entity, Many, Part, Parts, Ref, Text

if TYPE_CHECKING:
    from pkdsl.entities.assessment import Assumption
    from pkdsl.entities.command import Post
    from pkdsl.entities.mandate.framework import RbbComponent
    from pkdsl.entities.mandate.mandate import Mandate
    from pkdsl.entities.risk import Risk
    from pkdsl.entities.who import Who


class Objective(Entity):
    """An expected accomplishment: a result, said as a state of things and not as an activity.

    ```pk example
    mandate res0000 "S/RES/0000 (2026)" {
      period: D .. +12 months
      objective protection "Civilians in the north live free from armed attack" { level: strategic }
    }
    ```
    """

    mandate: Ref[Mandate] = ABSENT
    """The mandate that it comes from."""
    level: Literal["strategic", "operational"] = ABSENT
    """Of the whole mission, or of one operation."""
    rbb_component: Ref[RbbComponent] = ABSENT
    """The component of the results-based budget that it stands under."""
    contributes_to: Ref[Objective] = ABSENT
    """The higher objective that it serves."""
    external_factors: Many[Ref[Risk | Assumption] | Text] = ABSENT
    """What others must do, or what must not happen, for it to be reached."""
    activity: Derived[Text] = ABSENT
    """The verb that its title begins with, where that says what is done and not what is reached."""


class Concept(Entity):
    """The concept of operations of the mission or of one component.

    ```pk example
    post fc "Force Commander" { role: force_commander }
    concept force "Concept of the force" {
      component: military
      purpose:   "Keep armed groups away from the displaced"
      method:    "Patrols from two bases, with a reserve at the port"
      end_state: "Police alone keep order"
      by:        fc
      instruction convoys { text: "Convoys of agencies are told of patrols two days ahead."  applies_to: fc }
    }
    ```
    """

    component: Component = ABSENT
    """The component that it is for; the whole mission when absent."""
    statement: Text = ABSENT
    """The mission statement: who, what, where, when and why; the title serves where it is absent."""
    purpose: Text = ABSENT
    """What it is for."""
    method: Text = ABSENT
    """How it is done, in the large."""
    end_state: Text = ABSENT
    """How things stand when it is done."""
    posture: Text = ABSENT
    """How the mission shows itself: bases, patrols, weapons, visibility."""
    support: Text = ABSENT
    """How it is supplied and treated."""
    by: Ref[Post] = ABSENT
    """Whose concept it is."""
    instructions: Parts[Instruction] = ABSENT
    """Coordinating instructions."""


class Instruction(Part):
    """A coordinating instruction: what holds for several at once.

    ```pk example
    unit north "Northern Battalion" { type: infantry  strength: 850 persons }
    concept force "Concept of the force" {
      instruction lights { text: "All vehicles drive with lights on."  applies_to: north }
    }
    ```
    """

    text: Text
    """What is to be done."""
    applies_to: Many[Who] = ABSENT
    """Whom it binds; all when absent."""
