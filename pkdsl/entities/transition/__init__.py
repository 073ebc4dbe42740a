"""How the mission hands over, leaves and closes."""

from pkdsl.entities.transition.closure import Closure, Drawdown, Liquidation, Workstream
from pkdsl.entities.transition.handover import Handover, Institution, Programme
from pkdsl.entities.transition.plan import ExitCriterion, TransitionPlan

__all__ = [
    "Closure",
    "Drawdown",
    "ExitCriterion",
    "Handover",
    "Institution",
    "Liquidation",
    "Programme",
    "TransitionPlan",
    "Workstream",
]
