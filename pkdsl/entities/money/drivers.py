"""What makes money be spent and supplies be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.schema import ABSENT, Amount, BudgetClass, Date, Entity, OverTime, Period, Ref

if TYPE_CHECKING:
    from pkdsl.entities.places import Location, Supply


class Cost(Entity):
    """A reason why money is spent: what it ranges over, the class, and the amount.

    ```pk example
    unit guards "Guard unit" { type: guard  strength: 250 persons }
    cost guard_allowance "Allowance of guards" {
      class: military_contingents
      for u in units where u.type == guard
      amount: u.strength * 40 USD/person/month
    }
    ```
    """

    class_: BudgetClass
    """The budget class that it falls under."""
    amount: OverTime[Amount]
    """How much: money per time while it applies, or money with `on` or `spread`."""
    on: Date = ABSENT
    """The day on which plain money is due."""
    spread: Period = ABSENT
    """The days over which plain money is spread evenly."""


class Demand(Entity):
    """A reason why a supply is used at a place.

    ```pk example
    location adeta "Adeta" { at: 2.52N 47.44E }
    unit north "Northern Battalion" { type: infantry  strength: 850 persons  base: adeta }
    supply washing_water "Water for washing" { class: water }
    demand washing "Water for washing" {
      supply: washing_water
      for u in units where given(u.base)
      at:     u.base
      amount: u.strength * 30 L/person/day
    }
    ```
    """

    supply: Ref[Supply]
    """The supply."""
    at: OverTime[Ref[Location]]
    """Where it is used."""
    amount: OverTime[Amount]
    """How much of it in a day."""
