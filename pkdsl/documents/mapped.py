"""What documents show on maps: where the mission is, how forces come, and from where the wounded are fetched in time."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from pkdsl.documents import moving
from pkdsl.documents.saying import counted, day, say, shortlist, whole
from pkdsl.page import Figure
from pkdsl.pictures import outline
from pkdsl.pictures.axis import span_words
from pkdsl.pictures.maps import Map, Region, Ring, Spot, Way, described, drawn_map
from pkdsl.tongues import tell
from pkdsl.values import KM, ConditionDate, Position, Quantity, Steps, given

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pkdsl.documents.context import Context
    from pkdsl.pictures.legend import Mode, Sort
    from pkdsl.pictures.outline import Outline, Place

HEADQUARTERS = frozenset({"mission_hq", "force_hq", "sector_hq"})
GATES = frozenset({"port", "airfield", "border"})
ELSEWHERE = frozenset({"embarkation", "junction", "staging"})
"""Places that are no sites of the mission."""
AREAS = ("sector", "sub_sector", "buffer_zone", "aor", "protection")
BEARS = ((40, "bears 40 t and more"), (20, "bears 20 t and more"), (0, "bears less than 20 t"))
"""How ways on the ground are told apart, in tonnes."""
WEIGHTS = ("", *(words for _, words in reversed(BEARS)))
OPERATING = 2
"""The level from which on a facility has surgeons."""
BULGE = 0.09
"""How far a way by air or sea is bent, as a share of its length, so that it lies beside a road between the same places."""
TALL, SMALL = 520.0, 330.0
"""The height of a map, and of one on a page with little room."""


class Spotted(NamedTuple):
    """A place that may be seen, and where it lies."""

    place: Any
    at: Place


def mission(context: Context) -> Figure | None:
    """Sites, areas, and the ways between them."""
    return _mission(context, {}, tell("The area of the mission"), "mission-map")


def units(context: Context, name: str = "units-map", *, height: float = TALL) -> Figure | None:
    """The same, with the units that are based at each place."""
    details = {id(place): _based(context, place) for place in context.all("location")}
    return _mission(context, details, "Where units are based", name, height)


def closures(context: Context) -> Figure | None:
    """The same, with the last day of each place."""
    found = [one for one in context.all("location") if given(one.closes) and not context.withholds(one, "closes")]
    details = {id(place): f"closes {day(_when(place.closes))}" for place in found}
    return _mission(context, details, "When places close", "closures-map") if found else None


def projects(context: Context) -> Figure | None:
    """The same, with the quick-impact projects at each place."""
    found: dict[int, list[str]] = {}
    for each in context.all("project"):
        if given(each.at) and not context.withholds(each, "at"):
            found.setdefault(id(each.at), []).append(context.title(each))
    details = {place: shortlist(titles, most=3) for place, titles in found.items()}
    return _mission(context, details, "Where projects are", "projects-map") if found else None


def _mission(context: Context, details: dict[int, str], title: str, name: str, height: float = TALL) -> Figure | None:
    places = [place for place in context.all("location") if not _is(place, frozenset({"embarkation"}))]
    spotted = list(_spotted(context, places))
    spots, ways = _spots(context, spotted, details), tuple(_ways(context, spotted))
    data = Map(spots, ways, tuple(_regions(context)), below=below(context), weights=_weights(), height=height, title=title,
               name=name, nowhere=_nowhere(context, places))  # fmt: skip
    return _figure(data, title)


def _when(value: Any) -> Any:  # noqa: ANN401 -- a date, or a planned one
    return value.date if isinstance(value, ConditionDate) else value


def around(context: Context, site: Any) -> Figure | None:  # noqa: ANN401 -- a location
    """A site with the ways that lead there, and where from."""
    routes = [route for route in context.all("route") if site in (route.origin, route.destination)]
    ends = [end for route in routes for end in (route.origin, route.destination) if given(end) and end is not site]
    spotted = list(_spotted(context, dict.fromkeys([site, *ends])))
    if not spotted or spotted[0].place is not site:
        return None
    data = Map(_spots(context, spotted, {}), tuple(_ways(context, spotted, routes)), tuple(_regions(context, site)),
               below=below(context), weights=_weights(), height=SMALL, name="site-map", title="Where it lies",
               nowhere=_nowhere(context, dict.fromkeys(ends)))  # fmt: skip
    return _figure(data, "Where it lies, and the ways that lead there")


def deployment(context: Context) -> Figure | None:
    """Arrows along the legs of movements, by mode, with how many there are and when."""
    legs = [leg for movement in moving.movements(context) for leg in context.visible(movement.legs)]
    stretches = [stretch for leg in legs for stretch in _stretches(leg)]
    places = dict.fromkeys(place for start, end, _, _ in stretches for place in (start, end))
    spotted = list(_spotted(context, places))
    known = {id(one.place): one.at for one in spotted}
    groups: dict[tuple[int, int, str], list[tuple[Any, ...]]] = {}
    for stretch in stretches:
        start, end, mode, _ = stretch
        if id(start) in known and id(end) in known:
            groups.setdefault((id(start), id(end), mode), []).append(stretch)
    ways = tuple(_arrow(context, group, known) for group in groups.values())
    if not ways:
        return None
    title = "How the force comes"
    data = Map(_spots(context, spotted, {}), ways, tuple(_regions(context)), below=below(context), name="deployment-map",
               title=title, nowhere=_nowhere(context, places))  # fmt: skip
    return _figure(data, f"{title}: arrows by mode, with the number of movements and the days on which they leave")


def _stretches(leg: Any) -> Iterator[tuple[Any, Any, str, Any]]:  # noqa: ANN401 -- a leg
    """A leg as stretches along its routes; without routes from end to end."""
    here = leg.origin
    for route in leg.routes if given(leg.routes) else ():
        ends = (route.origin, route.destination)
        if here in ends:
            there = ends[1] if here is ends[0] else ends[0]
            yield here, there, str(leg.means), (leg, route)
            here = there
    if here is leg.origin and given(here) and given(leg.destination):
        yield here, leg.destination, str(leg.means), (leg, None)


def _arrow(context: Context, group: list[tuple[Any, ...]], known: dict[int, Place]) -> Way:
    start, end, mode, (_, route) = group[0]
    moving_ = dict.fromkeys(context.title(leg.parent) for _, _, _, (leg, _) in group)
    days = sorted(leg.leaves for _, _, _, (leg, _) in group if given(leg.leaves))
    label = "\n".join(filter(None, (counted(len(moving_), "movement"), span_words(days[0], days[-1]) if days else "")))
    points = _line(
        known[id(start)], known[id(end)], mode, route, backwards=route is not None and route.origin is not start
    )
    ends = f"{context.title(start)} to {context.title(end)}"
    return Way(points, _mode(mode), 1, label, arrow=True, title=ends)


def evacuation(context: Context) -> Figure | None:
    """How far from each hospital the wounded are fetched in time for surgery, by day and by night in the dry season."""
    rings = tuple(_rings(context))
    if not rings:
        return None
    places = [place for place in context.all("location") if not _is(place, ELSEWHERE)]
    spotted = list(_spotted(context, places))
    spots = _spots(context, spotted, {}, late=True)
    title = "From where the wounded reach surgery in time"
    data = Map(spots, (), tuple(_regions(context)), rings, below(context), circles=("by day", "by night"),
               name="evacuation-map", title=title, nowhere=_nowhere(context, places))  # fmt: skip
    return _figure(data, f"{title}, by day and by night, in the dry season")


def _rings(context: Context) -> Iterator[Ring]:
    """The widest circle of each hospital by each light."""
    widest: dict[tuple[int, str], tuple[Quantity, Any]] = {}
    for asset in context.all("evacuation_asset"):
        for light in ("day", "night"):
            base, radius = asset.base, _radius(context, asset, light)
            place = _first(base)
            if place is None or radius is None or not context.shows(place):
                continue
            found = widest.get((id(place), light))
            if radius.number and (found is None or radius.number > found[0].number):
                widest[id(place), light] = (radius, place)
    for (_, light), (radius, place) in widest.items():
        at = _at(context, place)
        if at is not None:
            yield Ring(
                at, float(radius.number_in(KM)), say(radius), dashed=light == "night", title=context.title(place)
            )


def _radius(context: Context, asset: Any, light: str) -> Quantity | None:  # noqa: ANN401 -- an evacuation asset
    """How far it reaches on the first day on which it is there, today or later."""
    found = asset.radius
    for key in (light, "dry"):
        found = found.get(key) if given(found) else None
    if not isinstance(found, Steps) or context.withholds(asset, "radius"):
        return None
    known = [one for one in found.values if isinstance(one, Quantity)]
    today = found.at(context.day) if context.day is not None else None
    return today if isinstance(today, Quantity) else next(iter(known), None)


def _first(value: Any) -> Any:  # noqa: ANN401 -- a base over time, or Unknown
    """The place where something is first stationed."""
    return next((one for one in value.values if given(one)), None) if isinstance(value, Steps) else None


# -- what lies on the map ---------------------------------------------------------------------------------------------


def below(context: Context) -> Outline:
    """The layer that the plan brings, else the world."""
    layer = context.compilation.layer
    own = _read(layer.text, layer.source) if layer is not None else None
    return own if own is not None else outline.world()


@lru_cache(maxsize=2)
def _read(text: str, source: str) -> Outline | None:
    return outline.read(text, source or "The layer below is the plan's own.")


def _figure(data: Map, title: str) -> Figure | None:
    return Figure(drawn_map(data), (f"{title}.",), described(data)) if data.spots else None


def _spotted(context: Context, places: Iterable[Any]) -> Iterator[Spotted]:
    for place in places:
        at = _at(context, place) if context.shows(place) else None
        if at is not None:
            yield Spotted(place, at)


def _nowhere(context: Context, places: Iterable[Any]) -> tuple[str, ...]:
    """The titles of those that have no position."""
    return tuple(sorted(context.title(place) for place in places if context.shows(place) and not given(place.at)))


def _at(context: Context, place: Any) -> Place | None:  # noqa: ANN401 -- a location
    return _degrees(place.at) if given(place.at) and not context.withholds(place, "at") else None


def _degrees(position: Position) -> Place:
    return float(position.longitude), float(position.latitude)


def _is(place: Any, types: frozenset[str]) -> bool:  # noqa: ANN401 -- a location
    return given(place.type) and any(one in types for one in place.type)


def _spots(
    context: Context, spotted: list[Spotted], details: dict[int, str], *, late: bool = False
) -> tuple[Spot, ...]:
    """The places by rank, so that the words of headquarters are placed first."""
    names = _names(context, [one.place for one in spotted])
    found = [
        Spot(
            names[id(place)],
            at,
            _sort(context, place, late=late),
            details.get(id(place), ""),
            _has_hospital(context, place),
        )
        for place, at in spotted
    ]
    order = ("headquarters", "alarm", "site", "port", "point")
    return tuple(sorted(found, key=lambda spot: (order.index(spot.sort), spot.label)))


def _names(context: Context, places: list[Any]) -> dict[int, str]:
    """What stands beside a place: its title up to the first comma where that names one place alone."""
    short = {id(place): context.title(place).split(",")[0] for place in places}
    often = Counter(short.values())
    return {id(place): short[id(place)] if often[short[id(place)]] == 1 else context.title(place) for place in places}


def _sort(context: Context, place: Any, *, late: bool) -> Sort:  # noqa: ANN401 -- a location
    if late and _is_late(context, place):
        return "alarm"
    if _is(place, HEADQUARTERS):
        return "headquarters"
    if not given(place.type) or _is(place, ELSEWHERE):
        return "point"
    sites = any(one not in GATES | ELSEWHERE | {"logistics_base"} for one in place.type)
    return "site" if sites else "port"


def _has_hospital(context: Context, place: Any) -> bool:  # noqa: ANN401 -- a location
    """Whether its type says so, or a facility that operates stands there."""
    return _is(place, frozenset({"hospital"})) or any(
        one.at is place and given(one.level) and whole(one.level) >= OPERATING
        for one in context.all("medical_facility")
    )


def _is_late(context: Context, place: Any) -> bool:  # noqa: ANN401 -- a location
    """Whether the wounded of the place reach surgery, by night in the dry season, later than the policy allows."""
    found = place.surgery_time
    for key in ("night", "dry", "all"):
        found = found.get(key) if given(found) else None
    limit = context.policy("surgery_time")
    if not isinstance(found, Steps) or not isinstance(limit, Quantity) or context.withholds(place, "surgery_time"):
        return False
    known = [one for one in found.values if isinstance(one, Quantity)]
    return bool(known) and min(one.number_in(limit.unit) for one in known) > limit.number


def _based(context: Context, place: Any) -> str:  # noqa: ANN401 -- a location
    """The units that are based there at some time."""
    return shortlist(
        (
            context.title(unit)
            for unit in context.all("unit")
            if isinstance(unit.base, Steps)
            and any(one is place for one in unit.base.values)
            and not given(unit.relieves)
        ),
        most=3,
    )


def _regions(context: Context, site: Any = None) -> Iterator[Region]:  # noqa: ANN401 -- a location, or None
    """Areas with a boundary; the whole mission area only where nothing smaller has one."""
    areas = [
        area for area in context.all("area")
        if given(area.boundary) and all(map(given, area.boundary)) and not context.withholds(area, "boundary")
        and (site is None or (given(site.area) and area in site.area))
    ]  # fmt: skip
    small = [area for area in areas if given(area.type) and area.type in AREAS]
    for area in small or areas:
        yield Region(context.title(area), tuple(map(_degrees, area.boundary)))


def _ways(context: Context, spotted: list[Spotted], routes: Iterable[Any] | None = None) -> Iterator[Way]:
    known = {id(one.place): one.at for one in spotted}
    for route in context.all("route") if routes is None else routes:
        ends = (route.origin, route.destination)
        if not all(given(end) and id(end) in known for end in ends) or not given(route.mode):
            continue
        start, end = (known[id(one)] for one in ends)
        length = context.figure(route, "length")
        ground = route.mode in moving.ON_THE_GROUND
        label = getattr(length, "text", "") if ground and given(route.length) else ""
        yield Way(
            _line(start, end, str(route.mode), route), _mode(str(route.mode)), _weight(context, route) if ground else 0, label,
            title=context.title(route),
        )  # fmt: skip


def _mode(name: str) -> Mode:
    modes: tuple[Mode, ...] = ("road", "rail", "river", "sea", "air", "pipeline")
    return next((mode for mode in modes if mode == name), "road")


def _weight(context: Context, route: Any) -> int:  # noqa: ANN401 -- a route
    if not given(route.max_load) or context.withholds(route, "max_load"):
        return 0
    tonnes = route.max_load.number_in(context.plan.units.parse("t"))
    return next(len(BEARS) - n for n, (least, _) in enumerate(BEARS) if tonnes >= least)


def _weights() -> tuple[str, str, str, str]:
    unknown, low, middle, high = WEIGHTS
    return unknown, low, middle, high


def _line(start: Place, end: Place, mode: str, route: Any, *, backwards: bool = False) -> tuple[Place, ...]:  # noqa: ANN401 -- a route, or None
    """The points of a way: as the route gives them, else straight on the ground and bent by air and sea."""
    path = route.path if route is not None else ()
    if given(path) and path:
        inner = [_degrees(point) for point in (reversed(path) if backwards else path) if given(point)]
        return tuple(dict.fromkeys((start, *inner, end)))
    if mode in moving.ON_THE_GROUND:
        return start, end
    across, up = (end[0] - start[0] + 180) % 360 - 180, end[1] - start[1]  # the shorter way around the earth
    shares = [n / 16 for n in range(17)]
    return tuple(
        (start[0] + across * s - up * 4 * BULGE * s * (1 - s), start[1] + up * s + across * 4 * BULGE * s * (1 - s))
        for s in shares
    )
