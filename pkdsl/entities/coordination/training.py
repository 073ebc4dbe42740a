"""Courses that people must pass, and exercises that test plans."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pkdsl.schema import (
    ABSENT,
    Category,
    Count,
    Date,
    Derived,
    Duration,
    Entity,
    Many,
    OverTime,
    Part,
    Parts,
    Persons,
    Ref,
    UnitType,
)

if TYPE_CHECKING:
    from pkdsl.entities.command import Pace
    from pkdsl.entities.coordination.bodies import Procedure
    from pkdsl.entities.force import Unit
    from pkdsl.entities.medical import EvacuationChain
    from pkdsl.entities.places import Area, Location
    from pkdsl.entities.risk import Contingency
    from pkdsl.entities.who import Who


class Course(Entity):
    """A course that some people must have passed before they arrive or act.

    ```pk example
    course core "Core pre-deployment training" {
      standard: core
      lessons:  34
      audience: [troops, formed_police]
      validity: 12 months
      before:   arrival
      session may { date: D - 40 days  places: 400 persons  passed: 390 persons }
    }
    ```
    """

    standard: Literal[
        "core",
        "specialised",
        "use_of_force",
        "protection",
        "conduct",
        "first_aid",
        "civil_military",
        "humanitarian_law",
        "induction",
    ] = ABSENT
    """What it teaches."""
    lessons: Count = ABSENT
    """How many lessons it has."""
    audience: Many[Who | Category | UnitType] = ABSENT
    """Who must have it: units and others by name, categories, types of unit."""
    validity: Duration = ABSENT
    """How long it holds before a refresher."""
    before: Literal["arrival", "first_task"] = ABSENT
    """By when they must have it."""
    sessions: Parts[Session] = ABSENT
    """When it is held."""
    trainees: Derived[Persons] = ABSENT
    """Persons who must pass it."""
    capacity: Derived[Persons] = ABSENT
    """Places in all sessions."""
    owed: Derived[OverTime[Persons]] = ABSENT
    """Persons who must have it by each day and need a place in a session for that."""
    placed: Derived[OverTime[Persons]] = ABSENT
    """Those among them for whom a session in time has a place."""
    without_place: Derived[OverTime[Many[Ref[Unit]]]] = ABSENT
    """The units of which somebody must have it on a day, and no session had a place."""


class Session(Part):
    """One time that a course is held.

    ```pk example
    location port "Port Kasuri" { at: 2.00N 45.30E }
    course induction "Mission induction" {
      standard: induction
      session first { date: D + 5 days  at: port  places: 120 persons }
    }
    ```
    """

    date: Date
    """Its first day."""
    at: Ref[Location] = ABSENT
    """Where."""
    places: Persons = ABSENT
    """How many can take part."""
    passed: Persons = ABSENT
    """How many passed."""
    by: Who = ABSENT
    """Who teaches."""


class Exercise(Entity):
    """A rehearsal of a contingency, a procedure, an evacuation chain or communications.

    ```pk example
    unit north "Northern Battalion" { type: infantry  strength: 850 persons }
    evacuation_chain whole "Evacuation in the mission area" { approval: 10 min }
    exercise casevac_1 "First evacuation rehearsal" {
      type:         casevac
      date:         D + 75 days
      tests:        whole
      participants: north
    }
    ```
    """

    type: Literal["command_post", "field", "table_top", "casevac", "communications"] = ABSENT
    """What sort of exercise."""
    date: Date = ABSENT
    """Its day."""
    area: Many[Ref[Area]] = ABSENT
    """Where."""
    tests: Many[Ref[Contingency | Procedure | EvacuationChain | Pace]] = ABSENT
    """What it tests."""
    participants: Many[Who] = ABSENT
    """Who takes part."""
