"""Reads one file of a plan: a plain file of readable size, in UTF-8, that lies where it says."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pkdsl.diagnostics import Finding, Severity, Source, Span

if TYPE_CHECKING:
    from pathlib import Path

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read at most. A plan may lower a limit in `[limits]`; only the person who runs pkdsl raises one."""

    file_bytes: int = 8 * MEBIBYTE
    plan_bytes: int = 256 * MEBIBYTE
    files: int = 20_000


@dataclass(frozen=True, slots=True)
class File:
    """A file as text, and the line ends with which it is written back."""

    source: Source
    newline: str = "\n"


def read_file(root: Path, relative: str, *, shown: str, limit: int) -> File | Finding:
    """The file at `relative` below `root`, no component of which is a link; `shown` is its path in findings."""
    try:
        data = _read_bytes(root, relative, limit)
    except OSError as error:
        return _unreadable(shown, error)
    if data is None:
        return _about(shown, "PKG-003", "not-a-file", f"`{shown}` is not a plain file; pkdsl reads plain files only.")
    if len(data) > limit:
        return too_large(shown, "file_bytes", limit)
    return decode(data, shown)


def decode(data: bytes, shown: str) -> File | Finding:
    r"""The bytes as text: UTF-8, without byte-order mark, with `\n` line ends."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"} or data[:4].count(0) in {2, 3}:
        return _about(
            shown, "SYN-006", "not-utf-8", f"`{shown}` is UTF-16 or UTF-32; plans are UTF-8. Save it as UTF-8."
        )
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(data, error.start, shown)
    newline = "\r\n" if "\r\n" in text else "\n"
    return File(Source(shown, text.replace("\r\n", "\n")), newline)


def too_large(shown: str, limit: str, value: int) -> Finding:
    """A limit of size was reached at this file."""
    what = {
        "file_bytes": f"`{shown}` is larger than {value} bytes, the most that one file may have",
        "plan_bytes": f"with `{shown}` the plan is larger than {value} bytes, the most that one plan may have",
        "files": f"`{shown}` is one file more than {value}, the most that one plan may have",
    }[limit]
    return _about(
        shown, "LIM-007", "too-large", f"{what[0].upper()}{what[1:]}.",
        f"split the plan, or run pkdsl with `--limit {limit}=…` (limit `{limit}`, now {value})",
    )  # fmt: skip


def outside(shown: str, what: str) -> Finding:
    """A path or link that leaves the plan."""
    return _about(
        shown, "PKG-002", "leaves-the-plan", f"{what} leads out of the plan's folder, so it is not read.",
        "copy what is needed into the plan's folder",
    )  # fmt: skip


def not_a_file(shown: str, what: str) -> Finding:
    """Something else has a name that says it is a file of the plan."""
    return _about(
        shown, "PKG-003", "not-a-file", f"`{shown}` is {what}; a plain file is wanted here.", "rename or remove it"
    )


def _read_bytes(root: Path, relative: str, limit: int) -> bytes | None:
    """At most one byte more than `limit`; nothing if it is no plain file."""
    descriptor = _open(root, relative.split("/"))
    with os.fdopen(descriptor, "rb") as file:
        return file.read(limit + 1) if stat.S_ISREG(os.fstat(descriptor).st_mode) else None


def _open(root: Path, parts: list[str]) -> int:
    """A descriptor of the file, reached folder by folder so that no link put there meanwhile is followed."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    if os.open not in os.supports_dir_fd:
        return os.open(root.joinpath(*parts), flags)
    folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for part in parts[:-1]:
            inner = os.open(part, flags | os.O_DIRECTORY, dir_fd=folder)
            os.close(folder)
            folder = inner
        return os.open(parts[-1], flags, dir_fd=folder)
    finally:
        os.close(folder)


def _unreadable(shown: str, error: OSError) -> Finding:
    if error.errno in {errno.ELOOP, errno.ENOTDIR, errno.EMLINK}:
        return outside(shown, f"`{shown}` is a link that")
    reason = {errno.EACCES: "no permission to read it", errno.ENOENT: "it is gone"}.get(
        error.errno or 0, error.strerror or "the system gave no reason"
    )
    return _about(shown, "PKG-006", "unreadable", f"`{shown}` could not be read: {reason}.")


def _not_utf8(data: bytes, at: int, shown: str) -> Finding:
    text = data.decode("utf-8", errors="replace").replace("\r\n", "\n")
    offset = len(data[:at].decode("utf-8", errors="replace").replace("\r\n", "\n"))
    return Finding(
        "SYN-006", Severity.ERROR, f"Byte 0x{data[at]:02X} is not UTF-8; plans are UTF-8.",
        Span(Source(shown, text), offset, offset + 1), "not-utf-8", detail=shown, help="save the file as UTF-8",
    )  # fmt: skip


def _about(shown: str, code: str, name: str, message: str, mend: str = "") -> Finding:
    """A finding about a file as a whole: what it contains is never shown."""
    return Finding(code, Severity.ERROR, message, Span(Source(shown, ""), 0, 0), name, detail=shown, help=mend)
