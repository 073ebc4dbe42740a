"""`pkdsl explain`: the page of a rule or an error."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from pkdsl.cli._options import common_options

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from pkdsl.cli._session import Session


def _codes(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    from pkdsl.cli._pages import pages

    wanted = incomplete.upper()
    return [CompletionItem(page.code, help=page.heading) for page in pages() if page.code.startswith(wanted)]


@click.command(short_help="Show the page of a rule or an error.")
@click.argument("code", required=False, shell_complete=_codes)
@click.option("--list", "listed", is_flag=True, help="List all codes with their titles.")
@common_options
@click.pass_obj
def command(session: Session, code: str | None, *, listed: bool) -> None:
    """Show the page of a rule or an error: why it matters, what it says, an example that breaks it, one that passes.

    CODE is what findings show in brackets: BUD-003.
    """
    from pkdsl.cli._pages import pages, to_terminal
    from pkdsl.diagnostics.nearest import did_you_mean

    known = {page.code: page for page in pages()}
    if listed:
        session.put("".join(f"{page.code:<10}{page.heading}\n" for page in known.values()))
        return
    if not code:
        raise click.UsageError("Name a code, for instance `pkdsl explain BUD-003`, or ask for --list.")
    if code.upper() not in known:
        meant = _padded(code.upper())
        hint = f" Did you mean `{meant}`?" if meant in known else did_you_mean(code.upper(), known)
        raise click.UsageError(f"There is no page for `{code}`; `pkdsl explain --list` shows them all.{hint}")
    session.put(to_terminal(known[code.upper()].text, color=session.colored))


def _padded(code: str) -> str:
    """A code with three digits, for who left out the zeros or the dash."""
    found = re.fullmatch(r"([A-Z]+)-?([0-9]{1,3})", code)
    return f"{found[1]}-{int(found[2]):03}" if found else code
