"""The example mission with poison in every text: what no format may read as anything but text."""

from __future__ import annotations

import re
from csv import DictReader, DictWriter
from dataclasses import replace
from functools import cache
from io import StringIO
from typing import TYPE_CHECKING

from pages import ROOT
from pkdsl import compiler, documents
from pkdsl.diagnostics import Source
from pkdsl.page import clean
from pkdsl.syntax import unquote
from pkdsl.workspace import find, read

if TYPE_CHECKING:
    from pkdsl.compiler import Compilation
    from pkdsl.diagnostics import Package
    from pkdsl.page import Document

BEFORE = "=cmd|'/c calc'!A1 "
BEHIND = (
    r" <b>&amp; *x* _y_ ~~z~~ | `c` [w](javascript:1) ![w](http://evil.example) ]]> <!-- {{{{ 7 }}}} {{% 8 %}} $9$ # \"q\""
    r" \u{202e}gnp.exe\u{7}\u{0}\u{200b} السلام \u{1f681} Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamter \\"
)
"""What stands before and behind every text, as the language writes it."""
STRING = re.compile(r'"""(?:\\[\s\S]|[^\\])*?"""|"(?!"")[^"\\\n]*(?:\\.[^"\\\n]*)*"')
KEY = re.compile(r"(?:\bfrom|mgrs\(|time_zone:|omits:\s*\[[^\]]*)\s*$")
"""What stands before a text that names something: a file, a place on the grid, a zone, an annex."""


def without(text: str) -> str:
    """What documents show, less the poison."""
    for part in (BEFORE, BEHIND):
        text = text.replace(clean(unquote(f'"{part}"')), "")
    return text


def poisoned(text: str) -> str:
    """A file of a plan with poison in every text."""

    def each(found: re.Match[str]) -> str:
        if KEY.search(text, max(0, found.start() - 200), found.start()):
            return found[0]
        mark = 3 if found[0].startswith('"""') else 1
        return f"{found[0][:mark]}{BEFORE}{found[0][mark:-mark]}{BEHIND}{found[0][-mark:]}"

    return STRING.sub(each, text)


def titled(table: str) -> str:
    """A table of a plan with poison in its titles."""
    written, rows = StringIO(), list(DictReader(StringIO(table)))
    before, behind = (unquote(f'"{part}"') for part in (BEFORE, BEHIND))
    writer = DictWriter(written, rows[0])
    writer.writeheader()
    writer.writerows({**row, **({"title": before + row["title"] + behind} if "title" in row else {})} for row in rows)
    return written.getvalue()


def within(package: Package) -> Package:
    """A package with poison in every text."""
    files = tuple(Source(each.path, poisoned(each.text)) for each in package.sources)
    tables = {path: Source(path, titled(table.text)) for path, table in package.tables.items()}
    return replace(package, sources=files, tables=tables)


@cache
def mission(*, hostile: bool = True) -> Compilation:
    """The mission, and all that it borrows, with poison or as it is."""
    world = read(find(ROOT / "examples" / "unsmok")).world
    if hostile:
        packages = {key: within(package) for key, package in world.packages.items()}
        world = replace(world, plan=within(world.plan), packages=packages)
    return compiler.compile(world)


@cache
def paper(name: str, *, hostile: bool = True) -> Document:
    """A document of the mission; the first copy of one that comes several times."""
    plan = mission(hostile=hostile)
    return documents.build(plan, name, of=documents.copies(plan, name)[0])
