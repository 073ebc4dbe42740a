"""Fields of a plan as cells: typed where they are numbers and days, in words elsewhere, withheld from who may not see."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from pkdsl.documents.context import WITHHELD
from pkdsl.documents.saying import say
from pkdsl.values import PERCENT, ConditionDate, Period, Quantity, given
from pkdsl.values.number import exact

if TYPE_CHECKING:
    from pkdsl.documents.context import Context
    from pkdsl.exports.book import Cell
    from pkdsl.schema import Declared


def words(context: Context, entity: Declared, name: str) -> Cell:
    """A field in words: a text as it stands, things by their titles; nothing where it is not given."""
    value = _seen(context, entity, name)
    if value is None or value == ():
        return None
    return value if type(value) is str else say(value)


def number(context: Context, entity: Declared, name: str) -> Cell:
    """The number of a quantity in its own unit; of a percentage, as a part of one."""
    value = _seen(context, entity, name)
    if isinstance(value, Quantity):
        return exact(value.number * PERCENT.factor) if value.unit is PERCENT else value.number
    return value if isinstance(value, str) else None


def unit(context: Context, entity: Declared, name: str) -> Cell:
    """The unit of a quantity: `USD`, `persons`."""
    value = _seen(context, entity, name)
    return value.unit.text.replace("_", "-") or None if isinstance(value, Quantity) else None


def day(context: Context, entity: Declared, name: str) -> Cell:
    """A day."""
    value = _seen(context, entity, name)
    if isinstance(value, ConditionDate):
        return value.date
    return value if isinstance(value, date | str) else None


def days(context: Context, entity: Declared, name: str) -> tuple[Cell, Cell]:
    """The first and the last day of a period."""
    value = _seen(context, entity, name)
    if isinstance(value, Period):
        return value.start, value.end
    return (value, value) if isinstance(value, str) else (None, None)


def path(context: Context, entity: Any) -> Cell:  # noqa: ANN401 -- a declaration, or Unknown
    """How the plan calls something: `budget.fy2627`; nothing where nothing is given."""
    if not given(entity):
        return None
    return context.plan.path_of(entity) if context.shows(entity) else WITHHELD


def _seen(context: Context, entity: Declared, name: str) -> Any:  # noqa: ANN401 -- any value of a plan
    """What a field holds, `withheld`, or None where it holds nothing."""
    if context.withholds(entity, name):
        return WITHHELD
    value = getattr(entity, name)
    return value if given(value) else None
