"""What contingencies take, on which days they may be called, and whether two of them count on the same means.

Source: arithmetic: two plans of one scenario cannot take one reserve on one day.
"""

from __future__ import annotations

from datetime import date
from math import ceil
from typing import TYPE_CHECKING

from pkdsl.entities.coordination import Exercise
from pkdsl.entities.force import Lift, Unit
from pkdsl.entities.medical import EvacuationAsset, MedicalFacility
from pkdsl.entities.places import Area, Location
from pkdsl.entities.risk import Contingency
from pkdsl.plan.facts import derives
from pkdsl.values import DAY, MONTH, ConditionDate, Months, Period, Steps, Unknown, given
from pkdsl.values.dates import FIRST_DAY, LAST_DAY, ONE_DAY
from pkdsl.values.operators import binary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from pkdsl.plan.plan import Plan
    from pkdsl.schema import Declared
    from pkdsl.values.value import Value


NO_SITES = frozenset({"junction", "embarkation"})
"""Types of places that are no sites of the mission."""


@derives(Contingency, "life")
def life(contingency: Contingency, plan: Plan) -> Value:
    """The days on which it may be called: those of the mission, while at least one of the places it covers is open.

    An area is open while one of the sites in it is; where it has none, and with people who live nowhere, on all days.
    """
    whole = plan.period()
    covered = [_sites(place, plan) for place in _some(contingency.covers)]
    if not isinstance(whole, Period) or not covered or not all(covered):
        return whole
    lives = [place.life for places in covered for place in places]
    open_ = [life for life in lives if isinstance(life, Period)]
    if len(open_) < len(lives):
        return whole
    first, last = min(life.start for life in open_), max(life.end for life in open_)
    start, end = max(first, whole.start), min(last, whole.end)
    return Period(start, end) if start <= end else Unknown(())


@derives(Contingency, "means")
def means(contingency: Contingency, plan: Plan) -> Value:
    """Everything in `uses`, `lift` and `escort`, and what moves in `medical`: a hospital is not taken by being reached."""
    carers = (carer for carer in _some(contingency.medical) if not isinstance(carer, MedicalFacility))
    return tuple(
        dict.fromkeys((*_some(contingency.uses), *_some(contingency.lift), *_some(contingency.escort), *carers))
    )


@derives(Contingency, "double_committed")
def double_committed(contingency: Contingency, plan: Plan) -> Value:
    """Its means that another contingency takes in the same scenario and at the same time.

    Two contingencies without a scenario happen in the plan as it stands, which is the same scenario. They meet in time
    when on some day both may be called and the thing is there. A unit, lift or contract is taken whole.
    """
    return tuple(thing for thing in contingency.means if any(True for _ in _takers(contingency, thing, plan)))


@derives(Contingency, "promised_before")
def promised_before(contingency: Contingency, plan: Plan) -> Value:
    """The double-committed means that a contingency above it in the text takes, so that each pair is told once."""
    return tuple(
        thing
        for thing in contingency.double_committed
        if any(_order(other, plan) < _order(contingency, plan) for other in _takers(contingency, thing, plan))
    )


@derives(Contingency, "rivals")
def rivals(contingency: Contingency, plan: Plan) -> Value:
    """The contingencies that take what it takes, in the order of the plan."""
    found = {other for thing in contingency.double_committed for other in _takers(contingency, thing, plan)}
    return tuple(sorted(found, key=lambda other: _order(other, plan)))


@derives(Contingency, "carers")
def carers(contingency: Contingency, plan: Plan) -> Value:
    """The units in `medical`, and the vehicles there of which the plan says that they have a medical team."""
    return tuple(
        carer
        for carer in _some(contingency.medical)
        if isinstance(carer, Unit)
        or (isinstance(carer, EvacuationAsset) and given(carer.medical_team) and carer.medical_team)
    )


@derives(Contingency, "unavailable")
def unavailable(contingency: Contingency, plan: Plan) -> Value:
    """Its means that are never there while it may be called, or are gone before its last day.

    A unit that is relieved is there for as long as the one that relieves it.
    """
    called = contingency.life
    if not isinstance(called, Period):
        return ()
    return tuple(thing for thing in contingency.means if not _stays(thing, called, plan))


@derives(Contingency, "tied")
def tied(contingency: Contingency, plan: Plan) -> Value:
    """Lift of which movements need as much as can be used; units of which activities and guard duty take everybody.

    Only where that goes on from the day on which it is called to the end of the promised time (that day, where none is
    promised). What is used in part can be called away for the rest; so can a unit that escorts a convoy, since nobody
    says with how many.
    """
    result: Value = Steps.always(())
    days = _days_of(contingency.within)
    for thing in contingency.means:
        taken = _taken_whole(thing)
        if isinstance(taken, Steps):
            result = result.merge(_throughout(taken, days), _with(thing))
    return result


def _days_of(promised: Value) -> int:
    """A promised time in days; one that has begun counts."""
    if isinstance(promised, Months):
        return ceil(promised.count * MONTH.factor / DAY.factor)
    return max(1, ceil(promised.number_in(DAY))) if given(promised) else 1


def _throughout(holds: Steps[Value], days: int) -> Value:
    """The days from which on something holds for so many days."""
    result: Steps[Value] = Steps.always(False)  # noqa: FBT003 -- a value
    for first, last, held in holds.intervals(Period(FIRST_DAY, LAST_DAY)):
        if held is True and (last - first).days + 1 >= days:
            result = result.during(Period(first, last - (days - 1) * ONE_DAY), True)  # noqa: FBT003 -- a value
    return result


def _with(thing: Declared) -> Callable[[tuple[Declared, ...], Value], tuple[Declared, ...]]:
    return lambda some, whole: (*some, thing) if whole is True else some


def _taken_whole(thing: Declared) -> Value:
    """Whether nothing of it is left, on each day; unknown of what is not counted."""
    if isinstance(thing, Lift) and given(thing.used) and given(thing.usable):
        usable = thing.usable
        return thing.used.map(lambda used: used > 0 and used >= usable)
    if isinstance(thing, Unit) and given(thing.deployed):
        busy = binary("+", thing.tasked, thing.guarding)
        return binary(">=", busy, thing.deployed).merge(
            thing.deployed, lambda whole, people: people.number > 0 and whole
        )
    return Unknown(())


@derives(Contingency, "rehearsed")
def rehearsed(contingency: Contingency, plan: Plan) -> Value:
    """The last day, up to today, of an exercise that names it in `tests`."""
    today = plan.as_of
    days = (_day(exercise.date) for exercise in plan.memo(_exercises).get(contingency, ()))
    held = [day for day in days if day is not None and (today is None or day <= today)]
    return max(held) if held else plan.missing(contingency, "rehearsed")


def _sites(covered: Value, plan: Plan) -> tuple[Location, ...]:
    """A place itself; of an area, the sites of the mission in it; of a group of people, where it lives."""
    if isinstance(covered, Location):
        return (covered,)
    if isinstance(covered, Area):
        inside = [place for place in plan.all(Location) if covered in _some(place.area)]
        return tuple(place for place in inside if not given(place.type) or not NO_SITES & set(place.type))
    return (covered.at,) if given(covered.at) else ()


def _takers(contingency: Contingency, thing: Declared, plan: Plan) -> Iterator[Contingency]:
    """The other contingencies that take a thing in the same scenario, on a day on which all three are there."""
    for other in plan.memo(_taken).get(thing, ()):
        same = other.scenario is contingency.scenario if given(other.scenario) else not given(contingency.scenario)
        if other is not contingency and same and _meet((contingency.life, other.life, thing.life)):
            yield other


def _taken(plan: Plan) -> Mapping[Declared, list[Contingency]]:
    """The contingencies that take each thing."""
    found: dict[Declared, list[Contingency]] = {}
    for contingency in plan.all(Contingency):
        for thing in contingency.means:
            found.setdefault(thing, []).append(contingency)
    return found


def _exercises(plan: Plan) -> Mapping[Declared, list[Exercise]]:
    """The exercises that test each thing."""
    found: dict[Declared, list[Exercise]] = {}
    for exercise in plan.all(Exercise):
        for tested in _some(exercise.tests):
            found.setdefault(tested, []).append(exercise)
    return found


def _reliefs(plan: Plan) -> Mapping[Declared, list[Unit]]:
    """The units that relieve each unit."""
    found: dict[Declared, list[Unit]] = {}
    for unit in plan.all(Unit):
        if given(unit.relieves):
            found.setdefault(unit.relieves, []).append(unit)
    return found


def _stays(thing: Declared, called: Period, plan: Plan) -> bool:
    """Whether a thing, or who relieves it, is there on the last day on which it may be called for."""
    waiting, seen = [thing], set()
    while waiting:
        body = waiting.pop()
        life = body.life
        if not isinstance(life, Period) or (life.start <= called.end <= life.end):
            return True
        seen.add(body)
        waiting += [relief for relief in plan.memo(_reliefs).get(body, ()) if relief not in seen]
    return False


def _meet(lives: Iterable[Value]) -> bool:
    """Whether periods have a day in common; one that is not known may be any."""
    known = [life for life in lives if isinstance(life, Period)]
    return not known or max(life.start for life in known) <= min(life.end for life in known)


def _order(contingency: Contingency, plan: Plan) -> tuple[str, int]:
    span = plan.span_of(contingency)
    return span.source.path, span.start


def _some(values: Value) -> tuple[Value, ...]:
    """The members of a list that may not be given."""
    return tuple(value for value in values if given(value)) if given(values) else ()


def _day(value: Value) -> date | None:
    value = value.date if isinstance(value, ConditionDate) else value
    return value if isinstance(value, date) else None
