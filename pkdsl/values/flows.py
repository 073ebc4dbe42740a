"""Goods that flow along lines: what a net of supply consists of, and what each line must carry on each day.

Time is cut into stretches of equal days: within one, every demand and every capacity is the same on each day. So a plan
that is twice as long costs no more, unless it changes twice as often. All amounts are masses: goods share a line by mass.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from graphlib import TopologicalSorter
from math import lcm
from typing import TYPE_CHECKING, Any, NamedTuple

from pkdsl.values.linear import Program, Terms

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping

    from pkdsl.values.number import Number

OUTSIDE = "outside"
"""The place that lines begin at which bring goods in; it never runs out of anything."""

At = tuple[Any, Any]
"""A good at a place: `(place, good)`."""
Flow = dict[tuple[Any, Any, int], "Number"]
"""What a line brings of a good on each day of a stretch, by line, good and number of the stretch."""


class Line(NamedTuple):
    """A way for goods from one place to another."""

    name: Hashable
    origin: Hashable
    destination: Hashable
    goods: frozenset[Any] | None
    """What it carries; everything when None."""
    capacity: tuple[Number | None, ...]
    """How much in a day, in each stretch; any amount when None."""
    elastic: bool = True
    """Whether one may ask how much more it would have to carry; what is made or delivered at a place is what it is."""


class Store(NamedTuple):
    """What is kept of a good at a place."""

    arrives: int
    """The stretch at the beginning of which it is there."""
    amount: Number
    """How much there is then."""
    minimum: Number
    """What is touched only when a demand could not be met otherwise."""
    level: Number
    """How much is to lie there: what is used is brought in again up to this."""


class Net(NamedTuple):
    """Lines, demands and stores, and the number of days in each stretch."""

    days: tuple[int, ...]
    lines: tuple[Line, ...]
    demand: Mapping[At, tuple[Number, ...]]
    """How much is used in a day, in each stretch."""
    stores: Mapping[At, Store]
    rank: Mapping[Hashable, int]
    """How far a good can wait when not everything can come: the greatest number first."""
    parts: int = 1
    """All amounts are counted in such a part of a tonne."""

    @property
    def stretches(self) -> range:
        """The numbers of all stretches."""
        return range(len(self.days))

    def fed(self, good: Hashable) -> set[Hashable]:
        """Where a good can come from outside, some day."""
        lines = [line for line in self.lines if line.goods is None or good in line.goods]
        return reached([OUTSIDE], [(line.origin, line.destination) for line in lines])

    def whole(self) -> Net:
        """Counted in the largest part of a tonne of which every amount is a whole number: whole numbers are quick."""
        stores = [number for store in self.stores.values() for number in store[1:]]
        used = [number for amounts in self.demand.values() for number in amounts]
        most = [number for line in self.lines for number in line.capacity if number is not None]
        parts = lcm(*{number.denominator for number in (*stores, *used, *most)})
        return self._replace(
            lines=tuple(
                line._replace(capacity=tuple(None if most is None else int(most * parts) for most in line.capacity))
                for line in self.lines
            ),
            demand={at: tuple(int(number * parts) for number in amounts) for at, amounts in self.demand.items()},
            stores={
                at: Store(store.arrives, *(int(number * parts) for number in store[1:]))
                for at, store in self.stores.items()
            },
            parts=self.parts * parts,
        )

    def joined(self) -> Net:
        """Without demands and stores that no line has to do with."""
        near = {(place, good) for line, goods in self.ways().items() for good in goods for place in line[1:3]}
        return self._replace(
            demand={at: amounts for at, amounts in self.demand.items() if at in near},
            stores={at: store for at, store in self.stores.items() if at in near},
        )

    def ways(self) -> Mapping[Line, list[Hashable]]:
        """The goods that each line can bring from where there may be some to where some is wanted."""
        found: defaultdict[Line, list[Hashable]] = defaultdict(list)
        stored: defaultdict[Hashable, list[Hashable]] = defaultdict(list)
        needed: defaultdict[Hashable, list[Hashable]] = defaultdict(list)
        for place, good in self.stores:
            stored[good].append(place)
        for place, good in {**self.demand, **self.stores}:
            needed[good].append(place)
        useful: dict[Hashable, list[Line]] = {}
        for good, places in needed.items():
            lines = [line for line in self.lines if line.goods is None or good in line.goods]
            alike = (tuple(map(id, lines)), frozenset(stored[good]), frozenset(places))
            if alike not in useful:
                had = reached([OUTSIDE, *stored[good]], [(line.origin, line.destination) for line in lines])
                served = reached(places, [(line.destination, line.origin) for line in lines])
                useful[alike] = [line for line in lines if line.origin in had and line.destination in served]
            for line in useful[alike]:
                found[line].append(good)
        return found


def parts(net: Net) -> Iterator[Net]:
    """The net in parts that have nothing to do with each other: no line that ever brings anything joins two of them."""
    lines = [line for line in net.lines if any(most != 0 for most in line.capacity)]
    joined = [(line.origin, line.destination) for line in lines if line.origin != OUTSIDE]
    both = [*joined, *((there, here) for here, there in joined)]
    left = dict.fromkeys([*(line.destination for line in lines), *(place for place, _ in (*net.demand, *net.stores))])
    while left:
        part = reached([next(iter(left))], both)
        left = {place: None for place in left if place not in part}
        yield net._replace(
            lines=tuple(line for line in lines if line.destination in part),
            demand={at: amounts for at, amounts in net.demand.items() if at[0] in part},
            stores={at: store for at, store in net.stores.items() if at[0] in part},
        )


def reached(starts: Iterable[Hashable], steps: Iterable[tuple[Hashable, Hashable]]) -> set[Hashable]:
    """Where one comes from the starts, step by step; the starts themselves among it."""
    onward: defaultdict[Hashable, list[Hashable]] = defaultdict(list)
    for here, there in steps:
        onward[here].append(there)
    waiting = list(starts)
    found = set(waiting)
    while waiting:
        for place in onward[waiting.pop()]:
            if place not in found:
                found.add(place)
                waiting.append(place)
    return found


def by_line(flow: Flow) -> Mapping[tuple[Hashable, int], Number]:
    """What a line brings of all goods together on each day of a stretch; nought where it brings nothing."""
    found: defaultdict[tuple[Hashable, int], Number] = defaultdict(int)
    for (line, _, stretch), mass in flow.items():
        found[line, stretch] += mass
    return found


# --- What each line must carry ----------------------------------------------------------------------------------------

MISSED, OVER, TIGHT, SENT = 1e5, 1e3, 10.0, 1e-2
"""Prices of a tonne: not brought at all, above what a line can carry, above what leaves it a margin, and moved."""


def routed(net: Net, margin: Number) -> Flow:
    """What each line must carry in a day, whether it can or not, when no store is touched.

    As little as possible above what lines can carry; then as little as possible above what leaves them that margin;
    then as little as possible in all. What goes beyond goes by the lines that carry most at their best. Each stretch
    stands for itself, and those that are alike are worked out once; goods that the same lines can bring go as one.
    """
    ways = _together(net._replace(stores={}).ways())
    known: dict[Hashable, dict[At, Number]] = {}
    flow: Flow = {}
    for stretch in net.stretches:
        demand = {at: amounts[stretch] for at, amounts in net.demand.items() if amounts[stretch]}
        alike = (tuple(line.capacity[stretch] for line in ways), tuple(demand.items()))
        if alike not in known:
            known[alike] = _Day(Program(net.parts), ways, stretch, Fraction(margin)).flow(demand)
        flow.update({(line, good, stretch): mass for (line, good), mass in known[alike].items()})
    return flow


def _together(ways: Mapping[Line, list[Hashable]]) -> Mapping[Line, list[tuple[Hashable, ...]]]:
    """Each line with the goods that it can bring, those in one group that the same lines can."""
    by: defaultdict[Hashable, list[Line]] = defaultdict(list)
    for line, goods in ways.items():
        for good in goods:
            by[good].append(line)
    groups: defaultdict[tuple[Line, ...], list[Hashable]] = defaultdict(list)
    for good, lines in by.items():
        groups[tuple(lines)].append(good)
    found: defaultdict[Line, list[tuple[Hashable, ...]]] = defaultdict(list)
    for joined, goods in groups.items():
        for line in joined:
            found[line].append(tuple(goods))
    return found


class _Day:
    """The program of one day without stores, in which lines may carry more than they can."""

    def __init__(
        self, program: Program, ways: Mapping[Line, list[tuple[Hashable, ...]]], stretch: int, margin: Fraction
    ) -> None:
        self._program, self._margin = program, margin
        self._columns: defaultdict[tuple[Hashable, ...], dict[Line, int]] = defaultdict(dict)
        self._prices: dict[int, float] = {}
        self._balance: defaultdict[tuple[Hashable, tuple[Hashable, ...]], Terms] = defaultdict(list)
        best = {line: max((most for most in line.capacity if most is not None), default=0) for line in ways}
        widest = max(best.values(), default=0) or 1
        for line, groups in ways.items():
            narrow = 1 - float(Fraction(best[line]) / widest)
            self._line(line, groups, line.capacity[stretch], OVER * (1 + narrow / 100))

    def flow(self, demand: Mapping[At, Number]) -> dict[At, Number]:
        """What each line brings of each good, so that there is what is used."""
        for (place, goods), terms in self._balance.items():
            if place != OUTSIDE:
                amount = sum(demand.get((place, good), 0) for good in goods)
                missed = [(self._column(MISSED), 1)] if amount else []
                self._program.equal([*terms, *missed], amount)
        values = self._program.least([self._prices])
        flow: dict[At, Number] = {}
        for goods, columns in self._columns.items():
            brought = {line: values[column] for line, column in columns.items() if values[column] > 0}
            flow.update(_shared_out(goods, demand, brought))
        return flow

    def _line(self, line: Line, groups: list[tuple[Hashable, ...]], most: Number | None, over_price: float) -> None:
        if most == 0 and not line.elastic:
            return
        terms: Terms = []
        for goods in groups:
            column = self._columns[goods][line] = self._column(SENT)
            self._balance[line.destination, goods].append((column, 1))
            self._balance[line.origin, goods].append((column, -1))
            terms.append((column, 1))
        if most is None:
            return
        if not line.elastic:
            self._program.at_most(terms, most)
            return
        easy = most / self._margin
        tight, over = self._column(TIGHT, most - easy), self._column(over_price)
        self._program.at_most([*terms, (tight, -1), (over, -1)], easy)

    def _column(self, price: float, upper: Number | None = None) -> int:
        column = self._program.column(upper=upper)
        self._prices[column] = price
        return column


def _shared_out(
    goods: Iterable[Hashable], demand: Mapping[At, Number], brought: Mapping[Line, Number]
) -> dict[At, Number]:
    """What each line brings of each of some goods, from what it brings of all of them.

    A place gets first what it sends on and then what it uses: one good after the other, by one line after the other. The
    last places come first, so that it is known what is sent on; no line of a cheapest flow leads back.
    """
    into: defaultdict[Hashable, list[Line]] = defaultdict(list)
    beyond: defaultdict[Hashable, set[Hashable]] = defaultdict(set)
    for line in brought:
        into[line.destination].append(line)
        beyond[line.origin].add(line.destination)
    flow: defaultdict[At, Number] = defaultdict(int)
    sent: defaultdict[At, Number] = defaultdict(int)
    for place in TopologicalSorter(beyond).static_order():
        wanted = [(good, amounts.get((place, good), 0)) for amounts in (sent, demand) for good in goods]
        for line in into[place]:
            left = brought[line]
            while left and wanted:
                good, amount = wanted.pop(0)
                some = min(left, amount)
                if some:
                    flow[line.name, good] += some
                    sent[line.origin, good] += some
                left -= some
                if amount > some:
                    wanted.insert(0, (good, amount - some))
    return flow
