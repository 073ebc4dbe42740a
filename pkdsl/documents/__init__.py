"""The documents of a plan: each a view (what it shows) and its words (how it says it), found by being in this folder.

A module with an `ABOUT` and a function `view`, and beside it `<module>.md.j2`, is a document.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from pkdsl.schema.annotations import MARKINGS
from pkdsl.tongues import ENGLISH, speaking

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkdsl.compiler import Compilation
    from pkdsl.diagnostics import Finding
    from pkdsl.page import Document, Layout

__all__ = ["MARKINGS", "About", "Mistaken", "build", "copies", "everything", "known"]


@dataclass(frozen=True, slots=True)
class About:
    """What a document is called, who reads it and what for, how it is laid out, and how often it comes.

    A paper has sections, a sheet is one page with its annex, a brief is slides to speak to. `each` is the kind of
    which every entity has a copy of its own: a sheet for each unit.
    """

    name: str
    title: str
    reader: str
    purpose: str
    layout: Layout = "paper"
    each: str = ""
    like: str = ""
    """The document whose view this one has: one that a plan adds with words of its own."""

    @property
    def view(self) -> str:
        """The document that says what this one shows."""
        return self.like or self.name


class Mistaken(Exception):  # noqa: N818 -- no defect: a mistake of a template's author
    """A template of the plan's own that cannot be followed, and the finding that tells why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


@cache
def everything() -> Mapping[str, About]:
    """All documents by name, sorted."""
    modules = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    found: list[About] = [module.ABOUT for module in modules if hasattr(module, "ABOUT")]
    return {each.name: each for each in sorted(found, key=lambda each: each.name)}


def known(compilation: Compilation) -> Mapping[str, About]:
    """All documents of a plan by name: those of pkdsl, and those that it adds itself."""
    if not compilation.templates:
        return everything()
    added = import_module(f"{__name__}.added")
    own: Mapping[str, About] = added.documents(compilation.templates)
    return {**everything(), **own}


def copies(
    compilation: Compilation, name: str, *, audience: str = "", release_to: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """The names of what a document comes once for, as far as these readers may see them: of each unit, in order.

    A document that comes once for the whole plan has one copy, of the empty name.
    """
    about = known(compilation)[name]
    assembly = import_module(f"{__name__}.assembly")
    found: tuple[str, ...] = assembly.copies(compilation, about, audience=audience, release_to=release_to)
    return found


def build(  # noqa: PLR0913 -- each by its name, and all but two seldom
    compilation: Compilation, name: str, *, of: str = "", draft: bool = False, audience: str = "", version: str = "",
    language: str = ENGLISH, release_to: tuple[str, ...] = (),
) -> Document:  # fmt: skip
    """The document of that name as a neutral page; a KeyError for a name that is not `known`.

    `of` says which of its `copies`, also by a KeyError where there is none of that name. `audience` is the highest marking
    its readers may see (all of it when empty), and `release_to` who they are outside the mission, by state codes and
    paths of entities. `version` says which state of the plan this is, for instance a revision; the fingerprint of the
    plan's text always stands beside it. `Untranslated`, where it cannot be said in that language.
    """
    about = known(compilation)[name]
    assembly = import_module(f"{__name__}.assembly")
    context = import_module(f"{__name__}.context").Context(
        compilation, audience or MARKINGS[-1], draft, version, release_to=release_to
    )
    context = assembly.asked(context, about, of=of)
    with speaking(language):
        document: Document = assembly.assembled(context, about)
    return document
