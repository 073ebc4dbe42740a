"""What `pkdsl render` writes: which documents, in which formats, for whom, and into which files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import click

from pkdsl.cli._writing import cleared, readers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pkdsl.cli._plans import Opened
    from pkdsl.documents import About
    from pkdsl.workspace.config import Render

FILE_NAME = re.compile(r"[a-z0-9_-][a-z0-9._-]{0,159}")
"""What a file may be called: nothing that a plan says can name a place elsewhere."""


class Job(NamedTuple):
    """One copy of a document in one format, and the file it goes to."""

    document: str
    of: str
    form: str
    audience: str
    language: str
    folder: Path
    release_to: tuple[str, ...] = ()

    @property
    def file(self) -> Path:
        """Where it goes."""
        from pkdsl.formats import everything
        from pkdsl.tongues import ENGLISH

        copy = f".{_in_files(self.of)}" if self.of else ""
        tongue = f".{self.language}" if self.language != ENGLISH else ""
        name = f"{self.document}{copy}{tongue}{everything()[self.form].ending}"
        if not FILE_NAME.fullmatch(name):
            raise click.UsageError(f"`{name}` is no file name for a document; use small letters, digits, - and _.")
        return self.folder / name


class Wish(NamedTuple):
    """What the command line asks for: documents by name or all of them, formats, readers, language, and the folder."""

    documents: tuple[str, ...]
    forms: tuple[str, ...]
    audience: str
    folder: Path | None
    everything: bool
    draft: bool
    language: str = ""
    release_to: tuple[str, ...] = ()


def jobs(plan: Opened, wish: Wish) -> Iterator[Job]:
    """The documents named, or those of the configuration, each in the formats that suit it."""
    from pkdsl.documents import known
    from pkdsl.workspace.config import Render

    root = plan.reading.root.folder
    renders = plan.reading.configuration.renders
    names = tuple(known(plan.compilation)) if wish.everything else wish.documents
    if not names and not renders:
        raise click.UsageError("Name a document, or ask for --all; `pkdsl render --list` shows what there is.")
    for name in names:
        yield from _copies(plan, Render(name), wish, wish.folder or root / "out")
    for render in () if names else renders.values():
        yield from _copies(plan, render, wish, wish.folder or _below(root, render.output))


def forms(listed: str | None) -> tuple[str, ...]:
    """The formats of a list with commas between; what there is not, or what is not installed, is refused."""
    return tuple(_form(name.strip()) for name in (listed or "").split(",") if name.strip())


def spoken(code: str) -> str:
    """A language by its code, English where none is named; one that there is not is refused."""
    from pkdsl.tongues import ENGLISH, Untranslated, catalogue

    try:
        if code not in {"", ENGLISH}:
            catalogue(code)
    except Untranslated as error:
        raise click.UsageError(str(error)) from error
    return code or ENGLISH


def unsuited(wish: Wish) -> str:
    """Why nothing is to be written."""
    from pkdsl.formats import everything

    suits = (f"{name} suits {' and '.join(f'{layout}s' for layout in everything()[name].suits)}" for name in wish.forms)
    return f"None of these documents comes in this format: {'; '.join(suits)}. `pkdsl render --list` shows both."


def _copies(plan: Opened, render: Render, wish: Wish, folder: Path) -> Iterator[Job]:
    """A document in each format; one that comes once for each unit or site for all of them, or for the one named.

    What is wished for goes before what the configuration says.
    """
    from pkdsl.documents import copies, known

    audience, language = cleared(wish.audience or render.audience), spoken(wish.language or render.language)
    release_to = readers(plan.compilation, wish.release_to or render.release_to, audience)
    plan = plan.seen_by(audience, release_to)
    asked, _, of = render.document.partition(".")
    document = _document(asked, known(plan.compilation))
    there = copies(plan.compilation, document, audience=audience, release_to=release_to)
    for copy in (_copy(document, of, there),) if of else there:
        for form in _suited(known(plan.compilation)[document], wish.forms or render.formats):
            yield Job(document, copy, form, audience, language, folder, release_to)


def _suited(about: About, names: tuple[str, ...]) -> Iterator[str]:
    from pkdsl.formats import everything

    return (name for name in map(_form, names) if about.layout in everything()[name].suits)


def _copy(document: str, of: str, known: tuple[str, ...]) -> str:
    from pkdsl.diagnostics.nearest import did_you_mean

    if known == ("",):
        raise click.UsageError(f"There is one `{document}` for the whole plan; ask for it without `.{of}`.")
    if of not in known:
        raise click.UsageError(f"There is no `{document}` of `{of}`.{did_you_mean(of, known)}")
    return of


def _in_files(name: str) -> str:
    """A name of the plan as part of a file's name; no two names become the same on any disk."""
    return re.sub(r"[^a-z0-9_]", lambda letter: f"-{ord(letter.group()):x}-", name)


def _below(root: Path, output: str) -> Path:
    """A folder that the plan names: it may only lie below the plan."""
    from pkdsl.workspace import Refused, is_inside

    if not is_inside(root / output, root):
        raise Refused(
            f"`output` in pkdsl.toml leads to `{output}`, out of the plan's folder. Use -o to write elsewhere."
        )
    return root / output


def _document(name: str, known: Iterable[str]) -> str:
    from pkdsl.diagnostics.nearest import did_you_mean

    slug = name.replace("-", "_")
    if slug not in known:
        raise click.UsageError(
            f"There is no document `{name}`; there are {', '.join(known)}.{did_you_mean(slug, tuple(known))}"
        )
    return slug


def _form(name: str) -> str:
    from pkdsl.formats import everything

    form = everything().get(name)
    if form is None:
        raise click.UsageError(f"There is no format `{name}`; there are {', '.join(everything())}.")
    if form.extra and not form.is_ready:
        raise click.UsageError(
            f"The format `{name}` needs more than is installed here; `pip install 'pkdsl[{form.extra.name}]'` brings it."
        )
    return name
