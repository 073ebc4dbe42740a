"""What the plan costs on each day, and what each unit costs.

Source: addition; the rates stand in the costs themselves, each with its own source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.entities.force import Unit
from pkdsl.entities.foundations import Mission
from pkdsl.entities.money import Cost
from pkdsl.plan.facts import derives
from pkdsl.values import Quantity, Steps, given
from pkdsl.values.functions import FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pkdsl.plan.plan import Plan
    from pkdsl.plan.yields import Yield
    from pkdsl.schema import Declared
    from pkdsl.values.value import Value


@derives(Unit, "cost")
def cost_of_unit(unit: Unit, plan: Plan) -> Value:
    """What all costs that are by time come to on its behalf, or on behalf of something that it has, on each day."""
    return _a_day((one.read("amount") for one in plan.memo(_by_user).get(unit, ())), plan)


@derives(Mission, "cost")
def cost_of_mission(mission: Mission, plan: Plan) -> Value:
    """What all costs that are by time come to on each day."""
    return _a_day((one.read("amount") for one in plan.yields(Cost)), plan)


def _a_day(amounts: Iterable[Value], plan: Plan) -> Value:
    """The sum of what is said by time, on each day; plain money has its day in the ledger, and none here."""
    by_time = [
        amount
        for amount in amounts
        if not any(one.unit.dimension.generic == plan.units.dimension("money") for one in _quantities(amount))
    ]
    total = FUNCTIONS["sum"](tuple(by_time))
    return total if isinstance(total, Steps) or not given(total) else Steps.always(total)


def _quantities(value: Value) -> Iterator[Quantity]:
    return (one for one in (value.values if isinstance(value, Steps) else (value,)) if isinstance(one, Quantity))


def _by_user(plan: Plan) -> Mapping[Declared, list[Yield]]:
    """What is spent on each thing that costs range over, and on what it stands in."""
    found: dict[Declared, list[Yield]] = {}
    for one in plan.yields(Cost):
        users = {user: None for subject in one.subjects for user in (subject, subject.parent) if given(user)}
        for user in users:
            found.setdefault(user, []).append(one)
    return found
