"""Values that rules and costs read: thresholds of policy, and rates with their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.schema import ABSENT, Confidence, Date, Derived, Entity, Many, OverTime, Ref, Text, Value, YesNo

if TYPE_CHECKING:
    from pkdsl.entities.assessment import InformationSource
    from pkdsl.entities.foundations import Reference


class Rate(Entity):
    """A price or reimbursement that a package or plan states once, with its source; read as `rate.NAME`.

    ```pk example
    rate local_guard "A local guard, per month" {
      value { from 2026-01-01 = 420 USD/person/month  from 2027-01-01 = 440 USD/person/month }
      source:     "quotation of March 2026"
      confidence: estimated
    }
    ```
    """

    value: OverTime[Value]
    """The rate."""
    source: Many[Text | Ref[Reference | InformationSource]]
    """Where it comes from."""
    confidence: Confidence = ABSENT
    """How sure it is; documents mark what is only assumed."""
    valid_from: Date = ABSENT
    """Since when it holds; else the step that holds says so."""
    dated: Derived[Date] = ABSENT
    """The first day of which its text says that it holds."""
    exchange: Derived[YesNo] = ABSENT
    """It gives one currency for another."""


class PolicyValue(Entity):
    """A threshold or planning factor that rules read as `policy.NAME`, with its source.

    ```pk example
    policy_value patrol_water "Water on patrol" {
      value:      8 L/person/day
      source:     "medical officer's advice for the hot season"
      confidence: estimated
    }
    ```
    """

    value: OverTime[Value]
    """The value."""
    source: Many[Text | Ref[Reference | InformationSource]]
    """Where it comes from."""
    confidence: Confidence = ABSENT
    """How sure it is; documents mark what is only assumed."""
    valid_from: Date = ABSENT
    """Since when it holds; else the step that holds says so."""
