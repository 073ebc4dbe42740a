"""Who must have which course by when, how many have it then, and whether the sessions have a place for all others.

Source: core pre-deployment training, 34 lessons (read); greatest flow from people to places.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from pkdsl.entities.command import Post
from pkdsl.entities.coordination import Course
from pkdsl.entities.force import Section, Unit
from pkdsl.plan.facts import derives
from pkdsl.values import ConditionDate, Period, Quantity, Steps, given, unknown_of
from pkdsl.values.dates import FIRST_DAY, LAST_DAY, ONE_DAY
from pkdsl.values.functions import FUNCTIONS
from pkdsl.values.number import exact
from pkdsl.values.operators import binary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from pkdsl.plan.plan import Plan
    from pkdsl.values.number import Number
    from pkdsl.values.value import Value

BEFORE_A_TASK = frozenset({"use_of_force", "conduct", "first_aid"})
"""Standards that people must have before their first task where the course does not say by when."""


class Group(NamedTuple):
    """People of a unit who need a place in a session between two days."""

    unit: Unit
    people: Number
    first: date
    last: date


@derives(Unit, "training_due")
def training_due(unit: Unit, plan: Plan) -> Value:
    """By course, the day on which the unit arrives, or begins its first task where the course says that.

    Meant for it are the courses whose audience has it, its type or its category, and those that it says it has. A
    course that does not say by when is due on arrival; the use of force, conduct and first aid before the first task;
    the induction `policy.induction_days` after the arrival.
    """
    courses = dict.fromkeys((*_meant_for(unit, plan), *(own.course for own in unit.training if given(own.course))))
    return {course: _due(unit, course, plan) for course in courses}


@derives(Unit, "trained")
def trained(unit: Unit, plan: Plan) -> Value:
    """By course, the people who have all its lessons on the day by which they must; at most the whole unit."""
    due, most = unit.training_due, _most(unit.strength)
    return {course: _least(_trained_by(unit, course, day, plan), most) for course, day in due.items()}


@derives(Unit, "certified")
def certified(unit: Unit, plan: Plan) -> Value:
    """People cleared in all screenings up to each day."""
    persons = plan.units.parse("persons")
    total: Value = Steps.always(Quantity(0, persons))
    for one in unit.screening:
        day = _day(one.date)
        if not isinstance(day, date) or not given(one.certified):
            return unknown_of((day, one.certified))
        total = binary("+", total, Steps.of(Quantity(0, persons), [(day, one.certified)]))
    return total


@derives(Course, "trainees")
def trainees(course: Course, plan: Plan) -> Value:
    """All people of the units and sections that it is meant for, each body at its greatest strength, and the posts."""
    bodies = [unit for unit in plan.all(Unit) if course in _meant_for(unit, plan)]
    audience = course.audience if given(course.audience) else ()
    sections = [one for one in plan.all(Section) if one in audience or "civilians" in audience]
    people = [_most(unit.strength) for unit in bodies] + [_most(section.strength) for section in sections]
    posts = Quantity(sum(isinstance(one, Post) for one in audience), plan.units.parse("persons"))
    return FUNCTIONS["sum"]((*people, posts))


@derives(Course, "capacity")
def capacity(course: Course, plan: Plan) -> Value:
    """The places of all sessions together."""
    none = Quantity(0, plan.units.parse("persons"))
    return FUNCTIONS["sum"]((none, *(session.places for session in course.sessions)))


@derives(Course, "owed")
def owed(course: Course, plan: Plan) -> Value:
    """People of units in theatre, past the day by which they must have it, whom no contributor trained before they came."""
    found = _placement(course, plan)
    return found if not isinstance(found, dict) else _over_time(found, plan, lambda group, _: group.people)


@derives(Course, "placed")
def placed(course: Course, plan: Plan) -> Value:
    """Those among them for whom a session has a place: each session takes first those who must have it first.

    Earliest due date first leaves the fewest without a place. A session counts for a unit that is in theatre by then
    and not yet past its day; where the course is due on arrival, any session before it.
    """
    found = _placement(course, plan)
    return found if not isinstance(found, dict) else _over_time(found, plan, lambda group, left: group.people - left)


@derives(Course, "without_place")
def without_place(course: Course, plan: Plan) -> Value:
    """The units of whom somebody is without a place on each day."""
    found = _placement(course, plan)
    if not isinstance(found, dict):
        return found
    waiting: dict[Unit, None] = {}
    steps: list[tuple[date, Value]] = []
    for day, came, gone in _calendar(group for group, left in found.items() if left):
        for group in gone:
            del waiting[group.unit]
        waiting.update((group.unit, None) for group in came)
        steps.append((day, tuple(waiting)))
    return Steps.of((), steps)


# --- By when ----------------------------------------------------------------------------------------------------------


def _meant_for(unit: Unit, plan: Plan) -> dict[Course, None]:
    """The courses whose audience has a unit, its type or its category."""
    found: dict[Course, None] = {}
    for word in (unit, unit.type, unit.category):
        if given(word):
            found.update(dict.fromkeys(plan.memo(_by_audience).get(word, ())))
    return found


def _by_audience(plan: Plan) -> Mapping[Value, list[Course]]:
    """The courses of each audience: units and others, words of types and categories."""
    found: dict[Value, list[Course]] = {}
    for course in plan.all(Course):
        for one in course.audience if given(course.audience) else ():
            found.setdefault(one, []).append(course)
    return found


def _due(unit: Unit, course: Course, plan: Plan) -> Value:
    arrival, before, standard = _day(unit.arrives), course.before, course.standard
    if not isinstance(arrival, date):
        return arrival
    task = given(standard) and standard in BEFORE_A_TASK if not given(before) else before == "first_task"
    if task:
        return unit.first_task if given(unit.first_task) else arrival
    if not given(before) and given(standard) and standard == "induction":
        days = plan.parameter("policy", "induction_days", plan.span_of(course))
        return binary("+", arrival, days)
    return arrival


def _trained_by(unit: Unit, course: Course, day: Value, plan: Plan) -> Value:
    """People of a unit who have a course on a day; unknown where a training says neither how many nor when."""
    people: list[Value] = [Quantity(0, plan.units.parse("persons"))]
    for own in unit.training:
        if own.course is not course:
            continue
        when = _day(own.date)
        if not isinstance(day, date) or not isinstance(when, date) or not given(own.trained):
            return unknown_of((day, when, own.trained))
        whole = not given(own.lessons) or not given(course.lessons) or own.lessons >= course.lessons
        if when <= day and whole:
            people.append(own.trained)
    return FUNCTIONS["sum"](tuple(people))


# --- Places in sessions -----------------------------------------------------------------------------------------------


def _placement(course: Course, plan: Plan) -> Value:
    """The people of each group that are left without a place when all sessions are full, earliest due date first."""
    groups = list(_groups(course, plan))
    unknown = [group for group in groups if not isinstance(group, Group)]
    sessions = [(_day(session.date), session.places) for session in course.sessions]
    if unknown or not all(isinstance(day, date) and given(places) for day, places in sessions):
        return unknown_of((*unknown, *(value for session in sessions for value in session)))
    left = {group: group.people for group in sorted(groups, key=lambda group: (group.last, plan.path_of(group.unit)))}
    for day, places in sorted(sessions, key=lambda session: session[0]):
        free = places.number
        for group, people in left.items():
            if group.first <= day <= group.last:
                taken = min(free, people)
                left[group] = people - taken
                free -= taken
    return left


def _groups(course: Course, plan: Plan) -> Iterator[Value]:
    """For each unit the people whom its contributor does not train before they come, and between which days they can be."""
    for unit in plan.all(Unit):
        due = unit.training_due.get(course) if given(unit.training_due) else None
        if due is None:
            continue
        arrival, most = _day(unit.arrives), _most(unit.strength)
        if not isinstance(arrival, date):
            continue
        home = _trained_by(unit, course, arrival - ONE_DAY, plan)
        if not isinstance(due, date) or not given(most) or not given(home):
            yield unknown_of((due, most, home))
        elif home.number < most.number:
            yield Group(unit, most.number - home.number, arrival if due > arrival else FIRST_DAY, due)


def _over_time(left: Mapping[Group, Number], plan: Plan, say: Callable[[Group, Number], Number]) -> Steps[Quantity]:
    """People of all groups, from the day after that on which each must have the course, while its unit is there."""
    persons, people = plan.units.parse("persons"), Fraction(0)
    steps: list[tuple[date, Quantity]] = []
    for day, came, gone in _calendar(left):
        people += sum(say(group, left[group]) for group in came) - sum(say(group, left[group]) for group in gone)
        steps.append((day, Quantity(exact(people), persons)))
    return Steps.of(Quantity(0, persons), steps)


def _calendar(groups: Iterable[Group]) -> Iterator[tuple[date, list[Group], list[Group]]]:
    """Each day on which groups are past the day by which they must have a course, or leave, with those and these."""
    came: dict[date, list[Group]] = {}
    gone: dict[date, list[Group]] = {}
    for group in groups:
        late = _late(group)
        if late is not None:
            came.setdefault(late.start, []).append(group)
            gone.setdefault(late.end + ONE_DAY, []).append(group)
    for day in sorted({*came, *gone}):
        yield day, came.get(day, []), gone.get(day, [])


def _late(group: Group) -> Period | None:
    """The days after that on which people must have a course, up to the last of their unit."""
    life = group.unit.life
    last = min(life.end, LAST_DAY - ONE_DAY) if isinstance(life, Period) else group.last
    return Period(group.last + ONE_DAY, last) if group.last < last else None


def _most(steps: Value) -> Value:
    """The most people of a strength over time."""
    return steps if not given(steps) else FUNCTIONS["peak"](steps)


def _least(people: Value, most: Value) -> Value:
    return FUNCTIONS["min"]((people, most)) if given(people) and given(most) else unknown_of((people, most))


def _day(value: Value) -> Value:
    """A planned date as a day."""
    return value.date if isinstance(value, ConditionDate) else value
