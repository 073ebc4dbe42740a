"""A map: places, ways between them by mode and capacity, areas, and circles of reach, over coasts and borders."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from pkdsl.pictures.ground import EDGE, HIGHEST, WIDTH, circle, edge, grid, ground, land, scale_bar
from pkdsl.pictures.labels import Box, Wanted, along, placed
from pkdsl.pictures.legend import BY, DASHES, SORTS, WEIGHTS, arrow_head, entries, legend_row, legend_rows, sign
from pkdsl.pictures.outline import NOTHING, shown
from pkdsl.pictures.svg import element, line, path, picture, rect, text, width_of, wrapped
from pkdsl.tongues import language, perhaps, tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pkdsl.pictures.ground import Ground
    from pkdsl.pictures.labels import Placed, Point, Segment
    from pkdsl.pictures.legend import Mode, Sort
    from pkdsl.pictures.outline import Outline
    from pkdsl.pictures.outline import Place as Degrees

Style: TypeAlias = Literal["spot", "number", "way", "region", "ring", "name"]
TOP, LEGEND, SMALL, SIZE, LEADING = 10, 17, 9.0, 10.5, 12.0
LONGEST = 40
"""The most lines of words below a map."""
NEAR, FAR = 14.0, 1000.0
"""How far words may stand from ways and from the inside of areas, and from anything else."""
DISCLAIMER = (
    "The boundaries and names shown and the designations used on this map do not imply official endorsement or "
    "acceptance by the United Nations."
)
STYLES: dict[Style, dict[str, str | float]] = {
    "spot": {"font_weight": "600"}, "number": {"font_weight": "600"}, "region": {"font_style": "italic", "letter_spacing": "0.3"},
    "name": {"font_style": "italic", "fill": "#545d68", "class_": "pk-soft"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spot:
    """A place: its name, where it lies (longitude first), what it is, and smaller words below its name."""

    label: str
    at: Degrees
    sort: Sort = "site"
    detail: str = ""
    hospital: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """A way through points: its mode, how thick it is drawn (0 to 3), lines of words on it, whether it has a direction."""

    points: tuple[Degrees, ...]
    mode: Mode = "road"
    weight: int = 0
    label: str = ""
    arrow: bool = False
    title: str = ""
    """What it is called where the map is read out."""


@dataclass(frozen=True, slots=True)
class Region:
    """An area by its corners."""

    label: str
    corners: tuple[Degrees, ...]


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle of reach around a place; the words stand on it."""

    middle: Degrees
    km: float
    label: str
    dashed: bool = False
    title: str = ""
    """The place that it is around, where the map is read out."""


@dataclass(frozen=True, slots=True)
class Map:
    """What the drawing shows; `weights` says what the thickness of ways means, `circles` what full and dashed ones mean."""

    spots: tuple[Spot, ...]
    ways: tuple[Way, ...] = ()
    regions: tuple[Region, ...] = ()
    rings: tuple[Ring, ...] = ()
    below: Outline = NOTHING
    nowhere: tuple[str, ...] = ()
    """Places that belong on it and have no position."""
    weights: tuple[str, str, str, str] = ("", "", "", "")
    circles: tuple[str, str] = ("", "")
    height: float = HIGHEST
    name: str = "map"
    title: str = "Map"

    @property
    def everything(self) -> list[Degrees]:
        """All places that must lie on the map."""
        ways = [point for way in self.ways for point in way.points]
        corners = [corner for region in self.regions for corner in region.corners]
        reach = [point for ring in self.rings for point in circle(ring.middle, ring.km, corners=8)]
        return [*(spot.at for spot in self.spots), *ways, *corners, *reach]


class Words(NamedTuple):
    """A label that is to be placed: its lines, its type, where it belongs, and smaller lines below."""

    lines: tuple[str, ...]
    points: tuple[Point, ...]
    style: Style
    detail: tuple[str, ...] = ()

    @property
    def wanted(self) -> Wanted:
        """The room that it takes; words are upright and bold ones a little wider."""
        bold = 1.08 if self.style == "spot" else 1.0
        widths = [width_of(words, SIZE) * bold for words in self.lines] + [width_of(one, SMALL) for one in self.detail]
        height = LEADING * (len(self.lines) + len(self.detail)) + 2
        return Wanted(max(widths) + 4, height, self.points, NEAR if self.style in {"way", "region", "number"} else FAR)


def drawn_map(data: Map) -> str:
    """Land, grid, areas, circles, ways, signs and, last, the words; below the map what they mean and where it is from."""
    return _drawn(data, language())


@lru_cache(maxsize=8)
def _drawn(data: Map, _: str) -> str:
    """The same in a language: one map stands in many documents, and finding room for its words takes time."""
    if not data.everything:
        return picture(data.name, (WIDTH, 40), title=data.title, description=described(data),
                       body=[text(tell("No place has a position."), EDGE, 24)])  # fmt: skip
    data = _together(data)
    on = ground(data.everything, top=TOP, highest=data.height)
    below = shown(data.below, on.extent)
    words, told = _words(data, below, on)
    body = [
        _window(data, on, [*land(below, on), *grid(on), *_regions(data, on), *_rings(data, on), *_ways(data, on)]),
        *(part for spot in data.spots for part in sign(spot.sort, *on.at(spot.at), hospital=spot.hospital)),
        *scale_bar(on), *edge(on), _frame(on),
        *(part for each in words for part in _label(*each)),
    ]  # fmt: skip
    foot, bottom = _foot(data, told, on.frame.bottom + 50)
    return picture(data.name, (WIDTH, bottom), title=data.title, description=described(data), body=[*body, *foot])


def _together(data: Map) -> Map:
    """The same, cut open at the meridian farthest from everything: the line at which the date changes is one of many."""
    found = sorted({(x + 180) % 360 - 180 for x, _ in data.everything})
    after = [found[-1] - 360, *found[:-1]]
    west = max(zip(found, after, strict=True), key=lambda pair: pair[0] - pair[1])[0] - 1e-6  # what lies on it, too

    def near(place: Degrees) -> Degrees:
        x, y = place
        return place if west <= x < west + 360 else (west + (x - west) % 360, y)

    return replace(
        data,
        spots=tuple(replace(spot, at=near(spot.at)) for spot in data.spots),
        ways=tuple(replace(way, points=tuple(map(near, way.points))) for way in data.ways),
        regions=tuple(replace(region, corners=tuple(map(near, region.corners))) for region in data.regions),
        rings=tuple(replace(ring, middle=near(ring.middle)) for ring in data.rings),
    )


def _foot(data: Map, told: str, y: float) -> tuple[list[str], float]:
    """The legend, the names that found no room, the disclaimer and the source; and where they end."""
    drawn: list[str] = []
    for row in legend_rows(entries(data)):
        drawn += legend_row(row, y)
        y += LEGEND
    for words in filter(None, (told, _nowhere(data), f"{tell(DISCLAIMER)} {perhaps(data.below.source)}".strip())):
        for part in wrapped(words, WIDTH - 2 * EDGE, size=SMALL, lines=LONGEST):
            drawn.append(text(part, EDGE, y, font_size=SMALL, font_style="italic"))
            y += 11
    return drawn, y + 2


def _nowhere(data: Map) -> str:
    if not data.nowhere:
        return ""
    return tell("Without a position in the plan, so not on the map: {places}.", places=", ".join(data.nowhere))


def described(data: Map) -> str:
    """The drawing in words."""
    areas = [(tell("Areas"), ", ".join(region.label for region in data.regions))] if data.regions else []
    spots = [(spot.label, _said(spot)) for spot in data.spots]
    ways = [(f"{tell(BY[way.mode].capitalize())}, {way.title or tell('a way')}", _how(way, data)) for way in data.ways]
    rings = [(tell("Reached {how}", how=words), ", ".join(found)) for words, found in _reach(data) if found]
    told = (
        tell("{what}: {said}.", what=what, said=said) if said else f"{what}."
        for what, said in areas + spots + ways + rings
    )
    return " ".join(filter(None, (*told, _nowhere(data), perhaps(data.below.source)))) or tell(
        "No place has a position."
    )


def _said(spot: Spot) -> str:
    return ", ".join(filter(None, (tell(SORTS[spot.sort]), tell("hospital") if spot.hospital else "", spot.detail)))


def _how(way: Way, data: Map) -> str:
    return tell("; ").join(filter(None, (way.label.replace("\n", ", "), _weight(way.weight, data))))


def _weight(weight: int, data: Map) -> str:
    return tell(data.weights[weight]) if data.weights[weight] else ""


def _reach(data: Map) -> Iterator[tuple[str, list[str]]]:
    for dashed, words in enumerate(data.circles):
        found = [ring for ring in data.rings if ring.dashed == bool(dashed)]
        around = "{reach} around {place}"
        reached = [tell(around, reach=ring.label, place=ring.title or tell("a place")) for ring in found]
        yield tell(words or "circle"), reached


def _window(data: Map, on: Ground, inner: list[str]) -> str:
    """What must not leave the frame of the map."""
    left, top, right, bottom = on.frame
    cut = element("clipPath", rect((left, top), (right - left, bottom - top)), id=f"{data.name}-frame")
    return element("defs", cut) + element("g", *inner, clip_path=f"url(#{data.name}-frame)")


def _frame(on: Ground) -> str:
    left, top, right, bottom = on.frame
    return rect((left, top), (right - left, bottom - top), fill="none", stroke="currentColor", stroke_width="0.8")


def _regions(data: Map, on: Ground) -> Iterator[str]:
    for region in data.regions:
        yield path(on.line(region.corners), close=True, fill="#1f4e79", fill_opacity="0.05", stroke="#1f4e79",
                   stroke_width="1.3", stroke_dasharray="7 3 1.5 3", class_="pk-line")  # fmt: skip


def _rings(data: Map, on: Ground) -> Iterator[str]:
    for ring in data.rings:
        yield path(on.line(circle(ring.middle, ring.km)), close=True, fill="none", stroke="currentColor",
                   stroke_width="1.1", stroke_dasharray="5 3" if ring.dashed else "")  # fmt: skip


def _ways(data: Map, on: Ground) -> Iterator[str]:
    for way in data.ways:
        points, width = on.line(way.points), WEIGHTS[way.weight]
        yield path(points, fill="none", stroke="#ffffff", stroke_width=width + 2, class_="pk-halo")
        yield path(points, fill="none", stroke="currentColor", stroke_width=width, stroke_dasharray=DASHES[way.mode])
        if way.arrow:
            yield arrow_head(*along(points, (0.6, 0.62)), size=5 + width)


# --- Words ------------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Lettering:
    """Words put on a map one group after the other, and what is taken up by then."""

    frame: Box
    taken: list[Box]
    lines: list[Segment]
    found: list[tuple[Words, Placed]]

    def put(self, labels: Iterable[Words]) -> list[Words]:
        """Give each a place; those that find none."""
        every, lost = list(labels), list[Words]()
        places = placed([one.wanted for one in every], self.frame, self.taken, self.lines)
        for label, place in zip(every, places, strict=True):
            if place is None:
                lost.append(label)
                continue
            self.found.append((label, place))
            self.taken.append(place.box)
            self.lines += [place.leader] if place.leader is not None else []
        return lost


def _words(data: Map, below: Outline, on: Ground) -> tuple[list[tuple[Words, Placed]], str]:
    """All words with their places, those of places first; a name without room is a number, told below the map."""
    signs = [Box(x - 6, y - 6, x + 6, y + 6) for x, y in (on.at(spot.at) for spot in data.spots)]
    sheet = _Lettering(on.frame, signs, _lines(data, on), [])
    lost = sheet.put(_names(data, on))
    bare = sheet.put(Words((str(n),), label.points, "number") for n, label in enumerate(lost, 1))
    sheet.put(_others(data, below, on))
    unseen = {label.lines[0] for label in bare}
    told = (f"{'' if str(n) in unseen else f'{n} '}{' '.join(label.lines)}" for n, label in enumerate(lost, 1))
    return sheet.found, tell("Named here for want of room: {names}.", names=", ".join(told)) if lost else ""


def _names(data: Map, on: Ground) -> Iterator[Words]:
    for spot in data.spots:
        detail = wrapped(spot.detail, 150, size=SMALL, lines=4) if spot.detail else ()
        yield Words(wrapped(spot.label, 112, size=SIZE, lines=3), (on.at(spot.at),), "spot", detail)


def _others(data: Map, below: Outline, on: Ground) -> Iterator[Words]:
    """Words of ways, circles and areas, and last of what is not the plan's own."""
    for way in data.ways:
        if way.label:
            points = along(on.line(way.points), (0.5, 0.4, 0.62, 0.3, 0.72))
            yield Words(tuple(way.label.split("\n")), points, "way")
    for ring in data.rings:
        rim = on.line(circle(ring.middle, ring.km, corners=12))
        yield Words((ring.label,), tuple(point for point in rim if on.frame.holds(point)), "ring")
    for region in data.regions:
        yield Words(wrapped(region.label, 130, size=SIZE, lines=2), tuple(_inner(region, on)), "region")
    for name, place in below.names:
        yield Words(wrapped(name, 110, size=SIZE, lines=3), (on.at(place),), "name")


def _lines(data: Map, on: Ground) -> list[Segment]:
    circles = [circle(ring.middle, ring.km, corners=24) for ring in data.rings]
    drawn: Iterable[tuple[Degrees, ...]] = [
        *(way.points for way in data.ways), *((*ring, ring[0]) for ring in circles),
        *((*region.corners, region.corners[0]) for region in data.regions),
    ]  # fmt: skip
    return [segment for points in drawn for segment in pairwise(on.line(points))]


def _inner(region: Region, on: Ground) -> Iterator[Point]:
    """The middle of an area, and points between it and its corners and the middles of its sides."""
    ends = on.line(region.corners)
    corners = [*ends, *(((x + u) / 2, (y + v) / 2) for (x, y), (u, v) in pairwise([*ends, ends[0]]))]
    x, y = (sum(corner[axis] for corner in corners) / len(corners) for axis in (0, 1))
    yield x, y
    for share in (0.2, 0.4, 0.6, 0.75, 0.85):
        for corner in corners:
            yield x + (corner[0] - x) * share, y + (corner[1] - y) * share


def _label(label: Words, place: Placed) -> Iterator[str]:
    if place.leader is not None and label.style not in {"region", "name"}:
        yield line(*place.leader, stroke="currentColor", stroke_width="0.6")
    x = (place.box.left + place.box.right) / 2
    for row, words in enumerate(label.lines):
        yield _haloed(words, x, place.box.top + 10 + row * LEADING, font_size=SIZE, **STYLES.get(label.style, {}))
    for row, words in enumerate(label.detail, len(label.lines)):
        yield _haloed(words, x, place.box.top + 9.5 + row * LEADING, font_size=SMALL)


def _haloed(words: str, x: float, y: float, **style: str | float) -> str:
    """Words with a rim of paper; drawn twice, because not every viewer knows an order of painting."""
    behind = {**style, "class_": "pk-halo"}
    rim = text(words, x, y, text_anchor="middle", stroke="#ffffff", stroke_width=3, stroke_linejoin="round",
               aria_hidden="true", **behind)  # fmt: skip
    return rim + text(words, x, y, text_anchor="middle", **style)
