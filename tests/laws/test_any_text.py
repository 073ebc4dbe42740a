"""No text at all breaks the compiler, and whatever it says about a text points into it."""

from __future__ import annotations

import pytest
from hypothesis import given

from laws.soup import anything
from pkdsl.diagnostics import Source
from pkdsl.syntax import parse, tokens
from small import compiled


@pytest.mark.parametrize("literate", [False, True], ids=["plain", "literate"])
@given(text=anything())
def test_any_text_compiles_without_an_exception(text: str, literate: bool) -> None:
    compilation = compiled(text, literate=literate)
    for finding in compilation.findings:
        assert finding.message
        assert finding.message[-1] in ".?!)`…:", finding.message
        if finding.span is not None and finding.span.source.path.startswith("a."):
            assert 0 <= finding.span.start <= finding.span.end <= len(text)


@given(text=anything())
def test_the_words_of_a_text_joined_are_the_text(text: str) -> None:
    assert "".join(token.text for token in tokens(Source("a.pk", text))) == text


@given(text=anything())
def test_a_tree_stays_within_its_text_and_in_order(text: str) -> None:
    file, _ = parse(Source("a.pk", text))
    at = 0
    for item in file.items:
        assert at <= item.start <= item.end <= len(text)
        at = item.start
