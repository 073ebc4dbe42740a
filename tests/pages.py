"""Markdown pages whose fences are plans: what they expect of the compiler, and what it says."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pkdsl import compiler
from pkdsl.diagnostics import Finding, Options, Package, Source, World
from pkdsl.workspace import shipped

ROOT = Path(__file__).parent.parent
FENCE = re.compile(r"^( *)```pk example[ \t]*\n(.*?)^\1```[ \t]*$", re.MULTILINE | re.DOTALL)
EXPECTED = re.compile(r"#~ ((?:[A-Z][A-Z0-9]{1,3}-[0-9]{3}[ ,]*)+)")
FRAME = """use un
let D = 2026-07-01
mission frame "Frame" { period: D .. +12 months  currency: USD  as_of: D }
"""
"""What stands around an example that declares no mission."""
COMPILER = {"SYN", "REF", "TYP", "VAL", "PKG", "TPL", "LIM", "WVR"}


class Example(NamedTuple):
    """One fence: the page it stands in, its first line there, and its text."""

    page: str
    line: int
    text: str

    @property
    def expected(self) -> list[tuple[str, int]]:
        """The findings it announces, as code and line of the example."""
        lines = enumerate(self.text.split("\n"), 1)
        return sorted(
            (code, n)
            for n, line in lines
            for m in EXPECTED.finditer(line)
            for code in re.findall(r"[A-Z][A-Z0-9]{1,3}-[0-9]{3}", m[1])
        )


def examples(path: str, text: str) -> list[Example]:
    """All fences tagged `pk example` of a page; those in a docstring are indented as a whole."""
    found = []
    for match in FENCE.finditer(text):
        indent = len(match[1])
        body = "".join(
            line[indent:] if line[:indent].isspace() or not indent else line
            for line in match[2].splitlines(keepends=True)
        )
        found.append(Example(path, text.count("\n", 0, match.start()) + 2, body))
    return found


def framed(text: str) -> str:
    """The text in the standard frame, where it declares no mission of its own."""
    return text if re.search(r"^\s*mission\b", text, re.MULTILINE) else FRAME + text


@cache
def library() -> World:
    """The shipped packages, units and rules."""
    return World(Package("", ()), **shipped())


def findings(example: Example, rules: tuple[Source, ...]) -> list[Finding]:
    """What the compiler and the given rules find in an example; what is not assessable is no finding."""
    world = library()
    plan = Package("", (Source("example.pk", framed(example.text)),))
    whole = World(plan, world.packages, world.units, rules, world.words, Options())
    played = compiler.compile_scenarios(whole, None if "scenario " in example.text else ())
    found = compiler.merged({name: compilation.findings for name, compilation in played.items()})
    return [finding for finding in found if str(finding.severity) != "not-assessable"]


def places(found: list[Finding], example: Example) -> list[tuple[str, int]]:
    """Findings as code and line of the example."""
    shift = FRAME.count("\n") if framed(example.text) != example.text else 0
    return sorted((f.code, f.span.position.line - shift if f.span else 0) for f in found)
