"""Values over time: panels on one axis of dates, in each up to four curves told apart by their strokes, and days marked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from pkdsl.pictures.axis import Days, amount_ticks, amount_words, date_axis, day_words
from pkdsl.pictures.svg import element, fitted, hatch, line, path, picture, rect, text, width_of

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH, LEFT, RIGHT, TOP = 720, 62, 18, 34
GAP, FOOT, LEGEND = 34, 40, 18
HEADROOM = Fraction(107, 100)
NEAR = 15
"""Marks that stand nearer than this share one label."""

Value: TypeAlias = "int | Fraction"
Point = tuple[date, Value]
Form: TypeAlias = Literal["steps", "line", "points"]


class Stroke(NamedTuple):
    """How a curve is drawn."""

    colour: str
    width: float
    dashes: str = ""
    class_: str = ""


STROKES = (
    Stroke("#1f4e79", 2, class_="pk-line"),
    Stroke("currentColor", 1.6, "7 4"),
    Stroke("currentColor", 1.6, "1.5 3"),
    Stroke("currentColor", 1, "9 3 2 3"),
)
"""How the first, second, third and fourth curve of a panel are drawn."""


@dataclass(frozen=True, slots=True)
class Curve:
    """What holds from each day on (`steps`), a way from point to point (`line`), or measured values (`points`)."""

    name: str
    points: tuple[Point, ...]
    form: Form = "steps"


@dataclass(frozen=True, slots=True)
class Mark:
    """A value on a day that is worth a label."""

    day: date
    value: Value
    label: str


@dataclass(frozen=True, slots=True)
class Panel:
    """Curves on one axis of values; `remark` stands at the right end of its head line."""

    label: str
    curves: tuple[Curve, ...]
    remark: str = ""
    marks: tuple[Mark, ...] = ()
    shaded: tuple[tuple[date, date], ...] = ()
    """Stretches, first and last day, in which something else holds."""


@dataclass(frozen=True, slots=True)
class Curves:
    """What the drawing shows, between two days; `unit` is what its values are counted in; `today` a line across it."""

    panels: tuple[Panel, ...]
    first: date
    last: date
    unit: str = ""
    today: date | None = None
    name: str = "curves"
    title: str = "Values over time"
    height: int = 120
    marked: str = ""
    """What the marks are, for the legend."""
    shade: str = ""
    """What holds in shaded stretches, for the legend."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the days and values of a panel lie."""

    days: Days
    top: float
    bottom: float
    low: Value
    high: Value

    def y(self, value: Value) -> float:
        """The height of a value."""
        share = Fraction(value - self.low) / max(self.high - self.low, Fraction(1, 1000))
        return self.bottom - (self.bottom - self.top) * float(share)


def curves_over_time(data: Curves) -> str:
    """Panels above one another, and below them the legend."""
    days = Days(data.first, data.last, LEFT, WIDTH - RIGHT)
    tops = [TOP + n * (data.height + GAP) for n in range(len(data.panels))]
    bottom = TOP + len(data.panels) * (data.height + GAP) - GAP
    below = hatch(f"{data.name}-below", gap=5, width=1.6, angle=45, colour="#a3231a")
    body = [element("defs", below, hatch(f"{data.name}-shade", gap=6, width=0.6, angle=135))]
    body += date_axis(days, TOP - 6, bottom)
    if data.today is not None and data.first <= data.today <= data.last:
        x = days.at(data.today)
        body.append(line((x, TOP - 6), (x, bottom), stroke="currentColor", stroke_width="1", stroke_dasharray="2 2"))
    for panel, top in zip(data.panels, tops, strict=True):
        body += _panel(panel, days, top, data)
    rows = list(_legend_rows(data))
    for number, row in enumerate(rows):
        body += _legend(row, bottom + FOOT + number * LEGEND, data.name)
    height = bottom + FOOT + max(len(rows), 1) * LEGEND - 8
    return picture(data.name, (WIDTH, height), title=data.title, description=described(data), body=body)


def described(data: Curves) -> str:
    """The drawing in words: where each curve begins and ends, its highest and its lowest."""
    said = (_sentence(panel, curve, data) for panel in data.panels for curve in panel.curves)
    marks = (
        f"{mark.label}: {amount_words(mark.value)} on {day_words(mark.day)}."
        for panel in data.panels
        for mark in panel.marks
        if mark.label
    )
    shaded = (
        f"{panel.label}, {data.shade}: {day_words(first)} to {day_words(last)}."
        for panel in data.panels
        for first, last in panel.shaded
    )
    return " ".join([*said, *marks, *shaded]) or "There is nothing to show."


def _sentence(panel: Panel, curve: Curve, data: Curves) -> str:
    shown = _shown(curve, data)
    head = f"{panel.label}, {curve.name}" if panel.label else curve.name
    if not shown:
        return f"{head}: nothing in these days."
    unit = f" {data.unit}" if data.unit else ""
    first, last = shown[0], shown[-1]
    most, least = max(shown, key=lambda point: point[1]), min(shown, key=lambda point: point[1])
    ways = f"highest {amount_words(most[1])} on {day_words(most[0])}, lowest {amount_words(least[1])} on {day_words(least[0])}"
    return (
        f"{head}: {amount_words(first[1])}{unit} on {day_words(first[0])}, "
        f"{amount_words(last[1])} on {day_words(last[0])}; {ways}."
    )


def _shown(curve: Curve, data: Curves) -> list[Point]:
    """The points between the two days; steps are carried in from before and on to the end."""
    inside = [point for point in curve.points if data.first <= point[0] <= data.last]
    before = [point for point in curve.points if point[0] < data.first]
    if curve.form == "steps":
        carried = [(data.first, before[-1][1])] if before and (not inside or inside[0][0] > data.first) else []
        every = [*carried, *inside]
        return [*every, (data.last, every[-1][1])] if every and every[-1][0] < data.last else every
    return inside if curve.form == "points" else _crossing(curve.points, data)


def _crossing(points: tuple[Point, ...], data: Curves) -> list[Point]:
    """A line through points, cut at the two days."""
    found = []
    for one, other in pairwise(points):
        found += [_on(one, other, max(one[0], data.first)), _on(one, other, min(other[0], data.last))]
    return sorted({point for point in found if data.first <= point[0] <= data.last}) if found else []


def _on(one: Point, other: Point, day: date) -> Point:
    whole = (other[0] - one[0]).days
    share = Fraction((day - one[0]).days, whole) if whole else Fraction(0)
    return (day, one[1] + (other[1] - one[1]) * share)


def _panel(panel: Panel, days: Days, top: float, data: Curves) -> Iterator[str]:
    frame = _frame(panel, days, top, data)
    remark = fitted(panel.remark, (days.right - days.left) / 2)
    yield text(remark, days.right, top - 12, text_anchor="end")
    yield text(fitted(panel.label, days.right - LEFT - width_of(remark) - 16, size=12.5), LEFT, top - 12,
               font_weight="600", font_size="12")  # fmt: skip
    for first, last in panel.shaded:
        start, end = days.at(first), days.after(last)
        yield from _shaded((start, frame.top), (end - start, frame.bottom - frame.top), data.name)
    for tick in amount_ticks(frame.low, frame.high):
        y = frame.y(tick)
        yield line((days.left, y), (days.right, y), stroke="#c9ced6", stroke_width="0.7", class_="pk-grid")
        yield text(amount_words(tick), days.left - 6, y + 3.5, text_anchor="end", font_size="10")
    if frame.low < 0:
        yield line((days.left, frame.y(0)), (days.right, frame.y(0)), stroke="currentColor", stroke_width="1")
        yield from _below(panel, frame, data)
    for number, curve in enumerate(panel.curves):
        yield from _curve(_shown(curve, data), curve.form, number, frame)
    yield from _marks(panel.marks, frame)


def _shaded(corner: tuple[float, float], size: tuple[float, float], name: str) -> Iterator[str]:
    if size[0] > 0:
        yield rect(corner, size, fill=f"url(#{name}-shade)", opacity="0.7")


def _frame(panel: Panel, days: Days, top: float, data: Curves) -> Frame:
    values = [value for curve in panel.curves for _, value in _shown(curve, data)]
    values += [mark.value for mark in panel.marks]
    low, high = min([0, *values]), max([0, *values])
    return Frame(days, top, top + data.height, low * HEADROOM, max(high * HEADROOM, Fraction(1, 10) if low == 0 else 0))


def _below(panel: Panel, frame: Frame, data: Curves) -> Iterator[str]:
    """What of the first curve lies below nought, hatched."""
    shown = _shown(panel.curves[0], data) if panel.curves[0].form == "steps" else []
    for (start, value), (end, _) in pairwise(shown):
        if value < 0:
            corner = (frame.days.at(start), frame.y(0))
            size = (max(frame.days.at(end) - corner[0], 0.6), frame.y(value) - corner[1])
            yield rect(corner, size, fill=f"url(#{data.name}-below)", class_="pk-alarm")


def _curve(points: list[Point], form: Form, number: int, frame: Frame) -> Iterator[str]:
    if form == "points":
        for day, value in points:
            yield element("circle", cx=frame.days.at(day), cy=frame.y(value), r=3, fill="currentColor")
        return
    corners = list(_corners(points, form, frame))
    if corners:
        yield _stroked(corners, number)


def _stroked(corners: list[tuple[float, float]], number: int) -> str:
    stroke = STROKES[number]
    return path(corners, fill="none", stroke=stroke.colour, stroke_width=stroke.width, stroke_dasharray=stroke.dashes,
                class_=stroke.class_)  # fmt: skip


def _corners(points: list[Point], form: Form, frame: Frame) -> Iterator[tuple[float, float]]:
    for number, (day, value) in enumerate(points):
        last = number == len(points) - 1
        if form == "steps" and number:
            x = frame.days.after(day) if last and value == points[-2][1] else frame.days.at(day)
            yield x, frame.y(points[number - 1][1])
        yield frame.days.at(day), frame.y(value)


def _marks(marks: tuple[Mark, ...], frame: Frame) -> Iterator[str]:
    """Diamonds, with their labels above them; near ones share a label."""
    groups: list[list[Mark]] = []
    for mark in sorted(marks, key=lambda one: (one.day, one.label)):
        near = groups and frame.days.at(mark.day) - frame.days.at(groups[-1][-1].day) < NEAR + width_of(mark.label)
        if near and abs(frame.y(mark.value) - frame.y(groups[-1][-1].value)) < NEAR:
            groups[-1].append(mark)
        else:
            groups.append([mark])
    for group in groups:
        for mark in group:
            x, y = frame.days.at(mark.day), frame.y(mark.value)
            points = ((x, y - 5), (x + 5, y), (x, y + 5), (x - 5, y))
            yield path(
                points, close=True, fill="#ffffff", stroke="currentColor", stroke_width="1.4", class_="pk-diamond"
            )
        words = ", ".join(mark.label for mark in group if mark.label)
        middle = sum(frame.days.at(mark.day) for mark in group) / len(group)
        half = width_of(words) / 2
        x = min(max(middle, LEFT + half), frame.days.right - half)
        y = max(min(frame.y(mark.value) for mark in group) - 9, frame.top - 1)
        if words:
            yield text(words, x, y, text_anchor="middle", stroke="#ffffff", stroke_width=3, paint_order="stroke",
                   class_="pk-halo", font_weight="600")  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Key:
    """One entry of the legend."""

    words: str
    number: int
    form: Form | Literal["mark", "today", "below", "shade"]

    @property
    def width(self) -> float:
        """The room that it takes."""
        return width_of(self.words) + 52


def _legend_rows(data: Curves) -> Iterator[list[_Key]]:
    """The entries, in as many rows as they need."""
    row: list[_Key] = []
    for key in _keys(data):
        if row and LEFT + sum(one.width for one in row) + key.width > WIDTH:
            yield row
            row = []
        row.append(key)
    if row:
        yield row


def _keys(data: Curves) -> Iterator[_Key]:
    unit = f", {data.unit}" if data.unit else ""
    seen: dict[tuple[str, int], Form] = {}
    for panel in data.panels:
        for number, curve in enumerate(panel.curves):
            seen.setdefault((curve.name, number), curve.form)
    for (name, number), form in seen.items():
        yield _Key(fitted(f"{name}{unit}", WIDTH - LEFT - 60), number, form)
    if data.marked and any(panel.marks for panel in data.panels):
        yield _Key(data.marked, 0, "mark")
    if any(value < 0 for panel in data.panels for curve in panel.curves[:1] for _, value in _shown(curve, data)):
        yield _Key("below nought", 0, "below")
    if data.shade and any(panel.shaded for panel in data.panels):
        yield _Key(data.shade, 0, "shade")
    if data.today is not None and data.first <= data.today <= data.last:
        yield _Key(f"today, {day_words(data.today)}", 0, "today")


def _legend(row: list[_Key], y: float, name: str) -> Iterator[str]:
    x: float = LEFT
    for key in row:
        yield from _sample(key, x, y - 4, name)
        yield text(key.words, x + 32, y)
        x += key.width


def _sample(key: _Key, x: float, y: float, name: str) -> Iterator[str]:
    if key.form == "shade":
        yield from _shaded((x, y - 5), (26, 10), name)
    elif key.form == "points":
        yield element("circle", cx=x + 13, cy=y, r=3, fill="currentColor")
    elif key.form == "mark":
        points = ((x + 13, y - 5), (x + 18, y), (x + 13, y + 5), (x + 8, y))
        yield path(points, close=True, fill="#ffffff", stroke="currentColor", stroke_width="1.4", class_="pk-diamond")
    elif key.form == "today":
        yield line((x + 13, y - 6), (x + 13, y + 6), stroke="currentColor", stroke_width="1", stroke_dasharray="2 2")
    elif key.form == "below":
        yield rect((x, y - 5), (26, 10), fill="#f6dcd9", stroke="#a3231a", stroke_width="1", class_="pk-alarm")
    else:
        yield _stroked([(x, y), (x + 26, y)], key.number)


def spread(curves: tuple[Curve, ...], *, margin: int = 0) -> tuple[date, date] | None:
    """The first and the last day of all points, with some days around them; None where there is none."""
    days = [day for curve in curves for day, _ in curve.points]
    return (min(days) - timedelta(days=margin), max(days) + timedelta(days=margin)) if days else None
