"""The signs of a map, and what they mean: places by shape, ways by dashes and thickness, never by colour alone."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from pkdsl.pictures.ground import EDGE, WIDTH
from pkdsl.pictures.svg import element, line, path, rect, text, width_of
from pkdsl.tongues import tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pkdsl.pictures.labels import Point
    from pkdsl.pictures.maps import Map

Sort: TypeAlias = Literal["headquarters", "site", "port", "point", "alarm"]
"""What a place is, by which its sign is chosen."""
Mode: TypeAlias = Literal["road", "rail", "river", "sea", "air", "pipeline"]
SORTS: dict[Sort, str] = {
    "headquarters": "headquarters", "site": "site", "port": "port, airfield or border post", "point": "other place",
    "alarm": "care not in time",
}  # fmt: skip
DASHES: dict[Mode, str] = {
    "road": "",
    "rail": "8 2",
    "river": "9 3 2 3",
    "sea": "10 5",
    "air": "2 4",
    "pipeline": "1 2",
}
BY: dict[Mode, str] = {
    "road": "by road", "rail": "by rail", "river": "by river", "sea": "by sea", "air": "by air", "pipeline": "by pipeline",
}  # fmt: skip
WEIGHTS = (1.1, 1.9, 2.9, 4.2)
"""How thick ways are, from those of which nothing is known to those of the greatest capacity."""


class Entry(NamedTuple):
    """One line of the legend: what is drawn, and what it means."""

    form: str
    words: str

    @property
    def width(self) -> float:
        """The room that it takes."""
        return width_of(self.words) + 54


def entries(data: Map) -> Iterator[Entry]:
    """What the map shows, each sign once."""
    sorts = {spot.sort for spot in data.spots}
    yield from (Entry(sort, tell(words)) for sort, words in SORTS.items() if sort in sorts)
    if any(spot.hospital for spot in data.spots):
        yield Entry("hospital", tell("with a hospital"))
    modes = {way.mode for way in data.ways}
    yield from (Entry(words, tell(words)) for mode, words in BY.items() if mode in modes)
    for weight in sorted({way.weight for way in data.ways}):
        if data.weights[weight]:
            yield Entry(f"weight {weight}", tell(data.weights[weight]))
    if data.regions:
        yield Entry("region", tell("area of the mission"))
    for dashed, words in enumerate(data.circles):
        if words and any(ring.dashed == bool(dashed) for ring in data.rings):
            yield Entry("dashed" if dashed else "ring", tell(words))


def legend_rows(every: Iterable[Entry]) -> Iterator[list[Entry]]:
    """The entries, in as many rows as they need."""
    row: list[Entry] = []
    for entry in every:
        if row and EDGE + sum(one.width for one in row) + entry.width > WIDTH:
            yield row
            row = []
        row.append(entry)
    if row:
        yield row


def legend_row(row: list[Entry], y: float) -> Iterator[str]:
    """One row, its words at a base line."""
    x: float = EDGE
    for entry in row:
        yield from _sample(entry.form, x, y - 4)
        yield text(entry.words, x + 34, y)
        x += entry.width


def _sample(form: str, x: float, y: float) -> Iterator[str]:
    if form in SORTS or form == "hospital":
        yield from sign(next((sort for sort in SORTS if sort == form), "site"), x + 15, y, hospital=form == "hospital")
    elif form == "region":
        yield line(
            (x, y), (x + 28, y), stroke="#1f4e79", stroke_width="1.3", stroke_dasharray="7 3 1.5 3", class_="pk-line"
        )
    else:
        weights = {f"weight {number}": width for number, width in enumerate(WEIGHTS)}
        dashes = {BY[mode]: dashes for mode, dashes in DASHES.items()} | {"dashed": "5 3"}
        yield line((x, y), (x + 28, y), stroke="currentColor", stroke_width=weights.get(form, 1.4),
                   stroke_dasharray=dashes.get(form, ""))  # fmt: skip


def sign(sort: Sort, x: float, y: float, *, hospital: bool = False) -> Iterator[str]:
    """What a place is, told by shape; a cross where there is a hospital."""
    filled = sort in {"headquarters", "point"}
    style = {"fill": "currentColor" if filled else "#ffffff", "class_": "" if filled else "pk-diamond"}
    if sort == "point":
        yield element("circle", cx=x, cy=y, r=2.2, **style)
    elif sort == "port":
        yield element("circle", cx=x, cy=y, r=5, stroke="currentColor", stroke_width="1.5", **style)
    elif sort == "alarm":
        corners = ((x, y - 7), (x + 7, y + 5), (x - 7, y + 5))
        yield path(corners, close=True, stroke="#a3231a", stroke_width="2", **style)
        yield line((x, y - 3), (x, y + 0.5), stroke="currentColor", stroke_width="1.5")
        yield element("circle", cx=x, cy=y + 2.7, r=0.9, fill="currentColor")
    else:
        yield rect((x - 5, y - 5), (10, 10), stroke="currentColor", stroke_width="1.5", **style)
    if hospital and sort != "alarm":
        ink = {"stroke": "#ffffff" if filled else "currentColor", "class_": "pk-halo" if filled else ""}
        yield line((x - 3.2, y), (x + 3.2, y), stroke_width="1.8", **ink)
        yield line((x, y - 3.2), (x, y + 3.2), stroke_width="1.8", **ink)


def arrow_head(before: Point, tip: Point, *, size: float) -> str:
    """A triangle that points the way."""
    length = hypot(tip[0] - before[0], tip[1] - before[1]) or 1.0
    x, y = (tip[0] - before[0]) / length * size, (tip[1] - before[1]) / length * size
    corners = ((tip[0] + x, tip[1] + y), (tip[0] - 0.7 * (x + y), tip[1] - 0.7 * (y - x)),
               (tip[0] - 0.7 * (x - y), tip[1] - 0.7 * (y + x)))  # fmt: skip
    return path(corners, close=True, fill="currentColor", stroke="#ffffff", stroke_width="0.8", class_="pk-halo")
