"""From text to tree: cut, check, parse; where that fails, mend the tokens and parse again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from pkdsl.syntax import build, codes, depth, gates, lexer, literate, parser, recovery, stored, tree
from pkdsl.syntax.lexer import Token

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pkdsl.diagnostics import Finding, Source

_PHRASES: WeakKeyDictionary[Source, dict[tuple[int, int], tree.Expression]] = WeakKeyDictionary()
"""The expressions read in each text, for as long as somebody has the text: trees know places in it, and not the text."""


def parse(source: Source) -> tuple[tree.File, tuple[Finding, ...]]:
    """The tree of a `.pk` or `.pk.md` text and the findings about it; never raises."""
    if source.tree:
        return stored.from_json(source.tree), ()
    if not literate.is_literate(source.path):
        return parse_part(source, 0, len(source.text))
    items: list[Any] = []
    findings: list[Finding] = []
    for fence in literate.fences(source):
        if fence.is_source:
            value, more = _read(source, fence.start, fence.end, "file")
            items += value.items
            findings += more
        elif fence.prose_of:
            items.append(tree.Prose(fence.prose_of, fence.start, fence.end))
    return tree.File(tuple(items), 0, len(source.text)), _reported(findings, source)


def parse_part(source: Source, start: int, end: int) -> tuple[tree.File, tuple[Finding, ...]]:
    """The tree of the statements between two offsets, such as a fence `pk example`."""
    value, findings = _read(source, start, end, "file")
    return value, _reported(findings, source)


def parse_expression(source: Source, start: int, end: int) -> tuple[tree.Expression, tuple[Finding, ...]]:
    """The expression between two offsets: in the braces of a text, or asked for by itself.

    A rule speaks of many scenarios in the same words; so expressions without a mistake are read once.
    """
    known = _PHRASES.setdefault(source, {})
    if (start, end) in known:
        return known[start, end], ()
    value, findings = _read(source, start, end, "phrase")
    if not findings:
        known[start, end] = value
    return value, _reported(findings, source)


def tokens(source: Source) -> list[Token]:
    """Every word of the text, blanks and comments among them: joined, they are the text."""
    if not literate.is_literate(source.path):
        return _cut(source, 0, len(source.text))
    whole: list[Token] = []
    at = 0
    for fence in literate.fences(source):
        if fence.is_source:
            whole += _prose(source, at, fence.start)
            whole += _cut(source, fence.start, fence.end)
            at = fence.end
    return whole + _prose(source, at, len(source.text))


def _cut(source: Source, start: int, end: int) -> list[Token]:
    return lexer.with_blanks(source.text, lexer.scan(source.text, start, end), start)


def _prose(source: Source, start: int, end: int) -> list[Token]:
    return [Token("PROSE", source.text[start:end], start, end)] if end > start else []


def _read(source: Source, start: int, end: int, what: str) -> tuple[Any, list[Finding]]:
    """The tree of a stretch of text, as a `file` or a `phrase`, and what is wrong with it."""
    text, findings = gates.cleaned(source, start, end)
    scanned = lexer.scan(text, start, end)
    if not text.isascii():
        findings += gates.joiners(scanned, source)
    found, documentation = lexer.significant(scanned)
    found, more = gates.checked(found, source, single_quotes=what == "phrase")
    findings += more
    found, deepest, more = depth.limited(found, source)
    findings += more
    notes = build.Notes(source, documentation, [], [])
    value = parser.run(found, what, notes)
    if value is None:
        found, more = recovery.mended(found, source, what)
        findings += more
        notes = build.Notes(source, documentation, [], [])
        value = parser.run(found, what, notes)
    findings += notes.findings
    if value is None:
        value = tree.File((), start, end) if what == "file" else tree.Hole(start, end)
    elif what == "file":
        value = value._replace(start=start, end=end)
    if deepest > depth.PLAIN or notes.deep:
        value, more = depth.shallow(value, source)
        findings += more
    return value, findings


def _reported(findings: Iterable[Finding], source: Source) -> tuple[Finding, ...]:
    """The findings in the order of the text, each once, at most so many."""
    distinct = {(finding.span, finding.message): finding for finding in findings}
    ordered = sorted(distinct.values(), key=lambda finding: finding.order)
    if len(ordered) <= recovery.MOST:
        return tuple(ordered)
    message = f"This file has more than {recovery.MOST} findings; those after this place are not shown."
    last = ordered[recovery.MOST - 1].span
    at = last.start if last else 0
    return (*ordered[: recovery.MOST - 1], codes.finding("LIM-005", message, source, at, at))
