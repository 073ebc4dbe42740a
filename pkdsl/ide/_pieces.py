"""Plan text as the formatter sees it: words with what stood before them, statements, and blocks in braces."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from pkdsl.syntax import tokens, tree

if TYPE_CHECKING:
    from pkdsl.diagnostics import Source
    from pkdsl.syntax import Token

COMMENTS = frozenset({"COMMENT", "DOC"})
OPERANDS = frozenset({"NAME", "ATTRIBUTE", "NUMBER", "DATE", "TIME", "POSITION", "CODE", "STRING"})


class Comment(NamedTuple):
    """A comment; it either has a line of its own or stands behind what was written before it."""

    text: str
    own_line: bool
    blank_before: bool
    is_documentation: bool
    """Whether it belongs to a declaration that begins below it: one that moved past a brace would belong to another."""


class Word(NamedTuple):
    """A token and what stood before it: comments, and then so many line ends (a `;` counts as one)."""

    type: str
    text: str
    start: int
    comments: tuple[Comment, ...]
    line_ends: int

    @property
    def starts_line(self) -> bool:
        """Whether it stood on another line than the word before it."""
        return self.line_ends > 0 or bool(self.comments)

    @property
    def blank_before(self) -> bool:
        """Whether an empty line stood directly before it."""
        return self.line_ends > 1


@dataclass
class Block:
    """Statements in braces. A broken block has its statements on lines of their own, between those of its braces."""

    open: Word
    statements: list[Statement] = field(default_factory=list)
    close: Word | None = None
    broken: bool = False

    @property
    def is_table(self) -> bool:
        """Whether its statements are rows."""
        return any(statement.first.type == "BAR" for statement in self.statements[:1])


@dataclass
class Statement:
    """A field, a declaration, a step, a row …: words and blocks in their order."""

    parts: list[Word | Block] = field(default_factory=list)

    @property
    def first(self) -> Word:
        """Its first word."""
        part = self.parts[0]
        return part.open if isinstance(part, Block) else part

    @property
    def is_plain(self) -> bool:
        """A field or step: several of them may share a line."""
        return self.first.type == "FIELD" or self.first.text in {"from", "during"}


def words(source: Source) -> list[Word]:
    """The words of a text; the last is empty and carries what stands at the end."""
    found: list[Word] = []
    comments: list[Comment] = []
    line_ends = 0
    for token in tokens(source):
        if token.type == "BLANK":
            line_ends += token.text.count("\n") or (1 if ";" in token.text else 0)
        elif token.type in COMMENTS:
            own_line = line_ends > 0 or not (found or comments)
            comments.append(Comment(token.text.rstrip(), own_line, line_ends > 1, token.type == "DOC"))
            line_ends = 0
        else:
            found.append(Word(token.type, _tidy(token), token.start, tuple(comments), line_ends))
            comments, line_ends = [], 0
    return [*found, Word("END", "", len(source.text), tuple(comments), line_ends)]


def statements(source: Source, file: tree.File) -> tuple[list[Statement], Word]:
    """The statements of a text that was parsed without findings, and the empty word at its end."""
    starts = _starts(file)
    *content, end = words(source)
    top: list[Statement] = []
    open_blocks: list[Block] = []
    for word in content:
        around = open_blocks[-1].statements if open_blocks else top
        if word.text == "}" and open_blocks:
            _close(open_blocks.pop(), word)
        elif word.start in starts or not around:
            around.append(Statement([word]))
        elif word.text == "{":
            open_blocks.append(Block(word))
            around[-1].parts.append(open_blocks[-1])
        else:
            around[-1].parts.append(word)
    return top, end


def _tidy(token: Token) -> str:
    """Numbers and positions with one blank inside; everything else as it stands."""
    return " ".join(token.text.split()) if token.type in {"NUMBER", "POSITION"} else token.text


def _close(block: Block, word: Word) -> None:
    """A block is broken where the author broke it: a line end, a comment or a text of many lines is in it."""
    block.close = word
    block.broken = (
        word.starts_line
        or bool(block.open.comments)
        or any(_has_lines(part) for each in block.statements for part in each.parts)
    )


def _has_lines(part: Word | Block) -> bool:
    return part.broken or part.open.starts_line if isinstance(part, Block) else part.starts_line or "\n" in part.text


def _starts(file: tree.File) -> frozenset[int]:
    """Where the statements of a file begin, those in braces and the rows of tables included."""
    found: list[int] = []
    waiting: list[object] = [file]
    while waiting:
        node = waiting.pop()
        if not isinstance(node, tuple):
            continue
        if isinstance(node, (tree.File, tree.Body)):
            found.extend(item.start for item in node.items)
        elif isinstance(node, tree.Steps):
            found.extend(step.start for step in node.steps)
        elif isinstance(node, tree.Table):
            found.extend(row.start for row in node.rows)
        waiting.extend(node)
    return frozenset(found)
