"""Who takes over, and what they can do by then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pkdsl.schema import (
    ABSENT,
    Amount,
    Date,
    Derived,
    Entity,
    Many,
    OverTime,
    Part,
    Parts,
    Percent,
    Persons,
    Ref,
    Text,
    UnitOfMeasure,
)

if TYPE_CHECKING:
    from pkdsl.entities.coordination import Agency, Course
    from pkdsl.entities.mandate import Task
    from pkdsl.entities.money import Fund, Partner
    from pkdsl.entities.monitoring import Indicator


class Institution(Entity):
    """An institution of the host state that takes over tasks.

    ```pk example
    institution police "Kasuri National Police" {
      type:    police
      measure: persons
      capacity { from D = 900 persons  from D + 300 days = 2_400 persons }
      programme academy { trainees: 1_600 persons  certified: 1_450 persons  retention: 90% }
    }
    ```
    """

    type: Literal["police", "defence", "justice", "corrections", "civil_authority", "other"] = ABSENT
    """What sort of institution."""
    measure: UnitOfMeasure = ABSENT
    """The unit that its capacity is counted in."""
    indicator: Ref[Indicator] = ABSENT
    """The indicator that shows its capacity."""
    capacity: OverTime[Amount] = ABSENT
    """What it can do."""
    programmes: Parts[Programme] = ABSENT
    """Training that builds it up."""


class Programme(Part):
    """A training programme of an institution.

    ```pk example
    course basic "Basic police training" { standard: specialised }
    institution police "Kasuri National Police" {
      programme academy { course: basic  trainees: 1_600 persons  certified: 1_450 persons  retention: 90% }
    }
    ```
    """

    course: Ref[Course] = ABSENT
    """The course."""
    trainees: Persons = ABSENT
    """Persons who begin it."""
    certified: Persons = ABSENT
    """Persons who pass it."""
    retention: Percent = ABSENT
    """The share of them who are still there after a year."""


class Handover(Entity):
    """The end of a mandated task: who takes it over, when, and with what capacity.

    ```pk example
    task patrols "Patrol the Adeta axis" { lead: military }
    institution police "Kasuri National Police" { type: police  measure: persons  capacity: 2_400 persons }
    handover patrols_to_police "Police patrol the Adeta axis" {
      task:     patrols
      to:       police
      date:     D + 340 days
      required: 2_000 persons
      support:  "Mentors for one year"
    }
    ```
    """

    task: Ref[Task]
    """The task."""
    to: Ref[Institution | Agency | Partner] | Literal["none"] = ABSENT
    """Who takes it over; `none` when it ends."""
    date: Date = ABSENT
    """The day."""
    required: Amount = ABSENT
    """The capacity that it takes, in the institution's measure."""
    support: Text = ABSENT
    """What help goes on afterwards."""
    supported_by: Ref[Partner | Agency] = ABSENT
    """Who gives that help."""
    funded_by: Many[Ref[Fund]] = ABSENT
    """Who pays for it."""
    signed: Date = ABSENT
    """The day of the agreement with the receiver."""
    capacity: Derived[Amount] = ABSENT
    """The receiver's capacity on that day."""
