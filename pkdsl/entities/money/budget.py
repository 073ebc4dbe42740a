"""The budget: lines by class, totals, and how it bends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pkdsl.schema import (
    ABSENT,
    Amount,
    BudgetClass,
    BudgetGroup,
    By,
    Date,
    Declared,
    Derived,
    Entity,
    FundStatus,
    Many,
    Money,
    Number,
    Part,
    Parts,
    Percent,
    Period,
    Ref,
    Text,
    YesNo,
)

if TYPE_CHECKING:
    from pkdsl.entities.command import Post
    from pkdsl.entities.force import Unit
    from pkdsl.entities.mandate import Mandate, RbbComponent, Task
    from pkdsl.entities.money.drivers import Cost
    from pkdsl.entities.money.fund import Fund


class Budget(Entity):
    """The budget of a period, in the classes of the results-based format.

    ```pk example
    unit north "Northern Battalion" { type: infantry  strength: 850 persons }
    mandate res0000 "S/RES/0000 (2026)" { period: D .. 2027-06-30 }
    budget fy2627 "1 July 2026 – 30 June 2027" {
      period:  2026-07-01 .. 2027-06-30
      mandate: res0000
      line military_contingents { class: military_contingents  amount: 118.4M USD  covers: north }
      control_total whole { of: total  amount: 118.4M USD }
    }
    ```
    """

    period: Period
    """The budget year."""
    mandate: Ref[Mandate] = ABSENT
    """The mandate that it pays for; money is assessed only up to its end."""
    previous: Ref[Budget] = ABSENT
    """The budget before it, for variances."""
    apportionment: Literal["days", "months", "half_months"] = ABSENT
    """How it is parted where the mandate ends within it: by days of the year when absent, else by whole or half months."""
    requests: Many[Text] = ABSENT
    """What the legislative bodies asked for last time."""
    lines: Parts[Line] = ABSENT
    """Its lines."""
    control_totals: Parts[ControlTotal] = ABSENT
    """Totals that are stated and must agree with the lines."""
    contingency_mechanisms: Parts[ContingencyMechanism] = ABSENT
    """How unforeseen needs are met."""
    redeployments: Parts[Redeployment] = ABSENT
    """Money moved from one class to another."""
    total: Derived[Money] = ABSENT
    """The sum of its lines."""
    group: Derived[By[BudgetGroup, Money]] = ABSENT
    """The sums of its groups: military and police, civilian personnel, operations."""
    requirement: Derived[By[BudgetClass, Money]] = ABSENT
    """What the plan costs in the period, from the ledger."""
    by_cost: Derived[By[Ref[Cost], Money]] = ABSENT
    """What each cost comes to in the period, from the ledger."""
    by_unit: Derived[By[Ref[Unit], Money]] = ABSENT
    """What each unit and what it has come to in the period, from the ledger."""
    expected: Derived[By[BudgetClass, Money]] = ABSENT
    """The requirement less what the lines deduct, because units come late or places are vacant."""
    shortfall: Derived[By[BudgetClass, Money]] = ABSENT
    """By how much the lines of a class fall short of what is expected; below zero where they hold more."""
    unplanned: Derived[Many[BudgetClass]] = ABSENT
    """The classes under which costs fall in its period and no line stands."""
    cause: Derived[By[BudgetClass, Ref[Cost]]] = ABSENT
    """The cost that makes the most of a class's requirement."""
    variance: Derived[By[BudgetClass, Money]] = ABSENT
    """The difference to the previous budget."""
    funded: Derived[By[FundStatus, Money]] = ABSENT
    """Funding that its lines can use, by how sure it is."""
    assessable_share: Derived[Percent] = ABSENT
    """The share of its period up to the mandate's end, as `apportionment` counts."""
    assessable: Derived[Money] = ABSENT
    """What can be assessed up to the mandate's end."""
    renewable: Derived[Money] = ABSENT
    """The rest, subject to a renewal of the mandate."""
    person_year: Derived[Money] = ABSENT
    """What one person in uniform costs in a year, everything included."""
    patrol_day: Derived[Money] = ABSENT
    """What military and police personnel cost for each patrol day that the outputs of the period promise."""


class Line(Part):
    """A line of the budget: what a class costs, what it pays for, and who funds it.

    ```pk example
    location adeta "Adeta" { at: 2.52N 47.44E }
    budget fy2627 "1 July 2026 – 30 June 2027" {
      period: 2026-07-01 .. 2027-06-30
      line guards {
        class:     facilities_and_infrastructure
        quantity:  60 persons
        unit_cost: 420 USD/person/month
        months:    12
        covers:    adeta
        recurrent: yes
      }
    }
    ```
    """

    class_: BudgetClass
    """The class that it stands under."""
    amount: Money = ABSENT
    """How much; else quantity times unit cost times months."""
    quantity: Amount = ABSENT
    """How many of what is paid for."""
    unit_cost: Amount = ABSENT
    """What one costs in a month."""
    months: Number = ABSENT
    """For how many months."""
    period: Period = ABSENT
    """The days that it pays for; the budget's when absent."""
    recurrent: YesNo = ABSENT
    """It comes back next year; start-up and closure do not."""
    covers: Many[Ref[Declared]] = ABSENT
    """The units, posts, places, lift and contracts that it pays for."""
    task: Many[Ref[Task]] = ABSENT
    """The mandated tasks that it pays for."""
    rbb_component: Ref[RbbComponent] = ABSENT
    """The component of the results-based budget."""
    funded_by: Many[Ref[Fund]] = ABSENT
    """The funds that pay it."""
    vacancy: Percent = ABSENT
    """The share of posts expected to be vacant."""
    delayed_deployment: Percent = ABSENT
    """The share of strength expected to arrive late."""
    committed: Money = ABSENT
    """What is committed so far."""
    spent: Money = ABSENT
    """What is spent so far."""
    variance_cause: Literal["mandate", "external", "cost_parameters", "management"] = ABSENT
    """Why it differs from the year before."""
    used: Derived[Amount] = ABSENT
    """What the plan uses, on its days, of the one supply or aircraft that it covers, where its quantity is of that."""
    usual_cost: Derived[Amount] = ABSENT
    """The price of that supply, or of an hour of that aircraft, on average over its days."""
    needed: Derived[Money] = ABSENT
    """What the ledger holds under its class, on its days, for what it covers."""


class ControlTotal(Part):
    """A total that is stated somewhere and must agree with the sum of the lines.

    ```pk example
    budget fy2627 "1 July 2026 – 30 June 2027" {
      period: 2026-07-01 .. 2027-06-30
      line travel { class: official_travel  amount: 1.2M USD }
      control_total operations { of: III  amount: 1.2M USD }
    }
    ```
    """

    of: BudgetClass | BudgetGroup | Literal["total"]
    """What it is the total of: a class, a group, or everything."""
    amount: Money
    """The stated total."""
    column: Literal["amount", "committed", "spent"] = ABSENT
    """The column of the lines that it is the total of; their amounts when absent."""
    sum: Derived[Money] = ABSENT
    """What the lines sum to."""


class ContingencyMechanism(Part):
    """How unforeseen needs are met where a budget has no free reserve.

    ```pk example
    post dms "Director of Mission Support" { role: director_of_support }
    budget fy2627 "1 July 2026 – 30 June 2027" {
      period: 2026-07-01 .. 2027-06-30
      contingency_mechanism within_groups { type: redeployment  amount: 2M USD  authority: dms }
    }
    ```
    """

    type: Literal["line", "commitment_authority", "reserve", "redeployment", "none"]
    """The mechanism."""
    amount: Money = ABSENT
    """How far it reaches."""
    authority: Ref[Post] = ABSENT
    """Who may use it."""


class Redeployment(Part):
    """Money moved from one class of the budget to another.

    ```pk example
    post dms "Director of Mission Support" { role: director_of_support }
    budget fy2627 "1 July 2026 – 30 June 2027" {
      period: 2026-07-01 .. 2027-06-30
      redeployment fuel { origin: official_travel  destination: ground_transportation  amount: 200k USD  approved_by: dms }
    }
    ```
    """

    origin: BudgetClass = ABSENT
    """Where it is taken."""
    destination: BudgetClass = ABSENT
    """Where it goes."""
    amount: Money
    """How much."""
    date: Date = ABSENT
    """When."""
    approved_by: Ref[Post] = ABSENT
    """Who approved it."""
