"""The figures that a commander asks for: how many people, and how much money."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from pkdsl.changes.difference import NOT_SAID, amount_by
from pkdsl.entities.money import Budget
from pkdsl.values import Period, Quantity, Steps, given
from pkdsl.values.number import rounded
from pkdsl.values.paper import show

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value


class Figure(NamedTuple):
    """A figure before and after; over time it is the most on a day, and `since` tells when it begins to differ."""

    label: str
    before: str
    after: str
    by: str
    since: date | None = None


def figures(before: Plan, after: Plan) -> Iterator[Figure]:
    """The figures that differ: people by category, and what each budget asks for, in all and by group."""
    old, new = _people(before), _people(after)
    for word in {**old, **new}:
        was, now = old.get(word, Steps.always(0)), new.get(word, Steps.always(0))
        if was != now:
            yield _over_time(f"most {word} on a day", was, now, before, after)
    old, new = _money(before), _money(after)
    for label in {**old, **new}:
        was, now = old.get(label), new.get(label)
        if was != now:
            yield Figure(label, _shown(was), _shown(now), amount_by(was, now))


def _people(plan: Plan) -> dict[str, Value]:
    """The people of each category over time."""
    strength = plan.mission.strength if plan.mission is not None else None
    categories = strength if isinstance(strength, Mapping) else {}
    return {show(word): people for word, people in categories.items() if isinstance(people, Steps)}


def _money(plan: Plan) -> dict[str, Value]:
    """What each budget comes to, and each of its groups."""
    found: dict[str, Value] = {}
    for budget in plan.all(Budget):
        if plan.node_of(budget) in plan.closed:
            continue
        name = plan.path_of(budget)
        found[f"{name}, in all"] = budget.total
        found |= {f"{name}, group {show(word)}": amount for word, amount in budget.group.items()}
        found |= {f"{name}, required for {show(word)}": amount for word, amount in budget.requirement.items()}
    return {label: _whole(value) for label, value in found.items() if isinstance(value, Quantity)}


def _whole(amount: Quantity) -> Quantity:
    """In whole units of the currency."""
    return Quantity(rounded(amount.number, 0), amount.unit)


def _over_time(label: str, was: Value, now: Value, before: Plan, after: Plan) -> Figure:
    (most, on), (more, later) = _most(was, before), _most(now, after)
    days = sorted({*was.days, *now.days})
    since = None if was.before != now.before else next(day for day in days if was.at(day) != now.at(day))
    return Figure(label, _on(most, on), _on(more, later), amount_by(most, more), since)


def _most(people: Value, plan: Plan) -> tuple[Value, date | None]:
    """The most on a day of the mission, and the first such day; none before anybody is there."""
    period = plan.period()
    period = period if isinstance(period, Period) else Period(date.min, date.max)
    found: tuple[Value, date | None] = (None, None)
    for first, _, value in people.intervals(period):
        number = value.number if isinstance(value, Quantity) else 0
        if number and (found[0] is None or number > found[0].number):
            found = value, first
    return found


def _on(value: Value, day: date | None) -> str:
    return "none" if day is None else f"{_shown(value)} ({day})"


def _shown(value: Value) -> str:
    return NOT_SAID if value is None or not given(value) else show(value)
