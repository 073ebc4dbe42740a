"""How the cost is shared among states."""

from __future__ import annotations

from typing import Literal

from pkdsl.schema import ABSENT, By, Derived, Entity, Money, Part, Parts, Percent, State


class Scale(Entity):
    """A scale of assessments: the share of each state in what is assessed.

    ```pk example
    scale test_scale "A scale of two states" {
      share BGD { level: J  percent: 40% }
      share NPL { level: J  percent: 60% }
    }
    ```
    """

    shares: Parts[Share] = ABSENT
    """The shares."""
    total: Derived[Percent] = ABSENT
    """The sum of all shares; 100% in a complete scale."""
    assessed: Derived[By[State, Money]] = ABSENT
    """What each state pays of what is assessed."""


class Share(Part):
    """One state's share of a scale of assessments.

    ```pk example
    scale test_scale "A scale of one state" { share BGD { level: J  percent: 100%  discount: 90% } }
    ```
    """

    state: State
    """The state."""
    level: Literal["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"] = ABSENT
    """Its level, from A (permanent members) to J (largest discount)."""
    percent: Percent = ABSENT
    """Its share."""
    discount: Percent = ABSENT
    """The discount of its level on the regular scale."""
