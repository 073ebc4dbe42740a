"""One plan breaks every rule exactly once: a rule that nobody can break is dead."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from pages import EXPECTED, ROOT
from pkdsl.compiler import compile as compile_world
from pkdsl.diagnostics import Severity
from pkdsl.workspace import Request, find, read

BREAKER = ROOT / "tests" / "golden" / "breaker"
CODE = re.compile(r"[A-Z][A-Z0-9]{1,3}-[0-9]{3}")
COUNTED = {"META-012"}
"""Pages without a rule whose findings are judged like a rule's."""
TOGETHER: dict[str, int] = {}
"""Rules that can only fail more than once in a plan that breaks all others, with how often and, beside it, why."""


def codes() -> set[str]:
    """The codes of all pages with a rule."""
    pages = (ROOT / "stdlib" / "rules").rglob("*.pk.md")
    return {
        match[0]
        for page in pages
        if "```pk\nrule " in page.read_text(encoding="utf-8") and (match := CODE.match(page.name))
    } | COUNTED


@cache
def found() -> tuple[tuple[str, str, int, str], ...]:
    """Each finding of the plan: its code, file, line and message."""
    findings = compile_world(read(find(BREAKER), Request()).world).findings
    return tuple(
        (f.code, f.span.source.path if f.span else "", f.span.position.line if f.span else 0, f.message)
        for f in findings
        if f.severity is not Severity.NOT_ASSESSABLE
    )


def told(chosen: set[str]) -> str:
    """The findings of some codes, a line each."""
    return "\n".join(f"{code} {file}:{line} {message}" for code, file, line, message in found() if code in chosen)


def test_every_rule_is_broken():
    missing = sorted(codes() - {code for code, *_ in found()})
    assert not missing, (
        f"nothing in tests/golden/breaker breaks {', '.join(missing)}; wound the plan there, and mark the line"
    )


def test_no_rule_is_broken_twice():
    times = Counter(code for code, *_ in found())
    wrong = {code for code, number in times.items() if number != TOGETHER.get(code, 1)}
    assert not wrong, told(wrong)


def test_nothing_else_is_found():
    other = {code for code, *_ in found()} - codes()
    assert not other, told(other)


def test_each_finding_stands_where_it_is_marked():
    marked = {
        (code, path.name, number)
        for path in sorted(BREAKER.glob("*.pk"))
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1)
        for match in EXPECTED.finditer(line)
        for code in CODE.findall(match[1])
    }
    there = {(code, file, line) for code, file, line, _ in found()}
    assert sorted(marked - there) == [], "marked, and not found there"
    assert sorted(there - marked) == [], "found, and not marked"
