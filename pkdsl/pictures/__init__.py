"""Pictures: plain data in, one SVG drawing out, the same on every run and readable without colour.

Each drawing stands alone (its colours are attributes) and follows a page that knows its classes (`pk-…`) into the dark.
"""

from pkdsl.pictures.force import Ceiling, Force, Panel, force_over_time
from pkdsl.pictures.heat import Band, HeatMap, RiskPoint, risk_heat_map
from pkdsl.pictures.phases import Bar, Milestone, Timeline, phase_timeline

__all__ = [
    "Band", "Bar", "Ceiling", "Force", "HeatMap", "Milestone", "Panel", "RiskPoint", "Timeline", "force_over_time",
    "phase_timeline", "risk_heat_map",
]  # fmt: skip
