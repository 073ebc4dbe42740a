"""The unit: the formed bodies and groups of people that a mission consists of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pkdsl.entities.command.chain import Commanded
from pkdsl.entities.consumer import Consumer
from pkdsl.entities.force.preparation import Prepared
from pkdsl.entities.medical.exposure import Exposed
from pkdsl.schema import (
    ABSENT,
    BudgetClass,
    By,
    Category,
    Component,
    Count,
    Date,
    Derived,
    Duration,
    Echelon,
    Entity,
    Language,
    Length,
    Many,
    MoneyPerTime,
    OverTime,
    Parts,
    Percent,
    Persons,
    PersonsPerDay,
    Ref,
    State,
    Text,
    UnitType,
    YesNo,
)

if TYPE_CHECKING:
    from pkdsl.entities.assessment import Threat
    from pkdsl.entities.command import Hq, Post
    from pkdsl.entities.force.capability import Capability, Caveat, Requirement
    from pkdsl.entities.force.establishment import Equipment, GenerationStep, Screening, Subunit, Sustainment, Training
    from pkdsl.entities.foundations import Agreement
    from pkdsl.entities.mandate import Ceiling, RbbComponent
    from pkdsl.entities.places import Location
    from pkdsl.entities.who import Place


class Unit(Prepared, Commanded, Exposed, Consumer, Entity):
    """A body of people under one commander: a battalion, a formed police unit, a team of observers.

    ```pk example
    location adeta "Adeta" { at: 2.52N 47.44E }
    unit north_battalion "Northern Battalion" {
      type:        infantry
      contributor: BGD
      base:        adeta
      arrives:     D + 60 days
      status:      agreed
      women:       120 persons
      strength {
        from D + 60 days = 450 persons
        from D + 90 days = 850 persons
      }
    }
    ```
    """

    type: UnitType
    """What sort of unit; component and category follow from it."""
    component: Component = ABSENT
    """The component that it belongs to; follows from `type` unless stated."""
    category: Category = ABSENT
    """The category under which it counts towards a ceiling; follows from `type` unless stated."""
    ceiling: Many[Ref[Ceiling]] = ABSENT
    """Ceilings within ceilings that it counts under too."""
    echelon: Echelon = ABSENT
    """Its size in the order of battle."""
    contributor: State = ABSENT
    """The state that contributes it."""
    rbb_component: Ref[RbbComponent] = ABSENT
    """The component of the results-based budget that pays for it."""
    strength: OverTime[Persons]
    """Personnel on establishment; what is in theatre follows from `arrives` and `leaves`."""
    strength_sur: Persons = ABSENT
    """Personnel in the statement of unit requirement."""
    strength_mou: Persons = ABSENT
    """Personnel in annex A of the memorandum of understanding."""
    variation: Text = ABSENT
    """A recorded reason why requirement, memorandum and plan differ."""
    women: OverTime[Persons] = ABSENT
    """Women among them."""
    armed: YesNo = ABSENT
    """It carries arms."""
    base: OverTime[Ref[Location]] = ABSENT
    """Where it lives and is supplied."""
    arrives: Date = ABSENT
    """Its first day in theatre."""
    leaves: Date = ABSENT
    """Its last day in theatre."""
    deploys_as: Literal["advance_party", "enabling_unit", "main_body"] = ABSENT
    """Its place in the order of deployment."""
    requirement: OverTime[Ref[Requirement]] = ABSENT
    """The capability slot that it fills."""
    capabilities: Many[Ref[Capability]] = ABSENT
    """What it can do."""
    languages: By[Language, Persons] = ABSENT
    """How many of its people speak a language."""
    employment: Text = ABSENT
    """The concept of its employment."""
    tour: Duration = ABSENT
    """How long its people stay before they rotate."""
    relieves: Ref[Unit] = ABSENT
    """The unit whose place it takes."""
    serves: Many[Place | Ref[Unit]] = ABSENT
    """The places and units that it works for."""
    agreement: Many[Ref[Agreement]] = ABSENT
    """Its memorandum of understanding or letter of assist."""
    status: Literal["required", "pledged", "selected", "agreed", "ready", "deployed", "repatriated"] = ABSENT
    """How far its generation has come."""
    pcrs_level: Literal["1", "2", "3", "rdl"] = ABSENT
    """Its level in the readiness system; `rdl` is the rapid deployment level."""
    notice: Duration = ABSENT
    """From the order to the departure of its first part."""
    mobility: Percent = ABSENT
    """The share of its people who have a seat in its own vehicles."""
    patrol_limit: Length = ABSENT
    """How far from its base it patrols."""
    self_sufficiency: Duration = ABSENT
    """How long it lives from what it brings."""
    first_responders: Persons = ABSENT
    """People trained to save a life in the first ten minutes."""
    first_aid_kits: Count = ABSENT
    """Individual first-aid kits."""
    protected_against: Many[Ref[Threat]] = ABSENT
    """Diseases that its people are vaccinated or treated against."""
    call_sign: Text = ABSENT
    """Its call sign."""
    caveats: Parts[Caveat] = ABSENT
    """What its contributor does not let it do."""
    equipment: Parts[Equipment] = ABSENT
    """Its major equipment."""
    sustainment: Parts[Sustainment] = ABSENT
    """Who provides each category of self-sustainment."""
    generation_steps: Parts[GenerationStep] = ABSENT
    """The steps from the request to full capability, planned and actual."""
    subunits: Parts[Subunit] = ABSENT
    """What it consists of."""
    training: Parts[Training] = ABSENT
    """The courses that its people have passed."""
    screening: Parts[Screening] = ABSENT
    """The screening of its people's conduct and human-rights record."""
    wet: Derived[OverTime[YesNo]] = ABSENT
    """Whether it is the wet season where it is based."""
    deployed: Derived[OverTime[Persons]] = ABSENT
    """Personnel in theatre on each day."""
    arriving: Derived[OverTime[PersonsPerDay]] = ABSENT
    """Its people who come to stay, on the day on which they come."""
    departing: Derived[OverTime[PersonsPerDay]] = ABSENT
    """Its people who go for good, on their last day."""
    rotating: Derived[OverTime[PersonsPerDay]] = ABSENT
    """Its people who are relieved by as many others, on the day of the relief: each group when its tour is over."""
    newcomers: Derived[OverTime[Persons]] = ABSENT
    """Its people in the first days of their tour, for which a higher subsistence is paid."""
    budget_class: Derived[BudgetClass] = ABSENT
    """The class of the budget that pays for its people; follows from the category."""
    ready: Derived[Date] = ABSENT
    """The earliest day on which it can be in theatre, by its readiness level and the steps left."""
    slack: Derived[Duration] = ABSENT
    """The days between `ready` and the day on which its slot must be filled."""
    equipment_arrives: Derived[Date] = ABSENT
    """The day on which the last of its major equipment is there."""
    readiness: Derived[By[Literal["personnel", "equipment", "sustainment", "training"], OverTime[Percent]]] = ABSENT
    """How complete it is in each respect, of what was agreed."""
    tasked: Derived[OverTime[Persons]] = ABSENT
    """Its people whom activities use on each day."""
    guarding: Derived[OverTime[Persons]] = ABSENT
    """Its people who guard locations on each day."""
    cost: Derived[OverTime[MoneyPerTime]] = ABSENT
    """What it costs on each day."""
    command: Derived[OverTime[Ref[Post | Unit | Hq]]] = ABSENT
    """Who directs its operations on each day; the first of them where several do."""
    span: Derived[OverTime[Count]] = ABSENT
    """How many it directs on each day."""
    transferred: Derived[OverTime[YesNo]] = ABSENT
    """Whether authority over it has passed to the mission: from that step of its generation, else from its arrival."""
    transfer: Derived[Date] = ABSENT
    """The day on which authority over it passes to the mission."""
    first_task: Derived[Date] = ABSENT
    """The first day after its arrival on which a task or an activity of its own begins."""
    needed_until: Derived[Date] = ABSENT
    """The last day on which somebody who depends on it is there, and nobody else of its sort stays as long."""
    needed_by: Derived[Ref[Location | Unit]] = ABSENT
    """Who that is."""
