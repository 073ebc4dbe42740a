"""Finds the language and its vocabulary, `grammar/` and `stdlib/`, shipped inside the package or in a checkout."""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_OUTSIDE = ("grammar", "stdlib")
"""Folders that stand beside `pkdsl/` in a checkout, and in `pkdsl/_data/` when installed."""


def _place(name: str) -> Path:
    if name.split("/", 1)[0] not in _OUTSIDE:
        return _PACKAGE / name
    shipped = _PACKAGE / "_data" / name
    return shipped if shipped.exists() else _PACKAGE.parent / name


def exists(name: str) -> bool:
    """Whether there is such a file or folder."""
    return _place(name).exists()


def text(name: str) -> str:
    """The text of one file: `grammar/pkdsl.lark`, `stdlib/units.pk`, or, inside the package, `syntax/tables.json`."""
    return _read(_place(name))


def _read(path: Path | str) -> str:
    with open(path, encoding="utf-8") as file:  # noqa: PTH123 -- two hundred rule pages are read by their names
        return file.read()


def names(folder: str) -> list[str]:
    """The paths of all files below a folder, relative to it, in their order; those that begin with a dot are nobody's."""
    root = str(_place(folder))
    found = ((os.path.relpath(home, root), file) for home, _, files in os.walk(root) for file in files)
    whole = (f"{home}/{file}" if home != "." else file for home, file in found if not file.startswith("."))
    return sorted((path.replace(os.sep, "/") for path in whole), key=lambda path: path.split("/"))


def folder(name: str) -> str:
    """Where a folder stands, for libraries that read it themselves."""
    return str(_place(name))


def tree(folder: str) -> dict[str, str]:
    """The text of every file below a folder, by its path relative to it, in the order of the paths."""
    root = _place(folder)
    return {path: _read(f"{root}/{path}") for path in names(folder)}
