"""People carried in waves: vehicles that go to and fro between two places, and who has landed by when.

All times are hours from the order; a vehicle that does not move in the dark knows when it is light.
"""

from __future__ import annotations

from fractions import Fraction
from heapq import merge
from itertools import islice, repeat
from math import ceil, floor
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pkdsl.values.number import Number

MOST_WAVES = 10_000
"""Whoever needs more landings than this is not followed."""
DAY_HOURS = 24


class Light(NamedTuple):
    """When it is light: from the hour `begins`, for `lasts` hours, and so on every day."""

    begins: Fraction
    lasts: Fraction

    def dawn(self, hour: Fraction) -> Fraction:
        """The last dawn up to an hour."""
        return self.begins + DAY_HOURS * floor((hour - self.begins) / DAY_HOURS)


class Trip(NamedTuple):
    """When a vehicle sets out, and when it is there."""

    departs: Fraction
    arrives: Fraction


Stand: TypeAlias = "Fraction | Literal['start', 'goal']"
"""Where vehicles stand: where people wait, where these are brought, or so many hours from where they wait."""


class Carrier(NamedTuple):
    """Vehicles of one sort that go together.

    They leave where they stand at the hour `ready`, go for the people, who are gathered at the hour `gathered`, load,
    and go `way` hours to the goal; then back, and again. Those that stand where people wait are loaded when they are
    ready. `every` is the least time between two departures, `a_day` how often one departs in 24 hours. Without light
    they move round the clock; in the dark they stay down, or (`halts`) stop on the way and go on in the morning.
    """

    vehicles: int
    seats: Number
    ready: Fraction
    stand: Stand
    gathered: Fraction
    loading: Fraction
    way: Fraction
    every: Fraction = Fraction(0)
    a_day: Fraction | None = None
    light: Light | None = None
    halts: bool = False

    def nearer(self, share: Fraction) -> Carrier:
        """The same on a way that is only a share as long."""
        return self._replace(way=self.way * share)


class Wave(NamedTuple):
    """An hour at which people land, and how many."""

    hour: Fraction
    people: Number


def arrival(carrier: Carrier) -> Fraction | None:
    """When the vehicles are first where people wait; None where they never are."""
    if carrier.stand == "start":
        return carrier.ready
    out = _go(carrier, carrier.ready, carrier.way if carrier.stand == "goal" else carrier.stand)
    return None if out is None else out.arrives


def landings(carrier: Carrier) -> Iterator[Fraction]:
    """The hours at which one of the vehicles lands with people, one after the other; none after one that never does."""
    loaded, turn, first = _first_loaded(carrier), 0, None
    while loaded is not None:
        trip = _go(carrier, loaded, carrier.way)
        if trip is None:
            return
        yield trip.arrives
        first, turn = trip.departs if first is None else first, turn + 1
        back = _go(carrier, trip.arrives, carrier.way)
        not_before = _not_before(carrier, trip.departs, first, turn)
        if back is None or not_before is None:
            return
        loaded = max(back.arrives + carrier.loading, not_before)


def waves(carriers: Sequence[Carrier], people: Number) -> tuple[Wave, ...]:
    """All landings until everybody is there; fewer people in all, where some never are.

    Whoever lands first with a free seat takes people; so a slow vehicle is not sent for those whom a fast one still
    fetches before it. That is the quickest, since no vehicle waits for another.
    """
    found: list[Wave] = []
    left = people
    useful = [carrier for carrier in carriers if carrier.vehicles * carrier.seats > 0]
    streams = [zip(landings(carrier), repeat(at)) for at, carrier in enumerate(useful)]
    for hour, at in islice(merge(*streams), MOST_WAVES):
        if left <= 0:
            break
        some = min(left, useful[at].vehicles * useful[at].seats)
        left -= some
        if found and found[-1].hour == hour:
            some += found.pop().people
        found.append(Wave(hour, some))
    return tuple(found)


def landed(some: Sequence[Wave], hour: Number) -> Number:
    """How many people are there by an hour."""
    return sum((wave.people for wave in some if wave.hour <= hour), 0)


def more(carrier: Carrier, people: Number, hour: Number) -> int | None:
    """How many more of the vehicles bring so many more people by an hour; None, where none is there in time."""
    times = 0
    for lands in islice(landings(carrier), MOST_WAVES):
        if lands > hour:
            break
        times += 1
    each = carrier.seats * times
    return ceil(Fraction(people) / each) if each > 0 else None


def reach(carriers: Sequence[Carrier], people: Number, hour: Number, length: Number) -> int | None:
    """The longest way, in whole units of length, on which all are there by an hour; None where none is short enough.

    `length` is how long the way is. A shorter way is never the slower one, so that halving finds it.
    """
    low, high = -1, floor(length)
    while low < high:
        middle = (low + high + 1) // 2
        share = Fraction(middle) / Fraction(length) if length else Fraction(0)
        if landed(waves([carrier.nearer(share) for carrier in carriers], people), hour) >= people:
            low = middle
        else:
            high = middle - 1
    return low if low >= 0 else None


def _first_loaded(carrier: Carrier) -> Fraction | None:
    """When the first people are on board; those who stand beside them load while they get ready."""
    there = arrival(carrier)
    if there is None:
        return None
    return max(there, carrier.gathered) + (0 if carrier.stand == "start" else carrier.loading)


def _not_before(carrier: Carrier, last: Fraction, first: Fraction, turn: int) -> Fraction | None:
    """The earliest hour of the departure number `turn`; None where there is no further one."""
    if carrier.a_day is None:
        return last + carrier.every
    if carrier.a_day <= 0:
        return None
    return max(last + carrier.every, first + DAY_HOURS * floor(turn / carrier.a_day))


def _go(carrier: Carrier, hour: Fraction, hours: Fraction) -> Trip | None:
    """From an hour on, a way of so many hours; None where no day is long enough for it."""
    light = carrier.light
    if light is None:
        return Trip(hour, hour + hours)
    if light.lasts <= 0 or (hours > light.lasts and not carrier.halts):
        return None
    dawn = light.dawn(hour)
    dusk = dawn + light.lasts
    if hour + hours <= dusk:
        return Trip(hour, hour + hours)
    if not carrier.halts or hour >= dusk:
        hour, dawn = dawn + DAY_HOURS, dawn + DAY_HOURS
        dusk = dawn + light.lasts
    days = max(0, ceil((hours - (dusk - hour)) / light.lasts))
    if not days:
        return Trip(hour, hour + hours)
    rest = hours - (dusk - hour) - (days - 1) * light.lasts
    return Trip(hour, dawn + days * DAY_HOURS + rest)
