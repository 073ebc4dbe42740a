"""Findings as a planner reads them in a terminal: a sentence, the lines it speaks of, the reasons, and the mend."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pkdsl.diagnostics import Finding, Severity, Span
from pkdsl.diagnostics.width import width
from pkdsl.diagnostics.words import listed
from pkdsl.report._plain import cut, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkdsl.diagnostics import Source
    from pkdsl.report import Report

COLUMNS = 200
"""How much of a source line is shown; plans wrap long before."""
MESSAGE = 2_048
COLORS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;36", Severity.NOT_ASSESSABLE: "1;35"}
BLUE = "1;34"


class Mark(NamedTuple):
    """A stretch to underline, and what is said beside it."""

    span: Span
    text: str
    sign: str


def write(report: Report, *, color: bool = False) -> str:
    """All findings, a blank line between two, and a last line that counts.

    Notes are counted, and shown to whoever asks for more words or lets them fail the run.
    """
    told = [finding for finding in report.printed if report.wordy or finding.severity is not Severity.INFO]
    blocks = ["\n".join(_block(finding, color=color)) + "\n" for finding in told]
    blocks += [f"{line}\n" for line in map(_waived, report.waived) if report.wordy]
    if report.left_out:
        blocks.append(
            f"… and {report.left_out} more findings, not worse than these (pkdsl check --max-findings shows more)\n"
        )
    return "\n".join((*blocks, f"{last_line(report)}\n"))


def last_line(report: Report) -> str:
    """`2 errors, 1 warning, …`: what was found, and how much was looked at."""
    if report.error:
        return f"error: {plain(report.error)}"
    parts = [
        _number(report.count(Severity.ERROR), "error"),
        _number(report.count(Severity.WARNING), "warning"),
        *([_notes(report)] if report.count(Severity.INFO) else []),
        f"{report.count(Severity.NOT_ASSESSABLE)} not assessable",
        f"{len(report.waived)} waived",
        f"{_number(report.rules, 'rule')} run",
        _number(report.objects, "object"),
        *(f"{value} {name}".strip() for name, value in report.stats.items()),
    ]
    return ", ".join(parts)


def _notes(report: Report) -> str:
    return _number(report.count(Severity.INFO), "note") + ("" if report.wordy else " (-v shows)")


def _waived(finding: Finding) -> str:
    """A finding that was set aside, in one line."""
    place = f" ({finding.span.place})" if finding.span else ""
    by = f", waived by {finding.waived_by}" if finding.waived_by else ""
    return cut(plain(f"waived[{finding.code}] {finding.name}: {finding.message}{place}{by}"), MESSAGE)


def _number(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"


def _block(finding: Finding, *, color: bool) -> Iterator[str]:
    """One finding: header, snippets, reasons, help."""
    name = f" {finding.name}" if finding.name else ""
    tone = COLORS[finding.severity] if color else ""
    yield f"{_paint(f'{finding.severity}[{finding.code}]{name}:', tone)} {cut(plain(finding.message), MESSAGE)}"
    marks = list(_marks(finding))
    gutter = max((len(str(mark.span.position.line)) for mark in marks), default=0)
    edge = BLUE if color else ""
    yield from _snippets(marks, gutter, tone, edge)
    for line in finding.because:
        yield f"{' ' * gutter}{_paint('=', edge)} {cut(plain(line), MESSAGE)}"
    if finding.scenarios not in {(), ("",)}:
        yield f"{' ' * gutter}{_paint('=', edge)} {plain(_scenarios(finding.scenarios))}"
    if finding.help:
        yield f"{' ' * gutter}{_paint('=', edge)} help: {cut(plain(finding.help), MESSAGE)}"


def _scenarios(names: tuple[str, ...]) -> str:
    """Where a finding holds: `in scenario rains`, `in the plan as it stands and in scenarios rains and storm`."""
    named = [name for name in names if name]
    said = f"in scenario{'s' * (len(named) > 1)} {listed(named)}"
    return f"in the plan as it stands and {said}" if "" in names else said


def _marks(finding: Finding) -> Iterator[Mark]:
    """The finding's own place first, with the label that stands on it, then the other labels."""
    if finding.span is None:
        return
    own = next((label.text for label in finding.labels if label.span == finding.span), "")
    yield Mark(finding.span, own, "^")
    for label in finding.labels:
        if label.span != finding.span:
            yield Mark(label.span, label.text, "-")


def _snippets(marks: list[Mark], gutter: int, tone: str, edge: str) -> Iterator[str]:
    """Every place with its line; marks on one line share it."""
    blank = " " * gutter
    shown: list[Source] = []
    lines: set[tuple[Source, int]] = set()
    for mark in marks:
        source, line = mark.span.source, mark.span.position.line
        if (source, line) in lines:
            continue
        if shown and shown[-1].text:
            yield f"{blank}{_paint('│', edge)}"
        yield f"{blank}{_paint('├─' if shown else '┌─', edge)} {plain(mark.span.place)}"
        shown.append(source)
        lines.add((source, line))
        if source.text:
            yield f"{blank}{_paint('│', edge)}"
            here = [m for m in marks if m.span.source is source and m.span.position.line == line]
            yield from _lines(here, gutter, tone, edge)


def _lines(marks: list[Mark], gutter: int, tone: str, edge: str) -> Iterator[str]:
    """The source line in its window, and under it one line for each mark."""
    source, number = marks[0].span.source, marks[0].span.position.line
    line = source.line(number)
    first = marks[0].span.position.column - 1
    left = max(0, first - COLUMNS // 2) if len(line) > COLUMNS else 0
    window = line[left : left + COLUMNS]
    before, after = "…" if left else "", "…" if left + COLUMNS < len(line) else ""
    yield f"{_paint(f'{number:>{gutter}}│', edge)} {before}{plain(window)}{after}".rstrip()
    for mark in marks:
        start = min(max(mark.span.position.column - 1 - left, 0), len(window))
        end = min(max(start + max(mark.span.end - mark.span.start, 1), start + 1), max(len(window), start + 1))
        under = mark.sign * max(width(plain(window[start:end])), 1)
        space = " " * (len(before) + width(plain(window[:start])))
        painted = _paint(f"{under} {plain(mark.text)}".rstrip(), tone if mark.sign == "^" else edge)
        yield f"{' ' * gutter}{_paint('│', edge)} {space}{painted}"


def _paint(text: str, tone: str) -> str:
    return f"\x1b[{tone}m{text}\x1b[0m" if tone else text
