"""Clinics and hospitals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.schema import (
    ABSENT,
    By,
    Count,
    Derived,
    Duration,
    Entity,
    Ground,
    Light,
    Loss,
    OneToFour,
    OverTime,
    PerDay,
    Period,
    Persons,
    PersonsPerDay,
    Ref,
    YesNo,
)

if TYPE_CHECKING:
    from pkdsl.entities.force import Unit
    from pkdsl.entities.places import Contract, Location


class MedicalFacility(Entity, plural="medical_facilities"):
    """A clinic or hospital: level 1 resuscitates, 2 operates, 3 has specialists, 4 gives definitive care.

    ```pk example
    location adeta "Adeta" { at: 2.52N 47.44E }
    unit hospital_unit "Level 2 hospital" { type: medical  strength: 65 persons  base: adeta }
    medical_facility adeta_hospital "Hospital at Adeta" {
      level:            2
      at:               adeta
      period:           D + 45 days .. D + 364 days
      beds:             20 persons
      surgeries:        4/day
      outpatients:      40 persons/day
      doctors:          6
      provider:         hospital_unit
      medical_supplies: 60 days
      blood:            yes
    }
    ```
    """

    level: OneToFour
    """Its level."""
    enhanced: YesNo = ABSENT
    """It can do more than its level: a level 1+ or 2+."""
    at: Ref[Location] = ABSENT
    """Where it is."""
    period: Period = ABSENT
    """The days on which it works."""
    beds: Persons = ABSENT
    """Patients whom it can keep."""
    surgeries: PerDay = ABSENT
    """Operations in a day."""
    outpatients: PersonsPerDay = ABSENT
    """Outpatients in a day."""
    doctors: Count = ABSENT
    """Doctors."""
    ambulances: Count = ABSENT
    """Ambulances."""
    evacuation_teams: Count = ABSENT
    """Teams that treat patients in the air."""
    provider: Ref[Unit | Contract] = ABSENT
    """The unit or contract that runs it."""
    medical_supplies: Duration = ABSENT
    """How long its own medical supplies last."""
    blood: YesNo = ABSENT
    """It has blood to give."""
    there: Derived[OverTime[YesNo]] = ABSENT
    """Whether it treats anybody, on each day."""
    served: Derived[OverTime[Persons]] = ABSENT
    """Persons whose nearest facility of its level it is, on each day."""
    outpatient_load: Derived[OverTime[PersonsPerDay]] = ABSENT
    """Outpatients to be expected in a day."""
    holding: Derived[OverTime[Persons]] = ABSENT
    """Patients to be expected in its beds."""
    onward_time: Derived[By[Light, By[Ground, By[Loss, OverTime[Duration]]]]] = ABSENT
    """Time from it to definitive care; none from where that is given."""
