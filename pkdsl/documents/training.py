"""What documents show of training: who must have which course and has it, when it is given, by whom, and what was exercised."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from pkdsl.documents import programme, strength, units
from pkdsl.documents.context import BLANK, WITHHELD, amounts, computed
from pkdsl.documents.saying import counted, day, listed, say, shortlist, unended
from pkdsl.page import Figure, Missing
from pkdsl.pictures.axis import day_words
from pkdsl.pictures.gantt import Group, Task
from pkdsl.pictures.matrix import Cell, Matrix, Row, described, matrix_of_words
from pkdsl.values import Quantity, Steps, given

if TYPE_CHECKING:
    from pkdsl.documents.context import Context
    from pkdsl.page import Run

PAGE, BROAD = 32, 14
"""How many units and courses one picture holds."""
HEADS = ((1, "all have it in time"), (2, "the others have a place in a session"), (3, "too few, or not known"))
EXERCISED = ("contingency", "procedure", "evacuation_chain", "pace")
"""The kinds that exercises test."""


@dataclass(frozen=True, slots=True)
class Course:
    """A course, whom it is for, and by when they must have it."""

    title: str
    standard: str | Missing
    lessons: Run
    audience: str | Missing
    before: str | Missing
    validity: Run


@dataclass(frozen=True, slots=True)
class Completion:
    """How many must have a course, how many have it in time, and whether there are places for the others."""

    title: str
    trainees: Run
    trained: Run
    places: Run
    without: str


@dataclass(frozen=True, slots=True)
class Session:
    """A session of a course."""

    course: str
    date: Run
    at: str | Missing
    places: Run
    passed: Run
    by: str | Missing


@dataclass(frozen=True, slots=True)
class Provider:
    """Who trains, and what."""

    title: str
    what: str
    whom: str


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise and what it tests."""

    title: str
    type: str
    date: Run
    area: str | Missing
    tests: str | Missing
    participants: str | Missing


@dataclass(frozen=True, slots=True)
class Review:
    """What was found in looking back at exercises."""

    title: str
    date: Run
    covers: str | Missing
    result: str | Missing
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was learned from an exercise, and where it is applied."""

    title: str
    learned: str | Missing
    recommendation: str | Missing
    applied: str | Missing


@dataclass(frozen=True, slots=True)
class Programme:
    """Training of an institution of the host."""

    institution: str
    title: str
    course: str | Missing
    trainees: Run
    certified: Run
    retention: Run


# -- who must have what ----------------------------------------------------------------------------------------------


def courses(context: Context) -> tuple[Course, ...]:
    """All courses in the order of what they teach."""
    return tuple(
        Course(
            context.title(each), context.text(each, "standard"), context.figure(each, "lessons"),
            context.text(each, "audience"), context.text(each, "before"), context.figure(each, "validity"),
        )
        for each in _courses(context)
    )  # fmt: skip


def _courses(context: Context) -> list[Any]:
    return sorted(context.all("course"), key=lambda each: each.standard.rank if given(each.standard) else 99)


def matrices(context: Context) -> tuple[Figure, ...]:
    """Units against the courses meant for them, in as many pictures as pages are needed; none where no course is meant for any."""
    meant = {unit: unit.training_due for unit in units.every(context) if given(unit.training_due) and unit.training_due}
    taught = [course for course in _courses(context) if any(course in due for due in meant.values())]
    bodies = list(meant)
    parts = [
        (bodies[row : row + PAGE], taught[column : column + BROAD])
        for row in range(0, len(bodies), PAGE)
        for column in range(0, len(taught), BROAD)
    ]
    return tuple(_matrix(context, *part, number=number, of=len(parts)) for number, part in enumerate(parts, 1))


def _matrix(context: Context, bodies: list[Any], taught: list[Any], *, number: int, of: int) -> Figure:
    rows = tuple(
        Row(context.title(unit), tuple(_cell(context, unit, course) for course in taught), _arrival(context, unit))
        for unit in bodies
    )
    heads = tuple(context.title(course) for course in taught)
    data = Matrix(heads, rows, HEADS, "Arrives", f"training-{number}", "Who has which course in time")
    part = f", part {number} of {of}" if of > 1 else ""
    caption = f"Share of each unit, in per cent, that has each course on the day by which it must{part}; empty: not meant for it."
    return Figure(matrix_of_words(data), (caption,), described(data))


def _arrival(context: Context, unit: Any) -> str:  # noqa: ANN401 -- a unit
    return day_words(unit.arrives) if given(unit.arrives) and not context.withholds(unit, "arrives") else ""


def _cell(context: Context, unit: Any, course: Any) -> Cell:  # noqa: ANN401 -- a unit and a course
    if course not in unit.training_due:
        return Cell()
    have = unit.trained.get(course) if given(unit.trained) and not context.withholds(unit, "trained") else None
    most = max((each.number for each in unit.strength.values if given(each)), default=0) if given(unit.strength) else 0
    if not isinstance(have, Quantity) or not most:
        return Cell("?", 3, "not known")
    share, waiting = int(Fraction(100 * have.number) / most), _waiting(context, course)
    placed = waiting is not None and unit not in waiting
    return Cell(str(share), 1 if share >= 100 else 2 if placed else 3, f"{share} %")  # noqa: PLR2004 -- per cent


def _waiting(context: Context, course: Any) -> tuple[Any, ...] | None:  # noqa: ANN401 -- a course
    """The units of whom somebody is without a place on any day of the mission; None where that is not known."""
    during = strength.period(context)
    if during is None or not isinstance(course.without_place, Steps):
        return None
    found = [some for _, _, some in course.without_place.intervals(during)]
    known = all(map(given, found))
    return tuple(dict.fromkeys(unit for some in found for unit in some)) if known else None


def completion(context: Context) -> tuple[Completion, ...]:
    """Courses with those who must have them."""
    return tuple(
        Completion(
            context.title(each), context.figure(each, "trainees"), _trained(context, each), context.figure(each, "capacity"),
            _without(context, each),
        )
        for each in _courses(context)
        if given(each.audience)
    )  # fmt: skip


def _trained(context: Context, course: Any) -> Run:  # noqa: ANN401 -- a course
    """The people of all units who have it in time."""
    meant = [unit for unit in context.all("unit") if given(unit.training_due) and course in unit.training_due]
    if context.hidden:
        return Missing(WITHHELD)
    together = amounts(unit.trained.get(course) if given(unit.trained) else None for unit in meant)
    if together is None:
        return BLANK
    return computed(say(together), say(together), "units: trained", f"the sum over {counted(len(meant), 'unit')}")


def _without(context: Context, course: Any) -> str:  # noqa: ANN401 -- a course
    waiting = _waiting(context, course)
    if waiting is None:
        return "not known"
    return listed(map(context.title, context.visible(waiting))) or "none"


# -- when and by whom ------------------------------------------------------------------------------------------------


def sessions(context: Context) -> tuple[Session, ...]:
    """The sessions of all courses, in order."""
    return tuple(
        Session(
            context.title(course), context.figure(each, "date"), context.text(each, "at"), context.figure(each, "places"),
            _passed(context, each), context.text(each, "by"),
        )
        for course, each in _sessions(context)
    )  # fmt: skip


def _sessions(context: Context) -> list[tuple[Any, Any]]:
    held = [(course, each) for course in _courses(context) for each in context.visible(course.sessions)]
    return sorted(held, key=lambda pair: str(pair[1].date) if given(pair[1].date) else "~")


def _passed(context: Context, session: Any) -> Run:  # noqa: ANN401 -- a session
    """Of a session that is still to come nobody can have passed."""
    if context.day is not None and given(session.date) and session.date > context.day:
        return Missing("still to come")
    return context.figure(session, "passed")


def calendar(context: Context) -> tuple[Figure, ...]:
    """Sessions and exercises on one axis of days."""
    held = [_task(context, context.title(course), each) for course, each in _sessions(context)]
    drills = [_task(context, context.title(each), each) for each in context.all("exercise")]
    groups = (("Sessions", held), ("Exercises", drills))
    return programme.charts(
        context,
        tuple(
            Group(label, tuple(sorted((task for task in tasks if task is not None), key=lambda task: (task.first, task.label))))
            for label, tasks in groups
            if any(tasks)
        ),
        name="training-days",
        title="Sessions and exercises",
    )  # fmt: skip


def _task(context: Context, label: str, each: Any) -> Task | None:  # noqa: ANN401 -- a session or an exercise
    when = each.date
    return Task(label, when, when) if given(when) and not context.withholds(each, "date") else None


def providers(context: Context) -> tuple[Provider, ...]:
    """Who teaches in the mission, then the states that train their units before they come."""
    teaching: dict[str, dict[str, int]] = {}
    for course, session in _sessions(context):
        by = context.text(session, "by")
        held = teaching.setdefault(by if isinstance(by, str) else "Nobody named", {})
        held[context.title(course)] = held.get(context.title(course), 0) + 1
    at_home: dict[str, list[Any]] = {}
    for unit in units.every(context):
        if given(unit.contributor) and _before(context, unit):
            at_home.setdefault(context.state(str(unit.contributor)), []).append(unit)
    return (
        *(Provider(by, listed(f"{title} ({counted(n, 'session')})" for title, n in held.items()), "in the mission") for by, held in teaching.items()),
        *(_contributor(context, state, some) for state, some in sorted(at_home.items())),
    )  # fmt: skip


def _contributor(context: Context, state: str, some: list[Any]) -> Provider:
    given_ = dict.fromkeys(context.title(course) for unit in some for course in _before(context, unit))
    return Provider(state, shortlist(given_, most=8), f"before arrival: {listed(map(context.title, some))}")


def _before(context: Context, unit: Any) -> list[Any]:  # noqa: ANN401 -- a unit
    """The courses that its people have when they arrive."""
    done = (one for one in context.visible(unit.training) if given(one.date) and given(one.course))
    return [
        one.course for one in done if given(unit.arrives) and one.date <= unit.arrives and context.shows(one.course)
    ]


# -- exercises -------------------------------------------------------------------------------------------------------


def exercises(context: Context) -> tuple[Exercise, ...]:
    """All exercises, in order."""
    found = sorted(context.all("exercise"), key=lambda each: str(each.date) if given(each.date) else "~")
    return tuple(
        Exercise(
            context.title(each), _kind(context, each), context.figure(each, "date"), context.text(each, "area"),
            context.text(each, "tests"), context.text(each, "participants"),
        )
        for each in found
    )  # fmt: skip


def _kind(context: Context, each: Any) -> str:  # noqa: ANN401 -- an exercise
    """`table top, held`."""
    said, later = context.text(each, "type"), context.day is not None and given(each.date) and each.date > context.day
    state = "not dated" if not given(each.date) or context.day is None else "planned" if later else "held"
    return f"{said}, {state}" if isinstance(said, str) else state


def untested(context: Context) -> tuple[str, ...]:
    """What no exercise tests, by kind."""
    tested = {one for each in context.all("exercise") if given(each.tests) for one in each.tests}
    words = {
        "contingency": ("contingency plan",), "procedure": ("procedure",), "pace": ("PACE plan", "PACE plans"),
        "evacuation_chain": ("chain of evacuation", "chains of evacuation"),
    }  # fmt: skip
    left = {kind: [context.title(each) for each in context.all(kind) if each not in tested] for kind in EXERCISED}
    return tuple(
        f"{counted(len(titles), *words[kind])}: {shortlist(titles, most=8)}" for kind, titles in left.items() if titles
    )


def reviews(context: Context) -> tuple[Review, ...]:
    """What was looked back at after exercises and courses."""
    return tuple(
        Review(
            context.title(each), context.figure(each, "date"), context.text(each, "covers"), context.text(each, "result"),
            tuple(unended(str(one)) for one in each.findings) if given(each.findings) else (),
        )
        for each in _reviews(context)
    )  # fmt: skip


def _reviews(context: Context) -> list[Any]:
    return [
        each
        for each in context.all("review")
        if any(one.kind in {"exercise", "course"} for one in context.visible(each.covers))
    ]


def lessons(context: Context) -> tuple[Lesson, ...]:
    """What was learned from exercises and these reviews."""
    sources = [*context.all("exercise"), *_reviews(context)]
    return tuple(
        Lesson(
            context.title(each), context.text(each, "event"), context.text(each, "recommendation"),
            context.text(each, "applied_in"),
        )
        for each in context.all("lesson")
        if given(each.event) and each.event in sources
    )  # fmt: skip


def programmes(context: Context) -> tuple[Programme, ...]:
    """Training of the host's institutions."""
    return tuple(
        Programme(
            context.title(each), context.title(one), context.text(one, "course"), context.figure(one, "trainees"),
            context.figure(one, "certified"), context.figure(one, "retention"),
        )
        for each in context.all("institution")
        for one in context.visible(each.programmes)
    )  # fmt: skip


def summary(context: Context) -> str:
    """How much there is of each."""
    held = _sessions(context)
    counts = (
        counted(len(context.all("course")), "course"),
        counted(len(held), "session"),
        counted(len(context.all("exercise")), "exercise"),
    )
    next_ = min(
        (each.date for _, each in held if given(each.date) and context.day is not None and each.date >= context.day),
        default=None,
    )
    return f"{listed(counts)}{f'; the next session is on {day(next_)}' if next_ is not None else ''}"
