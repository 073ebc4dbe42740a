"""Walks a plan's folder: which files belong to the plan, and which only look as if they did."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from pkdsl.workspace.files import not_a_file, outside

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pkdsl.diagnostics import Finding

CONFIGURATION = "pkdsl.toml"
PLAN_TEXT = (".pk", ".pk.md")
READ = (*PLAN_TEXT, ".csv")
TEMPLATES, WORDS = "templates/", ".md.j2"
"""The folder of a plan's own templates, and how they are called."""
NOT_PLAN = frozenset({"out", "tests"})
"""Folders of a plan that hold no plan: what was rendered, and the plan's own tests."""


class Walk(NamedTuple):
    """Paths relative to the root, with `/`, sorted; and what was refused on the way."""

    paths: tuple[str, ...]
    findings: tuple[Finding, ...]


def walk(root: Path, *, besides: frozenset[str] = frozenset(), shown: str = "") -> Walk:
    """All files of the plan at `root`, leaving out the folders `besides`; findings show paths with `shown` before."""
    paths: list[str] = []
    findings: list[Finding] = []
    folders = [""]
    while folders:
        folder = folders.pop()
        for entry in _entries(root / folder):
            relative = f"{folder}{entry.name}"
            if entry.is_symlink():
                findings.extend(_link(entry, root, relative, shown))
            elif entry.is_dir():
                findings.extend(_folder(entry, f"{shown}{relative}"))
                folders.extend([f"{relative}/"] if relative not in besides and _is_of_plan(entry) else [])
            elif is_read(relative):
                paths.append(relative)
    return Walk(tuple(sorted(paths)), tuple(findings))


def is_read(path: str) -> bool:
    """Whether a file of a plan is one that pkdsl reads."""
    return path.endswith(READ) or is_template(path)


def is_template(path: str) -> bool:
    """Whether it is a template of the plan's own."""
    return path.startswith(TEMPLATES) and path.endswith(WORDS)


def belongs(root: Path, file: Path) -> bool:
    """Whether a walk of `root` would come to `file`."""
    *folders, name = file.relative_to(root).parts
    return name.endswith(PLAN_TEXT) and not any(part.startswith(".") or part in NOT_PLAN for part in (*folders, name))


def is_inside(path: Path | str, root: Path) -> bool:
    """Whether `path`, all links followed, lies in `root`."""
    home = os.path.realpath(root)
    return os.path.commonpath((os.path.realpath(path), home)) == home


def stays_inside(path: str, root: Path) -> bool:
    """Whether a path that a plan names leads neither by `..`, nor from a root, nor by a link out of the plan."""
    parts = path.replace("\\", "/").split("/")
    return not path.startswith(("/", "~")) and ".." not in parts and ":" not in path and is_inside(root / path, root)


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted((e for e in entries if not e.name.startswith(".")), key=lambda e: e.name)


def _is_of_plan(folder: os.DirEntry[str]) -> bool:
    return folder.name not in NOT_PLAN and not os.path.lexists(f"{folder.path}/{CONFIGURATION}")


def _folder(entry: os.DirEntry[str], shown: str) -> Iterator[Finding]:
    if entry.name.endswith(PLAN_TEXT):
        yield not_a_file(shown, "a folder")


def _link(entry: os.DirEntry[str], root: Path, relative: str, before: str) -> Iterator[Finding]:
    """A link to a file or folder of the plan says nothing new and is passed over; one that leaves it is refused."""
    shown = f"{before}{relative}"
    if not is_read(relative) and not entry.is_dir():
        return
    if not is_inside(entry.path, root):
        yield outside(shown, f"The link `{shown}`")
    elif not os.path.lexists(os.path.realpath(entry.path)):
        yield not_a_file(shown, "a link to nothing")
