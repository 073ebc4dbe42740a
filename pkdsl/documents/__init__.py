"""The documents of a plan: each a view (what it shows) and its words (how it says it), found by being in this folder.

A module with an `ABOUT` and a function `view`, and beside it `<module>.md.j2`, is a document.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkdsl.compiler import Compilation
    from pkdsl.page import Document, Layout


MARKINGS = ("unclassified", "confidential", "strictly_confidential")
"""How what is written may be marked, in rising order; also the words for an audience."""


@dataclass(frozen=True, slots=True)
class About:
    """What a document is called, who reads it and what for, and how it is laid out.

    A paper has sections, a sheet is one page with its annex, a brief is slides to speak to.
    """

    name: str
    title: str
    reader: str
    purpose: str
    layout: Layout = "paper"


@cache
def everything() -> Mapping[str, About]:
    """All documents by name, sorted."""
    modules = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    found: list[About] = [module.ABOUT for module in modules if hasattr(module, "ABOUT")]
    return {each.name: each for each in sorted(found, key=lambda each: each.name)}


def build(
    compilation: Compilation, name: str, *, draft: bool = False, audience: str = "", version: str = ""
) -> Document:
    """The document of that name as a neutral page; a KeyError for a name that `everything` does not hold.

    `audience` is the highest marking its readers may see (all of it when empty); `version` says which state of the
    plan this is, for instance a revision; the fingerprint of the plan's text always stands beside it.
    """
    about = everything()[name]
    assembly = import_module(f"{__name__}.assembly")
    document: Document = assembly.assembled(compilation, about, draft=draft, audience=audience, version=version)
    return document
