"""How a value takes the unit of the field that it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.values.dates import Months
from pkdsl.values.dimension import TIME
from pkdsl.values.errors import Mismatch
from pkdsl.values.planned import Estimate, Threshold
from pkdsl.values.quantity import Quantity
from pkdsl.values.said import noun
from pkdsl.values.steps import Steps
from pkdsl.values.unit import NO_UNIT, UNTYPED, Unit
from pkdsl.values.unknown import Unknown

if TYPE_CHECKING:
    from pkdsl.values.dimension import Dimension


def coerce(value: object, unit: Unit) -> object:
    """The value for a field of `unit`: a bare number takes it, what fits stays as written, all else is a mismatch."""
    if isinstance(value, Quantity):
        return _fitting(value, unit)
    if isinstance(value, Steps):
        return value.map(lambda one: coerce(one, unit))
    if isinstance(value, Estimate):
        return Estimate(coerce(value.low, unit), coerce(value.likely, unit), coerce(value.high, unit))
    if isinstance(value, Threshold):
        return Threshold(value.operator, coerce(value.quantity, unit))
    if isinstance(value, Unknown) or (isinstance(value, Months) and unit.dimension == TIME):
        return value
    message = f"this is {noun(value)}, but {unit.described()} is asked for here, as in `{unit.example}`"
    raise Mismatch(message)


def fits(value: object, dimension: Dimension) -> bool:
    """Whether a plain value is of a dimension that `Units.dimension` gave; any currency fits money."""
    return isinstance(value, Quantity) and value.unit.dimension.generic == dimension


def _fitting(quantity: Quantity, unit: Unit) -> Quantity:
    if quantity.unit is unit or quantity.unit.dimension == unit.dimension:
        bare = quantity.unit is NO_UNIT or quantity.unit is UNTYPED
        return Quantity(quantity.number, unit) if bare else quantity
    if quantity.unit is NO_UNIT or quantity.unit is UNTYPED:
        return Quantity(quantity.number, unit)
    message = (
        f"this is {quantity.unit.described()} ({quantity.unit.text}), but {unit.described()} is asked for here, "
        f"as in `{unit.example}`"
    )
    raise Mismatch(message)
