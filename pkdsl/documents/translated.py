"""A template in the language that is spoken: line by line, and cell by cell, its words are those of the catalogue.

The keys of a catalogue are what a template says between its marks: the words of a heading, a caption, an item, a cell, or
a whole line with the expressions in it. So templates stay as they are, and a translation may put them into another order.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkdsl.tongues import ENGLISH, language, perhaps, refuse, says

if TYPE_CHECKING:
    from collections.abc import Iterator

CAPTION = "Table: "
MARKS = re.compile(rf"(#{{2,3}} |- |>> |> ! |> |{CAPTION})?(?:(\{{)([^{{}}%]+)(\}} ))?(.*)", re.DOTALL)
"""What kind of line it is, a mark of its own such as `{Annex C}`, and its words."""
LEADING = re.compile(r"(?:\s*\{%.*?%\})+")
TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}")


def translated(source: str, name: str) -> str:
    """The text of a template in the language that is spoken; `Untranslated` where a line of it is not.

    What it says otherwise than others do stands in the section of its name.
    """
    if language() == ENGLISH:
        return source
    refuse(language(), (key for key in keys(source) if not says(key)))
    section = name.rpartition("/")[2].partition(".")[0]
    return "\n".join(_line(line, section) for line in source.split("\n"))


def keys(source: str) -> Iterator[str]:
    """What a template asks a catalogue for, in order."""
    return (key for line in source.split("\n") for piece in _pieces(line) if (key := _key(piece)))


def _line(line: str, section: str) -> str:
    pieces = ((piece, _key(piece)) for piece in _pieces(line))
    return "".join(piece.replace(key, perhaps(key, section=section)) if key else piece for piece, key in pieces)


def _pieces(line: str) -> list[str]:
    """The marks of a line and what stands between them; together they are the line."""
    if line.startswith("|"):
        return re.split(r"(\|)", line)
    marks = MARKS.match(line)
    return list(filter(None, marks.groups())) if marks else [line]


def _key(piece: str) -> str:
    """The words of a piece, with what is filled in; nothing where nothing else is there, or where it is a mark."""
    start = LEADING.match(piece)
    words = piece[start.end() if start else 0 :].strip()
    speaks = any(map(str.isalpha, TAGS.sub("", words)))
    return words if speaks and piece != CAPTION else ""
