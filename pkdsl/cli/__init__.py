"""The command line: each module of this folder is one command, loaded only when it is called."""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn

from pkdsl import __version__


def script() -> NoReturn:
    """Run the command line of this process, and end it: all is written, and taking a plan apart costs a tenth of a check."""
    gc.disable()  # one run builds a plan and drops nothing of it: looking for garbage costs a quarter of a large check
    code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def main(arguments: list[str] | None = None) -> int:
    """Run one command line and return its exit code; asking for the version loads nothing."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments == ["--version"]:
        sys.stdout.write(f"pkdsl {__version__}\n")
        return 0
    from pkdsl.cli._run import run

    return run(arguments)
