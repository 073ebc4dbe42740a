"""The few SVG elements that pictures are made of, and how wide a text will be."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterable

FONT = "system-ui, 'Segoe UI', 'Helvetica Neue', Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
WIDTHS = ((" .,:;'|!iIjlt()[]", 0.36), ('frs-/J"', 0.45), ("mwMW@%—", 0.98), ("ABCDEFGHKLNOPQRSTUVXYZ&", 0.76))
ELLIPSIS = "…"
SIZE = re.compile(r'<svg\b[^>]*\bviewBox="0 0 ([0-9.]+) ([0-9.]+)"')
TALL = 0.5
"""From this height for its width on a picture is tall: it gets more of the height of a sheet."""
# What XML cannot hold, and what would turn or hide the words of a label.
UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufffe\uffff]"
)


def clean(words: str) -> str:
    """`words` as one line that every viewer of SVG can show."""
    return UNPRINTABLE.sub("\ufffd", " ".join(words.split()))


def number(value: float) -> str:
    """A coordinate with at most two decimals, without needless zeros."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def element(tag: str, *content: str, **attributes: str | float) -> str:
    """One element; `_` in an attribute's name reads as `-`, and a final `_` frees a word of Python."""
    written = "".join(f" {_attribute(key)}={_value(value)}" for key, value in attributes.items() if value != "")
    inner = "".join(content)
    return f"<{tag}{written}>{inner}</{tag}>" if inner else f"<{tag}{written}/>"


def _attribute(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _value(value: str | float) -> str:
    return quoteattr(value if isinstance(value, str) else number(value))


def text(words: str, x: float, y: float, **attributes: str | float) -> str:
    """One line of words whose base line begins at a point; read as text, whatever it holds."""
    return element("text", escape(clean(words)), x=x, y=y, **attributes)


def line(start: tuple[float, float], end: tuple[float, float], **attributes: str | float) -> str:
    """A straight line."""
    return element("line", x1=start[0], y1=start[1], x2=end[0], y2=end[1], **attributes)


def rect(corner: tuple[float, float], size: tuple[float, float], **attributes: str | float) -> str:
    """A rectangle from its upper left corner."""
    return element("rect", x=corner[0], y=corner[1], width=size[0], height=size[1], **attributes)


def path(points: Iterable[tuple[float, float]], *, close: bool = False, **attributes: str | float) -> str:
    """A line through points."""
    steps = "L".join(f"{number(x)} {number(y)}" for x, y in points)
    return element("path", d=f"M{steps}{'Z' if close else ''}", **attributes)


def hatch(name: str, *, gap: float, width: float, angle: int, colour: str = "currentColor") -> str:
    """Parallel lines to fill a shape with, so that it is known without its colour."""
    stroke = line((0, 0), (0, gap), stroke=colour, stroke_width=width, class_="pk-hatch")
    return element(
        "pattern", stroke, id=name, width=gap, height=gap, patternUnits="userSpaceOnUse",
        patternTransform=f"rotate({angle})",
    )  # fmt: skip


def picture(name: str, size: tuple[float, float], *, title: str, description: str, body: Iterable[str]) -> str:
    """A whole drawing on paper, with its title and its description in words."""
    width, height = size
    return element(
        "svg",
        element("title", escape(clean(title)), id=f"{name}-title"),
        element("desc", escape(clean(description)), id=f"{name}-desc"),
        rect((0, 0), size, fill="#ffffff", class_="pk-paper"),
        *body,
        xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {number(width)} {number(height)}", width=width, height=height,
        role="img", aria_labelledby=f"{name}-title {name}-desc", font_family=FONT, font_size="11",
        color="#1b1f24", fill="currentColor", class_="pk-picture",
    )  # fmt: skip


def width_of(words: str, size: float = 11) -> float:
    """How wide `words` will be at most in a usual sans-serif type of `size`."""
    return size * _ems(words)


@lru_cache(maxsize=20_000)
def _ems(words: str) -> float:
    """The same in the height of the type: tables and pictures ask of the same words again and again."""
    return sum(map(_width, words))


@cache
def _width(character: str) -> float:
    if ord(character) > 0x2E7F:  # noqa: PLR2004 -- from here on scripts are written in full squares
        return 1.05
    return next((width for letters, width in WIDTHS if character in letters), 0.64)


def wrapped(words: str, room: float, *, size: float = 11, lines: int = 2) -> tuple[str, ...]:
    """`words` broken into at most so many lines of `room`; what does not fit ends in an ellipsis."""
    rows: list[str] = []
    for word in clean(words).split():
        if rows and width_of(f"{rows[-1]} {word}", size) <= room:
            rows[-1] = f"{rows[-1]} {word}"
        else:
            rows.append(word)
    kept = [fitted(row, room, size=size) for row in rows[:lines]]
    if len(rows) > lines:
        kept[-1] = fitted(f"{rows[lines - 1]} {rows[lines]}", room, size=size, cut=True)
    return tuple(kept)


def fitted(words: str, room: float, *, size: float = 11, cut: bool = False) -> str:
    """`words` if they fit into `room`, else their beginning and an ellipsis."""
    if not cut and width_of(words, size) <= room:
        return words
    kept = words
    while kept and width_of(kept + ELLIPSIS, size) > room:
        kept = kept[:-1]
    return kept.rstrip(" ,.;") + ELLIPSIS


def width_in(svg: str) -> float:
    """How wide a drawing was made, in pixels."""
    found = SIZE.search(svg)
    return float(found.group(1)) if found else 720.0


def shape(svg: str) -> float:
    """How tall a drawing is for its width."""
    found = SIZE.search(svg)
    return float(found.group(2)) / float(found.group(1)) if found else 0.6
