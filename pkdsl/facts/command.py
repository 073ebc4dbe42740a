"""Who commands whom on each day, and how many each commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.entities.command import Command, Post
from pkdsl.entities.force import Unit
from pkdsl.plan.facts import derives
from pkdsl.values import Period, Steps, Unknown, given

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkdsl.plan.plan import Plan
    from pkdsl.schema import Declared
    from pkdsl.values.value import Value

DIRECTS = frozenset({"operational_authority", "operational_control", "tactical_control"})
"""Authorities that direct operations, and so count towards the span of control."""


@derives(Unit, "command")
def commander(unit: Unit, plan: Plan) -> Value:
    """Who has operational control on each day; unknown on days without anybody. Where two have it, the later declared."""
    result: Steps[Value] = Steps.always(Unknown(()))
    for command in plan.all(Command):
        if command.authority == "operational_control" and _is_under(unit, command):
            period = _period(command, plan)
            if period is None:
                return Unknown(())
            result = result.during(period, command.superior)
    return result


@derives(Post, "span")
def span_of_post(post: Post, plan: Plan) -> Value:
    """How many posts, units, headquarters and sections a post directs on each day, each counted once."""
    return _span(post, plan)


@derives(Unit, "span")
def span_of_unit(unit: Unit, plan: Plan) -> Value:
    """How many a unit directs on each day, each counted once."""
    return _span(unit, plan)


def _span(superior: Declared, plan: Plan) -> Value:
    directed: dict[Declared, Steps[bool]] = {}
    for command in plan.all(Command):
        if command.superior is not superior or command.authority not in DIRECTS:
            continue
        period = _period(command, plan)
        if period is None:
            return Unknown(())
        for subordinate in _subordinates(command):
            known = directed.get(subordinate, Steps.always(False))  # noqa: FBT003 -- a value
            directed[subordinate] = known.during(period, True)  # noqa: FBT003 -- a value
    count: Steps[int] = Steps.always(0)
    for under in directed.values():
        count = count.merge(under, lambda total, there: total + there)
    return count


def _subordinates(command: Command) -> Iterator[Value]:
    subordinates = command.subordinate
    if given(subordinates):
        yield from subordinates


def _is_under(unit: Unit, command: Command) -> bool:
    return any(subordinate is unit for subordinate in _subordinates(command))


def _period(command: Command, plan: Plan) -> Period | None:
    """When it holds: always, when the command gives no period; None when that is unknown."""
    period = command.period
    if isinstance(period, Period):
        return period
    found = plan.period()
    return found if isinstance(found, Period) else None
