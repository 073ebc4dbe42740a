"""How an asset moves: when it starts, how fast it is, and how long it takes from place to place.

Source: distance ÷ speed; great circles after Karney (2013), quickest ways after Dijkstra (1959).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from pkdsl.entities.medical import EvacuationAsset
from pkdsl.entities.places import Location, Route
from pkdsl.schema import Ground, Light
from pkdsl.values import HOLE, KM, NO_UNIT, Unknown, geodesic, given
from pkdsl.values.nets import Stretch, Travel, net_of, travels
from pkdsl.values.number import divide
from pkdsl.values.operators import binary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pkdsl.facts.casevac.theatre import Net
    from pkdsl.plan.plan import Plan
    from pkdsl.values.number import Number
    from pkdsl.values.value import Value

SPEEDS = {"air": "helicopter_speed", "road": "ambulance_speed"}
"""The policy values that stand in for a speed that is not given."""


class Motion(NamedTuple):
    """How an asset moves by one light and on one ground: its pace, the minutes until it starts, and how far it goes at most."""

    pace: Pace
    notice: Number
    range: Number | None


class Road(NamedTuple):
    """A route: its ends, its length, and the km a minute that it allows on each ground (None: any)."""

    ends: tuple[Location, Location]
    km: Number
    allowed: Mapping[str, Number | None]


@dataclass(frozen=True, eq=False, slots=True)
class Pace:
    """One mode, one ground and one speed in km a minute (None: as the way allows), with the travels that it is known for."""

    mode: str
    ground: str
    speed: Number | None
    trees: dict[tuple[Location, Net], Mapping[Location, Travel]] = field(default_factory=dict)
    nets: dict[Net, Any] = field(default_factory=dict)


class Journeys:
    """Reads from the plan how everybody moves, and works out travel times from that, each once."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._minute, self._pace = plan.units.parse("min"), plan.units.parse("km/min")
        self._paces: dict[tuple[str, str, Number | None], Pace] = {}
        cases = tuple(product(get_args(Light), get_args(Ground)))
        self._motions = {
            (asset, *case): self._motion(asset, *case) for asset in plan.all(EvacuationAsset) for case in cases
        }
        self._roads = {route: self._road(route) for route in plan.all(Route) if route.mode in {"road", "river"}}
        self._positions: dict[Location, Value] = {place: place.at for place in plan.all(Location)}

    def minutes(self, duration: Value) -> Number | Unknown:
        """A duration in minutes."""
        found: Number | Unknown = duration.number_in(self._minute) if given(duration) else duration
        return found

    def motion(self, asset: EvacuationAsset, light: str, ground: str) -> Motion | Unknown | None:
        """How an asset moves; None where it rests, unknown where the plan does not say enough."""
        return self._motions[asset, light, ground]

    def _motion(self, asset: EvacuationAsset, light: str, ground: str) -> Motion | Unknown | None:
        if not given(asset.mode):
            return self._unknown(asset, "mode")
        if light == "night" and not given(asset.night):
            return self._unknown(asset, "night")
        if light == "night" and not asset.night:
            return None
        notice, speed = self.minutes(self.notice(asset, light)), self.speed(asset, ground)
        far = asset.range.number_in(KM) if given(asset.range) else None
        if isinstance(notice, Unknown):
            return notice
        if isinstance(speed, Unknown):
            return Motion(self._at(asset.mode, ground, None), notice, far) if asset.mode == "river" else speed
        pace = speed.number_in(self._pace)
        return Motion(self._at(asset.mode, ground, pace), notice, far) if pace > 0 else None

    def _at(self, mode: str, ground: str, speed: Number | None) -> Pace:
        """The pace of everybody who moves alike; in the air the ground is no matter."""
        key = (mode, "" if mode == "air" else ground, speed)
        if key not in self._paces:
            self._paces[key] = Pace(*key)
        return self._paces[key]

    def notice(self, asset: EvacuationAsset, light: str) -> Value:
        """Its own by that light; of an aircraft else the policy's, but at night no less than by day; of others that by day."""
        by_day: Value = asset.notice
        if asset.mode == "air" and not given(by_day) and by_day is not HOLE:
            by_day = self._policy("casevac_notice_day", asset)
        if light == "day":
            return by_day if given(by_day) else self._unknown(asset, "notice")
        if given(asset.night_notice):
            return asset.night_notice
        if asset.mode != "air":
            return by_day if given(by_day) else self._unknown(asset, "night_notice")
        by_night = self._policy("casevac_notice_night", asset)
        if not given(by_day) or not given(by_night):
            return by_night
        return by_day if binary(">", by_day, by_night) else by_night

    def speed(self, asset: EvacuationAsset, ground: str) -> Value:
        """Its own on that ground; of ambulances on wet ground else the policy's where that is less; else that on dry ground."""
        dry: Value = asset.speed
        if not given(dry) and dry is not HOLE and asset.mode in SPEEDS:
            dry = self._policy(SPEEDS[asset.mode], asset)
        if ground == "dry" or not given(dry):
            return dry if given(dry) else self._unknown(asset, "speed")
        if given(asset.wet_speed):
            return asset.wet_speed
        wet = self._policy("ambulance_wet_speed", asset) if asset.mode == "road" else dry
        return min((dry, wet), key=lambda speed: speed.number_in(self._pace)) if given(wet) else wet

    def _unknown(self, asset: EvacuationAsset, field: str) -> Unknown:
        return HOLE if getattr(asset, field) is HOLE else self._plan.missing(asset, field)

    def _policy(self, name: str, asset: EvacuationAsset) -> Value:
        return self._plan.parameter("policy", name, self._plan.span_of(asset))

    def travel(self, source: Location, there: Location, pace: Pace, net: Net) -> Travel | Unknown | None:
        """The journey between two places, the same in both directions; None where no way leads there."""
        if source is there:
            return Travel(0, 0)
        if pace.mode != "air":
            return self._tree(source, pace, net).get(there)
        here, goal = self._positions[source], self._positions[there]
        for place, at in ((source, here), (there, goal)):
            if isinstance(at, Unknown):
                return at if at is HOLE else self._plan.missing(place, "at")
        km = geodesic(here, goal).number
        return Travel(km, divide(km, pace.speed or 1))

    @staticmethod
    def beyond(km: Number, pace: Pace) -> Travel | None:
        """So much farther at one's own speed."""
        if not km:
            return Travel(0, 0)
        return None if pace.speed is None else Travel(km, divide(km, pace.speed))

    def _tree(self, source: Location, pace: Pace, net: Net) -> Mapping[Location, Travel]:
        """The journeys from a place to all that routes lead to."""
        tree = pace.trees.get((source, net))
        if tree is None:
            if net not in pace.nets:
                pace.nets[net] = net_of(self._stretches(pace, net))
            tree = pace.trees[source, net] = travels(pace.nets[net], source)
        return tree

    def _stretches(self, pace: Pace, net: Net) -> Iterator[Stretch]:
        """The routes with the minutes that they take: nobody is faster than he can be, nor than the route allows."""
        for route in net.routes:
            road = self._roads[route]
            limits = [] if road is None else [pace.speed, road.allowed[pace.ground]]
            known = [speed for speed in limits if speed is not None]
            if road is not None and known and min(known) > 0:
                yield Stretch(*road.ends, road.km, divide(road.km, min(known)))

    def _road(self, route: Route) -> Road | None:
        """What a route is to who drives on it; None where it does not say from where to where, or how far."""
        ends = (route.origin, route.destination)
        if not all(map(given, (*ends, route.length))):
            return None
        return Road(
            ends, route.length.number_in(KM), {ground: self._allowed(route, ground) for ground in get_args(Ground)}
        )

    def _allowed(self, route: Route, ground: str) -> Number | None:
        """The speed on a route: in the wet season its own, else its dry one less what the season takes of it on roads."""
        if ground == "wet" and given(route.wet_speed):
            return route.wet_speed.number_in(self._pace)
        if not given(route.speed):
            return None
        seasons = route.seasons if ground == "wet" and route.mode == "road" else ()
        shares = [one.road_speed.number_in(NO_UNIT) for one in seasons if one.type == "wet" and given(one.road_speed)]
        return route.speed.number_in(self._pace) * min(shares, default=1)
