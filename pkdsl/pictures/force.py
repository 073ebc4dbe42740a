"""Strength over time: one panel for each category, its strength as steps, its authorised ceiling as a dashed line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pkdsl.pictures.axis import Days, count_ticks, date_axis, day_words, grouped
from pkdsl.pictures.svg import element, hatch, line, path, picture, rect, text, width_of
from pkdsl.tongues import tell

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH, LEFT, RIGHT, TOP = 720, 62, 18, 34
GAP, FOOT = 34, 54
HEADROOM = 1.06

Change = tuple[date, int]


@dataclass(frozen=True, slots=True)
class Ceiling:
    """What is authorised, from each day on."""

    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Says:
    """What the drawing calls what it shows."""

    counted: str = "persons in theatre"
    limit: str = "authorised ceiling"
    short: str = "ceiling"
    unit: str = "persons"
    nothing: str = "nobody in these days"


@dataclass(frozen=True, slots=True)
class Panel:
    """One category: its name, its strength from each day on, and its ceiling if there is one."""

    label: str
    strength: tuple[Change, ...]
    ceiling: Ceiling | None = None


@dataclass(frozen=True, slots=True)
class Force:
    """What the drawing shows, between two days; `height` is that of one panel."""

    panels: tuple[Panel, ...]
    first: date
    last: date
    name: str = "force"
    title: str = "Strength over time"
    height: int = 96
    says: Says = Says()


def force_over_time(data: Force) -> str:
    """Panels above one another on one axis of dates, each with its peak and what lies above the ceiling."""
    days = Days(data.first, data.last, LEFT, WIDTH - RIGHT)
    tops = [TOP + n * (data.height + GAP) for n in range(len(data.panels))]
    bottom = TOP + len(data.panels) * (data.height + GAP) - GAP
    body = [element("defs", hatch(f"{data.name}-above", gap=5, width=1.6, angle=45, colour="#a3231a"))]
    body += date_axis(days, TOP - 8, bottom)
    for panel, top in zip(data.panels, tops, strict=True):
        body += _panel(panel, days, top, data)
    body += _legend(data, bottom + FOOT - 14)
    return picture(data.name, (WIDTH, bottom + FOOT), title=data.title, description=described(data), body=body)


def described(data: Force) -> str:
    """The drawing in words."""
    return " ".join(_sentence(panel, data) for panel in data.panels)


def _sentence(panel: Panel, data: Force) -> str:
    day, most = peak(panel, data)
    said = tell("{label}: at most {most} {unit}, first on {day}", label=panel.label, most=grouped(most), unit=tell(data.says.unit),
                day=day_words(day))  # fmt: skip
    if panel.ceiling is None:
        return tell(f"{{said}}; no {data.says.short} is given.", said=said)
    over = _above(panel, data)
    if not over:
        return tell(f"{{said}}; never above its {data.says.short}.", said=said)
    last = over[-1][1] - timedelta(days=1)
    days = {"start": day_words(over[0][0]), "end": day_words(last)}
    return tell(f"{{said}}; above its {data.says.short} from {{start}} to {{end}}.", said=said, **days)


def peak(panel: Panel, data: Force) -> Change:
    """The first day of the highest strength, and that strength."""
    shown = stretches(panel.strength, data)
    start, _, most = max(shown, key=lambda part: (part[2], -part[0].toordinal()))
    return start, most


def stretches(changes: tuple[Change, ...], data: Force) -> list[tuple[date, date, int]]:
    """From, up to but not including, and what holds there; together they cover the days shown."""
    end = data.last + timedelta(days=1)
    held = next((value for day, value in reversed(changes) if day <= data.first), 0)
    inside = [(data.first, held), *((day, value) for day, value in changes if data.first < day < end)]
    ends = [*(day for day, _ in inside[1:]), end]
    return [(day, until, value) for (day, value), until in zip(inside, ends, strict=True)]


def _above(panel: Panel, data: Force) -> list[tuple[date, date, int, int]]:
    if panel.ceiling is None:
        return []
    return [
        (max(a, c), min(b, d), strength, allowed)
        for a, b, strength in stretches(panel.strength, data)
        for c, d, allowed in stretches(panel.ceiling.changes, data)
        if max(a, c) < min(b, d) and strength > allowed
    ]


def _panel(panel: Panel, days: Days, top: float, data: Force) -> Iterator[str]:
    highest = max(value for _, _, value in _everything(panel, data))
    ticks = count_ticks(highest)
    bottom, scale = top + data.height, data.height / max(highest * HEADROOM, 1)
    yield text(panel.label, LEFT, top - 10, font_weight="600", font_size="12")
    yield from _counts(ticks, days, bottom, scale)
    outline = list(_steps(stretches(panel.strength, data), days, bottom, scale))
    floor = [(days.left, bottom), *outline, (days.right, bottom)]
    yield path(floor, close=True, fill="#7fa3c7", opacity="0.45", class_="pk-area")
    for start, end, strength, allowed in _above(panel, data):
        corner = (days.at(start), bottom - strength * scale)
        size = (days.at(end) - corner[0], (strength - allowed) * scale)
        yield rect(
            corner, size, fill=f"url(#{data.name}-above)", stroke="#a3231a", stroke_width="0.8", class_="pk-alarm"
        )
    yield path(outline, fill="none", stroke="#1f4e79", stroke_width="2", class_="pk-line")
    if panel.ceiling is not None:
        allowed_line = _steps(stretches(panel.ceiling.changes, data), days, bottom, scale)
        yield path(allowed_line, fill="none", stroke="currentColor", stroke_width="1.6", stroke_dasharray="7 4")
    yield from _peak(panel, days, (top, bottom, scale), data)


def _everything(panel: Panel, data: Force) -> list[tuple[date, date, int]]:
    allowed = stretches(panel.ceiling.changes, data) if panel.ceiling is not None else []
    return stretches(panel.strength, data) + allowed


def _counts(ticks: tuple[int, ...], days: Days, bottom: float, scale: float) -> Iterator[str]:
    for tick in ticks:
        y = bottom - tick * scale
        yield line((days.left, y), (days.right, y), stroke="#c9ced6", stroke_width="0.7", class_="pk-grid")
        yield text(grouped(tick), days.left - 6, y + 3.5, text_anchor="end", font_size="10")


def _steps(
    parts: list[tuple[date, date, int]], days: Days, bottom: float, scale: float
) -> Iterator[tuple[float, float]]:
    for start, end, value in parts:
        yield days.at(start), bottom - value * scale
        yield days.at(end), bottom - value * scale


def _peak(panel: Panel, days: Days, frame: tuple[float, float, float], data: Force) -> Iterator[str]:
    """A dot where the peak begins; its words stand in the head line of the panel, where nothing else is."""
    top, bottom, scale = frame
    day, most = peak(panel, data)
    if most == 0:
        yield text(tell(data.says.nothing), days.right, top - 10, text_anchor="end")
        return
    words = tell("peak {most} on {day}", most=grouped(most), day=day_words(day))
    x, y = days.at(day), bottom - most * scale
    half = width_of(words) / 2
    middle = min(max(x, LEFT + width_of(panel.label, 12) + 16 + half), days.right - half)
    yield line((x, y), (min(max(x, middle - half), middle + half), top - 7), stroke="currentColor", stroke_width="0.7")
    yield element("circle", cx=x, cy=y, r=3.2, fill="currentColor")
    yield text(words, middle, top - 10, text_anchor="middle")


def _legend(data: Force, y: float) -> Iterator[str]:
    yield path(((LEFT, y), (LEFT, y - 8), (LEFT + 26, y - 8), (LEFT + 26, y)), close=True, fill="#7fa3c7", opacity="0.45",
               class_="pk-area")  # fmt: skip
    yield line((LEFT, y - 8), (LEFT + 26, y - 8), stroke="#1f4e79", stroke_width="2", class_="pk-line")
    counted, limit = tell(data.says.counted), tell(data.says.limit)
    yield text(counted, LEFT + 32, y)
    x = LEFT + 32 + max(width_of(counted) + 14, 128)
    if any(panel.ceiling is not None for panel in data.panels):
        yield line((x, y - 4), (x + 30, y - 4), stroke="currentColor", stroke_width="1.6", stroke_dasharray="7 4")
        yield text(limit, x + 36, y)
        x += 36 + max(width_of(limit) + 14, 126)
    if any(_above(panel, data) for panel in data.panels):
        yield rect((x, y - 9), (26, 10), fill=f"url(#{data.name}-above)", stroke="#a3231a", stroke_width="0.8",
                   class_="pk-alarm")  # fmt: skip
        yield text(tell(f"above the {data.says.short}"), x + 32, y)
