"""The units of the standard library, read without the compiler."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pkdsl.values import Measure, Units, dimension_named, parse_number

STDLIB = Path(__file__).parents[2] / "stdlib"
DECLARATION = re.compile(r'measure (\S+) "[^"]+" \{ dimension: (\S+)  factor: (\S+)(?:  plural: (\S+))? \}')


def measures() -> list[Measure]:
    """The measures of `units.pk`; a line that is neither blank, a comment nor a declaration fails."""
    lines = (STDLIB / "units.pk").read_text(encoding="utf-8").split("\n")
    found = [DECLARATION.fullmatch(line) for line in lines if line and not line.startswith("#")]
    assert all(found)
    return [Measure(m[1], m[4] or m[1], dimension_named(m[2]), parse_number(m[3])) for m in found if m]


def codes(table: str) -> list[str]:
    """The codes of a shipped table."""
    rows = (STDLIB / "words" / f"{table}.csv").read_text(encoding="utf-8").strip().split("\n")
    return [row.split(",")[0] for row in rows[1:]]


UNITS = Units.of(measures(), codes("currencies"))


@pytest.fixture(scope="session")
def units() -> Units:
    """All units of the standard library."""
    return UNITS
