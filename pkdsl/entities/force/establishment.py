"""What a unit consists of and what is agreed for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pkdsl.entities.consumer import Consumer
from pkdsl.schema import (
    ABSENT,
    Amount,
    Count,
    Date,
    Derived,
    Duration,
    Echelon,
    MoneyPerMonth,
    OverTime,
    Part,
    Period,
    Persons,
    Ref,
    SustainmentCategory,
    Text,
)

if TYPE_CHECKING:
    from pkdsl.entities.coordination import Course
    from pkdsl.entities.force.equipment import EquipmentType
    from pkdsl.entities.places import Location
    from pkdsl.entities.who import Who


class Equipment(Consumer, Part, plural="equipment"):
    """Major equipment of one type that a unit brings.

    ```pk example
    equipment_type apc "Armoured personnel carrier" { mass: 14 t  seats: 10 persons }
    unit north "Northern Battalion" {
      type: infantry  strength: 850 persons
      equipment apc { item: apc  quantity: 24  quantity_mou: 24  serviceable: 22  daily_use: 60 km  lease: wet }
    }
    ```
    """

    item: Ref[EquipmentType]
    """The type."""
    quantity: OverTime[Count]
    """How many it has."""
    quantity_sur: Count = ABSENT
    """How many the statement of unit requirement asks for."""
    quantity_mou: Count = ABSENT
    """How many annex B of the memorandum of understanding lists."""
    quantity_load_list: Count = ABSENT
    """How many the load list has."""
    serviceable: OverTime[Count] = ABSENT
    """How many can be used."""
    daily_use: Amount = ABSENT
    """How far or how long one of them is used in a day, in km or hours."""
    lease: Literal["wet", "dry", "partner"] = ABSENT
    """Wet: the contributor maintains it; dry: the United Nations does; or a partner provides it."""
    maintained_by: Literal["contributor", "un", "partner"] = ABSENT
    """Who maintains it; follows from the lease unless stated."""
    reimbursed: Derived[OverTime[Count]] = ABSENT
    """How many are paid for: all, while at least the share of the policy can be used; else those that can."""
    lease_rate: Derived[MoneyPerMonth] = ABSENT
    """What is paid for one in a month under its lease; nothing for what a partner provides."""


class Sustainment(Part, plural="sustainment"):
    """One category of self-sustainment and who provides it to the unit.

    ```pk example
    unit north "Northern Battalion" {
      type: infantry  strength: 850 persons
      sustainment catering { provider: contributor }
      sustainment internet { provider: un  period: D .. D + 180 days }
    }
    ```
    """

    category: SustainmentCategory
    """The category."""
    provider: Literal["contributor", "un", "host", "commercial", "other"] = ABSENT
    """Who provides it; `other` is another contingent."""
    period: Period = ABSENT
    """When; always, when absent."""
    rate: Derived[OverTime[Amount]] = ABSENT
    """What is paid for it: the rate of its category, `rate.sustainment_catering`."""


class GenerationStep(Part):
    """One step of force generation, planned and actual.

    ```pk example
    unit north "Northern Battalion" {
      type: infantry  strength: 850 persons
      generation_step selection { planned: D - 200 days  actual: D - 190 days }
      generation_step ship_call { planned: D - 30 days }
    }
    ```
    """

    type: Literal[
        "requirement",
        "request",
        "pledge",
        "advisory_visit",
        "selection",
        "reconnaissance_visit",
        "host_clearance",
        "negotiation",
        "agreement",
        "load_list",
        "predeployment_visit",
        "training",
        "screening",
        "readiness_certificate",
        "ship_call",
        "movement",
        "arrival_inspection",
        "transfer_of_authority",
        "ioc",
        "foc",
    ]
    """Which step, in their usual order."""
    planned: Date = ABSENT
    """The day on which it is to be finished."""
    actual: Date = ABSENT
    """The day on which it was finished."""
    by: Who = ABSENT
    """Who does it."""
    day: Derived[Date] = ABSENT
    """The day on which it was finished, else that on which it is to be."""
    needs: Derived[Ref[GenerationStep]] = ABSENT
    """The step before it in their usual order; training, screening and the certificate run beside the others."""
    follows: Derived[Ref[GenerationStep]] = ABSENT
    """The step from which its time is counted."""
    lead: Derived[Duration] = ABSENT
    """The time from the step that it follows."""
    lead_needed: Derived[Duration] = ABSENT
    """The least time that it takes."""


class Subunit(Part):
    """A part of a unit: a company, a team, or people of one rank and trade.

    ```pk example
    location outpost "Outpost Sabel" { at: 2.70N 47.10E }
    unit north "Northern Battalion" {
      type: infantry  strength: 850 persons
      subunit rifle_company { strength: 150 persons  count: 4  echelon: company }
      subunit outpost_platoon { strength: 35 persons  count: 1  base: outpost  first_responders: 8 persons }
    }
    ```
    """

    strength: Persons = ABSENT
    """Persons in one of them."""
    count: Count = ABSENT
    """How many there are; one when absent."""
    base: OverTime[Ref[Location]] = ABSENT
    """Where it lives; with the unit when absent."""
    women: Persons = ABSENT
    """Women in one of them."""
    rank: Text = ABSENT
    """The rank of its people, in an organisation table."""
    trade: Text = ABSENT
    """The trade of its people, in an organisation table."""
    echelon: Echelon = ABSENT
    """Its size in the order of battle."""
    first_responders: Persons = ABSENT
    """People in one of them who are trained to save a life in the first ten minutes."""


class Training(Part, plural="training"):
    """Training of one course that people of a unit or section have.

    ```pk example
    course core "Core pre-deployment training" { standard: core  lessons: 34 }
    unit north "Northern Battalion" {
      type: infantry  strength: 850 persons
      training core { course: core  trained: 830 persons  lessons: 34  date: D - 20 days }
    }
    ```
    """

    course: Ref[Course]
    """The course."""
    trained: Persons = ABSENT
    """Persons who passed it."""
    lessons: Count = ABSENT
    """Lessons that they completed."""
    date: Date = ABSENT
    """The day on which it was finished."""


class Screening(Part, plural="screening"):
    """The screening of people's conduct and human-rights record before they deploy.

    ```pk example
    unit north "Northern Battalion" {
      type: infantry  strength: 850 persons
      screening { screened: 850 persons  certified: 846 persons  date: D - 25 days }
    }
    ```
    """

    screened: Persons = ABSENT
    """Persons who were screened."""
    certified: Persons = ABSENT
    """Persons who were cleared."""
    date: Date = ABSENT
    """The day of the screening."""
