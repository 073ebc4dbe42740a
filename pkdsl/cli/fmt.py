"""`pkdsl fmt`: one style, no options."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, NamedTuple

import click

from pkdsl.cli._options import plan_options

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pkdsl.cli._session import Session
    from pkdsl.ide.format import Formatted
    from pkdsl.workspace import File, Reading


class Change(NamedTuple):
    """A file, and what it becomes."""

    path: Path
    file: File
    formatted: Formatted

    @property
    def is_change(self) -> bool:
        """Whether the file is not in the one style yet."""
        return self.formatted.text != self.file.source.text

    @property
    def data(self) -> bytes:
        """The new bytes, with the line ends of the old."""
        return self.formatted.text.replace("\n", self.file.newline).encode()


@click.command(short_help="Lay out plan text in the one style.")
@click.argument("paths", nargs=-1, metavar="[PATH…]")
@click.option("--check", is_flag=True, help="Change nothing; exit with 1 if a file is not in the style.")
@click.option("--diff", is_flag=True, help="Change nothing; show what would change.")
@plan_options
@click.pass_obj
def command(session: Session, paths: tuple[str, ...], *, check: bool, diff: bool) -> int:
    """Lay out plan text in the one style. No comment is lost and no meaning changes.

    PATH is a plan's folder, a file of one, a .pk file of its own, or - for standard input, whose text goes to standard
    output. In .pk.md files only the pk fences are laid out. A file with SYN findings is left as it is.
    """
    from pkdsl.cli._exits import Exit, exit_code, first
    from pkdsl.report import Report

    changes = [change for plan in _readings(session, paths) for change in _changes(*plan)]
    changed = [change for change in changes if change.is_change]
    if diff:
        session.put("".join(_difference(change) for change in changed))
    elif not check:
        _write(session, paths, changes, changed)
    _say(session, changes, changed, verb="would change" if check or diff else "changed")
    findings = tuple(finding for change in changes for finding in change.formatted.findings)
    code = exit_code(findings, ())
    if findings:
        session.tell(Report(tuple(sorted(findings, key=lambda f: f.order)), exit_code=code))
    return first((code, Exit.FINDINGS if check and changed else Exit.DONE))


def _readings(session: Session, paths: tuple[str, ...]) -> Iterator[tuple[Reading, frozenset[str]]]:
    from pkdsl.cli._plans import named, opened

    for plan in named(session, paths):
        yield opened(session, plan), plan.files


def _changes(reading: Reading, files: frozenset[str]) -> Iterator[Change]:
    from pkdsl.ide.format import format_source

    for path, file in reading.files.items():
        if path.endswith((".pk", ".pk.md")) and (not files or file.source.path in files):
            yield Change(reading.root.folder / path, file, format_source(file.source))


def _write(session: Session, paths: tuple[str, ...], changes: list[Change], changed: list[Change]) -> None:
    from pkdsl.workspace import replace_all

    if "-" in paths:
        session.put("".join(change.formatted.text for change in changes))
    else:
        replace_all({change.path: change.data for change in changed})


def _difference(change: Change) -> str:
    path = change.file.source.path
    before, after = (re.findall(r"[^\n]*\n|[^\n]+", text) for text in (change.file.source.text, change.formatted.text))
    lines = difflib.unified_diff(before, after, path, f"{path} (in style)")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _say(session: Session, changes: list[Change], changed: list[Change], *, verb: str) -> None:
    for change in changed:
        session.note(f"{verb} {change.file.source.path}")
    kept = len(changes) - len(changed)
    session.note(f"{len(changed)} {verb}, {kept} as {'they are' if kept != 1 else 'it is'}")
