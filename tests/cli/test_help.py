"""Every command and every option says what it is for."""

from __future__ import annotations

import click
import pytest

from pkdsl.cli._commands import COMMANDS

NAMES = COMMANDS.list_commands(None)


@pytest.mark.parametrize("name", NAMES)
def test_a_command_explains_itself(pkdsl, name):
    command = COMMANDS.get_command(None, name)
    assert command.short_help.endswith(".")
    assert len(command.help) > len(command.short_help)
    unexplained = [p.name for p in command.params if isinstance(p, click.Option) and not p.help]
    assert unexplained == []
    run = pkdsl(name, "--help")
    assert run.code == 0
    assert run.out.startswith(f"Usage: pkdsl {name} ")


@pytest.mark.parametrize("name", NAMES)
def test_common_options_are_common(name):
    flags = {flag for p in COMMANDS.get_command(None, name).params for flag in p.opts}
    assert {"-C", "--color", "-q", "-v", "--debug"} <= flags


def test_the_commands_of_this_edition():
    assert set(NAMES) >= {"check", "explain", "fmt", "init", "new", "query", "render", "schema", "version", "why"}
