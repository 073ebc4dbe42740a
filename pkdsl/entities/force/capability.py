"""What units can do, who brings them, and what is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pkdsl.schema import (
    ABSENT,
    Count,
    Date,
    Derived,
    Duration,
    Entity,
    Many,
    Money,
    OverTime,
    Part,
    Parts,
    Percent,
    Persons,
    Ref,
    State,
    Text,
    YesNo,
)

if TYPE_CHECKING:
    from pkdsl.entities.force.lift import Lift
    from pkdsl.entities.force.unit import Unit
    from pkdsl.entities.mandate import Task
    from pkdsl.entities.places import Location
    from pkdsl.entities.who import Place


class Capability(Entity, plural="capabilities"):
    """Something that a unit can do and a task can need.

    ```pk example
    capability river_patrol "River patrol" { type: manoeuvre  critical: yes }
    unit boats "Riverine unit" { type: riverine  strength: 120 persons  capabilities: river_patrol }
    ```
    """

    type: Literal["manoeuvre", "guard", "enabler"] = ABSENT
    """Whether it moves on the ground, guards, or lets others work."""
    critical: YesNo = ABSENT
    """The mission cannot do without it for a day."""
    held_by: Derived[Many[Ref[Unit]]] = ABSENT
    """The units that can do it."""
    people: Derived[OverTime[Persons]] = ABSENT
    """Their people in theatre on each day."""
    leans_on: Derived[Ref[Unit]] = ABSENT
    """The first unit of the contributor that brings most of it."""
    dependence: Derived[Percent] = ABSENT
    """The share of it that this contributor brings."""


class Contributor(Entity):
    """A state that contributes troops or police, declared under its code.

    ```pk example
    contributor BGD "Bangladesh" {
      certified: D - 60 days
      caveat no_crowds { excludes: crowd_control  text: "No crowd control" }
    }
    capability crowd_control "Crowd control" { type: manoeuvre }
    ```
    """

    state: State = ABSENT
    """Its ISO 3166 code, where its name is not that code."""
    certified: Date = ABSENT
    """The day of its own certificate on conduct and human rights."""
    arrears: Money = ABSENT
    """What it owes to the Organization."""
    caveats: Parts[Caveat] = ABSENT
    """What its units may not do."""
    strength: Derived[OverTime[Persons]] = ABSENT
    """Persons of all its units in theatre on each day."""


class Caveat(Part):
    """Something that a contributor does not let its units do.

    ```pk example
    area south "Sector South" { type: sector }
    unit north "Northern Battalion" {
      type: infantry  strength: 850 persons
      caveat stays_north { excludes: south  text: "Not to be used outside Sector North" }
    }
    ```
    """

    excludes: Many[Place | Ref[Task | Capability | Lift]]
    """The places, tasks, capabilities and lift that it rules out."""
    text: Text = ABSENT
    """Its words."""


class Requirement(Entity):
    """A capability slot: what capability is needed, how much of it, where and by when.

    ```pk example
    capability river_patrol "River patrol" { type: manoeuvre }
    location port "Port Kasuri" { at: 2.00N 45.30E }
    requirement boats "Patrol boats on the lower river" {
      capability:  river_patrol
      quantity:    1
      required_by: D + 90 days
      at:          port
    }
    ```
    """

    capability: Ref[Capability]
    """What is needed."""
    quantity: OverTime[Count] = ABSENT
    """How many units of it."""
    required_by: Date = ABSENT
    """The day by which it must be there."""
    at: Ref[Location] = ABSENT
    """Where it is needed."""
    priority: Count = ABSENT
    """The order in which slots are filled; 1 comes first."""
    task: Many[Ref[Task]] = ABSENT
    """The tasks that need it."""
    wanted: Derived[OverTime[Count]] = ABSENT
    """Units wanted on each day: the quantity, from the day on which it is required."""
    holders: Derived[OverTime[Many[Ref[Unit]]]] = ABSENT
    """The units in the slot on each day that are selected or further."""
    filled: Derived[OverTime[Count]] = ABSENT
    """Units in the slot on each day that are selected or further."""
    pledged: Derived[OverTime[Count]] = ABSENT
    """Units in the slot on each day that are only pledged."""
    gap: Derived[OverTime[Count]] = ABSENT
    """What is still missing on each day."""
    gap_days: Derived[OverTime[Duration]] = ABSENT
    """On each day of a gap, how long the whole gap is."""
    doubled: Derived[OverTime[Count]] = ABSENT
    """What is there twice on each day, as in a relief in place."""
    first_filled: Derived[Date] = ABSENT
    """The first day on which as many units fill it as are wanted."""
    left_by: Derived[OverTime[Many[Ref[Unit]]]] = ABSENT
    """The units that were the last to leave the slot, on each day."""
    next_by: Derived[OverTime[Many[Ref[Unit]]]] = ABSENT
    """The units that are the next to come to the slot, on each day."""
    changeover: Derived[OverTime[Text]] = ABSENT
    """Who left last and who comes next, with their days, on each day."""
    next_day: Derived[OverTime[Date]] = ABSENT
    """The next day on which a unit comes to the slot, on each day."""
