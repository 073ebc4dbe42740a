"""What an earlier run found out, kept outside every repository; a missing or doubtful entry only costs time.

An entry is JSON in `$XDG_CACHE_HOME/pkdsl`, in a folder that is its owner's alone. It repeats its own key and the digest
of its content, so that an entry that was cut short, swapped or planted is no entry.
"""

from __future__ import annotations

import json
import os
import stat
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pkdsl import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BYTES = 32 * 1024 * 1024
"""Larger entries are not read."""
MOST_ENTRIES = 64
"""How many outcomes are kept; the oldest go first."""
PROGRAM = Path(__file__).resolve().parent.parent


def key_of(*parts: object) -> str:
    """The name of an entry: the digest of the program, its library, and all that the result depends on."""
    digest = sha256(program().encode())
    for part in parts:
        text = repr(part).encode("utf-8", "surrogatepass")
        digest.update(len(text).to_bytes(8, "big"))
        digest.update(text)
    return digest.hexdigest()


@cache
def program() -> str:
    """What tells this program from every other: its version, and size and time of each of its files."""
    folders = (PROGRAM, PROGRAM.parent / "stdlib", PROGRAM.parent / "grammar")
    files = sorted(line for folder in folders if folder.is_dir() for line in _files(str(folder)))
    return "\n".join((__version__, *files))


def _files(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _files(entry.path)
            else:
                status = entry.stat()
                yield f"{entry.path} {status.st_size} {status.st_mtime_ns}"


def load(key: str) -> Any:  # noqa: ANN401 -- whatever was stored
    """The content of an entry; None where there is none that can be trusted."""
    folder = _folder()
    if folder is None:
        return None
    try:
        entry = json.loads(_read(folder / f"{key}.json"))
        content = entry["content"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if entry.get("key") != key or entry.get("digest") != sha256(content.encode()).hexdigest():
        return None
    return json.loads(content)


def store(key: str, value: Any) -> None:  # noqa: ANN401 -- anything that JSON can say
    """Keep a result; a disk that is full or closed is no mistake of the planner's."""
    folder = _folder()
    if folder is None:
        return
    import tempfile  # noqa: PLC0415 -- what is only read needs no names for new files

    content = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    entry = {"key": key, "digest": sha256(content.encode()).hexdigest(), "content": content}
    try:
        handle, name = tempfile.mkstemp(dir=folder, suffix=".part")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(entry, file, ensure_ascii=False)
            Path(name).replace(folder / f"{key}.json")
            _forget(folder)
        except OSError:
            Path(name).unlink(missing_ok=True)
    except OSError:
        return


def _folder() -> Path | None:
    """The folder of all entries, if it is ours and nobody else can write there."""
    home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111 -- a home may be missing
    folder = Path(home) / "pkdsl"
    if not folder.is_absolute():
        return None
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.lstat()
    except OSError:
        return None
    ours = not hasattr(os, "getuid") or status.st_uid == os.getuid()
    closed = not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return folder if stat.S_ISDIR(status.st_mode) and ours and closed else None


def _forget(folder: Path) -> None:
    """Drop the oldest entries when there are too many."""
    entries = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
    for path in entries[:-MOST_ENTRIES]:
        path.unlink(missing_ok=True)


def _read(path: Path) -> str:
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    with os.fdopen(handle, encoding="utf-8") as file:
        if os.fstat(handle).st_size > MOST_BYTES:
            message = "larger than any entry"
            raise ValueError(message)
        return file.read()
