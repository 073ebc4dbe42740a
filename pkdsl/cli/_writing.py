"""What commands that write files share: for whom, and how it is told what was written."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pkdsl.cli._session import Session

NAMED = 30
"""Of more files than these, nobody reads the names."""


def cleared(marking: str) -> str:
    """The marking that readers are cleared for; none is said for those who may see everything."""
    from pkdsl.diagnostics.nearest import did_you_mean
    from pkdsl.documents import MARKINGS

    if marking and marking not in MARKINGS:
        raise click.UsageError(
            f"There is no marking `{marking}`; there are {', '.join(MARKINGS)}.{did_you_mean(marking, MARKINGS)}"
        )
    return marking


def told(session: Session, verb: str, files: Iterable[Path]) -> None:
    """Name the files; of many, how many lie in which folder."""
    paths = list(files)
    if len(paths) <= NAMED:
        for file in paths:
            session.note(f"{verb} {shown(file)}")
        return
    for folder, count in Counter(file.parent for file in paths).items():
        session.note(f"{verb} {count} files in {shown(folder)}")


def shown(file: Path) -> str:
    """A file as it is told: from here, where it lies below."""
    from pathlib import Path

    here = Path.cwd()
    return str(file.relative_to(here) if file.is_relative_to(here) else file)
