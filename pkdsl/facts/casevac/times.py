"""How long the wounded take to a doctor, a surgeon and definitive care, by which asset and to which facility.

Source: evacuation time of the worked cases: approval + notice + way out + loading + way in + transfer; the 10-1-2 timeline.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from pkdsl.entities.force import Unit
from pkdsl.entities.medical import Exposed, MedicalFacility
from pkdsl.facts.casevac.answers import NOBODY, Answers, Case
from pkdsl.plan.facts import derives
from pkdsl.schema import Care, EvacuationMode, Ground, Light, Loss
from pkdsl.values import Period, Quantity, Steps, Unknown, Word, given, unknown_of
from pkdsl.values.dates import FIRST_DAY
from pkdsl.values.functions import FUNCTIONS
from pkdsl.values.operators import binary

if TYPE_CHECKING:
    from datetime import date

    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value

MODES: tuple[EvacuationMode, ...] = get_args(EvacuationMode)


@derives(Exposed, "evacuation", by=(Care, Light, Ground, Loss))
def evacuation(point: Exposed, care: Care, light: Light, ground: Ground, loss: Loss, plan: Plan) -> Value:
    """The quickest of all ways there are on each day; `n_1`: when the asset or the facility fails that is missed most.

    Approval, notice, the way out from the asset's base, loading, the way in to the facility, and its transfer to the
    operating table; to definitive care the same again from hospital to hospital (`onward`), operations not counted. A
    doctor at the place itself takes the loading alone; a medical team treats when it has come. An asset of which there
    are two or more loses one of them.
    """
    return plan.memo(Answers).evacuation(point, Case(care, light, ground, loss))


@derives(Exposed, "reached", by=(Care, Light, Ground, Loss))
def reached(point: Exposed, care: Care, light: Light, ground: Ground, loss: Loss, plan: Plan) -> Value:
    """Yes where there is a way, no where there is none, whatever is still not known of others."""
    way = point.evacuation[care][light][ground][loss]
    return way.map(_is_reached) if isinstance(way, Steps) else _is_reached(way)


def _is_reached(way: Value) -> Value:
    return way if not given(way) and way != NOBODY else given(way)


@derives(Exposed, "resuscitation_time", by=(Light, Ground, Loss))
def resuscitation_time(point: Exposed, light: Light, ground: Ground, loss: Loss, plan: Plan) -> Value:
    """The sum of all steps of the evacuation to a doctor."""
    return _sum(point.evacuation["resuscitation"][light][ground][loss])


@derives(Exposed, "surgery_time", by=(Light, Ground, Loss))
def surgery_time(point: Exposed, light: Light, ground: Ground, loss: Loss, plan: Plan) -> Value:
    """The sum of all steps of the evacuation to a surgeon."""
    return _sum(point.evacuation["surgery"][light][ground][loss])


@derives(Exposed, "definitive_time", by=(Light, Ground, Loss))
def definitive_time(point: Exposed, light: Light, ground: Ground, loss: Loss, plan: Plan) -> Value:
    """The sum of all steps of the evacuation to definitive care."""
    return _sum(point.evacuation["definitive"][light][ground][loss])


def _sum(way: Value) -> Value:
    """What all steps take together on each day."""
    return way.map(_sum) if isinstance(way, Steps) else _added(way) if given(way) else way


def _added(way: dict[str, Value]) -> Value:
    return FUNCTIONS["sum"](tuple(step for step in way.values() if isinstance(step, Quantity)))


@derives(Exposed, "surgery_by", by=(EvacuationMode, Light, Ground))
def surgery_by(point: Exposed, mode: EvacuationMode, light: Light, ground: Ground, plan: Plan) -> Value:
    """The same with the assets of one mode alone."""
    return _sum(plan.memo(Answers).by_mode(point, Case("surgery", light, ground, "all"), mode))


@derives(Exposed, "surgery_modes")
def surgery_modes(point: Exposed, plan: Plan) -> Value:
    """The modes by which surgery is reached by day, on the ground of the season, within `policy.surgery_time`."""
    limit = plan.parameter("policy", "surgery_time", plan.span_of(point))
    result: Steps[Value] = Steps.always(())
    for mode in MODES:
        dry, wet = (_steps(point.surgery_by[mode]["day"][ground]) for ground in ("dry", "wet"))
        both = dry.merge(wet, lambda one, two: (one, two))
        takes = both.merge(_steps(point.wet), lambda pair, is_wet: pair[is_wet is True])
        in_time = takes.map(lambda time: given(time) and binary("<=", time, limit) is True)
        result = result.merge(in_time, lambda so_far, more, mode=mode: (*so_far, Word(mode, MODES)) if more else so_far)  # type: ignore[misc]  # -- mypy sees no default in a lambda
    return result


@derives(Exposed, "surgeons", by=(Light, Ground))
def surgeons(point: Exposed, light: Light, ground: Ground, plan: Plan) -> Value:
    """The hospitals to which the quickest way takes no longer than `policy.surgery_time`."""
    limit = plan.parameter("policy", "surgery_time", plan.span_of(point))
    return plan.memo(Answers).surgeons(point, light, ground, limit) if given(limit) else limit


@derives(Exposed, "hangs_on", by=(Light, Ground))
def hangs_on(point: Exposed, light: Light, ground: Ground, plan: Plan) -> Value:
    """Of the asset and the facility of the quickest way to surgery, the one without which it takes longest."""
    return plan.memo(Answers).hangs_on(point, Case("surgery", light, ground, "n_1"))


@derives(Exposed, "missed", by=(Light,))
def missed(point: Exposed, light: Light, plan: Plan) -> Value:
    """From the day on which surgery is not reached in time any more, on dry ground, until it is again."""
    limit = plan.parameter("policy", "surgery_time", plan.span_of(point))
    time = _steps(point.surgery_time[light]["dry"]["all"])
    way = _steps(point.evacuation["surgery"][light]["dry"]["all"])
    last: tuple[Value, ...] = ()
    changes: list[tuple[date, Value]] = []
    for day in (FIRST_DAY, *sorted({*time.days, *way.days})):
        takes, by = time.at(day), way.at(day)
        in_time = given(takes) and binary("<=", takes, limit) is True
        last = tuple(by[word] for word in ("asset", "facility") if word in by) if in_time else last
        changes.append((day, tuple(thing for thing in last if _steps(thing.there).at(day) is not True)))
    return Steps.of((), changes)


@derives(Exposed, "lapse", by=(Light,))
def lapse(point: Exposed, light: Light, plan: Plan) -> Value:
    """The days in a row on which something is missed, as far as they lie in the mission's period."""
    mission, lacking = plan.period(), point.missed[light]
    if not isinstance(mission, Period) or not given(lacking):
        return unknown_of((mission, lacking))
    result: Steps[Value] = Steps.always(Unknown(()))
    for first, last, lapses in lacking.map(bool).intervals(mission):
        days = Period(first, last)
        result = result.during(days, days) if lapses else result
    return result


@derives(MedicalFacility, "onward_time", by=(Light, Ground, Loss))
def onward_time(facility: MedicalFacility, light: Light, ground: Ground, loss: Loss, plan: Plan) -> Value:
    """The quickest way from hospital to hospital, until there is one of level 3; operations on the way are not counted."""
    return plan.memo(Answers).onward(facility, Case("definitive", light, ground, loss))


@derives(Unit, "wet")
def wet(unit: Unit, plan: Plan) -> Value:
    """Whether it is the wet season where it is based."""
    base: Value = unit.base
    result: Steps[Value] = Steps.always(False)  # noqa: FBT003 -- a value
    for place in dict.fromkeys(base.values) if given(base) else ():
        if given(place):
            here = base.map(lambda one, place=place: one is place)
            result = binary("or", result, binary("and", here, place.wet))
    return result


def _steps(value: Value) -> Steps[Value]:
    return value if isinstance(value, Steps) else Steps.always(value)
