"""What is computed for wherever people may be wounded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.schema import (
    ABSENT,
    By,
    Care,
    Declared,
    Derived,
    Duration,
    EvacuationMode,
    EvacuationStep,
    Ground,
    Light,
    Loss,
    Many,
    OverTime,
    Period,
    Persons,
    Ref,
    Value,
    YesNo,
)

if TYPE_CHECKING:
    from pkdsl.entities.medical.evacuation import EvacuationAsset
    from pkdsl.entities.medical.facility import MedicalFacility


class Exposed(Declared):
    """A place, or a unit at the limit of its patrols, as somewhere where people may be wounded."""

    population_at_risk: Derived[OverTime[Persons]] = ABSENT
    """Persons for whose treatment it counts: at a place occupants and entitled dependants, of a unit all in theatre."""
    evacuation: Derived[By[Care, By[Light, By[Ground, By[Loss, OverTime[By[EvacuationStep, Value]]]]]]] = ABSENT
    """How a wounded person comes to care: what each step takes, with which asset, to which facility."""
    reached: Derived[By[Care, By[Light, By[Ground, By[Loss, OverTime[YesNo]]]]]] = ABSENT
    """Whether somebody brings a wounded person to care at all, in whatever time."""
    resuscitation_time: Derived[By[Light, By[Ground, By[Loss, OverTime[Duration]]]]] = ABSENT
    """Time from wounding to a doctor, or to a team on the way."""
    surgery_time: Derived[By[Light, By[Ground, By[Loss, OverTime[Duration]]]]] = ABSENT
    """Time from wounding to damage-control surgery."""
    definitive_time: Derived[By[Light, By[Ground, By[Loss, OverTime[Duration]]]]] = ABSENT
    """Time from wounding to definitive care; operations on the way are not counted."""
    surgery_by: Derived[By[EvacuationMode, By[Light, By[Ground, OverTime[Duration]]]]] = ABSENT
    """Time from wounding to damage-control surgery by each mode."""
    surgery_modes: Derived[OverTime[Many[EvacuationMode]]] = ABSENT
    """The ways by which surgery is reached in time by daylight, the quickest first."""
    surgeons: Derived[By[Light, By[Ground, OverTime[Many[Ref[MedicalFacility]]]]]] = ABSENT
    """The hospitals that operate and are reached in time for surgery."""
    hangs_on: Derived[By[Light, By[Ground, OverTime[Ref[EvacuationAsset | MedicalFacility]]]]] = ABSENT
    """The one asset or hospital that surgery in time rests on most."""
    lapse: Derived[By[Light, OverTime[Period]]] = ABSENT
    """The days, from the first to the last, on which surgery is not reached because something is missed; on other days none."""
    missed: Derived[By[Light, OverTime[Many[Ref[EvacuationAsset | MedicalFacility]]]]] = ABSENT
    """Of the asset and the facility by which surgery was last reached in time, those that are not there any more."""
