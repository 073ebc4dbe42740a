"""The options that mean the same in every command; their values go into the session."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from pkdsl.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from pkdsl.cli._session import Session

LEVELS = {str(severity): severity for severity in reversed(Severity)}


class Output(NamedTuple):
    """A form, and the file it goes to; standard output if there is none."""

    form: str
    file: str = ""


class Day(click.ParamType[date]):
    """A day as the language writes it."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ANN401 -- click's signature
        """The day."""
        if isinstance(value, date):
            return value
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            self.fail(f"`{value}` is no day; write year-month-day, for instance 2026-07-01.", param, ctx)
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"there is no day {value} in the calendar.", param, ctx)


class Form(click.ParamType[Output]):
    """`json` or `json=FILE`."""

    name = "form[=file]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Output:  # noqa: ANN401 -- click's signature
        """The form and its file."""
        from pkdsl.report import FORMS

        form, _, file = value.partition("=")
        if form not in FORMS:
            self.fail(f"there is no form `{form}`; there are {', '.join(FORMS)}.", param, ctx)
        return Output(form, file)


class Limit(click.ParamType[tuple[str, int]]):
    """`file_bytes=16000000`."""

    name = "name=number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, int]:  # noqa: ANN401 -- click's signature
        """The name of the limit and its value."""
        from pkdsl.workspace import Limits

        name, _, number = value.partition("=")
        names = Limits.__slots__
        if name not in names or not re.fullmatch(r"[1-9][0-9]{0,11}", number):
            self.fail(
                f"write NAME=NUMBER with one of {', '.join(names)}, for instance {names[0]}=16000000.", param, ctx
            )
        return name, int(number)


def _keep(context: click.Context, parameter: click.Parameter, value: Any) -> None:  # noqa: ANN401 -- click's signature
    """Put a value that was given into the session; what was not given leaves what stands there."""
    session: Session | None = context.find_root().obj
    given = value not in (None, (), False, 0)
    if given and session is not None and parameter.name:
        setattr(session, parameter.name, value)


def _option(*names: str, **how: Any) -> Callable[[Any], Any]:  # noqa: ANN401 -- click's own arguments
    return click.option(*names, expose_value=False, callback=_keep, **how)


COMMON = (
    _option("-C", "folder", type=click.Path(path_type=Path), metavar="DIR", help="Work as if started in DIR."),
    _option(
        "--color", type=click.Choice(["auto", "always", "never"]), help="Colour; auto asks the terminal and NO_COLOR."
    ),
    _option("-q", "--quiet", is_flag=True, help="Say only what went wrong."),
    _option("-v", "--verbose", count=True, help="Say more; twice, still more."),
    _option("--debug", is_flag=True, help="Show the traceback of a defect of pkdsl itself."),
)
PLAN = (
    _option("--config", type=click.Path(path_type=Path), metavar="FILE", help="Read FILE in place of pkdsl.toml."),
    _option("--as-of", type=Day(), metavar="DATE", help="The day that counts as today."),
    _option("--scenario", metavar="NAME|all", help="Look at the plan as it is in a scenario; check takes all, too."),
    _option("--limit", "limits", type=Limit(), multiple=True, help="Raise a limit of size for this run."),
    _option("--stdin-filename", metavar="FILE", help="The name of what `-` reads from standard input."),
)
REPORT = (
    _option("--select", multiple=True, metavar="CODES", help="Show these rules only: codes or their beginnings."),
    _option("--ignore", multiple=True, metavar="CODES", help="Leave these rules out: codes or their beginnings."),
    _option(
        "--fail-on", multiple=True, type=click.Choice(list(LEVELS)), help="What makes the run fail [default: error]."
    ),
    _option("--format", "outputs", multiple=True, type=Form(), help="text, json or jsonl; several may be given."),
    _option("--max-findings", type=click.IntRange(min=1), help="Show at most so many; the counts stay true."),
    _option("--stats", is_flag=True, help="Add times and sizes."),
)
CACHE = (
    _option(
        "--no-cache", is_flag=True, help="Neither recall what an earlier run found or wrote nor remember this one."
    ),
)


def common_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options of every command."""
    return _with(COMMON, command)


def plan_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options of commands that read a plan."""
    return _with((*PLAN, *COMMON), command)


def cached_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options of commands that read a plan and remember what came of it."""
    return _with((*CACHE, *PLAN, *COMMON), command)


def report_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options of commands that report findings on a plan."""
    return _with((*REPORT, *CACHE, *PLAN, *COMMON), command)


def _with(options: tuple[Callable[[Any], Any], ...], command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(options):
        command = option(command)
    return command
