"""The mission itself: the one declaration that every plan has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pkdsl.schema import (
    ABSENT,
    Amount,
    By,
    Category,
    Component,
    Currency,
    Date,
    Declared,
    Derived,
    Duration,
    Entity,
    FactorType,
    FundStatus,
    Many,
    Money,
    MoneyPerTime,
    OverTime,
    PackageName,
    Part,
    Parts,
    Percent,
    Period,
    Persons,
    Ref,
    StaffFunction,
    Stage,
    Text,
)

if TYPE_CHECKING:
    from pkdsl.entities.command import Hq, Post
    from pkdsl.entities.force import Section, Unit
    from pkdsl.entities.foundations.country import Country
    from pkdsl.entities.places import Location, Supply


class Mission(Entity):
    """The operation that the plan is for; there is exactly one in a plan.

    ```pk example
    mission unsmok "United Nations Support Mission in Kasuri" {
      period:    2026-07-01 .. 2027-06-30
      acronym:   "UNSMOK"
      type:      multidimensional
      stage:     conops
      currency:  USD
      host:      kasuri
      as_of:     2026-06-15
      mission_factor hostile { type: hostile_action  percent: 3% }
    }
    country kasuri "Republic of Kasuri" { state: XKS  capital: "Port Kasuri" }
    ```
    """

    period: Period
    """The days that the plan covers; rules are judged on every one of them."""
    acronym: Text = ABSENT
    """The short name used in documents: `UNSMOK`."""
    type: Literal[
        "observer",
        "traditional",
        "multidimensional",
        "stabilisation",
        "executive",
        "support_office",
        "regional",
        "joint",
    ] = ABSENT
    """The form of the operation."""
    stage: Stage = ABSENT
    """How ripe the plan is; rules grow stricter with it, and `opord` is the full measure."""
    currency: Currency = ABSENT
    """The currency in which the mission is budgeted."""
    time_zone: Text = ABSENT
    """The offset that a time of day without one has: `UTC+3`."""
    host: Many[Ref[Country]] = ABSENT
    """The states on whose ground it stands."""
    policy: PackageName = ABSENT
    """The package whose thresholds and rates hold."""
    as_of: Date = ABSENT
    """The day that counts as today when the command line names none."""
    intent: Text = ABSENT
    """The head of mission's intent: purpose, method, end state."""
    end_state: Text = ABSENT
    """What is true when the mission can leave."""
    contact: Text = ABSENT
    """How to reach those who keep the plan."""
    mission_factors: Parts[MissionFactor] = ABSENT
    """The factors that raise reimbursement for hard conditions."""
    strength: Derived[By[Category, OverTime[Persons]]] = ABSENT
    """Persons in theatre on each day, by category of the ceilings."""
    components: Derived[By[Component, OverTime[Persons]]] = ABSENT
    """Persons in theatre on each day, by component."""
    women: Derived[By[Category, OverTime[Persons]]] = ABSENT
    """Women of units in theatre on each day, by category."""
    cost: Derived[OverTime[MoneyPerTime]] = ABSENT
    """What the mission costs on each day, all entries of the ledger together."""
    funding: Derived[By[FundStatus, OverTime[Money]]] = ABSENT
    """Money available up to each day, by how sure it is."""
    outlay: Derived[OverTime[MoneyPerTime]] = ABSENT
    """What is paid on each day: the lines of all budgets, spread evenly over their days; without any, the ledger."""
    cash: Derived[OverTime[Money]] = ABSENT
    """Receipts less payments up to each day, told anew on the first day of each month and when money comes in."""
    cash_needed: Derived[OverTime[Money]] = ABSENT
    """What is paid in the coming months for which the policy asks to hold cash."""
    factor: Derived[By[FactorType, OverTime[Percent]]] = ABSENT
    """The mission factors in force on each day, none above the limit of the policy."""
    demand: Derived[By[Ref[Supply], OverTime[Amount]]] = ABSENT
    """What is used of each supply in a day, everywhere."""
    reserve: Derived[By[Ref[Supply], OverTime[Amount]]] = ABSENT
    """What is in stock of the mission's own reserve of each supply."""
    days_of_supply: Derived[By[Ref[Supply], OverTime[Duration]]] = ABSENT
    """How long the mission's own reserve of a supply lasts at that day's demand."""
    heads: Derived[Many[Ref[Post]]] = ABSENT
    """The posts whose role is to lead the mission."""
    leaders: Derived[By[Component, Many[Ref[Post]]]] = ABSENT
    """The posts whose role is to lead a component; civilians are led by the head of mission."""
    single_points: Derived[OverTime[Many[Ref[Declared]]]] = ABSENT
    """All whose failure alone cuts somebody off from the others on each day: places, links, and what links hang on."""
    points_of_injury: Derived[Many[Ref[Location | Unit]]] = ABSENT
    """Where people may be wounded: places where people live, and units that patrol, at the limit of their patrols."""
    missing_functions: Derived[Many[StaffFunction]] = ABSENT
    """The staff functions from u1 to u9 that no post has, where some posts have one."""
    lowered: Derived[Many[Ref[Declared]]] = ABSENT
    """What is marked lower, or may be released to more, than what it stands in."""
    chain_of_command: Derived[Many[Ref[Post | Unit | Hq | Section]]] = ABSENT
    """Everyone who directs the operations of others, or whose operations somebody directs, at some time."""


class MissionFactor(Part):
    """A percentage added to reimbursement rates for hard conditions in the mission area.

    ```pk example
    mission unsmok "United Nations Support Mission in Kasuri" {
      period: D .. +12 months
      mission_factor environment {
        percent { from D = 2%  from D + 180 days = 3% because "second technical survey" }
      }
    }
    let D = 2026-07-01
    ```
    """

    type: FactorType
    """Which condition it answers."""
    percent: OverTime[Percent] = ABSENT
    """The addition to the rates, in percent, from the day on which it was set."""
