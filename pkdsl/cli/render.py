"""`pkdsl render`: the documents of a plan."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import click

from pkdsl.cli._options import plan_options
from pkdsl.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from click.shell_completion import CompletionItem

    from pkdsl.cli._plans import Opened
    from pkdsl.cli._session import Session

FILE_NAME = re.compile(r"[a-z0-9_-][a-z0-9._-]{0,159}")
"""What a file may be called: nothing that a plan says can name a place elsewhere."""


class Job(NamedTuple):
    """One copy of a document in one format, and the file it goes to."""

    document: str
    of: str
    form: str
    audience: str
    folder: Path

    @property
    def file(self) -> Path:
        """Where it goes."""
        from pkdsl.formats import everything

        copy = f".{_in_files(self.of)}" if self.of else ""
        name = f"{self.document}{copy}{everything()[self.form].ending}"
        if not FILE_NAME.fullmatch(name):
            raise click.UsageError(f"`{name}` is no file name for a document; use small letters, digits, - and _.")
        return self.folder / name


def _documents(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    from pkdsl.documents import everything

    return [CompletionItem(name) for name in everything() if name.startswith(incomplete)]


@click.command(short_help="Write the documents of a plan.")
@click.argument("documents", nargs=-1, metavar="[DOCUMENT…]", shell_complete=_documents)
@click.option("-o", "--output", metavar="DIR", help="Where to [default: out, below the plan].")
@click.option("--format", "forms", metavar="LIST", help="Formats with commas between [default: md,html].")
@click.option("--list", "listed", is_flag=True, help="List the documents and formats there are.")
@click.option("--all", "everything", is_flag=True, help="Write every document.")
@click.option("--audience", metavar="MARKING", default="", help="Leave out what readers cleared for less may not see.")
@click.option("--draft", is_flag=True, help="Write even from a plan with errors, stamped DRAFT.")
@plan_options
@click.pass_obj
def command(  # noqa: PLR0913 -- click passes each option by name
    session: Session,
    documents: tuple[str, ...],
    *,
    output: str | None,
    forms: str | None,
    listed: bool,
    everything: bool,
    audience: str,
    draft: bool,
) -> int:
    """Write documents of the plan: a whole set of files, or none.

    A document that comes once for each unit or site is written for all of them, or for one: unit_sheet.north.

    Without DOCUMENT it writes what pkdsl.toml asks for in [render.NAME], else nothing. From a plan with errors only
    drafts are written.
    """
    from pkdsl.cli._exits import Exit

    if listed:
        session.put("".join(_listing()))
        return Exit.DONE
    plan = _one(session)
    jobs = list(_jobs(session, plan, documents or (_known() if everything else ()), output, forms, audience))
    if any(finding.severity is Severity.ERROR for finding in plan.findings) and not draft:
        return _refuse(session, plan)
    _write(session, plan, jobs, draft=draft)
    return Exit.DONE


def _one(session: Session) -> Opened:
    from pkdsl.cli._plans import compiled

    return compiled(session)[0]


def _known() -> tuple[str, ...]:
    from pkdsl.documents import everything

    return tuple(everything())


def _listing() -> Iterator[str]:
    from pkdsl import documents, formats

    for name, document in documents.everything().items():
        yield f"{name:<20}{document.title}{f', one for each {document.each}' if document.each else ''}\n"
    yield "\n"
    for name, form in formats.everything().items():
        yield f"{name:<20}{form.title}\n"


def _jobs(
    session: Session, plan: Opened, documents: tuple[str, ...], output: str | None, forms: str | None, audience: str
) -> Iterator[Job]:
    """What to write: the documents named, or those of the configuration."""
    root = plan.reading.root.folder
    where = session.folder / output if output else None
    chosen = tuple(form.strip() for form in forms.split(",") if form.strip()) if forms else None
    renders = plan.reading.configuration.renders
    if not documents and not renders:
        raise click.UsageError("Name a document, or ask for --all; `pkdsl render --list` shows what there is.")
    for name in documents:
        yield from _copies(plan, name, chosen or ("md", "html"), _audience(audience), where or root / "out")
    for render in () if documents else renders.values():
        readers, folder = _audience(audience or render.audience), where or _below(root, render.output)
        yield from _copies(plan, render.document, chosen or render.formats, readers, folder)


def _copies(plan: Opened, asked: str, forms: tuple[str, ...], audience: str, folder: Path) -> Iterator[Job]:
    """A document in each format; one that comes once for each unit or site for all of them, or for the one named."""
    from pkdsl.documents import copies

    document, _, of = asked.partition(".")
    document = _document(document)
    known = copies(plan.compilation, document, audience=audience)
    for copy in (_copy(document, of, known),) if of else known:
        yield from (Job(document, copy, form, audience, folder) for form in _forms(forms))


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


def _document(name: str) -> str:
    from pkdsl.diagnostics.nearest import did_you_mean

    slug = name.replace("-", "_")
    if slug not in _known():
        raise click.UsageError(
            f"There is no document `{name}`; there are {', '.join(_known())}.{did_you_mean(slug, _known())}"
        )
    return slug


def _audience(marking: str) -> str:
    from pkdsl.diagnostics.nearest import did_you_mean
    from pkdsl.documents import MARKINGS

    if marking and marking not in MARKINGS:
        raise click.UsageError(
            f"There is no marking `{marking}`; there are {', '.join(MARKINGS)}.{did_you_mean(marking, MARKINGS)}"
        )
    return marking


def _forms(names: tuple[str, ...]) -> Iterator[str]:
    from pkdsl.formats import everything

    for name in names:
        if name not in everything():
            raise click.UsageError(f"There is no format `{name}`; there are {', '.join(everything())}.")
        yield name


def _refuse(session: Session, plan: Opened) -> int:
    """The errors, how much else there is, and why nothing was written."""
    from dataclasses import replace

    from pkdsl.cli._plans import report_on

    report = report_on(session, [plan.checked])
    session.tell(replace(report, shown=report.count(Severity.ERROR)))
    session.note("Nothing was written: a plan with errors is printed as a draft only (--draft).")
    return report.exit_code


def _write(session: Session, plan: Opened, jobs: list[Job], *, draft: bool) -> None:
    """All files, or none."""
    from pkdsl import documents, formats
    from pkdsl.workspace import replace_all

    files: dict[Path, bytes] = {}
    for job in jobs:
        page = documents.build(plan.compilation, job.document, of=job.of, draft=draft, audience=job.audience)
        files[job.file] = formats.write(page, job.form)
    replace_all(files)
    for file in files:
        session.note(f"wrote {_shown(file)}")


def _shown(file: Path) -> str:
    from pathlib import Path

    here = Path.cwd()
    return str(file.relative_to(here) if file.is_relative_to(here) else file)
