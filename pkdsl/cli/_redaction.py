"""What a log that everybody reads says of a plan that holds more than everybody may read.

A finding is told in full if those who see no more than what is unclassified and restricted to nobody have it word for word, and no line shown with it
marks anything; of every other one the log says its code, how grave it is, and its place.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pkdsl.diagnostics import Source
from pkdsl.plan.marks import OUTSIDER
from pkdsl.report.json import to_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pkdsl.diagnostics import Finding, Span
    from pkdsl.workspace import Outcome, Reading

EVERYBODY = "unclassified"
MARKED = re.compile(r"\breleasable_to\b|\bmarking\b(?![ \t]*:[ \t]*unclassified\b)")
"""Where a text may mark something higher than that, or keep it from somebody."""


def is_mixed(reading: Reading) -> bool:
    """Whether anything of the plan may be marked higher than everybody may read."""
    packages = (reading.own.plan, *reading.own.packages.values())
    sources = (source for package in packages for source in (*package.sources, *package.tables.values()))
    return any(MARKED.search(source.text) for source in sources)


def for_everybody(reading: Reading) -> Reading:
    """The same plan as everybody may read it."""
    options = replace(reading.own.options, audience=EVERYBODY, release_to=(OUTSIDER,))
    return replace(reading, own=replace(reading.own, options=options))


def redacted(outcome: Outcome, told: Outcome) -> Outcome:
    """The outcome as the log may have it, where `told` is what everybody may read."""
    known = {_said(finding) for finding in (*told.findings, *told.waived)}
    blank: dict[Source, Source] = {}
    findings, waived = (tuple(_redacted(each, known, blank)) for each in (outcome.findings, outcome.waived))
    return outcome._replace(findings=findings, waived=waived)


def _redacted(findings: Iterable[Finding], known: set[str], blank: dict[Source, Source]) -> Iterable[Finding]:
    for finding in findings:
        told = _said(finding) in known and not MARKED.search(_shown(finding))
        yield finding if told else _silent(finding, blank)


def _silent(finding: Finding, blank: dict[Source, Source]) -> Finding:
    """Its code and place alone; it keeps what tells it from others, which nobody can read it out of."""
    span = finding.span
    if span is not None:
        source = blank.setdefault(span.source, Source(span.source.path, re.sub(r"[^\n]", " ", span.source.text)))
        span = span._replace(source=source)
    return replace(
        finding, message="withheld: not everybody may read it", span=span, subject="", detail=finding.fingerprint,
        labels=(), because=(), help="", fixes=(), interval=None, waived_by="", scenarios=(),
    )  # fmt: skip


def _shown(finding: Finding) -> str:
    """The lines that are shown with it: something else may stand on them."""
    spans = (*((finding.span,) if finding.span else ()), *(label.span for label in finding.labels))
    lines = {(span.source, number) for span in spans for number in range(span.position.line, _last(span) + 1)}
    return "\n".join(source.line(number) for source, number in lines)


def _last(span: Span) -> int:
    return span.source.position(span.end).line


def _said(finding: Finding) -> str:
    """All that a finding says; in which scenarios it holds, it does not say itself."""
    return json.dumps(to_json(replace(finding, scenarios=())))
