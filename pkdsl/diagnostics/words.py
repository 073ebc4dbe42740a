"""Small pieces of the sentences that findings are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def listed(items: Iterable[str], last: str = "and") -> str:
    """`a, b and c`."""
    *rest, end = list(items) or [""]
    return f"{', '.join(rest)} {last} {end}" if rest else end


def spaced(kind: str) -> str:
    """A kind as it reads within a sentence: `supply line`."""
    return kind.replace("_", " ")


def a(noun: str) -> str:
    """With its article: `a risk`, `an agency`, `a unit`."""
    vowel = noun[0] in "aeio" or (noun[0] == "u" and not noun.startswith(("uni", "use")))
    return f"{'an' if vowel else 'a'} {noun}"


def capital(sentence: str) -> str:
    """With a capital letter at its beginning."""
    return sentence[:1].upper() + sentence[1:]
