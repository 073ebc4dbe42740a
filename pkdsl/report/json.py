"""Findings for programs: one JSON document of a versioned form."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pkdsl.diagnostics import Finding, Severity, Span

if TYPE_CHECKING:
    from pkdsl.report import Report

FORM = "pkdsl.findings/1"
"""The name and number of the form: the number grows when a reader of the old form would misread the new one."""


def write(report: Report, *, color: bool = False) -> str:  # noqa: ARG001 -- every form is called alike
    """The document, keys in a fixed order."""
    document = {**head(report), "findings": [to_json(finding) for finding in report.printed]}
    document["waived"] = [to_json(finding) for finding in report.waived]
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def head(report: Report) -> dict[str, Any]:
    """What the run was and came to."""
    return {
        "form": FORM,
        "pkdsl": report.version,
        "exit_code": report.exit_code,
        "error": report.error or None,
        "counts": {
            **{str(severity): report.count(severity) for severity in reversed(Severity)},
            "waived": len(report.waived),
            "not-shown": report.left_out,
            "rules": report.rules,
            "objects": report.objects,
        },
        "stats": dict(report.stats),
    }


def to_json(finding: Finding) -> dict[str, Any]:
    """One finding; every key is always there."""
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": str(finding.severity),
        "message": finding.message,
        "subject": finding.subject,
        "place": finding.span and _place(finding.span),
        "labels": [{"place": _place(label.span), "text": label.text} for label in finding.labels],
        "because": list(finding.because),
        "help": finding.help,
        "fixes": [
            {"title": fix.title, "place": _place(fix.span), "replacement": fix.replacement, "safe": fix.safe}
            for fix in finding.fixes
        ],
        "interval": finding.interval and [day.isoformat() for day in finding.interval],
        "waived_by": finding.waived_by,
        "scenarios": list(finding.scenarios),
        "fingerprint": finding.fingerprint,
    }


def _place(span: Span) -> dict[str, Any]:
    """Lines and columns count from 1, columns in characters; the end is the place after the last character."""
    start, end = span.position, span.source.position(span.end)
    return {
        "path": span.source.path,
        "start": {"line": start.line, "column": start.column},
        "end": {"line": end.line, "column": end.column},
    }
