"""What is done when something goes wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pkdsl.schema import (
    ABSENT,
    By,
    Count,
    Date,
    Declared,
    DelegatedPower,
    Derived,
    Duration,
    Entity,
    Length,
    Many,
    OverTime,
    Part,
    Parts,
    Persons,
    Ref,
    Text,
    Time,
)

if TYPE_CHECKING:
    from pkdsl.entities.assessment import PopulationGroup
    from pkdsl.entities.command import Pace, Post
    from pkdsl.entities.force import Lift, Unit
    from pkdsl.entities.foundations import Scenario
    from pkdsl.entities.medical import EvacuationAsset, MedicalFacility
    from pkdsl.entities.places import Area, Asset, Contract, Location, Stock
    from pkdsl.entities.risk.risk import Risk
    from pkdsl.entities.transition import Closure
    from pkdsl.entities.who import Who


class Contingency(Entity, plural="contingencies"):
    """A plan for something that may happen: trigger, authority, actions with times, and means.

    ```pk example
    post fc "Force Commander" { role: force_commander }
    location adeta "Adeta" { at: 2.52N 47.44E }
    location port "Port Kasuri" { at: 2.00N 45.30E }
    lift helicopters "Utility helicopters" { mode: air  count: 3  passengers: 20 persons  speed: 220 km/h  base: port }
    contingency leave_adeta "Evacuation of Adeta" {
      type:        evacuation
      trigger:     "attack on the base, or loss of the northern road and air at once"
      covers:      adeta
      authority:   fc
      approval:    15 min
      uses:        helicopters
      lift:        helicopters
      people:      180 persons
      destination: port
      within:      48 h
      action warn { who: fc  what: "All posts are warned"  within: 30 min }
    }
    ```
    """

    risks: Many[Ref[Risk]] = ABSENT
    """The risks that it answers."""
    type: Literal[
        "evacuation",
        "relocation",
        "reinforcement",
        "medevac_surge",
        "mass_casualty",
        "consent_loss",
        "abrupt_exit",
        "disaster",
        "epidemic",
        "funding_shortfall",
        "supply_loss",
        "communications_loss",
        "attack",
        "protection_crisis",
        "hostage",
    ] = ABSENT
    """What it is for."""
    trigger: Text = ABSENT
    """The event that sets it off."""
    scenario: Ref[Scenario] = ABSENT
    """How the plan changes when it happens."""
    covers: Many[Ref[Location | Area | PopulationGroup]] = ABSENT
    """The places and people that it is for."""
    authority: Ref[Post] = ABSENT
    """Who gives the order."""
    powers: Many[DelegatedPower] = ABSENT
    """The powers that whoever orders it needs."""
    approval: Duration = ABSENT
    """From the report to the order."""
    uses: Many[Ref[Unit | Lift | Asset | EvacuationAsset | Contract | Stock]] = ABSENT
    """The means that it takes."""
    lift: Many[Ref[Lift]] = ABSENT
    """What carries people."""
    escort: Many[Ref[Unit]] = ABSENT
    """The units that protect the way."""
    medical: Many[Ref[Unit | EvacuationAsset | MedicalFacility]] = ABSENT
    """Who treats the wounded."""
    people: Persons = ABSENT
    """How many must be moved or helped."""
    distance: Length = ABSENT
    """How far; from the places it covers to the destination when absent."""
    destination: Ref[Location] = ABSENT
    """Where people are brought, or the reserve goes."""
    triage: Ref[Location] = ABSENT
    """Where the wounded are sorted."""
    within: Duration = ABSENT
    """The time in which it must be done."""
    time: Time = ABSENT
    """The hour at which the order is taken to come; nightfall when absent, so that what moves by day only waits all night."""
    communications: Ref[Pace] = ABSENT
    """How those who take part reach each other."""
    closures: Many[Ref[Closure]] = ABSENT
    """The closures of locations that it brings about."""
    actions: Parts[Action] = ABSENT
    """Who does what, in which time."""
    reserves: Derived[Many[Ref[Unit]]] = ABSENT
    """The units that reinforce; none, where it is no reinforcement."""
    passengers: Derived[OverTime[Persons]] = ABSENT
    """Who must be brought out or in on each day: `people`, else those who live at the places it covers, or the units it uses."""
    pick_up: Derived[OverTime[Ref[Location]]] = ABSENT
    """Where they wait: of the places it covers, or of the bases of the units that reinforce, the farthest."""
    goal: Derived[OverTime[Ref[Location]]] = ABSENT
    """Where they are brought: its destination; for a reinforcement without one, the farthest place that it covers."""
    way: Derived[OverTime[Length]] = ABSENT
    """How far that is: `distance`, else the great circle."""
    time_needed: Derived[OverTime[Duration]] = ABSENT
    """From the report until everybody is there, with the means named, when it is called on that day."""
    delivered: Derived[OverTime[Persons]] = ABSENT
    """People brought out or in within the promised time, when it is called on that day."""
    waves: Derived[OverTime[By[Duration, Persons]]] = ABSENT
    """The hours after the report at which people land, and how many do."""
    more_lift: Derived[OverTime[By[Ref[Lift], Count]]] = ABSENT
    """How many more of each lift would, alone, bring everybody in the promised time; those that come too late are left out."""
    within_reach: Derived[OverTime[Length]] = ABSENT
    """The longest way, in whole kilometres, on which the means named would bring everybody in the promised time."""
    grounded: Derived[OverTime[Many[Ref[Lift]]]] = ABSENT
    """Aircraft among its lift that do not reach: the way between two places where they find fuel is beyond their range."""
    carers: Derived[Many[Ref[Unit | EvacuationAsset]]] = ABSENT
    """Who treats people on the way: units in `medical`, and vehicles there that have a medical team."""
    means: Derived[Many[Ref[Declared]]] = ABSENT
    """Everything that it takes: what it uses, lift, escort, and the units and vehicles that care for the wounded."""
    double_committed: Derived[Many[Ref[Declared]]] = ABSENT
    """Means that another contingency of the same scenario takes too, on days on which both may be called."""
    promised_before: Derived[Many[Ref[Declared]]] = ABSENT
    """Those of them that a contingency written above it takes."""
    rivals: Derived[Many[Ref[Contingency]]] = ABSENT
    """The other contingencies that take some of its means."""
    unavailable: Derived[Many[Ref[Declared]]] = ABSENT
    """Means that are not there while it may be called, or leave and are not relieved."""
    tied: Derived[OverTime[Many[Ref[Declared]]]] = ABSENT
    """Means that movements, activities or guard duty take whole on a day on which it may be called."""
    rehearsed: Derived[Date] = ABSENT
    """The day of the last exercise that tested it."""


class Action(Part):
    """One action of a contingency.

    ```pk example
    post fc "Force Commander" { role: force_commander }
    contingency leave_adeta "Evacuation of Adeta" {
      action warn { who: fc  what: "All posts are warned"  within: 30 min }
    }
    ```
    """

    who: Who = ABSENT
    """Who acts."""
    what: Text = ABSENT
    """What they do."""
    within: Duration = ABSENT
    """The time from the trigger."""
