"""`pkdsl query`: the value of an expression over the plan."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from pkdsl.cli._options import plan_options

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pkdsl.cli._session import Session


@click.command(short_help="Evaluate an expression over the plan.")
@click.argument("expression")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", help="[default: table]")
@plan_options
@click.pass_obj
def command(session: Session, expression: str, form: str) -> int:
    """Evaluate an expression of the language over the plan.

    For instance: pkdsl query 'sum(u.strength for u in units)', pkdsl query '[u for u in units where u.base == adeta]'.
    """
    from pkdsl.cli._exits import exit_code
    from pkdsl.cli._plans import one
    from pkdsl.diagnostics import Source
    from pkdsl.plan.query import query
    from pkdsl.report import Report

    plan = one(session).compilation.plan
    value, findings = query(plan, Source("query", expression))
    if findings:
        report = Report(tuple(findings), exit_code=exit_code(findings, ()))
        session.tell(report)
        return report.exit_code
    session.put(WRITERS[form](rows(plan, value)))
    return 0


def rows(plan: Any, value: Any) -> list[dict[str, str]]:  # noqa: ANN401 -- a value of the language can be anything
    """A value as rows: one a member of a list, a key of a map, a step of a value over time; else one."""
    from pkdsl.values import Steps, paper

    show = _shower(plan, paper.show)
    if isinstance(value, (tuple, list)):
        return [{"value": show(each)} for each in value]
    if isinstance(value, Mapping):
        return [{"key": show(key), "value": show(each)} for key, each in value.items()]
    if isinstance(value, Steps) and value.days:
        firsts = ("", *(day.isoformat() for day in value.days))
        return [{"from": day, "value": show(each)} for day, each in zip(firsts, value.values, strict=True)]
    return [{"value": show(value)}]


def _shower(plan: Any, show: Callable[[Any], str]) -> Callable[[Any], str]:  # noqa: ANN401 -- as above
    """Things of the plan by their path, all else as on paper."""
    return lambda value: plan.path_of(value) if hasattr(type(value), "kind") else show(value)


def _table(rows: Sequence[dict[str, str]]) -> str:
    if not rows:
        return "(nothing)\n"
    names = list(rows[0])
    widths = [max(len(row[name]) for row in rows) for name in names]
    return "".join(
        "  ".join(f"{row[name]:<{width}}" for name, width in zip(names, widths, strict=True)).rstrip() + "\n"
        for row in rows
    )


def _csv(rows: Sequence[dict[str, str]]) -> str:
    """The rows with a header; a cell that a spreadsheet would compute is made text."""
    from pkdsl.exports.csv import guarded

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(rows[0] if rows else ["value"])
    writer.writerows([guarded(cell) for cell in row.values()] for row in rows)
    return out.getvalue()


def _json(rows: Sequence[dict[str, str]]) -> str:
    return json.dumps(list(rows), ensure_ascii=False, indent=2) + "\n"


WRITERS = {"table": _table, "csv": _csv, "json": _json}
