"""How many casualties must be expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.schema import ABSENT, Derived, Entity, Many, Number, OverTime, Percent, Persons, Ref, YesNo

if TYPE_CHECKING:
    from pkdsl.entities.foundations import Scenario
    from pkdsl.entities.places import Area


class CasualtyEstimate(Entity):
    """How many wounded and sick must be expected in an area, by day and in one bad day.

    ```pk example
    area north "Sector North" { type: sector }
    casualty_estimate north_casualties "Casualties in Sector North" {
      area:      north
      rate:      0.05
      surge:     25 persons
      surgical:  40%
      sick_call: 2%
    }
    ```
    """

    area: Many[Ref[Area]] = ABSENT
    """Where."""
    scenario: Ref[Scenario] = ABSENT
    """In which scenario; in the plan as it is when absent."""
    rate: Number = ABSENT
    """Casualties among a thousand persons in a day."""
    surge: Persons = ABSENT
    """Casualties of one bad day, in 24 hours."""
    surgical: Percent = ABSENT
    """The share of them who need surgery."""
    sick_call: Percent = ABSENT
    """The share of all persons who see a doctor on a day."""
    applies: Derived[YesNo] = ABSENT
    """It counts in the plan as it is looked at: as it stands, or in a scenario."""
    population_at_risk: Derived[OverTime[Persons]] = ABSENT
    """Persons in its areas for whose treatment it counts."""
    surgical_cases: Derived[Persons] = ABSENT
    """Persons who need surgery within 24 hours of the surge."""
    surgical_capacity: Derived[OverTime[Persons]] = ABSENT
    """Operations in 24 hours of the hospitals in reach, from where the fewest are."""
