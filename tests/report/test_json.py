"""The forms for programs: one versioned document, or one line a finding."""

from __future__ import annotations

import json
from datetime import date

import jsonschema

from pkdsl.diagnostics import Finding, Fix, Label, Severity, Source, Span
from pkdsl.report import Report, write

POSITION = {
    "type": "object",
    "properties": {"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}},
    "required": ["line", "column"],
    "additionalProperties": False,
}
PLACE = {
    "type": "object",
    "properties": {"path": {"type": "string"}, "start": POSITION, "end": POSITION},
    "required": ["path", "start", "end"],
    "additionalProperties": False,
}
FINDING = {
    "type": "object",
    "properties": {
        "code": {"type": "string", "pattern": "^[A-Z][A-Z0-9]*-[0-9]{3}$"},
        "name": {"type": "string"},
        "severity": {"enum": ["error", "warning", "info", "not-assessable"]},
        "message": {"type": "string"},
        "subject": {"type": "string"},
        "place": {"anyOf": [PLACE, {"type": "null"}]},
        "labels": {"type": "array"},
        "because": {"type": "array", "items": {"type": "string"}},
        "help": {"type": "string"},
        "fixes": {"type": "array"},
        "interval": {"anyOf": [{"type": "null"}, {"type": "array", "minItems": 2, "maxItems": 2}]},
        "waived_by": {"type": "string"},
        "scenarios": {"type": "array", "items": {"type": "string"}},
        "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{16}$"},
    },
    "additionalProperties": False,
}
FINDING["required"] = list(FINDING["properties"])
DOCUMENT = {
    "type": "object",
    "properties": {
        "form": {"const": "pkdsl.findings/1"},
        "pkdsl": {"type": "string"},
        "exit_code": {"type": "integer"},
        "error": {"type": ["string", "null"]},
        "counts": {"type": "object", "additionalProperties": {"type": "integer"}},
        "stats": {"type": "object"},
        "findings": {"type": "array", "items": FINDING},
        "waived": {"type": "array", "items": FINDING},
    },
    "required": ["form", "pkdsl", "exit_code", "error", "counts", "stats", "findings", "waived"],
    "additionalProperties": False,
}

SOURCE = Source("force.pk", "unit a {\n  strength: 9\n}\n")


def finding(code: str = "FRC-001", start: int = 11) -> Finding:
    span = Span(SOURCE, start, start + 8)
    return Finding(
        code, Severity.ERROR, "Too many.", span, "over", subject="unit.a", labels=(Label(Span(SOURCE, 5, 6), "this"),),
        because=("9",), help="fewer", fixes=(Fix("write 8", span, "8"),), interval=(date(2026, 7, 1), date(2026, 7, 2)),
    )  # fmt: skip


def test_the_document_has_its_form():
    report = Report((finding(), Finding("MND-001", Severity.INFO, "None.")), waived=(finding(),), exit_code=1)
    document = json.loads(write(report, "json"))
    jsonschema.validate(document, DOCUMENT)
    assert document["findings"][1]["place"] == {
        "path": "force.pk", "start": {"line": 2, "column": 3}, "end": {"line": 2, "column": 11}
    }  # fmt: skip
    assert document["counts"]["error"] == 1


def test_a_run_that_ended_early_is_a_document_too():
    document = json.loads(write(Report(error="No plan here.", exit_code=2), "json"))
    jsonschema.validate(document, DOCUMENT)
    assert (document["error"], document["exit_code"]) == ("No plan here.", 2)


def test_lines_are_the_same_findings_and_the_last_counts():
    report = Report((finding(start=11), finding("FRC-002", start=0)), exit_code=1)
    *findings, last = map(json.loads, write(report, "jsonl").rstrip("\n").split("\n"))
    assert [row["finding"] for row in findings] == json.loads(write(report, "json"))["findings"]
    assert last["counts"]["error"] == 2


def test_every_form_has_one_order():
    report = Report((finding("FRC-002", 11), finding("FRC-001", 11), finding("GEN-001", 0)))
    codes = [row["code"] for row in json.loads(write(report, "json"))["findings"]]
    text = write(report, "text")
    assert codes == ["GEN-001", "FRC-001", "FRC-002"] == sorted(codes, key=text.index)
