"""What is shared with the country team, and how results are budgeted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.schema import ABSENT, Count, Date, Derived, Entity, Many, Money, Part, Parts, Ref, Text

if TYPE_CHECKING:
    from pkdsl.entities.coordination import Agency
    from pkdsl.entities.force import Section, Unit
    from pkdsl.entities.mandate.objective import Objective
    from pkdsl.entities.mandate.task import Output


class StrategicFramework(Entity):
    """The vision and results that the mission shares with the country team.

    ```pk example
    agency development "Development agency" { type: un }
    strategic_framework isf "Integrated strategic framework" {
      vision:     "Kasuri's institutions protect all its people"
      priorities: ["Police in both sectors", "Return of the displaced"]
      reviewed:   D - 100 days
      result livelihoods "Returnees earn their living" { lead: development }
    }
    ```
    """

    vision: Text = ABSENT
    """What the country looks like when both have succeeded."""
    priorities: Many[Text] = ABSENT
    """What comes first, in order."""
    reviewed: Date = ABSENT
    """When both last looked at it together."""
    results: Parts[Result] = ABSENT
    """The results, each with the agency that leads it."""


class Result(Part):
    """One result of the strategic framework.

    ```pk example
    agency development "Development agency" { type: un }
    objective returns "Displaced people return safely" { level: strategic }
    strategic_framework isf "Integrated strategic framework" {
      result livelihoods "Returnees earn their living" { lead: development  objective: returns }
    }
    ```
    """

    lead: Ref[Agency] = ABSENT
    """The agency that leads it."""
    objective: Ref[Objective] = ABSENT
    """The mission's objective that it goes with."""


class RbbComponent(Entity):
    """A component of the results-based budget, which objectives, units, sections and lines name.

    ```pk example
    rbb_component security "Security and protection of civilians" { number: 2 }
    objective protection "Civilians live free from armed attack" { rbb_component: security }
    ```
    """

    number: Count = ABSENT
    """Its number in the budget document."""
    accomplishments: Derived[Many[Ref[Objective]]] = ABSENT
    """Its expected accomplishments."""
    outputs: Derived[Many[Ref[Output]]] = ABSENT
    """What is to be delivered for them."""
    resources: Derived[Many[Ref[Unit | Section]]] = ABSENT
    """Who works for it."""
    amount: Derived[Money] = ABSENT
    """What the budget lines that name it come to."""
