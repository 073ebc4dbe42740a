"""Areas of the map and who answers for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pkdsl.schema import (
    ABSENT,
    By,
    Date,
    Derived,
    Entity,
    Ground,
    Language,
    Light,
    Many,
    Money,
    OneToFive,
    OneToSix,
    OverTime,
    Part,
    Parts,
    People,
    Percent,
    Persons,
    Position,
    Ref,
    Standard,
    Surface,
)

if TYPE_CHECKING:
    from pkdsl.entities.force import Unit


class Area(Entity):
    """A piece of the mission area that someone is responsible for: a sector, a buffer zone, an area of operations.

    ```pk example
    area mission_area "Mission area" { type: mission }
    area north "Sector North" {
      type:         sector
      part_of:      mission_area
      population:   220_000 persons
      languages:    [en]
      threat_level: 3
      size:         18_000 km2
      security_measure patrols { cost: 40_000 USD  due: D + 30 days  status: planned }
    }
    ```
    """

    type: Literal["mission", "sector", "sub_sector", "aor", "buffer_zone", "protection"] = ABSENT
    """What sort of area; `aor` is one unit's area of responsibility."""
    part_of: Ref[Area] = ABSENT
    """The larger area that it lies in."""
    responsible: Ref[Unit] = ABSENT
    """The unit that answers for it."""
    population: People = ABSENT
    """The people who live there."""
    languages: Many[Language] = ABSENT
    """The languages they speak."""
    threat_level: OverTime[OneToFive] = ABSENT
    """How threatened life there is, from 1 (low) to 5 (very high)."""
    security_level: OverTime[OneToSix] = ABSENT
    """The security level of the area, from 1 (minimal) to 6 (extreme), set by the designated official."""
    size: Surface = ABSENT
    """Its surface."""
    boundary: Many[Position] = ABSENT
    """The corners of its boundary, in order; the last is joined to the first."""
    security_measures: Parts[SecurityMeasure] = ABSENT
    """Measures that the security level calls for."""
    strength: Derived[OverTime[Persons]] = ABSENT
    """Persons of units that live in it, on each day."""
    troops: Derived[OverTime[Persons]] = ABSENT
    """Troops and formed police who live in it, on each day."""
    gaps: Derived[Surface] = ABSENT
    """The surface that none of its sectors, sub-sectors or areas of responsibility covers."""
    overlaps: Derived[Surface] = ABSENT
    """The surface that two of its sectors, sub-sectors or areas of responsibility claim."""
    uncovered: Derived[By[Standard, By[Light, By[Ground, OverTime[Percent]]]]] = ABSENT
    """The share of it from which resuscitation (`min_60`) or surgery (`min_120`) is not reached in time."""


class SecurityMeasure(Part):
    """A measure that makes a place or area safe enough to work in.

    ```pk example
    location adeta "Adeta" {
      at: 2.52N 47.44E
      security_measure berm "Earth wall around the camp" { cost: 90_000 USD  due: D + 45 days  status: planned }
    }
    ```
    """

    cost: Money = ABSENT
    """What it costs."""
    due: Date = ABSENT
    """The day by which it stands."""
    status: Literal["planned", "in_place"] = ABSENT
    """Whether it stands."""
