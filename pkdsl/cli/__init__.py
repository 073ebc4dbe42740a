"""The command line: each module of this folder is one command, loaded only when it is called."""

from __future__ import annotations

import gc
import sys

from pkdsl import __version__


def main(arguments: list[str] | None = None) -> int:
    """Run one command line and return its exit code; asking for the version loads nothing."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments == ["--version"]:
        sys.stdout.write(f"pkdsl {__version__}\n")
        return 0
    gc.disable()  # one run builds a plan and drops nothing of it: looking for garbage costs a quarter of a large check
    from pkdsl.cli._run import run

    return run(arguments)
