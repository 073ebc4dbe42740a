"""Help to communities and to the host's own forces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pkdsl.schema import ABSENT, Date, Duration, Entity, Many, Money, Rating, Ref, Text, ThreePoint

if TYPE_CHECKING:
    from pkdsl.entities.assessment import Need, PopulationGroup
    from pkdsl.entities.command import Post
    from pkdsl.entities.coordination.agency import Agency
    from pkdsl.entities.coordination.bodies import CoordinationBody
    from pkdsl.entities.force import Section, Unit
    from pkdsl.entities.foundations import Party
    from pkdsl.entities.places import Location
    from pkdsl.entities.who import Who


class Project(Entity):
    """A quick-impact project: small, fast, for a community, so that it trusts the mission.

    ```pk example
    location adeta "Adeta" { at: 2.52N 47.44E }
    population_group adeta_people "People of Adeta" { at: adeta  type: resident }
    agency wash_partner "Water partner" { type: ngo }
    project well "A well for Adeta" {
      at:        adeta
      cost:      32_000 USD
      by:        wash_partner
      starts:    D + 60 days
      takes:     2 months
      community: adeta_people
    }
    ```
    """

    at: Ref[Location] = ABSENT
    """Where."""
    cost: Money = ABSENT
    """What it costs."""
    by: Who = ABSENT
    """Who carries it out."""
    starts: Date = ABSENT
    """Its first day."""
    takes: Duration | ThreePoint = ABSENT
    """How long it takes."""
    assessed: Date = ABSENT
    """When its need was assessed."""
    community: Many[Ref[PopulationGroup]] = ABSENT
    """Whom it helps."""
    need: Ref[Need] = ABSENT
    """The need that it answers."""
    coordinated_with: Many[Ref[Agency | CoordinationBody]] = ABSENT
    """With whom it was agreed."""


class ForceSupport(Entity):
    """Support to security forces that are not the United Nations', under the due-diligence policy.

    ```pk example
    party army "Kasuri Army" { type: government  state: XKS }
    unit logistics "Logistics company" { type: logistics  strength: 250 persons }
    force_support rations "Rations for joint patrols" {
      recipient:  army
      type:       logistics
      by:         logistics
      starts:     D + 100 days
      assessed:   D + 70 days
      rating:     medium
      mitigation: ["Training in humanitarian law before the first delivery"]
      monitoring: "Monthly visits of the human rights office"
      decided:    D + 85 days
      outcome:    conditional
    }
    ```
    """

    recipient: Ref[Party] = ABSENT
    """Whom it supports."""
    type: Literal["logistics", "transport", "training", "planning", "operations", "medical"] = ABSENT
    """What sort of support."""
    by: Many[Ref[Unit | Section]] = ABSENT
    """Who gives it."""
    starts: Date = ABSENT
    """Its first day; the assessment and the decision come before."""
    assessed: Date = ABSENT
    """The day of the risk assessment."""
    rating: Rating = ABSENT
    """The risk of grave violations by the recipient."""
    mitigation: Many[Text] = ABSENT
    """What lowers the risk."""
    monitoring: Text = ABSENT
    """How the recipient's conduct is watched."""
    safeguard: Text = ABSENT
    """How the mission stays impartial."""
    decided: Date = ABSENT
    """The day of the decision."""
    outcome: Literal["refused", "conditional", "approved"] = ABSENT
    """What was decided."""
    suspended_by: Ref[Post] = ABSENT
    """Who stops it when grave violations occur."""
