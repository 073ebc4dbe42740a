"""Phases as bars on an axis of dates, and milestones as diamonds below them, each with its words beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pkdsl.pictures.axis import Days, date_axis, day_words
from pkdsl.pictures.svg import line, path, picture, rect, text, width_of, wrapped
from pkdsl.tongues import tell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

WIDTH, LEFT, RIGHT, TOP = 720, 196, 18, 14
ROW, LANE, FOOT = 32, 20, 26
DIAMOND, SPACE = 6, 12
BOLD = 11.8  # the room that bold words of size 11 take
FILLS = ("#7fa3c7", "#c7d6e6", "#a9bfa0", "#dfe3d0")


@dataclass(frozen=True, slots=True)
class Bar:
    """A phase: its name and its first and last day."""

    label: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Milestone:
    """A day that matters, and why."""

    label: str
    day: date


@dataclass(frozen=True, slots=True)
class Timeline:
    """What the drawing shows, between two days."""

    bars: tuple[Bar, ...]
    milestones: tuple[Milestone, ...]
    first: date
    last: date
    name: str = "phases"
    title: str = "Phases and milestones"


@dataclass(frozen=True, slots=True)
class Placed:
    """A milestone with the lane its words stand in, and the box that diamond and words take."""

    milestone: Milestone
    lane: int
    at: float
    left: float
    right: float
    words: str


def phase_timeline(data: Timeline) -> str:
    """Bars first, then milestones in as many lanes as keep their words apart."""
    days = Days(data.first, data.last, LEFT, WIDTH - RIGHT)
    shown = placed(data, days)
    lanes = max((one.lane + 1 for one in shown), default=0)
    middle = TOP + len(data.bars) * ROW
    bottom = middle + lanes * LANE + (8 if lanes else 0)
    body = [*date_axis(days, TOP, bottom)]
    for n, bar in enumerate(data.bars):
        body += _bar(bar, days, n)
    if lanes:
        body.append(
            text(tell("Milestones"), LEFT - 10, middle + 8 + LANE / 2 + 1, text_anchor="end", font_weight="600")
        )
    body += [_leader(one, middle + 8) for one in shown if one.lane]
    body += [part for one in shown for part in _milestone(one, middle + 8)]
    return picture(data.name, (WIDTH, bottom + FOOT), title=data.title, description=described(data), body=body)


def described(data: Timeline) -> str:
    """The drawing in words."""
    told = [
        (bar.label, tell("{start} to {end}", start=day_words(bar.first), end=day_words(bar.last))) for bar in data.bars
    ]
    told += [(one.label, day_words(one.day)) for one in data.milestones]
    return " ".join(tell("{what}: {said}.", what=what, said=said) for what, said in told)


def placed(data: Timeline, days: Days) -> list[Placed]:
    """Each milestone in the first lane in which its words touch no others."""
    ends: list[float] = []
    found = []
    for milestone in sorted(data.milestones, key=lambda one: (one.day, one.label)):
        at, words = days.at(milestone.day), _words(milestone)
        left, right = _box(at, words, days)
        lane = next((n for n, end in enumerate(ends) if left >= end + SPACE), len(ends))
        ends[lane : lane + 1] = [right]
        found.append(Placed(milestone, lane, at, left, right, words))
    return found


def _words(milestone: Milestone) -> str:
    room = WIDTH - LEFT - RIGHT - 120
    return f"{' '.join(wrapped(milestone.label, room, lines=1))}, {day_words(milestone.day)}"


def _box(at: float, words: str, days: Days) -> tuple[float, float]:
    """Words stand right of their diamond if there is room, else left of it."""
    length = width_of(words) + DIAMOND + 4
    if at + length <= days.right + RIGHT:
        return at - DIAMOND, at + length
    return max(at - length, 0), at + DIAMOND


def _bar(bar: Bar, days: Days, n: int) -> Iterator[str]:
    top = TOP + n * ROW
    start, end = days.at(bar.first), days.after(bar.last)
    lines = wrapped(bar.label, LEFT - 14, size=BOLD)
    first = top + (16 if len(lines) == 1 else 11)
    for row, words in enumerate(lines):
        yield text(words, LEFT - 10, first + row * 12.5, text_anchor="end", font_weight="600")
    yield rect((start, top + 3), (max(end - start, 2), ROW - 12), rx=2, fill=FILLS[n % len(FILLS)], stroke="#1f4e79",
               stroke_width=1, class_=f"pk-bar-{n % len(FILLS)}")  # fmt: skip
    period = f"{day_words(bar.first)} – {day_words(bar.last)}"
    yield from _period(period, start, end, top + 17, days)


def _period(words: str, start: float, end: float, y: float, days: Days) -> Iterator[str]:
    """The dates in the bar if it is long enough, else beside it."""
    length = width_of(words, 10)
    if end - start >= length + 8:
        yield text(words, start + 6, y, font_size="10", fill="#1b1f24", class_="pk-on-bar")
    elif end + length + 6 <= days.right + RIGHT:
        yield text(words, end + 5, y, font_size="10")
    else:
        yield text(words, start - 5, y, font_size="10", text_anchor="end")


def _leader(one: Placed, top: float) -> str:
    """From the axis down to a diamond in a lower lane."""
    y = top + one.lane * LANE + LANE / 2 - 3
    return line((one.at, top - 2), (one.at, y), stroke="currentColor", stroke_width="0.5", stroke_dasharray="1 2")


def _milestone(one: Placed, top: float) -> Iterator[str]:
    y = top + one.lane * LANE + LANE / 2 - 3
    points = ((one.at, y - DIAMOND), (one.at + DIAMOND, y), (one.at, y + DIAMOND), (one.at - DIAMOND, y))
    yield path(points, close=True, fill="#ffffff", stroke="currentColor", stroke_width="1.6", class_="pk-diamond")
    right = one.right > one.at + DIAMOND
    x = one.at + DIAMOND + 4 if right else one.at - DIAMOND - 4
    room = width_of(one.words)
    yield rect((x - 1 if right else x - room - 1, y - 7), (room + 2, 14), fill="#ffffff", class_="pk-label")
    yield text(one.words, x, y + 4, text_anchor="" if right else "end")
