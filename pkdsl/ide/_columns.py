"""Columns: lines next to each other that are made alike have their values below each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from pkdsl.diagnostics.width import width
from pkdsl.ide._glyphs import flat, glyphs, joined, without_comma
from pkdsl.ide._pieces import Block, Statement, Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

COLUMNS = 120
FIELD = ("field",)
ROW = ("row",)
INDENT = "  "


class Cells(NamedTuple):
    """A line cut where columns may begin.

    `gaps` are the blanks between the texts. Neighbours of one `likeness` have their second cells below each other, and
    the further ones as far as their `names` agree; lines of no likeness stand alone.
    """

    texts: list[str]
    gaps: Sequence[str] = ()
    likeness: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass
class Line:
    """One line: cells, and a comment behind them."""

    indent: int
    cells: Cells = field(default_factory=lambda: Cells([""]))
    comment: str = ""
    blank_before: bool = False

    @property
    def text(self) -> str:
        """The line without its comment."""
        pairs = zip(self.cells.texts, (*self.cells.gaps, ""), strict=True)
        return (INDENT * self.indent + "".join(text + gap for text, gap in pairs)).rstrip()

    @property
    def is_comment(self) -> bool:
        """Whether nothing but a comment stands there."""
        return self.cells.texts == [""] and bool(self.comment)

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table."""
        return self.cells.likeness == ROW


def cells(group: list[Statement]) -> Cells:
    """The statements of one line, cut."""
    parts = [statement.parts for statement in group[:-1]] + [without_comma(group[-1].parts)]
    first = group[0].first
    if first.type == "BAR":
        return _of_row(parts[0])
    if first.type == "FIELD" and not any(isinstance(part, Block) for each in parts for part in each):
        return _of_fields(parts)
    if len(group) == 1 and first.text in {"let", "from", "during"}:
        return _around_equals(parts[0])
    return _of_block(parts[0]) if len(group) == 1 else Cells(["  ".join(map(flat, parts))])


def aligned(lines: list[Line]) -> Iterator[str]:
    """The text of the lines, columns of like neighbours aligned; an empty string is an empty line."""
    for like in _like_neighbours(lines):
        _align(like, 1)
        for alike in _named_alike(like):
            _align(alike, _common(alike))
    for line, column in zip(lines, _comment_columns(lines), strict=True):
        if line.blank_before:
            yield ""
        if line.is_comment:
            yield INDENT * line.indent + line.comment
        elif line.comment:
            yield f"{line.text}{' ' * (column - width(line.text))}{line.comment}"
        else:
            yield line.text


def _of_fields(parts: Sequence[Sequence[Word | Block]]) -> Cells:
    """Fields: the first name, its value, the other fields."""
    texts = [flat(each) for each in parts[1:]]
    head = [flat(parts[0][:1]), flat(parts[0][1:])]
    gaps = [" " if text.endswith(",") else "  " for text in [head[1], *texts[:-1]]] if texts else []
    names = tuple(each[0].text for each in parts if isinstance(each[0], Word))
    return Cells([*head, *texts], [" ", *gaps], FIELD, ("", *names) if " " not in gaps else ("",))


def _of_row(parts: Sequence[Word | Block]) -> Cells:
    """A row of a table: a cell is what stands between two bars."""
    found: list[list[Word | Block]] = []
    for part in parts:
        if isinstance(part, Word) and part.type.startswith("BAR"):
            found.append([])
        else:
            found[-1].append(part)
    texts = [f"| {flat(cell)}" if cell else "|" for cell in found]
    return Cells(texts, [" "] * (len(texts) - 1), ROW, ("",) * len(texts))


def _around_equals(parts: Sequence[Word | Block]) -> Cells:
    """`let D = …` and `from D = …`, cut before the sign."""
    at = next((n for n, part in enumerate(parts) if isinstance(part, Word) and part.text == "="), 0)
    if not at:
        return Cells([flat(parts)])
    return Cells([flat(parts[:at]), flat(parts[at:])], [" "], ("let" if flat(parts[:1]) == "let" else "step",))


def _of_block(parts: Sequence[Word | Block]) -> Cells:
    """A declaration, or a field of steps or a map: what stands before the brace, then each field of the body."""
    last = parts[-1]
    if not isinstance(last, Block) or len(parts) == 1:
        return Cells([flat(parts)])
    header = joined(list(glyphs(parts))[: len(parts) - 1])
    likeness = FIELD if len(parts) == 2 else ("declaration", joined(list(glyphs(parts))[:1]))  # noqa: PLR2004 -- a name and its block
    if not last.statements or not all(map(_is_simple, last.statements)):
        return Cells([header, flat([last])], [" "], likeness, ("",))
    texts = [flat(statement.parts) for statement in last.statements]
    texts[0], texts[-1] = f"{{ {texts[0]}", f"{texts[-1]} }}" if len(texts) > 1 else f"{{ {texts[-1]} }}"
    names = tuple(statement.first.text for statement in last.statements)
    return Cells([header, *texts], [" ", *["  "] * (len(texts) - 1)], likeness, ("", *names))


def _is_simple(statement: Statement) -> bool:
    """A field whose value is no block, and behind which no comma stands."""
    last = statement.parts[-1]
    blocks = any(isinstance(part, Block) for part in statement.parts)
    return statement.first.type == "FIELD" and not blocks and isinstance(last, Word) and last.text != ","


def _like_neighbours(lines: list[Line]) -> Iterator[list[Line]]:
    """Runs of lines made alike. An empty line ends a run, but not a table."""
    run: list[Line] = []
    for line in lines:
        if line.is_comment and run and (run[0].is_row or not line.blank_before):
            continue
        is_like = run and (line.cells.likeness, line.indent) == (run[0].cells.likeness, run[0].indent)
        if is_like and (line.is_row or not line.blank_before):
            run.append(line)
            continue
        yield run
        run = [line] if line.cells.likeness else []
    yield run


def _named_alike(lines: list[Line]) -> Iterator[list[Line]]:
    """Within a run, runs whose second cells have one name."""
    for _, alike in groupby(lines, lambda line: line.cells.names[1:2]):
        yield list(alike)


def _common(lines: list[Line]) -> int:
    """How many cells are padded: those whose names agree in all lines, the last of a line never."""
    names = [line.cells.names for line in lines]
    agreeing = next((n for n, each in enumerate(zip(*names, strict=False)) if len(set(each)) > 1), min(map(len, names)))
    return min(agreeing, *(len(line.cells.texts) - 1 for line in lines))


def _align(lines: list[Line], count: int) -> None:
    """Pad the first cells of like lines, unless that would make one of them too long."""
    if len(lines) < 2:  # noqa: PLR2004 -- one line has no neighbour
        return
    columns = [max(width(line.cells.texts[n]) for line in lines) for n in range(count)]
    padded = [
        [text + " " * (column - width(text)) for text, column in zip(line.cells.texts, columns, strict=False)]
        for line in lines
    ]
    for line, each in zip(lines, padded, strict=True):
        more = sum(map(width, each)) - sum(map(width, line.cells.texts[:count]))
        if not line.is_row and len(line.text) <= COLUMNS < len(line.text) + more:
            return
    for line, each in zip(lines, padded, strict=True):
        line.cells.texts[:count] = each


def _comment_columns(lines: list[Line]) -> list[int]:
    """Where the comment behind each line stands: below that of the line before, if all have room."""
    found: list[int] = []
    for run in _commented_neighbours(lines):
        furthest = max(width(line.text) for line in run) + 2
        together = furthest + max(len(line.comment) for line in run) <= COLUMNS
        found += [furthest if together else width(line.text) + 2 for line in run]
    return found


def _commented_neighbours(lines: list[Line]) -> Iterator[list[Line]]:
    """Runs of lines with a comment behind them; all other lines one by one."""
    run: list[Line] = []
    for line in lines:
        behind = bool(line.comment) and not line.is_comment
        if run and behind and not line.blank_before and not run[-1].is_comment and run[-1].comment:
            run.append(line)
            continue
        if run:
            yield run
        run = [line]
    if run:
        yield run
