"""Why there is conflict, who is threatened, and who is in need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pkdsl.schema import (
    ABSENT,
    Amount,
    Cluster,
    Component,
    Derived,
    Duration,
    Entity,
    Many,
    OneToFive,
    OverTime,
    People,
    Rating,
    Ref,
    YesNo,
)

if TYPE_CHECKING:
    from pkdsl.entities.coordination import Agency
    from pkdsl.entities.force import Unit
    from pkdsl.entities.foundations import Party
    from pkdsl.entities.mandate import Objective
    from pkdsl.entities.places import Area, Location
    from pkdsl.entities.who import Place


class ConflictDriver(Entity):
    """A reason why the conflict began or goes on.

    ```pk example
    objective land "Land disputes are settled without violence" { level: strategic }
    conflict_driver grazing "Dispute over grazing land" {
      level:        root
      rating:       high
      addressed_by: land
    }
    ```
    """

    level: Literal["root", "proximate", "trigger"] = ABSENT
    """How deep it lies."""
    rating: Rating = ABSENT
    """How strongly it drives the conflict."""
    addressed_by: Many[Ref[Objective]] = ABSENT
    """The objectives that answer it."""
    out_of_scope: YesNo = ABSENT
    """Known, and left to others on purpose."""


class PopulationGroup(Entity):
    """People who live or shelter somewhere and have a threat in common.

    ```pk example
    location adeta "Adeta" { at: 2.52N 47.44E }
    population_group adeta_displaced "Displaced people at Adeta" {
      at:           adeta
      type:         displaced
      threat_level: 4
      count { from D = 12_000 persons  from D + 90 days = 15_000 persons }
    }
    ```
    """

    at: Ref[Location] = ABSENT
    """The place where they are."""
    area: Many[Ref[Area]] = ABSENT
    """The area where they are."""
    count: OverTime[People] = ABSENT
    """How many they are."""
    type: Literal["resident", "displaced", "refugee", "returnee"] = ABSENT
    """Why they are there."""
    threat_level: OverTime[OneToFive] = ABSENT
    """How threatened they are, from 1 (hardly) to 5 (gravely)."""
    benefit: Derived[Amount] = ABSENT
    """The money of quick-impact projects for each of them."""


class Threat(Entity):
    """Something that may harm people or the mission in a place, with who answers and how fast.

    ```pk example
    location adeta "Adeta" { at: 2.52N 47.44E }
    unit reserve_company "Reserve company" { type: quick_reaction  strength: 150 persons  base: adeta }
    threat raids "Raids on villages around Adeta" {
      type:      attack_on_civilians
      covers:    adeta
      level:     4
      lead:      military
      responder: reserve_company
      within:    60 min
    }
    ```
    """

    type: Literal[
        "attack_on_civilians", "attack_on_mission", "communal_violence", "crime", "mine_ied", "disease", "natural"
    ]
    """What sort of threat."""
    party: Ref[Party] = ABSENT
    """The party that it comes from."""
    covers: Many[Place | Ref[PopulationGroup]] = ABSENT
    """The places and groups that it hangs over."""
    level: OverTime[OneToFive] = ABSENT
    """How grave it is, from 1 (low) to 5 (very grave)."""
    lead: Component = ABSENT
    """The component that leads the answer."""
    responder: Ref[Unit] = ABSENT
    """The unit that goes there."""
    within: Duration = ABSENT
    """The promised time from the alarm to the arrival."""
    response_time: Derived[Duration] = ABSENT
    """The time that the responder takes: notice and travel to the farthest place."""


class Need(Entity):
    """A humanitarian need, in the terms of the cluster that answers it.

    ```pk example
    area north "Sector North" { type: sector }
    agency wash_partner "Water partner" { type: ngo  cluster: water_sanitation }
    need water_north "Clean water in the north" {
      cluster:  water_sanitation
      area:     north
      people:   40_000 persons
      severity: 4
      lead:     wash_partner
    }
    ```
    """

    cluster: Cluster = ABSENT
    """The cluster that answers it."""
    area: Many[Ref[Area]] = ABSENT
    """Where it is."""
    people: OverTime[People] = ABSENT
    """People in need."""
    severity: OneToFive = ABSENT
    """How severe it is, from 1 (minor) to 5 (catastrophic)."""
    lead: Ref[Agency] = ABSENT
    """The agency that leads the answer."""
