"""What follows from where a declaration stands: its parent, its owner, its marking, and the days on which it is there.

Source: arithmetic of parts.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pkdsl.entities.force import Contributor, Unit
from pkdsl.entities.places import Location
from pkdsl.plan.facts import derives
from pkdsl.schema import Declared
from pkdsl.values import HOLE, ConditionDate, Period, Unknown, given
from pkdsl.values.dates import FIRST_DAY, LAST_DAY

if TYPE_CHECKING:
    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value


@derives(Declared, "name")
def name(entity: Declared, plan: Plan) -> Value:
    """The word that it is declared with."""
    return plan.node_of(entity).name or Unknown(())


@derives(Declared, "parent")
def parent(entity: Declared, plan: Plan) -> Value:
    """The declaration that this one stands in."""
    above = plan.node_of(entity).parent
    return Unknown(()) if above is None else above.entity


@derives(Declared, "owner")
def owner(entity: Declared, plan: Plan) -> Value:
    """Who answers for the parent answers for what stands in it."""
    return _from_parent(entity, plan, "owner")


@derives(Declared, "marking")
def marking(entity: Declared, plan: Plan) -> Value:
    """What the parent is marked with marks what stands in it, and the mission the plan; else the highest marking there is."""
    found, mission = _from_parent(entity, plan, "marking"), plan.mission
    if not given(found) and mission is not None and mission is not entity:
        found = mission.marking
    highest = None if given(found) or found is HOLE else plan.memo(_highest)
    return found if highest is None else highest


def _highest(plan: Plan) -> Value:
    """The highest marking that the plan gives anywhere, a hole where one cannot be read; None where it gives none."""
    said = [plan.read(node, "marking") for node in plan.own() if plan.gives(node.entity, "marking")]
    return HOLE if HOLE in said else max(filter(given, said), default=None)


@derives(Declared, "releasable_to")
def releasable_to(entity: Declared, plan: Plan) -> Value:
    """Whoever may see the parent may see what stands in it, and whom the mission names the plan."""
    found, mission = _from_parent(entity, plan, "releasable_to"), plan.mission
    return found if given(found) or found is HOLE or mission in {None, entity} else mission.releasable_to


@derives(Declared, "aggregate_releasable")
def aggregate_releasable(entity: Declared, plan: Plan) -> Value:
    """Figures that may count the parent may count what stands in it."""
    return _from_parent(entity, plan, "aggregate_releasable")


def _from_parent(entity: Declared, plan: Plan, name: str) -> Value:
    above = plan.node_of(entity).parent
    return plan.missing(entity, name) if above is None else plan.read(above, name)


@derives(Declared, "life")
def life(entity: Declared, plan: Plan) -> Value:
    """The days on which it is there: its own `period`, else those of what it stands in, else those of the mission."""
    own = getattr(entity, "period", None) if "period" in plan.node_of(entity).spec.fields else None
    if isinstance(own, Period):
        return own
    above = plan.node_of(entity).parent
    return plan.period() if above is None else plan.read(above, "life")


@derives(Unit, "life")
def life_of_unit(unit: Unit, plan: Plan) -> Value:
    """From `arrives` to `leaves`, or to the end of the calendar."""
    return _between(unit.arrives, unit.leaves)


@derives(Location, "life")
def life_of_location(location: Location, plan: Plan) -> Value:
    """From `opens` to `closes`; a place that does not open has always been there."""
    opens = location.opens
    return _between(FIRST_DAY if not given(opens) else opens, location.closes)


def _between(start: Value, end: Value) -> Value:
    start, end = (day.date if isinstance(day, ConditionDate) else day for day in (start, end))
    if not isinstance(start, date):
        return start
    last = end if isinstance(end, date) else LAST_DAY
    return Period(start, last) if start <= last else Unknown(())


@derives(Contributor, "state")
def state(contributor: Contributor, plan: Plan) -> Value:
    """A contributor is named by its state."""
    return plan.node_of(contributor).name
