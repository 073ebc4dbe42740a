"""Documents that a plan adds: words of its own over the view of a document of pkdsl, which their first comment names."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pkdsl.diagnostics.nearest import did_you_mean
from pkdsl.documents import Mistaken, everything
from pkdsl.documents.own import CLOSED, ENDING, Place, header, parsed
from pkdsl.documents.words import environment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pkdsl.diagnostics import Finding, Source
    from pkdsl.documents import About

NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")


def documents(templates: Mapping[str, Source]) -> dict[str, About]:
    """What these templates are documents of, besides what they replace."""
    return {name: about for name, about in map(_about, templates.items()) if about is not None}


def mistakes(templates: Mapping[str, Source]) -> Iterator[Finding]:
    """What is wrong with templates whatever they are filled with, or with what they are for."""
    for name, source in templates.items():
        yield from _mistakes(source)
        yield from _purpose(name, source)


def _about(named: tuple[str, Source]) -> tuple[str, About | None]:
    """The document that a template adds; one that replaces words, or is there to be included, adds none."""
    path, source = named
    name, said = path.removesuffix(ENDING), header(source)
    shown = everything().get(said.get("view", ""))
    if "/" in path or name in everything() or shown is None or not NAME.fullmatch(name):
        return name, None
    title = said.get("title") or name.replace("_", " ").capitalize()
    return name, replace(
        shown, name=name, like=shown.name, title=title, reader=said.get("reader") or shown.reader,
        purpose=said.get("purpose") or shown.purpose,
    )  # fmt: skip


def _mistakes(source: Source) -> Iterator[Finding]:
    try:
        parsed(source)
    except Mistaken as mistaken:
        yield mistaken.finding


def _purpose(path: str, source: Source) -> Iterator[Finding]:
    """A template at the top of the folder replaces words of pkdsl, or is a document; what it is must be clear."""
    name, view = path.removesuffix(ENDING), header(source).get("view", "")
    if path in CLOSED:
        yield Place(source, 1).finding(
            "TPL-003", "What the check found is told as it is; no plan has words of its own for it."
        )
    elif "/" in path or environment().source(path).text:
        return
    elif view not in everything():
        what = f"There is no document `{view}` to show" if view else "Nothing says what this document shows"
        yield Place(source, 1).finding(
            "TPL-003",
            f"{what}: begin with a comment such as `{{# view: fact_sheet #}}`.{did_you_mean(view or name, everything())}",
        )
    elif not NAME.fullmatch(name):
        yield Place(source, 1).finding("TPL-003", f"`{name}` cannot name a document: small letters, digits and _ can.")
