"""What documents show of who does what when: the synchronisation matrix, phases across and functions down."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from pkdsl.documents import schedule, units
from pkdsl.documents.saying import day
from pkdsl.page import Figure
from pkdsl.pictures.axis import day_words
from pkdsl.pictures.synchronisation import Column, Row, Synchronisation, described, synchronisation_matrix
from pkdsl.values import given

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkdsl.documents.context import Context
    from pkdsl.values import Period

WIDEST, MOST = 4, 9
"""How many phases one matrix has, and how many lines one cell."""
FUNCTIONS = {
    "Manoeuvre": (
        "infantry", "mechanised", "reconnaissance", "reserve", "quick_reaction", "special_forces", "riverine", "maritime",
        "guard", "military_police",
    ),
    "Observation": ("observers",),
    "Police": ("formed_police", "police_team", "corrections"),
    "Information": ("intelligence", "uas"),
    "Engineering": ("engineer", "eod"),
    "Air": ("aviation",),
    "Supply and movement": ("logistics", "transport"),
    "Medical": ("medical",),
    "Signals": ("signals",),
    "Civil-military": ("civil_military",),
    "Command and staff": ("headquarters", "staff_officers"),
}  # fmt: skip
"""The functions of the matrix, each with the sorts of units that do it."""
CIVIL, DEPLOYMENT, WORKS, MARKS = "Civilian sections", "Deployment", "Works", "Milestones"
ORDER = (MARKS, DEPLOYMENT, *FUNCTIONS, WORKS, CIVIL, "Others")

Line = tuple[date, date, str]
"""From when, until when, and what."""


def pictures(context: Context) -> tuple[Figure, ...]:
    """The matrix, in as many pictures as its phases need; none where no phase has a period, or nobody does anything."""
    phases = [each for each in schedule.phases(context) if given(each.period)]
    lines = _lines(context)
    if not any(lines.values()):
        return ()
    parts = [phases[n : n + WIDEST] for n in range(0, len(phases), WIDEST)]
    return tuple(_picture(context, part, lines, n, len(parts)) for n, part in enumerate(parts, 1))


def _picture(context: Context, phases: list[Any], lines: dict[str, list[Line]], number: int, of: int) -> Figure:
    columns = tuple(
        Column(context.title(each), f"{day_words(each.period.start)} – {day_words(each.period.end)}") for each in phases
    )
    rows = (Row(name, tuple(_cell(lines.get(name, []), each.period) for each in phases)) for name in ORDER)
    data = Synchronisation(columns, tuple(row for row in rows if any(row.cells)), f"synchronisation-{number}")
    first, last = day(phases[0].period.start), day(phases[-1].period.end)
    part = f", part {number} of {of}" if of > 1 else ""
    return Figure(
        synchronisation_matrix(data),
        (f"Synchronisation matrix, {first} to {last}{part}: what is under way in each phase, with the day on which it begins.",),
        described(data),
    )  # fmt: skip


def _cell(lines: list[Line], phase: Period) -> tuple[str, ...]:
    """What is under way in a phase: what begins in it with its day, what goes on without."""
    there = sorted(line for line in lines if line[0] <= phase.end and line[1] >= phase.start)
    said = [
        what if first < phase.start else f"{first.day} {day_words(first).split()[1]}: {what}"
        for first, _, what in there
    ]
    more = len(said) - MOST
    return (*said[:MOST], f"and {more} more") if more > 0 else tuple(said)


def _lines(context: Context) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for name, line in (*_activities(context), *_comings(context), *_works(context), *_marks(context)):
        found.setdefault(name, []).append(line)
    return found


def _activities(context: Context) -> Iterator[tuple[str, Line]]:
    for each in context.all("activity"):
        if given(each.early) and given(each.over) and not context.withholds(each, "early"):
            last = each.ends if given(each.ends) else each.over
            yield _function(each), (each.early, max(last, each.early), context.title(each))


def _function(activity: Any) -> str:  # noqa: ANN401 -- an activity
    """The function of whoever is named first as doing it."""
    doers = [one for one in activity.by if one.kind in {"unit", "section"}] if given(activity.by) else []
    if not doers:
        return "Others"
    first = doers[0]
    if first.kind == "section":
        return CIVIL
    return next((name for name, types in FUNCTIONS.items() if given(first.type) and str(first.type) in types), "Others")


def _comings(context: Context) -> Iterator[tuple[str, Line]]:
    for unit in units.every(context):
        if given(unit.arrives) and not context.withholds(unit, "arrives"):
            yield DEPLOYMENT, (unit.arrives, unit.arrives, context.title(unit))


def _works(context: Context) -> Iterator[tuple[str, Line]]:
    for each in context.all("work"):
        if given(each.early) and given(each.over) and not context.withholds(each, "early"):
            yield WORKS, (each.early, each.over, context.title(each))


def _marks(context: Context) -> Iterator[tuple[str, Line]]:
    for due, each in schedule.milestones(context):
        yield MARKS, (due, due, context.title(each))
