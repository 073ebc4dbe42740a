"""Who does it: units, sections, their equipment, and how they come."""

from pkdsl.entities.force.capability import Capability, Caveat, Contributor, Requirement
from pkdsl.entities.force.equipment import EquipmentType
from pkdsl.entities.force.establishment import Equipment, GenerationStep, Screening, Subunit, Sustainment, Training
from pkdsl.entities.force.lift import Lift
from pkdsl.entities.force.movement import Leg, Movement
from pkdsl.entities.force.section import Section, Staffing
from pkdsl.entities.force.unit import Unit

__all__ = [
    "Capability",
    "Caveat",
    "Contributor",
    "Equipment",
    "EquipmentType",
    "GenerationStep",
    "Leg",
    "Lift",
    "Movement",
    "Requirement",
    "Screening",
    "Section",
    "Staffing",
    "Subunit",
    "Sustainment",
    "Training",
    "Unit",
]
