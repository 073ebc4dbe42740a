"""The parties to the conflict, and what they agreed to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pkdsl.schema import (
    ABSENT,
    Date,
    Entity,
    Many,
    MinusTwoToTwo,
    OverTime,
    Part,
    Parts,
    People,
    Ref,
    State,
    Text,
    YesNo,
)

if TYPE_CHECKING:
    from pkdsl.entities.places import Area


class Party(Entity, plural="parties"):
    """An actor in or around the conflict: a government, an armed group, a neighbour, a civil body.

    ```pk example
    party government "Government of Kasuri" {
      type:     government
      main:     yes
      state:    XKS
      attitude: 2
      consent strategic { level: strategic  status: given  date: D }
      relation front { party: front  type: rival }
    }
    party front "Kasuri Front" { type: signatory  main: yes  spoiler: no  strength: 4_000 persons }
    ```
    """

    type: Literal["government", "signatory", "non_signatory", "militia", "neighbour", "regional", "civil_society"] = (
        ABSENT
    )
    """What sort of actor."""
    main: YesNo = ABSENT
    """A main party, whose consent the mission rests on."""
    spoiler: YesNo = ABSENT
    """It gains if the peace fails."""
    state: State = ABSENT
    """The state that it is or belongs to."""
    strength: People = ABSENT
    """Fighters under arms."""
    attitude: OverTime[MinusTwoToTwo] = ABSENT
    """Its attitude to the mission, from -2 (hostile) to 2 (supports it)."""
    intent: Text = ABSENT
    """What it wants."""
    area: Many[Ref[Area]] = ABSENT
    """Where it is present or has influence."""
    consents: Parts[Consent] = ABSENT
    """What it agreed to, at which level."""
    relations: Parts[Relation] = ABSENT
    """How it stands to other parties."""


class Consent(Part):
    """A party's agreement to the mission's presence, at the top or on the ground.

    ```pk example
    party front "Kasuri Front" {
      type: signatory
      consent strategic { level: strategic  status: given  date: D  expires: D + 365 days }
      consent in_the_north { level: local  status: partial  date: D + 20 days }
    }
    ```
    """

    level: Literal["strategic", "local"] = ABSENT
    """Given by the leadership, or by those on the ground."""
    status: Literal["unknown", "withdrawn", "partial", "given"] = ABSENT
    """How far it goes."""
    date: Date = ABSENT
    """The day on which it took this form."""
    expires: Date = ABSENT
    """The last day on which it holds."""
    area: Many[Ref[Area]] = ABSENT
    """Where it holds; the whole mission area when absent."""


class Relation(Part):
    """How one party stands to another.

    ```pk example
    party front "Kasuri Front" { type: signatory  relation army { party: army  type: rival } }
    party army "Kasuri Army" { type: government }
    ```
    """

    party: Ref[Party]
    """The other party."""
    type: Literal["allied", "neutral", "rival"] = ABSENT
    """How the two stand to each other."""
