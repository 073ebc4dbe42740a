"""What is reported, exchanged and said in public."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pkdsl.schema import (
    ABSENT,
    Bandwidth,
    Count,
    Declared,
    Derived,
    Duration,
    Entity,
    Language,
    Many,
    PerDay,
    Ref,
    Text,
    Time,
)

if TYPE_CHECKING:
    from pkdsl.entities.command.communications import Link
    from pkdsl.entities.command.post import Post
    from pkdsl.entities.who import Who


class Report(Entity):
    """A report of the battle rhythm: from whom to whom, how often and over which link.

    ```pk example
    post fc "Force Commander" { role: force_commander }
    unit north "Northern Battalion" { type: infantry  strength: 850 persons }
    report north_daily "Daily situation report" {
      type:     daily
      sender:   north
      receiver: fc
      every:    1 day
      time:     18:00Z
      takes:    10 min
    }
    ```
    """

    type: Literal[
        "flash", "situation", "incident", "protection_alert", "casevac", "daily", "weekly", "monthly", "other"
    ] = ABSENT
    """What sort of report."""
    sender: Who = ABSENT
    """Who writes it."""
    receiver: Who = ABSENT
    """Who must have it."""
    relay: Many[Ref[Post]] = ABSENT
    """The posts that it passes on the way."""
    every: Duration = ABSENT
    """How often; without it, when something happens."""
    time: Time = ABSENT
    """At what time of day."""
    takes: Duration = ABSENT
    """How long each hop takes."""
    channel: Ref[Link] = ABSENT
    """The link that it goes over."""
    hops: Derived[Count] = ABSENT
    """How many times it is handed on."""
    delay: Derived[Duration] = ABSENT
    """From the sender to the receiver, all hops together."""
    daily: Derived[PerDay] = ABSENT
    """How many times a day it is due."""


class InformationExchange(Entity):
    """A standing exchange of information that a link must carry.

    ```pk example
    unit drones "Unmanned aircraft unit" { type: uas  strength: 40 persons }
    post fc "Force Commander" { role: force_commander }
    information_exchange video "Video from drones" {
      sender:    drones
      receiver:  fc
      content:   "Live video"
      bandwidth: 1_500 kbit/s
    }
    ```
    """

    sender: Who = ABSENT
    """Where it comes from."""
    receiver: Who = ABSENT
    """Where it goes to."""
    content: Text = ABSENT
    """What it is."""
    bandwidth: Bandwidth = ABSENT
    """What it needs."""
    channel: Ref[Link] = ABSENT
    """The link that it goes over."""


class PublicMessage(Entity):
    """What the mission says in public about something, to whom and through whom.

    ```pk example
    post spokesperson "Spokesperson" { role: spokesperson }
    public_message arrival "The mission arrives" {
      audience:    "People of the northern sector"
      lines:       ["We are here to help keep the peace.", "Our services cost you nothing."]
      languages:   [en, fr]
      spokesperson: spokesperson
    }
    ```
    """

    covers: Many[Ref[Declared]] = ABSENT
    """What it is about."""
    audience: Text = ABSENT
    """Whom it is for."""
    lines: Many[Text] = ABSENT
    """The lines to take."""
    languages: Many[Language] = ABSENT
    """The languages that it is said in."""
    spokesperson: Ref[Post] = ABSENT
    """Who says it."""
