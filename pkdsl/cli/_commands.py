"""The group of all commands: what stands in this folder is a command, and is imported when it is called."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import cast

import click

from pkdsl import __version__, cli
from pkdsl.cli._exits import MEANINGS
from pkdsl.cli._options import common_options
from pkdsl.diagnostics.nearest import did_you_mean

EXITS = "\b\nExit codes:\n" + "\n".join(f"  {code.value:>3}  {meaning}" for code, meaning in MEANINGS.items())


class Commands(click.Group):
    """Commands by the names of their modules."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's signature
        """The names, in the alphabet's order."""
        return sorted(module.name for module in iter_modules(cli.__path__) if not module.name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of one name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        return cast("click.Command", import_module(f"pkdsl.cli.{cmd_name}").command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first argument names, or a sentence that says which there are."""
        names = self.list_commands(ctx)
        if args and args[0] not in names and not args[0].startswith("-"):
            raise click.UsageError(
                f"There is no command `{args[0]}`; there are {', '.join(names)}.{did_you_mean(args[0], names)}", ctx
            )
        return super().resolve_command(ctx, args)


def _version(context: click.Context, _parameter: click.Parameter, asked: bool) -> None:  # noqa: FBT001 -- click's signature
    if asked:
        click.echo(f"pkdsl {__version__}")
        context.exit()


@click.group(
    cls=Commands, epilog=EXITS, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110}
)
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="Print the version."
)
@common_options
def COMMANDS() -> None:  # noqa: N802 -- a constant: the one group there is
    """Plan-as-code for peacekeeping missions: write a plan, check it, ask it why, print it."""
