"""How the cost is shared among states."""

from __future__ import annotations

from typing import Literal

from pkdsl.schema import ABSENT, By, Derived, Entity, Money, Part, Parts, Percent, Period, State


class Scale(Entity):
    """A scale of assessments: the share of each state in what is assessed.

    The package `un.scale` has those of the United Nations for peacekeeping, one for each year.

    ```pk example
    scale test_scale "A scale of two states" {
      period: D .. +12 months
      share BGD { level: J  percent: 40% }
      share NPL { level: J  percent: 60% }
    }
    ```
    """

    period: Period = ABSENT
    """The days on which it is in force; all days when absent."""
    shares: Parts[Share] = ABSENT
    """The shares."""
    total: Derived[Percent] = ABSENT
    """The sum of all shares; 100% in a complete scale."""
    premium: Derived[Percent] = ABSENT
    """By how much the regular rates of level A rise, so that they bear the discounts of all other levels."""
    assessed: Derived[By[State, Money]] = ABSENT
    """What each state pays of all assessed funds for the days on which this scale is in force."""


class Share(Part):
    """One state's share of a scale of assessments.

    ```pk example
    scale test_scale "A scale of two states" {
      share CHN { level: A  regular: 90%                 percent: 99% }
      share BGD { level: J  regular: 10%  discount: 90%  percent: 1% }
    }
    ```
    """

    state: State
    """The state."""
    level: Literal["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"] = ABSENT
    """Its level, from A (permanent members) to J (largest discount)."""
    regular: Percent = ABSENT
    """Its rate in the regular budget."""
    discount: Percent = ABSENT
    """The discount of its level on the regular rate; level A has none."""
    percent: Percent = ABSENT
    """Its share."""
    redistributed: Derived[Percent] = ABSENT
    """Its share worked out anew: the regular rate less the discount, or at level A more by the premium."""
