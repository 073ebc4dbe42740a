"""People in theatre over time: by unit, category, ceiling, contributor, place and section.

Source: resolutions 2406 and 2409 (2018): ceilings by category, and one within another (read).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from pkdsl.entities.force import Contributor, Section, Unit
from pkdsl.entities.foundations import Mission
from pkdsl.entities.mandate import Ceiling
from pkdsl.entities.places import Area, Location
from pkdsl.plan.facts import derives
from pkdsl.schema import Category
from pkdsl.values import Period, Quantity, Steps, Unknown, Word, given
from pkdsl.values.functions import FUNCTIONS
from pkdsl.values.operators import binary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value

CATEGORIES: tuple[str, ...] = get_args(Category)
COMPONENT_OF = {"formed_police": "police", "police_team": "police", "corrections": "civilian"}
"""The component of the unit types that are not military."""
CATEGORY_OF = {
    "formed_police": "formed_police",
    "police_team": "individual_police",
    "corrections": "corrections",
    "observers": "observers",
    "staff_officers": "staff_officers",
}
"""The category of the unit types that are not troops."""


@derives(Unit, "component")
def component(unit: Unit, plan: Plan) -> Value:
    """The component follows from the type: police for police units, civilian for corrections officers, else military."""
    kind = unit.type
    return (
        kind
        if not given(kind)
        else Word(COMPONENT_OF.get(kind, "military"), ("military", "police", "civilian", "support"))
    )


@derives(Unit, "category")
def category(unit: Unit, plan: Plan) -> Value:
    """The category follows from the type; what is not police, observers or staff officers counts as troops."""
    kind = unit.type
    return kind if not given(kind) else Word(CATEGORY_OF.get(kind, "troops"), CATEGORIES)


@derives(Unit, "deployed")
def deployed(unit: Unit, plan: Plan) -> Value:
    """Strength on the days of the unit's life, from `arrives` to `leaves` (both included), and nobody outside it."""
    strength, life = unit.strength, unit.life
    if not given(strength) or not isinstance(life, Period):
        return strength if not given(strength) else life
    return strength.within(life, _nobody(strength))


def _nobody(strength: Steps[Quantity]) -> Quantity:
    example = next((value for value in strength.values if isinstance(value, Quantity)), None)
    return Quantity(0) if example is None else Quantity(0, example.unit)


@derives(Ceiling, "strength")
def strength_under_ceiling(ceiling: Ceiling, plan: Plan) -> Value:
    """The people who count under a ceiling: units of its categories, or, for a ceiling within one, units that name it."""
    return _people(unit.deployed for unit in _under(ceiling, plan))


@derives(Ceiling, "headroom")
def headroom(ceiling: Ceiling, plan: Plan) -> Value:
    """Authorised minus deployed, on each day."""
    return binary("-", ceiling.value, ceiling.strength)


@derives(Ceiling, "overlap")
def overlap(ceiling: Ceiling, plan: Plan) -> Value:
    """People there twice: on each day, the smaller of a unit and the one it relieves."""
    pairs = [(unit.deployed, unit.relieves.deployed) for unit in _under(ceiling, plan) if given(unit.relieves)]
    return _people(FUNCTIONS["min"]((new, old)) for new, old in pairs)


@derives(Ceiling, "women")
def women_under_ceiling(ceiling: Ceiling, plan: Plan) -> Value:
    """The women of those units under it that state how many they have."""
    return _people(unit.women_deployed for unit in _under(ceiling, plan) if given(unit.women))


def _under(ceiling: Ceiling, plan: Plan) -> list[Unit]:
    """The units of its categories; under a ceiling within another, those that name it or one within it."""
    units = plan.all(Unit)
    if given(ceiling.part_of):
        return [unit for unit in units if given(unit.ceiling) and any(_within(one, ceiling) for one in unit.ceiling)]
    return [unit for unit in units if given(ceiling.category) and unit.category in ceiling.category]


def _within(inner: Value, outer: Ceiling) -> bool:
    seen: set[int] = set()
    while isinstance(inner, Ceiling) and id(inner) not in seen:
        if inner is outer:
            return True
        seen.add(id(inner))
        inner = inner.part_of
    return False


@derives(Mission, "strength")
def strength_by_category(mission: Mission, plan: Plan) -> Value:
    """The people of units of each category in theatre on each day; sections are civilians too."""
    groups: dict[str, list[Value]] = {word: [] for word in CATEGORIES}
    for unit in plan.all(Unit):
        if given(unit.category):
            groups[unit.category].append(unit.deployed)
    groups["civilians"] += [section.strength for section in plan.all(Section)]
    return {Word(word, CATEGORIES): _people(people) for word, people in groups.items()}


@derives(Contributor, "strength")
def strength_of_contributor(contributor: Contributor, plan: Plan) -> Value:
    """The deployed strength of all units of the state."""
    return _people(unit.deployed for unit in plan.all(Unit) if unit.contributor == contributor.state)


@derives(Location, "occupants")
def occupants(location: Location, plan: Plan) -> Value:
    """Everybody who is based there on each day: units and sections."""
    here = []
    for body in plan.memo(bodies_by_place).get(location, ()):
        base = body.base
        people = body.deployed if isinstance(body, Unit) else body.strength
        there = base.map(lambda place: place if not given(place) else Quantity(int(place is location)))
        here.append(binary("*", people, there))
    return _people(here)


def bodies_by_place(plan: Plan) -> dict[Value, list[Unit | Section]]:
    """The units and sections that are, at some time, at each place; those whose base is unknown for a time, at every one."""
    found: dict[Value, list[Unit | Section]] = {place: [] for place in plan.all(Location)}
    bodies: tuple[Unit | Section, ...] = (*plan.all(Unit), *plan.all(Section))
    for body in bodies:
        if given(body.base):
            anywhere = any(not given(place) for place in body.base.values)
            for place in found if anywhere else dict.fromkeys(body.base.values):
                found[place].append(body)
    return found


@derives(Area, "strength")
def strength_of_area(area: Area, plan: Plan) -> Value:
    """Everybody who is based at the places of an area, or of an area within it."""
    places = [place for place in plan.all(Location) if given(place.area) and any(_lies_in(a, area) for a in place.area)]
    return _people(place.occupants for place in places)


def _lies_in(inner: Value, outer: Area) -> bool:
    seen: set[int] = set()
    while isinstance(inner, Area) and id(inner) not in seen:
        if inner is outer:
            return True
        seen.add(id(inner))
        inner = inner.part_of
    return False


@derives(Section, "strength")
def strength_of_section(section: Section, plan: Plan) -> Value:
    """Filled posts of all categories."""
    return _people(line.filled for line in section.staffing)


@derives(Section, "vacancy")
def vacancy(section: Section, plan: Plan) -> Value:
    """One minus filled posts over posts; unknown on days without posts."""
    posts = _people(line.posts for line in section.staffing)
    if not given(posts):
        return posts
    filled = section.strength
    return posts.merge(filled, _empty) if isinstance(posts, Steps) and isinstance(filled, Steps) else Unknown(())


def _empty(posts: Value, filled: Value) -> Value:
    if not given(posts) or not given(filled) or not posts.number:
        return Unknown(())
    return binary("-", Quantity(1), binary("/", filled, posts))


def _people(groups: Iterable[Value]) -> Value:
    """The sum of people over time; of none, nobody."""
    total = FUNCTIONS["sum"](tuple(groups))
    return total if isinstance(total, Steps | Unknown) else Steps.always(total)
