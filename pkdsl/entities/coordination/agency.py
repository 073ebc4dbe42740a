"""Civil actors beside the mission, and the places that must be kept clear of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pkdsl.schema import ABSENT, Cluster, Date, Entity, Many, Period, Position, Ref, Text, YesNo

if TYPE_CHECKING:
    from pkdsl.entities.command import Post
    from pkdsl.entities.force import Unit
    from pkdsl.entities.places import Area


class Agency(Entity, plural="agencies"):
    """A civil actor beside the mission: an agency, a non-governmental organisation, an authority, a donor.

    ```pk example
    area north "Sector North" { type: sector }
    agency wash_partner "Water partner" {
      type:        ngo
      cluster:     water_sanitation
      area:        north
      focal_point: "Country director"
    }
    ```
    """

    type: Literal["un", "ngo", "red_cross", "government", "donor"] = ABSENT
    """What sort of actor."""
    cluster: Cluster = ABSENT
    """The cluster that it works in."""
    area: Many[Ref[Area]] = ABSENT
    """Where it works."""
    focal_point: Text = ABSENT
    """Whom to speak to there."""
    contact: Text = ABSENT
    """How to reach them."""


class HumanitarianSite(Entity):
    """A place of civil actors that military operations keep clear of.

    ```pk example
    agency wash_partner "Water partner" { type: ngo }
    humanitarian_site clinic "Clinic at Adeta" {
      agency:       wash_partner
      at:           2.53N 47.46E
      type:         clinic
      notified:     D + 5 days
      acknowledged: D + 6 days
    }
    ```
    """

    agency: Ref[Agency] = ABSENT
    """Whose place it is."""
    at: Position = ABSENT
    """Its position, WGS84."""
    type: Literal["office", "clinic", "warehouse", "school", "camp", "convoy"] = ABSENT
    """What it is."""
    period: Period = ABSENT
    """When it is there."""
    notified: Date = ABSENT
    """When the mission was told of it."""
    acknowledged: Date = ABSENT
    """When the mission confirmed that it knows."""


class AssistanceRequest(Entity):
    """A civil actor's request for military help, and whether it passed the test of last resort.

    ```pk example
    agency wash_partner "Water partner" { type: ngo }
    unit engineers "Engineer company" { type: engineer  strength: 200 persons }
    assistance_request bridge "Repair of the river bridge" {
      type:         infrastructure
      requested_by: wash_partner
      unit:         engineers
      date:         D + 40 days
      last_resort:  yes
      kept_apart:   [logos, weapons]
    }
    ```
    """

    type: Literal["direct", "indirect", "infrastructure"] = ABSENT
    """Help handed to people, help one step away, or repair for all."""
    requested_by: Ref[Agency] = ABSENT
    """Who asks."""
    unit: Ref[Unit] = ABSENT
    """The unit that would help."""
    date: Date = ABSENT
    """The day of the request."""
    last_resort: YesNo = ABSENT
    """No civil means can do it in time."""
    approved_by: Ref[Post | Agency] = ABSENT
    """Who approved it."""
    kept_apart: Many[Literal["logos", "vehicles", "weapons"]] = ABSENT
    """What is kept apart from civil actors, so that nobody takes one for the other."""
