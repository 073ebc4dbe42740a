"""Words on one line: what is written for each, and the blanks between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pkdsl.ide._pieces import OPERANDS, Block, Statement, Word
from pkdsl.syntax.tables import tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

OPENING, CLOSING = frozenset("(["), frozenset(")]")


class Glyph(NamedTuple):
    """What is written for a word, and the blanks before it where they do not follow from its neighbours."""

    word: Word
    text: str
    gap: str | None = None


def flat(parts: Sequence[Word | Block]) -> str:
    """Words and blocks on one line."""
    return joined(glyphs(parts))


def glyphs(parts: Sequence[Word | Block], before: Word | None = None) -> Iterator[Glyph]:
    """What is written for words and flat blocks; `before` is the last word of the statement before them."""
    for number, part in enumerate(parts):
        if isinstance(part, Block):
            yield from _of_block(part)
        elif number == 0 and drops_colon(parts, before):
            yield Glyph(part, part.text[:-1])
        else:
            yield Glyph(part, part.text)


def drops_colon(parts: Sequence[Word | Block], before: Word | None = None) -> bool:
    """Whether `name: { … }` is written `name { … }`.

    Not where a reason follows, where the name is a keyword or dotted, or where it would be read as the unit of a number
    before it.
    """
    rest = [part for part in parts[1:] if isinstance(part, Block) or part.text != ","]
    first = parts[0]
    if isinstance(first, Block) or first.type != "FIELD" or len(rest) != 1 or not isinstance(rest[0], Block):
        return False
    name = first.text[:-1]
    return "." not in name and name not in tables().words and not (before and before.type == "NUMBER")


def joined(written: Iterable[Glyph]) -> str:
    """The text of a line."""
    text = ""
    before_last: Word | None = None
    last: Word | None = None
    for glyph in written:
        gap = glyph.gap if glyph.gap is not None else _gap(before_last, last, glyph.word)
        text += (gap if text else "") + glyph.text
        before_last, last = last, glyph.word
    return text


def _of_block(block: Block) -> Iterator[Glyph]:
    """A block on one line: two blanks between statements, one behind a comma."""
    yield Glyph(block.open, "{")
    last: Word | None = None
    for number, statement in enumerate(block.statements):
        written = list(glyphs(_without_last_comma(block, statement), last))
        gap = " " if number == 0 or (last and last.text == ",") else "  "
        yield written[0]._replace(gap=gap)
        yield from written[1:]
        last = written[-1].word
    yield Glyph(block.close or block.open, "}", " " if block.statements else "")


def _without_last_comma(block: Block, statement: Statement) -> Sequence[Word | Block]:
    return without_comma(statement.parts) if statement is block.statements[-1] else statement.parts


def without_comma(parts: list[Word | Block]) -> list[Word | Block]:
    """The parts less a comma at their end: at the end of a line it says nothing."""
    last = parts[-1]
    return parts[:-1] if isinstance(last, Word) and last.text == "," and len(parts) > 1 else parts


def _gap(before_last: Word | None, last: Word | None, word: Word) -> str:
    """No blank inside brackets, before commas, between a name and what is called or picked from it, after a sign."""
    if last is None or word.type == "ATTRIBUTE" or word.text == "," or word.text in CLOSING or last.text in OPENING:
        return ""
    if word.text in OPENING and _is_operand(last) and (word.text == "[" or last.type == "NAME"):
        return ""
    if last.type == "SIGN" and not _is_operand(before_last):
        return ""
    return " "


def _is_operand(word: Word | None) -> bool:
    """Whether a sign behind the word adds or subtracts."""
    return word is not None and (word.type in OPERANDS or word.text in CLOSING)
