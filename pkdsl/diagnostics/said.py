"""A sentence that knows what it was made of, so that it can be said again in another language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Mapping

HOLE = re.compile(r"\{([^{}]*)\}")


class Said(str):
    """A text in English, its `key`, which has braces where something is filled in, and what that is, by the words in them.

    What is filled in is a value, a text, another such sentence, or several of them, one after the other.
    """

    __slots__ = ("filled", "key")

    key: str
    filled: Mapping[str, object]

    def __new__(cls, text: str, key: str, filled: Mapping[str, object]) -> Self:
        """The text as it reads in English."""
        said = super().__new__(cls, text)
        said.key, said.filled = key, filled
        return said

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        """To another process it goes as its text alone: what it was made of is a whole plan."""
        return str, (str(self),)


def say(key: str, /, **filled: object) -> Said:
    """A sentence with texts, numbers or other sentences filled in."""
    return Said(HOLE.sub(lambda found: str(filled[found[1]]), key), key, filled)
