"""Capability slots, against a calendar that is walked day by day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from pkdsl.entities.force import Requirement, Unit
from pkdsl.values import Unknown
from small import MISSION, compiled, reads

D = date(2026, 7, 1)
DAY = timedelta(days=1)
STATUSES = ("required", "pledged", "selected", "agreed", "deployed")
FILLS = ("selected", "agreed", "deployed")


class Stay(NamedTuple):
    """A unit of the drawn plan: when it comes and leaves, its status, and the day on which it changes to the second slot."""

    first: int
    last: int
    status: str
    moves: int | None


STAYS = st.lists(
    st.builds(
        lambda first, days, status, moves: Stay(first, first + days, status, moves),
        st.integers(0, 30), st.integers(0, 20), st.sampled_from(STATUSES), st.none() | st.integers(0, 40),
    ),
    min_size=1, max_size=6,
)  # fmt: skip


def plan(stays: list[Stay], quantity: int, required: int) -> str:
    """Two slots, and units that are in the first, or change to the second."""
    units = "".join(
        f"unit u{number} {{ type: infantry  strength: 100 persons  arrives: D + {stay.first} days  leaves: D + {stay.last} days  "
        f"status: {stay.status}  requirement "
        + (
            f"{{ from D - 1 day = one  from D + {stay.moves} days = two }} }}\n"
            if stay.moves is not None
            else "{ from D - 1 day = one } }\n"
        )
        for number, stay in enumerate(stays)
    )
    slots = "".join(
        f"requirement {name} {{ capability: walk  quantity: {quantity}  required_by: D + {required} days }}\n"
        for name in ("one", "two")
    )
    return MISSION + "capability walk { type: manoeuvre }\n" + slots + units


def inside(stay: Stay, slot: str, day: int) -> bool:
    """Whether a unit is in a slot on a day, counted from D-day."""
    named = "two" if stay.moves is not None and day >= stay.moves else "one"
    return stay.first <= day <= stay.last and named == slot


@settings(max_examples=25, deadline=None)
@given(STAYS, st.integers(0, 3), st.integers(0, 25))
def test_slots_are_filled_as_a_count_by_day_says(stays, quantity, required):
    compilation = compiled(plan(stays, quantity, required))
    slots = {slot.name: slot for slot in compilation.plan.all(Requirement)}
    for name, slot in slots.items():
        for day in range(60):
            here = [
                f"u{number}" for number, stay in enumerate(stays) if inside(stay, name, day) and stay.status in FILLS
            ]
            promised = sum(inside(stay, name, day) and stay.status == "pledged" for stay in stays)
            wanted = quantity if day >= required else 0
            when = D + day * DAY
            assert [unit.name for unit in slot.holders.at(when)] == here
            assert slot.filled.at(when) == len(here)
            assert slot.pledged.at(when) == promised
            assert slot.gap.at(when) == max(0, wanted - len(here))
            assert slot.doubled.at(when) == (max(0, len(here) - wanted) if wanted else 0)


@settings(max_examples=25, deadline=None)
@given(STAYS, st.integers(1, 3), st.integers(0, 25))
def test_gaps_name_who_left_last_and_who_comes_next(stays, quantity, required):
    slot = next(slot for slot in compiled(plan(stays, quantity, required)).plan.all(Requirement) if slot.name == "one")
    there = [
        {f"u{n}" for n, stay in enumerate(stays) if inside(stay, "one", day) and stay.status in FILLS}
        for day in range(-1, 80)
    ]
    for day in range(60):
        when = D + day * DAY
        left: set[str] = next((there[i] - there[i + 1] for i in range(day, -1, -1) if there[i] - there[i + 1]), set())
        coming = next((i for i in range(day + 1, 79) if there[i + 1] - there[i]), None)
        assert {unit.name for unit in slot.left_by.at(when)} == left
        assert {unit.name for unit in slot.next_by.at(when)} == (
            there[coming + 1] - there[coming] if coming is not None else set()
        )
        assert (
            isinstance(slot.next_day.at(when), Unknown)
            if coming is None
            else slot.next_day.at(when) == D + coming * DAY
        )
        lacks = [d >= required and len(there[d + 1]) < quantity for d in range(60)]
        if not lacks[day]:
            assert slot.gap_days.at(when).number == 0
        else:
            before = next((d for d in range(day, -1, -1) if not lacks[d]), -1)
            after = next((d for d in range(day, 60) if not lacks[d]), (date(2027, 6, 30) - D).days + 1)
            assert slot.gap_days.at(when).number == after - before - 1


@settings(max_examples=25, deadline=None)
@given(STAYS, st.integers(1, 2), st.integers(0, 25))
def test_a_unit_is_needed_on_the_first_day_on_which_the_others_do_not_do(stays, quantity, required):
    stays = [stay._replace(moves=None) for stay in stays]
    for unit in compiled(plan(stays, quantity, required)).plan.all(Unit):
        others = [stay for number, stay in enumerate(stays) if f"u{number}" != unit.name and stay.status in FILLS]
        lacks = (day for day in range(required, 80) if sum(inside(stay, "one", day) for stay in others) < quantity)
        assert unit.needed == D + next(lacks) * DAY


def test_a_unit_without_a_slot_is_needed_after_the_one_it_relieves_or_when_it_arrives():
    text = (
        MISSION
        + """unit old { type: infantry  strength: 9 persons  arrives: D  leaves: D + 9 days }
    unit new { type: infantry  strength: 9 persons  arrives: D + 30 days  relieves: old }
    """
    )
    assert (reads(text, "unit.new.needed"), reads(text, "unit.old.needed")) == ("2026-07-11", "2026-07-01")


def test_a_unit_without_a_status_makes_its_days_unknown_and_no_others():
    text = plan([Stay(0, 9, "selected", None), Stay(20, 29, "agreed", None)], 1, 0).replace("status: agreed", "")
    assert reads(text, "given(at(requirement.one.filled, D + 25 days))") == "no"
    assert reads(text, "at(requirement.one.filled, D + 5 days)") == "1"
