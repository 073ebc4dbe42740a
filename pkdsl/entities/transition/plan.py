"""How the mission means to leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pkdsl.schema import ABSENT, Count, Date, Derived, Duration, Entity, Many, OverTime, Ref, Text, Threshold, YesNo

if TYPE_CHECKING:
    from pkdsl.entities.command import Post
    from pkdsl.entities.force import Lift
    from pkdsl.entities.mandate import Mandate
    from pkdsl.entities.monitoring import Benchmark, Indicator
    from pkdsl.entities.who import Who


class TransitionPlan(Entity):
    """The plan for the mission's leaving, owned together with the host and the country team.

    ```pk example
    post srsg "Special Representative" { role: head_of_mission }
    transition_plan transition "Transition" {
      owners:        srsg
      starts:        D + 180 days
      deadline:      D + 540 days
      subject_to_renewal: yes
      principles:    [early_planning, national_ownership]
      closure_teams: 3
    }
    ```
    """

    owners: Many[Who] = ABSENT
    """Who answers for it together."""
    starts: Date = ABSENT
    """The day on which it begins."""
    deadline: Date = ABSENT
    """The day by which the mission is gone."""
    principles: Many[
        Literal["early_planning", "integration", "national_ownership", "national_capacity", "communication"]
    ] = ABSENT
    """The principles that it keeps."""
    closure_teams: Count = ABSENT
    """How many locations can be closed at once."""
    residual_presence: Text = ABSENT
    """What stays afterwards."""
    closing: Derived[OverTime[Count]] = ABSENT
    """How many locations are being closed on each day."""
    closure_time: Derived[Duration] = ABSENT
    """The fewest days in which these teams can close all locations."""
    repatriation_time: Derived[Duration] = ABSENT
    """How long it takes the lift to bring all equipment out."""
    repatriation_ends: Derived[Date] = ABSENT
    """The day on which the last of it is out if it begins as planned, or tomorrow."""
    stranded: Derived[Many[Ref[Lift]]] = ABSENT
    """The lifts whose last day comes before they have brought out what they are to carry."""


class ExitCriterion(Entity, plural="exit_criteria"):
    """A measurable condition under which the mission may leave.

    ```pk example
    mandate res0000 "S/RES/0000 (2026)" { period: D .. +12 months }
    indicator attacks "Attacks on civilians" { direction: down  target: 5 incidents/month }
    exit_criterion north_safe "The north stays safe" {
      mandate:   res0000
      indicator: attacks
      target:    <= 5 incidents/month
      sustained: 6 months
      due:       D + 350 days
    }
    ```
    """

    mandate: Ref[Mandate] = ABSENT
    """The mandate that it ends."""
    indicator: Ref[Indicator] = ABSENT
    """The indicator that it rests on; or a benchmark."""
    benchmark: Ref[Benchmark] = ABSENT
    """The benchmark that it rests on."""
    target: Threshold = ABSENT
    """The value to be reached; the indicator's target when absent."""
    sustained: Duration = ABSENT
    """For how long it must hold."""
    due: Date = ABSENT
    """The day by which it is met."""
    judged_by: Ref[Post] = ABSENT
    """Who judges it."""
    met: Date = ABSENT
    """The day on which it was judged to be met."""
    held: Derived[OverTime[YesNo]] = ABSENT
    """On which days, up to today, the data reach the value, whether or not for long enough."""
    held_since: Derived[Date] = ABSENT
    """The day since which they have reached it without a break until today."""
    indicated: Derived[YesNo] = ABSENT
    """Whether the data say today that it is met, for as long as it must be."""
    forecast: Derived[Date] = ABSENT
    """The day on which it is met if things go on like this."""
