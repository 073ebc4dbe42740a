"""`pkdsl check`: parse, resolve, judge by every rule, and say what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pkdsl.cli._options import report_options

if TYPE_CHECKING:
    from pkdsl.cli._session import Session


@click.command(short_help="Check a plan: the one command for continuous integration.")
@click.argument("paths", nargs=-1, metavar="[PATH…]")
@click.option("--show-config", is_flag=True, help="Show the settings in force and where they come from; check nothing.")
@click.option(
    "--redact-diagnostics/--no-redact-diagnostics",
    "redact",
    default=None,
    help="Say of findings that not everybody may read only code and place [default: where CI is set].",
)
@click.option(
    "--language",
    metavar="CODE",
    default="",
    help="Say what was found in this language, as far as it has words: en, fr [default: en].",
)
@report_options
@click.pass_obj
def command(session: Session, paths: tuple[str, ...], *, show_config: bool, redact: bool | None, language: str) -> int:
    """Check a plan: its text, names, types and units, and every rule in force.

    PATH is a plan's folder, a file of one (the whole plan is checked, that file's findings are shown), a .pk file of
    its own, or - for standard input. Without PATH it is the plan around the current folder.
    """
    from pkdsl.cli._jobs import spoken
    from pkdsl.cli._plans import checked, named, opened, report_on, translated

    if show_config:
        from pkdsl.cli._settings import settings

        for plan in named(session, paths):
            session.put("".join(f"{line}\n" for line in settings(session, opened(session, plan))))
        return 0
    session.redact, session.language = redact, spoken(language) if language else ""
    report = report_on(session, checked(session, paths))
    report = translated(report, session.language) if session.language else report
    session.tell(report)
    return report.exit_code
