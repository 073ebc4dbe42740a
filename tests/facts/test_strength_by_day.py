"""People in theatre on random plans, against a count of every unit on every day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from pkdsl.entities.force import Contributor
from pkdsl.entities.foundations import Mission
from pkdsl.entities.mandate import Ceiling
from pkdsl.entities.places import Area, Location
from small import MISSION, compiled

D = date(2026, 7, 1)
DAYS = [D + n * timedelta(days=1) for n in range(70)]
TYPES = {"infantry": "troops", "engineer": "troops", "formed_police": "formed_police", "observers": "observers"}
STATES = ("BGD", "RWA")
PLACES = ("adeta", "port")


class Body(NamedTuple):
    """A unit: what it is, when it is there, how strong before and after a step, where, and whom it relieves."""

    type: str
    state: str
    first: int
    last: int
    people: tuple[int, int]
    step: int
    place: int
    moves: int
    relieves: int | None
    mobile: bool

    def strong(self, day: int) -> int:
        """How many are in theatre on a day, counted from D-day."""
        return self.people[day >= self.step] if self.first <= day <= self.last else 0

    def base(self, day: int) -> str:
        """Where they live on a day."""
        return PLACES[(self.place + (day >= self.moves)) % 2]


BODIES = st.lists(
    st.builds(
        lambda type_, state, first, stays, people, step, place, moves, relieves, mobile: Body(
            type_, state, first, first + stays, people, step, place, moves, relieves, mobile
        ),
        st.sampled_from(sorted(TYPES)), st.sampled_from(STATES), st.integers(0, 40), st.integers(0, 40),
        st.tuples(st.integers(0, 900), st.integers(0, 900)), st.integers(1, 60), st.integers(0, 1), st.integers(1, 60),
        st.none() | st.integers(0, 3), st.booleans(),
    ),
    min_size=1, max_size=5,
)  # fmt: skip


def plan(bodies: list[Body]) -> str:
    """Three ceilings, one of them within another; two places, one in an area within an area; and the units."""
    text = MISSION + """mandate res {
      ceiling troops { value { from D - 1 day = 2_000 persons  from D + 30 days = 1_500 persons } }
      ceiling mobile { category: troops  value: 700 persons  part_of: troops }
      ceiling others { category: [formed_police, observers]  value: 900 persons }
    }
    area north {}
    area hills { part_of: north }
    location adeta { area: hills }
    location port {}
    contributor BGD {}
    contributor RWA {}
    """  # fmt: skip
    for number, body in enumerate(bodies):
        relieved = body.relieves if body.relieves is not None and body.relieves < number else None
        text += f"""unit u{number} {{
          type: {body.type}  contributor: {body.state}  arrives: D + {body.first} days  leaves: D + {body.last} days
          strength {{ from D - 1 day = {body.people[0]} persons  from D + {body.step} days = {body.people[1]} persons }}
          base {{ from D - 1 day = {body.base(0)}  from D + {body.moves} days = {body.base(body.moves)} }}
          {f"relieves: u{relieved}" if relieved is not None else ""}
          {"ceiling: mobile" if body.mobile and TYPES[body.type] == "troops" else ""}
        }}
        """
    return text


def counted(bodies: list[Body], day: int) -> dict[str, int]:
    """Every figure on a day, by going through all units."""
    troops = [body for body in bodies if TYPES[body.type] == "troops"]
    others = [body for body in bodies if TYPES[body.type] != "troops"]

    def people(some: list[Body]) -> int:
        return sum(body.strong(day) for body in some)

    def twice(some: list[Body]) -> int:
        relieved = {
            n: body.relieves for n, body in enumerate(bodies) if body.relieves is not None and body.relieves < n
        }
        pairs = [(bodies[new], bodies[old]) for new, old in relieved.items() if bodies[new] in some]
        return sum(min(new.strong(day), old.strong(day)) for new, old in pairs)

    authorised, mobile = (2_000 if day < 30 else 1_500), people([body for body in troops if body.mobile])
    return {
        "troops": people(troops), "mobile": mobile, "others": people(others),
        "headroom troops": authorised - people(troops), "headroom others": 900 - people(others),
        "room mobile": min(700 - mobile, authorised - people(troops)),
        "overlap troops": twice(troops), "overlap others": twice(others),
        **{state: people([body for body in bodies if body.state == state]) for state in STATES},
        **{place: people([body for body in bodies if body.base(day) == place]) for place in PLACES},
        "north": people([body for body in bodies if body.base(day) == "adeta"]),
        **{f"mission {word}": people([body for body in bodies if TYPES[body.type] == word]) for word in set(TYPES.values())},
    }  # fmt: skip


@settings(max_examples=25)
@given(BODIES)
def test_strengths_are_those_of_every_unit_on_every_day(bodies: list[Body]) -> None:
    compilation = compiled(plan(bodies))
    assert not [finding.message for finding in compilation.findings]
    found = compilation.plan
    ceilings = {ceiling.name: ceiling for ceiling in found.all(Ceiling)}
    figures = {
        **{name: ceiling.strength for name, ceiling in ceilings.items()},
        **{f"headroom {name}": ceilings[name].headroom for name in ("troops", "others")},
        **{f"overlap {name}": ceilings[name].overlap for name in ("troops", "others")},
        "room mobile": ceilings["mobile"].room,
        **{contributor.name: contributor.strength for contributor in found.all(Contributor)},
        **{place.name: place.occupants for place in found.all(Location)},
        "north": next(area for area in found.all(Area) if area.name == "north").strength,
        **{f"mission {word}": people for word, people in found.all(Mission)[0].strength.items()},
    }
    for number, day in enumerate(DAYS):
        for what, people in counted(bodies, number).items():
            assert figures[what].at(day).number == people, (what, number)
