"""The words that fields are declared with: what may stand in a field, and how the field behaves.

A kind reads as its design does: `strength: OverTime[Persons]`, `base: OverTime[Ref[Location]] = ABSENT`. Type checkers
see the plain Python type (`Steps[Quantity]`); the schema reads the marks that `Annotated` carries beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, TypeAlias, TypeVar

from pydantic import Field

from pkdsl.values import Estimate, Period, Position, Quantity, Steps, Threshold, TimeOfDay

T = TypeVar("T")
K = TypeVar("K")

ABSENT: Any = Field(default=None)
"""The default of a field that need not be given; read in a plan, it is `values.Unknown`, never None."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How a field behaves, whatever stands in it."""

    word: str


REFERENCE, MANY, PARTS, OVER_TIME, DERIVED = map(Mark, ("reference", "many", "parts", "over time", "derived"))


@dataclass(frozen=True, slots=True)
class Measured:
    """A quantity of one dimension. `unit` is what a bare number takes, and how the dimension is said (`t/day`).

    `money` stands for any currency; a field of money has no unit for a bare number.
    """

    unit: str


@dataclass(frozen=True, slots=True)
class Coded:
    """A code of a shipped table: `states`, `languages`, `currencies`."""

    table: str


@dataclass(frozen=True, slots=True)
class Before:
    """What a value over time holds before its first step; without this mark it is unknown."""

    value: Any


# How a field behaves.
Ref: TypeAlias = Annotated[T, REFERENCE]
"""A reference to an entity or part; several kinds as a union: `Ref[Area | Location]`."""
Many: TypeAlias = Annotated[tuple[T, ...], MANY]
"""A list; in a plan, one value may stand for a list of one."""
Parts: TypeAlias = Annotated[tuple[T, ...], PARTS]
"""The parts of one kind that stand in this declaration."""
OverTime: TypeAlias = Annotated[Steps[T], OVER_TIME]
"""A value that may change by day; one plain value holds always."""
Derived: TypeAlias = Annotated[T, DERIVED]
"""Computed by a fact, read-only."""
By: TypeAlias = Mapping[K, T]
"""A map: `By[Ref[EquipmentType], Count]`."""

# What stands in a field.
Text: TypeAlias = str
YesNo: TypeAlias = bool
Number: TypeAlias = Annotated[Any, Measured("")]
"""Any number without a unit."""
Count: TypeAlias = Annotated[int, Measured(""), Field(ge=0)]
"""A whole number of things."""
Scale: TypeAlias = Annotated[int, Measured(""), Field(ge=1, le=5)]
"""One to five."""
Percent: TypeAlias = Annotated[Quantity, Measured("%")]
Persons: TypeAlias = Annotated[Quantity, Measured("persons"), Before(0)]
"""People; beds, seats, litters and passengers count as persons."""
PersonsPerDay: TypeAlias = Annotated[Quantity, Measured("persons/day"), Before(0)]
PersonTime: TypeAlias = Annotated[Quantity, Measured("person_days")]
Money: TypeAlias = Annotated[Quantity, Measured("money"), Before(0)]
MoneyPerMonth: TypeAlias = Annotated[Quantity, Measured("money/month")]
MoneyPerTime: TypeAlias = Annotated[Quantity, Measured("money/time")]
Mass: TypeAlias = Annotated[Quantity, Measured("t")]
MassPerTime: TypeAlias = Annotated[Quantity, Measured("t/day"), Before(0)]
Volume: TypeAlias = Annotated[Quantity, Measured("m3")]
Length: TypeAlias = Annotated[Quantity, Measured("km")]
Depth: TypeAlias = Annotated[Quantity, Measured("m")]
Surface: TypeAlias = Annotated[Quantity, Measured("km2")]
Speed: TypeAlias = Annotated[Quantity, Measured("km/h")]
LengthPerDay: TypeAlias = Annotated[Quantity, Measured("km/day")]
Power: TypeAlias = Annotated[Quantity, Measured("kW"), Before(0)]
Bandwidth: TypeAlias = Annotated[Quantity, Measured("kbit/s")]
VolumePerTime: TypeAlias = Annotated[Quantity, Measured("L/h")]
PerDay: TypeAlias = Annotated[Quantity, Measured("1/day")]
"""A number of times, or of things without a measure, a day."""
Amount: TypeAlias = Annotated[Any, Mark("amount")]
"""A quantity in whatever measure the thing has: litres of water, rounds of ammunition, incidents a month."""
Value: TypeAlias = Annotated[Any, Mark("value")]
"""Anything that can be written."""
Date: TypeAlias = date
Time: TypeAlias = TimeOfDay
Duration: TypeAlias = Annotated[Any, Mark("duration")]
"""Exact (`30 days`, `45 min`) or calendar (`12 months`)."""
State: TypeAlias = Annotated[str, Coded("states")]
"""An ISO 3166 alpha-3 code."""
Language: TypeAlias = Annotated[str, Coded("languages")]
"""An ISO 639 code."""
Currency: TypeAlias = Annotated[str, Coded("currencies")]
"""An ISO 4217 code."""
RuleCode: TypeAlias = Annotated[str, Mark("code")]
"""The code of a rule: `MED-104`."""
Months: TypeAlias = Annotated[int, Measured(""), Field(ge=1, le=12)]
"""A month of the year by its number."""

Confidence: TypeAlias = Literal["assumed", "estimated", "verified"]
Marking: TypeAlias = Literal["unclassified", "confidential", "strictly_confidential"]
Component: TypeAlias = Literal["military", "police", "civilian", "support"]
Category: TypeAlias = Literal[
    "troops", "staff_officers", "observers", "individual_police", "formed_police", "corrections", "civilians"
]
Theme: TypeAlias = Literal[
    "political", "protection", "security", "rule_of_law", "human_rights", "humanitarian", "elections", "ddr", "ssr",
    "governance", "gender", "conduct", "generation", "deployment", "logistics", "medical", "command", "funding", "transition",
]  # fmt: skip
BudgetClass: TypeAlias = Literal[
    "military_observers", "military_contingents", "united_nations_police", "formed_police_units",
    "international_staff", "national_professional_officers", "national_general_service", "united_nations_volunteers",
    "general_temporary_assistance", "government_provided_personnel",
    "electoral_observers", "consultants", "official_travel", "facilities_and_infrastructure", "ground_transportation",
    "air_operations", "marine_operations", "communications_and_it", "medical", "special_equipment", "other_supplies",
    "quick_impact_projects",
    "staff_assessment_income", "voluntary_in_kind",
]  # fmt: skip
Mode: TypeAlias = Literal["road", "rail", "river", "sea", "air", "pipeline"]
Storage: TypeAlias = Literal["ambient", "chilled", "frozen", "magazine"]

__all__ = [
    "ABSENT", "Amount", "Bandwidth", "Before", "BudgetClass", "By", "Category", "Coded", "Component", "Confidence",
    "Count", "Currency", "Date", "Depth", "Derived", "Duration", "Estimate", "Language", "Length", "LengthPerDay", "Many",
    "Mark", "Marking", "Mass", "MassPerTime", "Measured", "Mode", "Money", "MoneyPerMonth", "MoneyPerTime", "Months",
    "Number", "OverTime", "Parts", "PerDay", "Percent", "Period", "PersonTime", "Persons", "PersonsPerDay", "Position",
    "Power", "Ref", "RuleCode", "Scale", "Speed", "State", "Storage", "Surface", "Text", "Theme", "Threshold", "Time",
    "Value", "Volume", "VolumePerTime", "YesNo",
]  # fmt: skip
