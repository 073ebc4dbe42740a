"""Working with others: civil actors, host forces, communities, and training together."""

from pkdsl.entities.coordination.agency import Agency, AssistanceRequest, HumanitarianSite
from pkdsl.entities.coordination.bodies import CoordinationBody, Procedure
from pkdsl.entities.coordination.support import ForceSupport, Project
from pkdsl.entities.coordination.training import Course, Exercise, Session

__all__ = [
    "Agency",
    "AssistanceRequest",
    "CoordinationBody",
    "Course",
    "Exercise",
    "ForceSupport",
    "HumanitarianSite",
    "Procedure",
    "Project",
    "Session",
]
