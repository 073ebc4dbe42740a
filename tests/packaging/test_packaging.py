"""Packaging: the wheel holds what is tracked and nothing else, and works where nothing but its dependencies is."""

from __future__ import annotations

import os
import site
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from pkdsl.documents import everything

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """The wheel, built from a copy of what is tracked, without asking any registry."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for path in tracked():
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        (source / path).write_bytes((ROOT / path).read_bytes())
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--no-deps",
        "--no-index",
        "--no-build-isolation",
        "-q",
        "-w",
        str(out),
        str(source),
    ]
    subprocess.run(command, check=True)
    (built,) = out.glob("*.whl")
    return built


def tracked() -> list[str]:
    """Every tracked file that is there."""
    command = ["git", "ls-files", "-z"]  # the one of whoever runs the tests
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [path for path in done.stdout.split("\0") if path and (ROOT / path).is_file()]


def test_the_wheel_holds_what_is_tracked(wheel):
    wanted = {
        path if path.startswith("pkdsl/") else f"pkdsl/_data/{path}"
        for path in tracked()
        if path.startswith(("pkdsl/", "grammar/", "stdlib/"))
    }
    with zipfile.ZipFile(wheel) as archive:
        members = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert members == wanted


def test_the_wheel_says_what_it_is(wheel):
    with zipfile.ZipFile(wheel) as archive:
        (path,) = (name for name in archive.namelist() if name.endswith("/METADATA"))
        metadata = archive.read(path).decode()
        licences = {name.rpartition("/")[2] for name in archive.namelist() if "/licenses/" in name}
    assert licences == {"LICENSE", "OFL.txt", "milsymbol.LICENSE", "countries-50m.LICENSE"}
    head = metadata.split("\n\n")[0].split("\n")
    assert "License-Expression: Apache-2.0 AND OFL-1.1 AND MIT AND ISC" in head
    assert "Requires-Python: >=3.11" in head
    required = [line for line in head if line.startswith("Requires-Dist: ") and "extra ==" not in line]
    assert required
    assert all(">=" in line and "<" not in line.replace(">=", "") for line in required)


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Path:
    """pkdsl in an environment that has its dependencies, but not this checkout."""
    home = tmp_path_factory.mktemp("empty")
    subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
    python = home / ("Scripts" if os.name == "nt" else "bin") / "python"
    subprocess.run([python, "-m", "pip", "install", "--no-index", "--no-deps", "-q", str(wheel)], check=True)
    where = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
    )
    libraries = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib"), *site.getsitepackages()}
    Path(where.stdout.strip(), "dependencies.pth").write_text("\n".join(sorted(libraries)))
    return python.with_name("pkdsl")


def run(program: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run([program, *arguments], cwd=cwd, env=env, capture_output=True, text=True, check=False)


def test_an_installed_pkdsl_finds_its_language_and_library(installed, tmp_path):
    assert run(installed, "--version", cwd=tmp_path).returncode == 0
    assert "BUD-003" in run(installed, "explain", "--list", cwd=tmp_path).stdout
    assert '"un"' in run(installed, "version", "--json", cwd=tmp_path).stdout


def test_an_installed_pkdsl_checks_and_renders_an_example(installed, tmp_path):
    example = ROOT / "examples" / "unsmok"
    check = run(installed, "check", str(example), cwd=tmp_path)
    assert check.returncode == 0, check.stdout[-2_000:] + check.stderr
    render = run(installed, "-C", str(example), "render", "--all", "-o", str(tmp_path / "out"), cwd=tmp_path)
    assert render.returncode == 0, render.stderr
    written = {(p.name.split(".")[0], p.suffix) for p in (tmp_path / "out").iterdir()}
    names = {*everything(), *(path.name.split(".")[0] for path in (example / "templates").glob("*.md.j2"))}
    assert written == {(name, ending) for name in names for ending in (".html", ".md")}


def test_an_installed_pkdsl_starts_a_plan(installed, tmp_path):
    assert run(installed, "init", "new", cwd=tmp_path).returncode == 0
    check = run(installed, "check", "new", cwd=tmp_path)
    assert check.returncode == 0, check.stdout + check.stderr
