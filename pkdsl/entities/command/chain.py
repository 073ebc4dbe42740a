"""What is computed for everyone who may command or be commanded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.schema import ABSENT, Count, Declared, Derived, Many, OverTime, Ref, YesNo

if TYPE_CHECKING:
    from pkdsl.entities.command.post import Hq, Post
    from pkdsl.entities.force import Section, Unit
    from pkdsl.entities.places import Location


class Commanded(Declared):
    """A post, a unit, a headquarters or a section as part of the chain of command."""

    there: Derived[OverTime[YesNo]] = ABSENT
    """Whether it is there on each day; yes where the plan does not say."""
    place: Derived[OverTime[Ref[Location]]] = ABSENT
    """Where it is on each day: its base, or the place of its headquarters."""
    superiors: Derived[OverTime[Many[Ref[Post | Unit | Hq]]]] = ABSENT
    """Who directs its operations on each day: who has operational control; where nobody has, who has operational authority."""
    subordinates: Derived[OverTime[Many[Ref[Post | Unit | Hq | Section]]]] = ABSENT
    """Whose operations it directs on each day, those under its tactical control among them."""
    taskers: Derived[OverTime[Many[Ref[Post | Unit | Hq]]]] = ABSENT
    """Who may set its tasks on each day: who has tasking authority over it."""
    chain: Derived[OverTime[Many[Ref[Post | Unit | Hq]]]] = ABSENT
    """All superiors up to the top on each day, the nearest first; itself among them where the chain runs in a circle."""
    circle: Derived[OverTime[Many[Ref[Post | Unit | Hq]]]] = ABSENT
    """The circle that its chain of command runs in on each day, told at one of its members."""
    root: Derived[OverTime[YesNo]] = ABSENT
    """Whether it directs others on a day and is itself directed by nobody."""
    span: Derived[OverTime[Count]] = ABSENT
    """How many it directs on each day."""
