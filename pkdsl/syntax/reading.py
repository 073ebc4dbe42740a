"""From text to tree: cut, check, parse; where that fails, mend the tokens and parse again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pkdsl.syntax import build, depth, gates, lexer, parser, recovery, tree

if TYPE_CHECKING:
    from pkdsl.diagnostics import Finding, Source


def read(source: Source, start: int, end: int, what: str = "file") -> tuple[Any, list[Finding]]:
    """The tree of a stretch of text, as a `file` or a `phrase`, and what is wrong with it."""
    text, findings = gates.cleaned(source, start, end)
    scanned = lexer.scan(text, start, end)
    if not text.isascii():
        findings += gates.joiners(scanned, source)
    tokens, documentation = lexer.significant(scanned)
    tokens, more = gates.checked(tokens, source, single_quotes=what == "phrase")
    findings += more
    tokens, deepest, more = depth.limited(tokens, source)
    findings += more
    notes = build.Notes(source, documentation, [], [])
    machine = parser.Machine(what, notes)
    if machine.feed(tokens, 0) < len(tokens):
        tokens, more = recovery.mended(tokens, source, what)
        findings += more
        notes = build.Notes(source, documentation, [], [])
        machine = parser.Machine(what, notes)
        machine.feed(tokens, 0)
    value = machine.values[0] if machine.values else tree.File((), start, end)
    findings += notes.findings
    if what == "file":
        value = value._replace(start=start, end=end)
    if deepest > depth.PLAIN or notes.deep:
        value, more = depth.shallow(value, source)
        findings += more
    return value, findings
