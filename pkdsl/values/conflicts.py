"""Why something is missing: the fewest lines and demands that cannot go together, and the least that would mend it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from functools import cached_property, partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from pkdsl.values.dates import ONE_DAY
from pkdsl.values.flows import OUTSIDE, At, Flow, Line, Net, by_line, reached
from pkdsl.values.number import divide
from pkdsl.values.steps import Steps
from pkdsl.values.sustaining import Core, Limited, cut, widened

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
    from datetime import date

    from pkdsl.values.courses import Course, Run
    from pkdsl.values.number import Number


GRAMS = 1e-5
"""In tonnes: a few more or less are no conflict."""


class Conflict(NamedTuple):
    """Lines that are full and places whose demands meet there: together too much, and enough without any one of them."""

    lines: tuple[Hashable, ...]
    places: tuple[Hashable, ...]


class Trouble(NamedTuple):
    """What is missing because a line brings no more: the full lines, the places that compete, and how it is mended."""

    lines: tuple[Any, ...]
    places: tuple[Any, ...]
    mends: tuple[Callable[[], Mend], ...]
    """What the line can mend of it, by window; worked out for who asks, for it costs more than all else."""
    short: frozenset[At]
    missing: Steps[Number]

    @property
    def more(self) -> Number | None:
        """How much more the line would have to bring in a day, in tonnes; None where it alone could mend nothing."""
        return max((one for mend in self.mends if (one := mend().more)), default=None)

    def joined(self, other: Trouble) -> Trouble:
        """With what is missing because of the same line elsewhere."""
        return Trouble(
            tuple(dict.fromkeys((*self.lines, *other.lines))),
            tuple(dict.fromkeys((*self.places, *other.places))),
            (*self.mends, *other.mends),
            self.short | other.short,
            self.missing.merge(other.missing, lambda one, two: one + two),
        )


class Mend(NamedTuple):
    """How much more a line would have to bring in a day, and what would be missing even so, in tonnes."""

    more: Number
    left: Number


def troubles(net: Net, flow: Flow, found: Mapping[At, Course], firsts: Sequence[date]) -> dict[Any, Trouble]:
    """By the line that would mend most, why things are missing.

    Every place at which something is missing counts once, with the first conflict that it is in, or that lies before it.
    What is missing only because a source at the place itself gives no more is no trouble of a line.
    """
    result: dict[Any, Trouble] = {}
    runs = {at: course.run for at in net.demand if (course := found[at]).run is not None}
    told: set[Hashable] = set()
    windows = _Windows(net, flow, found, firsts)
    for place, _ in sorted(runs, key=lambda at: runs[at].short):
        if place in told:
            continue
        told.add(place)
        window, why = windows.explained(place, [run for at, run in runs.items() if at[0] == place])
        among = [line for line in window.net.lines if line.elastic and line.name in why.lines]
        if among:
            best = window.best(among)
            beyond = reached(why.places, [(line.origin, line.destination) for line in net.lines]) - (told - {place})
            short = frozenset(at for at in runs if at[0] == place or at[0] in beyond)
            told |= {where for where, _ in short}
            missing = _missing(found, short).map(lambda mass: divide(mass, net.parts))
            trouble = Trouble(why.lines, why.places, (partial(window.mend, best),), short, missing)
            result[best.name] = result[best.name].joined(trouble) if best.name in result else trouble
    return result


class _Windows:
    """The windows of a net in which something is missing, each looked into once."""

    def __init__(self, net: Net, flow: Flow, found: Mapping[At, Course], firsts: Sequence[date]) -> None:
        self._net, self._flow, self._found, self._firsts = net, flow, found, firsts
        self._known: dict[tuple[int, int], Window] = {}

    def explained(self, place: Hashable, runs: Sequence[Run]) -> tuple[Window, Conflict]:
        """The stretches from where less comes to a place than is used until all comes again, and the conflict in them.

        The conflict is sought up to where something is first missing, if that much shows it.
        """
        begin = bisect_right(self._firsts, min(run.begins for run in runs)) - 1
        until = bisect_right(self._firsts, max(run.last for run in runs))
        soon = bisect_right(self._firsts, min(run.short for run in runs))
        ends = (soon, until, len(self._net.days))
        end = next((end for end in ends if self._window(begin, end).falls_short), ends[-1])
        return self._window(begin, max(end, until)), self._window(begin, end).conflict(place)

    def _window(self, begin: int, end: int) -> Window:
        if (begin, end) not in self._known:
            before = self._firsts[begin] - ONE_DAY
            stores = {
                at: store
                if store.arrives >= begin
                else store._replace(amount=self._found[at].level.at(before), arrives=begin)
                for at, store in self._net.stores.items()
            }
            flow = {(*way, k - begin): mass for (*way, k), mass in self._flow.items() if k in range(begin, end)}
            self._known[begin, end] = Window(cut(self._net, stores, begin, end), flow)
        return self._known[begin, end]


def _missing(found: Mapping[At, Course], short: Iterable[At]) -> Steps[Number]:
    """What is missing of all these together."""
    result: Steps[Number] = Steps.always(0)
    for at in short:
        result = result.merge(found[at].missing, lambda one, two: one + two)
    return result


class Window:
    """A net, with what lines bring in it: why something is missing, and what would mend it."""

    def __init__(self, net: Net, flow: Flow) -> None:
        self.net, self._flow = net, flow
        self._near: dict[frozenset[Hashable], Limited] = {}
        self._mends: dict[Hashable, Mend] = {}

    @cached_property
    def falls_short(self) -> bool:
        """Whether something is missing, whatever flows."""
        return self._whole.lacks(GRAMS, self._whole.lines, self._whole.places)

    def conflict(self, place: Hashable) -> Conflict:
        """The fewest lines and demands for which no flow is enough, found from a place at which something is missing.

        What can have to do with it is what is reached from there against the flow: lines that are full, and all to
        which they bring something. Of these, one after the other is left out as long as something is missing without it.
        """
        full, around = _tight(self.net, self._flow, place)
        near = self._limited(frozenset(around))
        core = near.core(GRAMS, full, around)
        if core is None:
            near = self._whole
            core = near.core(GRAMS, near.lines, near.places)
        if core is None:
            return Conflict((), ())
        lines = _needed(core.lines, lambda some: near.core(GRAMS, some, core.places), attrgetter("lines"))
        places = sorted(core.places, key=lambda one: one != place)
        places = _needed(places, lambda some: near.core(GRAMS, lines, some), attrgetter("places"))
        return Conflict(tuple(lines), tuple(places))

    def best(self, lines: Sequence[Line]) -> Line:
        """The line that mends most when it brings more, and of those the one that must bring least more."""
        return (
            lines[0] if len(lines) == 1 else min(lines, key=lambda line: (self.mend(line).left, self.mend(line).more))
        )

    def mend(self, line: Line) -> Mend:
        """What a line can mend."""
        if line.name not in self._mends:
            more, left = widened(self.net, line)
            self._mends[line.name] = Mend(divide(more, self.net.parts), divide(left, self.net.parts))
        return self._mends[line.name]

    @cached_property
    def _whole(self) -> Limited:
        return Limited(self.net)

    def _limited(self, places: frozenset[Hashable]) -> Limited:
        if places not in self._near:
            self._near[places] = Limited(_near(self.net, places))
        return self._near[places]


def _tight(net: Net, flow: Flow, place: Hashable) -> tuple[dict[Hashable, None], dict[Hashable, None]]:
    """The full lines and the places that one comes to from a place where something is missing."""
    carried = by_line(flow)
    into, out_of = defaultdict[Any, list[Line]](list), defaultdict[Any, list[Line]](list)
    for line in net.lines:
        into[line.destination].append(line)
        out_of[line.origin].append(line)
    lines: dict[Hashable, None] = {}
    places: dict[Hashable, None] = {place: None}
    waiting = [place]
    while waiting:
        here = waiting.pop()
        near = []
        for line in into[here]:
            if _is_full(line, carried, net.stretches):
                lines[line.name] = None
            elif line.origin != OUTSIDE:
                near.append(line.origin)
        near += [line.destination for line in out_of[here]]
        for there in near:
            if there not in places:
                places[there] = None
                waiting.append(there)
    return lines, places


def _is_full(line: Line, carried: Mapping[tuple[Hashable, int], Number], stretches: Iterable[int]) -> bool:
    """Whether in some stretch it brings all that it can."""
    return any((most := line.capacity[k]) is not None and carried[line.name, k] >= most for k in stretches)


def _near(net: Net, places: Collection[Hashable]) -> Net:
    """The part of a net at some places; what lines bring from elsewhere never runs out."""
    return net._replace(
        lines=tuple(
            line._replace(origin=line.origin if line.origin in places else OUTSIDE, goods=frozenset(goods))
            for line, goods in net.ways().items()
            if line.destination in places
        ),
        demand={at: amounts for at, amounts in net.demand.items() if at[0] in places},
        stores={at: store for at, store in net.stores.items() if at[0] in places},
    )


def _needed(
    members: Sequence[Hashable],
    core: Callable[[Sequence[Hashable]], Core | None],
    among: Callable[[Core], Sequence[Hashable]],
) -> list[Hashable]:
    """A few of the members that are enough, and without any of which the others are not; the first rather than others.

    One after the other is left out, the last first, and with it all that the others are enough without; `core` tells what
    is left, or None where they are not enough (deletion with cores: Nadel, 2010).
    """
    waiting = [*members]
    needed: list[Hashable] = []
    while waiting:
        one = waiting.pop()
        found = core([*waiting, *needed])
        if found is None:
            needed.append(one)
        else:
            waiting = [other for other in waiting if other in among(found)]
    return needed[::-1]
