"""Why something is missing: the fewest lines and demands that cannot go together, and the least that would mend it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from pkdsl.values.dates import ONE_DAY
from pkdsl.values.flows import OUTSIDE, At, Flow, Line, Net, by_line, reached
from pkdsl.values.steps import Steps
from pkdsl.values.sustaining import cut, shortage, widened

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
    from datetime import date
    from fractions import Fraction

    from pkdsl.values.courses import Course
    from pkdsl.values.number import Number


GRAMS = 1e-5
"""In tonnes."""


class Conflict(NamedTuple):
    """Lines that are full and places whose demands meet there: together too much, and enough without any one of them."""

    lines: tuple[Hashable, ...]
    places: tuple[Hashable, ...]


class Trouble(NamedTuple):
    """What is missing because a line brings no more: the full lines, the places that compete, and how it is mended."""

    lines: tuple[Any, ...]
    places: tuple[Any, ...]
    more: Fraction | None
    """How much more the line would have to bring in a day; None where it alone could mend nothing."""
    short: frozenset[At]
    missing: Steps[Number]

    def joined(self, other: Trouble) -> Trouble:
        """With what is missing because of the same line elsewhere."""
        both = [one for one in (self.more, other.more) if one is not None]
        places = tuple(dict.fromkeys((*self.places, *other.places)))
        return Trouble(
            tuple(dict.fromkeys((*self.lines, *other.lines))),
            places,
            max(both, default=None),
            self.short | other.short,
            self.missing.merge(other.missing, lambda one, two: one + two),
        )


class Mend(NamedTuple):
    """A line, how much more it would have to bring in a day, and what would be missing even so."""

    line: Hashable
    more: Fraction
    left: Fraction


def troubles(net: Net, flow: Flow, found: Mapping[At, Course], firsts: Sequence[date]) -> dict[Any, Trouble]:
    """By the line that would mend most, why things are missing.

    Every place at which something is missing counts once, with the first conflict that it is in, or that lies before it.
    What is missing only because a source at the place itself gives no more is no trouble of a line.
    """
    result: dict[Any, Trouble] = {}
    runs = {at: course.run for at in net.demand if (course := found[at]).run is not None}
    told: set[Hashable] = set()
    for place, _ in sorted(runs, key=lambda at: runs[at].short):
        if place in told:
            continue
        told.add(place)
        part, why = _explained(net, flow, found, firsts, place)
        best = mend(part, [line.name for line in net.lines if line.elastic and line.name in why.lines])
        if best is not None:
            beyond = reached(why.places, [(line.origin, line.destination) for line in net.lines]) - (told - {place})
            short = frozenset(at for at in runs if at[0] == place or at[0] in beyond)
            told |= {where for where, _ in short}
            trouble = Trouble(why.lines, why.places, best.more or None, short, _missing(found, short))
            result[best.line] = result[best.line].joined(trouble) if best.line in result else trouble
    return result


def _explained(
    net: Net, flow: Flow, found: Mapping[At, Course], firsts: Sequence[date], place: Hashable
) -> tuple[Net, Conflict]:
    """The stretches from where less comes to a place than is used until all comes again, and the conflict in them.

    The conflict is sought up to where something is first missing, if that much shows it.
    """
    runs = [run for at in net.demand if at[0] == place and (run := found[at].run) is not None]
    begin = bisect_right(firsts, min(run.begins for run in runs)) - 1
    until = bisect_right(firsts, max(run.last for run in runs))
    soon = bisect_right(firsts, min(run.short for run in runs))
    before = firsts[begin] - ONE_DAY
    stores = {
        at: store if store.arrives >= begin else store._replace(amount=found[at].level.at(before), arrives=begin)
        for at, store in net.stores.items()
    }
    for end in (soon, until, len(net.days)):
        part = cut(net, stores, begin, end)
        if _falls_short(part):
            break
    why = conflict(part, {(*way, k - begin): mass for (*way, k), mass in flow.items() if k in range(begin, end)}, place)
    return cut(net, stores, begin, max(end, until)), why


def _missing(found: Mapping[At, Course], short: Iterable[At]) -> Steps[Number]:
    """What is missing of all these together."""
    result: Steps[Number] = Steps.always(0)
    for at in short:
        result = result.merge(found[at].missing, lambda one, two: one + two)
    return result


def conflict(net: Net, flow: Flow, place: Hashable) -> Conflict:
    """The fewest lines and demands for which no flow is enough, found from a place at which something is missing.

    What can have to do with it is what is reached from there against the flow: lines that are full, and all to which
    they bring something. Of these, one after the other is left out as long as something is missing without it.
    """
    lines, places = _tight(net, flow, place)
    near = _near(net, places)
    if not _falls_short(_only(near, lines, places)):
        near, lines, places = net, {line.name: None for line in net.lines}, {where: None for where, _ in net.demand}
    kept = _needed([*lines], lambda some: _falls_short(_only(near, some, places)))
    demands = sorted(places, key=lambda one: one != place)
    return Conflict(tuple(kept), tuple(_needed(demands, lambda some: _falls_short(_only(near, kept, some)))))


def _falls_short(net: Net) -> bool:
    """Whether something is missing, whatever flows; a few grams more or less are no conflict."""
    return shortage(net) > GRAMS


def mend(net: Net, lines: Iterable[Hashable]) -> Mend | None:
    """The line that mends most when it brings more, and of those the one that must bring least more; None without lines."""
    mends = []
    for line in net.lines:
        if line.name in lines:
            more, left = widened(net, line)
            mends.append(Mend(line.name, more, left))
    return min(mends, key=lambda one: (one.left, one.more), default=None)


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


def _is_full(line: Line, carried: Mapping[tuple[Hashable, int], Fraction], stretches: Iterable[int]) -> bool:
    """Whether in some stretch it brings all that it can."""
    return any((most := line.capacity[k]) is not None and carried[line.name, k] >= most for k in stretches)


def _only(net: Net, lines: Collection[Hashable], places: Collection[Hashable]) -> Net:
    """The net in which only these lines have limits, and only these places demands."""
    free: tuple[Number | None, ...] = (None,) * len(net.days)
    return net._replace(
        lines=tuple(line if line.name in lines else line._replace(capacity=free) for line in net.lines),
        demand={at: amounts for at, amounts in net.demand.items() if at[0] in places},
    )


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


def _needed(members: Sequence[Hashable], holds: Callable[[Sequence[Hashable]], bool]) -> list[Hashable]:
    """A few of the members for which it holds, and without any of which it would not; the first are kept rather than others.

    Halves are tried before single members (Junker, QuickXplain, 2004), so that few of many are found in few trials.
    """

    def searched(base: Sequence[Hashable], some: Sequence[Hashable], *, grown: bool) -> list[Hashable]:
        if grown and holds(base):
            return []
        if len(some) == 1:
            return list(some)
        left, right = some[: len(some) // 2], some[len(some) // 2 :]
        later = searched([*base, *left], right, grown=bool(left))
        return [*searched([*base, *later], left, grown=bool(later)), *later]

    return searched([], members, grown=False) if members and not holds([]) else []
