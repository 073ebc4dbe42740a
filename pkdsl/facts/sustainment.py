"""Who is supplied on which day, from lines and from stocks; what runs out, and which line holds it up.

Every place with a demand or a stock is part of a net of supply lines. Things come in where the net begins, with no limit
but the cargo that such a place handles in a day; contracts deliver, and plants make, at the places themselves. A stock
is filled up to what is to be kept there and no further, so a plan that must store more before a season has to say so.
Which demand waits when not all can come, a supply's `patience` says. What a line brings every few days counts as so much a
day. A solver proposes what each line brings; from that, levels and shortages follow day by day in exact numbers, so that
no rounding decides a verdict.

Source: stock + arrivals − demand, day by day; a linear program of the flow of several goods through time.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from pkdsl.entities.places import Location, Supply, SupplyLine
from pkdsl.plan.facts import derives
from pkdsl.values import NO_UNIT, Period, Quantity, Steps, Unknown, given, unknown_of
from pkdsl.values.conflicts import Trouble, troubles
from pkdsl.values.courses import Course, Run, courses
from pkdsl.values.dates import LAST_DAY, ONE_DAY
from pkdsl.values.flows import OUTSIDE, Line, Net, Store, by_line, reached, routed
from pkdsl.values.number import divide, exact
from pkdsl.values.operators import binary
from pkdsl.values.sustaining import delivered, refined, sustained

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from pkdsl.plan.plan import Plan
    from pkdsl.values.number import Number
    from pkdsl.values.value import Value

TONNES = "t/day"
NOTHING: Steps[Number] = Steps.always(0)

At = tuple[Location, Supply]


@derives(SupplyLine, "load")
def load(line: SupplyLine, plan: Plan) -> Value:
    """What must come by it on each day, stocks left alone, by the fewest lines that can bring it.

    Where several lines can, each is left `policy.margin` as far as possible; what none can bring is asked of those
    that carry most.
    """
    found = plan.memo(sustainment)
    return found.unclear[line] if line in found.unclear else _a_day(found.loads.get(line, NOTHING), plan)


@derives(SupplyLine, "needed")
def needed(line: SupplyLine, plan: Plan) -> Value:
    """Its throughput, and what is missing beyond it because that is all it brings."""
    trouble = plan.memo(sustainment).troubles.get(line)
    return line.throughput if trouble is None else binary("+", line.throughput, _a_day(trouble.missing, plan))


@derives(SupplyLine, "competing")
def competing(line: SupplyLine, plan: Plan) -> Value:
    """The places whose demands are together more than what comes by the full lines: without any of them it would do."""
    trouble = plan.memo(sustainment).troubles.get(line)
    return trouble.places if trouble is not None else ()


@derives(SupplyLine, "full_with")
def full_with(line: SupplyLine, plan: Plan) -> Value:
    """The other lines that are full there: if any of them had no limit, it would do."""
    trouble = plan.memo(sustainment).troubles.get(line)
    lines = trouble.lines if trouble is not None else ()
    return tuple(one for one in lines if one is not line and isinstance(one, SupplyLine))


@derives(SupplyLine, "mend")
def mend(line: SupplyLine, plan: Plan) -> Value:
    """The least that it would have to bring more on its fullest day so that as little as possible is missing."""
    trouble = plan.memo(sustainment).troubles.get(line)
    more = trouble.more if trouble is not None else None
    return plan.missing(line, "mend") if more is None else Quantity(more, plan.units.parse(TONNES))


@derives(SupplyLine, "to_store")
def to_store_of_line(line: SupplyLine, plan: Plan) -> Value:
    """What all those places must store more, so that nothing is missing the first time that the line is too weak."""
    runs = _runs(line, plan)
    return Quantity(sum(run.mass for run in runs), plan.units.parse("t")) if runs else plan.missing(line, "to_store")


@derives(SupplyLine, "to_store_by")
def to_store_by_of_line(line: SupplyLine, plan: Plan) -> Value:
    """The last day before less comes to one of them than is used."""
    runs = _runs(line, plan)
    return min(run.begins for run in runs) - ONE_DAY if runs else plan.missing(line, "to_store_by")


def _runs(line: SupplyLine, plan: Plan) -> list[Run]:
    """The first time that each supply runs out where the line is too weak."""
    found = plan.memo(sustainment)
    trouble = found.troubles.get(line)
    runs = [found.courses[at].run for at in trouble.short] if trouble is not None else []
    return [run for run in runs if run is not None]


# --- Places -----------------------------------------------------------------------------------------------------------


@derives(Location, "stock_level", by=Supply)
def stock_level(location: Location, supply: Supply, plan: Plan) -> Value:
    """What was there, and comes, less what is used and sent on; never more than is kept there, never below nought."""
    course = _course(location, supply, plan)
    if not isinstance(course, Course):
        return course
    return _amounts(course.level, supply, plan) if given(location.kept[supply]) else location.kept[supply]


@derives(Location, "shortfall", by=Supply)
def shortfall(location: Location, supply: Supply, plan: Plan) -> Value:
    """What is used on a day and neither comes on it nor lies there."""
    course, clouded = _course(location, supply, plan), plan.memo(sustainment).clouded.get(location)
    if not isinstance(course, Course):
        return course
    return clouded if clouded is not None and course.run is not None else _amounts(course.missing, supply, plan, "/day")


@derives(Location, "runs_out", by=Supply)
def runs_out(location: Location, supply: Supply, plan: Plan) -> Value:
    """The first day on which something of it is missing; unknown when none is."""
    run = _run(location, supply, plan)
    return run.short if isinstance(run, Run) else run


@derives(Location, "to_store", by=Supply)
def to_store(location: Location, supply: Supply, plan: Plan) -> Value:
    """How much more of it, there before it first gets less, would last until all of it comes again."""
    run = _run(location, supply, plan)
    return _amount(run.mass, supply, plan) if isinstance(run, Run) else run


@derives(Location, "to_store_by", by=Supply)
def to_store_by(location: Location, supply: Supply, plan: Plan) -> Value:
    """The last day before less of it comes than is used."""
    run = _run(location, supply, plan)
    return run.begins - ONE_DAY if isinstance(run, Run) else run


@derives(Location, "held_up_by", by=Supply)
def held_up_by(location: Location, supply: Supply, plan: Plan) -> Value:
    """The line that would have to bring more so that least is missing."""
    troubles = plan.memo(sustainment).troubles
    lines = [line for line, trouble in troubles.items() if (location, supply) in trouble.short]
    return lines[0] if lines else plan.missing(location, "held_up_by")


def _course(location: Location, supply: Supply, plan: Plan) -> Value:
    found, at = plan.memo(sustainment), (location, supply)
    return found.dark[at] if at in found.dark else found.courses.get(at, Course(NOTHING, NOTHING, None))


def _run(location: Location, supply: Supply, plan: Plan) -> Value:
    """When it first runs out; unknown where it does not, or where nobody knows."""
    missing, course = location.shortfall[supply], _course(location, supply, plan)
    if not given(missing) or not isinstance(course, Course):
        return missing
    return plan.missing(location, "runs_out") if course.run is None else course.run


# --- What follows for the whole plan ----------------------------------------------------------------------------------


class Sustainment(NamedTuple):
    """What is known of the supply of all places; masses in tonnes."""

    loads: dict[SupplyLine, Steps[Number]]
    courses: dict[At, Course]
    troubles: dict[SupplyLine, Trouble]
    dark: dict[At, Unknown]
    """Where a demand or a mass is not known."""
    clouded: dict[Location, Unknown]
    """Places beyond a line of which nobody knows what it brings: what is missing there may come by it."""
    unclear: dict[SupplyLine, Unknown]
    """Lines beyond which a demand is not known."""


def sustainment(plan: Plan) -> Sustainment:
    """Every net of places that lines join, by itself."""
    (asked, dark), period = _asked(plan), plan.period()
    found = Sustainment({}, {}, {}, dark, {}, {})
    if isinstance(period, Period):
        for places, lines in _nets(asked, plan):
            _add(found, _Cut(places, lines, asked, period, plan), plan)
    return found


def _add(found: Sustainment, cut: _Cut, plan: Plan) -> None:
    """Work out one net."""
    net, mission = cut.net(), plan.mission
    wanted = plan.parameter("policy", "margin", plan.span_of(mission)) if mission is not None else Unknown(())
    daily = routed(net.joined(), wanted.number_in(NO_UNIT) if isinstance(wanted, Quantity) else 1) if cut.lines else {}
    carried = by_line(daily)
    found.loads.update({line: cut.steps([carried[line, stretch] for stretch in net.stretches]) for line in cut.lines})
    net, daily, days = refined(net, daily)
    firsts = [cut.firsts[0] + sum(days[:stretch]) * ONE_DAY for stretch in net.stretches]
    near = net.joined()
    flow = sustained(near, daily) if cut.lines else delivered(net)
    ways = courses(net, flow, firsts)
    found.courses.update(ways)
    found.troubles.update(troubles(near, flow, ways, firsts) if cut.lines else {})
    clouded, unclear = cut.shaded({at: why for at, why in found.dark.items() if at[0] in cut.places})
    found.clouded.update(clouded)
    found.unclear.update(unclear)


def _asked(plan: Plan) -> tuple[dict[At, Steps[Number]], dict[At, Unknown]]:
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
            unknown = _unknown_in(used)
            if unknown:
                dark[location, supply] = unknown_of(unknown)
            elif any(one.number for one in used.values):
                if not given(supply.unit_mass) and (location, supply) in ends:
                    dark[location, supply] = unknown_of((supply.unit_mass,))
                else:
                    known[location, supply] = _masses(used, supply, plan)
    return known, dark


def _unknown_in(value: Value) -> list[Unknown]:
    """What is unknown of a value over time."""
    return [value] if not given(value) else [one for one in value.values if not given(one)]


def _nets(asked: Mapping[At, Steps[Number]], plan: Plan) -> Iterator[tuple[list[Location], list[SupplyLine]]]:
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


class _Cut:
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
        stored = {(place, supply) for place in places for supply in place.stored}
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
            unknown = _unknown_in(brings)
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


def _each(supply: Supply, plan: Plan) -> Number:
    """The tonnes that one of it counts as; one, where nobody says what it weighs: such things share no line with others."""
    mass = supply.unit_mass
    return mass.number_in(plan.units.parse("t")) if isinstance(mass, Quantity) else 1


def _mass(amount: Quantity, supply: Supply, plan: Plan) -> Number:
    return amount.number_in(plan.units.parse(supply.measure)) * _each(supply, plan)


def _masses(used: Steps[Value], supply: Supply, plan: Plan) -> Steps[Value]:
    """Amounts a day as tonnes a day."""
    unit, each = plan.units.parse(f"{supply.measure}/day"), _each(supply, plan)
    return used.map(lambda one: one.number_in(unit) * each if given(one) else 0)


def _amount(mass: Number, supply: Supply, plan: Plan, per: str = "") -> Quantity:
    return Quantity(divide(mass, _each(supply, plan)), plan.units.parse(f"{supply.measure}{per}"))


def _amounts(masses: Steps[Number], supply: Supply, plan: Plan, per: str = "") -> Value:
    if not given(supply.measure):
        return plan.missing(supply, "measure")
    unit, ones = plan.units.parse(f"{supply.measure}{per}"), Fraction(1) / _each(supply, plan)
    return masses.map(lambda mass: Quantity(exact(mass * ones), unit))


def _a_day(masses: Steps[Number], plan: Plan) -> Steps[Quantity]:
    unit = plan.units.parse(TONNES)
    return masses.map(lambda mass: Quantity(mass, unit))
