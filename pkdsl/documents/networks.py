"""What documents show of the net: its links, what they hang on, licences, frequencies, keys, and when it was tested."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pkdsl.documents.saying import counted, day, listed, sentence, shortlist, unended, whole, word
from pkdsl.documents.signals import shortened
from pkdsl.facts.communications import TIERS, common
from pkdsl.page import Figure, Missing
from pkdsl.pictures.graph import described as graph_described
from pkdsl.pictures.graph import graph_picture
from pkdsl.pictures.graphs import Request, tiers
from pkdsl.pictures.matrix import Cell, Matrix, Row, described, matrix_of_words
from pkdsl.values import Period, Steps, given

if TYPE_CHECKING:
    from datetime import date

    from pkdsl.documents.context import Context
    from pkdsl.page import Run
    from pkdsl.schema import Declared

RADIO = ("vsat", "leo", "microwave", "hf", "vhf", "uhf")
"""Bearers that need a frequency."""
PAGE, BROAD = 32, 14
"""How many rows and columns one picture of overlaps holds."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link: between whom, carried by what, how much it carries, who runs it."""

    title: str
    ends: str | Missing
    bearer: str | Missing
    bandwidth: Run
    provider: str | Missing


@dataclass(frozen=True, slots=True)
class Load:
    """A link that carries what is exchanged all the time."""

    link: str
    load: Run
    bandwidth: Run


@dataclass(frozen=True, slots=True)
class Exchange:
    """Information that is exchanged all the time."""

    content: str
    sender: str | Missing
    receiver: str | Missing
    bandwidth: Run
    channel: str | Missing


@dataclass(frozen=True, slots=True)
class Switching:
    """When some pairs change to their next way, and who notices."""

    pairs: str
    triggers: str | Missing
    monitoring: str | Missing


@dataclass(frozen=True, slots=True)
class Shared:
    """What two ways of one pair hang on together."""

    pair: str
    what: str
    ways: str


@dataclass(frozen=True, slots=True)
class Point:
    """Something without which somebody is cut off."""

    title: str
    kind: str
    when: str


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence and the links that need it."""

    title: str
    status: str | Missing
    period: Run
    links: str


@dataclass(frozen=True, slots=True)
class Frequency:
    """A link with its frequencies."""

    link: str
    bearer: str | Missing
    frequency: str | Missing


@dataclass(frozen=True, slots=True)
class Keys:
    """The days for which there are keys, and for which links."""

    period: Run
    links: str


@dataclass(frozen=True, slots=True)
class Test:
    """A day of tests, and what is tested on it."""

    day: str
    what: str
    state: str


@dataclass(frozen=True, slots=True)
class View:
    """The net."""

    links: tuple[Link, ...]
    picture: Figure | None
    exchanges: tuple[Exchange, ...]
    loads: tuple[Load, ...]
    switching: tuple[Switching, ...]
    overlaps: tuple[Figure, ...]
    shared: tuple[Shared, ...]
    points: tuple[Point, ...]
    licences: tuple[Licence, ...]
    frequencies: tuple[Frequency, ...]
    silent: str
    keys: tuple[Keys, ...]
    keyless: str
    open: str
    tests: tuple[Test, ...]
    untested: str


def view(context: Context) -> View:
    """What the plan says of its net."""
    links, pairs = context.all("link"), context.all("pace")
    radio = [each for each in links if given(each.bearer) and str(each.bearer) in RADIO]
    secure = [each for each in links if each.secure is True]
    return View(
        links=tuple(_link(context, each) for each in links), picture=picture(context), exchanges=_exchanges(context),
        loads=_loads(context, links), switching=_switching(context, pairs), overlaps=_overlaps(context, pairs), shared=_shared(context, pairs),
        points=_points(context), licences=_licences(context, links),
        frequencies=tuple(_frequency(context, each) for each in links if given(each.frequency)),
        silent=_titles(context, [each for each in radio if not given(each.frequency)]), keys=_keys(context, secure),
        keyless=_titles(context, [each for each in secure if not given(each.keys)]),
        open=_titles(context, [each for each in links if each.secure is False]), tests=_tests(context, pairs),
        untested=_titles(context, [each for each in pairs if not given(each.tested)]),
    )  # fmt: skip


def _titles(context: Context, some: list[Any]) -> str:
    """`7 links: …`, the first of them by name; empty where there is none."""
    if not some:
        return ""
    one = "link" if some[0].kind == "link" else "pair"
    return f"{counted(len(some), one)}: {shortlist(map(context.title, some), most=8)}"


def picture(context: Context) -> Figure | None:
    """Each link as the plans of communications use it; None where the plan names no link."""
    graph = tiers(Request(context.plan))
    if not graph.edges:
        return None
    graph = replace(graph, edges=tuple(map(shortened, graph.edges)))
    caption = (
        "The net by the order in which its ways are tried, with their bearers; thick boxes: what nothing stands in for."
    )
    return Figure(graph_picture(graph), (caption,), graph_described(graph))


def _link(context: Context, each: Any) -> Link:  # noqa: ANN401 -- a link
    bearer = context.text(each, "bearer")
    sealed = f"{bearer}, encrypted" if each.secure is True else bearer
    return Link(
        context.title(each), context.text(each, "between"), sealed, context.figure(each, "bandwidth"),
        context.text(each, "provider"),
    )  # fmt: skip


def _loads(context: Context, links: tuple[Any, ...]) -> tuple[Load, ...]:
    loaded = (each for each in links if given(each.load) and whole(each.load))
    return tuple(
        Load(context.title(each), context.figure(each, "load"), context.figure(each, "bandwidth")) for each in loaded
    )


def _exchanges(context: Context) -> tuple[Exchange, ...]:
    return tuple(
        Exchange(
            context.title(each), context.text(each, "sender"), context.text(each, "receiver"),
            context.figure(each, "bandwidth"), context.text(each, "channel"),
        )
        for each in context.all("information_exchange")
    )  # fmt: skip


def _switching(context: Context, pairs: tuple[Any, ...]) -> tuple[Switching, ...]:
    """Pairs that change for the same reasons stand in one line."""
    found: dict[tuple[str | Missing, str | Missing], list[str]] = {}
    for each in pairs:
        rule = context.text(each, "triggers"), context.text(each, "monitoring")
        found.setdefault(rule, []).append(context.title(each))
    return tuple(
        Switching(
            f"all {counted(len(pairs), 'pair')}" if len(some) == len(pairs) > 1 else listed(some),
            _unended(triggers), _unended(monitoring),
        )
        for (triggers, monitoring), some in found.items()
    )  # fmt: skip


def _unended(words: str | Missing) -> str | Missing:
    return unended(words) if isinstance(words, str) else words


# -- dependencies ----------------------------------------------------------------------------------------------------


def _needs(context: Context, pace: Any) -> list[tuple[Declared, list[str]]]:  # noqa: ANN401 -- a plan of a pair
    """What its ways hang on, with the ways that do; a link counts only where more than one way needs it."""
    return [
        (thing, ways)
        for thing, ways in common(pace)
        if context.shows(thing) and (thing.kind != "link" or len(ways) > 1)
    ]


def _named(context: Context, thing: Any) -> str:  # noqa: ANN401 -- what a link hangs on
    """Its title; of a part what it is and what it belongs to."""
    owner = thing.parent
    if not given(owner):
        return context.title(thing)
    title = context.title(thing) if given(thing.title) else f"{context.title(thing)} {word(thing.kind)}"
    return f"{title}, {context.title(owner)}"


def _shared(context: Context, pairs: tuple[Any, ...]) -> tuple[Shared, ...]:
    return tuple(
        Shared(context.title(pace), _named(context, thing), listed(ways))
        for pace in pairs
        for thing, ways in _needs(context, pace)
        if len(ways) > 1
    )


def _overlaps(context: Context, pairs: tuple[Any, ...]) -> tuple[Figure, ...]:
    """Pairs against what their ways hang on, in as many pictures as pages are needed; those with the same ways share a row."""
    alike: dict[tuple[Declared, ...], list[Any]] = {}
    for pace in pairs:
        if given(pace.ways) and pace.ways and all(map(context.shows, pace.ways)):
            alike.setdefault(pace.ways, []).append(pace)
    needs = [(_together(context, some), dict(_needs(context, some[0]))) for some in alike.values()]
    things = list(dict.fromkeys(thing for _, found in needs for thing in found))
    if not things:
        return ()
    parts = [
        (needs[row : row + PAGE], things[column : column + BROAD])
        for row in range(0, len(needs), PAGE)
        for column in range(0, len(things), BROAD)
    ]
    return tuple(_overlap(context, part, number, len(parts)) for number, part in enumerate(parts, 1))


def _together(context: Context, some: list[Any]) -> str:
    more = f" and {counted(len(some) - 1, 'other')}" if len(some) > 1 else ""
    return f"{context.title(some[0])}{more}"


def _overlap(
    context: Context, part: tuple[list[tuple[str, dict[Declared, list[str]]]], list[Declared]], number: int, of: int
) -> Figure:
    needs, things = part
    data = Matrix(
        tuple(_named(context, thing) for thing in things),
        tuple(Row(label, tuple(_cell(found.get(thing, [])) for thing in things)) for label, found in needs),
        ((1, "one way hangs on it"), (3, "several do, and fail together")),
        name=f"overlap-{number}", title="What the ways of each pair hang on",
    )  # fmt: skip
    initials = listed(f"{tier[0].upper()} {tier}" for tier in TIERS)
    where = f", part {number} of {of}" if of > 1 else ""
    return Figure(matrix_of_words(data), (f"{data.title}{where}: {initials}.",), described(data))


def _cell(ways: list[str]) -> Cell:
    rank = 0 if not ways else 1 if len(ways) == 1 else 3
    return Cell(" ".join(way[0].upper() for way in ways), rank, listed(ways))


def _points(context: Context) -> tuple[Point, ...]:
    """What nothing else stands in for, with the days on which that is so."""
    mission: Any = context.plan.mission
    if mission is None or not isinstance(mission.single_points, Steps) or not given(mission.period):
        return ()
    found: dict[Declared, list[Period]] = {}
    for first, last, things in mission.single_points.intervals(mission.period):
        for thing in filter(context.shows, things if given(things) else ()):
            known = found.setdefault(thing, [])
            joined = known and (first - known[-1].end).days == 1
            known[-1:] = [Period(known[-1].start, last)] if joined else [*known[-1:], Period(first, last)]
    return tuple(
        Point(_named(context, thing), word(thing.kind), listed(_when(mission.period, each) for each in periods))
        for thing, periods in found.items()
    )


def _when(mission: Period, period: Period) -> str:
    return "throughout" if period == mission else f"{day(period.start)} to {day(period.end)}"


# -- licences, keys, tests -------------------------------------------------------------------------------------------


def _licences(context: Context, links: tuple[Any, ...]) -> tuple[Licence, ...]:
    needing: dict[Any, list[str]] = {}
    for link in links:
        for licence in context.visible(link.agreement):
            needing.setdefault(licence, []).append(context.title(link))
    return tuple(
        Licence(
            context.title(licence), context.text(licence, "status"), context.figure(licence, "period"),
            f"{counted(len(some), 'link')}: {shortlist(some, most=8)}",
        )
        for licence, some in needing.items()
    )  # fmt: skip


def _frequency(context: Context, each: Any) -> Frequency:  # noqa: ANN401 -- a link
    return Frequency(context.title(each), context.text(each, "bearer"), context.text(each, "frequency"))


def _keys(context: Context, secure: list[Any]) -> tuple[Keys, ...]:
    """The links whose keys hold for the same days in one line, those that end first above."""
    found: dict[Period, list[Any]] = {}
    for link in secure:
        if given(link.keys):
            found.setdefault(link.keys, []).append(link)
    return tuple(
        Keys(context.figure(some[0], "keys"), _titles(context, some))
        for _, some in sorted(found.items(), key=lambda pair: (pair[0].end, pair[0].start))
    )


def _tests(context: Context, pairs: tuple[Any, ...]) -> tuple[Test, ...]:
    """The days on which pairs are tested, and the exercises of communications, in order."""
    found: dict[date, list[str]] = {}
    for pace in pairs:
        for when in pace.tested if given(pace.tested) else ():
            if given(when):
                found.setdefault(when, []).append(context.title(pace))
    rows = [(when, _all(some, len(pairs)), "") for when, some in found.items()]
    for each in context.all("exercise"):
        if given(each.type) and each.type == "communications" and given(each.date):
            tested = context.text(each, "tests")
            rows.append(
                (each.date, f"{context.title(each)}{f': {tested}' if isinstance(tested, str) else ''}", "exercise")
            )
    return tuple(
        Test(day(when), what, ", ".join(filter(None, (sort, _state(context, when)))))
        for when, what, sort in sorted(rows)
    )


def _all(some: list[str], count: int) -> str:
    return f"all {counted(count, 'pair')}" if len(some) == count > 1 else sentence(listed(some))


def _state(context: Context, when: date) -> str:
    return "planned" if context.day is not None and when > context.day else "done"
