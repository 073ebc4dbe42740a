"""The formatter: one style, every comment kept, no meaning changed."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pkdsl.diagnostics import Source
from pkdsl.ide import format as formatter
from pkdsl.ide.format import MeaningChanged, format_source, same
from pkdsl.syntax import parse

ROOT = Path(__file__).resolve().parent.parent.parent
PLANS = sorted(
    p for folder in ("examples", "stdlib") for p in (ROOT / folder).rglob("*.pk*") if p.name.endswith((".pk", ".pk.md"))
)


def styled(text: str, path: str = "a.pk") -> str:
    formatted = format_source(Source(path, dedent(text)))
    assert formatted.findings == ()
    return formatted.text


def check(before: str, after: str) -> None:
    assert styled(before) == dedent(after)
    assert styled(after) == dedent(after)


def test_blanks_and_indentation():
    check(
        """\
        use   un


        let D     = 2026-07-01..2026-08-01
          unit a "A"   is un.x
        {
            strength : 850   persons; base: adeta
        by: [ a,b , c ]
          x: -5+ (3*f( y ))  .. D - 2 days

        }
        """.replace("strength :", "strength:"),
        """\
        use un

        let D = 2026-07-01 .. 2026-08-01
        unit a "A" is un.x {
          strength: 850 persons
          base:     adeta
          by:       [a, b, c]
          x:        -5 + (3 * f(y)) .. D - 2 days
        }
        """,
    )


def test_short_bodies_stay_on_their_line_and_long_ones_are_broken():
    long = "location x { " + "  ".join(f"field_number_{n}: {n}0000" for n in range(1, 7)) + " }\n"
    check("location a { at: 2.52N  47.44E   beds: 900 }\n", "location a { at: 2.52N 47.44E  beds: 900 }\n")
    assert styled(long).split("\n")[0] == "location x {"
    assert max(map(len, styled(long).split("\n"))) <= 120


def test_neighbours_that_are_made_alike_are_aligned():
    check(
        """\
        let D = 1
        let rains = 2
        mandate m {
          ceiling troops { category: troops value: 6_500 persons }
          ceiling formed_police { category: formed_police value: 560 persons }

          x { from D = 1  from D + 90 days = 2 }
          long_name: 3
        }
        """,
        """\
        let D     = 1
        let rains = 2
        mandate m {
          ceiling troops        { category: troops         value: 6_500 persons }
          ceiling formed_police { category: formed_police  value: 560 persons }

          x          { from D = 1  from D + 90 days = 2 }
          long_name: 3
        }
        """,
    )


def test_tables_are_aligned_whatever_stands_between_their_rows():
    check(
        """\
        table post {
        |name:|title:|
        # the first
        | srsg | "Special Representative" | # her
        |fc||
        }
        """,
        """\
        table post {
          | name: | title:                   |
          # the first
          | srsg  | "Special Representative" |  # her
          | fc    |                          |
        }
        """,
    )


def test_comments_stay_where_they_are():
    check(
        """\
        # top

        ## about a
        unit a { # behind the brace
        # in front
          b: 1 # behind b
          ccc: 2      # behind ccc

          # at the end
        } # behind a
        # last
        """,
        """\
        # top

        ## about a
        unit a {  # behind the brace
          # in front
          b:   1  # behind b
          ccc: 2  # behind ccc

          # at the end
        }  # behind a
        # last
        """,
    )


def test_documentation_stays_in_front_of_a_brace_and_so_of_the_declaration_it_belongs_to():
    check(
        """\
        institution a ## of nothing
        { programme b { } }

        institution c
          # a remark
          { programme d { } }
        """,
        """\
        institution a  ## of nothing
        {
          programme b {}
        }

        institution c {
          # a remark
          programme d {}
        }
        """,
    )


def test_a_statement_is_broken_where_its_author_broke_it():
    check(
        """\
        rule R-001 "x" {
          require any(a.b
              and c for a in as)
                else "no"
          by: [
          a,
                b
          ]
        }
        """.replace("R-001", "RRR-001").replace(" in as)", " in all)"),
        """\
        rule RRR-001 "x" {
          require any(a.b
            and c for a in all)
            else "no"
          by: [
            a,
            b
          ]
        }
        """,
    )


def test_a_name_and_its_braces_need_no_colon():
    check("unit a { x: { from D = 1 }  y: { a: 1, b: 2, } }\n", "unit a { x { from D = 1 }  y { a: 1, b: 2 } }\n")


@pytest.mark.parametrize(
    "text",
    ["unit a { x: 9 capacity: { b: 1 } }\n", 'unit a { x: { b: 1 } because "y" }\n', "unit a { set: { b: 1 } }\n"],
)
def test_a_colon_stays_where_it_says_something(text):
    assert ": {" in styled(text)


def test_a_semicolon_that_ends_a_number_becomes_a_line_end():
    assert styled("unit a { x: 9; stock water { b: 1 } }\n") == "unit a {\n  x: 9\n  stock water { b: 1 }\n}\n"


def test_texts_of_many_lines_are_left_alone():
    text = 'unit a {\n  x: """\n      one\n    two\n  """\n}\n'
    assert styled(text) == text


def test_an_empty_file_stays_empty():
    assert styled("") == ""
    assert styled("\n\n") == ""


def test_a_text_with_mistakes_is_left_alone():
    text = "unit a {\n   b: 1\n"
    formatted = format_source(Source("a.pk", text))
    assert formatted.text == text
    assert formatted.findings


def test_a_page_keeps_everything_but_its_fences():
    page = "# Title\n\n*  prose\n\n```pk\nunit  a {b:1}\n```\n\n```pk example\nunit  a {b:1}\n```\n\n~~~pk\nlet   x=1\n~~~\n"
    assert styled(page, "a.pk.md") == page.replace("pk\nunit  a {b:1}", "pk\nunit a { b: 1 }").replace(
        "let   x=1", "let x = 1"
    )


def test_nothing_is_returned_that_says_something_else(monkeypatch):
    monkeypatch.setattr(formatter, "write", lambda *_: "unit b { }\n")
    with pytest.raises(MeaningChanged):
        format_source(Source("a.pk", "unit a { }\n"))


def test_nothing_is_returned_that_lost_a_comment(monkeypatch):
    monkeypatch.setattr(formatter, "write", lambda *_: "unit a { }\n")
    with pytest.raises(MeaningChanged):
        format_source(Source("a.pk", "unit a { } # kept\n"))


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_plan_of_the_repository_keeps_its_meaning(path):
    text = path.read_text(encoding="utf-8")
    once = styled(text, path.name)
    assert styled(once, path.name) == once


NAMES = st.sampled_from(["a", "b_c", "north", "x1"])
VALUES = st.recursive(
    st.one_of(
        NAMES,
        st.sampled_from(
            [
                "850 persons",
                "1_000",
                "2026-07-01",
                "-5 t/day",
                '"text"',
                "2.52N 47.44E",
                "D + 60 days",
                "yes",
                "15%",
                "u.base.name",
            ]
        ),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.tuples(inner, st.sampled_from([" + ", "*", " == ", " and ", " in "]), inner)
        .map("".join)
        .map(lambda t: f"({t})"),
        inner.map(lambda item: f"sum({item} for u in units)"),
    ),
    max_leaves=6,
)
GAPS = st.sampled_from(["\n", "\n\n\n", "  ", " ; ", "  # a comment\n", "\n  # own line\n", "\n\n## doc\n"])


@st.composite
def bodies(draw, depth=2):
    """Statements with wild blanks, line ends and comments between them."""
    parts = []
    for _ in range(draw(st.integers(0, 4))):
        form = draw(st.integers(0, 3 if depth else 1))
        if form < 2:
            comma = draw(st.sampled_from(["", "", ","]))
            parts.append(f"{draw(NAMES)}:{draw(st.sampled_from(['', ' ', '   ']))}{draw(VALUES)}{comma}")
        elif form == 2:
            colon = draw(st.sampled_from(["", ":"]))
            parts.append(f"{draw(NAMES)}{colon} {{{draw(GAPS)}{draw(bodies(depth=depth - 1))}{draw(GAPS)}}}")
        else:
            parts.append(f'unit {draw(NAMES)} "T" {{ {draw(bodies(depth=depth - 1))}\n}}')
        parts.append(draw(GAPS))
    return "".join(parts)


@given(bodies())
def test_laws(body):
    source = Source("a.pk", f"unit outer {{\n{body}\n}}\n")
    tree, findings = parse(source)
    if findings:
        assert format_source(source).text == source.text
        return
    once = format_source(source).text
    again = Source("a.pk", once)
    assert format_source(again).text == once
    assert same(parse(again)[0], tree)
    assert once.count("#") == source.text.count("#")
