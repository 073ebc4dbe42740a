"""From text to tree: cut, check, parse, and go on after every mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pkdsl.syntax import build, codes, lexer, parser, tree

if TYPE_CHECKING:
    from pkdsl.diagnostics import Finding, Source


def read(source: Source, start: int, end: int, what: str = "file") -> tuple[Any, list[Finding]]:
    """The tree of a stretch of text, as a `file` or a `phrase`, and what is wrong with it."""
    tokens, documentation = lexer.significant(lexer.scan(source.text, start, end))
    findings: list[Finding] = []
    notes = build.Notes(source, documentation, findings)
    machine = parser.Machine(what, notes)
    at = 0
    items: list[Any] = []
    while (at := machine.feed(tokens, at)) < len(tokens):
        token = tokens[at]
        message = f"`{token.text}` was not expected here." if token.text else "The text ends before it is complete."
        findings.append(codes.finding("SYN-001", message, source, token.start, token.end))
        if what == "phrase":
            return tree.Hole(start, end), findings
        items += [part for part in (machine.values[:1] if machine.values else []) if type(part) is not lexer.Token]
        at += 1
        while at < len(tokens) - 1 and tokens[at].start and source.text[tokens[at].start - 1] != "\n":
            at += 1
        machine = parser.Machine(what, notes)
    value = machine.values[0] if machine.values else tree.File((), start, end)
    if what == "file":
        flat = [x for part in items for x in (part if type(part) is list else [part])]
        value = tree.File((*flat, *value.items), start, end)
    return value, findings
