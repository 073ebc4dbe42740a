"""What commands that write files share: for whom, and how it is told what was written."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from pkdsl.cli._session import Session
    from pkdsl.compiler import Compilation
    from pkdsl.plan.plan import Plan

release_option = click.option(
    "--release-to", metavar="WHOM", multiple=True,
    help="Leave out what may not be released to them: a state by its code, a partner or an agency by its name.",
)  # fmt: skip
"""For whom outside the mission files are written."""
NAMED = 30
"""Of more files than these, nobody reads the names."""


def cleared(marking: str) -> str:
    """The marking that readers are cleared for; none is said for those who may see everything."""
    from pkdsl.diagnostics.nearest import did_you_mean
    from pkdsl.documents import MARKINGS

    if marking and marking not in MARKINGS:
        raise click.UsageError(
            f"There is no marking `{marking}`; there are {', '.join(MARKINGS)}.{did_you_mean(marking, MARKINGS)}"
        )
    return marking


def readers(compilation: Compilation, names: Iterable[str], audience: str) -> tuple[str, ...]:
    """Those outside the mission whom some words name, each one by itself or with commas between, as plans refer to them."""
    wanted = {word.strip() for name in names for word in name.split(",")}
    if not wanted:
        return ()
    from pkdsl.entities.coordination import Agency
    from pkdsl.entities.money import Partner

    seen = (compilation.seen_by(audience) if audience else compilation).plan
    known = [one for kind in (Partner, Agency) for one in seen.all(kind) if not seen.hides(one)]
    paths = {seen.path_of(one): seen.node_of(one).name for one in known}
    return tuple(sorted({_reader(word, seen, paths) for word in wanted}))


def _reader(word: str, plan: Plan, paths: Mapping[str, str]) -> str:
    """The path of a partner or an agency, else the code of a state; an empty word is nobody's, and never all's."""
    from pkdsl.diagnostics.nearest import did_you_mean

    if not word:
        raise click.UsageError("Say to whom it is released: a state by its code, a partner or an agency by its name.")
    found = [path for path, name in paths.items() if word in {path, name}]
    if len(found) > 1:
        raise click.UsageError(f"`{word}` may be {' or '.join(f'`{path}`' for path in found)}; give the whole of it.")
    if found:
        return found[0]
    if plan.fitter.known("states", word.upper()):
        return word.upper()
    meant = did_you_mean(word, tuple(paths.values())) or plan.fitter.meant("states", word)
    raise click.UsageError(f"`{word}` is no state, and no partner or agency that these readers know.{meant}")


def told(session: Session, verb: str, files: Iterable[Path]) -> None:
    """Name the files; of many, how many lie in which folder."""
    paths = list(files)
    if len(paths) <= NAMED:
        for file in paths:
            session.note(f"{verb} {shown(file)}")
        return
    for folder, count in Counter(file.parent for file in paths).items():
        session.note(f"{verb} {count} files in {shown(folder)}")


def shown(file: Path) -> str:
    """A file as it is told: from here, where it lies below."""
    from pathlib import Path

    here = Path.cwd()
    return str(file.relative_to(here) if file.is_relative_to(here) else file)
