"""What judges a plan and changes it: rules, scenarios and the policy block."""

from __future__ import annotations

from typing import Literal

from pkdsl.schema import ABSENT, By, Entity, Many, Stage, Text


class Rule(Entity):
    """A sentence that must hold for what it ranges over; where it does not, it says so.

    ```pk example
    rule ADE-001 "Every base has beds" {
      severity: warning
      help:     "State how many persons can sleep there."
      for l in locations
      require given(l.beds) else "{l.title} has no beds"
    }
    location adeta "Adeta" { at: 2.52N 47.44E  beds: 900 persons }
    ```
    """

    severity: Literal["info", "warning", "error"] | By[Stage, Literal["info", "warning", "error"]] = ABSENT
    """How much a failure matters at stage `opord` and later, or a map by stage."""
    message: Text = ABSENT
    """What a failure says when its `require` does not say it."""
    help: Many[Text] = ABSENT
    """What mends it: one text for all its `require`, or a list with one for each, in their order."""


class Scenario(Entity):
    """A named change to the plan: what is set, removed and added if something happens.

    ```pk example
    location port "Port Kasuri" { at: 2.00N 45.30E  beds: 300 persons }
    scenario storm "A storm damages the port" {
      set location.port.beds = 100 persons
    }
    ```
    """


class Policy(Entity, plural="policies"):
    """The plan's own values for thresholds and rates, each with its reason; there is one block in a plan.

    ```pk example
    policy {
      drinking_water: 6 L/person/day because "dry season"
    }
    ```
    """
