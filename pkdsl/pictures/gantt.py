"""A Gantt chart: rows in groups, each with its days as a bar, the days it may slip behind it, and what is critical thick."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from pkdsl.pictures.axis import Days, date_axis, day_words, span_words
from pkdsl.pictures.svg import element, fitted, hatch, line, path, picture, rect, text, width_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

WIDTH, LEFT, RIGHT, TOP = 720, 318, 18, 12
NAMES = 196
"""The room for names; beside them stand the days."""
ROW, HEAD, BAR, FOOT, BARE = 16, 20, 9, 46, 24
SIZE, SMALL = 9.5, 8.5
SHORT = 5
"""Bars of fewer pixels are drawn as diamonds."""
SLIPS, CRITICAL = "may slip to the end of its line", "critical: cannot slip"


@dataclass(frozen=True, slots=True)
class Task:
    """A row: its first and last day, the last day to which it may slip, and whether any slip delays something due."""

    label: str
    first: date
    last: date
    latest: date | None = None
    critical: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a heading."""

    label: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Gantt:
    """What the drawing shows, between two days; `today` is a line across it."""

    groups: tuple[Group, ...]
    first: date
    last: date
    today: date | None = None
    name: str = "gantt"
    title: str = "Schedule"

    @property
    def shows_today(self) -> bool:
        """Whether today is among its days."""
        return self.today is not None and self.first <= self.today <= self.last

    @property
    def has_legend(self) -> bool:
        """Whether it draws anything that is not plain."""
        return self.shows_today or any(_slips(task) or task.critical for group in self.groups for task in group.tasks)


def gantt_chart(data: Gantt) -> str:
    """The groups below each other on one axis of dates."""
    days = Days(data.first, data.last, LEFT, WIDTH - RIGHT)
    bottom = TOP + sum(HEAD + len(group.tasks) * ROW for group in data.groups) + 4
    body = [element("defs", hatch(f"{data.name}-critical", gap=4, width=1.4, angle=45, colour="#ffffff"))]
    body += date_axis(days, TOP, bottom)
    if data.shows_today and data.today is not None:
        x = days.at(data.today)
        body.append(line((x, TOP), (x, bottom), stroke="currentColor", stroke_width="1", stroke_dasharray="2 2"))
    y: float = TOP
    for group in data.groups:
        body.append(text(fitted(group.label, LEFT - 20), 8, y + 14, font_weight="600"))
        y += HEAD
        for task in group.tasks:
            body += _task(task, days, y, data.name)
            y += ROW
    body += _legend(data, bottom + FOOT - 12)
    height = bottom + (FOOT if data.has_legend else BARE)
    return picture(data.name, (WIDTH, height), title=data.title, description=described(data), body=body)


def described(data: Gantt) -> str:
    """The drawing in words."""
    return " ".join(_sentence(task) for group in data.groups for task in group.tasks) or "Nothing has a day."


def _sentence(task: Task) -> str:
    slip = f", may slip to {day_words(task.latest)}" if task.latest is not None and task.latest > task.last else ""
    when = day_words(task.first) if task.first == task.last else f"{day_words(task.first)} to {day_words(task.last)}"
    return f"{task.label}: {when}{', critical' if task.critical else slip}."


def _task(task: Task, days: Days, y: float, name: str) -> Iterator[str]:
    middle, start, end = y + ROW / 2, days.at(task.first), days.after(task.last)
    yield text(fitted(task.label, NAMES - 20, size=SIZE), NAMES - 4, middle + 3.5, text_anchor="end", font_size=SIZE,
               font_weight="600" if task.critical else "")  # fmt: skip
    until = days.after(task.latest) if task.latest is not None and _slips(task) else end
    if until > end:
        yield line((end, middle), (until, middle), stroke="currentColor", stroke_width="1")
        yield line((until, middle - 3), (until, middle + 3), stroke="currentColor", stroke_width="1")
    yield text(span_words(task.first, task.last), NAMES + 4, middle + 3.5, font_size=SMALL)
    yield from _bar(start, end, middle, critical=task.critical, name=name)


def _slips(task: Task) -> bool:
    return task.latest is not None and task.latest > task.last and not task.critical


def _bar(start: float, end: float, middle: float, *, critical: bool, name: str) -> Iterator[str]:
    if end - start < SHORT:
        points = ((start, middle - SHORT), (start + SHORT, middle), (start, middle + SHORT), (start - SHORT, middle))
        yield path(points, close=True, fill="currentColor" if critical else "#ffffff", stroke="currentColor",
                   class_="" if critical else "pk-diamond")  # fmt: skip
        return
    corner, size = (start, middle - BAR / 2), (end - start, BAR)
    yield rect(corner, size, rx=1.5, fill="#1f4e79" if critical else "#c7d6e6", stroke="#1f4e79", stroke_width=1,
               class_="pk-series-3" if critical else "pk-bar-1")  # fmt: skip
    if critical:
        yield rect(corner, size, rx=1.5, fill=f"url(#{name}-critical)", opacity="0.5")


def _legend(data: Gantt, y: float) -> Iterator[str]:
    """What is drawn, and only that."""
    x: float = NAMES + 4
    tasks = [task for group in data.groups for task in group.tasks]
    if any(_slips(task) for task in tasks):
        yield from _bar(x, x + 26, y - 4, critical=False, name=data.name)
        yield line((x + 26, y - 4), (x + 40, y - 4), stroke="currentColor", stroke_width="1")
        yield line((x + 40, y - 7), (x + 40, y - 1), stroke="currentColor", stroke_width="1")
        yield text(SLIPS, x + 48, y)
        x += width_of(SLIPS) + 70
    if any(task.critical for task in tasks):
        yield from _bar(x, x + 26, y - 4, critical=True, name=data.name)
        yield text(CRITICAL, x + 34, y)
        x += width_of(CRITICAL) + 56
    if data.shows_today:
        yield line((x, y - 10), (x, y + 2), stroke="currentColor", stroke_width="1", stroke_dasharray="2 2")
        yield text("today", x + 6, y)


def spread(groups: tuple[Group, ...], *, margin: int = 3) -> tuple[date, date] | None:
    """The first and the last day of all rows, with some days around them; None where there is no row."""
    ends = [day for group in groups for task in group.tasks for day in (task.first, task.last, task.latest) if day]
    return (min(ends) - timedelta(days=margin), max(ends) + timedelta(days=margin)) if ends else None
