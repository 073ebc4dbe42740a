"""The steps by which a mission becomes smaller: what receivers can do, who is left, and who protects people then.

Source: UN policy and lessons on transitions: what goes on, who takes it over, and whether they can (slides, read).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.entities.force import Unit
from pkdsl.entities.mandate import Ceiling
from pkdsl.entities.transition import Drawdown, Handover, Institution
from pkdsl.plan.facts import derives
from pkdsl.values import HOLE, ConditionDate, Period, Steps, Unknown, given, unknown_of
from pkdsl.values.dates import later
from pkdsl.values.functions import FUNCTIONS

if TYPE_CHECKING:
    from datetime import date

    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value


@derives(Handover, "capacity")
def capacity(handover: Handover, plan: Plan) -> Value:
    """The capacity that the institution plans for that day; where it plans none, what its indicator shows today."""
    receiver, day = handover.to, _day(handover.date)
    if not isinstance(receiver, Institution):
        return unknown_of((receiver,))
    if not given(day):
        return day
    planned: Value = receiver.capacity
    if given(planned) or planned is HOLE:
        return planned.at(day) if given(planned) else planned
    return receiver.indicator.latest if given(receiver.indicator) else plan.missing(receiver, "capacity")


@derives(Drawdown, "strength")
def strength(step: Drawdown, plan: Plan) -> Value:
    """The deployed strength of all units but civilian ones, the day after the step."""
    day = _after(step)
    if not given(day):
        return day
    people = [_on(unit.deployed, day) for unit in plan.all(Unit) if _in_uniform(unit)]
    return FUNCTIONS["sum"](tuple(people), plan.units.parse("persons"))


@derives(Drawdown, "authorised")
def authorised(step: Drawdown, plan: Plan) -> Value:
    """The ceilings that lie in no other and are not for civilians, added, the day after the step."""
    day = _after(step)
    if not given(day):
        return day
    ceilings = [
        c for c in plan.all(Ceiling) if not given(c.part_of) and given(c.category) and set(c.category) != {"civilians"}
    ]
    allowed = tuple(_on(ceiling.value, day) for ceiling in ceilings)
    return FUNCTIONS["sum"](allowed) if ceilings else plan.missing(step, "ceiling")


@derives(Drawdown, "remaining")
def remaining(step: Drawdown, plan: Plan) -> Value:
    """Units of the step whose last day in theatre comes after it, or is not given."""
    day = _after(step)
    if not given(day) or not given(step.units):
        return unknown_of((day, step.units))
    return tuple(unit for unit in step.units if isinstance(unit.life, Period) and day in unit.life)


@derives(Drawdown, "exposed")
def exposed(step: Drawdown, plan: Plan) -> Value:
    """Areas whose threat level is `policy.cover_threat` or more on the day, where no unit or institution covers after it.

    A unit covers as long as it is in theatre; an institution of the host stays.
    """
    day = _after(step)
    least = plan.parameter("policy", "cover_threat", plan.span_of(step))
    cover: Value = step.cover
    if not all(map(given, (day, least, step.area))) or cover is HOLE:
        return unknown_of((day, least, step.area, cover))
    cover = cover if given(cover) else ()
    if any(not isinstance(who, Unit) or (isinstance(who.life, Period) and day in who.life) for who in cover):
        return ()
    return tuple(area for area in step.area if _threatened(area.threat_level, day, least.number))


def _threatened(level: Value, day: date, least: Value) -> bool:
    """Whether a threat is so high on a day; one that nobody has rated is not."""
    rated = _on(level, day)
    return given(rated) and rated >= least


def _in_uniform(unit: Unit) -> bool:
    return given(unit.component) and unit.component != "civilian"


def _on(value: Value, day: date) -> Value:
    """What a value over time is on a day."""
    return value.at(day) if isinstance(value, Steps) else value


def _after(step: Drawdown) -> Value:
    """The day after the step."""
    day = _day(step.date)
    return day if isinstance(day, Unknown) else later(day, 1)


def _day(value: Value) -> Value:
    """A planned date as a day."""
    return value.date if isinstance(value, ConditionDate) else value
