"""A clock of minutes: who does what until when after a trigger, when the order comes, and when all must be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pkdsl.pictures.axis import count_ticks, grouped
from pkdsl.pictures.svg import fitted, line, path, picture, rect, text, width_of, wrapped
from pkdsl.tongues import tell

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH, LEFT, RIGHT, TOP = 720, 330, 66, 30
BAR, LEADING, PAD, FOOT = 9, 12, 5, 22
SIZE = 10
HOUR, DAY = 60, 24 * 60
UNITS = ((4 * DAY, DAY, "d"), (5 * HOUR, HOUR, "h"), (0, 1, "min"))
"""From how many minutes on the axis counts in which unit."""


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody does, and the minutes after the trigger by which it is done, if that is said; it may begin later."""

    who: str
    what: str
    minutes: int | None
    start: int = 0


class Moment(NamedTuple):
    """A line across all acts: the order, or the end."""

    minutes: int
    label: str


@dataclass(frozen=True, slots=True)
class Clock:
    """What the drawing shows."""

    acts: tuple[Act, ...]
    moments: tuple[Moment, ...] = ()
    name: str = "clock"
    title: str = "Who does what until when"


def clock(data: Clock) -> str:
    """The acts below each other on one axis of minutes or hours."""
    longest = max([1, *(act.minutes or 0 for act in data.acts), *(moment.minutes for moment in data.moments)])
    scale = (WIDTH - LEFT - RIGHT) / longest
    rows = [
        wrapped(tell("{what}: {said}", what=act.who, said=act.what), LEFT - 22, size=SIZE, lines=2) for act in data.acts
    ]
    heights = [len(lines) * LEADING + 2 * PAD for lines in rows]
    bottom = TOP + sum(heights)
    body = [*_axis(longest, scale, bottom), *moment_lines(data.moments, (LEFT, scale), bottom)]
    y: float = TOP
    for act, lines, height in zip(data.acts, rows, heights, strict=True):
        body += _act(act, lines, (y, height), scale)
        y += height
    return picture(data.name, (WIDTH, bottom + FOOT), title=data.title, description=described(data), body=body)


def described(data: Clock) -> str:
    """The drawing in words."""
    told = [(f"{act.who}, {_within(act)}", act.what) for act in data.acts]
    told += [(moment.label, minutes_words(moment.minutes)) for moment in data.moments]
    return " ".join(tell("{what}: {said}.", what=what, said=said) for what, said in told)


def _within(act: Act) -> str:
    if act.minutes is None:
        return tell("at a time not given")
    within = tell("within {time}", time=minutes_words(act.minutes))
    return tell("from minute {start}, {within}", start=act.start, within=within) if act.start else within


def minutes_words(minutes: int) -> str:
    """`45 min`, `4 h`, `1 h 30 min`, `5 days`."""
    if minutes >= 4 * DAY and minutes % DAY == 0:
        return tell("{days} days", days=minutes // DAY)
    hours, rest = divmod(minutes, HOUR)
    said = [f"{hours} h"] * bool(hours) + [f"{rest} min"] * bool(rest or not hours)
    return " ".join(said)


def _axis(longest: int, scale: float, bottom: float) -> Iterator[str]:
    unit, name = next((unit, name) for least, unit, name in UNITS if longest >= least)
    for tick in count_ticks(max(longest // unit, 1)):
        x = LEFT + tick * unit * scale
        yield line((x, TOP - 4), (x, bottom), stroke="#c9ced6", stroke_width="0.7", class_="pk-grid")
        yield text(f"{grouped(tick)} {tell(name)}", x, bottom + 14, text_anchor="middle", font_size=SIZE)


def _act(act: Act, lines: tuple[str, ...], place: tuple[float, float], scale: float) -> Iterator[str]:
    top, height = place
    for number, words in enumerate(lines):
        yield text(words, LEFT - 10, top + PAD + SIZE + number * LEADING, text_anchor="end", font_size=SIZE)
    middle = top + height / 2
    if act.minutes is None:
        yield text(tell("time not given"), LEFT + 4, middle + 3.5, font_size=SIZE)
        return
    start, end = LEFT + act.start * scale, LEFT + act.minutes * scale
    yield rect(
        (start, middle - BAR / 2),
        (max(end - start, 0.8), BAR),
        fill="#c7d6e6",
        stroke="#1f4e79",
        stroke_width="0.8",
        class_="pk-bar-1",
    )
    yield text(minutes_words(act.minutes), end + 5, middle + 3.5, font_size=SIZE, stroke="#ffffff", stroke_width=3,
               paint_order="stroke", class_="pk-halo")  # fmt: skip
    yield line((8, top + height), (WIDTH - 8, top + height), stroke="#c9ced6", stroke_width="0.5", class_="pk-grid")


def moment_lines(moments: tuple[Moment, ...], axis: tuple[float, float], bottom: float) -> Iterator[str]:
    """Lines with their words above them, one after the other where they are near; `axis` is its left end and its scale."""
    free: float = 8
    for moment in sorted(moments):
        x = axis[0] + moment.minutes * axis[1]
        words = fitted(f"{moment.label}, {minutes_words(moment.minutes)}", (WIDTH - 16) / 2 - 8, size=SIZE)
        half = width_of(words, SIZE) / 2
        middle = min(max(x, free + half), WIDTH - 8 - half)
        free = middle + half + 10
        yield line((x, TOP - 6), (x, bottom), stroke="currentColor", stroke_width="1.4", stroke_dasharray="5 3")
        yield path(((x - 4, TOP - 8), (x + 4, TOP - 8), (x, TOP - 3)), close=True, fill="currentColor")
        yield text(words, middle, TOP - 13, text_anchor="middle", font_size=SIZE)
