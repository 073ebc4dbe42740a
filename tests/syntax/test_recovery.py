"""After a mistake the rest is still read, and the finding stands where the mistake is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkdsl.diagnostics import Source
from pkdsl.syntax import mistakes, parse, tokens, tree

if TYPE_CHECKING:
    from pkdsl.diagnostics import Finding

PLAN = (Path(__file__).parent / "data" / "plan.pk").read_text(encoding="utf-8")
WORDS = [token for token in tokens(Source("plan.pk", PLAN)) if token.type not in {"BLANK", "COMMENT", "DOC"}]
EVERY = 9
"""One word in so many is left out; all of them take half a minute."""


def findings_in(text: str) -> tuple[Finding, ...]:
    """What is wrong with a text."""
    return parse(Source("plan.pk", text))[1]


def line(finding: Finding) -> int:
    """Where a finding stands."""
    assert finding.span
    return finding.span.position.line


def test_one_word_left_out_gives_one_finding_at_its_line() -> None:
    """At most two on average, and in nine of ten cases at the line or the next to it."""
    source = Source("plan.pk", PLAN)
    wrong = near = count = 0
    for token in WORDS[::EVERY]:
        findings = findings_in(PLAN[: token.start] + PLAN[token.end :])
        wrong += bool(findings)
        count += len(findings)
        near += any(abs(line(one) - source.position(token.start).line) <= 1 for one in findings)
    assert count <= 1.2 * wrong
    assert near >= 0.95 * wrong


def test_every_brace_left_out_is_found_at_its_line() -> None:
    """By the indentation around it."""
    source = Source("plan.pk", PLAN)
    braces = [token for token in WORDS if token.type in {"LBRACE", "RBRACE"}]
    for token in braces[::5]:
        findings = findings_in(PLAN[: token.start] + PLAN[token.end :])
        assert len(findings) == 1
        assert abs(line(findings[0]) - source.position(token.start).line) <= 1


def test_what_stands_around_a_mistake_is_read() -> None:
    """Only the value is lost, and it is a hole."""
    file, findings = parse(Source("plan.pk", "unit a {\n  base:\n  beds: 5\n}\nunit b { beds: 6 }"))
    assert [one.message for one in findings] == ["A value is missing after `base:` before `beds:`."]
    first, second = file.items
    assert isinstance(first, tree.Declaration)
    assert isinstance(first.body, tree.Body)
    assert isinstance(first.body.items[0], tree.Field)
    assert isinstance(first.body.items[0].value, tree.Hole)
    assert isinstance(second, tree.Declaration)


@pytest.mark.parametrize("mistake", mistakes.known(), ids=lambda mistake: mistake.slug)
def test_a_known_mistake_has_its_own_sentence(mistake: mistakes.Mistake) -> None:
    """Either parsing says it, or the place is known for whoever finds it wrong later."""
    source = Source("plan.pk", mistake.snippet)
    findings = parse(source)[1]
    if findings:
        assert [one.message for one in findings] == [mistake.message]
    else:
        assert mistake.pattern
        places = [match.span() for match in mistake.pattern.finditer(mistake.snippet)]
        assert [seen and seen.message for seen in (mistakes.at(source, *place) for place in places)] == [
            mistake.message
        ]


def test_a_mistake_with_one_mend_has_a_fix() -> None:
    """That an editor can apply."""
    (finding,) = findings_in("ceiling troops { value: 6,500 persons }")
    assert finding.fixes[0].replacement == "6_500"


def test_an_extra_brace_is_the_one_reported() -> None:
    """Not the end of the text."""
    (finding,) = findings_in("unit a {\n  strength { from D = 5 }}\n  base: x\n}\n")
    assert line(finding) == 2
    (finding,) = findings_in("unit a {\n  base: x\n}\n}\nunit b { base: y }\n")
    assert line(finding) == 4


@given(st.data())
def test_no_mutation_of_a_plan_stops_the_parser(data: st.DataObject) -> None:
    """Words left out, doubled and put elsewhere."""
    start = data.draw(st.integers(0, len(WORDS) - 60))
    words = [token.text for token in WORDS[start : start + 60]]
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(words) - 1))
        words[at] = data.draw(st.sampled_from(["", words[at] * 2, words[at - 1], "{", "}", "let", '"', "|", "("]))
    file, _ = parse(Source("plan.pk", "\n".join(words)))
    assert isinstance(file, tree.File)


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    """Whatever it says."""
    file, findings = parse(Source("plan.pk", text))
    assert isinstance(file, tree.File)
    assert all(one.span and 0 <= one.span.start <= one.span.end <= len(text) for one in findings)


@given(st.text(alphabet="ab:{}[]()|\"'#.,=<>-+*/%0123456789 \n_NE£é\u202e", max_size=200))
def test_any_text_of_marks_is_read_without_an_exception(text: str) -> None:
    """Nor whatever looks like a plan."""
    file, findings = parse(Source("plan.pk", text))
    assert isinstance(file, tree.File)
    assert all("invalid" not in one.message for one in findings)


@given(st.text(alphabet="ab:{}[]()|\"'#.,=<>-+*/%0123456789 \n_NE£é\u202e", max_size=200))
def test_no_text_is_lost_when_cut_into_words(text: str) -> None:
    """Blanks, comments and what is no word are all there."""
    assert "".join(token.text for token in tokens(Source("plan.pk", text))) == text
