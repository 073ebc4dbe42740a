"""Why something is missing: the fewest lines and demands that cannot go together, and the least that would mend it."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from pkdsl.values.flows import OUTSIDE, Flow, Line, Net
from pkdsl.values.sustaining import shortage, widened

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable, Sequence

    from pkdsl.values.number import Number


class Conflict(NamedTuple):
    """Lines that are full and places whose demands meet there: together too much, and enough without any one of them."""

    lines: tuple[Hashable, ...]
    places: tuple[Hashable, ...]


class Mend(NamedTuple):
    """A line, how much more it would have to bring in a day, and what would be missing even so."""

    line: Hashable
    more: Fraction
    left: Fraction


def conflict(net: Net, flow: Flow, place: Hashable) -> Conflict:
    """The fewest lines and demands for which no flow is enough, found from a place at which something is missing.

    What can have to do with it is what is reached from there against the flow: lines that are full, and all to which
    they bring something. Of these, one after the other is left out as long as something is missing without it.
    """
    lines, places = _tight(net, flow, place)
    if not shortage(_only(net, lines, places)):
        lines, places = {line.name: None for line in net.lines}, {where: None for where, _ in net.demand}
    kept = _needed([*lines], lambda some: bool(shortage(_only(net, some, places))))
    demands = sorted(places, key=lambda one: one == place)
    return Conflict(tuple(kept), tuple(_needed(demands, lambda some: bool(shortage(_only(net, kept, some))))))


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
    carried: defaultdict[tuple[Hashable, int], Fraction] = defaultdict(Fraction)
    for (name, _, stretch), mass in flow.items():
        carried[name, stretch] += mass
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


def _is_full(line: Line, carried: dict[tuple[Hashable, int], Fraction], stretches: Iterable[int]) -> bool:
    """Whether in some stretch it brings all that it can."""
    return any((most := line.capacity[k]) is not None and carried[line.name, k] >= most for k in stretches)


def _only(net: Net, lines: Collection[Hashable], places: Collection[Hashable]) -> Net:
    """The net in which only these lines have limits, and only these places demands."""
    free: tuple[Number | None, ...] = (None,) * len(net.days)
    return net._replace(
        lines=tuple(line if line.name in lines else line._replace(capacity=free) for line in net.lines),
        demand={at: amounts for at, amounts in net.demand.items() if at[0] in places},
    )


def _needed(members: Sequence[Hashable], holds: Callable[[Sequence[Hashable]], bool]) -> list[Hashable]:
    """The members without any of which it would not hold."""
    kept = list(members)
    for member in members:
        fewer = [one for one in kept if one != member]
        if holds(fewer):
            kept = fewer
    return kept
