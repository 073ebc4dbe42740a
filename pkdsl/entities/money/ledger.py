"""The ledger: what every cost comes to, thing by thing and stretch by stretch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.schema import ABSENT, Amount, BudgetClass, Declared, Derived, Money, Part, Period, Ref

if TYPE_CHECKING:
    from pkdsl.entities.money.drivers import Cost


class Entry(Part, plural="ledger"):
    """What one cost comes to for one thing over days on which nothing about it changes; computed, never written.

    All of them are the collection `ledger`: `sum(e.amount for e in ledger where e.class == air_operations)`. The path of
    one, `cost.guard_allowance.entry.1`, is for `pkdsl why`.

    ```pk example
    unit guards "Guard unit" { type: guard  strength: 250 persons  arrives: D }
    cost guard_allowance "Allowance of guards" {
      class: military_contingents
      for u in units where u.type == guard
      amount: u.deployed * 40 USD/person/month
    }
    let allowance = sum(e.amount for e in ledger where e.driver == guard_allowance)
    ```
    """

    driver: Derived[Ref[Cost]] = ABSENT
    """The cost that makes the entry."""
    class_: Derived[BudgetClass] = ABSENT
    """The budget class that it falls under."""
    entity: Derived[Ref[Declared]] = ABSENT
    """What the cost is for: the first thing that it ranges over."""
    period: Derived[Period] = ABSENT
    """The days of the entry; a budget year never ends within it."""
    quantity: Derived[Amount] = ABSENT
    """How many of what is paid for; where the cost names a rate, what stands beside it."""
    rate: Derived[Amount] = ABSENT
    """The rate that the cost names."""
    amount: Derived[Money] = ABSENT
    """What it comes to over its days; a day of an n-day month counts for one nth of what is said per month."""
