"""`pkdsl schema`: the vocabulary, as JSON Schema for programs and as pages for people."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pkdsl.cli._options import common_options

if TYPE_CHECKING:
    from pkdsl.cli._session import Session


@click.command(short_help="Print the vocabulary: JSON Schema, or reference pages.")
@click.option("--docs", is_flag=True, help="Reference pages in Markdown; with -o one file a family.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="PATH", help="Write to PATH.")
@common_options
@click.pass_obj
def command(session: Session, *, docs: bool, output: Path | None) -> None:
    """Print the vocabulary of plans: every kind, part and field, with what may stand there."""
    from pkdsl.workspace import replace_all

    files = _pages() if docs else {"schema.json": _schema()}
    if output is None:
        session.put("\n".join(files.values()))
    elif docs:
        replace_all({session.folder / output / name: text.encode() for name, text in files.items()})
    else:
        replace_all({session.folder / output: files["schema.json"].encode()})


def _schema() -> str:
    from pkdsl.ide.json_schema import json_schema
    from pkdsl.schema.discovery import vocabulary

    return json.dumps(json_schema(vocabulary()), ensure_ascii=False, indent=2) + "\n"


def _pages() -> dict[str, str]:
    from pkdsl.ide.reference import reference
    from pkdsl.schema.discovery import vocabulary

    return reference(vocabulary())
