"""A place on the map: camps, ports, airfields, border posts, junctions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pkdsl.entities.consumer import Consumer
from pkdsl.entities.medical.exposure import Exposed
from pkdsl.schema import (
    ABSENT,
    Amount,
    By,
    Count,
    Date,
    Derived,
    Duration,
    Entity,
    Loss,
    Many,
    MassPerTime,
    Mode,
    OneToFive,
    OneToSix,
    OverTime,
    Parts,
    Percent,
    Persons,
    PersonsPerDay,
    Position,
    Power,
    Ref,
    State,
    YesNo,
)

if TYPE_CHECKING:
    from pkdsl.entities.force import Unit
    from pkdsl.entities.foundations import Agreement, Season
    from pkdsl.entities.medical import CasualtyEstimate, EvacuationChain
    from pkdsl.entities.places.area import Area, SecurityMeasure
    from pkdsl.entities.places.facilities import Generator, Handling, Reception, Stock, WastePlant, WaterPlant, Workshop
    from pkdsl.entities.places.supply import Supply, SupplyLine


class Location(Exposed, Consumer, Entity):
    """A place on the map where people live, work, arrive or pass.

    ```pk example
    area north "Sector North" { type: sector }
    location adeta "Adeta" {
      at:       2.52N 47.44E
      type:     [sector_hq, camp]
      area:     north
      opens:    D + 30 days
      helipad:  night
      beds { from D + 30 days = 400 persons  from D + 90 days = 900 persons }
    }
    ```
    """

    at: Position = ABSENT
    """Its position, WGS84."""
    state: State = ABSENT
    """The state it lies in."""
    type: Many[
        Literal[
            "mission_hq",
            "force_hq",
            "sector_hq",
            "camp",
            "operating_base",
            "temporary_base",
            "team_site",
            "logistics_base",
            "protection_site",
            "hospital",
            "port",
            "airfield",
            "border",
            "staging",
            "junction",
            "embarkation",
        ]
    ] = ABSENT
    """What it is; several words may hold. A `junction` or `embarkation` is no site of the mission."""
    area: Many[Ref[Area]] = ABSENT
    """The areas that it lies in."""
    opens: Date = ABSENT
    """The first day on which it can be lived in or used."""
    closes: Date = ABSENT
    """Its last day."""
    beds: OverTime[Persons] = ABSENT
    """Persons who can sleep there."""
    hardened_beds: OverTime[Persons] = ABSENT
    """Persons who can sleep there protected from indirect fire."""
    helipad: OverTime[Literal["none", "day", "night"]] = ABSENT
    """When a helicopter can land."""
    power_demand: OverTime[Power] = ABSENT
    """The most power that it needs at once."""
    dependants: OverTime[Persons] = ABSENT
    """Others who rely on it for supply or treatment: displaced people, staff of agencies."""
    guards: OverTime[Persons] = ABSENT
    """Persons needed to guard it, all shifts together."""
    guarded_by: Many[Ref[Unit]] = ABSENT
    """The units that guard it."""
    critical: YesNo = ABSENT
    """The mission cannot do without it."""
    threat_level: OverTime[OneToFive] = ABSENT
    """How threatened it is, from 1 (low) to 5 (very high)."""
    security_level: OverTime[OneToSix] = ABSENT
    """Its security level, from 1 (minimal) to 6 (extreme)."""
    dangerous_goods: YesNo = ABSENT
    """Ammunition and fuel may pass through it."""
    land_owner: Literal["state", "private"] = ABSENT
    """Whose land it is."""
    agreement: Many[Ref[Agreement]] = ABSENT
    """The land-use agreement and others that it rests on."""
    stocks: Parts[Stock] = ABSENT
    """What is stored there."""
    handlings: Parts[Handling] = ABSENT
    """What it can take in as a port, airfield or border post."""
    receptions: Parts[Reception] = ABSENT
    """How fast newcomers can be received."""
    water_plants: Parts[WaterPlant] = ABSENT
    """Plants that make drinking water."""
    generators: Parts[Generator] = ABSENT
    """Where its power comes from."""
    waste_plants: Parts[WastePlant] = ABSENT
    """Where its waste goes."""
    workshops: Parts[Workshop] = ABSENT
    """Where vehicles and equipment are repaired."""
    security_measures: Parts[SecurityMeasure] = ABSENT
    """Measures that the security level calls for."""
    seasons: Derived[Many[Ref[Season]]] = ABSENT
    """The seasons that it has."""
    wet: Derived[OverTime[YesNo]] = ABSENT
    """Whether it is the wet season there."""
    flying: Derived[OverTime[Percent]] = ABSENT
    """The share of days on which one can fly there, by the season."""
    occupants: Derived[OverTime[Persons]] = ABSENT
    """Persons of units and sections who live there on each day."""
    handles: Derived[By[Mode, By[Literal["passengers", "cargo", "containers", "stands"], OverTime[Amount]]]] = ABSENT
    """What it takes in on each day of what comes by each mode; `stands` are hours of aircraft on the ground."""
    unloads: Derived[By[Mode, By[Literal["passengers", "cargo", "containers", "stands"], OverTime[Amount]]]] = ABSENT
    """What of the movements is through there on each day, of what comes by each mode; at most what it handles."""
    arrivals: Derived[OverTime[PersonsPerDay]] = ABSENT
    """Persons who arrive on each day."""
    is_entry: Derived[YesNo] = ABSENT
    """Whether things come into the mission's area there."""
    takes_in: Derived[OverTime[MassPerTime]] = ABSENT
    """The cargo that it handles on each day."""
    makes: Derived[By[Ref[Supply], OverTime[Amount]]] = ABSENT
    """What the plants there make of each supply in a day."""
    makes_n_1: Derived[By[Ref[Supply], OverTime[Amount]]] = ABSENT
    """The same with the largest plant standing still, where no contractor stands in for it."""
    contracted: Derived[By[Ref[Supply], OverTime[YesNo]]] = ABSENT
    """Whether a contract supplies the place with each supply."""
    delivered: Derived[By[Ref[Supply], OverTime[YesNo]]] = ABSENT
    """Whether a contractor brings the supply there himself."""
    provided: Derived[By[Ref[Supply], OverTime[YesNo]]] = ABSENT
    """Whether a contract, a plant or a supply line answers for the supply."""
    unprovided: Derived[Many[Ref[Supply]]] = ABSENT
    """The supplies used or stored there for which, at some time, nobody answers."""
    consumes: Derived[Many[Ref[Supply]]] = ABSENT
    """The supplies that are used there at some time."""
    stored: Derived[Many[Ref[Supply]]] = ABSENT
    """The supplies that it has stocks of."""
    counted: Derived[By[Ref[Supply], Date]] = ABSENT
    """The day on which each supply was counted."""
    on_hand: Derived[By[Ref[Supply], Amount]] = ABSENT
    """How much of each supply was there then, or is when the plan begins."""
    least_stock: Derived[By[Ref[Supply], Amount]] = ABSENT
    """What must never be used up of each supply."""
    room: Derived[By[Ref[Supply], Amount]] = ABSENT
    """How much of each supply can be stored."""
    before_closure: Derived[By[Ref[Supply], OverTime[Amount]]] = ABSENT
    """How much of each supply must lie there on the last day before the lines that bring it close."""
    kept: Derived[By[Ref[Supply], Amount]] = ABSENT
    """How much of each supply is to lie there; what is used is brought in again up to this."""
    stock_level: Derived[By[Ref[Supply], OverTime[Amount]]] = ABSENT
    """What is in stock of each supply at the end of each day."""
    days_of_supply: Derived[By[Ref[Supply], OverTime[Duration]]] = ABSENT
    """How long the stock lasts at that day's demand."""
    own_stock: Derived[By[Ref[Supply], OverTime[Amount]]] = ABSENT
    """What is in stock of each supply besides the mission's reserve."""
    shortfall: Derived[By[Ref[Supply], OverTime[Amount]]] = ABSENT
    """What is missing of each supply on each day."""
    runs_out: Derived[By[Ref[Supply], Date]] = ABSENT
    """The first day on which something is missing of each supply."""
    to_store: Derived[By[Ref[Supply], Amount]] = ABSENT
    """How much more of each supply, stored in time, would last until it comes again."""
    to_store_by: Derived[By[Ref[Supply], Date]] = ABSENT
    """The day by which that must lie there."""
    held_up_by: Derived[By[Ref[Supply], Ref[SupplyLine]]] = ABSENT
    """The line that holds up what is missing of each supply."""
    basic_load: Derived[By[Ref[Supply], OverTime[Amount]]] = ABSENT
    """What the equipment of units based there takes into the field of each supply."""
    delivery_interval: Derived[By[Ref[Supply], Duration]] = ABSENT
    """How often each supply comes by a line."""
    power: Derived[By[Loss, Power]] = ABSENT
    """What its generators give at most: all of them, and without the largest set."""
    running_power: Derived[Power] = ABSENT
    """What the sets that run give at most."""
    independent_routes: Derived[OverTime[Count]] = ABSENT
    """Ways in that share no route and no junction: none, one, or two for two and more."""
    areas: Derived[Many[Ref[Area]]] = ABSENT
    """All areas that it lies in, the smaller before the larger."""
    evacuation_chain: Derived[Ref[EvacuationChain]] = ABSENT
    """How the wounded are evacuated from there."""
    casualty_estimate: Derived[Ref[CasualtyEstimate]] = ABSENT
    """What casualties must be expected there, in the plan as it is."""
    alert_hops: Derived[OverTime[Count]] = ABSENT
    """How many times an alert from here is handed on until it reaches who receives alerts; the fewest."""
    alert_delay: Derived[OverTime[Duration]] = ABSENT
    """How long an alert from here takes until it reaches who receives alerts; the shortest."""
