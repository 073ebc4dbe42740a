"""Where lines break and how far they are set in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pkdsl.ide._columns import COLUMNS, Cells, Line, aligned, cells
from pkdsl.ide._glyphs import CLOSING, OPENING, Glyph, flat, glyphs, joined, without_comma
from pkdsl.ide._pieces import Block, Statement, Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pkdsl.ide._pieces import Comment


def write(top: list[Statement], end: Word) -> str:
    """The whole text in the one style."""
    page = Page()
    page.statements(top, 0, one_a_line=True)
    page.comments(end.comments, 0)
    return "".join(f"{line}\n" for line in aligned(page.lines))


@dataclass
class Page:
    """The lines so far."""

    lines: list[Line] = field(default_factory=list)
    fresh: bool = True
    """Nothing stands yet in the block that is being written: no empty line is kept before what comes."""

    def statements(self, statements: list[Statement], indent: int, *, one_a_line: bool = False) -> None:
        """Statements of a broken block or of the file."""
        self.fresh = True
        for group in _groups(statements, indent, one_a_line=one_a_line):
            first = group[0].first
            self.comments(first.comments, indent)
            self._start(indent, blank_before=first.blank_before)
            if any(_is_broken(part) for each in group for part in each.parts[1:]):
                self._long(group[0], indent)
            else:
                self.lines[-1].cells = cells(group)

    def comments(self, comments: Sequence[Comment], indent: int) -> None:
        """Comments on lines of their own, or behind the last line."""
        for comment in comments:
            if not comment.own_line and self.lines and not self.lines[-1].comment:
                self.lines[-1].comment = comment.text
            else:
                self._start(indent, blank_before=comment.blank_before)
                self.lines[-1].comment = comment.text

    def _start(self, indent: int, *, blank_before: bool = False) -> None:
        self.lines.append(Line(indent, blank_before=blank_before and not self.fresh))
        self.fresh = False

    def _long(self, statement: Statement, indent: int) -> None:
        """A statement of several lines: broken where its author broke it, and around the statements of its blocks."""
        written: list[Glyph] = []
        brackets: list[int] = []
        for part, said in _parts(statement):
            here = self.lines[-1].indent
            if isinstance(part, Block) and part.broken:
                self._open(part, written, here)
                self._block(part, here)
                written = [Glyph(part.close or part.open, "}")]
                continue
            if isinstance(part, Word) and part is not statement.first and part.starts_line:
                self._flush(written)
                self.comments(part.comments, indent + 1)
                self._start(_continued(part, brackets, indent))
                written = []
            if isinstance(part, Word) and part.text in OPENING:
                brackets.append(self.lines[-1].indent)
            elif isinstance(part, Word) and part.text in CLOSING and brackets:
                brackets.pop()
            written.extend(said)
        self._flush(written)

    def _open(self, block: Block, written: list[Glyph], indent: int) -> None:
        """The brace behind what is written, and then its comments; one below documentation, which it must not pass."""
        brace = Glyph(block.open, "{")
        if any(comment.is_documentation for comment in block.open.comments):
            self._flush(written)
            self.comments(block.open.comments, indent + 1)
            self._start(indent)
            self._flush([brace])
        else:
            self._flush([*written, brace])
            self.comments(block.open.comments, indent + 1)

    def _block(self, block: Block, indent: int) -> None:
        self.statements(block.statements, indent + 1)
        if block.close:
            self.comments(block.close.comments, indent + 1)
        self.fresh = True
        self._start(indent)

    def _flush(self, written: list[Glyph]) -> None:
        self.lines[-1].cells = Cells([joined(written)])


def _parts(statement: Statement) -> Iterator[tuple[Word | Block, list[Glyph]]]:
    """Each part with what is written for it on one line."""
    parts = without_comma(statement.parts)
    first = next(glyphs(parts))
    yield parts[0], [first]
    for part in parts[1:]:
        yield part, [] if isinstance(part, Block) and part.broken else list(glyphs([part]))


def _continued(word: Word, brackets: list[int], indent: int) -> int:
    """How far a line is set in that begins in the middle of a statement."""
    if not brackets:
        return indent + 1
    return brackets[-1] if word.text in CLOSING else brackets[-1] + 1


def _groups(statements: list[Statement], indent: int, *, one_a_line: bool) -> Iterator[list[Statement]]:
    """Statements that share a line: fields and steps that their author put on one, as far as it holds them."""
    for group in _of_author(statements, one_a_line=one_a_line):
        if len(group) > 1 and not _fits(group, indent):
            yield from (_broken_to_fit([statement], indent) for statement in group)
        else:
            yield _broken_to_fit(group, indent)


def _of_author(statements: list[Statement], *, one_a_line: bool) -> Iterator[list[Statement]]:
    group: list[Statement] = []
    for statement in statements:
        alone = one_a_line or not _may_share(statement)
        if group and (alone or statement.first.starts_line or not _may_share(group[-1])):
            yield group
            group = []
        group.append(statement)
    if group:
        yield group


def _may_share(statement: Statement) -> bool:
    """Fields with a plain value and steps; blocks stand alone."""
    return statement.is_plain and not any(_is_broken(part) or isinstance(part, Block) for part in statement.parts[1:])


def _fits(group: list[Statement], indent: int) -> bool:
    """Whether a line of these statements is short enough; one that has several lines anyway is not measured."""
    if any(_is_broken(part) for statement in group for part in statement.parts[1:]):
        return True
    width = sum(len(flat(statement.parts)) + 2 for statement in group) - 2
    return 2 * indent + width <= COLUMNS


def _broken_to_fit(group: list[Statement], indent: int) -> list[Statement]:
    """A single statement that is too long for a line has the statements of its last block on lines of their own."""
    parts = without_comma(group[-1].parts)
    last = parts[-1]
    if len(group) == 1 and isinstance(last, Block) and last.statements and not _fits(group, indent):
        last.broken = True
    return group


def _is_broken(part: Word | Block) -> bool:
    """Whether a part begins or has more than one line."""
    if isinstance(part, Block):
        return part.broken
    return part.starts_line or "\n" in part.text
