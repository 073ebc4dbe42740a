"""Indicators, benchmarks and what is done when they lag."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pkdsl.schema import (
    ABSENT,
    Amount,
    By,
    Date,
    Derived,
    Duration,
    Entity,
    Many,
    Money,
    OverTime,
    Part,
    Parts,
    Percent,
    Progress,
    Ref,
    Text,
    Threshold,
    UnitOfMeasure,
    YesNo,
)

if TYPE_CHECKING:
    from pkdsl.entities.command import Post
    from pkdsl.entities.mandate import Objective


class Indicator(Entity):
    """Something that is measured to see whether an objective comes nearer.

    ```pk example
    objective protection "Civilians in the north live free from armed attack" { level: strategic }
    indicator attacks "Attacks on civilians in the north" {
      level:         outcome
      objective:     protection
      used_in:       [rbb, council]
      measure:       incidents/month
      direction:     down
      baseline:      42 incidents/month
      baseline_date: D - 60 days
      target:        5 incidents/month
      due:           D + 360 days
      every:         1 month
      observation july { date: D + 30 days  value: 40 incidents/month }
      interim_target winter { date: D + 180 days  value: 20 incidents/month }
    }
    ```
    """

    level: Literal["context", "input", "output", "outcome", "impact"] = ABSENT
    """What it measures, from the surroundings to the effect on people."""
    objective: Many[Ref[Objective]] = ABSENT
    """The objectives that it speaks for."""
    used_in: Many[Literal["rbb", "cpas", "council"]] = ABSENT
    """Where it is reported: budget, performance assessment, reports to the Council."""
    measure: UnitOfMeasure = ABSENT
    """The unit that it is measured in."""
    direction: Literal["up", "down", "range"] = ABSENT
    """Whether it should rise, fall or stay in a range."""
    baseline: Amount = ABSENT
    """Its value at the beginning."""
    baseline_date: Date = ABSENT
    """The day of that value."""
    target: Amount = ABSENT
    """The value to be reached."""
    due: Date = ABSENT
    """The day by which it is reached."""
    every: Duration = ABSENT
    """How often it is measured."""
    cost: Money = ABSENT
    """What measuring it costs."""
    disaggregated: Many[Text] = ABSENT
    """By what it is broken down: sex, age, area."""
    observations: Parts[Observation] = ABSENT
    """What was measured."""
    interim_targets: Parts[InterimTarget] = ABSENT
    """Targets on the way."""
    measured: Derived[Date] = ABSENT
    """The day of its latest value: of the last observation on or before today, else of the baseline."""
    latest: Derived[Amount] = ABSENT
    """The latest value on or before today."""
    fresh_until: Derived[Date] = ABSENT
    """The last day on which its latest value still counts."""
    expected: Derived[Amount] = ABSENT
    """The value that the planned line has on the day of the latest value."""
    deviation: Derived[Percent] = ABSENT
    """How much of the progress planned until then is lacking; below nought it is ahead."""
    status: Derived[Literal["unknown", "stale", "behind", "on_track", "reached"]] = ABSENT
    """Where it stands."""
    trend: Derived[Amount] = ABSENT
    """How much it changes in 30 days, going by all values so far."""
    trend_error: Derived[Amount] = ABSENT
    """The standard error of the trend: how much the values scatter about their line."""
    forecast: Derived[Date] = ABSENT
    """The day on which the target is reached if it goes on like this."""
    forecast_earliest: Derived[Date] = ABSENT
    """The same day with a trend that is better by one standard error."""
    forecast_latest: Derived[Date] = ABSENT
    """The same day with a trend that is worse by one standard error; not given where it is then never reached."""


class Observation(Part):
    """A value of an indicator on a day.

    ```pk example
    indicator attacks "Attacks on civilians" { observation july { date: D + 30 days  value: 40 incidents/month } }
    ```
    """

    date: Date
    """The day."""
    value: Amount
    """The value."""


class InterimTarget(Part):
    """A target on the way to the last one.

    ```pk example
    indicator attacks "Attacks on civilians" { interim_target winter { date: D + 180 days  value: 20 incidents/month } }
    ```
    """

    date: Date
    """The day by which it is reached."""
    value: Amount
    """The value."""


class Benchmark(Entity):
    """A condition that must be met before the mission changes, judged by a person on what indicators say.

    ```pk example
    post srsg "Special Representative" { role: head_of_mission }
    indicator attacks "Attacks on civilians" { direction: down }
    benchmark b1 "The north is safe" {
      type:       core
      indicators: { attacks: <= 5 incidents/month }
      logic:      all
      due:        D + 300 days
      judged_by:  srsg
    }
    ```
    """

    type: Literal["core", "contextual"] = ABSENT
    """Within the mission's reach (`core`), or not."""
    indicators: By[Ref[Indicator], Threshold] = ABSENT
    """The indicators, each with the value that it must reach."""
    logic: Literal["all", "any"] = ABSENT
    """Whether all of them must, or one."""
    due: Date = ABSENT
    """The day by which it is to be met."""
    judged_by: Ref[Post] = ABSENT
    """Who judges it."""
    met: Date = ABSENT
    """The day on which it was judged to be met; no figure can say that alone."""
    held: Derived[OverTime[YesNo]] = ABSENT
    """On which days, up to today, the data say that it is met."""
    indicated: Derived[YesNo] = ABSENT
    """Whether the data say that it is met today."""
    forecast: Derived[Date] = ABSENT
    """The day on which the data say so if its indicators go on like this."""


class CorrectiveAction(Entity):
    """What is done because an indicator lags.

    ```pk example
    indicator attacks "Attacks on civilians" { direction: down }
    corrective_action night_patrols "Patrols at night" {
      indicator: attacks
      cause:     "Attacks moved to the night"
      action:    "Two night patrols from each base"
      due:       D + 120 days
      status:    planned
    }
    ```
    """

    indicator: Ref[Indicator] = ABSENT
    """The indicator."""
    cause: Text = ABSENT
    """Why it lags."""
    action: Text = ABSENT
    """What is done."""
    due: Date = ABSENT
    """The day by which it is done."""
    status: Progress = ABSENT
    """Whether it is done."""
