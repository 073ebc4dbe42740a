"""Words of a closed list, in rising order."""

from __future__ import annotations


class Word(str):
    """One word of `words`: text to look at, but `<` follows the list, `selected < confirmed`."""

    __slots__ = ("words",)
    words: tuple[str, ...]

    def __new__(cls, text: str, words: tuple[str, ...] = ()) -> Word:  # noqa: PYI034 -- a Word is not made for subclasses
        """The word `text` of the list `words`."""
        word = super().__new__(cls, text)
        word.words = words or (text,)
        return word

    @property
    def rank(self) -> int:
        """Its place in the list."""
        return self.words.index(str(self))

    def __lt__(self, other: str) -> bool:
        return self.rank < _rank(self, other)

    def __le__(self, other: str) -> bool:
        return self.rank <= _rank(self, other)

    def __gt__(self, other: str) -> bool:
        return self.rank > _rank(self, other)

    def __ge__(self, other: str) -> bool:
        return self.rank >= _rank(self, other)


def _rank(word: Word, other: str) -> int:
    return word.words.index(str(other))
