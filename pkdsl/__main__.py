"""`python -m pkdsl` is `pkdsl`."""

from pkdsl.cli import script

script()
