"""Writes a set of files whole or not at all: whatever happens, a reader finds the old text or the new one."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


class Refused(Exception):  # noqa: N818 -- it says what happened; the shell turns it into exit code 5
    """Writing there would not be safe."""


def replace_all(files: Mapping[Path, bytes]) -> None:
    """Write every file, or, if one of them cannot be written, none."""
    for path in files:
        _refuse_links(path)
    staged: dict[Path, Path] = {}
    made = [folder for folder in sorted({p.parent for p in files}) for folder in _make(folder)]
    kept: dict[Path, Path | None] = {}
    try:
        for path, data in files.items():
            staged[path] = _beside(path)
            _write(staged[path], data, like=path)
        for path in files:
            kept[path] = _keep(path)
            staged[path].replace(path)
        for folder in {path.parent for path in files}:
            _settle(folder)
    except BaseException:
        _undo(kept)
        _remove(staged.values())
        for folder in reversed(made):
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise
    _remove(old for old in kept.values() if old)


def _refuse_links(path: Path) -> None:
    """A link or a file with several names may be somebody else's file."""
    if path.is_symlink():
        raise Refused(f"`{path}` is a link; pkdsl writes plain files only. Remove the link or name its target.")
    if path.exists() and not path.is_file():
        raise Refused(f"`{path}` is not a plain file; pkdsl will not write over it.")
    if path.exists() and path.stat().st_nlink > 1:
        raise Refused(f"`{path}` has a second name (a hard link); pkdsl will not write to both. Copy it first.")


def _make(folder: Path) -> list[Path]:
    """The folders that had to be made, outermost first."""
    missing = [f for f in (folder, *folder.parents) if not f.exists()][::-1]
    for each in missing:
        each.mkdir(exist_ok=True)
    return missing


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}.tmp")


def _write(path: Path, data: bytes, *, like: Path) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o666)
    with os.fdopen(descriptor, "wb") as file:
        if like.exists():
            path.chmod(like.stat().st_mode & 0o7777)
        file.write(data)
        file.flush()
        os.fsync(descriptor)


def _keep(path: Path) -> Path | None:
    """A second name for the old file, to go back to; nothing if there is no old file."""
    if not path.exists():
        return None
    old = _beside(path)
    try:
        old.hardlink_to(path)
    except OSError:  # a file system without hard links
        shutil.copy2(path, old)
    return old


def _settle(folder: Path) -> None:
    """Make the renames last; systems that cannot sync a folder need not."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _undo(kept: Mapping[Path, Path | None]) -> None:
    for path, old in kept.items():
        with contextlib.suppress(OSError):
            if old is None:
                path.unlink(missing_ok=True)
            else:
                old.replace(path)
                old.unlink(missing_ok=True)  # renaming a file onto its own second name leaves both


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
