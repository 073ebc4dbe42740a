"""Where the money comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pkdsl.schema import (
    ABSENT,
    BudgetClass,
    By,
    Date,
    Declared,
    Derived,
    Entity,
    FundStatus,
    Many,
    Money,
    OverTime,
    Part,
    Parts,
    Percent,
    Period,
    Ref,
    State,
    Text,
)

if TYPE_CHECKING:
    from pkdsl.entities.command import Post
    from pkdsl.entities.force import Capability, Lift, Unit
    from pkdsl.entities.foundations import Agreement
    from pkdsl.entities.money.scale import Scale
    from pkdsl.entities.places import Asset


class Fund(Entity):
    """A source of funding: assessed contributions, voluntary money, gifts in kind, reserves.

    ```pk example
    fund assessed "Assessed contributions" {
      type:            assessed
      amount:          310M USD
      status:          confirmed
      period:          2026-07-01 .. 2027-06-30
      collection_rate: 85%
      receipt first { date: D + 60 days  amount: 120M USD }
    }
    ```
    """

    type: Literal[
        "assessed",
        "voluntary",
        "in_kind",
        "trust_fund",
        "regional",
        "partner",
        "host",
        "reserve",
        "commitment_authority",
    ]
    """What sort of funding."""
    donor: State | Ref[Partner] = ABSENT
    """Who gives it."""
    amount: Money = ABSENT
    """How much."""
    status: FundStatus = ABSENT
    """How sure it is."""
    period: Period = ABSENT
    """When it can be used."""
    earmark: Many[Ref[Declared]] = ABSENT
    """What it may be used for; everything when absent."""
    replaces: Many[BudgetClass] = ABSENT
    """For gifts in kind: the budget classes whose cost it lowers."""
    adds: Many[Ref[Unit | Capability | Asset | Lift]] = ABSENT
    """For gifts in kind: what it brings."""
    collection_rate: OverTime[Percent] = ABSENT
    """The share that is paid in time."""
    agreement: Many[Ref[Agreement]] = ABSENT
    """The agreement that it rests on."""
    receipts: Parts[Receipt] = ABSENT
    """What has come in or is expected, by day."""
    scales: Many[Ref[Scale]] = ABSENT
    """For assessed contributions: the scales that it is shared out by; all scales of the plan when absent."""
    credits: Parts[Credit] = ABSENT
    """For assessed contributions: what was left of earlier periods and is set off."""
    outstanding: Derived[Money] = ABSENT
    """The amount less what has come in."""
    sections: Derived[By[Ref[Scale], Money]] = ABSENT
    """What of its amount falls on the days of each scale, by months."""
    assessed: Derived[By[State, Money]] = ABSENT
    """What each state is assessed, to the whole unit of the currency; the parts sum to the amount."""
    credited: Derived[By[State, Money]] = ABSENT
    """What each state gets back of the credits."""
    due: Derived[By[State, Money]] = ABSENT
    """What each state is asked to pay: what it is assessed less what is credited to it."""


class Receipt(Part):
    """Money that comes in on a day.

    ```pk example
    fund trust "Trust fund for police" { type: trust_fund  receipt march { date: 2027-03-01  amount: 2M USD } }
    ```
    """

    date: Date
    """The day."""
    amount: Money = ABSENT
    """How much."""


class Credit(Part):
    """Money left of an earlier period, set off against what states are assessed now.

    It is shared out by the scale that was in force when that period ended, as it was paid by it.

    ```pk example
    scale last_year "Scale of the year before" { period: D - 12 months .. D - 1 day  share BGD { percent: 100% } }
    scale this_year "Scale of this year" { period: D .. +12 months  share NPL { percent: 100% } }
    fund assessed "Assessed contributions" {
      type:   assessed
      amount: 310M USD
      period: D .. +12 months
      credit unspent { amount: 4M USD  period: D - 12 months .. D - 1 day }
    }
    ```
    """

    amount: Money
    """How much."""
    period: Period = ABSENT
    """The financial period that it is left of."""
    scale: Ref[Scale] = ABSENT
    """The scale that it is shared out by; the one in force on the last day of its period when absent."""


class Partner(Entity):
    """An organisation or state that supports the mission with money, means or work.

    ```pk example
    post liaison "Liaison officer" { role: liaison }
    partner union "Regional union" {
      type:        regional_organisation
      role:        "Mediation"
      focal_point: "Office in Port Kasuri"
      liaison:     liaison
    }
    ```
    """

    type: Literal["regional_organisation", "state", "agency", "ngo", "bank"] = ABSENT
    """What sort of partner."""
    role: Text = ABSENT
    """What it does."""
    agreement: Many[Ref[Agreement]] = ABSENT
    """The agreement that it rests on."""
    focal_point: Text = ABSENT
    """Whom to speak to there."""
    liaison: Ref[Post] = ABSENT
    """The post that keeps contact."""
