"""Which areas a place lies in: those it names, and those in which these lie.

Source: logic.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.entities.places import Location
from pkdsl.plan.facts import derives
from pkdsl.values import given

if TYPE_CHECKING:
    from pkdsl.entities.places import Area
    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value


@derives(Location, "areas")
def areas(location: Location, plan: Plan) -> Value:
    """Those in `area`, then what each is `part_of`, and so on outwards (logic)."""
    waiting = list(location.area) if given(location.area) else []
    found: dict[Area, None] = {}
    while waiting:
        area = waiting.pop(0)
        if given(area) and area not in found:
            found[area] = None
            waiting.append(area.part_of)
    return tuple(found)
