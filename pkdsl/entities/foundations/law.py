"""The principles, agreements and directives that a mission acts under."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pkdsl.schema import (
    ABSENT,
    Component,
    Date,
    Declared,
    Derived,
    Duration,
    Entity,
    Many,
    OverTime,
    Period,
    Ref,
    State,
    Text,
    YesNo,
)

if TYPE_CHECKING:
    from pkdsl.entities.force import Unit
    from pkdsl.entities.places import Area
    from pkdsl.entities.who import Who


class Principle(Entity):
    """One of the three principles of peacekeeping, and how this mission keeps it.

    ```pk example
    principle impartiality "Impartiality" {
      type:       impartiality
      applied:    "Patrols and projects are shared among all communities"
      safeguards: ["Monthly review of projects by community"]
    }
    ```
    """

    type: Literal["consent", "impartiality", "non_use_of_force"]
    """Which principle; the last means no force except in self-defence and defence of the mandate."""
    applied: Text = ABSENT
    """How the mission applies it."""
    safeguards: Many[Text] = ABSENT
    """What is done so that it is not lost."""


class Agreement(Entity):
    """A legal instrument: whatever depends on it names it in its own `agreement`.

    ```pk example
    agreement sofa "Status-of-forces agreement with Kasuri" {
      type:    sofa
      parties: [XKS]
      status:  signed
      signed:  D - 20 days
      period:  D .. +12 months
    }
    ```
    """

    type: Literal[
        "peace_agreement",
        "sofa",
        "soma",
        "mou",
        "letter_of_assist",
        "land_use",
        "frequency_licence",
        "transit",
        "customs",
        "overflight",
        "import_permit",
        "regional",
        "coordination",
    ]
    """What it settles."""
    parties: Many[State | Who] = ABSENT
    """Who signs it."""
    status: Literal["draft", "negotiating", "provisional_model", "signed", "expired"] = ABSENT
    """How far it is; `provisional_model`: the model text holds until it is signed."""
    signed: Date = ABSENT
    """The day of the last signature."""
    period: Period = ABSENT
    """The days on which it holds."""
    area: Many[Ref[Area]] = ABSENT
    """Where it holds; everywhere when absent."""
    symbol: Text = ABSENT
    """Its reference in the archive; the title serves where it is absent."""
    in_force: Derived[OverTime[YesNo]] = ABSENT
    """Whether it holds on each day: signed, or provisionally applied, and inside its period."""
    waits_for: Derived[Many[Ref[Declared]]] = ABSENT
    """What must be over before it can be signed."""
    followed_by: Derived[Many[Ref[Declared]]] = ABSENT
    """What waits for it."""
    early: Derived[Date] = ABSENT
    """The first day on which it is in force."""
    late: Derived[Date] = ABSENT
    """The latest day from which it must be in force so that nothing due is delayed."""
    slack: Derived[Duration] = ABSENT
    """How far it can slip without delaying anything due."""
    critical: Derived[YesNo] = ABSENT
    """Any delay of it delays something due."""
    over: Derived[Date] = ABSENT
    """The first day on which what waits for it can begin."""
    free_slack: Derived[Duration] = ABSENT
    """How far it can slip without moving anything that waits for it."""
    driver: Derived[Ref[Declared]] = ABSENT
    """What it waits for longest; nothing where its own date decides."""


class Directive(Entity):
    """A directive on the use of force: rules of engagement or directive on the use of force by police.

    ```pk example
    directive roe "Rules of engagement" {
      type:     roe
      approved: D - 30 days
      protects: [self, un_personnel, civilians]
      binds:    military
    }
    ```
    """

    type: Literal["roe", "duf"]
    """Military rules of engagement, or the police directive on the use of force."""
    approved: Date = ABSENT
    """The day on which it was approved; no armed unit arrives before."""
    protects: Many[Literal["self", "un_personnel", "civilians", "property", "freedom_of_movement"]] = ABSENT
    """For whose or what protection force is authorised."""
    binds: Many[Component | Ref[Unit]] = ABSENT
    """The components and units that it binds."""
