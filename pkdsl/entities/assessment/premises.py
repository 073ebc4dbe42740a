"""What the plan takes for granted, and what binds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pkdsl.schema import ABSENT, Date, Declared, Derived, Entity, Many, Ref, Text, YesNo

if TYPE_CHECKING:
    from pkdsl.entities.foundations import Scenario
    from pkdsl.entities.risk import Contingency


class Assumption(Entity):
    """A statement taken for true so that planning can go on, with the day on which it is checked.

    ```pk example
    contingency slow_airlift "Personnel come by sea" { type: supply_loss  trigger: "air charter refused" }
    assumption airlift "Air charter is available from the first day" {
      check_by: D - 30 days
      status:   open
      if_false: slow_airlift
    }
    ```
    """

    statement: Text = ABSENT
    """What is assumed; the title serves where it is absent."""
    affects: Many[Ref[Declared]] = ABSENT
    """What in the plan rests on it."""
    check_by: Date = ABSENT
    """The day by which it is confirmed or refuted."""
    status: Literal["open", "confirmed", "refuted"] = ABSENT
    """What the check said."""
    if_false: Ref[Contingency | Scenario] = ABSENT
    """What is done, or how the plan changes, if it is refuted."""
    overdue: Derived[YesNo] = ABSENT
    """Whether the day of its check is past and it is still open."""
    rests_on_it: Derived[Many[Ref[Declared]]] = ABSENT
    """What hangs on it: what it affects, the objectives that count on it, and what hangs on these."""


class Constraint(Entity):
    """Something imposed from outside that the plan must do or must not do.

    ```pk example
    constraint no_night_convoys "No convoy moves at night" {
      type:       must_not
      imposed_by: "Security risk assessment of May"
    }
    ```
    """

    statement: Text = ABSENT
    """What must or must not be done; the title serves where it is absent."""
    type: Literal["must", "must_not"] = ABSENT
    """A demand, or a restraint."""
    imposed_by: Text = ABSENT
    """Who or what imposes it."""
    affects: Many[Ref[Declared]] = ABSENT
    """What in the plan it binds."""
