"""A value as rows of cells: one a member of a list, a key of a map, a step of a value over time; else one.

For people each cell is text as on paper. For programs it is what JSON knows: numbers are numbers with their unit beside,
days are ISO dates, what is not given is null; a thing of the plan is its path in both.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from pkdsl.exports.csv import decimal
from pkdsl.exports.json import plain
from pkdsl.values import Estimate, Months, Period, Position, Quantity, Steps, Threshold, paper

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pkdsl.plan.plan import Plan
    from pkdsl.values.number import Number
    from pkdsl.values.value import Value

Row: TypeAlias = "dict[str, Any]"


def printed(plan: Plan, value: Value) -> list[Row]:
    """The rows as people read them."""
    rows = _rows(plan, value, lambda one: {"value": _shown(plan, one)})
    return [{name: cell or "" for name, cell in row.items()} for row in rows]


def told(plan: Plan, value: Value) -> list[Row]:
    """The rows as programs read them."""
    return list(_rows(plan, value, lambda one: _cells(plan, one)))


def _rows(plan: Plan, value: Value, cells: Callable[[Value], Row]) -> Iterator[Row]:
    if isinstance(value, (tuple, list)):
        yield from (cells(each) for each in value)
    elif isinstance(value, Mapping):
        yield from ({"key": _shown(plan, key), **cells(each)} for key, each in value.items())
    elif isinstance(value, Steps) and value.days:
        firsts = (None, *(day.isoformat() for day in value.days))
        yield from ({"from": day, **cells(each)} for day, each in zip(firsts, value.values, strict=True))
    else:
        yield cells(value)


def _shown(plan: Plan, value: Value) -> str:
    return plan.path_of(value) if hasattr(type(value), "kind") else paper.show(value)


def _cells(plan: Plan, value: Value) -> Row:
    """A value parted into what a program would otherwise have to take apart."""
    match value:
        case Quantity():
            return {"value": _number(value.number), **({"unit": value.unit.text} if value.unit.text else {})}
        case Months():
            return {"value": value.count, "unit": "months"}
        case Estimate():
            ends = {name: _cells(plan, end)["value"] for name, end in (("low", value.low), ("high", value.high))}
            return {**_cells(plan, value.likely), **ends}
        case Threshold():
            return {"operator": value.operator, **_cells(plan, value.quantity)}
        case Period():
            return {"start": value.start.isoformat(), "end": value.end.isoformat()}
        case Position():
            return {"latitude": _number(value.latitude), "longitude": _number(value.longitude)}
        case Steps():
            return _cells(plan, value.before) if not value.days else {"value": plain(plan, value)}
        case _:
            return {"value": plain(plan, value)}


def _number(number: Number) -> int | float:
    """A number of JSON; what no decimal ends has twelve digits after the point."""
    return int(number) if number == int(number) else float(decimal(number))
