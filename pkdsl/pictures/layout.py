"""Where the boxes of a drawn graph stand: columns from left to right, few crossings, neighbours at one height.

The usual way of layered drawings: turn edges that close a circle, put each box one column right of the furthest box
that leads to it, give long edges a place in every column they pass, order the columns by the mean of their neighbours,
and set the heights nearest to these means that keep the boxes apart.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

Place: TypeAlias = "str | tuple[int, int]"
"""A box by its key, or an edge (by its number) passing a column."""
Links: TypeAlias = "Mapping[Place, list[Place]]"
"""Places in the next or the previous column that a place is drawn to."""
SWEEPS = 6


@dataclass(frozen=True, slots=True)
class Layout:
    """`columns` hold places from top to bottom; `routes` the places of each edge from left to right.

    `turned` are the numbers of the edges that lead from right to left; `heights` are the middles of all places.
    """

    columns: tuple[tuple[Place, ...], ...]
    routes: tuple[tuple[Place, ...], ...]
    turned: frozenset[int]
    heights: Mapping[Place, float]


def laid_out(keys: Sequence[str], edges: Sequence[tuple[str, str]], size: Callable[[Place], float]) -> Layout:
    """The layout of boxes with edges between them; `size` says how much height each place takes.

    What no edge joins stands one below the other.
    """
    turned = _turned(keys, edges)
    ways = [(end, start) if number in turned else (start, end) for number, (start, end) in enumerate(edges)]
    column = _columns(keys, [way for way in ways if way[0] != way[1]])
    routes = tuple(_route(number, way, column) for number, way in enumerate(ways))
    heights: dict[Place, float] = {}
    columns: list[tuple[Place, ...]] = [() for _ in range(max(column.values(), default=-1) + 1)]
    below = 0.0
    for group in _groups(keys, ways):
        own = [routes[number] for number, (start, _) in enumerate(ways) if start in group]
        order = _ordered(_first_order([key for key in keys if key in group], own, column), own)
        found = _heights(order, own, size)
        heights.update((place, below + height) for place, height in found.items())
        below += max(found[place] + size(place) / 2 for place in found)
        columns = [(*done, *more) for done, more in zip(columns, order, strict=True)]
    return Layout(tuple(columns), routes, turned, heights)


def _groups(keys: Sequence[str], ways: Sequence[tuple[str, str]]) -> Iterator[frozenset[str]]:
    """The boxes that edges join, in the order of the first of each group."""
    import networkx as nx  # noqa: PLC0415 -- as in _columns

    graph = nx.Graph()
    graph.add_nodes_from(keys)
    graph.add_edges_from(ways)
    yield from (frozenset(group) for group in nx.connected_components(graph))


def _turned(keys: Sequence[str], edges: Sequence[tuple[str, str]]) -> frozenset[int]:
    """Edges that lead back to a box from which one came; without them there is no circle."""
    after: dict[str, list[tuple[int, str]]] = {key: [] for key in keys}
    for number, (start, end) in enumerate(edges):
        after[start].append((number, end))
    back: set[int] = set()
    done: set[str] = set()
    for root in keys:
        path: dict[str, int] = {root: 0} if root not in done else {}
        while path:
            here, position = next(reversed(path.items()))
            if position == len(after[here]):
                del path[here]
                done.add(here)
                continue
            path[here] = position + 1
            number, end = after[here][position]
            if end in path:
                back.add(number)
            elif end not in done:
                path[end] = 0
    return frozenset(back)


def _columns(keys: Sequence[str], ways: Sequence[tuple[str, str]]) -> dict[str, int]:
    """The column of each box: the longest way to it; what nothing leads to stands just before what it leads to."""
    import networkx as nx  # noqa: PLC0415 -- slow to import, and only drawing asks

    graph = nx.DiGraph()
    graph.add_nodes_from(keys)
    graph.add_edges_from(ways)
    column = {key: depth for depth, level in enumerate(nx.topological_generations(graph)) for key in level}
    for key in keys:
        if not graph.in_degree(key) and graph.out_degree(key):
            column[key] = min(column[end] for end in graph.successors(key)) - 1
    return column


def _route(number: int, way: tuple[str, str], column: Mapping[str, int]) -> tuple[Place, ...]:
    start, end = way
    return (start, *((number, passed) for passed in range(column[start] + 1, column[end])), end)


def _first_order(
    keys: Sequence[str], routes: Sequence[tuple[Place, ...]], column: Mapping[str, int]
) -> list[list[Place]]:
    """Columns in the order in which one meets the boxes going down every branch first: a tree has no crossing."""
    out: dict[Place, list[tuple[Place, ...]]] = {key: [] for key in keys}
    for route in routes:
        out[route[0]].append(route)
    entered = {route[-1] for route in routes if route[0] != route[-1]}
    columns: list[list[Place]] = [[] for _ in range(max(column.values(), default=-1) + 1)]
    seen: set[Place] = set()
    waiting: list[Place] = [key for key in reversed(keys) if key not in entered]
    while waiting:
        place = waiting.pop()
        if place in seen:
            continue
        seen.add(place)
        columns[column[place] if isinstance(place, str) else place[1]].append(place)
        waiting += [inner for route in reversed(out.get(place, [])) for inner in reversed(route[1:])]
    return columns


def _ordered(columns: list[list[Place]], routes: Iterable[tuple[Place, ...]]) -> tuple[tuple[Place, ...], ...]:
    """Of the first order and some sweeps by the mean of the neighbours, the one with the fewest crossings."""
    before, after = _neighbours(routes)
    best, fewest = [*map(tuple, columns)], _crossings(columns, after)
    for sweep in range(SWEEPS):
        forwards = sweep % 2 == 0
        links, order = (before, columns[1:]) if forwards else (after, columns[-2::-1])
        rank = {place: float(number) for column in columns for number, place in enumerate(column)}
        for column in order:
            means = {place: _mean([rank[near] for near in links.get(place, ())], rank[place]) for place in column}
            column.sort(key=means.__getitem__)
            rank.update((place, float(number)) for number, place in enumerate(column))
        crossings = _crossings(columns, after)
        if crossings < fewest:
            best, fewest = [*map(tuple, columns)], crossings
    return tuple(best)


def _neighbours(routes: Iterable[tuple[Place, ...]]) -> tuple[Links, Links]:
    before: dict[Place, list[Place]] = {}
    after: dict[Place, list[Place]] = {}
    for route in routes:
        for here, there in pairwise(route):
            if here != there:
                after.setdefault(here, []).append(there)
                before.setdefault(there, []).append(here)
    return before, after


def _crossings(columns: Sequence[Sequence[Place]], after: Links) -> int:
    """How many pairs of edges between neighbouring columns cross."""
    count = 0
    for left, right in pairwise(columns):
        rank = {place: number for number, place in enumerate(right)}
        passed: list[int] = []
        for end in (rank[end] for place in left for end in sorted(after.get(place, ()), key=rank.__getitem__)):
            count += len(passed) - bisect_right(passed, end)
            insort(passed, end)
    return count


def _heights(
    columns: Sequence[Sequence[Place]], routes: Iterable[tuple[Place, ...]], size: Callable[[Place], float]
) -> dict[Place, float]:
    """The middle of each place: near its neighbours, and apart from those above and below."""
    before, after = _neighbours(routes)
    heights: dict[Place, float] = {}
    for column in columns:
        top = 0.0
        for place in column:
            heights[place] = top + size(place) / 2
            top += size(place)
    for sweep in range(2 * SWEEPS):
        links, order = (before, columns) if sweep % 2 == 0 else (after, columns[::-1])
        for column in order:
            wanted = [_mean([heights[near] for near in links.get(place, ())], heights[place]) for place in column]
            heights.update(zip(column, _apart(wanted, [size(place) for place in column]), strict=True))
    least = min((heights[place] - size(place) / 2 for place in heights), default=0.0)
    return {place: height - least for place, height in heights.items()}


def _apart(wanted: Sequence[float], sizes: Sequence[float]) -> list[float]:
    """The heights nearest to those wanted (least squares) at which nothing overlaps: pool adjacent violators."""
    offsets = [0.0]
    for above, below in pairwise(sizes):
        offsets.append(offsets[-1] + (above + below) / 2)
    pools: list[tuple[float, int]] = []
    for want, offset in zip(wanted, offsets, strict=False):
        total, count = want - offset, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            total, count = total + pools[-1][0], count + pools[-1][1]
            pools.pop()
        pools.append((total, count))
    level = [total / count for total, count in pools for _ in range(count)]
    return [one + offset for one, offset in zip(level, offsets, strict=False)]


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise
