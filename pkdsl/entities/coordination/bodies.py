"""Bodies that coordinate, and standing procedures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pkdsl.schema import ABSENT, Component, Duration, Entity, Many, Ref, Text

if TYPE_CHECKING:
    from pkdsl.entities.command import Post
    from pkdsl.entities.coordination.agency import Agency
    from pkdsl.entities.places import Area, Location
    from pkdsl.entities.who import Who


class CoordinationBody(Entity, plural="coordination_bodies"):
    """A body that meets to coordinate: management teams, operations centres, working groups.

    ```pk example
    location port "Port Kasuri" { at: 2.00N 45.30E }
    post cos "Chief of Staff" { role: chief_of_staff }
    coordination_body crisis_team "Crisis management team" {
      type:    crisis_management
      chair:   cos
      members: cos
      every:   1 month
      at:      port
    }
    ```
    """

    type: Literal[
        "senior_management",
        "crisis_management",
        "joint_operations",
        "joint_analysis",
        "movement_control",
        "air_operations",
        "security_management",
        "protection",
        "cmcoord",
        "cimic_centre",
        "deconfliction",
        "access",
        "hub",
    ] = ABSENT
    """What it coordinates."""
    strategy: Literal["cooperation", "coordination", "coexistence"] = ABSENT
    """How close civil and military work together."""
    chair: Ref[Post | Agency] = ABSENT
    """Who chairs it."""
    members: Many[Who] = ABSENT
    """Who sits in it."""
    area: Many[Ref[Area]] = ABSENT
    """For which area; the mission when absent."""
    every: Duration = ABSENT
    """How often it meets."""
    at: Ref[Location] = ABSENT
    """Where it meets."""
    alternate_venue: Ref[Location] = ABSENT
    """Where it meets when it cannot meet there."""


class Procedure(Entity):
    """A standing procedure: who does what when something happens.

    ```pk example
    area north "Sector North" { type: sector }
    procedure crowd "Crowds in front of a base" {
      type:      joint_military_police
      area:      north
      lead:      police
      threshold: "stones are thrown, or more than 200 persons"
      steps:     ["Police speak with the leaders", "The reserve stands by behind the gate"]
    }
    ```
    """

    type: Literal[
        "joint_military_police", "casevac", "reserve", "alert", "escalation", "deconfliction", "reporting", "other"
    ] = ABSENT
    """What it is for."""
    applies_to: Many[Who] = ABSENT
    """Whom it binds."""
    area: Many[Ref[Area]] = ABSENT
    """Where it holds."""
    lead: Component = ABSENT
    """The component that leads."""
    threshold: Text = ABSENT
    """From when on it applies."""
    steps: Many[Text] = ABSENT
    """The steps, in order."""
    interoperability: Text = ABSENT
    """How those who take part work together: radios, signs, languages."""
