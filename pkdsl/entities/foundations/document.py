"""What is printed from the plan, and for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.schema import ABSENT, Count, Date, DocumentType, Entity, Many, Marking, Part, Parts, Period, Ref, Text

if TYPE_CHECKING:
    from pkdsl.entities.assessment import Decision
    from pkdsl.entities.command import Post
    from pkdsl.entities.force import Unit
    from pkdsl.entities.money import Budget
    from pkdsl.entities.places import Location
    from pkdsl.entities.who import Who


class Document(Entity):
    """A document that is rendered from the plan, with its approval and distribution.

    ```pk example
    document concept "Mission concept" {
      type:        mission_concept
      number:      "UNSMOK/2026/1"
      approved_by: srsg
      approved:    D
      recipient headquarters { to: planning_team  copies: 2 }
      passage foreword { heading: "Foreword"  text: "This concept replaces the draft of May." }
    }
    post srsg "Special Representative" { role: head_of_mission }
    section planning_team "Joint planning team" { component: civilian }
    ```
    """

    type: DocumentType
    """Which document."""
    number: Text = ABSENT
    """Its registry number."""
    approved_by: Ref[Post] = ABSENT
    """Who approves it."""
    approved: Date = ABSENT
    """The day of approval."""
    period: Period = ABSENT
    """The days that it reports on."""
    covers: Many[Ref[Unit | Location | Decision | Budget]] = ABSENT
    """The units, sites, decisions or budgets it is about, where a document comes once for each of them; all when absent."""
    omits: Many[Text] = ABSENT
    """Annexes that are left out on purpose."""
    recipients: Parts[Recipient] = ABSENT
    """Who receives it."""
    passages: Parts[Passage] = ABSENT
    """Words of its own, which no field of the plan holds."""


class Recipient(Part):
    """One receiver of a document, and the marking up to which they are cleared.

    ```pk example
    document order "Operation order 1" {
      type: opord
      recipient fc { to: fc  cleared: confidential  copies: 3 }
    }
    post fc "Force Commander" { role: force_commander }
    ```
    """

    to: Who
    """Who receives it."""
    cleared: Marking = ABSENT
    """The highest marking that they may see."""
    copies: Count = ABSENT
    """The number of copies."""


class Passage(Part):
    """A paragraph that stands in one document only.

    ```pk example
    document order "Operation order 1" {
      type: opord
      passage weather { heading: "Weather"  text: "Rains are expected from mid July." }
    }
    ```
    """

    heading: Text
    """The heading that it stands under."""
    text: Text
    """The words, in Markdown."""
