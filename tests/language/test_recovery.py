"""One word left out of a real plan: the run ends, says little, and says it where the word is missing."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from pages import ROOT
from pkdsl.diagnostics import Finding, Severity, Source
from pkdsl.syntax import parse, tokens
from small import compiled

PLAN = ROOT / "examples" / "unsmok"
FILES = ("mandate.pk", "force.pk", "budget.pk")
SOURCES = {
    str(path.relative_to(PLAN)): Source(str(path.relative_to(PLAN)), path.read_text(encoding="utf-8"))
    for path in sorted(PLAN.rglob("*.pk*"))
    if path.name.endswith((".pk", ".pk.md"))
}
SAMPLE = 40
"""How many words of all three files are left out of a whole compilation."""
STEP = 16
"""The parser alone tries one word in so many; `pytest -m bench` tries all of them."""


class Told(NamedTuple):
    """What was found after words were left out one by one: how often anything, how much, and how often close by."""

    wrong: int
    findings: int
    near: int


def words(text: str) -> list[tuple[int, int]]:
    """The places of all words but comments and blanks."""
    return [
        (token.start, token.end)
        for token in tokens(Source("a.pk", text))
        if token.type not in {"BLANK", "COMMENT", "DOC"}
    ]


def is_near(finding: Finding, name: str, line: int) -> bool:
    """Whether a finding names the line, or one of its neighbours."""
    places = [finding.span, *(label.span for label in finding.labels)]
    return any(
        place is not None and place.source.path == name and abs(place.position.line - line) <= 1 for place in places
    )


def paths() -> list[str]:
    """The files of the plan that are tried, the three of the list or the three longest."""
    found = sorted(PLAN.rglob("*.pk"), key=lambda path: -path.stat().st_size)
    named = [path for path in found if path.name in FILES]
    return [str(path.relative_to(PLAN)) for path in (named if len(named) == len(FILES) else found[:3])]


@pytest.mark.parametrize("name", paths())
def test_one_word_left_out_is_told_in_one_place(name: str) -> None:
    measured = parsed_without(name, STEP)
    assert measured.wrong
    assert measured.findings <= 2 * measured.wrong
    assert measured.near >= 0.9 * measured.wrong


@pytest.mark.bench
@pytest.mark.parametrize("name", paths())
def test_each_word_left_out_is_told_in_one_place(name: str) -> None:
    measured = parsed_without(name, 1)
    print(
        f"{name}: {measured.wrong} times wrong, {measured.findings} findings, {measured.near} at the line or next to it"
    )
    assert measured.findings <= 2 * measured.wrong
    assert measured.near >= 0.9 * measured.wrong


def parsed_without(name: str, step: int) -> Told:
    """What the parser says of a file when one word in `step` is left out, each by itself."""
    source = SOURCES[name]
    wrong = count = near = 0
    for start, end in words(source.text)[::step]:
        _, found = parse(Source(name, source.text[:start] + source.text[end:]))
        line = source.position(start).line
        wrong += bool(found)
        count += len(found)
        near += any(is_near(finding, name, line) for finding in found)
    return Told(wrong, count, near)


def test_a_whole_compilation_says_little_and_says_it_close_by() -> None:
    clean = {finding.fingerprint for finding in said(SOURCES)}
    places = [(name, start, end) for name in paths() for start, end in words(SOURCES[name].text)]
    told = [_left_out(clean, *place) for place in places[:: len(places) // SAMPLE]]
    wrong = sum(one.wrong for one in told)
    assert sum(one.findings for one in told) <= 2 * wrong
    assert sum(one.near for one in told) >= 0.9 * wrong


def said(sources: dict[str, Source]) -> list[Finding]:
    """The findings of a whole plan."""
    tables = {str(path.relative_to(PLAN)): path.read_text(encoding="utf-8") for path in PLAN.rglob("*.csv")}
    found = compiled(*sources.values(), tables=tables).findings
    return [finding for finding in found if finding.severity is not Severity.NOT_ASSESSABLE]


def _left_out(clean: set[str], name: str, start: int, end: int) -> Told:
    """What a compilation says that it did not say of the whole plan."""
    source = SOURCES[name]
    broken = {**SOURCES, name: Source(name, source.text[:start] + source.text[end:])}
    new = [finding for finding in said(broken) if finding.fingerprint not in clean]
    line = source.position(start).line
    return Told(bool(new), len(new), any(is_near(finding, name, line) for finding in new))
