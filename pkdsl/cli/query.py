"""`pkdsl query`: the value of an expression over the plan."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import click

from pkdsl.cli._options import plan_options

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pkdsl.cli._rows import Row
    from pkdsl.cli._session import Session


@click.command(short_help="Evaluate an expression over the plan.")
@click.argument("expression")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", help="[default: table]")
@plan_options
@click.pass_obj
def command(session: Session, expression: str, form: str) -> int:
    """Evaluate an expression of the language over the plan.

    A table is for people: figures as on paper. In csv and json numbers are plain, with their unit beside, and days are
    ISO dates.

    For instance: pkdsl query 'sum(u.strength for u in units)', pkdsl query '[u for u in units where u.base == adeta]'.
    """
    from pkdsl.cli._exits import exit_code
    from pkdsl.cli._plans import one
    from pkdsl.cli._rows import printed, told
    from pkdsl.diagnostics import Source
    from pkdsl.plan.query import query
    from pkdsl.report import Report

    plan = one(session).compilation.plan
    value, findings = query(plan, Source("query", expression))
    if findings:
        report = Report(tuple(findings), exit_code=exit_code(findings, ()))
        session.tell(report)
        return report.exit_code
    rows = printed(plan, value) if form == "table" else told(plan, value)
    session.put(WRITERS[form](rows))
    return 0


def _table(rows: Sequence[Row]) -> str:
    if not rows:
        return "(nothing)\n"
    names = list(rows[0])
    widths = [max(len(row[name]) for row in rows) for name in names]
    return "".join(
        "  ".join(f"{row[name]:<{width}}" for name, width in zip(names, widths, strict=True)).rstrip() + "\n"
        for row in rows
    )


def _csv(rows: Sequence[Row]) -> str:
    """The rows under the names of all their cells; a text that a spreadsheet would compute is made one that it shows."""
    from pkdsl.exports.csv import guarded

    names = dict.fromkeys(name for row in rows for name in row) or {"value": None}
    out = io.StringIO()
    writer = csv.DictWriter(out, names, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _cell(cell, guarded) for name, cell in row.items()} for row in rows)
    return out.getvalue()


def _cell(cell: Any, guarded: Callable[[str], str]) -> str:  # noqa: ANN401 -- what JSON knows
    """A text as it is, nothing as nothing, all else as JSON writes it."""
    return guarded(cell) if isinstance(cell, str) else "" if cell is None else json.dumps(cell, ensure_ascii=False)


def _json(rows: Sequence[Row]) -> str:
    return json.dumps(list(rows), ensure_ascii=False, indent=2) + "\n"


WRITERS = {"table": _table, "csv": _csv, "json": _json}
