"""How headquarters, units and places reach each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pkdsl.schema import (
    ABSENT,
    Bandwidth,
    Date,
    Declared,
    Derived,
    Entity,
    Length,
    Many,
    OverTime,
    Pair,
    Period,
    Ref,
    Text,
    Tier,
    YesNo,
)

if TYPE_CHECKING:
    from pkdsl.entities.foundations import Agreement
    from pkdsl.entities.places import Contract, Generator, Location
    from pkdsl.entities.who import Who


class Link(Entity):
    """A means of communication between two ends.

    ```pk example
    location port "Port Kasuri" { at: 2.00N 45.30E }
    location adeta "Adeta" { at: 2.52N 47.44E  generator main { rated_power: 200 kW  count: 2 } }
    link vsat_north "Satellite link to Adeta" {
      between:      [port, adeta]
      bearer:       vsat
      secure:       yes
      bandwidth:    2_000 kbit/s
      power_source: location.adeta.generator.main
    }
    ```
    """

    between: Pair[Who | Ref[Location]] = ABSENT
    """Its two ends."""
    bearer: Literal["vsat", "leo", "microwave", "fibre", "lte", "hf", "vhf", "uhf", "satphone", "courier", "internet"]
    """What carries it."""
    secure: YesNo = ABSENT
    """It is encrypted."""
    keys: Period = ABSENT
    """The days for which there are keys."""
    bandwidth: Bandwidth = ABSENT
    """What it can carry."""
    provider: Who | Ref[Contract] = ABSENT
    """Who runs it."""
    power_source: Ref[Generator] = ABSENT
    """The generator that it hangs on."""
    depends_on: Many[Ref[Link | Location | Contract]] = ABSENT
    """What else must work for it to work."""
    range: Length = ABSENT
    """How far it reaches without a relay."""
    relays: Many[Ref[Location]] = ABSENT
    """The places of its relays."""
    frequency: Text = ABSENT
    """Its frequencies."""
    period: Period = ABSENT
    """The days on which it is there."""
    agreement: Many[Ref[Agreement]] = ABSENT
    """Frequency licences that it needs."""
    load: Derived[Bandwidth] = ABSENT
    """What the standing exchanges put on it, and on the links that hang on it."""
    needs: Derived[Many[Ref[Declared]]] = ABSENT
    """All that must work for it to work: itself, what it depends on, provider, power, relays, licences, and their needs."""
    stretch: Derived[OverTime[Length]] = ABSENT
    """The longest way between two neighbours of its ends and relays."""
    licensed: Derived[OverTime[YesNo]] = ABSENT
    """Whether one of the licences that it names is in force on each day."""
    keyed: Derived[OverTime[YesNo]] = ABSENT
    """Whether there are keys for it on each day."""
    cuts: Derived[OverTime[Many[Ref[Declared]]]] = ABSENT
    """Who is cut off on each day if it fails, and with it what hangs on it."""


class Pace(Entity):
    """The communications plan of a pair: primary, alternate, contingency and emergency means.

    ```pk example
    post fc "Force Commander" { role: force_commander }
    unit north "Northern Battalion" { type: infantry  strength: 850 persons }
    link sat "Satellite link" { between: [fc, north]  bearer: vsat }
    link radio "HF radio" { between: [fc, north]  bearer: hf }
    pace force_north "Force Commander and Northern Battalion" {
      between:   [fc, north]
      primary:   sat
      alternate: radio
      triggers:  ["no answer for 15 minutes"]
      tested:    [D + 70 days]
    }
    ```
    """

    between: Pair[Who | Ref[Location]]
    """The two who must reach each other."""
    primary: Ref[Link] = ABSENT
    """The usual means."""
    alternate: Ref[Link] = ABSENT
    """The next one, as good or nearly so."""
    contingency: Ref[Link] = ABSENT
    """The third, slower but independent."""
    emergency: Ref[Link] = ABSENT
    """The last resort."""
    triggers: Many[Text] = ABSENT
    """When one changes to the next."""
    monitoring: Text = ABSENT
    """Who watches whether it works, and how."""
    tested: Many[Date] = ABSENT
    """The days of tests."""
    shared: Derived[Many[Ref[Declared]]] = ABSENT
    """What two of the four means hang on together."""
    joins: Derived[Many[Who | Ref[Location]]] = ABSENT
    """The two whom it joins; a headquarters and its head are one."""
    ways: Derived[Many[Ref[Link]]] = ABSENT
    """Its means in order: primary, alternate, contingency, emergency."""
    sharing: Derived[Many[Tier]] = ABSENT
    """Which of the four hang on something that another hangs on too."""
