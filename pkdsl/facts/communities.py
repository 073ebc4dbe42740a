"""What quick-impact projects bring to each community, and who speaks its language.

Source: impartiality in the UN capstone doctrine (read); arithmetic.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.entities.assessment import PopulationGroup
from pkdsl.entities.coordination import Project
from pkdsl.entities.force import Unit
from pkdsl.entities.places import Area, Location
from pkdsl.plan.facts import derives
from pkdsl.values import Quantity, given, unknown_of
from pkdsl.values.functions import FUNCTIONS
from pkdsl.values.operators import binary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value


@derives(PopulationGroup, "benefit")
def benefit(group: PopulationGroup, plan: Plan) -> Value:
    """Money of the projects that help it, over its people; a project for several counts for each by its people."""
    people = _people(group)
    if not given(people):
        return people
    money = []
    for project in plan.memo(_by_community).get(group, ()):
        helped = FUNCTIONS["sum"](tuple(_people(one) for one in project.community))
        money.append(binary("/", project.cost, helped) if given(project.cost) and given(helped) else project.cost)
    return FUNCTIONS["sum"](tuple(money)) if money else plan.missing(group, "benefit")


@derives(Unit, "speakers")
def speakers(unit: Unit, plan: Plan) -> Value:
    """Of the official languages where it is first based, the one that most of its people speak, and how many they are.

    Official are the languages of the nearest area around its base that states some, else those of the host.
    """
    official, spoken = _official(unit, plan), unit.languages
    if not given(official) or not given(spoken):
        return unknown_of((official, spoken))
    nobody = Quantity(0, plan.units.parse("persons"))
    return max(
        (spoken.get(language, nobody) for language in official), key=lambda people: people.number, default=nobody
    )


def _official(unit: Unit, plan: Plan) -> Value:
    base = unit.base
    place = next((one for one in base.values if isinstance(one, Location)), None) if given(base) else None
    for area in _around(place):
        if given(area.languages):
            return area.languages
    mission = plan.mission
    host = mission.host if mission is not None else plan.period()
    if not given(host):
        return host
    languages = [country.languages for country in host]
    return tuple(word for words in languages if given(words) for word in words) or unknown_of(languages)


def _around(place: Location | None) -> Iterator[Area]:
    """The areas of a place, each followed by those that it is part of."""
    for inner in place.area if place is not None and given(place.area) else ():
        area: Value = inner
        seen: set[int] = set()
        while isinstance(area, Area) and id(area) not in seen:
            seen.add(id(area))
            yield area
            area = area.part_of


def _people(group: PopulationGroup) -> Value:
    """How many a community is at most, on the days of which the plan says it."""
    known = tuple(filter(given, group.count.values)) if given(group.count) else ()
    return FUNCTIONS["max"](known) if known else group.count


def _by_community(plan: Plan) -> Mapping[PopulationGroup, list[Project]]:
    """The projects that help each community."""
    found: dict[PopulationGroup, list[Project]] = {}
    for project in plan.all(Project):
        for group in project.community if given(project.community) else ():
            found.setdefault(group, []).append(project)
    return found
