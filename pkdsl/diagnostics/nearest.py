"""The known words that a planner may have meant."""

from __future__ import annotations

from difflib import SequenceMatcher, get_close_matches
from typing import TYPE_CHECKING

from pkdsl.diagnostics.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

FURTHEST = 3
"""By how many letters the length of a meant word may differ."""
CANDIDATES = 2_000
"""How many known words are compared at most: difflib is slow, and nobody means the 2,001st."""
SHORT, ALIKE, ALIKE_SHORT = 4, 0.7, 0.6
"""How alike two words must be, from 0 to 1; in a word of up to four letters one wrong letter weighs more."""
BEHIND = 0.15
"""How much less alike than the likeliest a further word may be."""


def nearest(word: str, known: Iterable[str], *, count: int = 3, least: float = 0) -> tuple[str, ...]:
    """Up to `count` of the `known` words that look most like `word` without being it, the likeliest first.

    Capitals count for nothing: who writes `usd` means `USD`.
    """
    said = word.casefold()
    alike = {
        one.casefold(): one for one in sorted(known, reverse=True) if one != word and _comparable(said, one.casefold())
    }
    cutoff = max(least, ALIKE_SHORT if len(word) <= SHORT else ALIKE)
    found = get_close_matches(said, sorted(alike)[:CANDIDATES], n=count, cutoff=cutoff)
    if not found:
        return ()
    bar = _likeness(said, found[0]) - BEHIND
    return tuple(alike[one] for one in found if _likeness(said, one) >= bar)


def _comparable(word: str, other: str) -> bool:
    return abs(len(other) - len(word)) <= FURTHEST or other.startswith(word) or word.startswith(other)


def _likeness(word: str, other: str) -> float:
    return SequenceMatcher(a=other, b=word).ratio()


def did_you_mean(word: str, known: Iterable[str], *, least: float = 0) -> str:
    """A question to append to a message, with a blank before it; empty when nothing is near."""
    found = nearest(word, known, least=least)
    if not found:
        return ""
    return f" Did you mean {listed((f'`{name}`' for name in found), 'or')}?"
