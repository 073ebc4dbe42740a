"""Of several ways to get something done: the quickest in each era, and the quickest when the worst one thing fails."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pkdsl.values.eras import members

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pkdsl.values.number import Number


class Way(NamedTuple):
    """A way: how long it takes, in which eras there is it, and the things without which there is not.

    `said` are its steps, for whoever asks how it goes.
    """

    minutes: Number
    when: int
    needs: tuple[Any, ...]
    said: Any


def ordered(ways: Iterable[Way]) -> list[Way]:
    """The quickest first; of two that take as long, the one that came first."""
    return sorted(ways, key=lambda way: sooner(way.minutes))


def sooner(minutes: Number) -> tuple[float, Number]:
    """What to sort times by: rounding keeps their order, and where it makes two alike the exact ones decide."""
    return float(minutes), minutes


def quickest(ways: Sequence[Way], count: int) -> list[Way | None]:
    """The quickest of ordered ways in each of `count` eras; None where there is none."""
    best: list[Way | None] = [None] * count
    left = (1 << count) - 1
    for way in ways:
        for era in members(way.when & left):
            best[era] = way
        left &= ~way.when
        if not left:
            break
    return best


class Loss(NamedTuple):
    """The one thing that is missed most, and the quickest way without it; None where there is none then."""

    thing: Any
    way: Way | None


def without_one(best: Sequence[Way | None], without: Callable[[Any], Sequence[Way | None]]) -> list[Loss | None]:
    """For each era the loss of one thing that takes longest to make good; None where nothing is there to be lost.

    `without` gives the quickest way in each era when a thing fails. What the quickest way does not need cannot be
    missed, so only what it needs is tried.
    """
    left: dict[Any, Sequence[Way | None]] = {}
    found: list[Loss | None] = []
    for era, way in enumerate(best):
        for thing in way.needs if way is not None else ():
            if thing not in left:
                left[thing] = without(thing)
        losses = [Loss(thing, left[thing][era]) for thing in way.needs] if way is not None else []
        found.append(max(losses, key=_weight, default=None))
    return found


def _weight(loss: Loss) -> tuple[bool, tuple[float, Number]]:
    return (True, (0, 0)) if loss.way is None else (False, sooner(loss.way.minutes))


def lacking(ways: Sequence[Way], thing: Any, spare: int) -> list[Way]:  # noqa: ANN401 -- things are of any kind
    """The ways that are left when a thing fails; in the eras of `spare` there is another one like it."""
    return [
        way if thing not in way.needs else way._replace(when=way.when & spare)
        for way in ways
        if thing not in way.needs or way.when & spare
    ]
