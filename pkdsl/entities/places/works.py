"""What is hired, built and owned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pkdsl.schema import (
    ABSENT,
    Count,
    Date,
    Declared,
    Derived,
    Duration,
    Entity,
    Many,
    Money,
    Period,
    PersonTime,
    Ref,
    Text,
    ThreePoint,
    YesNo,
)

if TYPE_CHECKING:
    from pkdsl.entities.command import Link
    from pkdsl.entities.force import EquipmentType, Unit
    from pkdsl.entities.mandate import Activity
    from pkdsl.entities.places.location import Location
    from pkdsl.entities.places.supply import Supply, SupplyLine
    from pkdsl.entities.who import Place


class Contract(Entity):
    """A service bought from a supplier, for a time and a value.

    ```pk example
    supply diesel "Diesel" { class: fuel }
    contract fuel "Turnkey fuel" {
      service:      fuel
      supplier:     "Kasuri Petroleum"
      awarded:      D - 100 days
      mobilisation: 60 days
      period:       D .. +12 months
      value:        14.2M USD
      supplies:     diesel
    }
    ```
    """

    service: Literal[
        "rations",
        "fuel",
        "water",
        "power",
        "waste",
        "transport",
        "air_charter",
        "sea_charter",
        "evacuation",
        "medical",
        "construction",
        "communications",
        "security",
        "other",
    ]
    """What is bought."""
    supplier: Text = ABSENT
    """Who sells it."""
    awarded: Date = ABSENT
    """The day of the award."""
    mobilisation: Duration = ABSENT
    """From the award to the first service."""
    period: Period = ABSENT
    """The days on which the service is owed."""
    value: Money = ABSENT
    """The most that it may cost over its period."""
    supplies: Many[Ref[Supply]] = ABSENT
    """The supplies that it brings."""
    covers: Many[Ref[Location | Unit | SupplyLine | Link]] = ABSENT
    """The places, units, lines and links that it serves."""


class Work(Entity):
    """An engineering work that must be finished before something else can begin.

    ```pk example
    location adeta "Adeta" { at: 2.52N 47.44E  opens: D + 30 days }
    unit engineers "Engineer company" { type: engineer  strength: 200 persons }
    work adeta_camp "Camp for 900" {
      type:    camp
      at:      adeta
      starts:  D - 40 days
      takes:   60 days
      effort:  3_000 person_days
      by:      engineers
      enables: adeta
    }
    ```
    """

    type: Literal["camp", "road", "bridge", "helipad", "airfield", "well", "power", "environment"] = ABSENT
    """What is built."""
    at: Ref[Location] = ABSENT
    """Where it is built."""
    starts: Date = ABSENT
    """Its first day."""
    takes: Duration | ThreePoint = ABSENT
    """How long it takes."""
    ends: Date = ABSENT
    """Its last day."""
    effort: PersonTime = ABSENT
    """The work in it, in person-days."""
    by: Many[Ref[Unit | Contract]] = ABSENT
    """Who builds it."""
    enables: Many[Place | Ref[SupplyLine | Activity]] = ABSENT
    """What can open or begin once it is finished."""
    waits_for: Derived[Many[Ref[Declared]]] = ABSENT
    """What must be there before it can begin: builders, agreements, what its first day waits for."""
    followed_by: Derived[Many[Ref[Declared]]] = ABSENT
    """What waits for it."""
    early: Derived[Date] = ABSENT
    """The earliest day on which it can begin."""
    late: Derived[Date] = ABSENT
    """The latest day on which it can begin without delaying anything due."""
    slack: Derived[Duration] = ABSENT
    """How far it can slip without delaying anything due."""
    critical: Derived[YesNo] = ABSENT
    """Any delay of it delays something due."""
    over: Derived[Date] = ABSENT
    """The first day on which what waits for it can begin."""
    free_slack: Derived[Duration] = ABSENT
    """How far it can slip without moving anything that waits for it."""
    driver: Derived[Ref[Declared]] = ABSENT
    """What it waits for longest; nothing where its own date decides."""


class Asset(Entity):
    """Equipment that the United Nations owns.

    ```pk example
    equipment_type water_truck "Water truck" { mass: 12 t }
    location adeta "Adeta" { at: 2.52N 47.44E }
    asset water_trucks "Water trucks at Adeta" { item: water_truck  quantity: 4  at: adeta  counted: D - 10 days }
    ```
    """

    item: Ref[EquipmentType]
    """The type of equipment."""
    quantity: Count = ABSENT
    """How many there are."""
    at: Ref[Location] = ABSENT
    """Where they are."""
    counted: Date = ABSENT
    """The day of the last count."""
    discrepancy: Literal["open", "closed"] = ABSENT
    """The count differed from the books, and whether that is settled."""
    disposal: Literal["transfer", "sale", "donation", "destruction"] = ABSENT
    """What becomes of them when the mission ends."""
