"""A matrix of lights: what has come how far, told by shape as well as shade."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from pkdsl.pictures.grid import FOOT, LEFT, ROW, WIDTH, Grid, ground, heads, names
from pkdsl.pictures.svg import element, path, picture, text, width_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Light: TypeAlias = Literal["done", "ahead", "late", "none"]
WORDS: dict[Light, str] = {"done": "done", "ahead": "to come", "late": "late", "none": "not in the plan"}
SHADES: dict[Light, str] = {"done": "#eef3ee", "ahead": "#fbf0c8", "late": "#eeaaa0", "none": "#ffffff"}
BANDS: dict[Light, str] = {"done": "pk-band-0", "ahead": "pk-band-1", "late": "pk-band-3", "none": "pk-paper"}
SIGN = 4.5


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
    grid = Grid(data.columns, tuple((row.label, row.tail) for row in data.rows), data.tail)
    body = [*heads(grid)]
    for number, row in enumerate(data.rows):
        for column, light in enumerate(row.lights):
            x, y = grid.corner(number, column)
            body.append(ground(grid, (x, y), SHADES[light], BANDS[light]))
            body += sign(light, x + grid.breadth / 2, y + ROW / 2)
    body += [*names(grid), *_legend(data, grid.bottom + FOOT - 10)]
    return picture(data.name, (WIDTH, grid.bottom + FOOT), title=data.title, description=described(data), body=body)


def described(data: Lights) -> str:
    """The drawing in words."""
    return " ".join(_sentence(row, data) for row in data.rows) or "There is nothing to show."


def _sentence(row: Row, data: Lights) -> str:
    found = {light: [c for c, one in zip(data.columns, row.lights, strict=True) if one == light] for light in WORDS}
    shown: tuple[Light, ...] = ("done", "late", "ahead")
    said = [f"{data.words[light]}: {', '.join(found[light])}" for light in shown if found[light]]
    return f"{row.label}{f' ({row.tail})' if row.tail else ''}: {'; '.join(said) or data.words['none']}."


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
