"""Types of equipment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.schema import (
    ABSENT,
    Amount,
    By,
    Duration,
    Entity,
    Mass,
    Money,
    MoneyPerMonth,
    Number,
    Percent,
    Persons,
    Ref,
    Text,
    Volume,
)

if TYPE_CHECKING:
    from pkdsl.entities.places import Supply


class EquipmentType(Entity):
    """A type of equipment, with what is needed to move, fuel and pay for it.

    ```pk example
    supply diesel "Diesel" { class: fuel }
    equipment_type apc "Armoured personnel carrier, wheeled" {
      category:  "Combat vehicles"
      mass:      14 t
      volume:    55 m3
      wet_lease: 11_200 USD/month because "estimate until the memorandum is signed"
      fuel:      diesel
      fuel_rate: 0.45 L/km
      seats:     10 persons
    }
    ```
    """

    category: Text = ABSENT
    """Its category of major equipment."""
    mass: Mass = ABSENT
    """The mass of one."""
    volume: Volume = ABSENT
    """The volume of one in transport."""
    containers: Number = ABSENT
    """The twenty-foot containers that one takes."""
    value: Money = ABSENT
    """The generic fair market value of one."""
    useful_life: Duration = ABSENT
    """How long one is expected to last, by which its value is written off: `12 years`."""
    no_fault: Percent = ABSENT
    """The share of its value that is paid in a year for incidents that are nobody's fault."""
    maintenance: MoneyPerMonth = ABSENT
    """What it costs to maintain one for a month, spare parts included; the wet lease less the dry when absent."""
    wet_lease: MoneyPerMonth = ABSENT
    """Reimbursement for one in a month, maintained by the contributor; the dry lease and maintenance when absent."""
    dry_lease: MoneyPerMonth = ABSENT
    """Reimbursement for one in a month, maintained by the United Nations; from value, life and no-fault share when absent."""
    fuel: Ref[Supply] = ABSENT
    """What it burns."""
    fuel_rate: Amount = ABSENT
    """What it burns in an hour or on a kilometre."""
    seats: Persons = ABSENT
    """People it carries, crew included."""
    basic_load: By[Ref[Supply], Amount] = ABSENT
    """What it carries of each supply when it deploys."""
