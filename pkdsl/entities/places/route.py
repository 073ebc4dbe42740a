"""The ways between places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.schema import (
    ABSENT,
    Derived,
    Entity,
    Length,
    LengthPerDay,
    Many,
    Mass,
    Mode,
    Months,
    OneToFive,
    OverTime,
    Position,
    Ref,
    Speed,
    YesNo,
)

if TYPE_CHECKING:
    from pkdsl.entities.foundations import Season
    from pkdsl.entities.places.location import Location


class Route(Entity):
    """A way between two places by one mode: a road, a flight, a stretch of river.

    ```pk example
    location port "Port Kasuri" { at: 2.00N 45.30E }
    location adeta "Adeta" { at: 2.52N 47.44E }
    route northern_road "Northern road" {
      origin:         port
      destination:    adeta
      mode:           road
      distance:       310 km
      speed:          35 km/h
      wet_speed:      15 km/h
      daily_distance: 150 km/day
      max_load:       20 t
      threat_level:   3
      escort_needed:  yes
    }
    ```
    """

    origin: Ref[Location]
    """Where it begins."""
    destination: Ref[Location]
    """Where it ends; it can be used both ways."""
    mode: Mode
    """How one moves on it."""
    distance: Length = ABSENT
    """Its length; by air the great circle when absent."""
    path: Many[Position] = ABSENT
    """Points on the way, for maps."""
    speed: Speed = ABSENT
    """The speed in the dry season."""
    wet_speed: Speed = ABSENT
    """The speed in the wet season."""
    daily_distance: LengthPerDay = ABSENT
    """How far a convoy comes in a day in the dry season."""
    wet_daily_distance: LengthPerDay = ABSENT
    """How far a convoy comes in a day in the wet season."""
    max_load: Mass = ABSENT
    """The heaviest vehicle that its weakest bridge bears."""
    open: Many[Months] = ABSENT
    """The months in which it can be used, by number; all when absent."""
    threat_level: OverTime[OneToFive] = ABSENT
    """How threatened it is, from 1 (low) to 5 (very high)."""
    escort_needed: YesNo = ABSENT
    """No convoy goes without an escort."""
    alternate: Many[Ref[Route]] = ABSENT
    """Routes that can be used instead."""
    seasons: Derived[Many[Ref[Season]]] = ABSENT
    """The seasons that it has."""
    length: Derived[Length] = ABSENT
    """Its distance; by air, where none is given, the great circle between its ends."""
    reach: Derived[OverTime[LengthPerDay]] = ABSENT
    """How far one comes on it on each day, by the season; nought in months in which it is closed."""
    pace: Derived[OverTime[Speed]] = ABSENT
    """How fast one moves on it on each day, by the season; nought in months in which it is closed."""
    bears: Derived[OverTime[Mass]] = ABSENT
    """The heaviest vehicle that it bears on each day, by the season."""
    passable: Derived[OverTime[YesNo]] = ABSENT
    """Whether it can be used on each day."""
