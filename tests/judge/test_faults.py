"""The plan of planted faults: each is found where it is marked, nothing else is, and its page tells of every one."""

from __future__ import annotations

import re
from functools import cache

from pages import EXPECTED, ROOT
from pkdsl.compiler import compile as compile_world
from pkdsl.workspace import Request, find, read

FAULTS = ROOT / "examples" / "unsmok-faults"
CODE = re.compile(r"[A-Z][A-Z0-9]{1,3}-[0-9]{3}")


@cache
def found() -> dict[tuple[str, int, str], str]:
    """Each finding by file, line and code, what cannot be judged among them."""
    findings = compile_world(read(find(FAULTS), Request()).world).findings
    return {(f.span.source.path, f.span.position.line, f.code): f"{f.severity} {f.message}" for f in findings if f.span}


def planted() -> set[tuple[str, int, str]]:
    return {
        (path.name, number, code)
        for path in sorted(FAULTS.glob("*.pk"))
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1)
        for match in EXPECTED.finditer(line)
        for code in CODE.findall(match[1])
    }


def test_every_planted_fault_is_found_and_nothing_else():
    assert sorted(planted() - set(found())) == [], "planted, and not found there"
    assert {place: found()[place] for place in sorted(set(found()) - planted())} == {}, "found, and not planted"


def test_the_page_names_every_planted_fault():
    page = (FAULTS / "README.md").read_text(encoding="utf-8")
    named = {code for line in page.split("\n") if line.startswith("|") for code in CODE.findall(line)}
    assert named == {code for _, _, code in planted()}
