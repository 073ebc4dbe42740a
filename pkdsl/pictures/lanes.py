"""Steps that follow each other, a lane for each case: how the minutes add up, and which limit they keep."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pkdsl.pictures.axis import count_ticks, grouped
from pkdsl.pictures.clock import Moment, minutes_words, moment_lines
from pkdsl.pictures.svg import element, fitted, hatch, line, picture, rect, text, width_of

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH, LEFT, RIGHT, TOP = 720, 204, 116, 30
ROW, BAR, FOOT, SIZE, SMALL = 20, 13, 50, 10, 8.5
FILLS = (
    ("#ffffff", "pk-paper", ""), ("#c7d6e6", "pk-bar-1", ""), ("#7fa3c7", "pk-bar-0", ""), ("#ffffff", "pk-paper", "steep"),
    ("#a9bfa0", "pk-bar-2", "flat"), ("#1f4e79", "pk-series-3", ""),
)  # fmt: skip
"""How the steps are told apart: fill, class, and hatching."""
ANGLES = {"steep": 45, "flat": 135}


@dataclass(frozen=True, slots=True)
class Lane:
    """A case: its name, the minutes of each step, and words at its end; they stand alone where there are no minutes."""

    label: str
    minutes: tuple[int, ...]
    words: str = ""


@dataclass(frozen=True, slots=True)
class Lanes:
    """What the drawing shows: the names of up to six steps, and the limits that all cases must keep."""

    steps: tuple[str, ...]
    lanes: tuple[Lane, ...]
    limits: tuple[Moment, ...] = ()
    name: str = "lanes"
    title: str = "How the minutes add up"


def lanes_of_steps(data: Lanes) -> str:
    """The lanes below each other on one axis of minutes."""
    longest = max([1, *(sum(lane.minutes) for lane in data.lanes), *(limit.minutes for limit in data.limits)])
    scale = (WIDTH - LEFT - RIGHT) / longest
    bottom = TOP + len(data.lanes) * ROW
    body = [
        element("defs", *(hatch(f"{data.name}-{name}", gap=5, width=1, angle=angle) for name, angle in ANGLES.items()))
    ]
    for tick in count_ticks(longest):
        x = LEFT + tick * scale
        body.append(line((x, TOP - 4), (x, bottom), stroke="#c9ced6", stroke_width="0.7", class_="pk-grid"))
        body.append(text(f"{grouped(tick)} min", x, bottom + 14, text_anchor="middle", font_size=SIZE))
    body += moment_lines(data.limits, (LEFT, scale), bottom)
    for number, lane in enumerate(data.lanes):
        body += _lane(lane, TOP + number * ROW, scale, data)
    body += _legend(data, bottom + FOOT - 12)
    return picture(data.name, (WIDTH, bottom + FOOT), title=data.title, description=described(data), body=body)


def described(data: Lanes) -> str:
    """The drawing in words."""
    limits = (f"{limit.label}: {minutes_words(limit.minutes)}." for limit in data.limits)
    return " ".join([*(_sentence(lane, data) for lane in data.lanes), *limits]) or "There is nothing to show."


def _sentence(lane: Lane, data: Lanes) -> str:
    if not lane.minutes:
        return f"{lane.label}: {lane.words}."
    steps = (f"{step} {minutes}" for step, minutes in zip(data.steps, lane.minutes, strict=True) if minutes)
    case = f" ({lane.words})" if lane.words else ""
    return f"{lane.label}{case}: {grouped(sum(lane.minutes))} min ({', '.join(steps)})."


def _lane(lane: Lane, top: float, scale: float, data: Lanes) -> Iterator[str]:
    middle = top + ROW / 2
    yield text(fitted(lane.label, LEFT - 20, size=SIZE), LEFT - 8, middle + 3.5, text_anchor="end", font_size=SIZE)
    if not lane.minutes:
        yield text(lane.words, LEFT + 6, middle + 3.5, font_size=SIZE)
        return
    x: float = LEFT
    for step, minutes in enumerate(lane.minutes):
        if minutes:
            yield from _bar(x, minutes * scale, middle, step, data.name)
            yield from _number(minutes, x + minutes * scale / 2, minutes * scale, (middle, step))
            x += minutes * scale
    total = ", ".join(filter(None, (f"{grouped(sum(lane.minutes))} min", lane.words)))
    yield text(total, x + 5, middle + 3.5, font_size=SIZE, stroke="#ffffff", stroke_width=3,
               paint_order="stroke", class_="pk-halo")  # fmt: skip


def _bar(x: float, length: float, middle: float, step: int, name: str) -> Iterator[str]:
    fill, kind, pattern = FILLS[step]
    corner, size = (x, middle - BAR / 2), (max(length, 0.8), BAR)
    yield rect(corner, size, fill=fill, stroke="#1f4e79", stroke_width="0.8", class_=kind)
    if pattern:
        yield rect(corner, size, fill=f"url(#{name}-{pattern})", opacity="0.5")


def _number(minutes: int, x: float, room: float, place: tuple[float, int]) -> Iterator[str]:
    """The minutes of a step inside it, where they fit and can be read on it."""
    middle, step = place
    words = grouped(minutes)
    if width_of(words, SMALL) + 4 <= room and not FILLS[step][2] and step != len(FILLS) - 1:
        yield text(words, x, middle + 3, text_anchor="middle", font_size=SMALL)


def _legend(data: Lanes, y: float) -> Iterator[str]:
    x: float = 8
    for step, words in enumerate(data.steps):
        yield from _bar(x, 22, y - 4, step, data.name)
        yield text(words, x + 27, y, font_size=SIZE)
        x += width_of(words, SIZE) + 42
