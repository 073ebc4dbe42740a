"""What is computed of how a unit is raised, trained and used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.schema import ABSENT, By, Date, Declared, Derived, Many, OverTime, Persons, PersonTime, Ref, Text

if TYPE_CHECKING:
    from pkdsl.entities.coordination import Course
    from pkdsl.entities.force.capability import Requirement


class Prepared(Declared):
    """A unit on its way from the request to its first task."""

    slot: Derived[Ref[Requirement]] = ABSENT
    """The first slot that it fills."""
    needed: Derived[Date] = ABSENT
    """The day on which it must be there: for its slot, else after the unit that it relieves, else when it arrives."""
    holds_up: Derived[Many[Text]] = ABSENT
    """The chain of steps that leads to the day on which it is ready, with the last day of each."""
    person_months: Derived[PersonTime] = ABSENT
    """Its people in theatre times months, in the mission's period."""
    women_deployed: Derived[OverTime[Persons]] = ABSENT
    """Women of it in theatre on each day."""
    speakers: Derived[Persons] = ABSENT
    """How many of its people speak an official language of where it is based; of several, the one with most speakers."""
    certified: Derived[OverTime[Persons]] = ABSENT
    """Persons who have been screened and cleared, on each day."""
    trained: Derived[By[Ref[Course], Persons]] = ABSENT
    """Persons who have each course that is meant for it, on the day by which they must have it."""
    training_due: Derived[By[Ref[Course], Date]] = ABSENT
    """The day by which it must have each course that is meant for it."""
