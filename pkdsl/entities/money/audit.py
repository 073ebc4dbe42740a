"""Audits, and what they recommend."""

from __future__ import annotations

from typing import Literal

from pkdsl.schema import ABSENT, Date, Entity, Part, Parts, Text


class Audit(Entity):
    """An audit of the mission, with its recommendations.

    ```pk example
    audit fuel_2026 "Audit of fuel management" {
      body: "Office of Internal Oversight Services"
      date: D - 120 days
      recommendation meters { text: "Fit meters to all tanks."  priority: important  due: D + 90 days  status: open }
    }
    ```
    """

    body: Text = ABSENT
    """Who audited."""
    date: Date = ABSENT
    """The day of its report."""
    recommendations: Parts[Recommendation] = ABSENT
    """What it recommends."""


class Recommendation(Part):
    """One recommendation of an audit.

    ```pk example
    audit fuel_2026 "Audit of fuel management" {
      recommendation meters { text: "Fit meters to all tanks."  priority: critical  due: D + 90 days  status: open }
    }
    ```
    """

    text: Text = ABSENT
    """Its words."""
    priority: Literal["other", "important", "critical"] = ABSENT
    """How grave it is."""
    due: Date = ABSENT
    """The day by which it is done."""
    status: Literal["open", "implemented", "closed"] = ABSENT
    """Whether it is done."""
