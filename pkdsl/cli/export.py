"""`pkdsl export`: the tables and values of a plan, for spreadsheets and other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pkdsl.cli._options import plan_options
from pkdsl.cli._writing import cleared, release_option, shown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from click.shell_completion import CompletionItem

    from pkdsl.cli._plans import Opened
    from pkdsl.cli._session import Session
    from pkdsl.exports import Export


def _names(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    from pkdsl.exports import everything

    return [CompletionItem(name) for name in everything() if name.startswith(incomplete)]


@click.command(short_help="Write the tables of a plan for spreadsheets and other programs.")
@click.argument("form", shell_complete=_names)
@click.option(
    "-o", "--output", metavar="PATH", help="Where to: a file, or for csv a folder [default: out, below the plan]."
)
@click.option("--audience", metavar="MARKING", default="", help="Leave out what readers cleared for less may not see.")
@release_option
@plan_options
@click.pass_obj
def command(session: Session, form: str, *, output: str | None, audience: str, release_to: tuple[str, ...]) -> None:
    """Write the budget, the ledger, staffing, funding and what states are assessed: as xlsx, or as csv.

    The workbook has live formulas: whoever changes a figure sees the sums follow. What a planner wrote stays text in
    both. What a spreadsheet would cut is refused instead.
    """
    from pkdsl.cli._plans import one
    from pkdsl.documents import MARKINGS
    from pkdsl.documents.context import Context
    from pkdsl.exports import Unexportable
    from pkdsl.workspace import Refused, replace_all

    export = _form(form)
    plan = one(session, cleared(audience), release_to)
    whom = plan.compilation.plan.options.release_to
    try:
        files = export.write(Context(plan.compilation, audience or MARKINGS[-1], release_to=whom))
    except Unexportable as problem:
        raise Refused(str(problem)) from None
    placed = _placed(session, plan, files, output)
    replace_all(placed)
    for file in placed:
        session.note(f"wrote {shown(file)}")


def _form(name: str) -> Export:
    """The form of that name, if everything that it needs is installed."""
    from pkdsl.diagnostics.nearest import did_you_mean
    from pkdsl.exports import everything

    forms = everything()
    if name not in forms:
        raise click.UsageError(f"There is no form `{name}`; there are {', '.join(forms)}.{did_you_mean(name, forms)}")
    extra = forms[name].extra
    if extra is not None and not extra.is_installed:
        raise click.UsageError(
            f"The form `{name}` needs more than is installed here; `pip install 'pkdsl[{extra.name}]'` brings it."
        )
    return forms[name]


def _placed(session: Session, plan: Opened, files: Mapping[str, bytes], output: str | None) -> dict[Path, bytes]:
    """The files where they go: one file to a name of its own, several into a folder."""
    folder = session.folder / output if output else plan.reading.root.folder / "out"
    named = output and len(files) == 1 and not folder.is_dir()
    return {folder if named else folder / name: data for name, data in files.items()}
