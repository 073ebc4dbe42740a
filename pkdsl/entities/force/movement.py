"""How units and goods come, rotate and leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pkdsl.schema import (
    ABSENT,
    Amount,
    By,
    Count,
    Date,
    Declared,
    Derived,
    Duration,
    Entity,
    Length,
    Many,
    Mass,
    Mode,
    OverTime,
    Part,
    Parts,
    Persons,
    PersonsPerDay,
    Ref,
    Text,
    Volume,
    YesNo,
)

if TYPE_CHECKING:
    from pkdsl.entities.force.lift import Lift
    from pkdsl.entities.force.unit import Unit
    from pkdsl.entities.foundations import Agreement
    from pkdsl.entities.places import Location, Route


class Movement(Entity):
    """A line of the movement table: what moves, from where to where, and between which dates.

    ```pk example
    unit north "Northern Battalion" { type: infantry  strength: 850 persons }
    location home "Chattogram" { at: 22.33N 91.83E  state: BGD  type: embarkation }
    location port "Port Kasuri" { at: 2.00N 45.30E  type: port }
    lift ship "Chartered ship" { mode: sea  payload: 6_000 t }
    movement north_equipment "Equipment of the Northern Battalion" {
      unit:          north
      purpose:       deployment
      carries:       coe
      cargo:         1_450 t
      containers:    60
      embarkation:   home
      debarkation:   port
      ready_to_load: D - 10 days
      required_by:   D + 60 days
      leg sea { origin: home  destination: port  mode: sea  by: ship  depart: D - 5 days  arrive: D + 25 days }
    }
    ```
    """

    number: Text = ABSENT
    """Its number in the movement table."""
    purpose: Literal["deployment", "rotation", "sustainment", "repatriation"] = ABSENT
    """Why it moves."""
    carries: Many[Literal["personnel", "coe", "unoe", "supplies"]] = ABSENT
    """People, contingent-owned or UN-owned equipment, supplies."""
    unit: Ref[Unit] = ABSENT
    """The unit that moves."""
    priority: Count = ABSENT
    """Its place in the order of movements; 1 comes first."""
    passengers: Persons = ABSENT
    """People who move."""
    cargo: Mass = ABSENT
    """Cargo that moves."""
    volume: Volume = ABSENT
    """The volume of the cargo."""
    containers: Count = ABSENT
    """Twenty-foot containers."""
    heaviest: Mass = ABSENT
    """The heaviest single piece."""
    dangerous_goods: YesNo = ABSENT
    """There is ammunition or fuel in it."""
    origin: Ref[Location] = ABSENT
    """Where it starts."""
    embarkation: Ref[Location] = ABSENT
    """The port or airfield where it is loaded."""
    debarkation: Ref[Location] = ABSENT
    """The port or airfield where it is unloaded."""
    destination: Ref[Location] = ABSENT
    """Where it ends."""
    ready_to_load: Date = ABSENT
    """The day on which it is ready at its origin."""
    available_to_load: Date = ABSENT
    """The day on which it is ready at the port of embarkation."""
    earliest_arrival: Date = ABSENT
    """The first day on which it may arrive at the port of debarkation."""
    latest_arrival: Date = ABSENT
    """The last day on which it may arrive at the port of debarkation."""
    required_by: Date = ABSENT
    """The day by which it must be at its destination."""
    legs: Parts[Leg] = ABSENT
    """The stretches of its way, in order."""
    leaves: Derived[Date] = ABSENT
    """The day on which its first leg begins."""
    arrives: Derived[Date] = ABSENT
    """The day on which it reaches its destination, all of it unloaded."""
    slack: Derived[Duration] = ABSENT
    """The days between its arrival and the day on which it is required."""
    queue: Derived[Duration] = ABSENT
    """The days that it waits at ports and airfields that are full."""
    waits_for: Derived[Many[Ref[Declared]]] = ABSENT
    """The agreements that must be in force before it can leave."""
    followed_by: Derived[Many[Ref[Declared]]] = ABSENT
    """What waits for it."""
    early: Derived[Date] = ABSENT
    """The earliest day on which it can leave."""
    late: Derived[Date] = ABSENT
    """The latest day on which it can leave without delaying anything due."""
    critical: Derived[YesNo] = ABSENT
    """Any delay of it delays something due."""
    over: Derived[Date] = ABSENT
    """The first day on which what waits for it can begin."""
    free_slack: Derived[Duration] = ABSENT
    """How far it can slip without moving anything that waits for it."""
    driver: Derived[Ref[Declared]] = ABSENT
    """What it waits for longest; nothing where its own date decides."""


class Leg(Part):
    """One stretch of a movement, by one mode.

    ```pk example
    location port "Port Kasuri" { at: 2.00N 45.30E }
    location adeta "Adeta" { at: 2.52N 47.44E }
    movement convoy_1 "First convoy" {
      purpose: deployment
      leg road { origin: port  destination: adeta  mode: road  depart: D + 26 days  arrive: D + 29 days }
    }
    ```
    """

    origin: Ref[Location] = ABSENT
    """Where it begins."""
    destination: Ref[Location] = ABSENT
    """Where it ends."""
    mode: Mode = ABSENT
    """How one moves."""
    via: Many[Ref[Route]] = ABSENT
    """The routes that it takes."""
    by: Ref[Lift] = ABSENT
    """The lift that carries it."""
    depart: Date = ABSENT
    """The day of departure."""
    arrive: Date = ABSENT
    """The day of arrival."""
    escort: Ref[Unit] = ABSENT
    """The unit that escorts it."""
    agreement: Many[Ref[Agreement]] = ABSENT
    """Transit, customs and overflight that it needs."""
    previous: Derived[Ref[Leg]] = ABSENT
    """The leg before it."""
    means: Derived[Mode] = ABSENT
    """How one moves: as stated, else as its lift or its first route does."""
    routes: Derived[Many[Ref[Route]]] = ABSENT
    """The routes that it takes: those in `via`, else the one of its mode between its ends."""
    distance: Derived[Length] = ABSENT
    """How far it is, by the routes that it takes; by air without a route, the great circle."""
    loads: Derived[Count] = ABSENT
    """How many loads of its lift the movement makes."""
    vehicles: Derived[Count] = ABSENT
    """How many of its lift must go at once to bring all loads by the planned day."""
    leaves: Derived[Date] = ABSENT
    """The day on which it begins: as planned, or once the leg before it is unloaded."""
    takes: Derived[Duration] = ABSENT
    """The days on the way, by distance, speed and season."""
    lands: Derived[Date] = ABSENT
    """The day on which its last load comes in: as planned, or as soon as way and lift allow."""
    unloading: Derived[Duration] = ABSENT
    """The days after the day of landing that one load takes to be unloaded where nobody is before it."""
    queue: Derived[Duration] = ABSENT
    """The days that it waits where it lands, because more comes in than is handled in a day."""
    arrives: Derived[Date] = ABSENT
    """The day on which all of it is through."""
    frees: Derived[Date] = ABSENT
    """The day on which its lift is back for the next leg."""
    landing: Derived[OverTime[PersonsPerDay]] = ABSENT
    """Its passengers who are through on each day."""
    unloads: Derived[By[Literal["passengers", "cargo", "containers", "stands"], OverTime[Amount]]] = ABSENT
    """What of it is through on each day where it lands; `stands` are hours of aircraft on the ground."""
