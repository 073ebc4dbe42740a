"""Finds the language and its vocabulary, `grammar/` and `stdlib/`, shipped inside the package or in a checkout."""

from __future__ import annotations

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
    return _place(name).read_text(encoding="utf-8").replace("\r\n", "\n")


def folder(name: str) -> str:
    """Where a folder stands, for libraries that read it themselves."""
    return str(_place(name))


def tree(folder: str) -> dict[str, str]:
    """The text of every file below a folder, by its path relative to it, in the order of the paths."""
    root = _place(folder)
    files = sorted(path for path in root.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(root).as_posix(): text(f"{folder}/{path.relative_to(root).as_posix()}") for path in files}
