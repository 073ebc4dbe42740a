"""How the wounded are fetched, who may order it, and who is entitled to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pkdsl.entities.consumer import Consumer
from pkdsl.schema import (
    ABSENT,
    By,
    Count,
    Derived,
    Duration,
    Entity,
    EvacuationMode,
    Ground,
    HoursPerMonth,
    Length,
    Light,
    Many,
    MoneyPerTime,
    OverTime,
    Part,
    Parts,
    People,
    Percent,
    Period,
    Persons,
    Ref,
    Speed,
    YesNo,
)

if TYPE_CHECKING:
    from pkdsl.entities.command import Post
    from pkdsl.entities.force import Unit
    from pkdsl.entities.foundations import Agreement
    from pkdsl.entities.mandate import Task
    from pkdsl.entities.places import Area, Contract, Location


class EvacuationAsset(Consumer, Entity):
    """Ambulances, helicopters or boats that fetch the wounded.

    ```pk example
    location adeta "Adeta" { at: 2.52N 47.44E }
    evacuation_asset helicopter "Evacuation helicopter" {
      mode:         air
      base:         adeta
      count:        1
      speed:        220 km/h
      notice:       30 min
      night_notice: 45 min
      night:        yes
      medical_team: yes
      litters:      4 persons
      range:        500 km
    }
    ```
    """

    mode: EvacuationMode
    """How it moves."""
    base: OverTime[Ref[Location]] = ABSENT
    """Where it is stationed."""
    count: OverTime[Count] = ABSENT
    """How many of them can move, by day: fewer while one is in maintenance. One when absent."""
    speed: Speed = ABSENT
    """Its speed in the dry season."""
    wet_speed: Speed = ABSENT
    """Its speed in the wet season."""
    notice: Duration = ABSENT
    """From the order to the departure by day."""
    night_notice: Duration = ABSENT
    """From the order to the departure by night."""
    night: YesNo = ABSENT
    """It moves at night."""
    medical_team: YesNo = ABSENT
    """A team treats patients on the way."""
    litters: Persons = ABSENT
    """Lying patients that one of them carries."""
    range: Length = ABSENT
    """How far it goes without fuelling."""
    period: Period = ABSENT
    """The days on which it is there."""
    availability: Percent = ABSENT
    """The share of days on which each of them can be used; that one of them cannot is asked by `n_1`."""
    provider: Ref[Unit | Contract] = ABSENT
    """The unit or contract that provides it."""
    hours: HoursPerMonth = ABSENT
    """Hours in a month that are paid for."""
    hourly_rate: MoneyPerTime = ABSENT
    """What an hour costs."""
    agreement: Many[Ref[Agreement]] = ABSENT
    """Letters of assist and overflight rights that it needs."""
    there: Derived[OverTime[YesNo]] = ABSENT
    """Whether it can be called, on each day."""
    radius: Derived[By[Light, By[Ground, OverTime[Length]]]] = ABSENT
    """How far from the hospital it is based at it fetches the wounded so that they reach surgery in time."""


class EvacuationChain(Entity):
    """How a wounded person in an area comes to surgery: who approves, how long that and loading takes.

    ```pk example
    area north "Sector North" { type: sector }
    post duty_officer "Duty officer" { role: duty_officer }
    evacuation_chain north_chain "Evacuation in Sector North" {
      area:      north
      approval:  10 min
      authority: duty_officer
      loading:   10 min
      entitlement staff { group: staff  people: 140 persons }
    }
    ```
    """

    area: Many[Ref[Area]] = ABSENT
    """Where it holds."""
    approval: Duration = ABSENT
    """From the report to the permission to launch."""
    authority: Ref[Post] = ABSENT
    """Who gives the permission."""
    loading: Duration = ABSENT
    """The time at the wounded person's side; the policy's when absent."""
    transfer: Duration = ABSENT
    """From the arrival at a hospital to the operating table; none when absent."""
    entitlements: Parts[Entitlement] = ABSENT
    """Who else is fetched."""


class Entitlement(Part):
    """A group of people who have a right to be evacuated and treated, and on what basis.

    ```pk example
    agreement ngo_access "Medical help for partners" { type: coordination  status: signed }
    evacuation_chain whole "Evacuation in the mission area" {
      entitlement ngo { group: ngo  people: 60 persons  basis: ngo_access }
    }
    ```
    """

    group: Literal["uniformed", "staff", "contractors", "agencies", "ngo", "host_forces", "civilians"]
    """The group."""
    people: People = ABSENT
    """How many they are."""
    basis: Ref[Task | Agreement] = ABSENT
    """The task or agreement that says so."""
