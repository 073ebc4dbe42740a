"""The text form: what a planner sees in a terminal."""

from __future__ import annotations

from dataclasses import replace
from textwrap import dedent

import pytest

from pkdsl.diagnostics import Finding, Label, Severity, Source, Span
from pkdsl.report import Report, write

FORCE = Source(
    "force.pk", "unit north_battalion {\n" + "  # a line\n" * 39 + "  strength { from D + 90 days = 955 persons }\n}\n"
)
MANDATE = Source("mandate.pk", "\n" * 8 + "  ceiling troops { category: troops  value: 6_500 persons }\n")


def at(source: Source, words: str) -> Span:
    start = source.text.index(words)
    return Span(source, start, start + len(words))


def over_ceiling() -> Finding:
    return Finding(
        "FRC-001",
        Severity.ERROR,
        "troops: 6 605 persons deployed, 6 500 persons authorised (105 persons over, 2026-09-29 .. 2026-12-14)",
        at(FORCE, "from D + 90 days = 955 persons"),
        "strength-above-ceiling",
        subject="mandate.res0000.ceiling.troops",
        labels=(
            Label(at(FORCE, "from D + 90 days = 955 persons"), "north_battalion grows here"),
            Label(at(MANDATE, "6_500 persons"), "the ceiling"),
        ),
        because=("deployed 6 605 persons = north_battalion 955 + south_battalion 850 + …",),
        help="bring north_battalion to 850 persons or less, or start it after 2026-12-14",
    )


def test_a_finding_shows_its_sentence_its_places_its_reasons_and_the_mend():
    text = write(Report((over_ceiling(),), rules=45, objects=7), "text")
    assert text == dedent("""\
        error[FRC-001] strength-above-ceiling: troops: 6 605 persons deployed, 6 500 persons authorised (105 persons over, 2026-09-29 .. 2026-12-14)
          ┌─ force.pk:41:14
          │
        41│   strength { from D + 90 days = 955 persons }
          │              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ north_battalion grows here
          │
          ├─ mandate.pk:9:45
          │
         9│   ceiling troops { category: troops  value: 6_500 persons }
          │                                             ------------- the ceiling
          = deployed 6 605 persons = north_battalion 955 + south_battalion 850 + …
          = help: bring north_battalion to 850 persons or less, or start it after 2026-12-14

        1 error, 0 warnings, 0 not assessable, 0 waived, 45 rules run, 7 objects
        """)


def test_a_finding_without_a_place_is_its_sentence():
    text = write(Report((Finding("MND-001", Severity.WARNING, "No mandate."),)), "text")
    assert text.startswith("warning[MND-001]: No mandate.\n\n0 errors, 1 warning,")


def test_two_places_on_one_line_share_it():
    source = Source("a.pk", "unit a { }  unit a { }\n")
    finding = Finding(
        "REF-003",
        Severity.ERROR,
        "`a` is declared twice.",
        Span(source, 17, 18),
        labels=(Label(Span(source, 5, 6), "here first"),),
    )
    text = write(Report((finding,)), "text")
    assert text.count("unit a { }  unit a { }") == 1
    assert " │                  ^\n │      - here first\n" in text


@pytest.mark.parametrize(
    ("raw", "shown"), [("\x1b[31m", "\\x1b[31m"), ("\u202e", "\\u202e"), ("\x00", "\\x00"), ("\x9b", "\\x9b")]
)
def test_characters_that_steer_a_terminal_are_written_out(raw, shown):
    source = Source(f"a{raw}.pk", f"let a = {raw}1\n")
    finding = Finding(
        "SYN-001", Severity.ERROR, f"Saw {raw}.", Span(source, 4, 5), labels=(Label(Span(source, 0, 3), raw),)
    )
    text = write(Report((finding,)), "text")
    assert raw not in text
    assert text.count(shown) == 4


def test_a_long_line_is_shown_around_the_place():
    source = Source("a.pk", "x" * 5_000 + "HERE" + "y" * 5_000)
    text = write(Report((Finding("SYN-001", Severity.ERROR, "Seen.", Span(source, 5_000, 5_004)),)), "text")
    line, under = (row for row in text.split("\n") if row.startswith(("1│", " │ ")))
    assert len(line) < 210
    assert line.index("HERE") == under.index("^^^^")


def test_tabs_and_wide_characters_keep_the_mark_under_its_place():
    source = Source("a.pk", "\t漢字 here\n")
    text = write(Report((Finding("SYN-001", Severity.ERROR, "Seen.", Span(source, 4, 8)),)), "text")
    assert "1│     漢字 here\n │          ^^^^\n" in text


def test_a_place_of_many_lines_is_marked_on_its_first():
    source = Source("a.pk", "unit a {\n  b: 1\n}\n")
    text = write(Report((Finding("SYN-001", Severity.ERROR, "Seen.", Span(source, 5, 17)),)), "text")
    assert "1│ unit a {\n │      ^^^\n" in text


def test_the_worst_findings_are_shown_and_all_are_counted():
    source = Source("a.pk", "abc\n")
    findings = tuple(Finding("FRC-002", Severity.WARNING, f"Warning {n}.", Span(source, 0, 1)) for n in range(5))
    report = Report((*findings, Finding("FRC-001", Severity.ERROR, "Error.", Span(source, 2, 3))), shown=2)
    text = write(report, "text")
    assert "Error." in text
    assert "… and 4 more findings" in text
    assert text.split("\n")[-2].startswith("1 error, 5 warnings,")


def test_a_very_long_sentence_is_cut():
    text = write(Report((Finding("SYN-001", Severity.ERROR, "x" * 10_000),)), "text")
    assert max(map(len, text.split("\n"))) < 2_100


def test_colour_only_where_it_is_asked_for():
    assert "\x1b[" not in write(Report((over_ceiling(),)), "text")
    assert "\x1b[1;31m" in write(Report((over_ceiling(),)), "text", color=True)


def test_what_was_waived_is_listed_where_that_is_asked_for():
    waived = (replace(over_ceiling(), waived_by="location.adeta.waive.FRC-001"),)
    assert "waived[FRC-001]" not in write(Report(waived=waived), "text")
    text = write(Report(waived=waived, wordy=True), "text")
    assert text.startswith("waived[FRC-001] strength-above-ceiling: troops: ")
    assert "(force.pk:41:14), waived by location.adeta.waive.FRC-001\n" in text
