"""Host and neighbouring countries, and their seasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pkdsl.schema import (
    ABSENT,
    Derived,
    Entity,
    Language,
    Many,
    Months,
    OverTime,
    Part,
    Parts,
    Percent,
    Period,
    Ref,
    State,
    Text,
    YesNo,
)

if TYPE_CHECKING:
    from pkdsl.entities.places import Area


class Country(Entity, plural="countries"):
    """A state that matters to the plan, most often a host, with its seasons and borders.

    ```pk example
    country kasuri "Republic of Kasuri" {
      state:     XKS
      capital:   "Port Kasuri"
      region:    africa
      languages: [en, fr]
      season rains { type: wet  months: [7, 8, 9]  road_speed: 50%  flying: 70%  disease: 150% }
    }
    ```
    """

    state: State
    """Its ISO 3166 code of three letters; `XKS` and other user-assigned ones stand for invented states."""
    capital: Text = ABSENT
    """The seat of its government."""
    region: Literal["africa", "americas", "asia", "europe", "middle_east", "oceania"] = ABSENT
    """The region, for comparison with earlier missions."""
    borders: Many[State] = ABSENT
    """The states that it has a land border with."""
    languages: Many[Language] = ABSENT
    """The languages spoken there, by ISO 639 code."""
    seasons: Parts[Season] = ABSENT
    """The times of year that change roads, flying and disease."""


class Season(Part):
    """A time of the year that changes how fast one moves and how many fall ill.

    ```pk example
    country kasuri "Republic of Kasuri" {
      state: XKS
      season rains { type: wet  period: 2026-07-15 .. 2026-10-15  road_speed: 40%  road_load: 60%  flying: 70% }
    }
    ```
    """

    type: Literal["dry", "wet", "winter"]
    """Which season."""
    period: Period = ABSENT
    """Its days in the year that is planned for."""
    months: Many[Months] = ABSENT
    """Its months, by number, where it comes back every year."""
    area: Many[Ref[Area]] = ABSENT
    """Where it holds; everywhere when absent."""
    road_speed: Percent = ABSENT
    """Speed on roads, of that in the dry season; a route's own `wet_speed` goes before it."""
    road_load: Percent = ABSENT
    """Load that roads bear, of that in the dry season."""
    flying: Percent = ABSENT
    """Share of days on which one can fly."""
    disease: Percent = ABSENT
    """Sick calls, of those in the dry season."""
    days: Derived[OverTime[YesNo]] = ABSENT
    """The days on which it holds."""
