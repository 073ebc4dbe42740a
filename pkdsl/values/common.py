"""The three units that functions answer in: days, calendar months, kilometres; `units.pk` declares the same."""

from __future__ import annotations

from pkdsl.values.dimension import LENGTH, TIME
from pkdsl.values.unit import MONTH_SECONDS, Measure, unit_of

DAY_SECONDS = 86_400

DAY_MEASURE = Measure("day", "days", TIME, DAY_SECONDS)
MONTH_MEASURE = Measure("month", "months", TIME, MONTH_SECONDS)

DAY = unit_of(((DAY_MEASURE, 1),))
MONTH = unit_of(((MONTH_MEASURE, 1),))
KM = unit_of(((Measure("km", "km", LENGTH, 1000), 1),))
