"""Findings for programs that read line by line: one JSON object a finding, and a last one that counts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pkdsl.report.json import head, to_json

if TYPE_CHECKING:
    from pkdsl.report import Report


def write(report: Report, *, color: bool = False) -> str:  # noqa: ARG001 -- every form is called alike
    """The lines, in the common order."""
    rows = [*({"finding": to_json(finding)} for finding in report.printed), head(report)]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
