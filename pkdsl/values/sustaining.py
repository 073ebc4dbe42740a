"""Who can be supplied through time, from lines and from stores: as little as possible is missing, as late as possible.

One linear program covers all goods, lines and stores over a window of stretches; goods share lines by mass. While every
day's demand can come on that day, full stores stay full, and nothing is gained by looking further: so windows begin
where a day cannot be supplied, or a store is not full, and end where all stores are full again. No state of the stores
serves what comes later better than full ones, so what is best in each window is best for all of them together.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from pkdsl.values.flows import OUTSIDE, At, Flow, Line, Net, Store, by_line, parts
from pkdsl.values.linear import Program, Terms
from pkdsl.values.number import divide

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Mapping, Sequence

    from pkdsl.values.number import Number

MISSED, LATE, KEPT, FULL, MOVED = 1e3, 100.0, 10.0, 1.0, 1e-5
"""Prices of a tonne: short at all, short by one rank more, below the minimum, below the level, and moved."""


def sustained(net: Net, daily: Flow) -> Flow:
    """What each line brings on each day so that as little as possible is missing.

    Among such flows, those in which what can wait is missing rather than what cannot, and late rather than early; then
    those that keep the minima; then those that keep the stores at their level; then those that move least. `daily` is
    what lines must carry without stores: where they can, they do. Parts of the net that nothing joins are worked out by
    themselves.
    """
    flow: Flow = {}
    for part in parts(net):
        own = {line.name for line in part.lines}
        flow.update(_sustained(part, {key: mass for key, mass in daily.items() if key[0] in own}))
    return flow


def _sustained(net: Net, daily: Flow) -> Flow:
    """The same for one part of a net."""
    quiet, flow, stores = _quiet(net, daily), Flow(), dict(net.stores)
    begin = 0
    while begin < len(net.days):
        if begin in quiet and _are_full(stores, begin):
            end, part = begin + 1, {key: mass for key, mass in daily.items() if key[2] == begin}
        else:
            end, part, stores = _window(net, stores, begin, quiet)
        flow.update(part)
        begin = end
    return flow


def refined(net: Net, daily: Flow) -> tuple[Net, Flow, list[int]]:
    """With the stretches in which stores fill up cut into parts, each twice as long as the one before; and the whole of each.

    Within a stretch every day brings as much as every other; so where a store can fill up in a few days, the first
    parts are short, and it is full when it can be.
    """
    quiet, whole, days = _quiet(net, daily), list[int](), list[int]()
    filling = {store.arrives for store in net.stores.values() if store.amount < store.level}
    filling |= {stretch for stretch in quiet if stretch and stretch - 1 not in quiet}
    for stretch, length in enumerate(net.days):
        part, left = 1, length
        while stretch in filling and part < left:
            days.append(part)
            part, left = 2 * part, left - part
        days.append(left)
        whole += [stretch] * (len(days) - len(whole))
    fine = net._replace(
        days=tuple(days),
        lines=tuple(line._replace(capacity=tuple(line.capacity[k] for k in whole)) for line in net.lines),
        demand={at: tuple(amounts[k] for k in whole) for at, amounts in net.demand.items()},
        stores={at: store._replace(arrives=whole.index(store.arrives)) for at, store in net.stores.items()},
    )
    parts: defaultdict[int, list[int]] = defaultdict(list)
    for number, stretch in enumerate(whole):
        parts[stretch].append(number)
    flow = {(line, good, part): mass for (line, good, k), mass in daily.items() for part in parts[k]}
    return fine, flow, days


def delivered(net: Net) -> Flow:
    """The same for places that nothing joins: each gets what is used and what its stores lack, as far as it comes.

    Where several goods share what comes in, those that can wait come last.
    """
    flow: Flow = {}
    held: dict[At, Number] = dict.fromkeys(net.stores, 0)
    pairs = sorted({**net.demand, **net.stores}, key=lambda at: net.rank.get(at[1], 0))
    for stretch, days in enumerate(net.days):
        left = {line: line.capacity[stretch] for line in net.lines}
        for at in pairs:
            held[at] = _filled(net, at, stretch, held.get(at, 0))
            lacks = (
                divide(net.stores[at].level - held[at], days)
                if at in net.stores and stretch >= net.stores[at].arrives
                else 0
            )
            used = net.demand[at][stretch] if at in net.demand else 0
            came = _taken(net, at, used + lacks, stretch, left, flow)
            held[at] = max(held[at] + (came - used) * days, 0)
    return flow


def _filled(net: Net, at: At, stretch: int, held: Number) -> Number:
    """What a store holds when a stretch begins."""
    store = net.stores.get(at)
    return held + store.amount if store is not None and store.arrives == stretch else held


def _taken(net: Net, at: At, wanted: Number, stretch: int, left: dict[Line, Number | None], flow: Flow) -> Number:
    """What comes of a good in a day, from one source after the other."""
    came: Number = 0
    for line in net.lines:
        if line.destination == at[0] and (line.goods is None or at[1] in line.goods):
            most = left[line]
            some = wanted - came if most is None else min(wanted - came, most)
            left[line] = None if most is None else most - some
            came += some
            flow[line.name, at[1], stretch] = some
    return came


class Core(NamedTuple):
    """Limits of lines and demands of places that together are too much."""

    lines: Sequence[Hashable]
    places: Sequence[Hashable]


class Limited:
    """A net in which only some lines have limits and only some places demands: whether anything is missing then."""

    def __init__(self, net: Net) -> None:
        self._model = _Model(_undivided(net), loose=True)
        self._program = self._model.program.costing(self._model.missing())
        self.lines = tuple(dict.fromkeys(line.name for line in net.lines))
        self.places = tuple(dict.fromkeys(place for place, _ in net.demand))
        self._limited, self._wanting = frozenset(self.lines), frozenset(self.places)
        fed = {good: net.fed(good) for _, good in net.demand}
        self._cut_off = {place for place, good in net.demand if place not in fed[good]}
        used = (
            amount * days for amounts in net.demand.values() for amount, days in zip(amounts, net.days, strict=True)
        )
        self._plenty = sum(used) + sum(store.level for store in net.stores.values())
        """More than any line has to bring: a limit that is none, and lets the search go on from where it stood."""

    def lacks(self, mass: float, lines: Collection[Hashable], places: Collection[Hashable]) -> bool:
        """Whether more than a mass is missing, whatever flows, where only these lines have limits, and these places demands."""
        limited, wanting = frozenset(lines), frozenset(places)
        if not wanting or (not limited and wanting.isdisjoint(self._cut_off)):
            return False
        for name, row, limit in self._model.limits:
            if (name in limited) != (name in self._limited):
                self._program.at_most(row, limit if name in limited else self._plenty)
        for (place, good, stretch), row in self._model.rows.items():
            if (place in wanting) != (place in self._wanting):
                self._program.equal(row, self._model.used(place, good, stretch, wanted=place in wanting))
        self._limited, self._wanting = limited, wanting
        return self._program.exceeds(mass)

    def core(self, mass: float, lines: Collection[Hashable], places: Collection[Hashable]) -> Core | None:
        """Of these lines and places those by which so much is missing; None where it is not.

        A limit or a demand without a price in a dual solution has no part in what that proves (Farkas).
        """
        if not self.lacks(mass, lines, places):
            return None
        prices = self._program.prices()
        limits = {name for name, row, _ in self._model.limits if prices[row]}
        demands = {place for (place, *_), row in self._model.rows.items() if prices[row]}
        priced = Core([one for one in lines if one in limits], [one for one in places if one in demands])
        return priced if self.lacks(mass, *priced) else Core([*lines], [*places])


def widened(net: Net, line: Line) -> tuple[Number, Number]:
    """How much more a line would have to bring in a day, on its fullest day, to mend all that it can; and what it cannot.

    The search begins where the two together are least: there, almost always, what is missing is least too.
    """
    model = _Model(_undivided(net), wider=line)
    short, more = model.missing(), {model.more: 1.0}
    values = model.program.least([short, more], short | more)
    return values[model.more], sum(values[column] for column in short)


def _undivided(net: Net) -> Net:
    """Without minima, which say what is dear and not what there is."""
    return net._replace(stores={at: store._replace(minimum=0) for at, store in net.stores.items()})


def _quiet(net: Net, daily: Flow) -> frozenset[int]:
    """The stretches in which all demand comes on its day, and neither line nor place passes on more than it can."""
    brought: defaultdict[tuple[Any, Any, int], Number] = defaultdict(int)
    ends = {line.name: line for line in net.lines}
    for (line, good, stretch), mass in daily.items():
        brought[ends[line].destination, good, stretch] += mass
        brought[ends[line].origin, good, stretch] -= mass
    loud = {
        stretch
        for (line, stretch), mass in by_line(daily).items()
        if (most := ends[line].capacity[stretch]) is not None and mass > most
    }
    loud |= {stretch for (place, _, stretch), mass in brought.items() if mass < 0 and place != OUTSIDE}
    loud |= {
        stretch
        for (place, good), amounts in net.demand.items()
        for stretch, amount in enumerate(amounts)
        if brought[place, good, stretch] < amount
    }
    return frozenset(net.stretches) - loud


def _are_full(stores: Mapping[At, Store], stretch: int) -> bool:
    """Whether no store that is there lacks anything, and none that lacks something begins."""
    return all(store.amount >= store.level for store in stores.values() if store.arrives <= stretch)


def _window(
    net: Net, stores: Mapping[At, Store], begin: int, quiet: frozenset[int]
) -> tuple[int, Flow, dict[At, Store]]:
    """The end of the window that begins here, the flows in it, and the stores as they are then."""
    length = 1
    while True:
        end = _end(begin + length, net, quiet)
        model = _Model(cut(net, stores, begin, end))
        values = model.program.least(*model.prices())
        left = {at: _later(store, model.left(at, values), begin, end) for at, store in stores.items()}
        if end == len(net.days) or _are_full(left, end - 1):
            flow = {
                (line, good, begin + stretch): divide(max(values[column], 0), net.days[begin + stretch])
                for (line, good, stretch), column in model.flow.items()
            }
            return end, flow, left
        length *= 4


def _end(end: int, net: Net, quiet: frozenset[int]) -> int:
    """The first stretch from there on in which a day can be supplied on that day."""
    return next((stretch for stretch in range(end, len(net.days)) if stretch in quiet), len(net.days))


def cut(net: Net, stores: Mapping[At, Store], begin: int, end: int) -> Net:
    """The part of a net from one stretch to before another."""
    return net._replace(
        days=net.days[begin:end],
        lines=tuple(line._replace(capacity=line.capacity[begin:end]) for line in net.lines),
        demand={at: amounts[begin:end] for at, amounts in net.demand.items()},
        stores={
            at: store._replace(arrives=max(store.arrives - begin, 0))
            for at, store in stores.items()
            if store.arrives < end
        },
    )


def _later(store: Store, left: Number | None, begin: int, end: int) -> Store:
    return store if left is None or store.arrives >= end else store._replace(amount=left, arrives=begin)


class _Model:
    """The program of a net: for each good, place and stretch, what was there and comes is used, sent on or kept."""

    def __init__(self, net: Net, wider: Line | None = None, *, loose: bool = False) -> None:
        """`wider` may bring more than it can, up to `more` in a day; the limits of `loose` lines are rows, to be lifted."""
        self.net, self.program, self._wider, self._loose = net, Program(net.parts), wider, loose
        self.more = self.program.column(upper=0 if wider is None else None)
        self.limits: list[tuple[Hashable, int, Number]] = []
        """The rows that limit what lines bring: the line, the row, and the mass."""
        self.rows: dict[tuple[Any, Any, int], int] = {}
        """The rows in which what comes and was there is used, sent on or kept."""
        self.flow: dict[tuple[Any, Any, int], int] = {}
        self.short: dict[tuple[Any, Any, int], int] = {}
        self._kept: dict[tuple[Any, Any, int], int] = {}
        self._full: dict[tuple[Any, Any, int], int] = {}
        self._balance: defaultdict[tuple[Any, Any, int], Terms] = defaultdict(list)
        for line, goods in net.ways().items():
            self._line(line, goods)
        self._stores()
        self._demands()

    def prices(self) -> tuple[list[Mapping[int, float]], Mapping[int, float]]:
        """What is dear in the first place, and what then; and both at once, where the search begins."""
        net, total = self.net, sum(self.net.days)
        ranks = len(net.rank) + 1
        prices = {
            column: LATE * (ranks - net.rank.get(good, 0) - stretch / len(net.days))
            for (_, good, stretch), column in self.short.items()
        }
        prices |= {column: -KEPT * net.days[stretch] / total for (*_, stretch), column in self._kept.items()}
        prices |= {column: -FULL * net.days[stretch] / total for (*_, stretch), column in self._full.items()}
        prices |= dict.fromkeys(self.flow.values(), MOVED)
        both = prices | {column: prices[column] + MISSED * ranks for column in self.short.values()}
        return [self.missing(), prices], both

    def missing(self) -> dict[int, float]:
        """What is missing, each tonne at the same price."""
        return dict.fromkeys(self.short.values(), 1.0)

    def left(self, at: At, values: list[Number]) -> Number | None:
        """What a store holds at the end; None where there is none."""
        last = (*at, len(self.net.days) - 1)
        columns = [layer[last] for layer in (self._kept, self._full) if last in layer]
        return sum(values[column] for column in columns) if columns else None

    def used(self, place: Hashable, good: Hashable, stretch: int, *, wanted: bool = True) -> Number:
        """What is used in a stretch, if it is wanted, less what is there when a store begins."""
        demand = self.net.demand.get((place, good)) if wanted else None
        store = self.net.stores.get((place, good))
        used = demand[stretch] * self.net.days[stretch] if demand is not None else 0
        return used - store.amount if store is not None and store.arrives == stretch else used

    def _line(self, line: Line, goods: list[Hashable]) -> None:
        for stretch, days in enumerate(self.net.days):
            most, wider = line.capacity[stretch], line == self._wider
            free = wider or self._loose
            if most == 0 and not free:
                continue
            limit = None if most is None else most * days
            columns = [self._moved(line, good, stretch, None if free else limit) for good in goods]
            terms = [(column, 1) for column in columns]
            if limit is not None and (len(columns) > 1 or free):
                row = self.program.at_most([*terms, (self.more, -days)] if wider else terms, limit)
                self.limits.append((line.name, row, limit))

    def _moved(self, line: Line, good: Hashable, stretch: int, limit: Number | None) -> int:
        column = self.flow[line.name, good, stretch] = self.program.column(upper=limit)
        self._balance[line.destination, good, stretch].append((column, 1))
        self._balance[line.origin, good, stretch].append((column, -1))
        return column

    def _stores(self) -> None:
        for (place, good), store in self.net.stores.items():
            for stretch in self.net.stretches[store.arrives :]:
                if store.minimum:
                    self._layer(self._kept, (place, good, stretch), store.minimum)
                self._layer(self._full, (place, good, stretch), store.level - store.minimum)

    def _layer(self, layer: dict[tuple[Any, Any, int], int], key: tuple[Any, Any, int], most: Number) -> None:
        """What lies in a layer of a store at the end of a stretch, and is there in the next."""
        (place, good, stretch), column = key, self.program.column(upper=most)
        layer[key] = column
        self._balance[key].append((column, -1))
        if stretch + 1 < len(self.net.days):
            self._balance[place, good, stretch + 1].append((column, 1))

    def _demands(self) -> None:
        for (place, good), amounts in self.net.demand.items():
            for stretch, amount in enumerate(amounts):
                if amount:
                    column = self.short[place, good, stretch] = self.program.column()
                    self._balance[place, good, stretch].append((column, 1))
        for (place, good, stretch), terms in self._balance.items():
            if place != OUTSIDE:
                row = self.program.equal(terms, self.used(place, good, stretch))
                self.rows[place, good, stretch] = row
