"""Posts and headquarters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pkdsl.entities.command.chain import Commanded
from pkdsl.schema import (
    ABSENT,
    Count,
    Date,
    DelegatedPower,
    Derived,
    Entity,
    Grade,
    Many,
    OverTime,
    Period,
    Ref,
    StaffFunction,
    Text,
    YesNo,
)

if TYPE_CHECKING:
    from pkdsl.entities.force import Section
    from pkdsl.entities.places import Location


class Post(Commanded, Entity):
    """A post that a person holds; whoever holds it answers for what it owns.

    ```pk example
    post srsg "Special Representative" { role: head_of_mission  grade: USG  starts: D - 60 days }
    post fc "Force Commander" {
      role:       force_commander
      grade:      D2
      starts:     D - 40 days
      critical:   yes
      reports_to: srsg
      call_sign:  "EAGLE 6"
    }
    ```
    """

    role: Literal[
        "head_of_mission",
        "deputy_political",
        "deputy_resident_coordinator",
        "force_commander",
        "deputy_force_commander",
        "police_commissioner",
        "director_of_support",
        "chief_of_staff",
        "designated_official",
        "chief_security",
        "chief_medical",
        "chief_budget",
        "sector_commander",
        "unit_commander",
        "section_chief",
        "un_cimic",
        "un_cmcoord",
        "liaison",
        "spokesperson",
        "duty_officer",
        "other",
    ] = ABSENT
    """What the post is for."""
    function: StaffFunction = ABSENT
    """Its staff branch, from u1 (personnel) to u9 (civil-military cooperation)."""
    grade: Grade = ABSENT
    """Its grade."""
    hq: Ref[Hq] = ABSENT
    """The headquarters that it belongs to."""
    section: Ref[Section] = ABSENT
    """The section that it belongs to."""
    starts: Date = ABSENT
    """The first day on which it exists."""
    ends: Date = ABSENT
    """The last day on which it exists."""
    vacant: Many[Period] = ABSENT
    """When nobody holds it."""
    critical: YesNo = ABSENT
    """The mission cannot work while it is vacant."""
    alternate: Ref[Post] = ABSENT
    """Who stands in."""
    reports_to: Ref[Post] = ABSENT
    """The superior in the organisation chart; authority over units stands in `command`."""
    contact: Text = ABSENT
    """How to reach whoever holds it."""
    call_sign: Text = ABSENT
    """Its call sign."""
    filled: Derived[OverTime[YesNo]] = ABSENT
    """Whether somebody holds it on each day."""
    span: Derived[OverTime[Count]] = ABSENT
    """How many it directs on each day."""
    acting: Derived[OverTime[Ref[Post]]] = ABSENT
    """Who does its work on each day: its holder, else its alternate where somebody holds that post."""
    powers: Derived[OverTime[Many[DelegatedPower]]] = ABSENT
    """The powers that are delegated to it on each day."""


class Hq(Commanded, Entity):
    """A headquarters: of the mission, the force or a sector.

    ```pk example
    location port "Port Kasuri" { at: 2.00N 45.30E  type: force_hq }
    post fc "Force Commander" { role: force_commander }
    hq force_hq "Force headquarters" { at: port  type: main  head: fc }
    ```
    """

    at: Ref[Location] = ABSENT
    """Where it is."""
    type: Literal["main", "alternate", "forward"] = ABSENT
    """The usual one, the one it moves to, or one near the operation."""
    head: Ref[Post] = ABSENT
    """Who leads it."""
