"""What all tests share: the folders of the repository, a way to run pkdsl, and how thoroughly laws are tried."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent

# The same examples in every run, so that a change is judged by what it changed; `--hypothesis-profile=search` looks
# further with new ones.
settings.register_profile("ci", max_examples=300, derandomize=True, deadline=None, database=None)
settings.register_profile("quick", max_examples=30, derandomize=True, deadline=None, database=None)
settings.register_profile("search", max_examples=3_000, deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "quick")


class Run(NamedTuple):
    """What a run of pkdsl came to."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep what tests check out of the cache of whoever runs them."""
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture
def pkdsl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    """Run a command line in the test's folder, and get its exit code and what it said."""
    from pkdsl.cli import main

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")

    def run(*arguments: str, stdin: bytes | str = b"") -> Run:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        capsys.readouterr()
        code = main(list(arguments))
        return Run(code, *capsys.readouterr())

    return run


@pytest.fixture
def plan(tmp_path: Path) -> Callable[[dict[str, str | bytes]], Path]:
    """Write a plan's files into the test's folder; a pkdsl.toml is added where there is none."""

    def write(files: dict[str, str | bytes]) -> Path:
        for name, content in {"pkdsl.toml": "", **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return write
