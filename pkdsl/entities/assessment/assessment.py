"""What was found out about the situation, and what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pkdsl.schema import ABSENT, Count, Date, Entity, Many, Persons, Ref, Text, Theme

if TYPE_CHECKING:
    from pkdsl.entities.assessment.situation import PopulationGroup
    from pkdsl.entities.foundations import Party
    from pkdsl.entities.places import Area, Location
    from pkdsl.entities.who import Place


class Assessment(Entity):
    """A look at the situation by people who went there or studied it, with findings and a date.

    ```pk example
    area north "Sector North" { type: sector }
    assessment roads_north "Survey of the northern roads" {
      type:     route
      date:     D - 60 days
      covers:   north
      findings: ["Two bridges bear no more than 20 t"]
      next:     D + 120 days
    }
    ```
    """

    type: Literal[
        "strategic",
        "technical",
        "conflict",
        "threat",
        "protection",
        "security_risk",
        "environment",
        "gender",
        "human_rights",
        "humanitarian",
        "route",
        "site",
        "medical",
    ]
    """What it looks at."""
    date: Date = ABSENT
    """The day of its findings."""
    covers: Many[Place | Ref[PopulationGroup]] = ABSENT
    """The places and groups that it is about."""
    findings: Many[Text] = ABSENT
    """What was found."""
    next: Date = ABSENT
    """The day by which it is done again."""


class Event(Entity):
    """Something that happened: an incident, an attack, a signing.

    ```pk example
    area north "Sector North" { type: sector }
    event ambush "Ambush on a supply convoy" {
      date:       D - 14 days
      theme:      security
      area:       north
      casualties: 3 persons
    }
    ```
    """

    date: Date
    """The day on which it happened."""
    theme: Theme = ABSENT
    """What it concerns."""
    at: Ref[Location] = ABSENT
    """The place where it happened."""
    area: Many[Ref[Area]] = ABSENT
    """The area where it happened."""
    party: Ref[Party] = ABSENT
    """The party that did it or that it concerns."""
    casualties: Persons = ABSENT
    """Killed and wounded together."""
    count: Count = ABSENT
    """How many such events are recorded as one."""
