"""What it costs, who pays, and how the budget says so."""

from pkdsl.entities.money.audit import Audit, Recommendation
from pkdsl.entities.money.budget import Budget, ContingencyMechanism, ControlTotal, Line, Redeployment
from pkdsl.entities.money.drivers import Cost, Demand
from pkdsl.entities.money.fund import Credit, Fund, Partner, Receipt
from pkdsl.entities.money.ledger import Entry
from pkdsl.entities.money.rates import PolicyValue, Rate
from pkdsl.entities.money.scale import Scale, Share

__all__ = [
    "Audit",
    "Budget",
    "ContingencyMechanism",
    "ControlTotal",
    "Cost",
    "Credit",
    "Demand",
    "Entry",
    "Fund",
    "Line",
    "Partner",
    "PolicyValue",
    "Rate",
    "Receipt",
    "Recommendation",
    "Redeployment",
    "Scale",
    "Share",
]
