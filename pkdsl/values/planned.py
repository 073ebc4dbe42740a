"""Values that are not certain: estimates, thresholds and dates that wait for a condition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from datetime import date

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Estimate(Generic[T]):
    """Lowest, most likely, highest; reads as the most likely."""

    low: T
    likely: T
    high: T


@dataclass(frozen=True, slots=True)
class Threshold:
    """`<= 5 incidents/month`: what a value is held against; `operator` is one of `< <= == != >= >`."""

    operator: str
    quantity: object


@dataclass(frozen=True, slots=True)
class ConditionDate:
    """Planned for the date, true when the condition is met; reads as its date."""

    date: date
    condition: object
