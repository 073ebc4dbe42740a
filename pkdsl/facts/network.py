"""What waits for what: activities, milestones, works, movements and agreements as one network without circles.

Source: as `schedule`.
"""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pkdsl.entities.force import Lift, Movement, Unit
from pkdsl.entities.foundations import Agreement
from pkdsl.entities.mandate import Activity, Milestone
from pkdsl.entities.places import Contract, Location, Work
from pkdsl.plan.evaluation import Read
from pkdsl.plan.facts import derives
from pkdsl.schema import Entity
from pkdsl.values import HOLE, ConditionDate, given

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value

SCHEDULED = (Activity, Milestone, Work, Movement, Agreement)
"""The kinds that take their place in the network; others are there from a day on, and wait for nothing."""
WHOLE_FORCE = frozenset({"ioc", "foc"})
"""Types of milestones that, said of the mission, wait for every unit planned to be there by their day."""


class Wait(NamedTuple):
    """Something that is waited for, and the field that says so."""

    what: Value
    field: str


class Network(NamedTuple):
    """What each waits for and what waits for each; those in a circle wait for nothing that can be told."""

    before: Mapping[Value, tuple[Wait, ...]]
    after: Mapping[Value, tuple[Value, ...]]
    circular: frozenset[Value]


@derives(Entity, "waits_for")
def waits_for(entity: Entity, plan: Plan) -> Value:
    """What its fields say: `after`, `of`, `by`, `uses`, `at` and the condition of its first day.

    A place brings the works that enable it, a unit the movements of its people, a movement the agreements of its legs
    and of its unit. What stands in a circle has a finding, and is a hole.
    """
    network = plan.memo(network_of)
    return HOLE if entity in network.circular else tuple(wait.what for wait in network.before.get(entity, ()))


@derives(Entity, "followed_by")
def followed_by(entity: Entity, plan: Plan) -> Value:
    """All that waits for it."""
    network = plan.memo(network_of)
    return HOLE if entity in network.circular else network.after.get(entity, ())


def network_of(plan: Plan) -> Network:
    """Gather who waits for what; each circle becomes a finding that shows it, and is cut out."""
    ways = _Ways(plan)
    scheduled = [entity for kind in SCHEDULED for entity in plan.all(kind)]
    before = {entity: tuple(dict.fromkeys(ways.of(entity))) for entity in scheduled}
    before = {entity: _once(waits) for entity, waits in before.items()}
    circular: set[Value] = set()
    while (circle := _circle(before, circular)) is not None:
        plan.break_circle([Read(plan.node_of(one), _field(before[one], other)) for one, other in circle])
        circular |= {one for one, _ in circle}
    after: dict[Value, list[Value]] = {}
    for entity, waits in before.items():
        for wait in waits:
            after.setdefault(wait.what, []).append(entity)
    return Network(before, {entity: tuple(found) for entity, found in after.items()}, frozenset(circular))


def _once(waits: tuple[Wait, ...]) -> tuple[Wait, ...]:
    """Each thing once, by the first field that names it."""
    found: dict[Value, Wait] = {}
    for wait in waits:
        found.setdefault(wait.what, wait)
    return tuple(found.values())


def _circle(before: Mapping[Value, tuple[Wait, ...]], cut: set[Value]) -> list[tuple[Value, Value]] | None:
    """Pairs of one that waits and what it waits for, once round; None when there is no circle left."""
    graph = {
        entity: [wait.what for wait in waits if wait.what in before and wait.what not in cut]
        for entity, waits in before.items()
        if entity not in cut
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        members = error.args[1][::-1]
        return list(pairwise(members))
    return None


def _field(waits: tuple[Wait, ...], what: Value) -> str:
    return next(wait.field for wait in waits if wait.what is what)


class _Ways:
    """Finds what an entity waits for."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._people: dict[Unit, list[Movement]] = {}
        self._enabling: dict[Value, list[Work]] = {}
        for movement in plan.all(Movement):
            if given(movement.unit) and _brings_people(movement):
                self._people.setdefault(movement.unit, []).append(movement)
        for work in plan.all(Work):
            for place in work.enables if given(work.enables) else ():
                self._enabling.setdefault(place, []).append(work)

    def of(self, entity: Value) -> Iterator[Wait]:
        """In the order in which a planner would name them."""
        match entity:
            case Activity() | Milestone():
                yield from self._named(entity, "after")
                yield from self._named(entity, "by", Unit)
                yield from self._named(entity, "uses", Unit, Lift, Contract)
                yield from self._named(entity, "at", Location)
                yield from (Wait(work, "after") for work in self._enabling.get(entity, ()))
                if isinstance(entity, Milestone):
                    yield from self._reached(entity)
            case Work():
                yield from self._named(entity, "by", Unit, Contract)
                if given(entity.at):
                    yield from self._laws(entity.at.agreement, "at")
            case Movement():
                yield from self._laws(entity.unit.agreement if given(entity.unit) else entity.unit, "unit")
                for leg in entity.legs:
                    yield from self._laws(leg.agreement, "unit")
        yield from self._conditions(entity)

    def _named(self, entity: Value, field: str, *kinds: type[Entity]) -> Iterator[Wait]:
        """What a field names, of these kinds, each behind what it waits for itself."""
        value = getattr(entity, field)
        for one in (value if isinstance(value, tuple) else (value,)) if given(value) else ():
            if not kinds or isinstance(one, kinds):
                yield from self._there(one, field)

    def _there(self, thing: Value, field: str) -> Iterator[Wait]:
        """A thing, and what brings it: works a place, movements a unit."""
        yield from (Wait(work, field) for work in self._enabling.get(thing, ()) if isinstance(thing, Location))
        yield from (Wait(movement, field) for movement in self._people.get(thing, ()))
        yield Wait(thing, field)

    def _reached(self, milestone: Milestone) -> Iterator[Wait]:
        """What a milestone is of; the operating capability of the mission is that of the units due by its day."""
        of, type_ = milestone.of, milestone.type
        if not given(of):
            return
        if isinstance(of, (*SCHEDULED, Unit, Location, Contract)):
            yield from self._there(of, "of")
        elif of is self.plan.mission and given(type_) and type_ in WHOLE_FORCE and given(milestone.due):
            due = _day(milestone.due)
            for unit in self.plan.all(Unit):
                if given(unit.arrives) and _day(unit.arrives) <= due:
                    yield from self._there(unit, "of")

    def _laws(self, agreements: Value, field: str) -> Iterator[Wait]:
        for agreement in agreements if given(agreements) else ():
            yield Wait(agreement, field)

    def _conditions(self, entity: Value) -> Iterator[Wait]:
        """A first day that waits for a condition waits for whatever meets it."""
        for field in ("starts", "ends"):
            value = getattr(entity, field, None) if isinstance(entity, Activity | Milestone | Work) else None
            if isinstance(value, ConditionDate) and isinstance(value.condition, Entity):
                yield Wait(value.condition, field)


def _brings_people(movement: Movement) -> bool:
    into = not given(movement.purpose) or movement.purpose in {"deployment", "rotation"}
    return into and (not given(movement.carries) or "personnel" in movement.carries)


def _day(value: Value) -> Value:
    """A planned date as a day."""
    return value.date if isinstance(value, ConditionDate) else value
