"""Since when prices and rates hold, and which of them exchange one currency for another.

Source: what their own text says: the first step, or `valid_from`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.entities.money import Rate
from pkdsl.entities.places import Supply
from pkdsl.plan.facts import derives
from pkdsl.values import Quantity, Steps, Unknown, given

if TYPE_CHECKING:
    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value


@derives(Rate, "dated")
def dated_rate(rate: Rate, plan: Plan) -> Value:
    """Its `valid_from`, else the day of its first step."""
    return rate.valid_from if given(rate.valid_from) else _first_step(rate.value) or plan.missing(rate, "valid_from")


@derives(Supply, "dated")
def dated_price(supply: Supply, plan: Plan) -> Value:
    """The day of the first step of its price."""
    return _first_step(supply.price) or plan.missing(supply, "dated")


@derives(Supply, "priced")
def priced(supply: Supply, plan: Plan) -> Value:
    """Whether a price holds on some day, and no rate gives it."""
    values = supply.price.values if isinstance(supply.price, Steps) else (supply.price,)
    return any(map(given, values)) and not given(supply.priced_by)


@derives(Supply, "priced_by")
def priced_by(supply: Supply, plan: Plan) -> Value:
    """The first rate that its price is read from."""
    reads = plan.reads(plan.node_of(supply), "price")
    found = (read.node.entity for read in reads if read.node.spec.kind == Rate.kind)
    return next(found, plan.missing(supply, "priced_by"))


@derives(Rate, "exchange")
def exchange(rate: Rate, plan: Plan) -> Value:
    """Whether its unit is one currency by another."""
    values = rate.value.values if isinstance(rate.value, Steps) else (rate.value,)
    units = [one.unit for one in values if isinstance(one, Quantity)]
    found = [{measure.name for measure, _ in unit.factors} & plan.units.currencies for unit in units]
    return any(len(one) > 1 for one in found) if units else Unknown(())


def _first_step(value: Value) -> Value:
    return next(iter(value.days), None) if isinstance(value, Steps) else None
