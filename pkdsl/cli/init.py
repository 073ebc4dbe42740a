"""`pkdsl init`: a small plan that checks clean, ready for a repository."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pkdsl.cli._options import common_options

if TYPE_CHECKING:
    from pkdsl.cli._session import Session


@click.command(short_help="Start a plan: a small one that checks clean.")
@click.argument("directory", default=".", metavar="[DIR]", type=click.Path(path_type=Path))
@common_options
@click.pass_obj
def command(session: Session, directory: Path) -> None:
    """Start a plan in DIR: three files of plan text, a pkdsl.toml, a recipe for continuous integration, a pre-commit entry.

    It asks nothing and writes over nothing.
    """
    start(session, session.folder / directory)


def start(session: Session, folder: Path) -> None:
    """Write the files of a new plan; none if one of them is there already."""
    from pkdsl.cli._skeletons import plan_files
    from pkdsl.workspace import replace_all

    files = {folder / path: text.encode() for path, text in plan_files().items()}
    there = [str(path) for path in files if path.exists()]
    if there:
        raise click.UsageError(f"`{there[0]}` is there already; nothing was written. Choose another folder.")
    replace_all(files)
    for path in files:
        session.note(f"wrote {path}")
    session.note(f"Next: pkdsl check {folder}")
