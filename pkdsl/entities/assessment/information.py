"""Where knowledge comes from, and what must still be found out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pkdsl.schema import ABSENT, Date, Duration, Entity, Many, Money, OneToSix, Ref, Text

if TYPE_CHECKING:
    from pkdsl.entities.assessment.decision import Decision
    from pkdsl.entities.force import Unit
    from pkdsl.entities.foundations import Agreement
    from pkdsl.entities.places import Area


class InformationSource(Entity):
    """Where knowledge comes from, graded by the source's reliability and the report's credibility.

    ```pk example
    unit drones "Unmanned aircraft unit" { type: uas  strength: 40 persons }
    information_source flights "Flights over the northern road" {
      type:        imagery
      reliability: B
      credibility: 2
      by:          drones
      every:       7 days
    }
    ```
    """

    type: Literal["field_report", "diplomatic", "community", "imagery", "open_source", "sensor", "partner"]
    """What sort of source."""
    reliability: Literal["A", "B", "C", "D", "E", "F"] = ABSENT
    """The source: A always reliable, E never so far, F cannot be judged."""
    credibility: OneToSix = ABSENT
    """The report: 1 confirmed by others, 5 improbable, 6 cannot be judged."""
    by: Ref[Unit] = ABSENT
    """The unit that collects."""
    area: Many[Ref[Area]] = ABSENT
    """Where it sees something."""
    every: Duration = ABSENT
    """How often it reports."""
    cost: Money = ABSENT
    """What it costs."""
    agreement: Many[Ref[Agreement]] = ABSENT
    """The legal clearance that it needs."""


class InformationRequirement(Entity):
    """A question that a commander must have answered in time for a decision.

    ```pk example
    post fc "Force Commander" { role: force_commander }
    decision reserve_move "Where does the reserve stand in the rains?" { decider: fc  due: D + 20 days }
    information_source flights "Flights over the northern road" { type: imagery }
    information_requirement road_open "Is the northern road open?" {
      type:         priority
      due:          D + 10 days
      supports:     reserve_move
      collected_by: flights
    }
    ```
    """

    type: Literal["priority", "friendly_force", "essential"] = ABSENT
    """About others, about own forces, or what others must not learn."""
    question: Text = ABSENT
    """The question; the title serves where it is absent."""
    due: Date = ABSENT
    """The latest day on which the answer is of use."""
    supports: Ref[Decision] = ABSENT
    """The decision that waits for it."""
    collected_by: Many[Ref[InformationSource | Unit]] = ABSENT
    """The sources and units told to find it out."""
