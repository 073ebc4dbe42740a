"""The words that fields are declared with: what may stand in a field, and how the field behaves.

A kind reads as its design does: `strength: OverTime[Persons]`, `base: OverTime[Ref[Location]] = ABSENT`. Type checkers
see the plain Python type (`Steps[Quantity]`); the schema reads the marks that `Annotated` carries beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, TypeAlias, TypeVar, get_args

from pydantic import Field

from pkdsl.values import Estimate, Period, Position, Quantity, Steps, Threshold, TimeOfDay

T = TypeVar("T")
K = TypeVar("K")

ABSENT: Any = None
"""The default of a field that need not be given; read in a plan, it is `values.Unknown`, never None."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How a field behaves, whatever stands in it."""

    word: str


REFERENCE, MANY, PARTS, OVER_TIME, DERIVED = map(Mark, ("reference", "many", "parts", "over time", "derived"))


@dataclass(frozen=True, slots=True)
class Measured:
    """A quantity of one dimension. `unit` is what a bare number takes, and how the dimension is said (`t/day`).

    `money` stands for any currency; a field of money has no unit for a bare number, and a percentage is written with its
    sign, for a bare 0.3 may stand for 30 % too.
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
Pair: TypeAlias = Annotated[tuple[T, ...], MANY, Field(min_length=2, max_length=2)]
"""A list of exactly two."""
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
Count: TypeAlias = Annotated[int, Measured(""), Field(ge=0), Before(0)]
"""A whole number of things."""
OneToThree: TypeAlias = Annotated[int, Measured(""), Field(ge=1, le=3)]
OneToFour: TypeAlias = Annotated[int, Measured(""), Field(ge=1, le=4)]
OneToFive: TypeAlias = Annotated[int, Measured(""), Field(ge=1, le=5)]
OneToSix: TypeAlias = Annotated[int, Measured(""), Field(ge=1, le=6)]
MinusTwoToTwo: TypeAlias = Annotated[int, Measured(""), Field(ge=-2, le=2)]
Percent: TypeAlias = Annotated[Quantity, Measured("%")]
Persons: TypeAlias = Annotated[Quantity, Measured("persons"), Field(ge=0), Before(0)]
"""People; beds, seats, litters and passengers count as persons."""
People: TypeAlias = Annotated[Quantity, Measured("persons"), Field(ge=0)]
"""People whom the plan does not bring, so that their number is unknown until it is first told."""
PersonsPerDay: TypeAlias = Annotated[Quantity, Measured("persons/day"), Field(ge=0), Before(0)]
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
PerDay: TypeAlias = Annotated[Quantity, Measured("1/day"), Before(0)]
"""A number of times, or of things without a measure, a day."""
HoursPerDay: TypeAlias = Annotated[Quantity, Measured("h/day")]
HoursPerMonth: TypeAlias = Annotated[Quantity, Measured("h/month")]
Amount: TypeAlias = Annotated[Any, Mark("amount")]
"""A quantity in whatever measure the thing has: litres of water, rounds of ammunition, incidents a month."""
Value: TypeAlias = Annotated[Any, Mark("value")]
"""Anything that can be written."""
UnitOfMeasure: TypeAlias = Annotated[Any, Mark("unit")]
"""The unit that something is counted in, written as after a number: `persons`, `incidents/month`; or words in quotes."""
CountedIn: TypeAlias = Annotated[Any, Mark("measure")]
"""A unit of measure that there is, for amounts that the plan gives in it: `L`, `person_days`."""
DimensionName: TypeAlias = Annotated[Any, Mark("new word")]
"""The dimension of a measure: `length`, `energy/time`."""
NewWord: TypeAlias = Annotated[Any, Mark("new word")]
"""A word that the plan makes up, in quotes or without."""
PackageName: TypeAlias = Annotated[Any, Mark("package")]
"""A package that the plan uses."""
ThreePoint: TypeAlias = Estimate[Any]
"""An estimate: lowest, most likely, highest."""
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
MARKINGS: tuple[str, ...] = get_args(Marking)
"""How what is written may be marked, in rising order; also the words for an audience."""
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
BudgetGroup: TypeAlias = Literal["I", "II", "III"]
"""Military and police personnel, civilian personnel, operations."""
FactorType: TypeAlias = Literal["environment", "intensified_operations", "hostile_action"]
"""The hard conditions that mission factors answer."""
ChainLink: TypeAlias = Literal[
    "mandate", "objective", "indicator", "output", "unit", "supply", "money", "exit", "handover",
]  # fmt: skip
"""The links of the trace chain that a task holds together, in their order."""
Stage: TypeAlias = Literal["estimate", "concept", "conops", "opord", "executing", "transition"]
UnitType: TypeAlias = Literal[
    "infantry", "mechanised", "reconnaissance", "reserve", "quick_reaction", "special_forces", "engineer", "eod",
    "signals", "transport", "logistics", "aviation", "uas", "intelligence", "military_police", "medical", "riverine",
    "maritime", "civil_military", "headquarters", "guard", "formed_police", "police_team", "corrections", "observers",
    "staff_officers",
]  # fmt: skip
Echelon: TypeAlias = Literal["team", "section", "platoon", "company", "battalion", "brigade"]
SustainmentCategory: TypeAlias = Literal[
    "catering", "vhf_uhf", "hf", "telephone", "office", "electrical", "minor_engineering", "eod", "laundry", "cleaning",
    "tentage", "accommodation", "firefighting", "fire_detection", "medical_basic", "medical_level_1", "medical_level_2",
    "medical_level_3", "medical_high_risk", "blood", "laboratory", "dental", "observation", "night_observation",
    "positioning", "identification", "nbc", "field_defence", "bedding", "furniture", "welfare", "internet", "unique",
]  # fmt: skip
Grade: TypeAlias = Literal["GS", "NPO", "FS", "UNV", "P2", "P3", "P4", "P5", "D1", "D2", "ASG", "USG"]
Cluster: TypeAlias = Literal[
    "food_security", "health", "nutrition", "protection", "shelter", "water_sanitation", "education",
    "camp_coordination", "early_recovery", "logistics", "telecommunications",
]  # fmt: skip
DelegatedPower: TypeAlias = Literal[
    "casevac_launch", "reserve_use", "open_fire", "evacuate", "spend", "accept_risk", "waive"
]
StaffFunction: TypeAlias = Literal["u1", "u2", "u3", "u4", "u5", "u6", "u7", "u8", "u9"]
"""The staff branches, from personnel to civil-military cooperation."""
Tier: TypeAlias = Literal["primary", "alternate", "contingency", "emergency"]
"""The four means of a communications plan."""
DocumentType: TypeAlias = Literal[
    "mission_concept", "conops", "police_conops", "opord", "unit_requirement", "force_requirements", "deployment_plan", "logistic_plan",
    "medical_plan", "communications_plan", "budget", "risk_register", "coordination_plan", "training_plan",
    "monitoring_framework", "transition_plan", "council_report", "decision_brief", "fact_sheet", "situation_report",
    "synchronisation_matrix", "contact_card", "site_sheet", "unit_sheet", "validation_report", "plan_difference",
    "traceability_matrix", "comparison", "annex_checklist",
]  # fmt: skip
FundStatus: TypeAlias = Literal["planned", "pledged", "confirmed", "received"]
Progress: TypeAlias = Literal["planned", "under_way", "done"]
Rating: TypeAlias = Literal["low", "medium", "high"]
Band: TypeAlias = Literal["low", "medium", "high", "very_high"]
Light: TypeAlias = Literal["day", "night"]
Ground: TypeAlias = Literal["dry", "wet"]
Loss: TypeAlias = Literal["all", "n_1"]
"""With everything there (`all`), or without the one thing that is missed most (`n_1`)."""
Care: TypeAlias = Literal["resuscitation", "surgery", "definitive"]
"""What a wounded person needs, in the order in which it is needed."""
Standard: TypeAlias = Literal["min_60", "min_120"]
"""The two times that doctrine allows, by their names: to resuscitation and to surgery."""
EvacuationMode: TypeAlias = Literal["road", "river", "air"]
EvacuationStep: TypeAlias = Literal[
    "approval", "notice", "out", "loading", "in", "transfer", "onward", "asset", "facility"
]
"""What an evacuation is made of: its minutes in their order, who moves the wounded, and who treats them."""
Mode: TypeAlias = Literal["road", "rail", "river", "sea", "air", "pipeline"]
Storage: TypeAlias = Literal["ambient", "chilled", "frozen", "magazine"]

__all__ = [
    "ABSENT",
    "Amount",
    "Band",
    "Bandwidth",
    "Before",
    "BudgetClass",
    "BudgetGroup",
    "By",
    "Care",
    "Category",
    "ChainLink",
    "Cluster",
    "Coded",
    "Component",
    "Confidence",
    "Count",
    "CountedIn",
    "Currency",
    "Date",
    "DelegatedPower",
    "Depth",
    "Derived",
    "DimensionName",
    "DocumentType",
    "Duration",
    "Echelon",
    "Estimate",
    "EvacuationMode",
    "EvacuationStep",
    "FactorType",
    "FundStatus",
    "Grade",
    "Ground",
    "HoursPerDay",
    "HoursPerMonth",
    "Language",
    "Length",
    "LengthPerDay",
    "Light",
    "Loss",
    "Many",
    "Mark",
    "Marking",
    "Mass",
    "MassPerTime",
    "Measured",
    "MinusTwoToTwo",
    "Mode",
    "Money",
    "MoneyPerMonth",
    "MoneyPerTime",
    "Months",
    "NewWord",
    "Number",
    "OneToFive",
    "OneToFour",
    "OneToSix",
    "OneToThree",
    "OverTime",
    "PackageName",
    "Pair",
    "Parts",
    "People",
    "PerDay",
    "Percent",
    "Period",
    "PersonTime",
    "Persons",
    "PersonsPerDay",
    "Position",
    "Power",
    "Progress",
    "Rating",
    "Ref",
    "RuleCode",
    "Speed",
    "StaffFunction",
    "Stage",
    "Standard",
    "State",
    "Storage",
    "Surface",
    "SustainmentCategory",
    "Text",
    "Theme",
    "ThreePoint",
    "Threshold",
    "Tier",
    "Time",
    "UnitOfMeasure",
    "UnitType",
    "Value",
    "Volume",
    "VolumePerTime",
    "YesNo",
]  # fmt: skip
