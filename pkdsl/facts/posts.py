"""Who holds a post on each day, who stands in, which powers it has, and when a unit passes to the mission's authority.

Source: delegation as the mission writes it; arithmetic of calendars.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, get_args

from pkdsl.entities.command import Delegation, Post
from pkdsl.entities.force import Unit
from pkdsl.entities.foundations import Mission
from pkdsl.entities.mandate import Activity, Task
from pkdsl.plan.facts import derives
from pkdsl.schema import StaffFunction
from pkdsl.values import ConditionDate, Period, Steps, Unknown, Word, given
from pkdsl.values.dates import LAST_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value

FUNCTIONS: tuple[str, ...] = get_args(StaffFunction)
"""The functions of a staff."""


@derives(Post, "filled")
def filled(post: Post, plan: Plan) -> Value:
    """From `starts` to `ends`, less the days in `vacant`."""
    held = post.there
    for gap in post.vacant if given(post.vacant) else ():
        if not isinstance(gap, Period):
            return gap
        held = held.during(gap, False)  # noqa: FBT003 -- a value
    return held


@derives(Post, "acting")
def acting(post: Post, plan: Plan) -> Value:
    """The post while it is filled; on other days the alternate while that is filled, then its alternate, and so on."""
    result: Value = Steps.always(Unknown(()))
    line: list[Post] = []
    one: Value = post
    while given(one) and one not in line:
        line.append(one)
        one = one.alternate
    for one in reversed(line):
        if not given(one.filled):
            return one.filled
        result = result.merge(one.filled, lambda other, there, one=one: one if there else other)
    return result


@derives(Post, "powers")
def powers(post: Post, plan: Plan) -> Value:
    """The powers of all delegations to it, each during its period; without one, while the post is there."""
    held: Value = Steps.always(())
    for delegation in plan.memo(delegations).get(post, ()):
        period, power = delegation.period, delegation.power
        days = Steps.always(True).within(period, False) if isinstance(period, Period) else post.there  # noqa: FBT003 -- values
        held = held.merge(days, lambda some, now, power=power: (*some, power) if now and power not in some else some)
    return held


@derives(Mission, "missing_functions")
def missing_functions(mission: Mission, plan: Plan) -> Value:
    """Those of u1 to u9 that no post has; none where no post of the plan has a function."""
    held = [post.function for post in plan.all(Post) if given(post.function)]
    return tuple(Word(word, FUNCTIONS) for word in FUNCTIONS if held and word not in held)


def delegations(plan: Plan) -> dict[Post, list[Delegation]]:
    """All delegations by the post that receives the power."""
    found: dict[Post, list[Delegation]] = {}
    for delegation in plan.all(Delegation):
        if given(delegation.to) and given(delegation.power):
            found.setdefault(delegation.to, []).append(delegation)
    return found


# --- Transfer of authority --------------------------------------------------------------------------------------------


@derives(Unit, "transfer")
def transfer(unit: Unit, plan: Plan) -> Value:
    """The actual, else the planned day of its step `transfer_of_authority`."""
    for step in unit.generation_steps:
        if step.type == "transfer_of_authority":
            return step.actual if given(step.actual) else step.planned
    return plan.missing(unit, "generation_step")


@derives(Unit, "transferred")
def transferred(unit: Unit, plan: Plan) -> Value:
    """From `transfer` to `leaves`; where there is no such step, from `arrives`."""
    life = unit.life
    day = _day(unit.transfer)
    if not isinstance(life, Period):
        return life
    first = day if isinstance(day, date) else life.start
    held = Steps.always(False)  # noqa: FBT003 -- a value
    return held.during(Period(first, life.end), True) if first <= life.end else held  # noqa: FBT003 -- a value


@derives(Unit, "first_task")
def first_task(unit: Unit, plan: Plan) -> Value:
    """The first start of a task that names it in `by`, or of an activity, on or after its arrival."""
    arrival = _day(unit.arrives)
    if not isinstance(arrival, date):
        return unit.arrives
    starts = [day for day in map(_day, _starts(unit, plan)) if isinstance(day, date) and arrival <= day <= LAST_DAY]
    return min(starts, default=plan.missing(unit, "first_task"))


def _starts(unit: Unit, plan: Plan) -> Iterator[Value]:
    return (work.starts for work in plan.memo(works).get(unit, ()))


def works(plan: Plan) -> dict[Value, list[Task | Activity]]:
    """All tasks and activities by who does them."""
    found: dict[Value, list[Task | Activity]] = {}
    everything: tuple[Task | Activity, ...] = (*plan.all(Task), *plan.all(Activity))
    for work in everything:
        for body in work.by if given(work.by) else ():
            found.setdefault(body, []).append(work)
    return found


def _day(value: Value) -> Value:
    return value.date if isinstance(value, ConditionDate) else value
