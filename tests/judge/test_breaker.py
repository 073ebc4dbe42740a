"""One plan breaks every rule exactly once: a rule that nobody can break is dead."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from pages import EXPECTED, ROOT
from pkdsl.compiler import compile as compile_world
from pkdsl.diagnostics import Severity
from pkdsl.workspace import Request, find, read

if TYPE_CHECKING:
    from pkdsl.compiler import Compilation
    from pkdsl.diagnostics import Finding

BREAKER = ROOT / "tests" / "golden" / "breaker"
CODE = re.compile(r"[A-Z][A-Z0-9]{1,3}-[0-9]{3}")
COUNTED = {"META-012"}
"""Pages without a rule whose findings are judged like a rule's."""
TOGETHER: dict[str, int] = {}
"""Rules that can only fail more than once in a plan that breaks all others, with how often and, beside it, why."""
ELSEWHERE = {"MED-118"}
"""Rules that are broken by what such a plan must have: a hospital, without which the other medical rules are silent."""


def codes() -> set[str]:
    """The codes of all pages with a rule."""
    pages = (ROOT / "stdlib" / "rules").rglob("*.pk.md")
    return {
        match[0]
        for page in pages
        if "```pk\nrule " in page.read_text(encoding="utf-8") and (match := CODE.match(page.name))
    } - ELSEWHERE | COUNTED


@cache
def compiled() -> Compilation:
    """The plan, compiled once."""
    return compile_world(read(find(BREAKER), Request()).world)


@cache
def found() -> tuple[tuple[str, str, int, str], ...]:
    """Each finding of the plan: its code, file, line and message."""
    return tuple(
        (f.code, f.span.source.path if f.span else "", f.span.position.line if f.span else 0, f.message)
        for f in compiled().findings
        if f.severity is not Severity.NOT_ASSESSABLE
    )


WITHOUT_A_NUMBER = {
    # What is overdue today is mended by doing it now.
    "BUD-019", "BUD-024", "CIM-008", "LOG-022", "MED-112", "META-006", "META-009", "MON-006", "RSK-009", "TRN-004",
    # What is missing on the days that the finding names is no number: a way, an authority, a licence, a person.
    "C2-001", "C2-002", "C2-005", "C2-011", "COM-004", "COM-005", "DEP-011", "MED-115", "MND-004",
    # The plan lacks something, or several fields decide together.
    "ASM-004", "DEP-004", "LOG-007", "LOG-013", "LOG-023", "MED-101", "MON-004", "TRX-005",
}  # fmt: skip
"""Rules whose finding about time has no number in its mend, by the reason why."""
TIMED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9] days? (?:late|early|over|short)")


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


def test_a_finding_about_time_says_in_numbers_what_would_mend_it():
    timed = [f for f in compiled().findings if f.severity is not Severity.NOT_ASSESSABLE and TIMED.search(f.message)]
    numbered = {
        f.code
        for f in timed
        if re.search("[0-9]", " ".join((f.help, *(said.text for said in f.labels if "would do" in said.text))))
    }
    assert {f.code for f in timed} - numbered == WITHOUT_A_NUMBER


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


def test_without_the_policy_no_rule_measures_by_it() -> None:
    world = read(find(BREAKER), Request()).world
    packages = [
        replace(package, sources=tuple(text for text in package.sources if "policy_value " not in text.text))
        for package in world.packages.values()
    ]
    told = compile_world(replace(world, packages={package.name: package for package in packages})).findings
    said = {f.message for f in told if f.code not in COUNTED and not unassessable(f)}
    assert not [message for message in said if "not given" in message]
    assert {"ASM-001", "MED-112", "MON-010", "TRX-013"} <= {finding.code for finding in told if unassessable(finding)}


def unassessable(finding: Finding) -> bool:
    return finding.severity is Severity.NOT_ASSESSABLE
