"""Strategies for text that need not be a plan at all: letters, words in any order, and plans with something done to them."""

from __future__ import annotations

from hypothesis import strategies as st

from laws.strategies import SPECS, plans
from pkdsl.diagnostics import Source
from pkdsl.syntax import tokens

WORDS = (
    *[
        "use",
        "let",
        "because",
        "from",
        "for",
        "in",
        "where",
        "if",
        "then",
        "else",
        "and",
        "or",
        "not",
        "is",
        "as",
        "of",
        "require",
        "during",
        "extend",
        "table",
        "set",
        "remove",
        "template",
    ],
    *[
        "{",
        "}",
        "[",
        "]",
        "(",
        ")",
        "|",
        ",",
        ";",
        ":",
        ".",
        "..",
        "+",
        "-",
        "*",
        "/",
        "==",
        "!=",
        "<",
        "<=",
        ">",
        ">=",
        "=",
        "\n",
        "#",
        "##",
        '"',
        '"""',
        "'",
        "\\",
        "%",
        "@",
        "$",
        "~",
        "`",
        "&",
    ],
    *(
        "D",
        "unit",
        "x",
        "un",
        "mission",
        "units",
        "self",
        "policy.",
        "unit.x",
        "sum(",
        "title:",
        "strength:",
        "un.water:",
        "é",
        "基",
        "\t",
        "\n\n",
    ),
    *(
        "2026-07-01",
        "2026-7-1",
        "06:00Z",
        "7.5",
        "4_200",
        "48.2M USD",
        "4.5 L/person/day",
        "15%",
        "2.52N 47.44E",
        "FRC-001",
        '"text"',
        '"{x}"',
        "<= 5",
    ),
    *("0", "007", "1e9", "9" * 30, "-", "\u202e", "\ufeff", "\r\n", "\x00", '"{{"', '"{"', "```", "```pk\n", "#~"),
)
"""Words of the language, words of no language, and what only almost is a number."""


def anything() -> st.SearchStrategy[str]:
    """Any letters; words in any order; a plan with mistakes."""
    return st.one_of(st.text(), soups(), wounded())


def soups() -> st.SearchStrategy[str]:
    """Words of the language in any order, the names of kinds and fields among them."""
    kinds = st.sampled_from(sorted(SPECS))
    fields = kinds.flatmap(lambda kind: st.sampled_from([f"{name}:" for name in SPECS[kind].fields]))
    word = st.one_of(st.sampled_from(WORDS), st.sampled_from(WORDS), kinds, fields)
    return st.lists(st.tuples(word, st.sampled_from((" ", "", "\n"))), max_size=40).map(
        lambda pairs: "".join(w + b for w, b in pairs)
    )


@st.composite
def wounded(draw: st.DrawFn) -> str:
    """A plan in which words are left out, doubled, exchanged or replaced."""
    words = [token.text for token in tokens(Source("a.pk", draw(plans()).text))]
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(words) - 1))
        other = draw(st.integers(0, len(words) - 1))
        match draw(st.sampled_from(("drop", "double", "swap", "replace", "cut"))):
            case "drop":
                words[at] = ""
            case "double":
                words[at] *= 2
            case "swap":
                words[at], words[other] = words[other], words[at]
            case "replace":
                words[at] = draw(st.sampled_from(WORDS))
            case _:
                words[at] = words[at][: len(words[at]) // 2]
    return "".join(words)
