"""What the mission must do: from the resolution to the single activity."""

from pkdsl.entities.mandate.framework import RbbComponent, Result, StrategicFramework
from pkdsl.entities.mandate.mandate import Ceiling, Mandate, Obligation
from pkdsl.entities.mandate.objective import Concept, Instruction, Objective
from pkdsl.entities.mandate.schedule import Activity, Milestone, Phase
from pkdsl.entities.mandate.task import Output, Task

__all__ = [
    "Activity",
    "Ceiling",
    "Concept",
    "Instruction",
    "Mandate",
    "Milestone",
    "Objective",
    "Obligation",
    "Output",
    "Phase",
    "RbbComponent",
    "Result",
    "StrategicFramework",
    "Task",
]
