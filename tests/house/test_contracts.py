"""The import contracts: each is broken on purpose once, and seen to break."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


def lint(folder: Path) -> str:
    """What import-linter says about the package in a folder."""
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"], cwd=folder, capture_output=True, text=True,
        check=False, env={**os.environ, "PYTHONPATH": str(folder)},
    )  # fmt: skip
    return done.stdout


@pytest.fixture(scope="module")
def package(tmp_path_factory) -> Path:
    """A copy that may be spoiled."""
    folder = tmp_path_factory.mktemp("house")
    shutil.copytree(ROOT / "pkdsl", folder / "pkdsl", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


@pytest.mark.parametrize(
    ("contract", "module", "line"),
    [
        ("Rooms build on lower rooms only", "values/__init__.py", "import pkdsl.plan.plan"),
        ("Rooms build on lower rooms only", "syntax/__init__.py", "import pkdsl.values"),
        ("Below the workspace nobody touches the machine", "plan/bind.py", "import os"),
        ("Below the workspace nobody touches the machine", "report/text.py", "import time"),
        ("Only syntax knows the parser", "ide/format.py", "import lark"),
        ("Only lsp knows the editor protocol", "cli/check.py", "import pygls"),
        ("Facts do not know each other", "facts/strength.py", "import pkdsl.facts.trace"),
        ("No package has a cycle inside", "workspace/files.py", "import pkdsl.workspace.plan"),
    ],
)
def test_a_contract_breaks_when_it_is_broken(package, contract, module, line):
    path = package / "pkdsl" / module
    before = path.read_text(encoding="utf-8")
    try:
        path.write_text(f"{before}\n{line}\n", encoding="utf-8")
        assert f"{contract} BROKEN" in lint(package)
    finally:
        path.write_text(before, encoding="utf-8")


def test_a_new_room_needs_a_place(package):
    path = package / "pkdsl" / "annex.py"
    try:
        path.write_text('"""A room that nobody gave a place."""\n', encoding="utf-8")
        assert "annex" in lint(package)
    finally:
        path.unlink()
