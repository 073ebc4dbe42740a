"""When a unit can be in theatre, what holds it up, and how complete it is on each day.

The steps of force generation form a net. From the pledge on, the visit, the memorandum, the procurement of what is
missing and the shipping of equipment follow one another, each with the time it takes (`policy.lead_…`); the host's
clearance comes before ships are called; training and screening run beside, before the certificate of readiness. The
level in the readiness system says what of it is done: at level 2 the unit was visited, at level 3 its equipment meets
the requirement too, and a unit of the rapid deployment level comes `policy.rdl_days` after the request.
Sources: Manual for the generation and deployment of military and formed police units, 2021; rapid deployment level.

Source: UN peacekeeping capability readiness system, levels 1 to 3 and rapid deployment (captions of the 2021 manual,
read).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from pkdsl.entities.force import Unit
from pkdsl.plan.facts import derives
from pkdsl.values import (
    DAY,
    PERCENT,
    ConditionDate,
    Months,
    Period,
    Quantity,
    Steps,
    add_days,
    add_months,
    given,
    unknown_of,
)
from pkdsl.values.number import Number, divide

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pkdsl.entities.coordination import Course
    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value

COMMON: dict[str, tuple[str, ...]] = {
    "request": (),
    "pledge": ("request",),
    "training": (),
    "screening": (),
    "readiness_certificate": ("training", "screening"),
}
"""The steps of every unit, each with those that it needs."""
STANDARD: dict[str, tuple[str, ...]] = {
    **COMMON,
    "advisory_visit": ("pledge",),
    "selection": ("advisory_visit",),
    "reconnaissance_visit": ("selection",),
    "host_clearance": ("selection",),
    "agreement": ("selection",),
    "load_list": ("agreement",),
    "procurement": ("agreement",),
    "predeployment_visit": ("procurement", "load_list"),
    "ship_call": ("host_clearance", "load_list"),
    "shipping": ("predeployment_visit", "reconnaissance_visit", "ship_call"),
    "ready": ("shipping", "readiness_certificate"),
}
"""The net of a unit at level 1, 2 or 3. `procurement`, `shipping` and `ready` are no steps that a plan states."""
RAPID: dict[str, tuple[str, ...]] = {
    **COMMON,
    "deployment": ("request",),
    "ready": ("deployment", "readiness_certificate"),
}
"""The net of a unit of the rapid deployment level."""
LEADS = {
    "advisory_visit": "lead_visit",
    "agreement": "lead_mou",
    "procurement": "lead_procurement",
    "shipping": "lead_shipping",
    "deployment": "rdl_days",
}
"""The policy value that says how long a step takes at least."""
DONE_AT_LEVEL: dict[str, frozenset[str]] = {
    "1": frozenset(),
    "2": frozenset({"advisory_visit"}),
    "3": frozenset({"advisory_visit", "procurement"}),
    "rdl": frozenset(),
}
"""What a level of the readiness system says is done."""
SELECTED = frozenset({"request", "pledge", "advisory_visit", "selection"})
AGREED = SELECTED | {"agreement"}
READY = AGREED | {
    "load_list", "procurement", "predeployment_visit", "reconnaissance_visit", "host_clearance", "training", "screening",
    "readiness_certificate",
}  # fmt: skip
DONE_AT_STATUS: dict[str, frozenset[str]] = {
    "pledged": frozenset({"pledge"}),
    "selected": SELECTED,
    "agreed": AGREED,
    "ready": READY,
}
"""What the status of a unit says is done."""
COME = frozenset({"deployed", "repatriated"})
"""The statuses of a unit that has arrived."""


class End(NamedTuple):
    """The last day of a step, the step before it that decides that day, and whether it takes any time."""

    day: date
    driver: str | None
    takes: bool


@derives(Unit, "ready")
def ready(unit: Unit, plan: Plan) -> Value:
    """The last day of the longest chain of steps that are left; of a unit that has come, the day on which it arrived.

    A step that is done ended on its `actual` day, else on the planned one, at the latest today. Any other ends on the
    latest of today, its planned day, and the last of the ends of the steps it needs plus the time it takes.
    """
    if given(unit.status) and unit.status in COME:
        return _day(unit.arrives)
    ends = _ends(unit, plan)
    return ends["ready"].day if isinstance(ends, dict) else ends


@derives(Unit, "slack")
def slack(unit: Unit, plan: Plan) -> Value:
    """The day on which it must be there less the day on which it is ready; below nought it is late."""
    must, can = unit.needed, unit.ready
    if not isinstance(must, date) or not isinstance(can, date):
        return unknown_of((must, can))
    return Quantity((must - can).days, DAY)


@derives(Unit, "holds_up")
def holds_up(unit: Unit, plan: Plan) -> Value:
    """Back from `ready`, the step that ends last among those needed; only steps that take time, or wait for their day."""
    ends = _ends(unit, plan)
    if not isinstance(ends, dict):
        return ends
    chain: list[str] = []
    step = ends["ready"].driver
    while step is not None:
        if ends[step].takes:
            chain.append(f"{step.replace('_', ' ')} until {ends[step].day}")
        step = ends[step].driver
    return tuple(reversed(chain))


def _ends(unit: Unit, plan: Plan) -> Value:
    """The end of each step, by step; or what is missing to tell."""
    level, today = unit.pcrs_level, plan.as_of
    if not given(level):
        return level
    if today is None:
        return plan.today()
    done = DONE_AT_LEVEL[level] | DONE_AT_STATUS.get(str(unit.status) if given(unit.status) else "", frozenset())
    net = RAPID if level == "rdl" else STANDARD
    ends: dict[str, End] = {}
    for step in _order(net):
        end = _end(step, unit, plan, done=done, before={name: ends[name] for name in net[step]})
        if not isinstance(end, End):
            return end
        ends[step] = end
    return ends


def _end(step: str, unit: Unit, plan: Plan, *, done: frozenset[str], before: Mapping[str, End]) -> Value:
    """The end of one step, from those of the steps that it needs."""
    today, planned, actual = plan.as_of, *_stated(unit, step)
    if today is None:
        return plan.today()
    if isinstance(actual, date) and actual <= today:
        return End(actual, None, takes=False)
    if step in done:
        return End(min(planned, today) if isinstance(planned, date) else today, None, takes=False)
    lead = _lead(step, plan)
    if not given(lead):
        return lead
    last = max(before, key=lambda name: before[name].day, default=None)
    begun = before[last].day if last is not None else today
    earliest = max(_after(begun, lead), today)
    if isinstance(planned, date) and planned > earliest:
        return End(planned, None, takes=True)
    return End(earliest, last, takes=step in LEADS)


def _stated(unit: Unit, step: str) -> tuple[Value, Value]:
    """The planned and the actual day of a step, as days; None where the unit has no such step."""
    for own in unit.generation_steps:
        if own.type == step:
            return _day(own.planned), _day(own.actual)
    return None, None


def _lead(step: str, plan: Plan) -> Value:
    """How long a step takes at least."""
    if step not in LEADS:
        return Quantity(0, DAY)
    mission = plan.mission
    return plan.parameter("policy", LEADS[step], plan.span_of(mission)) if mission is not None else plan.today()


def _order(net: Mapping[str, tuple[str, ...]]) -> Iterable[str]:
    """Each step after those that it needs."""
    from graphlib import TopologicalSorter  # noqa: PLC0415 -- only plans with readiness levels need it

    return TopologicalSorter(net).static_order()


# --- Readiness in four respects ---------------------------------------------------------------------------------------


@derives(Unit, "readiness")
def readiness(unit: Unit, plan: Plan) -> Value:
    """Shares of what was agreed, on each day: people in theatre, serviceable equipment, provided categories, training."""
    return {
        "personnel": _personnel(unit),
        "equipment": _equipment(unit, plan),
        "sustainment": _sustainment(unit, plan),
        "training": _training(unit, plan),
    }


def _personnel(unit: Unit) -> Value:
    """People in theatre over the strength in the memorandum, else in the requirement, else the full establishment."""
    people, strength = unit.deployed, unit.strength
    stated = [value for value in (unit.strength_mou, unit.strength_sur) if given(value)]
    if not given(people) or not given(strength):
        return unknown_of((people, strength))
    full = stated[0].number if stated else max((value.number for value in strength.values if given(value)), default=0)
    return people.map(lambda some: some if not given(some) else _share(some.number, full))


def _equipment(unit: Unit, plan: Plan) -> Value:
    """Serviceable items over agreed ones, from the day on which the equipment is there, else the unit, to its last."""
    items, life = unit.equipment, unit.life
    if not items or not isinstance(life, Period):
        return plan.missing(unit, "equipment") if not items else life
    usable: Steps[Value] = Steps.always(0)
    agreed = 0
    for item in items:
        steps = item.serviceable if given(item.serviceable) else item.quantity
        most = item.quantity_mou if given(item.quantity_mou) else max(filter(given, item.quantity.values), default=0)
        agreed += most
        usable = usable.merge(steps, lambda total, more, most=most: _added(total, more, most))  # type: ignore[misc]  # -- mypy sees no default in a lambda
    arrived = unit.equipment_arrives
    first = max(arrived, life.start) if isinstance(arrived, date) else life.start
    there = Period(first, life.end) if first <= life.end else None
    shares = usable.map(lambda total: total if not given(total) else _share(total, agreed))
    return Steps.always(_share(0, 1)) if there is None else shares.within(there, _share(0, 1))


def _added(total: Value, more: Value, most: int) -> Value:
    return unknown_of((total, more)) if not given(total) or not given(more) else total + min(more, most)


def _sustainment(unit: Unit, plan: Plan) -> Value:
    """Categories with a provider on the day over all categories that the unit states, while it is there."""
    lines, life = unit.sustainment, unit.life
    if not lines or not isinstance(life, Period):
        return plan.missing(unit, "sustainment") if not lines else life
    provided: dict[str, Steps[Value]] = {}
    for line in lines:
        steps: Steps[Value] = Steps.always(0 if not given(line.provider) else 1)
        if given(line.provider) and isinstance(line.period, Period):
            steps = steps.within(line.period, 0)
        known = provided.get(line.category, Steps.always(0))
        provided[line.category] = known.merge(steps, max)
    total: Steps[Value] = Steps.always(0)
    for steps in provided.values():
        total = total.merge(steps, lambda some, more: some + more)
    return total.map(lambda some: _share(some, len(provided))).within(life, _share(0, 1))


def _training(unit: Unit, plan: Plan) -> Value:
    """People times courses that they have, over people times courses meant for them, from the day of each training."""
    due = unit.training_due
    if not given(due) or not due:
        return plan.missing(unit, "training") if given(due) else due
    strength = max((value.number for value in unit.strength.values if given(value)), default=0)
    have: Steps[Value] = Steps.always(0)
    for course in due:
        have = have.merge(_trained(unit, course, strength), lambda some, more: some + more)
    return have.map(lambda some: _share(some, strength * len(due)))


def _trained(unit: Unit, course: Course, strength: Number) -> Steps[Value]:
    """People who have a course on each day, a part of its lessons counted as that part; at most all of them."""
    total: Steps[Value] = Steps.always(0)
    for own in unit.training:
        day = _day(own.date)
        if own.course is course and isinstance(day, date) and given(own.trained):
            part = divide(own.lessons, course.lessons) if given(own.lessons) and given(course.lessons) else 1
            more = own.trained.number * min(part, 1)
            total = total.merge(Steps.of(0, [(day, more)]), lambda some, one: min(some + one, strength))
    return total


def _share(part: Value, whole: Value) -> Quantity:
    """Per cent, of nothing nought."""
    return Quantity(divide(100 * part, whole) if whole else 0, PERCENT)


def _after(day: date, lead: Value) -> date:
    return add_months(day, lead.count) if isinstance(lead, Months) else add_days(day, int(lead.number_in(DAY)))


def _day(value: Value) -> Value:
    """A planned date as a day."""
    return value.date if isinstance(value, ConditionDate) else value
