"""A rule that is set aside in one place, by someone, for a time, for a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.schema.annotations import ABSENT, Date, Ref, Text
from pkdsl.schema.base import Part

if TYPE_CHECKING:
    from pkdsl.entities.command import Post


class Waive(Part):
    """A waiver: a rule that is set aside where it stands and below, until a day, by someone who may.

    Its name is the rule's code, and its title the reason. It covers failing days up to `expires`; later days stay
    findings. It is printed in every document that shows what it was granted for.

    ```pk
    extend location adeta {
      waive MED-104 "Relief helicopters land on 15 October; a contractor flies until then" {
        approved_by:  dms
        granted:      2026-06-10
        expires:      2026-10-15
        compensating: "A surgical team stays at Adeta"
      }
    }
    ```
    """

    approved_by: Ref[Post] = ABSENT
    """Who approved it; they need the power to waive that rule."""
    granted: Date = ABSENT
    """The day of approval."""
    expires: Date = ABSENT
    """The last day that it covers."""
    compensating: Text = ABSENT
    """What is done instead."""
