"""The formatter: the same plan, every comment, and nothing left to do the second time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from laws.soup import anything
from laws.strategies import plans
from laws.written import Written
from pkdsl.diagnostics import Source
from pkdsl.ide.format import format_source, same
from pkdsl.syntax import parse, tokens

COMMENTS = ("# a remark", "## documentation", "#~ FRC-001", "#", "# { brace")


@st.composite
def commented(draw: st.DrawFn) -> str:
    """A plan with comments anywhere, and blanks where there were others."""
    plan: Written = draw(plans())
    words = []
    for token in tokens(Source("a.pk", plan.text)):
        text = token.text
        if token.type == "BLANK":
            if draw(st.integers(0, 9)) == 0:
                text = f" {draw(st.sampled_from(COMMENTS))}\n{text}"
            elif "\n" not in text:
                text = draw(st.sampled_from((" ", "  ", "\t")))
        words.append(text)
    return "".join(words)


def comments(text: str) -> list[str]:
    """The comments of a text, in order."""
    return [token.text.rstrip() for token in tokens(Source("a.pk", text)) if token.type in {"COMMENT", "DOC"}]


@given(text=commented())
def test_formatting_keeps_the_tree_and_every_comment_and_is_done_after_one_pass(text: str) -> None:
    formatted = format_source(Source("a.pk", text))
    assert not formatted.findings
    assert comments(formatted.text) == comments(text)
    assert same(parse(Source("a.pk", text))[0], parse(Source("a.pk", formatted.text))[0])
    assert format_source(Source("a.pk", formatted.text)).text == formatted.text


@given(text=anything())
def test_a_text_with_mistakes_stays_as_it_is(text: str) -> None:
    formatted = format_source(Source("a.pk", text))
    if formatted.findings:
        assert formatted.text == text
