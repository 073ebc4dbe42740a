"""A matrix of lights: what has come how far, told by shape as well as shade."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from pkdsl.pictures.svg import element, fitted, line, path, picture, rect, text, width_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Light: TypeAlias = Literal["done", "ahead", "late", "none"]
WORDS: dict[Light, str] = {"done": "done", "ahead": "to come", "late": "late", "none": "not in the plan"}
SHADES: dict[Light, str] = {"done": "#eef3ee", "ahead": "#fbf0c8", "late": "#eeaaa0", "none": "#ffffff"}
BANDS: dict[Light, str] = {"done": "pk-band-0", "ahead": "pk-band-1", "late": "pk-band-3", "none": "pk-paper"}
WIDTH, LEFT, TOP, ROW, FOOT = 720, 224, 12, 19, 30
NARROWEST, BROADEST, TAIL, SIGN = 26, 40, 108, 4.5


@dataclass(frozen=True, slots=True)
class Row:
    """What has come how far: its name, a light for each column, and a word at the end."""

    label: str
    lights: tuple[Light, ...]
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Lights:
    """What the drawing shows; `tail` is the head above the words at the ends of the rows."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    tail: str = ""
    name: str = "lights"
    title: str = "How far everything has come"
    words: Mapping[Light, str] = field(default_factory=lambda: WORDS)
    """What the lights say, where it is something else than how far a step has come."""


def matrix_of_lights(data: Lights) -> str:
    """Rows of lights below heads that are read from below."""
    left = _left(data)
    breadth = min((WIDTH - left - TAIL) / max(len(data.columns), 1), BROADEST)
    heads = max([40, *(width_of(column) + 10 for column in data.columns)])
    top = TOP + heads
    right = left + breadth * len(data.columns)
    body = [part for n, column in enumerate(data.columns) for part in _head(column, left + (n + 0.5) * breadth, top)]
    body.append(text(data.tail, right + 10, top - 6, font_weight="600"))
    for number, row in enumerate(data.rows):
        body += _row(row, top + number * ROW, breadth, (left, right))
    bottom = top + len(data.rows) * ROW
    body += _legend(data, bottom + FOOT - 10)
    return picture(data.name, (WIDTH, bottom + FOOT), title=data.title, description=described(data), body=body)


def described(data: Lights) -> str:
    """The drawing in words."""
    return " ".join(_sentence(row, data) for row in data.rows) or "There is nothing to show."


def _sentence(row: Row, data: Lights) -> str:
    found = {light: [c for c, one in zip(data.columns, row.lights, strict=True) if one == light] for light in WORDS}
    shown: tuple[Light, ...] = ("done", "late", "ahead")
    said = [f"{data.words[light]}: {', '.join(found[light])}" for light in shown if found[light]]
    return f"{row.label}{f' ({row.tail})' if row.tail else ''}: {'; '.join(said) or data.words['none']}."


def _head(words: str, x: float, top: float) -> Iterator[str]:
    turn = f"rotate(-90 {x + 4:g} {top - 6:g})"
    yield text(words, x + 4, top - 6, transform=turn)


def _left(data: Lights) -> float:
    """Where the lights begin: names have more room where there are few columns."""
    longest = max([0, *(width_of(row.label) + 20 for row in data.rows)])
    return max(LEFT, min(longest, WIDTH - TAIL - NARROWEST * len(data.columns)))


def _row(row: Row, top: float, breadth: float, sides: tuple[float, float]) -> Iterator[str]:
    left, right = sides
    yield text(fitted(row.label, left - 18), left - 8, top + 13, text_anchor="end")
    for number, light in enumerate(row.lights):
        corner = (left + number * breadth, top)
        yield rect(
            corner, (breadth, ROW), fill=SHADES[light], class_=BANDS[light], stroke="#c9ced6", stroke_width="0.7"
        )
        yield from sign(light, corner[0] + breadth / 2, top + ROW / 2)
    yield text(fitted(row.tail, WIDTH - right - 12), right + 10, top + 13)
    yield line((left, top + ROW), (right, top + ROW), stroke="#c9ced6", stroke_width="0.7", class_="pk-grid")


def sign(light: Light, x: float, y: float) -> Iterator[str]:
    """A full circle, an open one, a triangle, or nothing."""
    if light == "late":
        points = ((x, y - SIGN - 1), (x + SIGN + 1, y + SIGN), (x - SIGN - 1, y + SIGN))
        yield path(points, close=True, fill="currentColor")
    elif light != "none":
        yield element("circle", cx=x, cy=y, r=SIGN, fill="currentColor" if light == "done" else "none",
                      stroke="currentColor", stroke_width="1.3")  # fmt: skip


def _legend(data: Lights, y: float) -> Iterator[str]:
    x: float = LEFT
    for light, words in data.words.items():
        if light != "none":
            yield from sign(light, x + SIGN, y - 4)
            yield text(words, x + 16, y)
            x += width_of(words) + 40
