"""pkdsl.toml: what it may say, and what is said when it says something else."""

from __future__ import annotations

import pytest

from pkdsl import formats
from pkdsl.diagnostics import Source
from pkdsl.workspace.config import FORMATS, Render, parse


def findings(text: str):
    return parse(Source("pkdsl.toml", text)).findings


def test_every_key_is_read():
    configuration = parse(
        Source(
            "pkdsl.toml",
            """
            [plan]
            name = "unsmok"
            edition = "2026"
            [packages]
            ours = "packages/ours"
            [rules]
            FRC-001 = "warning"
            MED = "off"
            max_waiver_days = 90
            [render.concept]
            document = "concept"
            formats = ["md"]
            audience = "unclassified"
            output = "public"
            [scenarios]
            check = ["rains"]
            [limits]
            files = 10
            """,
        )
    )
    assert configuration.findings == ()
    assert configuration.name == "unsmok"
    assert configuration.packages == {"ours": "packages/ours"}
    assert configuration.levels == {"FRC-001": "warning", "MED": "off"}
    assert configuration.max_waiver_days == 90
    assert configuration.renders == {"concept": Render("concept", ("md",), "unclassified", "public")}
    assert configuration.scenarios == ("rains",)
    assert configuration.limits == {"files": 10}


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        (
            '[plan]\nnam = "x"\n',
            "pkdsl.toml:2:1",
            "`[plan]` has no key `nam`; it has name, edition. Did you mean `name`?",
        ),
        ("[pln]\n", "pkdsl.toml:1:2", "Did you mean `plan`?"),
        ('[render.x]\ndocument = "a"\n\n  format = ["md"]\n', "pkdsl.toml:4:3", "Did you mean `formats`?"),
    ],
)
def test_an_unknown_key_is_named_with_the_nearest_known_one(text, place, words):
    (finding,) = findings(text)
    assert (finding.code, finding.span.place) == ("PKG-004", place)
    assert words in finding.message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[plan]\nname = 3\n", "`plan.name` in pkdsl.toml is a text in quotes."),
        ('[plan]\nedition = "1999"\n', "is one of 2026"),
        ('[rules]\nFRC-001 = "loud"\n', "`rules.FRC-001` in pkdsl.toml is one of error, warning, info, off."),
        ("[rules]\nmax_waiver_days = true\n", "a whole number above zero"),
        ('[render]\nx = "concept"\n', "write `[render.x]`"),
        ("plan = 1\n", "write `[plan]`"),
        ('[render.x]\nformats = ["doc"]\n', "a list out of docx, html, md, pdf, pptx"),
    ],
)
def test_a_value_that_does_not_fit_counts_as_not_given(text, words):
    configuration = parse(Source("pkdsl.toml", text))
    (finding,) = configuration.findings
    assert finding.code == "PKG-005"
    assert words in finding.message
    assert configuration.name == ""
    assert configuration.levels == {}


def test_text_that_is_no_toml_is_located():
    (finding,) = findings('[plan]\nname = "x\n')
    assert finding.code == "PKG-005"
    assert finding.span.position.line == 2


def test_depth_is_no_crash():
    (finding,) = findings("a = " + "[" * 100_000)
    assert finding.code == "PKG-005"


def test_the_formats_that_a_render_may_ask_for_are_those_that_there_are():
    assert set(FORMATS) == set(formats.everything())
