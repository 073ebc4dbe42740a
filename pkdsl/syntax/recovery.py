"""Mends a list of tokens that does not parse, so that one mistake gives one finding and the rest is still read.

At the first token that does not fit, every small edit near it is tried on the states of the parser alone: put one
token in, leave one out, take it for another. The edit after which most of the following text fits is kept. If none
helps, the statement is left out. The mended tokens parse; what was put in becomes a `Hole`.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from pkdsl.syntax import braces, codes, mistakes, wording
from pkdsl.syntax.lexer import END, Token
from pkdsl.syntax.tables import tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkdsl.diagnostics import Finding, Source

Stack: TypeAlias = "tuple[int, Stack] | tuple[int, None]"
"""The parser's states as linked pairs, so that trying something costs nothing to undo."""

BACK = 4
"""How many tokens before the one that does not fit may be the mistake."""
AHEAD = 12
"""How many tokens must fit after an edit for it to count as wholly good."""
LEAST = 3
"""After how few tokens an edit is not worth it: then the statement is left out."""
MOST = 200
"""How many findings one file gets."""


class Edit(NamedTuple):
    """At `at`, leave out `without` tokens and put `instead` there; `price` says how far-fetched that is."""

    at: int
    without: int
    instead: tuple[Token, ...]
    price: float


def mended(tokens: list[Token], source: Source, start: str) -> tuple[list[Token], list[Finding]]:
    """Tokens that parse, and what was wrong with those given."""
    findings: list[Finding] = []
    if start == "file" and braces.excess(tokens) and braces.telling(tokens, source):
        tokens, findings = braces.balanced(tokens, source)
    mending = Mending(tokens, source, start)
    findings += mending.run(MOST + 1 - len(findings))
    return mending.kept, findings


def follow(stack: Stack, kind: str, end: int = -1) -> Stack | None:
    """The stack after one more token, or None where it does not fit."""
    states, rules = tables().states, tables().rules
    while True:
        action = states[stack[0]].get(kind)
        if action is None:
            return stack if kind == END and stack[0] == end else None
        if action >= 0:
            return (action, stack)
        rule = rules[-1 - action]
        for _ in rule.symbols:
            stack = stack[1] or stack
        stack = (states[stack[0]][rule.origin], stack)


class Mending:
    """One way through the tokens that stops at no mistake."""

    def __init__(self, tokens: list[Token], source: Source, start: str) -> None:
        """Nothing is read yet."""
        self.source = source
        self.end = tables().ends[start]
        self.rest = list(reversed(tokens))
        self.kept: list[Token] = []
        self.before: list[Stack] = []
        self.stack: Stack = (tables().starts[start], None)
        self.surplus: Counter[str] = Counter()
        for token in tokens:
            self._count(token, 1)

    def run(self, most: int) -> list[Finding]:
        """Read everything; at most so many findings."""
        findings: list[Finding] = []
        mended = 0
        while self.rest:
            wrong = self.rest[-1]
            following = follow(self.stack, wrong.type, self.end)
            if following is not None:
                self._keep(self.rest.pop(), following)
            elif mended >= most:
                self._give_up()
            else:
                finding = self._mend()
                mended += 1
                if wrong.text or wrong.type == END:  # what could not be read has its finding already
                    findings.append(finding)
        return findings

    def _keep(self, token: Token, following: Stack) -> None:
        self.kept.append(token)
        self.before.append(self.stack)
        self.stack = following

    def _mend(self) -> Finding:
        wrong = self.rest[-1]
        best: tuple[float, Edit] | None = None
        for edit in self._edits():
            reached = self._reach(edit)
            if reached >= self._least(edit):
                rank = min(reached, AHEAD) - edit.price
                if best is None or rank > best[0]:
                    best = (rank, edit)
        if best is None:
            return self._left_out(wrong)
        finding = self._told(wrong, best[1])
        self._apply(best[1])
        return finding

    def _least(self, edit: Edit) -> int:
        """A missing value after a field is plain to see; all else must let some of the following text fit."""
        valueless = edit.at > 0 and not edit.without and self._token(edit.at - 1).type == "FIELD"
        return 1 if valueless or len(self.rest) <= LEAST else LEAST

    # ---- edits -------------------------------------------------------------------------------------------------------

    def _edits(self) -> Iterator[Edit]:
        here = len(self.kept)
        for at in range(here, max(-1, here - BACK - 1), -1):
            far = (here - at) * 0.7
            stack = self.stack if at == here else self.before[at]
            yield from self._insertions(at, stack, far)
            token = self._token(at)
            if token.type == END:
                continue
            yield Edit(at, 1, (), 2.0 + far + (3.0 if token.type in wording.BRACKETS else 0.0))
            yield from self._exchanges(at, token, far)

    def _insertions(self, at: int, stack: Stack, far: float) -> Iterator[Edit]:
        place = self._token(at).start if at == 0 else self._token(at - 1).end
        gap = self.source.text[place : self._token(at).start]
        lines = "\n" in gap
        for kind, price in wording.INSERTED.items():
            extra = 0.0 if kind not in wording.BRACKETS else (-0.5 if self._wanted(kind) else 3.0)
            if lines and kind in wording.WITHIN:
                extra += 1.0
            if not lines and kind in wording.STARTS:
                extra += 0.5
            if kind == "BAR" and len(gap) > 2:  # noqa: PLR2004 -- a cell's blanks, and those of a bar
                extra -= 0.5
            if follow(stack, kind) is not None:
                put = self._token(at).start if kind in wording.LEADING else place
                yield Edit(at, 0, (Token(kind, "", put, put),), price + far + extra)
        header = at > 1 and {self._token(at - 2).type, self._token(at - 1).type} <= wording.HEADER
        if header and follow(stack, "LBRACE") is not None:
            yield from self._bodies(at, place, gap, far)

    def _bodies(self, at: int, place: int, gap: str, far: float) -> Iterator[Edit]:
        """An empty body for a header that is the last of the text, or of lines that stand no deeper after it."""
        if self._token(at).type == END or ("\n" in gap and braces.no_deeper(self.source.text, place, gap)):
            body = (Token("LBRACE", "", place, place), Token("RBRACE", "", place, place))
            yield Edit(at, 0, body, wording.BODY + far)

    def _wanted(self, kind: str) -> bool:
        opening = wording.PAIRS.get(kind)
        return self.surplus[opening] < 0 if opening else self.surplus[kind] > 0

    def _count(self, token: Token, times: int) -> None:
        """How many more brackets of each form are closed than opened."""
        if token.type in wording.BRACKETS:
            opening = wording.PAIRS.get(token.type)
            self.surplus[opening or token.type] += times if opening else -times

    def _exchanges(self, at: int, token: Token, far: float) -> Iterator[Edit]:
        """The token taken for another: a keyword for a name, a name for a field, words for the text that they are."""
        if at and self._token(at - 1).type in wording.SPEAKING and token.type != "STRING":
            yield Edit(at, self._words(at), (token._replace(type="STRING", text=""),), 0.4 + far)
        if token.text.isalpha() and token.type != "NAME":
            yield Edit(at, 1, (token._replace(type="NAME"),), 1.0 + far)
        if token.type == "NAME":
            field = (token._replace(type="FIELD", text=f"{token.text}:"),)
            yield Edit(at, 1, field, 1.2 + far)
            if self._token(at + 1).type == "EQUAL":
                yield Edit(at, 2, field, 0.5 + far)
        if token.type == "FIELD":
            yield Edit(at, 1, (Token("EQUAL", "=", token.start, token.end),), 1.5 + far)
            yield Edit(at, 1, (token._replace(type="NAME", text=token.text[:-1]),), 2.2 + far)
        if token.type in wording.SIGNS:
            for kind in wording.SIGNS:
                if kind != token.type:
                    yield Edit(at, 1, (token._replace(type=kind, text=wording.SIGNS[kind]),), 1.8 + far)

    def _words(self, at: int) -> int:
        """How many tokens from here may be words of one sentence: to the end of the line, a brace, a bar or a field."""
        count = 0
        while True:
            token, after = self._token(at + count), self._token(at + count + 1)
            ends = token.type in wording.SILENT or (token.type == "COMMA" and after.type == "FIELD")
            if ends or (count and "\n" in self.source.text[self._token(at + count - 1).end : token.start]):
                return count
            count += 1

    def _token(self, at: int) -> Token:
        beyond = at - len(self.kept)
        if beyond < 0:
            return self.kept[at]
        return self.rest[-1 - beyond] if beyond < len(self.rest) else self.rest[0]

    def _reach(self, edit: Edit) -> int:
        """How many tokens, from the wrong one on, fit after an edit."""
        here = len(self.kept)
        stack: Stack | None = self.stack if edit.at == here else self.before[edit.at]
        for token in edit.instead:
            stack = follow(stack, token.type) if stack else None
        at = edit.at + edit.without
        while stack is not None and at - here < AHEAD:
            token = self._token(at)
            stack = follow(stack, token.type, self.end)
            if stack is not None and token.type == END:
                return AHEAD
            at += stack is not None
        return max(0, at - here - max(0, edit.at + edit.without - here))

    def _apply(self, edit: Edit) -> None:
        self._back_to(edit.at)
        for token in self.rest[len(self.rest) - edit.without :]:
            self._count(token, -1)
        del self.rest[len(self.rest) - edit.without :]
        for token in edit.instead:
            self._count(token, 1)
        self.rest += reversed(edit.instead)

    def _back_to(self, at: int) -> None:
        if at < len(self.kept):
            self.stack = self.before[at]
            self.rest += reversed(self.kept[at:])
            del self.kept[at:], self.before[at:]

    # ---- statements --------------------------------------------------------------------------------------------------

    def _left_out(self, wrong: Token) -> Finding:
        """Leave out the statement around the wrong token, or more, until the text fits again."""
        finding = mistakes.told("SYN-001", wording.unexpected(wrong), self.source, wrong.start, wrong.end)
        begin = self._statement()
        stack = self.before[begin] if begin < len(self.kept) else self.stack
        depth = braces.excess(self.kept[begin:])
        ahead = len(self.rest)
        while ahead:
            token = self.rest[ahead - 1]
            if token.type == END or (depth >= 0 and ahead < len(self.rest) and self._fits(stack, ahead, token)):
                break
            depth += (token.type == "RBRACE") - (token.type == "LBRACE")
            ahead -= 1
        del self.rest[ahead:]
        if begin < len(self.kept):
            self.stack = self.before[begin]
            del self.kept[begin:], self.before[begin:]
        if self.rest and follow(self.stack, self.rest[-1].type, self.end) is None:
            self._give_up()
        return finding

    def _statement(self) -> int:
        """Where the statement that is being read begins."""
        for at in range(len(self.kept) - 1, max(-1, len(self.kept) - 400), -1):
            if self._token(at).type in wording.STARTS and follow(self.before[at], "LET") is not None:
                return at
        return 0 if follow(self.before[0] if self.before else self.stack, "LET") else len(self.kept)

    def _fits(self, stack: Stack, ahead: int, token: Token) -> bool:
        """Whether reading could go on here: a statement or a closing brace, and what follows it."""
        if token.type not in wording.STARTS and token.type != "RBRACE":
            return False
        after: Stack | None = stack
        for number in range(LEAST):
            if ahead - 1 - number < 0 or after is None:
                break
            after = follow(after, self.rest[ahead - 1 - number].type, self.end)
        return after is not None

    def _give_up(self) -> None:
        """Leave out all that follows, and close what is open."""
        last = self.rest[0]
        self.rest = [last]
        while follow(self.stack, END, self.end) is None:
            for kind in wording.CLOSING:
                following = follow(self.stack, kind)
                if following is not None:
                    self._keep(Token(kind, "", last.start, last.start), following)
                    break
            else:
                self._back_to(len(self.kept) - 1)
                self.rest = [last]

    # ---- words -------------------------------------------------------------------------------------------------------

    def _told(self, wrong: Token, edit: Edit) -> Finding:
        """The finding for an edit: a known mistake's sentence, or what is missing or too much."""
        old = self._token(edit.at)
        if not edit.without:
            previous = self._token(edit.at - 1) if edit.at else old
            kind = edit.instead[0].type
            below = "\n" in self.source.text[previous.end : old.start]
            after = (
                edit.at == 0 or kind in wording.LEADING or (kind == "NAME" and below and not previous.text.isalpha())
            )
            place = old if after and old.type != END else previous
            what = "BODY" if len(edit.instead) > 1 else kind
            message = wording.missing(what, previous if edit.at and not (after and below) else None, old)
        else:
            place = old
            message = wording.exchanged(old, edit.instead[0]) if edit.instead else wording.unexpected(old)
        seen = mistakes.at(self.source, wrong.start, wrong.end) or mistakes.at(self.source, place.start, place.end)
        if seen:
            return mistakes.told("SYN-001", message, self.source, max(seen.start, 0), seen.end)
        start, end = (place.start, place.end) if place.text else (place.end, place.end)
        return codes.finding(wording.code(edit), message, self.source, start, end)
