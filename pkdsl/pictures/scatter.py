"""Things by two measures of which less is better: a point for each, its words beside it, and where the best would lie."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from pkdsl.pictures.axis import amount_ticks, amount_words
from pkdsl.pictures.labels import Box, Wanted, placed
from pkdsl.pictures.svg import element, fitted, line, picture, text, width_of, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH, HEIGHT, LEFT, RIGHT, TOP, FOOT = 720, 330, 70, 24, 34, 46
ROOM, LEADING, BOLD, RADIUS = 190, 13, 12.0, 5.5
HEADROOM = Fraction(112, 100)

Value: TypeAlias = "int | Fraction"


@dataclass(frozen=True, slots=True)
class Point:
    """A thing with both its measures; `strong` is drawn full and bold."""

    label: str
    across: Value
    up: Value
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Scatter:
    """What the drawing shows, and what both measures are called."""

    points: tuple[Point, ...]
    across: str
    up: str
    name: str = "scatter"
    title: str = "Two measures"
    strong: str = ""
    """What it means that a point is full."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Where amounts from nought on, or from the lowest below it, lie between two coordinates."""

    low: Value
    high: Value
    start: float
    end: float

    def at(self, value: Value) -> float:
        """The coordinate of an amount."""
        return self.start + (self.end - self.start) * float(Fraction(value - self.low) / (self.high - self.low))


def scattered(data: Scatter) -> str:
    """Both axes, the points, and words that touch no other."""
    across = _scale([point.across for point in data.points], LEFT, WIDTH - RIGHT)
    up = _scale([point.up for point in data.points], HEIGHT - FOOT, TOP)
    body = [*_axes(data, across, up)]
    spots = [(across.at(point.across), up.at(point.up)) for point in data.points]
    for (x, y), point in zip(spots, data.points, strict=True):
        body.append(element("circle", cx=x, cy=y, r=RADIUS, fill="currentColor" if point.strong else "#ffffff",
                            stroke="currentColor", stroke_width="1.8", class_="" if point.strong else "pk-diamond"))  # fmt: skip
    body += _labels(data, spots)
    return picture(data.name, (WIDTH, HEIGHT), title=data.title, description=described(data), body=body)


def described(data: Scatter) -> str:
    """The drawing in words."""
    said = (
        f"{point.label}{f' ({data.strong})' if point.strong and data.strong else ''}: "
        f"{data.across} {amount_words(point.across)}, {data.up} {amount_words(point.up)}."
        for point in data.points
    )
    return " ".join((*said, "Less of both is better.")) if data.points else "There is nothing to compare."


def _scale(values: list[Value], start: float, end: float) -> Scale:
    low, high = min([0, *values]), max([Fraction(1, 1000), *values])
    return Scale(low, low + (high - low) * HEADROOM, start, end)


def _axes(data: Scatter, across: Scale, up: Scale) -> Iterator[str]:
    for tick in amount_ticks(across.low, across.high):
        x = across.at(tick)
        yield line((x, TOP), (x, HEIGHT - FOOT), stroke="#c9ced6", stroke_width="0.7", class_="pk-grid")
        yield text(amount_words(tick), x, HEIGHT - FOOT + 15, text_anchor="middle", font_size=10)
    for tick in amount_ticks(up.low, up.high):
        y = up.at(tick)
        yield line((LEFT, y), (WIDTH - RIGHT, y), stroke="#c9ced6", stroke_width="0.7", class_="pk-grid")
        yield text(amount_words(tick), LEFT - 8, y + 3.5, text_anchor="end", font_size=10)
    half = (WIDTH - LEFT - RIGHT) / 2
    yield text(fitted(data.up, half, size=BOLD), 8, 18, font_weight="600")
    yield text("down and to the left is better", WIDTH - RIGHT, 18, text_anchor="end", font_size=10)
    yield text(fitted(data.across, half, size=BOLD), WIDTH - RIGHT, HEIGHT - 10, text_anchor="end", font_weight="600")
    if data.strong and any(point.strong for point in data.points):
        yield element("circle", cx=LEFT + RADIUS, cy=HEIGHT - 14, r=RADIUS, fill="currentColor")
        yield text(fitted(data.strong, half - 40), LEFT + 2 * RADIUS + 8, HEIGHT - 10)


def _labels(data: Scatter, spots: list[tuple[float, float]]) -> Iterator[str]:
    """The words of each point where they find room; what finds none is only read out."""
    lines = [wrapped(point.label, ROOM, size=BOLD, lines=3) for point in data.points]
    wanted = [
        Wanted(max([0, *(width_of(words, BOLD) for words in some)]) + 4, len(some) * LEADING + 2, (spot,))
        for some, spot in zip(lines, spots, strict=True)
    ]
    signs = [Box(x - RADIUS - 1, y - RADIUS - 1, x + RADIUS + 1, y + RADIUS + 1) for x, y in spots]
    frame = Box(LEFT + 2, TOP, WIDTH - 2, HEIGHT - FOOT - 2)
    for place, some, point in zip(placed(wanted, frame, signs), lines, data.points, strict=True):
        if place is None:
            continue
        if place.leader is not None:
            yield line(*place.leader, stroke="currentColor", stroke_width="0.6")
        for number, words in enumerate(some):
            yield text(words, place.box.left + 2, place.box.top + 11 + number * LEADING,
                       font_weight="600" if point.strong else "")  # fmt: skip
