"""What all measures share: CPU time of stages and of whole processes."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

import pytest

from pages import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

TRIES = 3
"""The best of so many counts: whatever else the machine does can only slow a try down."""


@pytest.fixture
def seconds() -> Callable[[Callable[[], object]], float]:
    """CPU seconds of an act in this process."""

    def measured(act: Callable[[], object]) -> float:
        times = []
        for _ in range(TRIES):
            started = process_time()
            act()
            times.append(process_time() - started)
        return min(times)

    return measured


@pytest.fixture
def whole(tmp_path: Path) -> Callable[..., float]:
    """CPU seconds of a whole process, start and imports counted: Python's, unless another program is named.

    What it keeps for later, it keeps in the test's folder: compiled modules, as an installed package has them, and the
    trees of the shipped library. The first try makes both, and the best try counts.
    """

    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "PYTHONPYCACHEPREFIX": str(tmp_path / "modules"),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def measured(*arguments: str, program: str = sys.executable) -> float:
        times = []
        for _ in range(TRIES):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            done = subprocess.run(
                [program, *arguments], cwd=tmp_path, env=environment, check=False, capture_output=True
            )
            assert done.returncode in {0, 1}, done.stderr.decode()[-500:]
            assert b"Traceback" not in done.stderr
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        return min(times)

    return measured
