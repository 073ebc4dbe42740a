"""What a change means, for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pkdsl.report.json import to_json

if TYPE_CHECKING:
    from datetime import date

    from pkdsl.changes import Changes

VERSION = 1
"""Rises when a program that reads it would have to change."""


def write(found: Changes, before: str, after: str) -> str:
    """One object; days are ISO dates, what is not known is null."""
    said = {
        "format": "pkdsl changes",
        "version": VERSION,
        "before": before,
        "after": after,
        "figures": [{**one._asdict(), "since": _day(one.since)} for one in found.figures],
        "objects": [
            {**one._asdict(), "fields": [{**field._asdict(), "since": _day(field.since)} for field in one.fields]}
            for one in found.objects
        ],
        "lowered": [one._asdict() for one in found.lowered],
        "appeared": [_finding(one) for one in found.appeared],
        "gone": [_finding(one) for one in found.gone],
    }
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def _finding(finding: Any) -> Any:  # noqa: ANN401 -- what JSON knows
    return to_json(finding)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
