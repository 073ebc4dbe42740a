"""How strength falls, locations close, and the mission is wound up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pkdsl.schema import (
    ABSENT,
    Date,
    Derived,
    Duration,
    Entity,
    Many,
    OverTime,
    Part,
    Parts,
    Period,
    Persons,
    Progress,
    Ref,
    ThreePoint,
    YesNo,
)

if TYPE_CHECKING:
    from pkdsl.entities.assessment import Decision
    from pkdsl.entities.force import Unit
    from pkdsl.entities.foundations import Party
    from pkdsl.entities.money import Budget
    from pkdsl.entities.monitoring import Benchmark
    from pkdsl.entities.places import Area, Location
    from pkdsl.entities.transition.handover import Institution


class Drawdown(Entity):
    """A step by which the mission becomes smaller.

    ```pk example
    area north "Sector North" { type: sector }
    unit battalion "Northern Battalion" { type: infantry  strength: 850 persons }
    benchmark b1 "The north is safe" { type: core }
    drawdown first_step "The Northern Battalion leaves" {
      date:           D + 300 days
      area:           north
      units:          battalion
      strength_after: 5_500 persons
      conditions:     b1
    }
    ```
    """

    date: Date = ABSENT
    """The day by which it is done."""
    area: Many[Ref[Area]] = ABSENT
    """The areas that it concerns."""
    units: Many[Ref[Unit]] = ABSENT
    """The units that leave."""
    strength_after: Persons = ABSENT
    """Persons in uniform who are left."""
    conditions: Many[Ref[Benchmark]] = ABSENT
    """The benchmarks that must be met before."""
    decision: Ref[Decision] = ABSENT
    """The decision that it waits for."""
    cover: Many[Ref[Unit | Institution]] = ABSENT
    """Who protects people and places there from then on."""
    strength: Derived[Persons] = ABSENT
    """Persons in uniform who are there the day after, by the days on which units leave."""
    authorised: Derived[Persons] = ABSENT
    """Persons in uniform whom the ceilings allow that day."""
    remaining: Derived[Many[Ref[Unit]]] = ABSENT
    """The units of the step that are still there the day after."""
    exposed: Derived[Many[Ref[Area]]] = ABSENT
    """Its areas that are still threatened on its day and have nobody to protect them from the next."""


class Closure(Entity):
    """The closing of a location: last person, last asset, clean ground, signed over.

    ```pk example
    location outpost "Outpost Sabel" { at: 2.70N 47.10E }
    institution district "District administration" { type: civil_authority }
    unit guards "Guard platoon" { type: guard  strength: 35 persons }
    closure close_outpost "Closure of Outpost Sabel" {
      location:            outpost
      starts:              D + 300 days
      takes:               28 days
      last_person:         D + 320 days
      last_asset:          D + 325 days
      guard:               guards
      handed_to:           district
      environment_cleared: D + 326 days
    }
    ```
    """

    location: Ref[Location]
    """The location."""
    starts: Date = ABSENT
    """Its first day."""
    takes: Duration | ThreePoint = ABSENT
    """How long it takes."""
    last_person: Date = ABSENT
    """The day on which the last person leaves."""
    last_asset: Date = ABSENT
    """The day on which the last asset leaves."""
    guard: Ref[Unit] = ABSENT
    """The unit that guards it to the end."""
    handed_to: Ref[Institution | Party] = ABSENT
    """Who receives it."""
    environment_cleared: Date = ABSENT
    """The day on which the ground is certified as clean."""
    ends: Derived[Date] = ABSENT
    """Its last day."""
    vacated: Derived[Date] = ABSENT
    """The last day on which people or assets are there."""
    left_by: Derived[Date] = ABSENT
    """The last day on which people are there."""
    guards: Derived[Many[Ref[Unit]]] = ABSENT
    """Who guards it to the end: `guard`, else the units that guard the location."""
    guarded: Derived[OverTime[YesNo]] = ABSENT
    """Whether one of its guards is in theatre on each day."""
    unguarded: Derived[Duration] = ABSENT
    """The days, from its first to the one on which it is vacated, on which none is."""
    after: Derived[Many[Ref[Closure]]] = ABSENT
    """The closures of locations that are supplied through this one, and so must end first."""


class Liquidation(Entity):
    """The winding-up after the mandate: staff, records, assets, contracts, claims, ground.

    ```pk example
    budget final "Liquidation" { period: 2027-07-01 .. 2027-12-31 }
    liquidation winding_up "Liquidation of the mission" {
      period: 2027-07-01 .. 2027-12-31
      subject_to_renewal: yes
      staff:  120 persons
      budget: final
      workstream records { due: 2027-10-31  status: planned }
    }
    ```
    """

    period: Period = ABSENT
    """Its days."""
    staff: Persons = ABSENT
    """Persons who do it."""
    budget: Ref[Budget] = ABSENT
    """The budget that pays for it."""
    workstreams: Parts[Workstream] = ABSENT
    """What must be wound up."""


class Workstream(Part):
    """One thing that must be wound up.

    ```pk example
    liquidation winding_up "Liquidation of the mission" {
      workstream records { type: records  due: 2027-10-31  status: planned }
    }
    ```
    """

    type: Literal["staff", "records", "assets", "contracts", "claims", "environment"]
    """What it is."""
    due: Date = ABSENT
    """The day by which it is done."""
    status: Progress = ABSENT
    """Whether it is done."""
