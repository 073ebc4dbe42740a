"""Who of a unit comes, is relieved and goes, on which day; and who is still new.

Source: `newcomers`: mission subsistence has a higher rate for the first thirty days (United Nations budgets, parallel
text, whose sums the formula persons × (30 × first rate + 335 × later rate) reproduces). Tours: `rotation_months`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, get_args

from pkdsl.entities.force import Unit
from pkdsl.plan.facts import derives
from pkdsl.schema import BudgetClass
from pkdsl.values import Months, Period, Quantity, Steps, Unknown, Word, add_days, add_months, given, unknown_of
from pkdsl.values.common import DAY
from pkdsl.values.dates import FIRST_DAY, LAST_DAY, ONE_DAY
from pkdsl.values.functions import FUNCTIONS
from pkdsl.values.number import magnitude
from pkdsl.values.operators import binary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value

CLASSES: tuple[str, ...] = get_args(BudgetClass)
CLASS_OF = {
    "troops": "military_contingents",
    "staff_officers": "military_contingents",
    "observers": "military_observers",
    "individual_police": "united_nations_police",
    "formed_police": "formed_police_units",
    "corrections": "government_provided_personnel",
}
"""The class that pays for the people of a category."""


class Group(NamedTuple):
    """People of a unit who came on one day, and the days on which others relieve them."""

    came: date
    people: Quantity
    relieved: tuple[date, ...]


@derives(Unit, "budget_class")
def budget_class(unit: Unit, plan: Plan) -> Value:
    """By the category: staff officers stand under contingents, as budgets are printed."""
    category = unit.category
    if not given(category):
        return category
    return Word(CLASS_OF[category], CLASSES) if category in CLASS_OF else plan.missing(unit, "budget_class")


@derives(Unit, "arriving")
def arriving(unit: Unit, plan: Plan) -> Value:
    """By how much `deployed` rises, a day, on each day on which it rises."""
    return _on_days(unit, ((came, people) for came, people in _risen(unit)))


@derives(Unit, "departing")
def departing(unit: Unit, plan: Plan) -> Value:
    """By how much `deployed` falls, a day, on the day before each on which it has fallen."""
    return _on_days(unit, ((day - ONE_DAY, _size(change)) for day, change in _changes(unit) if change.number < 0))


@derives(Unit, "rotating")
def rotating(unit: Unit, plan: Plan) -> Value:
    """Each group that came, a day, on the days on which its tour is over: every `tour`, else `policy.rotation_months`."""
    groups = _groups(unit, plan)
    if not isinstance(groups, tuple):
        return groups
    return _on_days(unit, ((day, group.people) for group in groups for day in group.relieved))


@derives(Unit, "newcomers")
def newcomers(unit: Unit, plan: Plan) -> Value:
    """Each group for `policy.subsistence_first_days` after it came and after each relief, but no more than are there."""
    groups = _groups(unit, plan)
    first = plan.parameter("policy", "subsistence_first_days", plan.span_of(unit))
    if not isinstance(groups, tuple) or not isinstance(first, Quantity):
        return unknown_of((groups, first)) if isinstance(groups, Unknown) else first
    days = int(first.number_in(DAY))
    new = [_for_days(day, days, group.people) for group in groups for day in (group.came, *group.relieved)]
    nobody = unit.deployed.map(lambda some: binary("*", some, Quantity(0)))
    return FUNCTIONS["min"]((FUNCTIONS["sum"]((nobody, *new)), unit.deployed))


def _groups(unit: Unit, plan: Plan) -> tuple[Group, ...] | Unknown:
    """The groups in which a unit came, with the days of their reliefs until it leaves or the plan ends."""
    tour = unit.tour if given(unit.tour) else plan.parameter("policy", "rotation_months", plan.span_of(unit))
    life, whole, people = unit.life, plan.period(), unit.deployed
    if not given(people) or not isinstance(life, Period) or not isinstance(whole, Period) or not given(tour):
        return unknown_of((people, life, whole, tour))
    last = min(life.end, max(period.end for period in (whole, *_budgets(plan))))
    return tuple(Group(came, some, tuple(_every(tour, came, last))) for came, some in _risen(unit))


def _budgets(plan: Plan) -> list[Period]:
    """The periods of budgets, which may reach beyond the mission's own."""
    periods = (plan.read(node, "period") for node in plan.declared("budget"))
    return [period for period in periods if isinstance(period, Period)]


def _every(tour: Value, came: date, last: date) -> Iterator[date]:
    """The days on which a tour that began on a day is over, again and again, before the unit's own last days."""
    for number in range(1, (last - came).days + 1):
        day = add_months(came, number * tour.count) if isinstance(tour, Months) else _later(came, tour, number)
        if day > last:
            return
        yield day


def _later(day: date, tour: Quantity, times: int) -> date:
    return add_days(day, max(1, int(tour.number_in(DAY))) * times)


def _changes(unit: Unit) -> Iterator[tuple[date, Quantity]]:
    """The days on which `deployed` changes, and by how much."""
    people = unit.deployed
    if not given(people):
        return
    before = people.before
    for day, now in people.changes:
        if given(before) and given(now):
            yield day, binary("-", now, before)
        before = now


def _risen(unit: Unit) -> Iterator[tuple[date, Quantity]]:
    return ((day, change) for day, change in _changes(unit) if change.number > 0)


def _size(change: Quantity) -> Quantity:
    return Quantity(magnitude(change.number), change.unit)


def _on_days(unit: Unit, groups: Iterable[tuple[date, Quantity]]) -> Value:
    """Groups of people, each on its one day, as persons a day; nobody on other days."""
    people = unit.deployed
    if not given(people):
        return people
    nobody = binary("/", binary("*", people, Quantity(0)), Quantity(1, DAY))
    moves = [_for_days(day, 1, binary("/", some, Quantity(1, DAY))) for day, some in groups]
    return FUNCTIONS["sum"]((nobody, *moves))


def _for_days(day: date, days: int, amount: Quantity) -> Steps[Value]:
    last = min(LAST_DAY, add_days(day, days - 1))
    return Steps.always(amount).within(Period(max(FIRST_DAY, day), last), binary("*", amount, Quantity(0)))
