"""Hostile input: each case gives a clear located finding and the right exit code; nothing is written, nothing crashes.

A case is a file of `cases/`: what it is `about`, the `exit` code, the findings about building the plan that it `finds`
(code and place), the files (`text`, or `hex`, `times` over) and what to `make` besides (link, folder, pipe, unreadable).
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import resource
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from pkdsl.report import BUILD

CASES = sorted((Path(__file__).parent / "cases").glob("*.toml"))
EXITS = {0, 1, 2, 3, 4, 5}
SECONDS, BYTES = 60, 2 * 1024**3
DROP_FROM_BOUND, RIGHTS = 24, (1, 2)
"""Of Linux: how a process gives up rights of its children for good, and the two rights to read what may not be read."""


@pytest.fixture(params=CASES, ids=lambda path: path.stem)
def case(request, tmp_path):
    """The case, its plan laid out in the test's folder."""
    data = tomllib.loads(request.param.read_text(encoding="utf-8"))
    (tmp_path / "pkdsl.toml").write_bytes(b"")
    for file in data.get("file", ()):
        content = bytes.fromhex(file["hex"]) if "hex" in file else file["text"].encode()
        path = tmp_path / file["path"]
        known = path.read_bytes() if path.exists() else b""
        path.write_bytes(known + content * file.get("times", 1))
    for thing in data.get("make", ()):
        make(tmp_path / thing["path"], thing)
    return data


def make(path: Path, thing: dict[str, str]) -> None:
    match thing["kind"]:
        case "link":
            path.symlink_to(thing["target"])
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "unreadable":
            path.chmod(0)


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """pkdsl in a process of its own, with limits, and without the right to read what may not be read."""

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
        if sys.platform == "linux" and os.geteuid() == 0:
            for right in RIGHTS:
                ctypes.CDLL(None).prctl(DROP_FROM_BOUND, right, 0, 0, 0)

    return subprocess.run(
        [sys.executable, "-m", "pkdsl", *arguments], cwd=folder, capture_output=True, check=False, preexec_fn=limited,
        timeout=10 * SECONDS,
    )  # fmt: skip


def state(folder: Path) -> dict[str, str]:
    """What lies in the folder, by path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() if _readable(path) else "?"
        for path in sorted(folder.rglob("*"))
        if not path.is_symlink()
    }


def _readable(path: Path) -> bool:
    return path.is_file() and os.access(path, os.R_OK)


def check_manners(done: subprocess.CompletedProcess[bytes], more: str = "") -> None:
    """What holds however hostile the input was."""
    assert done.returncode in EXITS, done.stderr[-2_000:]
    text = (done.stdout + done.stderr).decode("utf-8") + more
    assert not any(word in text for word in ("Traceback", "RecursionError", "MemoryError"))
    assert len(done.stderr) < 64 * 1024
    assert len(text) < 4 * 1024 * 1024
    assert max(map(len, text.split("\n"))) < 2_200
    assert all(character == "\n" or character.isprintable() for character in text)


def places(document: dict) -> list[str]:
    """The findings about building the plan, with their places."""
    found = [row for row in document["findings"] if row["code"].startswith(BUILD)]
    return [
        f"{r['code']} {r['place']['path']}:{r['place']['start']['line']}:{r['place']['start']['column']}" for r in found
    ]


def test_check(case, tmp_path, tmp_path_factory):
    text = tmp_path_factory.mktemp("report") / "findings.txt"
    before = state(tmp_path)
    done = run(tmp_path, "check", "--format", "json", "--format", f"text={text}", "--select", "SYN")
    check_manners(done, text.read_text(encoding="utf-8"))
    document = json.loads(done.stdout)
    assert document["exit_code"] == done.returncode
    if case["finds"] or not case["exit"]:
        assert places(document) == case["finds"]
    assert done.returncode == case["exit"], places(document)
    assert bool(places(document)) == bool(case["exit"])
    assert state(tmp_path) == before


def test_what_was_refused_is_neither_laid_out_nor_printed(case, tmp_path):
    before = state(tmp_path)
    done = run(tmp_path, "fmt")
    check_manners(done)
    changed = {path for path, print_ in state(tmp_path).items() if before.get(path) != print_}
    assert not any(f"{path}:" in done.stdout.decode() for path in changed)
    before = state(tmp_path)
    done = run(tmp_path, "render", "fact_sheet", "--format", "html")
    check_manners(done)
    if case["exit"]:
        assert done.returncode == case["exit"]
        assert state(tmp_path) == before
