"""What is known, assumed, feared and decided before anything is ordered."""

from pkdsl.entities.assessment.assessment import Assessment, Event
from pkdsl.entities.assessment.decision import Concurrence, CourseOfAction, Criterion, Decision, Score
from pkdsl.entities.assessment.information import InformationRequirement, InformationSource
from pkdsl.entities.assessment.premises import Assumption, Constraint
from pkdsl.entities.assessment.situation import ConflictDriver, Need, PopulationGroup, Threat

__all__ = [
    "Assessment",
    "Assumption",
    "Concurrence",
    "ConflictDriver",
    "Constraint",
    "CourseOfAction",
    "Criterion",
    "Decision",
    "Event",
    "InformationRequirement",
    "InformationSource",
    "Need",
    "PopulationGroup",
    "Score",
    "Threat",
]
