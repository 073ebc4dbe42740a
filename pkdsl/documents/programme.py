"""What documents show of the programme: how units are raised, what moves, is built and done, and what cannot slip."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from pkdsl.page import Figure
from pkdsl.pictures.gantt import Gantt, Group, Task, described, gantt_chart, spread
from pkdsl.values import DAY, Quantity, given

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pkdsl.documents.context import Context

LONGEST = 46
"""How many rows a chart has at most."""


def raising(context: Context) -> tuple[Figure, ...]:
    """From the first step to the arrival of each unit that has steps, and how far that may slip before its slot is empty."""
    found = (_raised(context, unit) for unit in context.all("unit"))
    tasks = sorted((task for task in found if task is not None), key=lambda task: (task.first, task.last, task.label))
    return charts(
        context,
        (Group("Units", tuple(tasks)),),
        name="raising",
        title="Raising of the units, from the first step to the arrival, and how far that may slip",
    )


def _raised(context: Context, unit: Any) -> Task | None:  # noqa: ANN401 -- a unit
    days = [step.day for step in context.visible(unit.generation_steps) if given(step.day)]
    end = unit.arrives if given(unit.arrives) else None
    if end is None or not days or context.withholds(unit, "arrives"):
        return None
    first = min([day for day in days if day <= end], default=end)
    needed = unit.needed if given(unit.needed) else None
    return Task(context.title(unit), first, end, needed, critical=needed is not None and needed <= end)


def charts_of_all(context: Context) -> tuple[Figure, ...]:
    """Movements, works and activities with a place in the schedule; what cannot slip is drawn dark."""
    kinds = {"movement": "Movements", "work": "Works", "activity": "Activities"}
    groups = (Group(label, tuple(scheduled(context, context.all(kind)))) for kind, label in kinds.items())
    return charts(context, tuple(group for group in groups if group.tasks), name="schedule", title="Schedule")


def coming(context: Context) -> tuple[Figure, ...]:
    """Works, and movements but those that go home, with how far each may slip."""
    moving = (each for each in context.all("movement") if not (given(each.purpose) and each.purpose == "repatriation"))
    found = (
        Group("Movements", tuple(scheduled(context, moving))),
        Group("Works", tuple(scheduled(context, context.all("work")))),
    )
    title = "Movements and works, and how far each may slip"
    return charts(context, tuple(group for group in found if group.tasks), name="deployment", title=title)


def critical_path(context: Context) -> Figure | None:
    """What cannot slip, in the order of its days; None where nothing is critical."""
    every = [
        task for kind in ("movement", "work", "activity", "milestone") for task in scheduled(context, context.all(kind))
    ]
    tasks = tuple(
        sorted((task for task in every if task.critical), key=lambda task: (task.first, task.last, task.label))
    )
    group = Group("Critical path", tasks[:LONGEST])
    return next(iter(charts(context, (group,), name="critical", title="Critical path")), None) if tasks else None


def scheduled(context: Context, entities: Iterable[Any]) -> list[Task]:
    """What of these has days, by its days; what is repeated is shown once, from its first day."""
    found = []
    for each in entities:
        if not given(each.early) or not given(each.over) or context.withholds(each, "early"):
            continue
        last = max(each.over - timedelta(days=1), each.early)
        slip = each.slack if isinstance(each.slack, Quantity) else None
        latest = last + timedelta(days=int(slip.number_in(DAY))) if slip is not None and slip.number > 0 else None
        found.append(Task(context.title(each), each.early, last, latest, critical=each.critical is True))
    return sorted(found, key=lambda task: (task.first, task.last, task.label))


def charts(context: Context, groups: tuple[Group, ...], *, name: str, title: str) -> tuple[Figure, ...]:
    """Charts of at most so many rows as a page holds; a group that does not fit goes on in the next."""
    parts: list[list[Group]] = [[]]
    for group in groups:
        for start in range(0, len(group.tasks), LONGEST):
            piece = Group(
                group.label if start == 0 else f"{group.label}, continued", group.tasks[start : start + LONGEST]
            )
            if parts[-1] and sum(len(one.tasks) + 1 for one in parts[-1]) + len(piece.tasks) > LONGEST:
                parts.append([])
            parts[-1].append(piece)
    span = spread(groups)
    if span is None:
        return ()
    return tuple(
        _chart(Gantt(tuple(part), *span, context.day, f"{name}-{n}", title), n, len(parts))
        for n, part in enumerate(parts, 1)
    )


def _chart(data: Gantt, number: int, of: int) -> Figure:
    part = f", part {number} of {of}" if of > 1 else ""
    return Figure(gantt_chart(data), (f"{data.title}{part}.",), described(data))
