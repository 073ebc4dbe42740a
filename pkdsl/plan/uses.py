"""`use`: which packages a plan draws on, and theirs in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.diagnostics.nearest import did_you_mean
from pkdsl.plan.bind import dotted
from pkdsl.plan.draft import Home, error
from pkdsl.syntax import tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pkdsl.diagnostics import Finding, Package, Source


def used(source: Source, file: tree.File, package: str, known: Mapping[str, Package]) -> Iterator[str | Finding]:
    """The packages that one file uses, by name; an unknown one is a finding."""
    for item in file.items:
        if isinstance(item, tree.Use):
            name = dotted(item.path)
            if name in known:
                yield name
            else:
                place = Home(source, package).span(item.path)
                yield error("PKG-001", f"There is no package `{name}`.{did_you_mean(name, known)}", place)
