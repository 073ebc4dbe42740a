"""A dashboard of benchmarks: a sign for each, and below it what its indicators show, each with a small curve."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, TypeAlias

from pkdsl.pictures.svg import element, fitted, line, path, picture, rect, text, width_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

WIDTH, EDGE, TOP = 720, 10, 26
NAME, SPARK, LATEST, GOAL, WHEN = 30, 252, 346, 468, 594
"""Where the columns begin."""
HEAD, ROW, FOOT, SIGN = 24, 26, 32, 5
SMALL = 10

Standing: TypeAlias = Literal["met", "indicated", "open", "unknown"]
WORDS: dict[Standing, str] = {
    "met": "judged to be met", "indicated": "the data say so, not judged yet", "open": "not met", "unknown": "cannot be said",
}  # fmt: skip
SHADES: dict[Standing, str] = {"met": "#eef3ee", "indicated": "#fbf0c8", "open": "#f5cfa6", "unknown": "#ffffff"}
BANDS: dict[Standing, str] = {"met": "pk-band-0", "indicated": "pk-band-1", "open": "pk-band-2", "unknown": "pk-paper"}

Value: TypeAlias = "int | Fraction"


@dataclass(frozen=True, slots=True)
class Gauge:
    """One indicator: its values by day, the value that it must reach, and both as they are said."""

    label: str
    points: tuple[tuple[date, Value], ...]
    goal: Value | None
    latest: str
    target: str
    status: str


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A benchmark: where it stands, when it is due, and what shows it."""

    label: str
    standing: Standing
    due: str
    gauges: tuple[Gauge, ...]


@dataclass(frozen=True, slots=True)
class Dashboard:
    """What the drawing shows."""

    benchmarks: tuple[Benchmark, ...]
    name: str = "dashboard"
    title: str = "Benchmarks"


def dashboard(data: Dashboard) -> str:
    """Benchmarks below each other, their indicators below each."""
    body = [
        text(words, x, TOP - 8, font_size=SMALL, font_weight="600")
        for words, x in (("Benchmark and what shows it", NAME), ("Values so far", SPARK), ("Latest", LATEST), ("Goal", GOAL), ("Due; how it stands", WHEN))
    ]  # fmt: skip
    y: float = TOP
    for benchmark in data.benchmarks:
        body += _benchmark(benchmark, y)
        y += HEAD
        for gauge in benchmark.gauges:
            body += _gauge(gauge, y)
            y += ROW
    body += _legend(y + FOOT - 12)
    return picture(data.name, (WIDTH, y + FOOT), title=data.title, description=described(data), body=body)


def described(data: Dashboard) -> str:
    """The drawing in words."""
    return " ".join(_sentence(each) for each in data.benchmarks) or "There is nothing to show."


def _sentence(each: Benchmark) -> str:
    shown = "; ".join(f"{gauge.label}: {gauge.latest}, goal {gauge.target}, {gauge.status}" for gauge in each.gauges)
    return f"{each.label} (due {each.due}): {WORDS[each.standing]}{f'; {shown}' if shown else ''}."


def _benchmark(each: Benchmark, y: float) -> Iterator[str]:
    corner, size = (EDGE, y + 2), (WIDTH - 2 * EDGE, HEAD - 4)
    yield rect(
        corner, size, fill=SHADES[each.standing], class_=BANDS[each.standing], stroke="#c9ced6", stroke_width="0.8"
    )
    yield from sign(each.standing, EDGE + 10, y + HEAD / 2)
    yield text(fitted(each.label, (WHEN - NAME - 20) / 1.08), NAME, y + 16, font_weight="600")
    yield text(fitted(each.due, WIDTH - EDGE - WHEN - 4), WHEN, y + 16)


def sign(standing: Standing, x: float, y: float) -> Iterator[str]:
    """A full circle, a half one, a triangle, or a question mark."""
    if standing == "open":
        points = ((x, y - SIGN - 1), (x + SIGN + 1, y + SIGN), (x - SIGN - 1, y + SIGN))
        yield path(points, close=True, fill="currentColor")
    elif standing == "unknown":
        yield text("?", x, y + 4, text_anchor="middle", font_weight="600")
    else:
        yield element("circle", cx=x, cy=y, r=SIGN, fill="currentColor" if standing == "met" else "none",
                      stroke="currentColor", stroke_width="1.3")  # fmt: skip
        if standing == "indicated":
            yield element("path", d=f"M{x:g} {y - SIGN:g}A{SIGN} {SIGN} 0 0 1 {x:g} {y + SIGN:g}Z", fill="currentColor")


def _gauge(each: Gauge, y: float) -> Iterator[str]:
    yield text(fitted(each.label, SPARK - NAME - 20, size=SMALL), NAME + 8, y + 16, font_size=SMALL)
    yield from _spark(each, (SPARK, y + 5), (LATEST - SPARK - 18, ROW - 10))
    columns = ((each.latest, LATEST, GOAL), (each.target, GOAL, WHEN), (each.status, WHEN, WIDTH - EDGE + 8))
    for words, x, end in columns:
        yield text(fitted(words, end - x - 8, size=SMALL), x, y + 16, font_size=SMALL)
    yield line((NAME, y + ROW), (WIDTH - EDGE, y + ROW), stroke="#c9ced6", stroke_width="0.6", class_="pk-grid")


def _spark(each: Gauge, corner: tuple[float, float], size: tuple[float, float]) -> Iterator[str]:
    """The values as a line with a dot at the last of them, the goal as a dashed line."""
    (left, top), (wide, high) = corner, size
    levels = [Fraction(value) for _, value in each.points] + ([Fraction(each.goal)] if each.goal is not None else [])
    if not each.points:
        yield text("no value yet", left, top + high - 4, font_size=SMALL)
        return
    low, room = min(levels), max(max(levels) - min(levels), Fraction(1, 1000))
    first, days = each.points[0][0], max((each.points[-1][0] - each.points[0][0]).days, 1)

    def at(day: date, value: Value) -> tuple[float, float]:
        return left + wide * (day - first).days / days, top + high - high * float((value - low) / room)

    if each.goal is not None:
        y = at(first, each.goal)[1]
        yield line((left, y), (left + wide, y), stroke="currentColor", stroke_width="1", stroke_dasharray="3 2")
    corners = [at(day, value) for day, value in each.points]
    if len(corners) > 1:
        yield path(corners, fill="none", stroke="#1f4e79", stroke_width="1.6", class_="pk-line")
    yield element("circle", cx=corners[-1][0], cy=corners[-1][1], r=2.6, fill="currentColor")


def _legend(y: float) -> Iterator[str]:
    x: float = NAME
    for standing, words in WORDS.items():
        yield from sign(standing, x, y - 4)
        yield text(words, x + 12, y, font_size=SMALL)
        x += width_of(words, SMALL) + 34
    yield line((x, y - 4), (x + 22, y - 4), stroke="currentColor", stroke_width="1", stroke_dasharray="3 2")
    yield text("goal", x + 28, y, font_size=SMALL)
