"""What a location holds: stocks, plants, workshops, and its capacity to receive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pkdsl.entities.consumer import Consumer
from pkdsl.schema import (
    ABSENT,
    Amount,
    Count,
    Date,
    Depth,
    HoursPerDay,
    Many,
    MassPerTime,
    Mode,
    OverTime,
    Part,
    PerDay,
    Persons,
    PersonsPerDay,
    Power,
    Ref,
    Storage,
    VolumePerTime,
    YesNo,
)

if TYPE_CHECKING:
    from pkdsl.entities.force import Unit
    from pkdsl.entities.places.supply import Supply


class Stock(Part):
    """What is stored of a supply at a location.

    ```pk example
    supply diesel "Diesel" { class: fuel }
    location adeta "Adeta" {
      at: 2.52N 47.44E
      stock diesel { supply: diesel  on_hand: 60_000 L  minimum: 40_000 L  capacity: 80_000 L  counted: D - 3 days }
    }
    ```
    """

    supply: Ref[Supply]
    """The supply."""
    holder: Ref[Unit] | Literal["sector", "mission"] = ABSENT
    """Whose stock it is: a unit's, or the reserve of the sector or mission."""
    on_hand: Amount = ABSENT
    """What was there when it was last counted, or when the plan begins."""
    minimum: Amount = ABSENT
    """What must never be used up."""
    capacity: Amount = ABSENT
    """The most that can be stored."""
    storage: Storage = ABSENT
    """How it is stored."""
    expires: Date = ABSENT
    """The last day on which it can be used."""
    counted: Date = ABSENT
    """The day of the last count."""
    discrepancy: Literal["open", "closed"] = ABSENT
    """The count differed from the books, and whether that is settled."""
    prestock: Amount = ABSENT
    """What must lie there before the season in which the road closes."""
    prestock_due: Date = ABSENT
    """The day by which it lies there."""


class Handling(Part):
    """What a port, airfield or border post can take in during a day.

    ```pk example
    location port "Port Kasuri" {
      at:   2.00N 45.30E
      type: port
      handling { mode: sea  passengers: 200 persons/day  cargo: 600 t/day  parking: 2  draught: 9 m  night: no }
    }
    ```
    """

    mode: Many[Mode] = ABSENT
    """How what it handles comes in; any way when absent."""
    passengers: OverTime[PersonsPerDay] = ABSENT
    """Passengers a day."""
    cargo: OverTime[MassPerTime] = ABSENT
    """Cargo a day."""
    containers: OverTime[PerDay] = ABSENT
    """Containers a day, counted as twenty-foot ones."""
    parking: Count = ABSENT
    """Aircraft or ships that can be worked on at once."""
    draught: Depth = ABSENT
    """The deepest draught of a ship that can berth."""
    night: YesNo = ABSENT
    """It works at night."""


class Reception(Part):
    """How many newcomers can be received, housed, inspected and briefed in a day.

    ```pk example
    location port "Port Kasuri" {
      at: 2.00N 45.30E
      reception { passengers: 250 persons/day  beds: 600 persons  inductions: 120 persons/day }
    }
    ```
    """

    passengers: PersonsPerDay = ABSENT
    """Newcomers who can be received in a day."""
    beds: Persons = ABSENT
    """Newcomers who can sleep there while they wait."""
    inspections: PerDay = ABSENT
    """Equipment inspections in a day."""
    inductions: PersonsPerDay = ABSENT
    """Newcomers who can be briefed and trained in a day."""


class WaterPlant(Part):
    """Plants of one sort that make drinking water.

    ```pk example
    location adeta "Adeta" {
      at: 2.52N 47.44E
      water_plant wells { rate: 3_000 L/h  hours: 16 h/day  count: 2 }
    }
    ```
    """

    rate: VolumePerTime = ABSENT
    """What one of them makes."""
    hours: HoursPerDay = ABSENT
    """For how long a day."""
    count: Count = ABSENT
    """How many there are."""


class Generator(Consumer, Part):
    """Generators of one sort, and the fuel they use.

    ```pk example
    location adeta "Adeta" {
      at: 2.52N 47.44E
      generator main { rated_power: 500 kW  count: 3  running: 2  hours: 24 h/day  fuel_rate: 90 L/h }
    }
    ```
    """

    rated_power: Power = ABSENT
    """What one of them gives at most."""
    count: Count = ABSENT
    """How many there are."""
    running: Count = ABSENT
    """How many run at once."""
    hours: HoursPerDay = ABSENT
    """For how long a day they run."""
    fuel_rate: VolumePerTime = ABSENT
    """What one of them uses while it runs."""


class WastePlant(Part):
    """A plant that takes one sort of waste.

    ```pk example
    location adeta "Adeta" { at: 2.52N 47.44E  waste_plant wastewater { type: wastewater  capacity: 70_000 L/day } }
    ```
    """

    type: Literal["solid", "wastewater", "medical", "hazardous"]
    """The sort of waste."""
    capacity: Amount = ABSENT
    """What it takes in a day, by volume or mass."""


class Workshop(Part):
    """A workshop that repairs vehicles and equipment.

    ```pk example
    location adeta "Adeta" { at: 2.52N 47.44E  workshop vehicles { capacity: 6/day } }
    ```
    """

    capacity: PerDay = ABSENT
    """Repairs in a day."""
