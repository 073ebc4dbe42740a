"""The mandate: what the Council decided, up to how many, and for how long."""

from __future__ import annotations

from typing import Literal

from pkdsl.schema import (
    ABSENT,
    By,
    Category,
    ChainLink,
    Date,
    Derived,
    Duration,
    Entity,
    Many,
    OverTime,
    Part,
    Parts,
    Percent,
    Period,
    Persons,
    PersonTime,
    Ref,
    Text,
)


class Mandate(Entity):
    """The decision that authorises the mission: its period, ceilings and reporting obligations.

    ```pk example
    mandate res0000 "S/RES/0000 (2026)" {
      adopted: D - 30 days
      period:  D .. +12 months
      chapter: VII
      renewal: 12 months
      ceiling troops { category: troops  value: 6_500 persons }
      ceiling protection_force "Protection force" { category: troops  value: 4_000 persons  part_of: troops }
      obligation council { to: "Security Council"  every: 90 days  first: D + 90 days }
    }
    ```
    """

    symbol: Text = ABSENT
    """The resolution's symbol; the title serves where it is absent."""
    adopted: Date = ABSENT
    """The day of adoption."""
    period: Period = ABSENT
    """The days on which it holds; money is assessed and units act only inside it."""
    chapter: Literal["VI", "VII", "VIII"] = ABSENT
    """The chapter of the Charter that it rests on."""
    renewal: Duration = ABSENT
    """For how long it is usually renewed."""
    ceilings: Parts[Ceiling] = ABSENT
    """The most persons that it authorises, by category."""
    obligations: Parts[Obligation] = ABSENT
    """The reports that it asks for."""
    traced: Derived[By[ChainLink, Percent]] = ABSENT
    """The share of its tasks at which something hangs at each link of the trace chain."""


class Ceiling(Part):
    """The most persons of a category that are authorised on any day.

    ```pk example
    mandate res0000 "S/RES/0000 (2026)" {
      period: D .. +12 months
      ceiling troops {
        category: [troops, staff_officers]
        value { from D = 6_500 persons  from D + 200 days = 5_000 persons }
      }
    }
    ```
    """

    category: Many[Category]
    """The categories that count under it together."""
    value: OverTime[Persons]
    """The authorised number."""
    part_of: Ref[Ceiling] = ABSENT
    """The ceiling that this one is a part of: a force within the force."""
    strength: Derived[OverTime[Persons]] = ABSENT
    """Persons in theatre who count under it on each day."""
    headroom: Derived[OverTime[Persons]] = ABSENT
    """What is left up to the ceiling; below zero when it is passed."""
    overlap: Derived[OverTime[Persons]] = ABSENT
    """Persons there twice while a unit is relieved."""
    room: Derived[OverTime[Persons]] = ABSENT
    """How many more could come on each day under it and under every ceiling that it is part of."""
    women: Derived[OverTime[Persons]] = ABSENT
    """Women who count under it on each day; units that do not state theirs are not counted."""
    most: Derived[Persons] = ABSENT
    """The most persons under it on a day of the mission."""
    most_on: Derived[Date] = ABSENT
    """The first day with the most persons under it."""
    average: Derived[Persons] = ABSENT
    """The persons under it on an average day of the mission."""
    person_months: Derived[PersonTime] = ABSENT
    """The persons under it times months of the mission."""
    full_on: Derived[Date] = ABSENT
    """The first day on which the force under it is as full as forces have become."""


class Obligation(Part):
    """A report that the mandate asks for, once or at intervals.

    ```pk example
    mandate res0000 "S/RES/0000 (2026)" {
      period: D .. +12 months
      obligation council { to: "Security Council"  every: 90 days  first: D + 90 days }
    }
    ```
    """

    to: Text = ABSENT
    """Who asked for it."""
    every: Duration = ABSENT
    """The longest interval between two reports."""
    first: Date = ABSENT
    """When the first one is due."""
    dates: Many[Date] = ABSENT
    """The due dates, where they are fixed one by one."""
