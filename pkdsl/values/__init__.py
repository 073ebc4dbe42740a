"""What can be planned with: exact quantities, dates, values over time, and what is not known."""

from pkdsl.values import functions, operators, paper
from pkdsl.values.allocation import allocate
from pkdsl.values.codes import is_user_assigned
from pkdsl.values.common import DAY, KM, MONTH
from pkdsl.values.convert import coerce, fits
from pkdsl.values.dates import Months, Period, TimeOfDay, add_days, add_months, read_date, read_time
from pkdsl.values.dimension import Dimension, dimension_named
from pkdsl.values.errors import Mismatch, Undefined, UnknownUnit, Unreadable
from pkdsl.values.mgrs import read_mgrs
from pkdsl.values.number import Number, parse_number
from pkdsl.values.planned import ConditionDate, Estimate, Threshold
from pkdsl.values.position import Position, geodesic, read_position
from pkdsl.values.quantity import Quantity
from pkdsl.values.steps import Steps
from pkdsl.values.unit import NO_UNIT, PERCENT, UNTYPED, Measure, Unit
from pkdsl.values.units import Units
from pkdsl.values.unknown import HOLE, Hole, Unknown, given, unknown_of
from pkdsl.values.word import Word

__all__ = [
    "DAY", "HOLE", "KM", "MONTH", "NO_UNIT", "PERCENT", "UNTYPED", "ConditionDate", "Dimension", "Estimate", "Hole",
    "Measure", "Mismatch", "Months", "Number", "Period", "Position", "Quantity", "Steps", "Threshold", "TimeOfDay",
    "Undefined", "Unit", "Units", "Unknown", "UnknownUnit", "Unreadable", "Word", "add_days", "add_months", "allocate",
    "coerce",
    "dimension_named", "fits", "functions", "geodesic", "given", "is_user_assigned", "operators", "paper", "parse_number", "read_date", "read_mgrs",
    "read_position", "read_time", "unknown_of",
]  # fmt: skip
