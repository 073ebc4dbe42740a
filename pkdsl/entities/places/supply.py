"""What is consumed, and the lines that bring it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pkdsl.schema import (
    ABSENT,
    Amount,
    Count,
    CountedIn,
    Date,
    Declared,
    Derived,
    Duration,
    Entity,
    Many,
    Mass,
    MassPerTime,
    Number,
    OverTime,
    Part,
    Parts,
    Percent,
    Period,
    Ref,
    Storage,
    Time,
    YesNo,
)

if TYPE_CHECKING:
    from pkdsl.entities.force import Unit
    from pkdsl.entities.money import Rate
    from pkdsl.entities.places.location import Location
    from pkdsl.entities.places.route import Route
    from pkdsl.entities.places.works import Contract


class Supply(Entity, plural="supplies"):
    """Something that is consumed and must be brought: rations, water, fuel, ammunition.

    ```pk example
    supply diesel "Diesel" {
      class:           fuel
      measure:         L
      mass:            0.84 kg/L
      reserve_unit:    14 days
      reserve_mission: 30 days
      price { from D = 1.10 USD/L  from D + 90 days = 1.25 USD/L }
    }
    ```
    """

    class_: Literal[
        "rations",
        "combat_rations",
        "water",
        "bottled_water",
        "fuel",
        "aviation_fuel",
        "ammunition",
        "training_ammunition",
        "medical",
        "construction",
        "spares",
        "general",
    ] = ABSENT
    """The class of supply."""
    measure: CountedIn = ABSENT
    """The unit that it is counted in."""
    mass: Amount = ABSENT
    """The mass of one unit of it: `0.84 kg/L`."""
    storage: Storage = ABSENT
    """How it must be stored."""
    price: OverTime[Amount] = ABSENT
    """The price of one unit of it: `1.10 USD/L`."""
    reserve_unit: Duration = ABSENT
    """How many days of it a unit holds; what policy asks of its class when absent."""
    reserve_mission: Duration = ABSENT
    """How many days of it the mission holds besides; what policy asks of its class when absent."""
    dated: Derived[Date] = ABSENT
    """The first day of which the text says that its price holds."""
    priced: Derived[YesNo] = ABSENT
    """It states a price of its own, which it does not read from a rate."""
    priced_by: Derived[Ref[Rate]] = ABSENT
    """The rate that its price is read from."""
    unit_mass: Derived[Mass] = ABSENT
    """What one of it weighs."""
    patience: Derived[Count] = ABSENT
    """How far it can wait when not everything can be brought; what has the least comes first."""


class SupplyLine(Entity):
    """The regular way by which a place is supplied.

    ```pk example
    location port "Port Kasuri" { at: 2.00N 45.30E }
    location adeta "Adeta" { at: 2.52N 47.44E }
    route northern_road "Northern road" { origin: port  destination: adeta  mode: road  distance: 310 km }
    supply_line msr_north "Main supply route north" {
      via:       northern_road
      every:     7 days
      lead_time: 4 days
      fleet trucks { vehicles: 30  payload: 10 t  availability: 80%  turnaround: 6 days  wet_turnaround: 10 days }
    }
    ```
    """

    origin: Ref[Location] = ABSENT
    """Where it begins; the beginning of `via` when absent."""
    destination: Ref[Location] = ABSENT
    """Where it ends; the end of `via` when absent."""
    via: Many[Ref[Route]] = ABSENT
    """The routes that it takes, in order."""
    carries: Many[Ref[Supply]] = ABSENT
    """What it brings; every supply when absent."""
    by: Ref[Unit | Contract] = ABSENT
    """Who drives or flies."""
    capacity: OverTime[MassPerTime] = ABSENT
    """What it can bring in a day; worked out from the fleets when absent."""
    fleets: Parts[Fleet] = ABSENT
    """The vehicles on it."""
    every: Duration = ABSENT
    """How often a delivery arrives."""
    lead_time: Duration = ABSENT
    """From the request to the delivery."""
    escort: Ref[Unit] = ABSENT
    """The unit that escorts it."""
    closed: Many[Period] = ABSENT
    """When nothing gets through."""
    convoys: Parts[Convoy] = ABSENT
    """Its timetable."""
    carried: Derived[OverTime[MassPerTime]] = ABSENT
    """What its vehicles or aircraft carry in a day, by the season."""
    running: Derived[OverTime[YesNo]] = ABSENT
    """Whether anything gets through: not closed, its routes passable, driver and escort in theatre, both ends open."""
    throughput: Derived[OverTime[MassPerTime]] = ABSENT
    """What it can bring on each day, seasons and closures counted."""
    load: Derived[OverTime[MassPerTime]] = ABSENT
    """What must come by it on each day."""
    margin: Derived[OverTime[Number]] = ABSENT
    """Throughput divided by load; below one it is too weak."""
    needed: Derived[OverTime[MassPerTime]] = ABSENT
    """What it would have to bring on each day so that nothing is missing beyond it, once stocks are used."""
    competing: Derived[Many[Ref[Location]]] = ABSENT
    """The places whose demands meet on it and are together too much."""
    full_with: Derived[Many[Ref[SupplyLine]]] = ABSENT
    """The other lines that are full where it is too weak."""
    mend: Derived[MassPerTime] = ABSENT
    """How much more it would have to bring in a day so that nothing is missing because of it."""
    to_store: Derived[Mass] = ABSENT
    """How much more, stored in time where it leads, would last while it is too weak for the first time."""
    to_store_by: Derived[Date] = ABSENT
    """The day by which that must lie there."""
    bottleneck: Derived[Ref[Declared]] = ABSENT
    """What limits it most."""


class Fleet(Part):
    """Vehicles of one sort on a supply line.

    ```pk example
    location port "Port Kasuri" { at: 2.00N 45.30E }
    location adeta "Adeta" { at: 2.52N 47.44E }
    supply_line msr_north "Main supply route north" {
      origin: port  destination: adeta
      fleet trucks { vehicles: 30  payload: 10 t  availability: 80%  turnaround: 6 days }
    }
    ```
    """

    vehicles: Count = ABSENT
    """How many there are."""
    payload: Mass = ABSENT
    """What one of them carries."""
    availability: Percent = ABSENT
    """The share of them that can drive on a day."""
    turnaround: Duration = ABSENT
    """From one departure to the next in the dry season."""
    wet_turnaround: Duration = ABSENT
    """From one departure to the next in the wet season."""


class Convoy(Part):
    """A convoy of the timetable, sent once or at intervals.

    ```pk example
    location port "Port Kasuri" { at: 2.00N 45.30E }
    location adeta "Adeta" { at: 2.52N 47.44E }
    supply_line msr_north "Main supply route north" {
      origin: port  destination: adeta
      convoy weekly { first: D + 10 days  every: 7 days  departs: 06:00Z  takes: 3 days  rest: 8 h  vehicles: 12  cargo: 110 t }
    }
    ```
    """

    first: Date = ABSENT
    """The day of the first departure."""
    every: Duration = ABSENT
    """The interval between departures."""
    departs: Time = ABSENT
    """The time of departure."""
    takes: Duration = ABSENT
    """How long it is on the road."""
    rest: Duration = ABSENT
    """How long drivers rest in each day."""
    vehicles: Count = ABSENT
    """The number of vehicles."""
    cargo: Mass = ABSENT
    """What it carries."""
    escort: Ref[Unit] = ABSENT
    """The unit that escorts it."""
    departures: Derived[Many[Date]] = ABSENT
    """The days on which it leaves."""
    meets: Derived[Many[Ref[Convoy]]] = ABSENT
    """Other convoys that leave at the same time on the same road."""
    unescorted: Derived[Many[Date]] = ABSENT
    """Its departures without the escort that they need."""
