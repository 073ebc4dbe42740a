"""The aircraft, ships and trucks that carry people and goods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.entities.consumer import Consumer
from pkdsl.schema import (
    ABSENT,
    Count,
    Derived,
    Duration,
    Entity,
    HoursPerDay,
    HoursPerMonth,
    Length,
    Many,
    Mass,
    MassPerTime,
    Mode,
    MoneyPerTime,
    OverTime,
    Percent,
    PerDay,
    Period,
    Persons,
    Ref,
    Speed,
    Volume,
    YesNo,
)

if TYPE_CHECKING:
    from pkdsl.entities.force.unit import Unit
    from pkdsl.entities.foundations import Agreement
    from pkdsl.entities.places import Contract, Location, Supply


class Lift(Consumer, Entity):
    """Aircraft, ships, trucks or barges of one sort that carry people and goods.

    ```pk example
    location port "Port Kasuri" { at: 2.00N 45.30E }
    lift helicopters "Utility helicopters" {
      mode:         air
      count:        3
      payload:      3 t
      passengers:   20 persons
      speed:        220 km/h
      range:        500 km
      availability: 75%
      sorties:      3/day
      notice:       30 min
      base:         port
      hours:        80 h/month
      hourly_rate:  4_500 USD/h
    }
    ```
    """

    mode: Mode = ABSENT
    """How it moves."""
    count: Count = ABSENT
    """How many there are."""
    payload: Mass = ABSENT
    """What one of them carries."""
    volume: Volume = ABSENT
    """The volume that one of them carries."""
    passengers: Persons = ABSENT
    """The people that one of them carries."""
    containers: Count = ABSENT
    """The twenty-foot containers that one of them carries."""
    speed: Speed = ABSENT
    """Its speed."""
    range: Length = ABSENT
    """How far it goes without fuelling."""
    availability: Percent = ABSENT
    """The share of them that can be used on a day."""
    sorties: PerDay = ABSENT
    """Sorties of each in a day."""
    night: YesNo = ABSENT
    """It moves at night."""
    notice: Duration = ABSENT
    """From the order to the departure."""
    loading: Duration = ABSENT
    """On the ground between two trips with people: those who came get off, the next get on."""
    turnaround: Duration = ABSENT
    """From one departure to the next."""
    period: Period = ABSENT
    """The days on which it is there."""
    base: OverTime[Ref[Location]] = ABSENT
    """Where it is stationed."""
    provider: Ref[Unit | Contract] = ABSENT
    """The unit or contract that provides it."""
    fuel: Ref[Supply] = ABSENT
    """What it burns."""
    hours: HoursPerMonth = ABSENT
    """Hours in a month that are paid for."""
    hourly_rate: MoneyPerTime = ABSENT
    """What an hour costs."""
    crew_limit: HoursPerDay = ABSENT
    """The most that a crew may work in a day."""
    agreement: Many[Ref[Agreement]] = ABSENT
    """Letters of assist, overflight and landing rights that it needs."""
    load: Derived[OverTime[MassPerTime]] = ABSENT
    """What it must carry on each day."""
    hours_flown: Derived[OverTime[HoursPerMonth]] = ABSENT
    """Hours that the plan uses in each month."""
    usable: Derived[Count] = ABSENT
    """How many of them can be used on a day: whole ones, but at least one."""
    used: Derived[OverTime[Count]] = ABSENT
    """How many of them the movements need on each day."""
