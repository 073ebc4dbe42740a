"""`pkdsl render`: the documents of a plan."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

import click

from pkdsl.cli._options import cached_options
from pkdsl.cli._writing import release_option, told
from pkdsl.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from click.shell_completion import CompletionItem

    from pkdsl.cli._jobs import Job, Wish
    from pkdsl.cli._plans import Opened
    from pkdsl.cli._session import Session
    from pkdsl.diagnostics import Finding


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
@release_option
@click.option("--language", metavar="CODE", default="", help="In which language: en, fr [default: en].")
@click.option("--draft", is_flag=True, help="Write even from a plan with errors, stamped DRAFT.")
@cached_options
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
    release_to: tuple[str, ...],
    draft: bool,
    language: str,
) -> int:
    """Write documents of the plan: a whole set of files, or none.

    A document that comes once for each unit or site is written for all of them, or for one: unit_sheet.north. With --all
    the folder of a plan may stand in the place of documents.

    Without DOCUMENT it writes what pkdsl.toml asks for in [render.NAME], else nothing. From a plan with errors only
    drafts are written.
    """
    from pkdsl.cli._exits import Exit
    from pkdsl.cli._jobs import Wish
    from pkdsl.cli._jobs import forms as formats_of

    if listed:
        session.put("".join(_listing()))
        return Exit.DONE
    folder = session.folder / output if output else None
    names, paths = ((), documents) if everything else (documents, ())
    wish = Wish(names, formats_of(forms), audience, folder, everything, draft, language, release_to)
    return _rendered(session, paths, wish)


def _listing() -> Iterator[str]:
    from pkdsl import documents, formats

    width = max(map(len, documents.everything())) + 2
    for name, document in documents.everything().items():
        yield f"{name:<{width}}{document.title}{f', one for each {document.each}' if document.each else ''}\n"
    yield "\n"
    for name, form in formats.everything().items():
        needs = f"; needs pkdsl[{form.extra.name}]" if form.extra else ""
        yield f"{name:<{width}}{form.title}{needs}{'' if form.is_ready else ', which is not installed'}\n"


def _rendered(session: Session, paths: tuple[str, ...], wish: Wish) -> int:
    """Write what is wished for, unless an earlier run wrote exactly that and it is still there."""
    from pkdsl.cli._exits import Exit
    from pkdsl.cli._jobs import jobs, unsuited
    from pkdsl.cli._plans import compiled_from, named, opened
    from pkdsl.documents import Mistaken
    from pkdsl.workspace import replace_all, still_there, wrote

    plan, *others = named(session, paths)
    if others:
        raise click.UsageError("Documents are written of one plan at a time.")
    reading = opened(session, plan)
    essence = (wish, session.scenario, reading.configuration.renders, _versions())
    there = () if session.no_cache else still_there(reading, *essence)
    if there:
        told(session, "kept", there)
        return Exit.DONE
    found = compiled_from(session, plan, reading)
    wanted = list(jobs(found, wish))
    if not wanted:
        raise click.UsageError(unsuited(wish))
    if any(finding.severity is Severity.ERROR for finding in found.findings) and not wish.draft:
        return _refuse(session, found, told=not any(job.audience or job.release_to for job in wanted))
    try:
        files = _made(session, found, wanted, draft=wish.draft)
    except Mistaken as mistaken:
        return _told(session, found, mistaken.finding)
    replace_all(files)
    told(session, "wrote", files)
    if not session.no_cache:
        wrote(reading, files, *essence)
    return Exit.DONE


def _versions() -> tuple[str, ...]:
    """The libraries of all formats that are installed: another version may write other bytes."""
    from pkdsl.formats import everything

    return tuple(sorted({version for form in everything().values() if form.extra for version in form.extra.versions}))


def _refuse(session: Session, plan: Opened, *, told: bool) -> int:
    """The errors, unless this run is for readers who may not see them all, and why nothing was written."""
    from dataclasses import replace

    from pkdsl.cli._plans import report_on

    report = report_on(session, [plan.checked])
    if told:
        session.tell(replace(report, shown=report.count(Severity.ERROR)))
    session.note("Nothing was written: a plan with errors is printed as a draft only (--draft).")
    return report.exit_code


def _told(session: Session, plan: Opened, finding: Finding) -> int:
    """A mistake of a template that only filling it in could show."""
    from pkdsl.cli._plans import report_on

    outcome = plan.checked.outcome._replace(findings=(finding,), waived=())
    report = report_on(session, [plan.checked._replace(outcome=outcome, files=frozenset())])
    session.progress("")
    session.tell(report)
    session.note("Nothing was written.")
    return report.exit_code


class Made(NamedTuple):
    """The files of one document for one sort of readers, or why there are none."""

    files: dict[Path, bytes]
    wrong: str = ""
    mistake: Finding | None = None


def _made(session: Session, plan: Opened, jobs: list[Job], *, draft: bool) -> Mapping[Path, bytes]:
    """All files, before the first is written; documents are built on all cores, each once for all its formats."""
    from pkdsl.cli._workers import on_all_cores
    from pkdsl.documents import Mistaken

    alike = attrgetter("document", "of", "audience", "release_to", "language")
    groups = [list(group) for _, group in groupby(jobs, key=alike)]
    files: dict[Path, bytes] = {}
    session.progress(f"1 of {len(jobs)}: {jobs[0].file.name}")
    for group, made in zip(groups, on_all_cores(partial(_drawn, plan, draft), groups), strict=True):
        files |= made.files
        session.progress(f"{len(files)} of {len(jobs)}: {group[-1].file.name}")
        if made.mistake is not None:
            raise Mistaken(made.mistake)
        if made.wrong:
            session.progress("")
            raise click.UsageError(made.wrong)
    session.progress("")
    return files


def _drawn(plan: Opened, draft: bool, group: list[Job]) -> Made:  # noqa: FBT001 -- a worker gets it by its place
    """One document in all its formats."""
    from pkdsl import documents, formats
    from pkdsl.tongues import Untranslated

    files: dict[Path, bytes] = {}
    job, (name, of, _, audience, language, _, release_to) = group[0], group[0]
    try:
        seen = plan.seen_by(audience, release_to).compilation
        page = documents.build(
            seen, name, of=of, draft=draft, audience=audience, release_to=release_to, language=language
        )
        for job in group:
            files[job.file] = formats.write(page, job.form)
    except documents.Mistaken as mistaken:
        return Made({}, mistake=mistaken.finding)
    except Untranslated as error:
        return Made({}, f"{job.document}: {error}")
    except formats.Unwritable as error:
        return Made({}, f"{job.file.name}: {error}")
    return Made(files)
