"""Texts, literate pages, and words with all their blanks."""

from __future__ import annotations

import pytest

from pkdsl.diagnostics import Source
from pkdsl.syntax import examples, expectations, parse, parse_part, text_parts, tokens, tree, unquote

PAGE = """# A page

```pk
unit a { base: x }
```

```pk example
unit broken {          #~ FRC-001 MED-104
}
```

~~~ text mission.intent
Civilians move *freely*.
~~~

````markdown
```pk
unit shown { }
```
````

```report
error
```

```pk
unit b { base: }
"""


@pytest.mark.parametrize(
    ("literal", "meant"),
    [
        ('""', ""),
        ('"a b"', "a b"),
        (r'"\"\\\n\t\u{e9}"', '"\\\n\té'),
        ('"{{a}}"', "{a}"),
        ('"{a.b} c"', "{a.b} c"),
        ("'a'", "a"),
        ('"""one\n"""', "one"),
        ('"""\n    a\n      b\n\n    c\n  """', "a\n  b\n\nc"),
        ('"""a "quoted" b"""', 'a "quoted" b'),
    ],
)
def test_a_text_says_what_its_escapes_mean(literal: str, meant: str) -> None:
    """And a long one loses the indent that all its lines share."""
    assert unquote(literal) == meant


def test_the_expressions_of_a_text_keep_their_places() -> None:
    """Offsets are those of the source, whatever escapes stand before them."""
    source = "x: \"\\u{e9}{{ {a.b} and {join(c, '}')}!\""
    pieces = text_parts(source[3:], 3)
    assert [piece.text for piece in pieces] == ["é{ ", "a.b", " and ", "join(c, '}')", "!"]
    assert [source[p.start : p.end] for p in pieces if p.is_expression] == ["a.b", "join(c, '}')"]


def test_a_brace_without_its_counterpart_is_text() -> None:
    """Nothing raises."""
    assert unquote('"a { b"') == "a { b"


def test_only_the_fences_tagged_pk_are_plan() -> None:
    """Positions are those of the page; prose is found by its field; a fence left open goes on to the end."""
    source = Source("page.pk.md", PAGE)
    file, findings = parse(source)
    first, prose, second = file.items
    assert isinstance(first, tree.Declaration)
    assert PAGE[first.start : first.end] == "unit a { base: x }"
    assert isinstance(prose, tree.Prose)
    assert (prose.path, PAGE[prose.start : prose.end]) == ("mission.intent", "Civilians move *freely*.\n")
    assert isinstance(second, tree.Declaration)
    (finding,) = findings
    assert finding.span
    assert finding.span.position.line == PAGE.count("\n")


def test_examples_are_found_with_what_they_expect() -> None:
    """Marks at the end of a line name the findings there."""
    source = Source("page.pk.md", PAGE)
    example, shown, report = examples(source)
    assert (example.info, shown.info, report.info) == ("pk example", "markdown", "report")
    assert expectations(source, example.start, example.end) == [("FRC-001", 8), ("MED-104", 8)]
    file, findings = parse_part(source, example.start, example.end)
    assert not findings
    assert len(file.items) == 1


def test_the_words_of_a_page_are_the_page() -> None:
    """What stands outside the fences is one piece of prose."""
    found = tokens(Source("page.pk.md", PAGE))
    assert "".join(token.text for token in found) == PAGE
    assert {"PROSE", "FIELD", "BLANK"} <= {token.type for token in found}


def test_comments_and_blanks_are_kept() -> None:
    """Documentation is told from other comments by two marks and a blank."""
    found = tokens(Source("plan.pk", "## doc\n# note\n### title\na { }"))
    assert [token.type for token in found][:5] == ["DOC", "BLANK", "COMMENT", "BLANK", "COMMENT"]
