"""The nets that places and supply lines make, as numbers: who uses what, what is kept where, and what lines can bring.

Time is cut where something changes, so that all days of a stretch are equal; masses are tonnes.

Source: as in `supply`, which asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pkdsl.entities.places import Location, Supply, SupplyLine
from pkdsl.values import Period, Quantity, Steps, Unknown, given, unknown_of
from pkdsl.values.dates import LAST_DAY, ONE_DAY
from pkdsl.values.flows import OUTSIDE, Line, Net, Store, reached

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from pkdsl.plan.plan import Plan
    from pkdsl.values.number import Number
    from pkdsl.values.value import Value

TONNES = "t/day"

At = tuple[Location, Supply]


def asked_of(plan: Plan) -> tuple[dict[At, Steps[Number]], dict[At, Unknown]]:
    """What is used of each supply at each place on each day, in tonnes; and where that is not known.

    What a line brings has a mass, or nobody knows how much of it can come.
    """
    known: dict[At, Steps[Number]] = {}
    dark: dict[At, Unknown] = {}
    ends = {
        (line.destination, one)
        for line in plan.all(SupplyLine)
        for one in (line.carries if given(line.carries) else plan.all(Supply))
    }
    for location in plan.all(Location):
        for supply, used in location.demand.items():
            unknown = unknown_in(used)
            if unknown:
                dark[location, supply] = unknown_of(unknown)
            elif any(one.number for one in used.values):
                if not given(supply.unit_mass) and (location, supply) in ends:
                    dark[location, supply] = unknown_of((supply.unit_mass,))
                else:
                    known[location, supply] = _masses(used, supply, plan)
    return known, dark


def unknown_in(value: Value) -> list[Unknown]:
    """What is unknown of a value over time."""
    return [value] if not given(value) else [one for one in value.values if not given(one)]


def nets_of(asked: Mapping[At, Steps[Number]], plan: Plan) -> Iterator[tuple[list[Location], list[SupplyLine]]]:
    """Places that lines join, with their lines; places alone too, where something is used or kept."""
    lines = [line for line in plan.all(SupplyLine) if given(line.origin) and given(line.destination)]
    nets: dict[Location, tuple[list[Location], list[SupplyLine]]] = {}
    used = {place for place, _ in asked} | {place for line in lines for place in (line.origin, line.destination)}
    for place in plan.all(Location):
        if place.stocks or place in used:
            nets[place] = ([place], [])
    for line in lines:
        one, two = nets[line.origin], nets[line.destination]
        if one is not two:
            one[0].extend(two[0])
            one[1].extend(two[1])
            nets.update(dict.fromkeys(two[0], one))
        one[1].append(line)
    yield from {id(net): net for net in nets.values()}.values()


class _Way(NamedTuple):
    """A line of the net, before time is cut into stretches."""

    name: object
    origin: object
    destination: object
    carried: frozenset[Supply] | None
    most: Steps[Number | None]


class Cut:
    """A net, cut into stretches in which all days are equal."""

    def __init__(
        self,
        places: list[Location],
        lines: list[SupplyLine],
        asked: Mapping[At, Steps[Number]],
        period: Period,
        plan: Plan,
    ) -> None:
        self.lines, self.places, self._period, self._plan = lines, places, period, plan
        stored = {(place, supply) for place in places for supply in place.stored if given(supply)}
        self._stores = {at: store for at in sorted(stored, key=self._path) if (store := self._stored(*at)) is not None}
        self._demand = {at: self._since_count(at, mass) for at, mass in asked.items() if at[0] in places}
        self._ways = [*map(self._line, lines), *(way for place in places for way in self._sources(place))]
        cuts = {day for mass in self._demand.values() for day in mass.days}
        cuts |= {day for way in self._ways for day in way.most.days}
        cuts |= {begins for begins, *_ in self._stores.values()}
        self.firsts = [period.start, *sorted(day for day in cuts if period.start < day <= period.end)]

    def _since_count(self, at: At, mass: Steps[Number]) -> Steps[Number]:
        """What is used from the day on which the stock was counted: what was used before is gone from it already."""
        begins = self._stores[at][0] if at in self._stores else self._period.start
        return mass.within(Period(begins, LAST_DAY), 0)

    def net(self) -> Net:
        """All of it as numbers."""
        ends = [*self.firsts[1:], self._period.end + ONE_DAY]
        return Net(
            tuple((end - first).days for first, end in zip(self.firsts, ends, strict=True)),
            tuple(
                Line(name, origin, destination, carried, tuple(map(most.at, self.firsts)), isinstance(name, SupplyLine))
                for name, origin, destination, carried, most in self._ways
            ),
            {at: tuple(map(mass.at, self.firsts)) for at, mass in self._demand.items()},
            {at: Store(self.firsts.index(begins), *amounts) for at, (begins, *amounts) in self._stores.items()},
            {supply: supply.patience for _, supply in (*self._demand, *self._stores)},
        )

    def steps(self, values: Iterable[Number]) -> Steps[Number]:
        """A value for each stretch, day by day; nought before and after."""
        return Steps.of(0, zip([*self.firsts, self._period.end + ONE_DAY], [*values, 0], strict=True))

    def shaded(self, dark: Mapping[At, Unknown]) -> tuple[dict[Location, Unknown], dict[SupplyLine, Unknown]]:
        """Places beyond lines of which nobody knows what they bring, and lines before demands that nobody knows."""
        places: dict[Location, Unknown] = {}
        for line in self.lines:
            brings = line.throughput
            unknown = unknown_in(brings)
            if unknown:
                beyond = reached([line.destination], [(one.origin, one.destination) for one in self.lines])
                places.update(dict.fromkeys((place for place in beyond if isinstance(place, Location)), unknown[0]))
        lines: dict[SupplyLine, Unknown] = {}
        for (place, supply), why in dark.items():
            ways = [line for line in self.lines if not given(line.carries) or supply in line.carries]
            before = reached([place], [(one.destination, one.origin) for one in ways])
            lines.update({line: why for line in ways if line.destination in before})
        return places, lines

    def _line(self, line: SupplyLine) -> _Way:
        brings, unit = line.throughput, self._plan.units.parse(TONNES)
        carried = line.carries if given(line.carries) else [supply for _, supply in (*self._demand, *self._stores)]
        most: Steps[Number | None] = Steps.always(0)
        if given(brings):
            most = brings.map(lambda one: one.number_in(unit) if given(one) else 0)
        goods = frozenset(supply for supply in carried if given(supply.unit_mass))
        return _Way(line, line.origin, line.destination, goods, most)

    def _sources(self, place: Location) -> Iterator[_Way]:
        """How things come in at a place without a line: as an entry, by a contractor, from a plant."""
        unit, life, limit = self._plan.units.parse(TONNES), place.life, place.takes_in
        if place.is_entry:
            most: Steps[Number | None] = Steps.always(None)
            most = limit.map(lambda one: one.number_in(unit)) if given(limit) else most
            most = most.within(life, 0) if isinstance(life, Period) else most
            yield _Way(("entry", place), OUTSIDE, place, None, most)
        for supply in sorted({supply for _, supply in (*self._demand, *self._stores)}, key=self._plan.path_of):
            some, days, made = frozenset({supply}), place.delivered[supply], place.makes[supply]
            if given(days) and any(day is True for day in days.values):
                yield _Way(("contract", place, supply), OUTSIDE, place, some, days.map(lambda day: None if day else 0))
            if given(made) and any(given(one) and one.number for one in made.values):
                yield _Way(("plant", place, supply), OUTSIDE, place, some, _masses(made, supply, self._plan))

    def _stored(self, place: Location, supply: Supply) -> tuple[date, Number, Number, Number] | None:
        """When a stock is there, how much, its minimum, and what is kept; None where that is not known."""
        held, least, most = place.on_hand[supply], place.least_stock[supply], place.kept[supply]
        if not given(held) or not given(most) or not given(supply.measure):
            return None
        start, counted = self._period.start, place.counted[supply]
        begins = min(max(start, counted), self._period.end) if given(counted) else start
        minimum = _mass(least, supply, self._plan) if given(least) else 0
        return begins, _mass(held, supply, self._plan), minimum, _mass(most, supply, self._plan)

    def _path(self, at: At) -> tuple[str, str]:
        return self._plan.path_of(at[0]), self._plan.path_of(at[1])


def unit_mass(supply: Supply, plan: Plan) -> Number:
    """The tonnes that one of it counts as; one, where nobody says what it weighs: such things share no line with others."""
    mass = supply.unit_mass
    return mass.number_in(plan.units.parse("t")) if isinstance(mass, Quantity) else 1


def _mass(amount: Quantity, supply: Supply, plan: Plan) -> Number:
    return amount.number_in(plan.units.parse(supply.measure)) * unit_mass(supply, plan)


def _masses(used: Steps[Value], supply: Supply, plan: Plan) -> Steps[Value]:
    """Amounts a day as tonnes a day."""
    unit, mass = plan.units.parse(f"{supply.measure}/day"), unit_mass(supply, plan)
    return used.map(lambda one: one.number_in(unit) * mass if given(one) else 0)
