"""Finds the missing or extra brace of a block by the indentation around it.

unit north_battalion {
strength {
from D = 450 persons
base: adeta              # stands no deeper than `strength`: its block must have ended above
}
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pkdsl.diagnostics import Label, Span
from pkdsl.syntax import codes
from pkdsl.syntax.lexer import END, Token

if TYPE_CHECKING:
    from pkdsl.diagnostics import Finding, Source

_DEPTH = {"LSQB": 1, "LPAR": 1, "RSQB": -1, "RPAR": -1}
_HEADERS = frozenset({"NAME", "FIELD", "TEMPLATE", "EXTEND", "TABLE"})
_CONTENTS = frozenset({"FIELD", "NAME", "FROM", "DURING", "FOR", "LET", "SET", "REQUIRE", "REMOVE", "BAR", "TABLE"})
_INSIDE = frozenset({"FIELD", "FROM", "DURING"})


class Block(NamedTuple):
    """A brace that is open: its token, and how far its line is indented."""

    token: Token
    indent: int


def excess(tokens: list[Token]) -> int:
    """How many more braces are closed than opened."""
    return sum((token[0] == "RBRACE") - (token[0] == "LBRACE") for token in tokens)


def telling(tokens: list[Token], source: Source) -> bool:
    """Whether the text is indented at all: whether most blocks stand deeper than the line that opens them, or are empty."""
    deeper = flat = 0
    for token, following in pairwise(tokens):
        if token.type == "LBRACE" and following.type != END:
            inner, outer = _indent(source.text, following.start), _indent(source.text, token.start)
            if "\n" in source.text[token.end : following.start]:
                stands = inner > outer or following.type == "RBRACE"
                deeper += stands
                flat += not stands
    return deeper >= 4 * flat


def _indent(text: str, offset: int) -> int:
    begin = text.rfind("\n", 0, offset) + 1
    line = text[begin:offset]
    return len(line) - len(line.lstrip(" \t"))


def no_deeper(text: str, end: int, gap: str) -> bool:
    """Whether what follows the gap after `end` stands no deeper than the line that ends there."""
    return _indent(text, end + len(gap)) <= _indent(text, end)


def balanced(tokens: list[Token], source: Source) -> tuple[list[Token], list[Finding]]:
    """The tokens with the braces that indentation asks for, and without those that it refutes."""
    reading = _Reading(source, excess(tokens))
    for token in tokens:
        reading.take(token)
    return reading.kept, reading.findings


class _Reading:
    """One way through the tokens, line by line."""

    def __init__(self, source: Source, surplus: int) -> None:
        self.source = source
        self.surplus = surplus
        self.kept: list[Token] = []
        self.findings: list[Finding] = []
        self.open: list[Block] = []
        self.closed: tuple[int, Block] | None = None
        self.depth = self.indent = self.line = 0
        self.line_end = -1

    def take(self, token: Token) -> None:
        """Take one token, mending before it."""
        kind = token.type
        if kind == END:
            self._end(token)
        elif token.start > self.line_end:
            self._begin(token)
        if token.end > self.line_end:  # a text of several lines: what follows it stands on no line of its own
            self.line_end = self._line_end(token.end)
        self.depth = max(0, self.depth + _DEPTH.get(kind, 0))
        if kind == "LBRACE":
            self.open.append(Block(token, self.indent))
        if kind != "RBRACE" or self._closes(token):
            self.kept.append(token)

    # ---- lines -------------------------------------------------------------------------------------------------------

    def _begin(self, token: Token) -> None:
        """A line begins: which blocks must have ended above it, which must have begun?"""
        before = self.indent
        self.line_end = self._line_end(token.start)
        self.indent = _indent(self.source.text, token.start)
        closing = token.type == "RBRACE"
        while self.surplus < 0 and self.open and self._ended(closing=closing):
            self._missing_close()
        if self.closed and not self.open and self.indent > self.closed[1].indent and self.surplus > 0 and not closing:
            self._extra_close()
        elif self.surplus > 0 and self.indent > before and self.depth == 0 and self._headless(token):
            self._missing_open(len(self.kept))
        elif not closing:
            self.closed = None
        self.line = len(self.kept)

    def _line_end(self, offset: int) -> int:
        stop = self.source.text.find("\n", offset)
        return len(self.source.text) if stop < 0 else stop

    def _ended(self, *, closing: bool) -> bool:
        indent = self.open[-1].indent
        return indent > self.indent or (indent == self.indent and not closing)

    def _headless(self, token: Token) -> bool:
        """Whether the line above looks like a header, this one like the first of its block, and no brace between."""
        above = self.kept[self.line :]
        return bool(above and above[0].type in _HEADERS and above[-1].type != "LBRACE" and token.type in _CONTENTS)

    # ---- findings ----------------------------------------------------------------------------------------------------

    def _missing_close(self) -> None:
        block, last = self.open.pop(), self.kept[-1]
        same_line = "\n" not in self.source.text[block.token.start : last.end]
        message = "A `}` is missing at the end of this line."
        if not same_line:
            message = "A `}` is missing after this: the next line stands no deeper than the one that opened the block."
        self._report(message, last, block)
        self.kept.append(Token("RBRACE", "", last.end, last.end))
        self.surplus += 1

    def _extra_close(self) -> None:
        """A line stands deeper although all is closed: the last closing brace was one too many."""
        if self.closed:
            at, block = self.closed
            self._report(
                "This `}` is one too many: the lines below still belong to the block.", self.kept.pop(at), block
            )
            self.open.append(block)
            self.closed = None
            self.surplus -= 1

    def _missing_open(self, at: int) -> None:
        last = self.kept[at - 1]
        self._report("A `{` is missing after this: what follows belongs to it.", last, None)
        brace = Token("LBRACE", "", last.end, last.end)
        self.kept.insert(at, brace)
        self.open.append(Block(brace, _indent(self.source.text, last.start)))
        self.surplus -= 1

    def _closes(self, token: Token) -> bool:
        """Whether a closing brace is kept."""
        if self.surplus > 0 and len(self.kept) > self.line and self.depth == 0 and not self._opened_on_line():
            inside = self._first_inside()
            if inside and self.kept[self.line].type in _HEADERS:
                self._missing_open(inside)
        if not self.open:
            self._report("This `}` closes nothing: no block is open here.", token, None)
            self.surplus -= 1
            return False
        self.closed = (len(self.kept), self.open.pop())
        return True

    def _first_inside(self) -> int:
        """The first word of this line that stands in a block, although no brace of this line opens one; 0 if none."""
        depth = 0
        for at in range(self.line, len(self.kept)):
            kind = self.kept[at].type
            depth += (kind == "LBRACE") - (kind == "RBRACE")
            if kind in _INSIDE and depth == 0 and at > self.line:
                return at
        return 0

    def _opened_on_line(self) -> bool:
        return bool(self.open) and "\n" not in self.source.text[self.open[-1].token.start : self.kept[-1].end]

    def _end(self, token: Token) -> None:
        while self.open and self.kept:
            block = self.open.pop()
            self._report("The text ends while a block is open: a `}` is missing.", self.kept[-1], block)
            self.kept.append(Token("RBRACE", "", token.start, token.start))

    def _report(self, message: str, at: Token, block: Block | None) -> None:
        labels = (Label(Span(self.source, block.token.start, block.token.end), "opened here"),) if block else ()
        start, end = (at.start, at.end) if at.text and "\n" not in at.text else (at.end - bool(at.text), at.end)
        self.findings.append(codes.finding("SYN-002", message, self.source, start, end, labels=labels))
