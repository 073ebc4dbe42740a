"""What commands that write files share: for whom, and how it is told what was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path


def cleared(marking: str) -> str:
    """The marking that readers are cleared for; none is said for those who may see everything."""
    from pkdsl.diagnostics.nearest import did_you_mean
    from pkdsl.documents import MARKINGS

    if marking and marking not in MARKINGS:
        raise click.UsageError(
            f"There is no marking `{marking}`; there are {', '.join(MARKINGS)}.{did_you_mean(marking, MARKINGS)}"
        )
    return marking


def shown(file: Path) -> str:
    """A file as it is told: from here, where it lies below."""
    from pathlib import Path

    here = Path.cwd()
    return str(file.relative_to(here) if file.is_relative_to(here) else file)
