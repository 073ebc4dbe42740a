"""What may go wrong, and what is done then."""

from pkdsl.entities.risk.contingency import Action, Contingency
from pkdsl.entities.risk.risk import Mitigation, Risk

__all__ = ["Action", "Contingency", "Mitigation", "Risk"]
