"""How the wounded and the sick are treated, and how fast."""

from pkdsl.entities.medical.casualties import CasualtyEstimate
from pkdsl.entities.medical.evacuation import Entitlement, EvacuationAsset, EvacuationChain
from pkdsl.entities.medical.exposure import Exposed
from pkdsl.entities.medical.facility import MedicalFacility

__all__ = ["CasualtyEstimate", "Entitlement", "EvacuationAsset", "EvacuationChain", "Exposed", "MedicalFacility"]
