"""Mandated tasks, and the outputs that are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pkdsl.schema import (
    ABSENT,
    Amount,
    By,
    ChainLink,
    Component,
    Date,
    Declared,
    Derived,
    Entity,
    Many,
    Money,
    OneToThree,
    OverTime,
    Percent,
    Persons,
    Ref,
    Text,
    Theme,
    UnitOfMeasure,
    YesNo,
)

if TYPE_CHECKING:
    from pkdsl.entities.force import Capability, Section, Unit
    from pkdsl.entities.mandate.objective import Objective
    from pkdsl.entities.mandate.schedule import Phase
    from pkdsl.entities.monitoring import Indicator
    from pkdsl.entities.places import Area


class Task(Entity):
    """A mandated task: what the mission was told to do, or must do to fulfil what it was told.

    ```pk example
    unit north "Northern Battalion" { type: infantry  strength: 850 persons }
    objective protection "Civilians in the north live free from armed attack" {
      task patrols "Patrol the Adeta axis" {
        paragraph: "12 (a)"
        type:      specified
        theme:     protection
        priority:  1
        lead:      military
        by:        north
        starts:    D + 60 days
      }
    }
    ```
    """

    objective: Many[Ref[Objective]] = ABSENT
    """The objectives that it serves."""
    paragraph: Text = ABSENT
    """The paragraph of the resolution that says it."""
    type: Literal["specified", "implied", "essential"] = ABSENT
    """Said in the mandate, following from it, or decisive for it."""
    theme: Theme = ABSENT
    """What it concerns."""
    priority: OneToThree = ABSENT
    """1 comes first, 3 as capacity allows."""
    lead: Component = ABSENT
    """The one component that leads."""
    supported_by: Many[Component] = ABSENT
    """The components that support."""
    by: Many[Ref[Unit | Section]] = ABSENT
    """The units and sections that carry it out."""
    area: Many[Ref[Area]] = ABSENT
    """Where it is done."""
    phase: Many[Ref[Phase]] = ABSENT
    """The phases in which it is done."""
    starts: Date = ABSENT
    """Its first day."""
    ends: Date = ABSENT
    """Its last day."""
    protects_civilians: YesNo = ABSENT
    """It is part of the protection of civilians."""
    all_necessary_means: YesNo = ABSENT
    """The mandate authorises all necessary means for it."""
    limits: Text = ABSENT
    """The limits of area and capability that are told to everybody."""
    standard: Text = ABSENT
    """How well it must be done."""
    requires: Many[Ref[Capability]] = ABSENT
    """The capabilities without which it cannot be done."""
    indicators: Many[Ref[Indicator]] = ABSENT
    """What shows that it works."""
    assigned: Derived[OverTime[Persons]] = ABSENT
    """Persons of the units and sections that carry it out, in theatre on each day."""
    funded: Derived[Money] = ABSENT
    """Money of the budget lines that name it."""
    covered: Derived[OverTime[YesNo]] = ABSENT
    """Whether any of those who carry it out is in theatre on each day."""
    links: Derived[By[ChainLink, Many[Ref[Declared]]]] = ABSENT
    """What hangs on it at each link of the trace chain, from the mandate to the handover."""
    unlinked: Derived[Many[ChainLink]] = ABSENT
    """The links of the chain at which nothing hangs on it."""
    supplied_by: Derived[By[Ref[Unit | Section], Many[Ref[Declared]]]] = ABSENT
    """What supplies each of those who carry it out: stocks, supply lines and contracts."""
    doubled: Derived[By[ChainLink, Many[Ref[Declared]]]] = ABSENT
    """What hangs on it twice at a link of the chain: paid twice, handed over twice."""
    contradictory: Derived[By[ChainLink, Many[Ref[Declared]]]] = ABSENT
    """What hangs on it at a link of the chain and says something else: an indicator of another objective."""
    traced: Derived[Percent] = ABSENT
    """The share of the links of the chain at which something hangs on it."""


class Output(Entity):
    """An output of the results-based budget: something delivered that can be counted.

    ```pk example
    measure patrol_day "Patrol day" { dimension: patrol_day }
    task patrols "Patrol the Adeta axis" { lead: military }
    output patrol_days "Patrol days in the north" {
      task:     patrols
      quantity: 21_900
      factors:  [20, 3, 365]
    }
    ```
    """

    task: Ref[Task] = ABSENT
    """The task that it comes from."""
    quantity: Amount = ABSENT
    """How much is delivered in the budget period."""
    measure: UnitOfMeasure = ABSENT
    """The unit that it is counted in."""
    factors: Many[Amount] = ABSENT
    """The numbers whose product it is: troops a patrol, patrols a day, days."""
    by: Many[Ref[Unit | Section]] = ABSENT
    """Who delivers it."""
    product: Derived[Amount] = ABSENT
    """Its factors multiplied."""
    capacity: Derived[Amount] = ABSENT
    """The most that those who deliver it can do in the period."""
