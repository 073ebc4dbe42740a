"""The same page gives the same bytes in every format, wherever and whenever it is written."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256

import pytest

from pages import ROOT
from papers import WHOLE, document
from pkdsl import formats

PROGRAM = """
from hashlib import sha256
from papers import WHOLE, document
from pkdsl import formats
for name in formats.everything():
    page = document(*WHOLE, layout="brief" if name == "pptx" else "paper")
    print(name, sha256(formats.write(page, name)).hexdigest())
"""
PLACES = [
    {"TZ": "UTC", "LANG": "C", "PYTHONHASHSEED": "0"},
    {"TZ": "Pacific/Kiritimati", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "1"},
    {
        "TZ": "America/St_Johns",
        "LANG": "ar_EG.UTF-8",
        "LC_ALL": "ar_EG.UTF-8",
        "PYTHONHASHSEED": "77",
        "HOME": "/nowhere",
    },
]


def here() -> str:
    lines = []
    for name in formats.everything():
        page = document(*WHOLE, layout="brief" if name == "pptx" else "paper")
        lines.append(f"{name} {sha256(formats.write(page, name)).hexdigest()}\n")
    return "".join(lines)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place["TZ"])
def test_zone_language_and_order_of_hashes_change_nothing(place, tmp_path):
    environment = {**os.environ, **place, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests")))}
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == here()
