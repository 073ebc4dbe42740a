"""`pkdsl version`: which pkdsl this is, and what it brings along."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from pkdsl import __version__
from pkdsl.cli._options import common_options

if TYPE_CHECKING:
    from pkdsl.cli._session import Session


@click.command(short_help="Print the version, and what comes with it.")
@click.option("--json", "as_json", is_flag=True, help="As JSON: language edition, packages, rules.")
@common_options
@click.pass_obj
def command(session: Session, *, as_json: bool) -> None:
    """Print the version; with --json also the language edition, the packages and the rules that come along."""
    session.put(f"{json.dumps(_everything(), indent=2)}\n" if as_json else f"pkdsl {__version__}\n")


def _everything() -> dict[str, object]:
    from pkdsl.cli._pages import pages
    from pkdsl.workspace import EDITIONS, shipped

    return {
        "pkdsl": __version__,
        "edition": EDITIONS[-1],
        "packages": sorted(shipped()["packages"]),
        "rules": [page.code for page in pages()],
    }
