"""When things happen: phases, activities and milestones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pkdsl.schema import (
    ABSENT,
    Count,
    Date,
    Declared,
    Derived,
    Duration,
    Entity,
    Many,
    Period,
    Persons,
    Ref,
    Text,
    ThreePoint,
    YesNo,
)

if TYPE_CHECKING:
    from pkdsl.entities.force import Lift, Unit
    from pkdsl.entities.foundations import Party
    from pkdsl.entities.mandate.task import Task
    from pkdsl.entities.monitoring import Benchmark
    from pkdsl.entities.places import Area, Asset, Contract, Location
    from pkdsl.entities.who import Who


class Phase(Entity):
    """A stretch of the operation with one purpose and one main effort.

    ```pk example
    benchmark bases_open "Both bases are open" { type: core }
    phase deployment "Deployment" {
      period:  D .. D + 119 days
      purpose: "Bases stand before the rains"
      exit:    bases_open
    }
    phase consolidation "Consolidation" { period: D + 120 days .. D + 364 days  after: deployment  entry: bases_open }
    ```
    """

    period: Period = ABSENT
    """Its days."""
    purpose: Text = ABSENT
    """What it is for."""
    after: Ref[Phase] = ABSENT
    """The phase before it."""
    overlaps: YesNo = ABSENT
    """It runs beside the phase before it on purpose."""
    main_effort: Ref[Task | Area | Unit] = ABSENT
    """What goes first when means are short."""
    entry: Many[Text | Ref[Benchmark]] = ABSENT
    """What must be true before it begins."""
    exit: Many[Text | Ref[Benchmark]] = ABSENT
    """What must be true before it ends."""


class Activity(Entity, plural="activities"):
    """Something done at a time and a place as part of a task.

    ```pk example
    unit north "Northern Battalion" { type: infantry  strength: 850 persons }
    task patrols "Patrol the Adeta axis" {
      lead: military
      activity day_patrol "Day patrol to the river" {
        by:     north
        starts: D + 60 days
        ends:   D + 300 days
        every:  1 day
        times:  3
        people: 20 persons
      }
    }
    ```
    """

    task: Ref[Task] = ABSENT
    """The task that it belongs to."""
    phase: Ref[Phase] = ABSENT
    """The phase in which it is done."""
    at: Ref[Location] = ABSENT
    """The place where it is done."""
    area: Many[Ref[Area]] = ABSENT
    """The area where it is done."""
    by: Many[Who] = ABSENT
    """Who does it."""
    after: Many[Ref[Activity | Milestone]] = ABSENT
    """What must be over before it can begin."""
    starts: Date = ABSENT
    """Its first day; without it, as soon as what it waits for is over."""
    takes: Duration | ThreePoint = ABSENT
    """How long it takes."""
    ends: Date = ABSENT
    """Its last day."""
    every: Duration = ABSENT
    """The interval at which it is repeated."""
    times: Count = ABSENT
    """How many times in each interval."""
    people: Persons = ABSENT
    """How many persons it takes each time."""
    uses: Many[Ref[Unit | Lift | Asset | Contract]] = ABSENT
    """Means that it needs beside those who do it."""
    benefits: Many[Ref[Party]] = ABSENT
    """The parties whose forces or people it helps."""
    waits_for: Derived[Many[Ref[Declared]]] = ABSENT
    """What must be over or there before it can begin: activities, works, movements, agreements, units, places."""
    followed_by: Derived[Many[Ref[Declared]]] = ABSENT
    """What waits for it."""
    early: Derived[Date] = ABSENT
    """The earliest day on which it can begin."""
    late: Derived[Date] = ABSENT
    """The latest day on which it can begin without delaying anything due."""
    slack: Derived[Duration] = ABSENT
    """How far it can slip."""
    critical: Derived[YesNo] = ABSENT
    """Any delay of it delays something due."""
    over: Derived[Date] = ABSENT
    """The first day on which what waits for it can begin."""
    free_slack: Derived[Duration] = ABSENT
    """How far it can slip without moving anything that waits for it."""
    driver: Derived[Ref[Declared]] = ABSENT
    """What it waits for longest; nothing where its own date decides."""


class Milestone(Entity):
    """A day on which something must be reached: a renewal, a report, a readiness.

    ```pk example
    mandate res0000 "S/RES/0000 (2026)" { period: D .. +12 months }
    milestone renewal "Renewal of the mandate" {
      type: renewal
      of:   res0000
      due:  D + 364 days
    }
    ```
    """

    task: Ref[Task] = ABSENT
    """The task that it belongs to."""
    phase: Ref[Phase] = ABSENT
    """The phase in which it lies."""
    at: Ref[Location] = ABSENT
    """The place that it concerns."""
    area: Many[Ref[Area]] = ABSENT
    """The area that it concerns."""
    by: Many[Who] = ABSENT
    """Who brings it about."""
    after: Many[Ref[Activity | Milestone]] = ABSENT
    """What must be over before it is reached."""
    starts: Date = ABSENT
    """The day on which work on it begins."""
    takes: Duration | ThreePoint = ABSENT
    """How long the work on it takes."""
    ends: Date = ABSENT
    """The day on which it is reached; without it, as soon as what it waits for is over."""
    every: Duration = ABSENT
    """The interval at which it comes back."""
    times: Count = ABSENT
    """How many times in each interval."""
    people: Persons = ABSENT
    """How many persons work on it."""
    uses: Many[Ref[Unit | Lift | Asset | Contract]] = ABSENT
    """Means that it needs."""
    benefits: Many[Ref[Party]] = ABSENT
    """The parties whom it helps."""
    due: Date = ABSENT
    """The latest day on which it must be reached."""
    of: Ref[Declared] = ABSENT
    """What reaches it: a mandate, a unit, a budget, a base."""
    type: Literal[
        "adoption",
        "strategic_review",
        "council_report",
        "contributor_consultation",
        "renewal",
        "budget_submission",
        "advisory_committee",
        "fifth_committee",
        "ioc",
        "foc",
        "other",
    ] = ABSENT
    """What sort of day it is; `ioc` and `foc` are initial and full operational capability."""
    waits_for: Derived[Many[Ref[Declared]]] = ABSENT
    """What must be over or there before it is reached: activities, works, movements, agreements, units, places."""
    followed_by: Derived[Many[Ref[Declared]]] = ABSENT
    """What waits for it."""
    early: Derived[Date] = ABSENT
    """The earliest day on which it can be reached."""
    late: Derived[Date] = ABSENT
    """The latest day on which it can be reached without delaying anything due."""
    slack: Derived[Duration] = ABSENT
    """How far it can slip."""
    critical: Derived[YesNo] = ABSENT
    """Any delay of it delays something due."""
    over: Derived[Date] = ABSENT
    """The first day on which what waits for it can begin."""
    free_slack: Derived[Duration] = ABSENT
    """How far it can slip without moving anything that waits for it."""
    driver: Derived[Ref[Declared]] = ABSENT
    """What it waits for longest; nothing where its own date decides."""
