"""What is computed for everything that uses supplies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.schema import ABSENT, Amount, By, Declared, Derived, Many, OverTime, Ref

if TYPE_CHECKING:
    from pkdsl.entities.places import Supply


class Consumer(Declared):
    """A place, a unit, a vehicle, a generator or an aircraft as what supplies are used for."""

    demand: Derived[By[Ref[Supply], OverTime[Amount]]] = ABSENT
    """What is used of each supply in a day."""
    consumes: Derived[Many[Ref[Supply]]] = ABSENT
    """The supplies that some demand asks for there, or on its behalf."""
